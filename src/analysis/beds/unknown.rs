//! The one thing the figures cannot tell: how many of the withdrawn requests ever needed a bed.
//!
//! The review gives the requests withdrawn, not why. The share that never needed a place is moved from nothing to the largest share that
//! agrees with the review, and at each point the time that a child can wait is solved again (see [`crate::model::calibration`]), so that
//! *as now* gives the review's figures back whatever the share.

use std::sync::atomic::AtomicBool;

use crate::model::Offers;
use crate::model::calibration::patience_days;
use crate::model::{DAYS_PER_YEAR, Patience, Scenario, Stream, ValidScenario};

use super::super::gate;
use super::super::measure::MeasureSpec;
use super::super::progress::Progress;
use super::access::Goal;
use super::play::{Point, Wanted, World, measures, play};
use super::{StudyError, Tell};

/// What is asked: how the answer changes with the share of withdrawn welfare requests that needed a bed.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Points, from few that needed a bed to all.
    pub points: u32,
    /// Possible futures.
    pub futures: u32,
    /// Indices of the options; *as now* is always among what is played, because it is what must agree with the review.
    pub options: Vec<usize>,
}

/// One value of what is not known, with everything else calibrated to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Share of withdrawn requests that needed a bed, 0 to 1.
    pub needed_share: f64,
    /// Share of all requests that never need a bed.
    pub not_proceeding_share: f64,
    /// Mean patience that gives the review's open requests back, days.
    pub patience_days: f64,
    /// Whether *as now* gives the review's share placed and its open requests back here; none where that cannot be told.
    pub agrees: Option<bool>,
    /// What each of the options gives.
    pub points: Vec<Point>,
}

/// What is known of the unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// What was asked.
    pub ask: Ask,
    /// Futures so far.
    pub futures: u32,
    /// The measures, in the order of the estimates.
    pub measures: Vec<MeasureSpec>,
    /// Indices of the options in the scenario; the first is *as now*.
    pub options: Vec<usize>,
    /// Requests a year that are withdrawn, by the scenario's figures.
    pub withdrawn_per_year: f64,
    /// Few that needed a bed first.
    pub settings: Vec<Setting>,
}

/// From which share of withdrawn requests that needed a bed on a goal is missed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Switch {
    /// At every value that agrees with the review the goal is met.
    NeverMissed,
    /// At every one it is missed.
    AlwaysMissed,
    /// From this share on; with the shares at which the ends of the 95% interval cross the goal.
    From {
        /// Best estimate, 0 to 1.
        share: f64,
        /// Where the lower end of the interval crosses.
        low: f64,
        /// Where the upper end does.
        high: f64,
    },
    /// The answer goes to and fro, or there is nothing to judge by yet.
    Unclear,
}

impl Unknown {
    /// The settings that agree with the review as far as can be told.
    pub fn agreeing(&self) -> impl Iterator<Item = &Setting> {
        self.settings.iter().filter(|setting| setting.agrees != Some(false))
    }

