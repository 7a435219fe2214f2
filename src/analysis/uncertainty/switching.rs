//! Where a choice turns: the value of a figure at which the option to choose becomes another, all else as it is.
//!
//! A figure is tried at evenly spaced values of its range; between two neighbours that choose differently the middle is tried, again and
//! again, until the place is known to a thirty-second of the range. Every value is played on the same futures.
//!
//! Within that part the place is where a *gap* is zero: how much better the option with fewer places does than it must to be chosen. It
//! must come within the margin of the best of the others, so the gap is a difference between two options on the same children, future by future
//! (common random numbers); or it must reach a level. Between two values tried the gap is taken to run straight. The 95% interval of the
//! place is where the ends of the gap's own interval (Student t, of the paired differences) are zero, looked for over all values tried. How
//! sure it is that the choice turns at all comes from choosing again with the futures resampled.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use super::choice::{Aim, Rule, places};
use super::figures::{Figures, RESAMPLING};
use super::gap::{Line, crossings};
use super::stage::Stage;
use crate::analysis::measure::Better;
use crate::analysis::progress::{Progress, Tell};
use crate::analysis::sample::{Moments, student_t_975};
use crate::model::{ParameterId, Range, ValidScenario};
use crate::sim::draws::{Purpose, item_key, purpose_key, upper_half};

/// Values tried first, both ends of the range among them.
const FIRST_VALUES: u32 = 5;
/// Parts of a range to which a place is known.
const PARTS: f64 = 32.0;
/// Times that futures are resampled.
const RESAMPLES: u32 = 100;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchingAsk {
    /// Indices of the options.
    pub options: Vec<usize>,
    /// What the uncertain figures may be.
    pub ranges: BTreeMap<ParameterId, Range>,
    /// How an option is chosen.
    pub rule: Rule,
    /// Futures of each value, the same for all.
    pub futures: u32,
}

/// A place where the choice turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch {
    /// The value of the figure at which the gap is zero, in its unit.
    pub at: f64,
    /// The option chosen below it, by its place in `options`.
    pub below: usize,
    /// The option chosen above it.
    pub above: usize,
    /// Lower end of the 95% interval of the value; none where it lies below the values tried.
    pub low: Option<f64>,
    /// Upper end; none where it lies above them.
    pub high: Option<f64>,
    /// Share of resamplings with such a turn at all.
    pub certainty: f64,
}

/// What is known of one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Turning {
    /// The figure.
    pub figure: ParameterId,
    /// Least value tried.
    pub from: f64,
    /// Greatest value tried.
    pub to: f64,
    /// Where the choice turns, in rising order; empty: nowhere in the range.
    pub switches: Vec<Switch>,
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Switching {
    /// Indices of the options in the scenario.
    pub options: Vec<usize>,
    /// The option chosen with the figures as they are; none where the rule chooses none.
    pub chosen: Option<usize>,
    /// Share of resampled futures in which it is the one chosen.
    pub certainty: f64,
    /// Futures of each value.
    pub futures: u32,
    /// The figures done, the order that of the catalogue.
    pub figures: Vec<Turning>,
}

/// A search for the places where a choice turns between two ends.
#[derive(Clone, Debug)]
struct Search<T> {
    /// In rising order.
    tried: Vec<(f64, Option<usize>, T)>,
    first: Vec<f64>,
    tolerance: f64,
}

impl<T> Search<T> {
    fn new(low: f64, high: f64) -> Self {
        let part = |i: u32| low + (high - low) * f64::from(i) / f64::from(FIRST_VALUES - 1);
        Self { tried: Vec::new(), first: (0..FIRST_VALUES).map(part).collect(), tolerance: (high - low) / PARTS }
    }

    /// The values to try next; empty when every place is known.
    fn wanted(&self) -> Vec<f64> {
        if self.tried.is_empty() {
            return self.first.clone();
        }
        let apart = self.tried.windows(2).filter(|pair| pair[0].1 != pair[1].1 && pair[1].0 - pair[0].0 > self.tolerance);
        apart.map(|pair| 0.5 * (pair[0].0 + pair[1].0)).collect()
    }

