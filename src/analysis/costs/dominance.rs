//! Which options do no better than another in anything that is measured and cost no less: in money and in every measured access criterion at
//! once, never in one of them alone.

use super::{CostMeasure, OptionCosts};
use crate::analysis::measure::{Better, MeasureSpec};
use crate::analysis::sample::TQuantile;
use crate::analysis::summary::{Difference, Summary};

/// What is measured of access: of every stream, and of what follows secure care.
const OF_STREAMS: [&str; 6] = ["placed_share", "waiting", "mean_wait_days", "placed_within_7_days_share", "london_share", DISTANCE];
const OF_OPTIONS: [&str; 2] = ["step_down_census", "requests_prevented_per_year"];
/// Stands on sites that are only illustrative: it may save an option from being dominated, and never makes it so.
const DISTANCE: &str = "mean_distance_miles";

/// What is measured of access in a run, in the order of its measures.
pub(super) fn access_measures(summary: &Summary) -> Vec<MeasureSpec> {
    let is_access = |spec: &&MeasureSpec| match spec.stream {
        Some(_) => OF_STREAMS.contains(&spec.name),
        None => OF_OPTIONS.contains(&spec.key.as_str()),
    };
    summary.measures.iter().filter(is_access).cloned().collect()
}

/// By how much one option is better than another in one thing, each with the same children.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// Mean over replications; more than 0 is better.
    pub mean: f64,
    /// Whether the 95% interval of the mean leaves zero out.
    pub is_clear: bool,
}

impl Gain {
    /// No difference at all.
    pub const NONE: Gain = Gain { mean: 0.0, is_clear: false };

    /// A gain from a difference of a measure of which less is better, or more.
    fn of(difference: &Difference, less_is_better: bool) -> Self {
        Self { mean: if less_is_better { -difference.mean } else { difference.mean }, is_clear: difference.is_clear() }
    }
}

/// The gain of one option on another in a measure; none where only one of them has a value.
fn gain(summary: &Summary, spec: &MeasureSpec, one: usize, other: usize) -> Option<Gain> {
    let has_value = |option| summary.estimate(option, &spec.key).is_some_and(|estimate| estimate.mean.is_finite());
    match (has_value(one), has_value(other)) {
        (false, false) => Some(Gain::NONE),
        // More children in step-down is more children who get what they need next; the measure itself takes no side.
        (true, true) => Some(Gain::of(&summary.difference(one, other, &spec.key)?, spec.better == Better::Lower)),
        _ => None,
    }
}

/// Another option that is nowhere worse.
#[derive(Clone, Debug, PartialEq)]
pub struct Domination {
    /// Its place among the options.
    pub by: usize,
    /// Whether it clearly costs less over the whole period, and not just no more.
    pub cheaper: bool,
    /// The measures of access in which it is clearly better, by their places in [`super::CostAnswer::access`].
    pub better_in: Vec<usize>,
}

/// Marks each option that another dominates. Of several the cheapest is named. Where only one of two options has a value, nothing is claimed.
pub(super) fn mark(options: &mut [OptionCosts], access: &[MeasureSpec], summary: &Summary) {
    const COST: usize = CostMeasure::NetPresent as usize;
    let cost = |option: usize, options: &[OptionCosts]| options[option].estimates[COST].mean;
    let mut t = TQuantile::default();
    for place in 0..options.len() {
        let mut found: Option<Domination> = None;
        for other in (0..options.len()).filter(|other| *other != place) {
            let is_cheapest = found.as_ref().is_none_or(|found| cost(other, options) < cost(found.by, options));
            if !is_cheapest || cost(other, options) > cost(place, options) {
                continue;
            }
            // Costs of each replication are compared only where no measure of access is worse, which is rare.
            let gains = access.iter().map(|spec| gain(summary, spec, other, place).filter(|gain| gain.mean >= 0.0));
            let Some(gains) = gains.collect::<Option<Vec<Gain>>>() else { continue };
            let saving = Gain::of(&super::difference(&options[other].values[COST], &options[place].values[COST], &mut t), true);
            let may_decide = access.iter().map(|spec| spec.name != DISTANCE);
            found = dominates(other, saving, gains.into_iter().zip(may_decide).map(Some)).or(found);
        }
        options[place].dominated_by = found;
    }
}

/// Whether the option at a place dominates another: it costs no more and no measure of access is worse, on average, and one of all these is
/// clearly better. Each gain comes with whether it may decide.
pub fn dominates(by: usize, saving: Gain, gains: impl Iterator<Item = Option<(Gain, bool)>>) -> Option<Domination> {
    let gains: Vec<(Gain, bool)> = gains.collect::<Option<_>>()?;
    let is_better = |gain: &Gain| gain.mean > 0.0 && gain.is_clear;
    let better_in: Vec<usize> = (0..gains.len()).filter(|measure| is_better(&gains[*measure].0)).collect();
    let found = Domination { by, cheaper: is_better(&saving), better_in };
    let decided = found.cheaper || found.better_in.iter().any(|measure| gains[*measure].1);
    (decided && saving.mean >= 0.0 && gains.iter().all(|(gain, _)| gain.mean >= 0.0)).then_some(found)
}
