//! Two kinds of uncertainty, apart: figures are drawn, then futures for each draw.
//!
//! Each draw of figures is played on futures of its own, so the variance between the draws' means is that of what is not known plus the
//! variance within a draw divided by its futures; the second is known from within the draws and taken away (analysis of variance with
//! random effects). What is left of the error of the mean over everything is the third thing, and falls with every draw.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::figures::{Agreement, FIRST_SET, Figures};
use super::stage::{Rows, Stage};
use crate::analysis::measure::MeasureSpec;
use crate::analysis::progress::{Progress, Tell};
use crate::analysis::sample::{Moments, student_t_975};
use crate::model::{ParameterId, Range, ValidScenario};

/// Draws before which the error of a mean is not trusted to end a run.
const LEAST_DRAWS: u32 = 40;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelsAsk {
    /// Indices of the options.
    pub options: Vec<usize>,
    /// The option that the others are compared with, an index into `options`.
    pub baseline: usize,
    /// What the uncertain figures may be.
    pub ranges: BTreeMap<ParameterId, Range>,
    /// Most draws of figures.
    pub draws: u32,
    /// Futures for each.
    pub futures: u32,
    /// End as soon as the mean of a measure (its key) is known to this half-width (95%) for every option.
    pub until: Option<(String, f64)>,
}

/// The spread of one measure of one option, or of a difference, in its parts. NaN where there is no value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Mean over everything.
    pub mean: f64,
    /// Half-width of its 95% interval: the error of the computation, not of the world.
    pub half_width: f64,
    /// Standard deviation between futures whose figures are the same: chance.
    pub chance_sd: f64,
    /// Standard deviation between what different figures give on average: not knowing.
    pub knowing_sd: f64,
    /// 5th percentile of what different figures give on average, chance taken away.
    pub knowing_low: f64,
    /// 95th percentile.
    pub knowing_high: f64,
    /// 5th percentile of all futures: chance and not knowing together.
    pub total_low: f64,
    /// 95th percentile.
    pub total_high: f64,
}

impl Split {
    /// Share of the variance between futures that is due to chance.
    pub fn chance_share(&self) -> f64 {
        let (chance, knowing) = (self.chance_sd * self.chance_sd, self.knowing_sd * self.knowing_sd);
        chance / (chance + knowing)
    }
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    /// Indices of the options in the scenario.
    pub options: Vec<usize>,
    /// The option the others are compared with, an index into `options`.
    pub baseline: usize,
    /// What is measured.
    pub measures: Vec<MeasureSpec>,
    /// The uncertain figures.
    pub figures: Vec<ParameterId>,
    /// Draws of figures made, those set aside included.
    pub draws: u32,
    /// Futures of each.
    pub futures: u32,
    /// Draws set aside, because their figures contradict each other.
    pub set_aside: u32,
    /// Draws in which the requests that never need a place were held to what agrees with the other figures.
    pub cut: u32,
    /// Draws that cannot agree with the open requests that the review saw.
    pub beyond: u32,
    /// Options in turn, measures in a row.
    pub values: Vec<Split>,
    /// The same of the difference to the baseline, on the same children; of the baseline itself all 0.
    pub differences: Vec<Split>,
}

impl Levels {
    /// The parts of a measure of an option, by its place in `options` and the measure's key.
    pub fn value(&self, option: usize, key: &str) -> Option<&Split> {
        self.values.get(self.column(option, key)?)
    }

    /// The parts of a difference to the baseline.
    pub fn difference(&self, option: usize, key: &str) -> Option<&Split> {
        self.differences.get(self.column(option, key)?)
    }

    fn column(&self, option: usize, key: &str) -> Option<usize> {
        Some(option * self.measures.len() + self.measures.iter().position(|measure| measure.key == key)?)
    }
}

/// What accumulates of one quantity.
#[derive(Clone, Debug, Default)]
struct Spread {
    /// Of each draw.
    means: Vec<f64>,
    /// Variances within draws, and over how many futures each.
    within: Moments,
    futures: Moments,
    /// Every future.
    values: Vec<f32>,
}

impl Spread {
    fn add(&mut self, draw: impl Iterator<Item = f64>) {
        let mut moments = Moments::default();
        for value in draw.filter(|value| !value.is_nan()) {
            moments.push(value);
            self.values.push(value as f32);
        }
        if moments.count() >= 2.0 {
            self.means.push(moments.mean());
            self.within.push(moments.variance());
            self.futures.push(moments.count());
        }
    }

