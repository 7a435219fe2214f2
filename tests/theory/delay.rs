//! Children wait for a bed: for as long as it takes (Erlang C, priority, one bed), or until their patience runs out (Erlang A).

use sufficiency::model::{Patience, StayFamily};
use sufficiency::sim::outcome::StreamOutcome;

use super::run::{Part, exponential, one_stream, outcomes, stay, stream, total};
use super::table::{Answers, Case};
use crate::worlds;

/// Warm-up in years: three relaxation times of an M/M/c queue. From empty its mean queue is then 0.3% short (Abate and Whitt 1987).
fn warm_up(case: &Case, requests_per_year: f64, beds: f64) -> f64 {
    let years = case.get("mean_stay") / 365.0;
    let slack = beds.sqrt() - (requests_per_year * years).sqrt();
    (3.0 * years / (slack * slack)).clamp(4.0, 100.0)
}

fn waited(stream: &StreamOutcome, longer_than: f64) -> f64 {
    stream.waits_days.iter().filter(|days| **days > longer_than).count() as f64
}

fn placed(stream: &StreamOutcome) -> f64 {
    stream.waits_days.len() as f64
}

fn mean_wait(stream: &StreamOutcome) -> Part {
    (stream.waits_days.iter().sum(), placed(stream))
}

/// Nobody gives up.
pub fn erlang_c(case: &Case) -> Answers {
    let (requests, beds) = (case.get("arrivals_per_year"), case.get("beds"));
    let years = if beds > 1_000.0 { (10.0, 40.0) } else { (warm_up(case, requests, beds), 100.0) };
    let scenario = one_stream(stream(requests, exponential(case.get("mean_stay"))), beds as u32, years);
    let metrics = ["p_wait", "mean_wait", "mean_queue", "mean_wait_of_waiters", "p_wait_over_14_days", "mean_occupancy"];
    outcomes(case, &metrics, scenario, |outcome| {
        let stream = &outcome.streams[0];
        vec![
            (waited(stream, 0.0), placed(stream)),
            mean_wait(stream),
            (stream.waiting_census.days(), outcome.horizon_days),
            (mean_wait(stream).0, waited(stream, 0.0)),
            (waited(stream, 14.0), placed(stream)),
            (stream.london_census.days(), outcome.horizon_days),
        ]
    })
}

/// Children under 14 go first, in whatever stream: here all of one stream are younger, all of another older, and beds are for either.
pub fn mmc_priority_two_classes(case: &Case) -> Answers {
    let (high, low, beds) = (case.get("arrivals_high_per_year"), case.get("arrivals_low_per_year"), case.get("beds"));
    let years = (warm_up(case, high + low, beds), 100.0);
    let mut scenario = one_stream(stream(high, exponential(case.get("mean_stay"))), 0, years);
    scenario.demand.welfare.age_weights = [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    scenario.demand.justice = stream(low, exponential(case.get("mean_stay")));
    scenario.demand.justice.age_weights = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
    scenario.options[0].homes = vec![worlds::home("one", 0, 0, beds as u32)];
    let mut first_come = scenario.clone();
    scenario.pathway.priority_under_14 = true;
    let mut answers = outcomes(case, &["p_wait", "mean_wait_high", "mean_wait_low"], scenario, |outcome| {
        let [high, low, _] = &outcome.streams;
        vec![(waited(high, 0.0) + waited(low, 0.0), placed(high) + placed(low)), mean_wait(high), mean_wait(low)]
    });
    // Without priority the longer wait goes first across streams, so two streams are as one.
    first_come.run.seed += 1;
    answers.extend(outcomes(case, &["mean_wait_fifo"], first_come, |outcome| {
        let [high, low, _] = &outcome.streams;
        vec![(mean_wait(high).0 + mean_wait(low).0, placed(high) + placed(low))]
    }));
    answers
}

/// Patience is exponential.
pub fn erlang_a(case: &Case) -> Answers {
    let beds = case.get("beds");
    let years = if beds > 1_000.0 { (5.0, 20.0) } else { (5.0, 100.0) };
    let mut demand = stream(case.get("arrivals_per_year"), exponential(case.get("mean_stay")));
    demand.patience = Patience::MeanDays(case.get("mean_patience"));
    let metrics =
        ["p_wait", "p_renege", "p_placed", "mean_queue", "mean_wait_all", "mean_wait_placed", "mean_occupancy", "reneged_per_year"];
    outcomes(case, &metrics, one_stream(demand, beds as u32, years), |outcome| {
        let stream = &outcome.streams[0];
        let (requests, no_place) = (total(&stream.requests), total(&stream.no_place));
        vec![
            (requests - (placed(stream) - waited(stream, 0.0)), requests),
            (no_place, requests),
            (placed(stream), requests),
            (stream.waiting_census.days(), outcome.horizon_days),
            (stream.waiting_census.days(), requests),
            mean_wait(stream),
            (stream.london_census.days(), outcome.horizon_days),
            (no_place, outcome.horizon_days / 365.0),
        ]
    })
}

/// One bed, stays of any spread: the Pollaczek-Khinchine formula.
pub fn mg1(case: &Case) -> Answers {
    let (mean, cv) = (case.get("mean_stay"), case.get("cv"));
    let stay = match cv {
        0.0 => worlds::fixed(mean),
        1.0 => exponential(mean),
        _ => stay(StayFamily::Lognormal, mean, cv),
    };
    let requests = case.get("arrivals_per_year");
    let scenario = one_stream(stream(requests, stay), 1, (warm_up(case, requests, 1.0), 100.0));
    outcomes(case, &["utilisation", "mean_wait", "mean_queue"], scenario, |outcome| {
        let stream = &outcome.streams[0];
        vec![(stream.london_census.days(), outcome.horizon_days), mean_wait(stream), (stream.waiting_census.days(), outcome.horizon_days)]
    })
}
