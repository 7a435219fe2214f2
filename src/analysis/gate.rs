//! The gate of evidence: does the model, asked about the year that the review saw, give the review's figures back?
//!
//! A figure agrees when the 95% interval of the model's mean reaches into the values that agree with what is printed. A run too short
//! to tell, whose interval is wider than those values, says so instead. A figure is judged only where the scenario describes what
//! the review's year was like.

use crate::model::evidence::{Departure, FigureUnit, REVIEW_FIGURES, ReviewFigure};
use crate::model::{DAYS_PER_MONTH, DAYS_PER_YEAR, LengthOfStay, Scenario, StayFamily, StreamDemand, demand};
use crate::sim::quantiles::Stays;

use super::summary::{Estimate, Summary};

/// What the model gives for a figure, in the figure's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Mean.
    pub mean: f64,
    /// Lower end of its 95% interval; the mean itself where nothing is left to chance.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What becomes of a figure at the gate.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The model gives it back.
    Agrees,
    /// The model gives something else.
    Differs,
    /// The run is too short to tell.
    Unclear,
    /// The scenario is not about the review's year: in which ways.
    NotComparable(Vec<Departure>),
    /// The model gives no value.
    NoValue,
}

/// A figure of the review beside what the model gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The figure.
    pub figure: &'static ReviewFigure,
    /// What the model gives; none where it gives no value.
    pub found: Option<Found>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// Every figure of the review beside what the first option of a run gives.
pub fn compare(scenario: &Scenario, summary: &Summary) -> Vec<Compared> {
    let departures = departures(scenario);
    let compare = |figure: &'static ReviewFigure| {
        let found = found(figure, scenario, summary);
        let differs_with = figure.differs_with().unwrap_or_default();
        let apart: Vec<Departure> = departures.iter().copied().filter(|departure| differs_with.contains(departure)).collect();
        let verdict = match found {
            _ if !apart.is_empty() => Verdict::NotComparable(apart),
            None => Verdict::NoValue,
            Some(found) => judge(figure, found),
        };
        Compared { figure, found, verdict }
    };
    REVIEW_FIGURES.iter().map(compare).collect()
}

/// Whether the first option of a scenario gives back the review's figure for a measure, by the measure's key; none where the review has
/// no such figure, where the scenario is not about the review's year, or where the run is too short to tell.
pub fn agrees(scenario: &Scenario, measure: &str, estimate: &Estimate) -> Option<bool> {
    let figure = REVIEW_FIGURES.iter().find(|figure| figure.measure == measure)?;
    let departures = departures(scenario);
    if figure.differs_with()?.iter().any(|departure| departures.contains(departure)) {
        return None;
    }
    match judge(figure, Found { mean: estimate.mean, low: estimate.low, high: estimate.high }) {
        Verdict::Agrees => Some(true),
        Verdict::Differs => Some(false),
        Verdict::Unclear | Verdict::NotComparable(_) | Verdict::NoValue => None,
    }
}

fn judge(figure: &ReviewFigure, found: Found) -> Verdict {
    // One replication has a mean and no interval; comparisons with NaN are false.
    if found.low > figure.high || found.high < figure.low {
        return Verdict::Differs;
    }
    let certain = found.high - found.low <= figure.high - figure.low;
    if certain { Verdict::Agrees } else { Verdict::Unclear }
}

/// What a scenario describes that the review's year did not have.
pub fn departures(scenario: &Scenario) -> Vec<Departure> {
    let streams = [&scenario.demand.welfare, &scenario.demand.justice];
    let run = &scenario.run;
    let end_day = run.end_day();
    let as_now = scenario.options.first();
    let has = |departure: Departure| match departure {
        Departure::Homes => as_now.is_some_and(|option| !option.homes.is_empty() || option.open_facility.is_some()),
        Departure::Growth => streams.iter().any(|demand| demand.annual_growth != 0.0),
        Departure::Repeats => streams.iter().any(|demand| demand.repeat_share_direct > 0.0 || demand.repeat_share_after_step_down > 0.0),
        // The month of March 2030 is the last of ten years from April 2020: its first day is a month before the end.
        Departure::Scotland => scenario
            .elsewhere
            .scottish_offers_end
            .is_some_and(|month| scenario.elsewhere.scottish_offer_share > 0.0 && run.clock_day(month) + DAYS_PER_MONTH < end_day - 1.0),
        Departure::PoliceCustody => scenario.demand.police_custody.requests_per_year > 0.0,
    };
    use Departure as D;
    [D::Homes, D::Growth, D::Repeats, D::Scotland, D::PoliceCustody].into_iter().filter(|departure| has(*departure)).collect()
}

fn found(figure: &ReviewFigure, scenario: &Scenario, summary: &Summary) -> Option<Found> {
    let days = |scale: f64, estimate: Found| Found { mean: estimate.mean * scale, low: estimate.low * scale, high: estimate.high * scale };
    let found = measured(&figure.measure, summary).or_else(|| described(&figure.measure, scenario))?;
    let found = if figure.unit == FigureUnit::Months { days(1.0 / DAYS_PER_MONTH, found) } else { found };
    found.mean.is_finite().then_some(found)
}

/// What the run gives.
fn measured(measure: &str, summary: &Summary) -> Option<Found> {
    let estimate: &Estimate = match measure {
        "boroughs_without_request" => &summary.boroughs.without_request,
        "boroughs_above_twelve_requests" => &summary.boroughs.above_twelve_requests,
        key => summary.estimate(0, key)?,
    };
    Some(Found { mean: estimate.mean, low: estimate.low, high: estimate.high })
}

/// What follows from the figures of demand, with nothing left to chance.
fn described(measure: &str, scenario: &Scenario) -> Option<Found> {
    let (welfare, justice) = (&scenario.demand.welfare, &scenario.demand.justice);
    let value = match measure {
        "welfare_shortest_stay_days" => shortest_stay_days(&welfare.length_of_stay),
        "welfare_stays_over_a_year_share" => 1.0 - Stays::new(&welfare.length_of_stay).share_within(DAYS_PER_YEAR),
        "welfare_aged_14_to_16_share" => share_aged(welfare, 14..=16),
        "justice_boys_share" => 1.0 - justice.female_share,
        _ => return None,
    };
    Some(Found { mean: value, low: value, high: value })
}

fn shortest_stay_days(stay: &LengthOfStay) -> f64 {
    match &stay.family {
        StayFamily::Fixed => stay.mean_days,
        StayFamily::Empirical(stays) => stays.iter().copied().fold(f64::INFINITY, f64::min),
        StayFamily::Exponential | StayFamily::Gamma | StayFamily::Weibull | StayFamily::Lognormal => stay.minimum_days,
    }
}

fn share_aged(demand: &StreamDemand, ages: std::ops::RangeInclusive<u8>) -> f64 {
    let weights = demand::AGES.zip(demand.age_weights);
    let (within, all) =
        weights.fold((0.0, 0.0), |(within, all), (age, weight)| (if ages.contains(&age) { within + weight } else { within }, all + weight));
    within / all
}