    fn add(&mut self, value: f64, choice: Option<usize>, seen: T) {
        let place = self.tried.partition_point(|(other, ..)| *other < value);
        self.tried.insert(place, (value, choice, seen));
    }

    /// The places where a choice, looked up for each value tried, turns.
    fn turns(&self, choice: impl Fn(usize, &(f64, Option<usize>, T)) -> Option<usize>) -> Vec<(f64, usize, usize)> {
        let choices: Vec<(f64, usize)> =
            self.tried.iter().enumerate().filter_map(|(place, tried)| Some((tried.0, choice(place, tried)?))).collect();
        let turns = choices.windows(2).filter(|pair| pair[0].1 != pair[1].1);
        turns.map(|pair| (0.5 * (pair[0].0 + pair[1].0), pair[0].1, pair[1].1)).collect()
    }
}

/// The judged measure future by future, for each option.
type Columns = Vec<Vec<f64>>;

/// Tries every figure; stopped, says what is known of the figures done. `threads`: 0 for one a core; the answer does not depend on them.
pub fn switching(scenario: &ValidScenario, ask: &SwitchingAsk, threads: usize, stop: &AtomicBool, tell: Tell<Switching>) -> Switching {
    let stage = Stage::new(scenario, &ask.options, threads);
    let figures = Figures::new(scenario, &ask.ranges);
    let mut found =
        Switching { options: ask.options.clone(), chosen: None, certainty: f64::NAN, futures: ask.futures, figures: Vec::new() };
    let Some(measure) = stage.measures().iter().position(|measure| measure.key == ask.rule.measure) else { return found };
    let chooser = Chooser {
        better: stage.measures()[measure].better,
        rule: &ask.rule,
        places: places(scenario, &ask.options),
        seed: scenario.run.seed,
        futures: ask.futures as usize,
    };
    let play = |changes: &[(ParameterId, f64)]| -> Option<Columns> {
        let rows = stage.play(&figures.with(changes).scenario?, 0..ask.futures, stop)?;
        let column = |option: usize| rows.iter().map(|row| row[option * stage.measures().len() + measure]).collect();
        Some((0..ask.options.len()).map(column).collect())
    };
    let Some(today) = play(&[]) else { return found };
    found.chosen = chooser.choose(&today, None);
    let again = chooser.resamples().filter(|resample| chooser.choose(&today, Some(resample)) == found.chosen).count();
    found.certainty = again as f64 / f64::from(RESAMPLES);
    let wanted = figures.ranges().len() as u32;
    for (id, range) in figures.ranges() {
        let mut search: Search<Columns> = Search::new(range.low, range.high);
        loop {
            let values = search.wanted();
            let seen = stage.each(&values, |value| play(&[(*id, *value)]));
            if stop.load(Ordering::Relaxed) {
                return found;
            }
            for (value, columns) in values.iter().zip(seen) {
                // A value that contradicts the other figures is tried, and chooses nothing.
                let choice = columns.as_ref().and_then(|columns| chooser.choose(columns, None));
                search.add(*value, choice, columns.unwrap_or_default());
            }
            if values.is_empty() {
                break;
            }
        }
        let switches = chooser.switches(&search);
        found.figures.push(Turning { figure: *id, from: range.low, to: range.high, switches });
        tell(Progress { done: found.figures.len() as u32, wanted }, &found);
    }
    found
}

struct Chooser<'a> {
    better: Better,
    rule: &'a Rule,
    places: Vec<u32>,
    seed: u64,
    futures: usize,
}

