//! Keeps a file from starting, unasked, a run of hours or one that fills the machine's memory.

use std::collections::BTreeMap;

use super::super::demand::Stream;
use super::super::parameter::ParameterId;
use super::super::scenario::Scenario;
use super::super::time::DAYS_PER_YEAR;
use super::MOST_REQUESTS_PER_YEAR;
use super::checker::{Checker, figure};

/// Most requests, offers and closures in all histories of all options: hours of computing.
const MOST_EVENTS: f64 = 2e11;
/// Most requests, offers and closures in one history: each thread has one in memory, at about 60 bytes an event.
const MOST_EVENTS_OF_A_HISTORY: f64 = 5e6;
/// Most histories times options: each keeps its results, so that percentiles and paired differences can be told.
const MOST_RESULTS: f64 = 2e6;
/// Most beds in all options: of each history it is kept for a while how long so many of them were in use.
const MOST_BEDS_OF_ALL: u64 = 100_000;

/// Minutes beyond which a run is not started without asking.
pub const LONG_RUN_MINUTES: f64 = 10.0;
/// Requests, offers and closures that one core plays in a minute, roughly: only good enough to tell minutes from hours.
const EVENTS_A_MINUTE: f64 = 1e9;

/// About how long one core would be busy with so many options of a scenario.
pub fn run_minutes(scenario: &Scenario, options: usize) -> f64 {
    events_of_a_history(scenario) * f64::from(scenario.run.replications) * options as f64 / EVENTS_A_MINUTE
}

/// Checks sums that concern the scenario as a whole. Every single figure is known to be in its range.
pub fn check(check: &mut Checker, scenario: &Scenario) {
    let requests: f64 = Stream::ALL
        .into_iter()
        .map(|stream| scenario.demand.stream(stream))
        .map(|demand| demand.requests_per_year + demand.latent_requests_per_year)
        .sum();
    if requests > MOST_REQUESTS_PER_YEAR {
        let (most, sum) = (figure(MOST_REQUESTS_PER_YEAR), figure(requests));
        check.report("demand", format!("all streams together may have at most {most} requests a year, but have {sum}"));
    }
    let history = events_of_a_history(scenario);
    let histories = f64::from(scenario.run.replications);
    let options = scenario.options.len() as f64;
    if history > MOST_EVENTS_OF_A_HISTORY {
        let message = format!(
            "one possible future would hold about {} requests, offers and bed closures, above the {} permitted: \
             reduce the requests and offers a year, their growth, or the years",
            figure(history.round()),
            figure(MOST_EVENTS_OF_A_HISTORY)
        );
        check.report("run.horizon_years", message);
    }
    let beds: u64 = scenario.options.iter().flat_map(|option| &option.homes).map(|home| u64::from(home.total_beds())).sum();
    if beds > MOST_BEDS_OF_ALL {
        let (most, sum) = (figure(MOST_BEDS_OF_ALL as f64), figure(beds as f64));
        check.report(
            "options",
            format!("all options together may have at most {most} beds, but have {sum}: reduce the beds or the options"),
        );
    }
    if histories * options > MOST_RESULTS {
        let message = format!(
            "{} replications of {} options are above the {} results that one run may keep: reduce the replications or the options",
            figure(histories),
            figure(options),
            figure(MOST_RESULTS)
        );
        check.report("run.replications", message);
    } else if history <= MOST_EVENTS_OF_A_HISTORY && history * histories * options > MOST_EVENTS {
        let message = format!(
            "the run would take hours, with about {:.1e} events in all, above the {MOST_EVENTS:e} permitted: \
             reduce the replications, the options, the years, or the requests and offers a year",
            history * histories * options,
        );
        check.report("run.replications", message);
    }
}

/// About how many requests, offers and bed closures one history holds.
fn events_of_a_history(scenario: &Scenario) -> f64 {
    let run = &scenario.run;
    let years = run.warm_up_years + run.horizon_years;
    let mut events = 0.0;
    for stream in Stream::ALL {
        let demand = scenario.demand.stream(stream);
        let growth = 1.0 + demand.annual_growth;
        let log = libm::log(growth);
        let grown_years = if log.abs() < 1e-9 { run.horizon_years } else { (libm::pow(growth, run.horizon_years) - 1.0) / log };
        // Each request is followed by a geometric number of repeats.
        let repeats = 1.0 / (1.0 - demand.repeat_share_direct.max(demand.repeat_share_after_step_down));
        events += (demand.requests_per_year + demand.latent_requests_per_year) * (run.warm_up_years + grown_years) * repeats;
        events += ParameterId::OffersPerYear(stream).value(scenario).unwrap_or(0.0) * years;
    }
    let mut closures: BTreeMap<&str, f64> = BTreeMap::new();
    for home in scenario.options.iter().flat_map(|option| &option.homes) {
        let a_year = f64::from(home.total_beds()) * (1.0 - home.staffed_share) * DAYS_PER_YEAR / home.mean_closure_days;
        let most = closures.entry(&home.id).or_default();
        *most = most.max(a_year);
    }
    events + closures.values().sum::<f64>() * years
}
