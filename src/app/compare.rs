//! What is looked at in the comparison: which measures, which range, in what order, and the one shown large.

use std::collections::BTreeSet;

use crate::analysis::{Better, Difference, Estimate, MeasureSpec, Summary, measure::stream_key};
use crate::model::{Scenario, Stream};

/// Measures that say whether there is enough come first.
const FIRST: [&str; 4] = ["placed_share", "waiting", "no_place_per_year", "census_elsewhere"];
/// Measures shown to begin with.
const SHOWN: [&str; 8] = [
    "placed_share",
    "waiting",
    "no_place_per_year",
    "census_elsewhere",
    "mean_wait_days",
    "london_share",
    "mean_distance_miles",
    "all_full_share",
];

/// Which range is told beside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// The 95% interval of the mean: how well the run knows it.
    Interval,
    /// Where 40 of 50 futures lie: how different they may turn out.
    Futures,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareView {
    /// Names of the measures shown; the same for each stream.
    pub shown: BTreeSet<String>,
    /// Name of the measure shown large.
    pub large: String,
    /// Name of the measure that orders the options, best first; none: their own order.
    pub sort: Option<String>,
    /// Which range is told.
    pub range: Range,
    /// Whether the value before the changes stands beside the present one.
    pub beside: bool,
}

impl Default for CompareView {
    fn default() -> Self {
        Self { shown: SHOWN.map(str::to_owned).into(), large: "waiting".to_owned(), sort: None, range: Range::Interval, beside: false }
    }
}

/// A wish to look at something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareWish {
    /// Show or leave out a measure, by its name.
    Show(String, bool),
    /// Show a measure large.
    Large(String),
    /// Order the options by a measure; none: their own order.
    Sort(Option<String>),
    /// Tell another range.
    Range(Range),
    /// The value before the changes beside the present one, or not.
    Beside(bool),
    /// Back to the measures shown to begin with.
    Reset,
}

impl CompareView {
    /// Grants a wish.
    pub fn grant(&mut self, wish: CompareWish) {
        match wish {
            CompareWish::Show(name, true) => {
                self.shown.insert(name);
            }
            CompareWish::Show(name, false) => {
                self.shown.remove(&name);
            }
            CompareWish::Large(name) => self.large = name,
            CompareWish::Sort(sort) => self.sort = sort,
            CompareWish::Range(range) => self.range = range,
            CompareWish::Beside(beside) => self.beside = beside,
            CompareWish::Reset => *self = Self { range: self.range, beside: self.beside, ..Self::default() },
        }
    }
}

/// The measures of a stream and those of the option's beds, shortfall first.
pub fn measures(summary: &Summary, stream: Stream) -> Vec<&MeasureSpec> {
    let of_streams = |name: &str| summary.measures.iter().any(|measure| measure.stream.is_some() && measure.name == name);
    let is_of = |measure: &&MeasureSpec| measure.stream == Some(stream) || (measure.stream.is_none() && !of_streams(measure.name));
    let mut measures: Vec<&MeasureSpec> = summary.measures.iter().filter(is_of).collect();
    measures.sort_by_key(|measure| FIRST.iter().position(|first| *first == measure.name).unwrap_or(FIRST.len()));
    measures
}

/// The measure of that name for a stream, or for the option.
pub fn measure<'a>(summary: &'a Summary, name: &str, stream: Stream) -> Option<&'a MeasureSpec> {
    let find = |key: &str| summary.measures.iter().find(|measure| measure.key == key);
    find(&stream_key(name, stream)).or_else(|| find(name))
}

/// The options to show, by their places in the summary: those of the scenario that are not hidden, the baseline among them in any case;
/// in their own order, or the best by a measure first and those without a value last.
pub fn columns(summary: &Summary, scenario: &Scenario, baseline: &str, sort: Option<&MeasureSpec>) -> Vec<usize> {
    let visible = scenario.options.iter().filter(|option| !option.hidden || option.id == baseline);
    let mut columns: Vec<usize> = visible.filter_map(|option| summary.option_index(&option.id)).collect();
    if let Some(measure) = sort {
        let key = |column: &usize| {
            let mean = summary.estimate(*column, &measure.key).map_or(f64::NAN, |estimate| estimate.mean);
            if measure.better == Better::Higher { -mean } else { mean }
        };
        // Positive NaN comes after every number.
        columns.sort_by(|a, b| key(a).is_nan().cmp(&key(b).is_nan()).then(key(a).total_cmp(&key(b))));
    }
    columns
}

