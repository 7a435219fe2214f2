//! A home so large that it never fills: M/G/infinity. Its census is Poisson whatever the shape of the stays.

use sufficiency::analysis::selftest::cases;
use sufficiency::model::{DAYS_PER_YEAR, Scenario};
use sufficiency::sim::Episode;
use sufficiency::sim::record::Ending;

use super::run::{Part, episodes, outcomes, plain};
use super::table::{Answers, Case};

fn scenario(case: &Case, years: (f64, f64)) -> Scenario {
    cases::infinite(case.get("arrivals_per_year"), case.get("mean_stay"), case.get("cv"), years)
}

/// Days of admission and discharge of a child placed, infinite if not discharged by the end.
pub fn span(episode: &Episode) -> Option<(f64, f64)> {
    match episode.ending {
        Ending::Placed { admission_day, discharge_day, .. } => Some((admission_day, discharge_day.unwrap_or(f64::INFINITY))),
        _ => None,
    }
}

/// The share of a distribution where something holds.
fn share(shares: &[f64], holds: impl Fn(f64) -> bool) -> Part {
    plain(shares.iter().enumerate().filter(|(n, _)| holds(*n as f64)).map(|(_, share)| share).sum())
}

/// Distribution in the long run, means from empty, covariances over time.
pub fn mginf(case: &Case) -> Answers {
    let offered = case.value("offered");
    let ((p_ge, least), (p_eq, number)) = (case.metric_with_number("p_ge_"), case.metric_with_number("p_eq_"));
    let mut answers = outcomes(case, &["offered", "variance", "p_empty", p_ge, p_eq], scenario(case, (10.0, 100.0)), |outcome| {
        let shares: Vec<f64> = outcome.streams[0].occupancy_days().map(|days| days / outcome.horizon_days).collect();
        let mean = |function: &dyn Fn(f64) -> f64| shares.iter().enumerate().map(|(n, share)| share * function(n as f64)).sum();
        let census = mean(&|n| n);
        vec![
            plain(census),
            plain(mean(&|n| (n - offered).powi(2))),
            share(&shares, |n| n == 0.0),
            share(&shares, |n| n >= least).steadied(census - offered),
            share(&shares, |n| n == number),
        ]
    });
    let days = [30.0, 365.0, 730.0];
    let names = days.map(|day| format!("mean_at_day_{day}_from_empty"));
    answers.extend(episodes(case, &names.each_ref().map(String::as_str), scenario(case, (0.0, 2.01)), |_, episodes| {
        let there = |day: f64| episodes.iter().filter_map(span).filter(|(from, to)| *from <= day && day < *to).count();
        days.iter().map(|day| plain(there(*day) as f64)).collect()
    }));
    // Children come and go independently, so the covariance of the census on two days is the mean number there on both.
    let years = (10.0, 100.0);
    let (from_day, end_day) = (years.0 * DAYS_PER_YEAR, (years.0 + years.1) * DAYS_PER_YEAR);
    answers.extend(episodes(case, &["autocov_lag_30", "autocov_lag_365"], scenario(case, years), |_, episodes| {
        let both = |lag: f64| {
            let first_days =
                episodes.iter().filter_map(span).map(|(from, to)| ((to - lag).min(end_day - lag) - from.max(from_day)).max(0.0));
            plain(first_days.sum::<f64>() / (end_day - lag - from_day))
        };
        vec![both(30.0), both(365.0)]
    }));
    answers
}

/// The mean census of a window of ten years that starts two years after empty.
pub fn mginf_window(case: &Case) -> Answers {
    let years = (case.get("warm") / DAYS_PER_YEAR, (case.get("end") - case.get("warm")) / DAYS_PER_YEAR);
    outcomes(case, &["mean_occupancy"], scenario(case, years), |outcome| {
        vec![plain(outcome.streams[0].days().london / outcome.horizon_days)]
    })
}