impl Chooser<'_> {
    /// The option chosen by the means over futures, or over a resampling of them.
    fn choose(&self, columns: &Columns, resample: Option<&Vec<usize>>) -> Option<usize> {
        let means: Vec<f64> = columns.iter().map(|column| mean(column, resample)).collect();
        self.rule.aim.choose(self.better, &means, &self.places)
    }

    fn resamples(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        (0..RESAMPLES).map(|resample| {
            let key = purpose_key(self.seed, resample, Purpose::Figures(RESAMPLING));
            let drawn = |place: u64| ((u64::from(upper_half(item_key(key, place))) * self.futures as u64) >> 32) as usize;
            (0..self.futures as u64).map(drawn).collect()
        })
    }

    /// How much better an option does than it must to be chosen, future by future. It is set beside the best of the others by the means; where
    /// a level is to be reached that none reaches, beside the best of all.
    fn gap(&self, columns: &Columns, option: usize) -> Option<Moments> {
        let sign = match self.better {
            Better::Higher => 1.0,
            Better::Lower => -1.0,
            Better::Neither => return None,
        };
        let means = columns.iter().map(|column| mean(column, None) * sign);
        let is_beside = |place: usize| place != option || matches!(self.rule.aim, Aim::Reach { .. });
        let known = means.enumerate().filter(|(place, mean)| is_beside(*place) && !mean.is_nan());
        let best = known.reduce(|best, other| if other.1 > best.1 { other } else { best })?;
        let must = |future: usize| {
            let of_best = sign * columns.get(best.0)?.get(future)?;
            Some(match self.rule.aim {
                Aim::Best { margin } => of_best - margin,
                // Where no option reaches the level, the best must do.
                Aim::Reach { level } if best.1 < sign * level => of_best,
                Aim::Reach { level } => sign * level,
            })
        };
        let mut gap = Moments::default();
        for (future, value) in columns.get(option)?.iter().enumerate() {
            let value = sign * value - must(future)?;
            if !value.is_nan() {
                gap.push(value);
            }
        }
        (gap.count() > 0.0).then_some(gap)
    }

    /// The gap of an option along the values tried.
    fn line(&self, search: &Search<Columns>, option: usize) -> Vec<Line> {
        let line = search.tried.iter().filter_map(|(value, _, columns)| {
            let gap = self.gap(columns, option)?;
            let half = if gap.count() >= 2.0 { student_t_975(gap.count() - 1.0) * gap.standard_error() } else { f64::NAN };
            Some(Line { at: *value, gap: gap.mean(), half_width: if half.is_nan() { 0.0 } else { half } })
        });
        line.collect()
    }

    fn switches(&self, search: &Search<Columns>) -> Vec<Switch> {
        let turns = search.turns(|_, (_, choice, _)| *choice);
        if turns.is_empty() {
            return Vec::new();
        }
        let again: Vec<Vec<(f64, usize, usize)>> =
            self.resamples().map(|resample| search.turns(|_, (_, _, columns)| self.choose(columns, Some(&resample)))).collect();
        let switch = |(middle, below, above): (f64, usize, usize)| {
            let turn_again = again.iter().filter(|turns| turns.iter().any(|turn| (turn.1, turn.2) == (below, above))).count();
            let fewer = if (self.places[below], below) < (self.places[above], above) { below } else { above };
            let (at, low, high) = crossings(&self.line(search, fewer), middle);
            Switch { at, below, above, low, high, certainty: turn_again as f64 / f64::from(RESAMPLES) }
        };
        turns.into_iter().map(switch).collect()
    }
}