/// Fewer replications than this do not tell a difference from chance, whatever their interval says.
pub const ENOUGH: u32 = 20;

/// What a difference says for children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its interval leaves zero out, on the better side.
    Better,
    /// On the worse side.
    Worse,
    /// It is real, but neither way is better.
    Different,
    /// Every possible future gives the same.
    Same,
    /// It may be chance.
    Unclear,
}

impl Verdict {
    /// The verdict on a difference of a measure after so many replications.
    pub fn on(difference: &Difference, better: Better, replications: u32) -> Self {
        if difference.low == 0.0 && difference.high == 0.0 {
            return Self::Same;
        }
        if replications < ENOUGH || !difference.is_clear() {
            return Self::Unclear;
        }
        match better {
            Better::Neither => Self::Different,
            Better::Higher if difference.mean > 0.0 => Self::Better,
            Better::Lower if difference.mean < 0.0 => Self::Better,
            Better::Higher | Better::Lower => Self::Worse,
        }
    }
}

/// What a measure has changed by since before. Its interval takes the two runs for independent of one another: they share their children, so
/// it is wider than it need be. There is no future by future.
pub fn since(now: &Estimate, before: &Estimate) -> Difference {
    let half = |estimate: &Estimate| (estimate.high - estimate.low) / 2.0;
    let (mean, half_width) = (now.mean - before.mean, half(now).hypot(half(before)));
    Difference { mean, low: mean - half_width, high: mean + half_width, better_share: f64::NAN, worse_share: f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::claims::estimate;

    fn difference(mean: f64, half_width: f64) -> Difference {
        Difference { mean, low: mean - half_width, high: mean + half_width, better_share: 0.5, worse_share: 0.5 }
    }

    #[test]
    fn only_a_real_difference_is_for_better_or_worse() {
        assert_eq!(Verdict::on(&difference(-3.0, 1.0), Better::Lower, 100), Verdict::Better, "fewer children waiting is better");
        assert_eq!(Verdict::on(&difference(3.0, 1.0), Better::Lower, 100), Verdict::Worse);
        assert_eq!(Verdict::on(&difference(3.0, 1.0), Better::Higher, 100), Verdict::Better);
        assert_eq!(Verdict::on(&difference(3.0, 1.0), Better::Neither, 100), Verdict::Different);
        assert_eq!(Verdict::on(&difference(-3.0, 4.0), Better::Lower, 100), Verdict::Unclear);
        assert_eq!(Verdict::on(&difference(-3.0, 1.0), Better::Lower, 5), Verdict::Unclear, "five replications tell nothing");
        assert_eq!(Verdict::on(&difference(0.0, 0.0), Better::Lower, 100), Verdict::Same);
        assert_eq!(Verdict::on(&difference(f64::NAN, f64::NAN), Better::Lower, 1), Verdict::Unclear);
    }

    #[test]
    fn a_change_is_as_uncertain_as_both_runs() {
        let change = since(&estimate(27.0, 0.4), &estimate(17.0, 0.3));
        assert!((change.mean - 10.0).abs() < 1e-12 && (change.high - 10.5).abs() < 1e-12 && (change.low - 9.5).abs() < 1e-12);
    }

    #[test]
    fn options_are_sorted_and_hidden_ones_left_out() {
        let scenario = crate::app::document::london_review().unwrap().scenario;
        let mut experiment = crate::analysis::Experiment::new(&scenario, &[0, 1, 2, 3], 0, 1);
        experiment.advance(20, &std::sync::atomic::AtomicBool::new(false));
        let summary = experiment.summary();
        let mut scenario = Scenario::clone(&scenario);
        scenario.options[2].hidden = true;
        assert_eq!(columns(&summary, &scenario, "as-now", None), [0, 1, 3]);
        let waiting = measure(&summary, "waiting", Stream::Welfare).unwrap();
        assert_eq!(columns(&summary, &scenario, "as-now", Some(waiting)), [3, 1, 0], "fewest waiting first");
        let full = measure(&summary, "all_full_share", Stream::Welfare).unwrap();
        assert_eq!(columns(&summary, &scenario, "small-12", Some(full)).len(), 4, "a baseline is always shown");
        let names: Vec<&str> = measures(&summary, Stream::Justice).iter().map(|measure| measure.name).collect();
        assert_eq!(names[..4], FIRST);
        assert!(names.contains(&"blocked_bed_days_per_year") && SHOWN.iter().all(|shown| names.contains(shown)));
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "each measure once");
    }
}