    /// When an option, by its place in [`Unknown::options`], begins to miss a goal.
    pub fn switch(&self, option: usize, goal: Goal) -> Switch {
        let met = self.agreeing().filter_map(|setting| {
            let met = setting.points.get(option)?.access[Stream::Welfare.index()].met(goal).share;
            met.mean.is_finite().then_some((setting.needed_share, met))
        });
        let met: Vec<_> = met.collect();
        let along = |value: fn(&super::super::Estimate) -> f64| met.iter().map(|(at, share)| (*at, value(share))).collect::<Vec<_>>();
        match crossing(&along(|share| share.mean), goal.share) {
            Crossing::Above => Switch::NeverMissed,
            Crossing::Below => Switch::AlwaysMissed,
            Crossing::At(share) => {
                let first = met.first().map_or(0.0, |(at, _)| *at);
                let last = met.last().map_or(1.0, |(at, _)| *at);
                let end = |crossing| match crossing {
                    Crossing::Above => last,
                    Crossing::Below => first,
                    Crossing::At(share) => share,
                    Crossing::Unclear => f64::NAN,
                };
                let (low, high) =
                    (end(crossing(&along(|share| share.low), goal.share)), end(crossing(&along(|share| share.high), goal.share)));
                Switch::From { share, low, high }
            }
            Crossing::Unclear => Switch::Unclear,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Crossing {
    Above,
    Below,
    At(f64),
    Unclear,
}

/// Where a line through points falls below a level, between points in proportion. A line that begins below and rises above, or that
/// crosses more than once, has no one answer.
fn crossing(points: &[(f64, f64)], level: f64) -> Crossing {
    if points.is_empty() || points.iter().any(|(_, value)| !value.is_finite()) {
        return Crossing::Unclear;
    }
    let falls: Vec<_> = points.windows(2).filter(|pair| (pair[0].1 >= level) != (pair[1].1 >= level)).collect();
    match falls.as_slice() {
        [] if points[0].1 >= level => Crossing::Above,
        [] => Crossing::Below,
        [pair] if pair[0].1 >= level => {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            Crossing::At(x0 + (x1 - x0) * (y0 - level) / (y0 - y1))
        }
        _ => Crossing::Unclear,
    }
}

/// The values of what is not known, with what follows from each.
///
/// Of R requests a year and P placements, R − P are withdrawn. If a share y of those needed a bed, (1 − y)(R − P) never did, which is a
/// share (1 − y)(R − P) ÷ R of all requests. With y at 0 every child who needs a bed has one and nobody waits, so the review's open
/// requests have no patience that explains them: y begins at the first step above it.
fn settings(scenario: &Scenario, ask: &Ask) -> Result<(f64, Vec<Setting>), StudyError> {
    let demand = &scenario.demand.welfare;
    let (Patience::Solved { open_requests }, Offers::PerYear(placed)) = (demand.patience, scenario.elsewhere.welfare) else {
        return Err(StudyError::NotSolved);
    };
    let withdrawn = demand.requests_per_year - placed;
    if withdrawn <= 0.0 {
        return Err(StudyError::NotSolved);
    }
    // Requests that need no bed are open as well: they alone must not fill the list.
    let most_without_need = open_requests * DAYS_PER_YEAR / demand.not_proceeding_days.max(f64::MIN_POSITIVE);
    let least_needed = (1.0 - most_without_need / withdrawn).max(0.0);
    let count = ask.points.max(2);
    let settings = (1..=count).map(|step| {
        let needed_share = least_needed + (1.0 - least_needed) * f64::from(step) / f64::from(count);
        let mut changed = demand.clone();
        changed.not_proceeding_share = ((1.0 - needed_share) * withdrawn / demand.requests_per_year).max(0.0);
        let patience_days = patience_days(&changed, &scenario.elsewhere, Stream::Welfare).ok().flatten().ok_or(StudyError::NotSolved)?;
        let not_proceeding_share = changed.not_proceeding_share;
        Ok(Setting { needed_share, not_proceeding_share, patience_days, agrees: None, points: Vec::new() })
    });
    Ok((withdrawn, settings.collect::<Result<_, _>>()?))
}

/// Plays the options at each value of what is not known, all on the same futures.
///
/// # Errors
/// When the scenario's patience is stated and not solved from the review, or the figures leave nothing withdrawn.
pub fn unknown(
    scenario: &ValidScenario,
    ask: &Ask,
    threads: usize,
    stop: &AtomicBool,
    tell: Tell<'_, Unknown>,
) -> Result<Unknown, StudyError> {
    let (withdrawn_per_year, settings) = settings(scenario, ask)?;
    let options: Vec<usize> = (0..scenario.options.len()).filter(|option| *option == 0 || ask.options.contains(option)).collect();
    let worlds = settings.iter().map(|setting| {
        let mut changed = Scenario::clone(scenario);
        changed.demand.welfare.not_proceeding_share = setting.not_proceeding_share;
        World::of(changed, options.clone(), ask.futures)
    });
    let worlds = worlds.collect::<Result<Vec<_>, _>>()?;
    let specs = measures(scenario);
    let judged = ["welfare_placed_share", "welfare_open_requests"].map(|key| (key, specs.iter().position(|spec| spec.key == key)));
    let found = |futures: u32, points: Vec<Point>| {
        let mut points = points.into_iter();
        let settings = settings.iter().map(|setting| {
            let points: Vec<Point> = points.by_ref().take(options.len()).collect();
            let verdicts = judged.map(|(key, index)| gate::agrees(scenario, key, points.first()?.measures.get(index?)?));
            let agrees = verdicts.into_iter().collect::<Option<Vec<bool>>>().map(|verdicts| verdicts.into_iter().all(|agrees| agrees));
            Setting { agrees, points, ..setting.clone() }
        });
        Unknown {
            ask: ask.clone(),
            futures,
            measures: specs.clone(),
            options: options.clone(),
            withdrawn_per_year,
            settings: settings.collect(),
        }
    };
    let mut say = |progress: Progress, points: Vec<Point>| tell(progress, &found(progress.done, points));
    let wanted = Wanted { futures: ask.futures, threads, reference: None, counts_usage: false };
    let (futures, points) = play(&worlds, wanted, stop, &mut say);
    Ok(found(futures, points))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_lies_between_its_points_or_nowhere() {
        let line = [(0.2, 0.9), (0.4, 0.8), (0.6, 0.5)];
        assert_eq!(crossing(&line, 0.4), Crossing::Above);
        assert_eq!(crossing(&line, 0.95), Crossing::Below);
        let Crossing::At(at) = crossing(&line, 0.6) else { panic!("it crosses") };
        assert!((at - (0.4 + 0.2 * 2.0 / 3.0)).abs() < 1e-12);
        assert_eq!(crossing(&[(0.0, 0.9), (0.5, 0.1), (1.0, 0.9)], 0.5), Crossing::Unclear);
        assert_eq!(crossing(&[(0.0, 0.1), (1.0, 0.9)], 0.5), Crossing::Unclear);
        assert_eq!(crossing(&[], 0.5), Crossing::Unclear);
    }
}
