//! Whether the warm-up is long enough: how many days a run that starts empty takes to settle.
//!
//! Looked at is the number of children who wait or are in secure beds, every five days, on average over replications, of the scenario
//! without what never settles: growth, seasons, and dates on which something opens or ends.

use std::sync::Arc;

use serde::Serialize;

use super::check::{Check, CheckUnit, Held, Subject};
use crate::model::{Scenario, Stream, ValidScenario};
use crate::sim::{Ending, Player, Simulation};

/// Days between two points of the series; MSER-5 takes five observations together.
pub const STEP_DAYS: f64 = 5.0;
/// Longest run that is looked at, years.
const LONGEST_YEARS: f64 = 20.0;
/// Points either side that Welch's moving average takes in: 60 days.
const WINDOW: usize = 12;
/// How near the moving average must stay to the level of the long run to count as settled.
const NEAR: f64 = 0.05;
/// Mean stays that a warm-up should last.
const MEAN_STAYS: f64 = 5.0;

/// A run from empty, and when it has settled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WarmUp {
    /// Children who wait or are in secure beds, on average over replications, every [`STEP_DAYS`] from day 0.
    pub children: Vec<f64>,
    /// Welch's moving average of them.
    pub smoothed: Vec<f64>,
    /// Their level in the long run: the mean of the second half.
    pub level: f64,
    /// Days that MSER-5 would throw away.
    pub mser_days: f64,
    /// Days until the moving average stays near the level; none where it never does.
    pub welch_days: Option<f64>,
    /// Days of warm-up of the scenario.
    pub warm_up_days: f64,
}

/// How many values at the start MSER would throw away: as many as leave the least standard error of the mean of the rest (White 1997).
/// At most half of them, since a least beyond that only says that the series is too short.
pub fn mser(values: &[f64]) -> usize {
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut best = (f64::INFINITY, 0);
    // From the end, so that each sum is that of the rest.
    for (start, value) in values.iter().enumerate().rev() {
        sum += value;
        squares += value * value;
        let count = (values.len() - start) as f64;
        let error = (squares - sum * sum / count).max(0.0) / (count * count);
        if start <= values.len() / 2 && count >= 2.0 && error <= best.0 {
            best = (error, start);
        }
    }
    best.1
}

/// Welch's moving average: each value with so many on either side; near the ends, with as many as there are on both (Welch 1983).
pub fn welch(values: &[f64], window: usize) -> Vec<f64> {
    let around = |at: usize| {
        let reach = window.min(at).min(values.len() - 1 - at);
        let near = &values[at - reach..=at + reach];
        near.iter().sum::<f64>() / near.len() as f64
    };
    (0..values.len()).map(around).collect()
}

/// The first value from which on all stay within a share of a level.
fn settled(values: &[f64], level: f64, share: f64) -> Option<usize> {
    let near = |value: &f64| (value - level).abs() <= share * level;
    let first = values.iter().rposition(|value| !near(value)).map_or(0, |last| last + 1);
    (first < values.len()).then_some(first)
}

impl WarmUp {
    fn of(children: Vec<f64>, warm_up_days: f64) -> Self {
        let smoothed = welch(&children, WINDOW);
        let rest = &children[children.len() / 2..];
        let level = rest.iter().sum::<f64>() / rest.len().max(1) as f64;
        // The end of the moving average takes in fewer and fewer values: it is left out.
        let inner = &smoothed[..smoothed.len().saturating_sub(WINDOW)];
        let welch_days = settled(inner, level, NEAR).map(|point| point as f64 * STEP_DAYS);
        Self { mser_days: mser(&children) as f64 * STEP_DAYS, welch_days, children, smoothed, level, warm_up_days }
    }
}

/// Runs an option from empty.
pub fn warm_up(scenario: &ValidScenario, option: usize, replications: u32) -> Option<WarmUp> {
    let run = &scenario.run;
    let steady = ValidScenario::new(without_what_never_settles(scenario)).ok()?;
    let mut player = Player::of(Arc::new(Simulation::new(&steady)));
    let points = (steady.run.horizon_days() / STEP_DAYS) as usize;
    let mut changes = vec![0_i64; points];
    for replication in 0..replications {
        for child in player.chronicle(replication, option).children.iter().filter(|child| child.needs_place) {
            let until = match child.episode.ending {
                Ending::StillOpen => f64::INFINITY,
                Ending::NoPlace { day } | Ending::NotProceeding { day } => day,
                Ending::Placed { discharge_day, .. } => discharge_day.unwrap_or(f64::INFINITY),
            };
            // A point stands for the end of its five days.
            for (day, change) in [(child.episode.arrival_day, 1), (until, -1)] {
                if let Some(point) = changes.get_mut((day / STEP_DAYS) as usize) {
                    *point += change;
                }
            }
        }
    }
    let mut there = 0;
    let children = changes.into_iter().map(|change| {
        there += change;
        there as f64 / f64::from(replications.max(1))
    });
    Some(WarmUp::of(children.collect(), run.warm_up_days()))
}

