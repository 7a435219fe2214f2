//! Which options do no better than another in anything that is measured and cost no less: in money and in every measured access criterion at
//! once, never in one of them alone.

use super::{CostMeasure, OptionCosts};
use crate::analysis::measure::{Better, MeasureSpec};
use crate::analysis::summary::Summary;

/// What is measured of access: of every stream, and of what follows secure care.
const OF_STREAMS: [&str; 6] =
    ["placed_share", "waiting", "mean_wait_days", "placed_within_7_days_share", "london_share", "mean_distance_miles"];
const OF_OPTIONS: [&str; 2] = ["step_down_census", "requests_prevented_per_year"];

/// A measure of access with its mean for every option.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessMeasure {
    /// The measure.
    pub spec: MeasureSpec,
    /// Its mean for each option; NaN where it has no value.
    pub means: Vec<f64>,
}

impl AccessMeasure {
    /// What is measured of access in a run, in the order of its measures.
    pub(super) fn of(summary: &Summary) -> Vec<Self> {
        let is_access = |spec: &MeasureSpec| match spec.stream {
            Some(_) => OF_STREAMS.contains(&spec.name),
            None => OF_OPTIONS.contains(&spec.key.as_str()),
        };
        let means = |spec: &MeasureSpec| {
            let mean = |option| summary.estimate(option, &spec.key).map_or(f64::NAN, |estimate| estimate.mean);
            (0..summary.options.len()).map(mean).collect()
        };
        summary.measures.iter().filter(|spec| is_access(spec)).map(|spec| Self { spec: spec.clone(), means: means(spec) }).collect()
    }

    /// How much better one option is than another; 0 where neither has a value, none where only one has.
    fn gain(&self, one: usize, other: usize) -> Option<f64> {
        let (one, other) = (*self.means.get(one)?, *self.means.get(other)?);
        match (one.is_nan(), other.is_nan()) {
            (true, true) => Some(0.0),
            // More children in step-down is more children who get what they need next; the measure itself takes no side.
            (false, false) if self.spec.better == Better::Lower => Some(other - one),
            (false, false) => Some(one - other),
            _ => None,
        }
    }
}

/// Another option that is nowhere worse.
#[derive(Clone, Debug, PartialEq)]
pub struct Domination {
    /// Its place among the options.
    pub by: usize,
    /// Whether it costs less over the whole period, and not just no more.
    pub cheaper: bool,
    /// The measures of access in which it is better, by their places in [`super::CostAnswer::access`].
    pub better_in: Vec<usize>,
}

/// Marks each option that another dominates: it costs no more over the whole period, no measure of access is worse, and one of all these is
/// better. Of several the cheapest is named. Where only one of two options has a value, nothing is claimed.
pub(super) fn mark(options: &mut [OptionCosts], access: &[AccessMeasure]) {
    let costs: Vec<f64> = options.iter().map(|option| option.estimates[CostMeasure::NetPresent as usize].mean).collect();
    for (place, option) in options.iter_mut().enumerate() {
        let others = (0..costs.len()).filter(|other| *other != place).filter_map(|other| dominates(&costs, access, other, place));
        option.dominated_by = others.min_by(|a, b| costs[a.by].total_cmp(&costs[b.by]));
    }
}

/// Whether one option dominates another, from what each costs and what access each gives.
pub fn dominates(costs: &[f64], access: &[AccessMeasure], one: usize, other: usize) -> Option<Domination> {
    let (own, others) = (*costs.get(one)?, *costs.get(other)?);
    let gains: Vec<f64> = access.iter().map(|measure| measure.gain(one, other)).collect::<Option<_>>()?;
    let better_in: Vec<usize> = (0..gains.len()).filter(|measure| gains[*measure] > 0.0).collect();
    let found = Domination { by: one, cheaper: own < others, better_in };
    (own <= others && gains.iter().all(|gain| *gain >= 0.0) && (found.cheaper || !found.better_in.is_empty())).then_some(found)
}
