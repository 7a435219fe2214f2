//! Works the long analyses out.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Closer, MARGIN, Sizes, Studies, Uncertain, options_of, rule, stream};
use crate::analysis::Progress;
use crate::analysis::beds::{StudyError, Vary, sweep, unknown};
use crate::analysis::measure::stream_key;
use crate::analysis::uncertainty::{
    Aim, Around, GlobalAsk, LevelsAsk, SwitchingAsk, VariationsAsk, global, judged_measures, levels, places, switching, variations,
};
use crate::model::ValidScenario;
use crate::report::Answer;

/// The parts of the work, in hundredths of the whole, about as long as each takes.
const PARTS: [u32; 6] = [4, 8, 18, 6, 30, 34];

/// How far everything is, told by the parts of it in turn.
struct Told<'a> {
    before: u32,
    part: usize,
    tell: &'a mut dyn FnMut(Progress),
}

impl Told<'_> {
    /// Of the part under way, so much is done.
    fn so_far(&mut self, progress: Progress) {
        let part = PARTS.get(self.part).copied().unwrap_or(0);
        let share = f64::from(progress.done) / f64::from(progress.wanted.max(1));
        (self.tell)(Progress { done: self.before + (f64::from(part) * share.min(1.0)) as u32, wanted: PARTS.iter().sum() });
    }

    /// The part under way is done.
    fn next(&mut self) {
        self.so_far(Progress { done: 1, wanted: 1 });
        self.before += PARTS.get(self.part).copied().unwrap_or(0);
        self.part += 1;
    }
}

/// Works everything out for the options of an answer; none when stopped, or where no stream has welfare or justice requests. The same on
/// any number of threads (0: one a core).
pub fn run(answer: &Answer, closer: &Closer, threads: usize, stop: &AtomicBool, tell: &mut dyn FnMut(Progress)) -> Option<Studies> {
    let stream = stream(&answer.scenario)?;
    let options = options_of(answer);
    let scenario = &answer.scenario;
    let key = stream_key("placed_share", stream);
    let spec = judged_measures(scenario).into_iter().find(|measure| measure.key == key)?;
    let focus = focus(answer, closer, &options, &key)?;
    let sizes = Sizes::of(answer.summary.replications);
    let mut told = Told { before: 0, part: 0, tell };

    let numbers = Vary::BedsPerHome.numbers_to_try(scenario.options.get(focus), stream);
    let ask = sweep::Ask {
        option: focus,
        stream,
        vary: Vary::BedsPerHome,
        numbers,
        step_down_places: None,
        beside: options.clone(),
        futures: sizes.provisions,
    };
    let sweep = sweep::sweep(scenario, &ask, threads, stop, &mut |progress, _| told.so_far(progress)).map_err(said);
    told.next();
    let ask = unknown::Ask { points: UNKNOWN_POINTS, futures: sizes.provisions, options: options.clone() };
    let unknown = unknown::unknown(scenario, &ask, threads, stop, &mut |progress, _| told.so_far(progress)).map_err(said);
    told.next();
    let uncertain = if scenario.ranges.is_empty() {
        None
    } else {
        let baseline = answer.summary.baseline;
        Some(uncertain(scenario, (&options, baseline), (&key, sizes), threads, stop, &mut told))
    };
    if stop.load(Ordering::Relaxed) {
        return None;
    }
    Some(Studies { closer: closer.clone(), stream, focus, rule: rule(&key), spec, sizes, sweep, unknown, uncertain })
}

/// Values tried of what the figures cannot tell.
const UNKNOWN_POINTS: u32 = 10;

fn said(error: StudyError) -> String {
    error.to_string()
}

/// The option to look at: the one named, or the one that the rule chooses by the answer.
fn focus(answer: &Answer, closer: &Closer, options: &[usize], key: &str) -> Option<usize> {
    let summary = &answer.summary;
    let named = closer.focus.as_ref().and_then(|id| summary.option_index(id));
    let means: Vec<f64> =
        (0..summary.options.len()).map(|option| summary.estimate(option, key).map_or(f64::NAN, |estimate| estimate.mean)).collect();
    let better = summary.measures.get(summary.measure_index(key)?)?.better;
    let chosen = || Aim::Best { margin: MARGIN }.choose(better, &means, &places(&answer.scenario, options));
    options.get(named.or_else(chosen).unwrap_or(0)).copied()
}

fn uncertain(
    scenario: &ValidScenario,
    (options, baseline): (&[usize], usize),
    (key, sizes): (&str, Sizes),
    threads: usize,
    stop: &AtomicBool,
    told: &mut Told<'_>,
) -> Uncertain {
    let (options, ranges) = (options.to_vec(), scenario.ranges.clone());
    let rule = rule(key);
    let ask =
        LevelsAsk { options: options.clone(), baseline, ranges: ranges.clone(), draws: sizes.draws.0, futures: sizes.draws.1, until: None };
    let levels = levels(scenario, &ask, threads, stop, &mut |progress, _| told.so_far(progress));
    told.next();
    let ask = VariationsAsk { options: options.clone(), ranges: ranges.clone(), around: Around::Scenario, futures: sizes.variations };
    let variations = variations(scenario, &ask, threads, stop, &mut |progress, _| told.so_far(progress));
    told.next();
    let ask = GlobalAsk { options: options.clone(), ranges: ranges.clone(), points: sizes.points.0, futures: sizes.points.1 };
    let global = global(scenario, &ask, threads, stop, &mut |progress, _| told.so_far(progress));
    told.next();
    let ask = SwitchingAsk { options, ranges, rule: rule.clone(), futures: sizes.variations };
    let switching = switching(scenario, &ask, threads, stop, &mut |progress, _| told.so_far(progress));
    told.next();
    let worth = global.worth(key, rule.aim, &places(scenario, &global.options));
    Uncertain { levels, variations, global, switching, worth }
}
