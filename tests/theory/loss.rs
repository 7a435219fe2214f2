//! Children who find no free bed are placed elsewhere at once: Erlang's loss formula, true of stays of any shape.

use sufficiency::analysis::selftest::cases::{self, refused};
use sufficiency::model::{Offers, Scenario, StayFamily};
use sufficiency::sim::record::{Ending, Place};

use super::run::{exponential, one_stream, outcomes, plain, ratio, stay, stream};
use super::table::{Answers, Case};
use crate::worlds;

fn scenario(case: &Case, family: StayFamily, cv: f64, years: (f64, f64)) -> Scenario {
    cases::loss(case.get("arrivals_per_year"), (family, case.get("mean_stay"), cv), case.get("beds") as u32, years)
}

/// Lognormal stays for what does not depend on their shape; exponential ones for the variance of those elsewhere.
pub fn erlang_b(case: &Case) -> Answers {
    let nationwide = case.get("beds") > 1_000.0;
    let years = if nationwide { (5.0, 20.0) } else { (8.0, 100.0) };
    let offered = case.value("offered");
    let lognormal = scenario(case, StayFamily::Lognormal, 0.9, years);
    let mut answers = outcomes(case, &["offered", "p_refused", "mean_occupancy", "overflow_mean"], lognormal, |outcome| {
        let stream = &outcome.streams[0];
        let (london, elsewhere) = (stream.days().london, stream.days().elsewhere);
        // How many children there are does not depend on the beds.
        let control = (london + elsewhere) / outcome.horizon_days - offered;
        vec![
            ratio(london + elsewhere, outcome.horizon_days),
            ratio(refused(stream), f64::from(stream.totals().requests)).steadied(control),
            ratio(london, outcome.horizon_days).steadied(control),
            ratio(elsewhere, outcome.horizon_days).steadied(control),
        ]
    });
    if !nationwide {
        answers.extend(overflow_variance(case));
    }
    answers
}

/// The variance of the number of children elsewhere, who come in bursts: whenever the beds are full.
fn overflow_variance(case: &Case) -> Answers {
    let years = (8.0, 100.0);
    let scenario = scenario(case, StayFamily::Exponential, 1.0, years);
    let (start, end) = (scenario.run.warm_up_days(), scenario.run.end_day());
    let (mean, offered) = (case.value("overflow_mean"), case.value("offered"));
    super::run::episodes(case, &["overflow_variance"], scenario, |trace, episodes| {
        // Requests and episodes are both in the order of arrival.
        let mut changes = Vec::new();
        let mut all_days = 0.0;
        for (request, episode) in trace.requests[0].iter().zip(episodes) {
            assert_eq!(request.key, episode.key);
            all_days += ((request.arrival_day + request.stay_days).min(end) - request.arrival_day.max(start)).max(0.0);
            if let Ending::Placed { place: Place::Elsewhere { .. }, admission_day, .. } = episode.ending {
                changes.push((admission_day.clamp(start, end), 1.0));
                changes.push(((admission_day + request.stay_days).clamp(start, end), -1.0));
            }
        }
        changes.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (mut day, mut children, mut sum) = (start, 0.0, 0.0);
        for (next, change) in changes.into_iter().chain([(end, 0.0)]) {
            sum += (next - day) * (children - mean) * (children - mean);
            (day, children) = (next, children + change);
        }
        vec![plain(sum / (end - start)).steadied(all_days / (end - start) - offered)]
    })
}

/// Two streams share beds for either; each kind of stay has its own shape.
pub fn erlang_b_two_streams(case: &Case) -> Answers {
    let mut scenario =
        one_stream(stream(case.get("arrivals1_per_year"), stay(StayFamily::Lognormal, case.get("mean_stay1"), 0.9)), 0, (8.0, 100.0));
    scenario.demand.justice = stream(case.get("arrivals2_per_year"), exponential(case.get("mean_stay2")));
    (scenario.elsewhere.welfare, scenario.elsewhere.justice) = (Offers::Unlimited, Offers::Unlimited);
    scenario.options[0].homes = vec![worlds::home("one", 0, 0, case.get("beds") as u32)];
    outcomes(case, &["p_refused", "mean_occupancy1", "mean_occupancy2"], scenario, |outcome| {
        let [one, two, _] = &outcome.streams;
        vec![
            ratio(refused(one) + refused(two), f64::from(one.totals().requests) + f64::from(two.totals().requests)),
            ratio(one.days().london, outcome.horizon_days),
            ratio(two.days().london, outcome.horizon_days),
        ]
    })
}