/// The scenario from empty, without warm-up, growth, seasons, and dates on which something opens or ends.
fn without_what_never_settles(scenario: &Scenario) -> Scenario {
    let mut steady = scenario.clone();
    for stream in Stream::ALL {
        let demand = steady.demand.stream_mut(stream);
        (demand.annual_growth, demand.seasonality) = (0.0, [1.0; 12]);
    }
    steady.elsewhere.scottish_offers_end = None;
    for home in steady.options.iter_mut().flat_map(|option| &mut option.homes) {
        (home.opens, home.closes, home.ramp_up_months) = (None, None, 0.0);
    }
    let run = &mut steady.run;
    run.horizon_years = (run.warm_up_years + run.horizon_years).min(LONGEST_YEARS);
    run.warm_up_years = 0.0;
    steady.today = None;
    steady
}

/// Holds a warm-up to what was found. A run that starts from today has none, and nothing is held to it.
pub fn checks(scenario: &Scenario, option: usize, found: &WarmUp, replications: u32) -> Vec<Check> {
    if scenario.today.is_some() {
        return Vec::new();
    }
    let name = scenario.options.get(option).map_or("", |option| option.name.as_str());
    let warm_up = found.warm_up_days;
    let check = |what: &str, reference, found, held| {
        Check::new((Subject::WarmUp, format!("{name}: {what}")), reference, CheckUnit::Days, found, held, replications)
    };
    let streams = Stream::ALL.into_iter().map(|stream| scenario.demand.stream(stream)).filter(|demand| demand.requests_per_year > 0.0);
    let longest_stay = streams.map(|demand| demand.length_of_stay.mean_days).fold(0.0, f64::max);
    vec![
        check(
            "days to throw away by MSER-5, not above the warm-up",
            "MSER-5 (White 1997; White, Cobb and Spratt 2000)",
            found.mser_days,
            Held::AtMost { value: warm_up },
        ),
        check(
            "days until the moving average stays within 5% of its level, not above the warm-up",
            "Welch's moving average (Welch 1983)",
            found.welch_days.unwrap_or(f64::INFINITY),
            Held::AtMost { value: warm_up },
        ),
        check(
            "days of warm-up, at least five mean stays",
            "From empty, exponential stays reach 95% of their level in three mean stays",
            warm_up,
            Held::AtLeast { value: MEAN_STAYS * longest_stay },
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten values far from the level and ninety that go up and down about it: MSER throws away the ten.
    #[test]
    fn mser_finds_where_a_step_ends() {
        let steps =
            |wrong: usize| (0..100).map(|i| if i < wrong { 0.0 } else { 10.0 + f64::from(u8::from(i % 2 == 0)) }).collect::<Vec<_>>();
        assert_eq!(mser(&steps(10)), 10);
        assert_eq!(mser(&steps(37)), 37);
        // The least of a steady rise lies beyond the half.
        assert_eq!(mser(&(0..100).map(f64::from).collect::<Vec<_>>()), 50);
        assert_eq!(mser(&[]), 0);
        assert_eq!(mser(&[1.0, 1.0, 1.0, 1.0]), 0);
        // By hand: variance over count of the rest is 0.25 × (8/9) / 3, then 0, then 0.
        assert_eq!(mser(&[5.0, 1.0, 1.0, 1.0]), 1);
    }

    #[test]
    fn welch_takes_as_many_on_either_side() {
        assert_eq!(welch(&[1.0, 2.0, 6.0, 3.0, 8.0], 1), [1.0, 3.0, 11.0 / 3.0, 17.0 / 3.0, 8.0]);
        assert_eq!(welch(&[1.0, 2.0, 6.0, 3.0, 8.0], 2), [1.0, 3.0, 4.0, 17.0 / 3.0, 8.0]);
        assert!(welch(&[], 3).is_empty());
    }

    /// 1 − exp(−t/m) is within 5% of its level after three mean stays: day 380 of a mean of 127.75.
    #[test]
    fn an_exponential_approach_settles_after_three_mean_stays() {
        let found = WarmUp::of((0..800).map(|i| 20.0 * (1.0 - (-f64::from(i) * STEP_DAYS / 127.75).exp())).collect(), 365.0);
        assert!((found.level - 20.0).abs() < 1e-3);
        assert!(found.welch_days.is_some_and(|days| (380.0..=390.0).contains(&days)), "{:?}", found.welch_days);
        assert_eq!(settled(&[1.0, 1.0, 9.0], 1.0, 0.05), None);
    }

    #[test]
    fn a_warm_up_that_is_too_short_fails() {
        let scenario = super::super::plain_world::one_stream(
            super::super::plain_world::stream(60.0, super::super::plain_world::exponential(127.75)),
            60,
            (2.0, 10.0),
        );
        let found =
            WarmUp { children: vec![], smoothed: vec![], level: 21.0, mser_days: 300.0, welch_days: Some(400.0), warm_up_days: 730.0 };
        let passed = |found: &WarmUp| checks(&scenario, 0, found, 1).iter().map(|check| check.passed).collect::<Vec<_>>();
        assert_eq!(passed(&found), [true; 3]);
        assert_eq!(passed(&WarmUp { warm_up_days: 365.0, ..found.clone() }), [true, false, false]);
        assert_eq!(passed(&WarmUp { mser_days: 800.0, welch_days: None, ..found }), [false, false, true]);
    }
}
