//! Children wait for a bed: for as long as it takes (Erlang C, priority, one bed), or until their patience runs out (Erlang A).

use sufficiency::analysis::selftest::cases::{placed, waited, waiting};
use sufficiency::model::{Patience, StayFamily};
use sufficiency::sim::Outcome;
use sufficiency::sim::outcome::StreamOutcome;

use super::run::{Part, exponential, one_stream, outcomes, plain, ratio, stay, stream};
use super::table::{Answers, Case};
use crate::worlds;

/// Warm-up in years: three relaxation times of an M/M/c queue. From empty its mean queue is then 0.3% short (Abate and Whitt 1987).
fn warm_up(case: &Case, requests_per_year: f64, beds: f64) -> f64 {
    let years = case.get("mean_stay") / 365.0;
    let slack = beds.sqrt() - (requests_per_year * years).sqrt();
    (3.0 * years / (slack * slack)).clamp(4.0, 100.0)
}

fn mean_wait(stream: &StreamOutcome) -> Part {
    ratio(stream.waits_days().sum(), placed(stream))
}

/// Children in beds on an average day. Where nobody gives up its mean is requests times stay, whatever the beds (Little 1961): what it
/// happens to be above that explains much of a long queue.
fn census(streams: &[&StreamOutcome], outcome: &Outcome) -> f64 {
    streams.iter().map(|stream| stream.days().london).sum::<f64>() / outcome.horizon_days
}

/// Nobody gives up.
pub fn erlang_c(case: &Case) -> Answers {
    let (requests, beds) = (case.get("arrivals_per_year"), case.get("beds"));
    let offered = requests * case.get("mean_stay") / 365.0;
    let years = if beds > 1_000.0 { (5.0, 40.0) } else { (warm_up(case, requests, beds), 100.0) };
    let scenario = waiting(requests, case.get("mean_stay"), Patience::Unlimited, beds as u32, years);
    let metrics = ["p_wait", "mean_wait", "mean_queue", "mean_wait_of_waiters", "p_wait_over_14_days", "mean_occupancy"];
    outcomes(case, &metrics, scenario, |outcome| {
        let stream = &outcome.streams[0];
        let control = census(&[stream], outcome) - offered;
        vec![
            ratio(waited(stream, 0.0), placed(stream)).steadied(control),
            mean_wait(stream).steadied(control),
            ratio(stream.days().waiting, outcome.horizon_days).steadied(control),
            ratio(stream.waits_days().sum(), waited(stream, 0.0)).steadied(control),
            ratio(waited(stream, 14.0), placed(stream)).steadied(control),
            plain(census(&[stream], outcome)),
        ]
    })
}

/// Children under 14 go first, in whatever stream: here all of one stream are younger, all of another older, and beds are for either.
pub fn mmc_priority_two_classes(case: &Case) -> Answers {
    let (high, low, beds) = (case.get("arrivals_high_per_year"), case.get("arrivals_low_per_year"), case.get("beds"));
    let offered = (high + low) * case.get("mean_stay") / 365.0;
    let years = (warm_up(case, high + low, beds), 100.0);
    let mut scenario = one_stream(stream(high, exponential(case.get("mean_stay"))), 0, years);
    scenario.demand.welfare.age_weights = [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    scenario.demand.justice = stream(low, exponential(case.get("mean_stay")));
    scenario.demand.justice.age_weights = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0];
    scenario.options[0].homes = vec![worlds::home("one", 0, 0, beds as u32)];
    scenario.pathway.priority_under_14 = true;
    outcomes(case, &["p_wait", "mean_wait_high", "mean_wait_low", "mean_wait_fifo"], scenario, |outcome| {
        let [high, low, _] = &outcome.streams;
        let waits: f64 = high.waits_days().chain(low.waits_days()).sum();
        let parts = [
            ratio(waited(high, 0.0) + waited(low, 0.0), placed(high) + placed(low)),
            mean_wait(high),
            mean_wait(low),
            // Whose turn it is does not change the mean wait of all while their stays are alike (Kleinrock 1965).
            ratio(waits, placed(high) + placed(low)),
        ];
        let control = census(&[high, low], outcome) - offered;
        parts.map(|part| part.steadied(control)).into()
    })
}

/// Patience is exponential.
pub fn erlang_a(case: &Case) -> Answers {
    let beds = case.get("beds");
    let years = if beds > 1_000.0 { (5.0, 20.0) } else { (5.0, 100.0) };
    let requests_per_year = case.get("arrivals_per_year");
    let patience = Patience::MeanDays(case.get("mean_patience"));
    let scenario = waiting(requests_per_year, case.get("mean_stay"), patience, beds as u32, years);
    let metrics =
        ["p_wait", "p_renege", "p_placed", "mean_queue", "mean_wait_all", "mean_wait_placed", "mean_occupancy", "reneged_per_year"];
    outcomes(case, &metrics, scenario, |outcome| {
        let stream = &outcome.streams[0];
        let (requests, no_place) = (f64::from(stream.totals().requests), f64::from(stream.totals().no_place));
        let years = outcome.horizon_days / 365.0;
        vec![
            ratio(requests - (placed(stream) - waited(stream, 0.0)), requests),
            ratio(no_place, requests),
            ratio(placed(stream), requests),
            ratio(stream.days().waiting, outcome.horizon_days),
            ratio(stream.days().waiting, requests),
            mean_wait(stream),
            ratio(stream.days().london, outcome.horizon_days),
            ratio(no_place, years),
        ]
        .into_iter()
        .map(|part| part.steadied(requests / years - requests_per_year))
        .collect()
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
    let offered = requests * mean / 365.0;
    outcomes(case, &["utilisation", "mean_wait", "mean_queue"], scenario, |outcome| {
        let stream = &outcome.streams[0];
        let control = census(&[stream], outcome) - offered;
        vec![
            plain(census(&[stream], outcome)),
            mean_wait(stream).steadied(control),
            ratio(stream.days().waiting, outcome.horizon_days).steadied(control),
        ]
    })
}
