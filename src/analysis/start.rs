//! A start from today for a scenario whose census nobody has counted: as many children in placement and requests open as there are on an
//! average day, for as long as they have been there on average.
//!
//! Placements: where each stay begins at a random time, the days that have passed for those who are there have the density
//! (share of stays that last longer) ÷ mean stay. Requests that need no place: the same with their own time, which has no memory. Waiting
//! requests are taken up longest wait first: of `g` genuine requests a year each waits until a place is offered or patience ends, so those
//! that get one of `o` offers a year have all waited about `w` = patience × ln(g / o), and of those open the number thins out with
//! patience up to `w` and ends there. With the patience solved from the open requests these add up to the number of open requests stated.

use crate::model::calibration::patience_days;
use crate::model::costs::apportion;
use crate::model::{
    DAYS_PER_YEAR, ElapsedBand, Offers, OpenToday, PlaceToday, PlacedToday, Scenario, StayFamily, Stream, StreamDemand, Today,
};
use crate::sim::quantiles::Stays;

/// Ends of the bands of time in placement, days.
const PLACED_DAYS: [f64; 7] = [0.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0];
/// Ends of the bands of time that a request has been open, days.
const OPEN_DAYS: [f64; 6] = [0.0, 14.0, 28.0, 56.0, 91.0, 182.0];
/// Steps of a day in which shares are added up.
const STEPS_A_DAY: u32 = 4;

/// Children in placement and open requests on an average day of the scenario, in whole numbers, everybody elsewhere.
pub fn average_day(scenario: &Scenario) -> Today {
    let mut today = Today::default();
    for stream in Stream::ALL {
        let demand = scenario.demand.stream(stream);
        let genuine = demand.requests_per_year * (1.0 - demand.not_proceeding_share);
        let offers = match scenario.elsewhere.offers(stream) {
            Offers::PerYear(offers) => offers,
            Offers::Unlimited => f64::INFINITY,
        };
        let placed = placed(demand, genuine.min(offers));
        if placed.iter().any(|band| band.children > 0) {
            today.placed.push(PlacedToday { stream, place: PlaceToday::Elsewhere, bands: placed });
        }
        let patience = patience_days(demand, &scenario.elsewhere, stream).ok().flatten();
        let open = open(demand, (genuine, offers), patience);
        if open.iter().any(|band| band.children > 0) {
            today.open.push(OpenToday { stream, bands: open });
        }
    }
    today
}

/// Children in placement, where so many are placed in a year.
fn placed(demand: &StreamDemand, placed_per_year: f64) -> Vec<ElapsedBand> {
    let stays = Stays::new(&demand.length_of_stay);
    let longest = match &demand.length_of_stay.family {
        StayFamily::Fixed => stays.mean(),
        StayFamily::Empirical(observed) => observed.iter().copied().fold(0.0, f64::max),
        StayFamily::Exponential | StayFamily::Gamma | StayFamily::Weibull | StayFamily::Lognormal => f64::INFINITY,
    };
    let mut ends: Vec<f64> = PLACED_DAYS.into_iter().filter(|days| days + ElapsedBand::LEAST_SPAN_DAYS <= longest).collect();
    if longest.is_finite() {
        ends.push(longest);
    }
    bands(&ends, placed_per_year * stays.mean() / DAYS_PER_YEAR, |days| 1.0 - stays.share_within(days))
}

/// Open requests: those that need no place, and those that wait for one.
fn open(demand: &StreamDemand, (genuine, offers): (f64, f64), patience: Option<f64>) -> Vec<ElapsedBand> {
    let idle_days = demand.not_proceeding_days;
    let idle_a_day = demand.requests_per_year * demand.not_proceeding_share / DAYS_PER_YEAR;
    let idle = |days: f64| if idle_days > 0.0 { idle_a_day * (-days / idle_days).exp() } else { 0.0 };
    // Nobody waits where enough is offered; without a limit to patience nobody can say how many do.
    let patience = patience.filter(|_| offers < genuine);
    let last = patience.map_or(0.0, |patience| patience * (genuine / offers).ln());
    let waiting = |days: f64| match patience {
        Some(patience) if days < last => genuine / DAYS_PER_YEAR * (-days / patience).exp(),
        _ => 0.0,
    };
    let waiting_number = patience.map_or(0.0, |patience| genuine / DAYS_PER_YEAR * patience * (1.0 - offers / genuine));
    bands(&OPEN_DAYS, idle_a_day * idle_days + waiting_number, |days| idle(days) + waiting(days))
}

/// So many children in all, spread over bands in proportion to how many there are of each day; whole numbers by largest remainders.
fn bands(ends: &[f64], children: f64, of_day: impl Fn(f64) -> f64) -> Vec<ElapsedBand> {
    let step = 1.0 / f64::from(STEPS_A_DAY);
    let weight = |from: f64, to: f64| {
        let steps = ((to - from) / step).round().max(1.0) as u32;
        let width = (to - from) / f64::from(steps);
        (0..steps).map(|at| of_day(from + (f64::from(at) + 0.5) * width) * width).sum::<f64>()
    };
    let weights: Vec<f64> = ends.windows(2).map(|pair| weight(pair[0], pair[1])).collect();
    let whole = if children.is_finite() { children.round().clamp(0.0, 30_000.0) as i64 } else { 0 };
    let each = apportion(whole, &weights);
    let band = |(pair, children): (&[f64], i64)| ElapsedBand { from_days: pair[0], to_days: pair[1], children: children.max(0) as u32 };
    ends.windows(2).zip(each).map(band).collect()
}