    fn split(&self) -> Split {
        let mut between = Moments::default();
        self.means.iter().for_each(|mean| between.push(*mean));
        let noise = self.within.mean() / self.futures.mean();
        let knowing = (between.variance() - noise).max(0.0);
        // Means pulled towards the middle until their variance is that of what is not known.
        let pull = if between.variance() > 0.0 { (knowing / between.variance()).sqrt() } else { 0.0 };
        let mut means: Vec<f32> = self.means.iter().map(|mean| (between.mean() + pull * (mean - between.mean())) as f32).collect();
        let mut values = self.values.clone();
        let half_width = if between.count() >= 2.0 { student_t_975(between.count() - 1.0) * between.standard_error() } else { f64::NAN };
        Split {
            mean: between.mean(),
            half_width,
            chance_sd: self.within.mean().sqrt(),
            knowing_sd: knowing.sqrt(),
            knowing_low: percentile(&mut means, 0.05),
            knowing_high: percentile(&mut means, 0.95),
            total_low: percentile(&mut values, 0.05),
            total_high: percentile(&mut values, 0.95),
        }
    }
}

/// The value that a share of the values does not exceed (nearest rank); NaN for none. Leaves the values in another order.
fn percentile(values: &mut [f32], share: f64) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    let rank = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len()) - 1;
    f64::from(*values.select_nth_unstable_by(rank, f32::total_cmp).1)
}

/// Draws figures and plays futures until the mean is known well enough or all draws are made; stopped, says what is known.
/// What is found of the first draws does not depend on how many follow, nor on the number of threads (0: one a core).
pub fn levels(scenario: &ValidScenario, ask: &LevelsAsk, threads: usize, stop: &AtomicBool, tell: Tell<Levels>) -> Levels {
    let stage = Stage::new(scenario, &ask.options, threads);
    let figures = Figures::new(scenario, &ask.ranges);
    let mut state = State {
        found: Levels {
            options: ask.options.clone(),
            baseline: ask.baseline,
            measures: stage.measures().to_vec(),
            figures: figures.ids(),
            draws: 0,
            futures: ask.futures,
            set_aside: 0,
            cut: 0,
            beyond: 0,
            values: Vec::new(),
            differences: Vec::new(),
        },
        values: vec![Spread::default(); stage.width()],
        differences: vec![Spread::default(); stage.width()],
    };
    let goal = ask
        .until
        .as_ref()
        .and_then(|(key, half_width)| Some((stage.measures().iter().position(|measure| measure.key == *key)?, *half_width)));
    let mut told = 0;
    while state.found.draws < ask.draws && !stop.load(Ordering::Relaxed) {
        let from = state.found.draws;
        let until = ask.draws.min(from + stage.portion() as u32);
        let draws: Vec<u32> = (from..until).collect();
        let played = stage.each(&draws, |draw| {
            let drawn = figures.at(&figures.uniforms(FIRST_SET, *draw));
            let first = draw * ask.futures;
            // Outside: stopped. Inside: set aside.
            match drawn.scenario {
                Some(scenario) => stage.play(&scenario, first..first + ask.futures, stop).map(|rows| Some((rows, drawn.agreement))),
                None => Some(None),
            }
        });
        let whole = played.iter().take_while(|draw| draw.is_some()).count();
        played.into_iter().map_while(|draw| draw).for_each(|draw| state.fold(draw, stage.measures().len()));
        if whole < draws.len() {
            break;
        }
        let wanted = goal.map_or(ask.draws, |goal| state.wanted(goal, ask.draws));
        let done = state.found.draws;
        // What is known so far costs a look at every future: told each time a tenth has been added.
        if done >= told + told / 10 || done >= wanted {
            told = done;
            state.sum_up();
            tell(Progress { done, wanted }, &state.found);
        }
        if done >= wanted {
            break;
        }
    }
    state.sum_up();
    state.found
}

struct State {
    found: Levels,
    values: Vec<Spread>,
    differences: Vec<Spread>,
}

impl State {
    fn fold(&mut self, draw: Option<(Rows, Agreement)>, measures: usize) {
        self.found.draws += 1;
        let Some((rows, agreement)) = draw else {
            self.found.set_aside += 1;
            return;
        };
        match agreement {
            Agreement::Whole => {}
            Agreement::Cut => self.found.cut += 1,
            Agreement::Beyond => self.found.beyond += 1,
        }
        for (column, (value, difference)) in self.values.iter_mut().zip(&mut self.differences).enumerate() {
            let baseline = self.found.baseline * measures + column % measures;
            value.add(rows.iter().map(|row| row[column]));
            difference.add(rows.iter().map(|row| row[column] - row[baseline]));
        }
    }

    fn sum_up(&mut self) {
        self.found.values = self.values.iter().map(Spread::split).collect();
        self.found.differences = self.differences.iter().map(Spread::split).collect();
    }

    /// Draws wanted for the means of a measure to be known to a half-width for every option.
    fn wanted(&self, (measure, goal): (usize, f64), most: u32) -> u32 {
        let measures = self.found.measures.len();
        let widest = self.values.iter().skip(measure).step_by(measures).map(|spread| spread.split().half_width);
        let widest = widest.filter(|half_width| !half_width.is_nan()).fold(0.0, f64::max);
        let draws = f64::from(self.found.draws) * (widest / goal).powi(2);
        (draws.ceil().max(f64::from(LEAST_DRAWS)) as u32).min(most)
    }
}