/// The mean over futures, or over a resampling of them; those without a value left out.
fn mean(column: &[f64], resample: Option<&Vec<usize>>) -> f64 {
    let values: Box<dyn Iterator<Item = f64>> = match resample {
        Some(futures) => Box::new(futures.iter().filter_map(|future| column.get(*future).copied())),
        None => Box::new(column.iter().copied()),
    };
    let (sum, count) = values.filter(|value| !value.is_nan()).fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searched(low: f64, high: f64, choice: impl Fn(f64) -> usize) -> Vec<(f64, usize, usize)> {
        let mut search: Search<()> = Search::new(low, high);
        loop {
            let values = search.wanted();
            if values.is_empty() {
                return search.turns(|_, (_, choice, ())| *choice);
            }
            values.into_iter().for_each(|value| search.add(value, Some(choice(value)), ()));
        }
    }

    /// One option is worth x, the other 2 − x / 3: they cross at 1.5. A third, worth 1.8 always, is best from 0.6 to 1.8.
    #[test]
    fn options_that_cross_are_found_where_they_cross() {
        let within = |found: f64, known: f64, width: f64| (found - known).abs() <= width / PARTS;
        let two = searched(0.0, 4.0, |x| usize::from(x > 2.0 - x / 3.0));
        assert!(two.len() == 1 && within(two[0].0, 1.5, 4.0) && (two[0].1, two[0].2) == (0, 1), "{two:?}");
        let values = |x: f64| [2.0 - x / 3.0, x, 1.8];
        let three = searched(0.0, 4.0, |x| (0..3).fold(0, |best, i| if values(x)[i] > values(x)[best] { i } else { best }));
        assert!(three.len() == 2 && within(three[0].0, 0.6, 4.0) && within(three[1].0, 1.8, 4.0), "{three:?}");
        assert!(searched(0.0, 1.0, |_| 3).is_empty(), "none in range");
    }

    /// Two options by future: the smaller is worth 2 − x / 3 plus what a future brings, the larger x plus the same: common children, so the
    /// gap has no error at all and is zero at exactly 1.5, however much futures differ.
    #[test]
    fn the_place_is_the_zero_of_the_paired_difference() {
        let rule = |aim| Rule { measure: "m".into(), aim };
        let brings = |future: u32| f64::from((future * 7) % 11);
        let seen = |x: f64, own: f64| -> Columns {
            let futures = || (0..40).map(brings);
            vec![futures().map(|luck| 2.0 - x / 3.0 + luck).collect(), futures().map(|luck| x + own * luck).collect()]
        };
        let switches = |rule: &Rule, own: f64| {
            let chooser = Chooser { better: Better::Higher, rule, places: vec![12, 24], seed: 1, futures: 40 };
            let mut search: Search<Columns> = Search::new(0.0, 4.0);
            loop {
                let values = search.wanted();
                if values.is_empty() {
                    return chooser.switches(&search);
                }
                values.into_iter().for_each(|x| search.add(x, chooser.choose(&seen(x, own), None), seen(x, own)));
            }
        };
        let known = |switch: &Switch, place: f64| (switch.at - place).abs() < 1e-9 && (switch.below, switch.above) == (0, 1);
        let exact = switches(&rule(Aim::Best { margin: 0.0 }), 1.0);
        assert!(exact.len() == 1 && known(&exact[0], 1.5) && exact[0].low == exact[0].high, "{exact:?}");
        // With a margin the smaller is kept until it falls that much behind: 2 − x / 3 = x − 0.4.
        let behind = switches(&rule(Aim::Best { margin: 0.4 }), 1.0);
        assert!(behind.len() == 1 && known(&behind[0], 1.8), "{behind:?}");
        // Where the futures of the two differ the place has an interval: that of the paired difference over its slope, 4 / 3.
        let unequal = switches(&rule(Aim::Best { margin: 0.0 }), 0.9);
        let mut own = Moments::default();
        (0..40).for_each(|future| own.push(0.1 * brings(future)));
        let half = student_t_975(39.0) * own.standard_error() * 0.75;
        let (low, high) = (unequal[0].low.unwrap(), unequal[0].high.unwrap());
        let middle = 1.5 + own.mean() * 0.75;
        assert!(known(&unequal[0], middle) && (low - (middle - half)).abs() < 1e-9 && (high - (middle + half)).abs() < 1e-9, "{unequal:?}");
        // A level: the smaller reaches 5 as long as 2 − x / 3 plus luck on average does.
        let luck = (0..40).map(brings).sum::<f64>() / 40.0;
        let level = switches(&rule(Aim::Reach { level: luck + 1.0 }), 1.0);
        assert!(level.len() == 1 && known(&level[0], 3.0), "{level:?}");
        // Nothing is paired with a level, so the futures differ: its interval, 3 ± 3.04, goes beyond both ends of what was tried.
        assert_eq!((level[0].low, level[0].high), (None, None), "{level:?}");
    }
}
