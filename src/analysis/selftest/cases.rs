//! Special cases of the model for which queueing theory has an exact answer, and how they are measured.

use super::plain_world::{exponential, home, one_stream, stay, stream, unit};
use super::precision::{Part, plain, ratio};
use crate::model::{LinkedHome, Offers, Patience, Scenario, StayFamily, StepDownUnit};
use crate::sim::Outcome;
use crate::sim::outcome::StreamOutcome;

/// Beds in plenty: for a census with a mean of 42 at most.
const PLENTY: u32 = 200;

/// So many children that nobody ever waits: M/G/infinity.
pub fn infinite(requests_per_year: f64, mean_days: f64, cv: f64, years: (f64, f64)) -> Scenario {
    one_stream(stream(requests_per_year, stay(StayFamily::Lognormal, mean_days, cv)), PLENTY, years)
}

/// Children who find no free bed are placed elsewhere at once: Erlang's loss formula, whatever the shape of the stays.
pub fn loss(requests_per_year: f64, (family, mean_days, cv): (StayFamily, f64, f64), beds: u32, years: (f64, f64)) -> Scenario {
    let mut scenario = one_stream(stream(requests_per_year, stay(family, mean_days, cv)), beds, years);
    scenario.elsewhere.welfare = Offers::Unlimited;
    scenario
}

/// Children wait for a bed for as long as it takes (Erlang C) or until their patience runs out (Erlang A).
pub fn waiting(requests_per_year: f64, mean_days: f64, patience: Patience, beds: u32, years: (f64, f64)) -> Scenario {
    let mut demand = stream(requests_per_year, exponential(mean_days));
    demand.patience = patience;
    one_stream(demand, beds, years)
}

/// A share of children needs a step-down place afterwards, and blocks the secure bed until there is one; who finds no free bed is placed
/// elsewhere at once.
pub fn two_stage(
    requests_per_year: f64,
    (beds, mean_days): (u32, f64),
    (places, step_down_days): (u32, f64),
    need_share: f64,
    years: (f64, f64),
) -> Scenario {
    let mut scenario = loss(requests_per_year, (StayFamily::Exponential, mean_days, 1.0), beds, years);
    scenario.demand.welfare.step_down_need_share = need_share;
    let option = &mut scenario.options[0];
    option.homes = vec![home("one", beds, 0, 0)];
    option.step_down_units =
        vec![StepDownUnit { stay: exponential(step_down_days), ..unit("unit", LinkedHome::Home("one".to_owned()), places, 0.0) }];
    scenario
}

/// Requests placed elsewhere.
pub fn refused(stream: &StreamOutcome) -> f64 {
    f64::from(stream.totals().placed_elsewhere)
}

/// Children placed who waited longer than so many days.
pub fn waited(stream: &StreamOutcome, longer_than: f64) -> f64 {
    stream.waits_days().filter(|days| **days > longer_than).count() as f64
}

/// Children placed.
pub fn placed(stream: &StreamOutcome) -> f64 {
    stream.waits_days().count() as f64
}

/// Children in beds on an average day.
pub fn census(outcome: &Outcome) -> f64 {
    outcome.streams[0].days().london / outcome.horizon_days
}

/// The census and its variance about a known mean.
pub fn census_and_variance(outcome: &Outcome, mean: f64) -> [Part; 2] {
    let days = || outcome.streams[0].occupancy_days().enumerate();
    let mean_of = |function: &dyn Fn(f64) -> f64| days().map(|(n, days)| days * function(n as f64)).sum::<f64>() / outcome.horizon_days;
    [plain(mean_of(&|n| n)), plain(mean_of(&|n| (n - mean).powi(2)))]
}

/// Requests refused of all, steadied by how many children there are in beds and elsewhere, which does not depend on the beds.
pub fn refused_share(outcome: &Outcome, offered: f64) -> Part {
    let stream = &outcome.streams[0];
    let days = stream.days();
    let all = days.london + days.elsewhere;
    ratio(refused(stream), f64::from(stream.totals().requests)).steadied(all / outcome.horizon_days - offered)
}

/// Children placed who had to wait, of all placed, steadied by the census, whose mean is known where nobody gives up (Little 1961).
pub fn waited_share(outcome: &Outcome, offered: f64) -> Part {
    let stream = &outcome.streams[0];
    ratio(waited(stream, 0.0), placed(stream)).steadied(census(outcome) - offered)
}

/// Where patience runs out: the share of requests that had to wait, the share withdrawn, children waiting on an average day, children in
/// beds; steadied by how many requests there happen to be.
pub fn with_patience(outcome: &Outcome, requests_per_year: f64) -> [Part; 4] {
    let stream = &outcome.streams[0];
    let totals = stream.totals();
    let (requests, no_place) = (f64::from(totals.requests), f64::from(totals.no_place));
    let control = requests / (outcome.horizon_days / crate::model::DAYS_PER_YEAR) - requests_per_year;
    [
        ratio(requests - (placed(stream) - waited(stream, 0.0)), requests),
        ratio(no_place, requests),
        ratio(stream.days().waiting, outcome.horizon_days),
        plain(census(outcome)),
    ]
    .map(|part| part.steadied(control))
}

/// With step-down: the share refused, blocked beds and children in step-down on an average day.
pub fn with_step_down(outcome: &Outcome) -> [Part; 3] {
    let stream = &outcome.streams[0];
    let blocked: f64 = outcome.pools.iter().map(|pool| pool.blocked_days()).sum();
    let days = outcome.horizon_days;
    [ratio(refused(stream), f64::from(stream.totals().requests)), ratio(blocked, days), ratio(outcome.step_down_census.days(), days)]
}
