//! Checks of demand and of the offers it meets.

use super::super::calibration::patience_days;
use super::super::counts::{BoroughCount, gives_few_away};
use super::super::demand::{BoroughMix, LengthOfStay, Patience, StayFamily, Stream};
use super::super::geography::BOROUGHS;
use super::super::parameter::ParameterId;
use super::super::scenario::Scenario;
use super::checker::{Checker, figure};
use super::{MOST_OBSERVED_STAYS, did_you_mean};

/// Spread of the part of a stay above its minimum that the distributions can honour.
const EXCESS_CV: std::ops::RangeInclusive<f64> = 0.05..=20.0;
/// Problems of a long list that are told one by one.
const TOLD_ONE_BY_ONE: usize = 10;

/// Checks all streams, the spread over boroughs and the offers from elsewhere.
pub fn check(check: &mut Checker, scenario: &Scenario) {
    for stream in Stream::ALL {
        check_stream(check, scenario, stream);
    }
    check_borough_mix(check, &scenario.demand.borough_mix);
    for stream in Stream::ALL {
        check.parameter(ParameterId::OffersPerYear(stream), scenario);
    }
}

fn check_stream(check: &mut Checker, scenario: &Scenario, stream: Stream) {
    use ParameterId as P;
    let demand = scenario.demand.stream(stream);
    let before = check.problems.len();
    for id in ParameterId::OF_STREAM.map(|id| id(stream)) {
        let path = id.path();
        match id {
            P::OffersPerYear(_) => {} // Stands elsewhere in the file, and is checked there.
            P::Seasonality(_) => check.weights(&path, id, &demand.seasonality, "weights of the months"),
            P::AgeWeights(_) => check.weights(&path, id, &demand.age_weights, "weights of the ages"),
            P::LengthOfStayFamily(_) => {
                check_stay(check, &format!("demand.{}.length_of_stay", stream.key()), &demand.length_of_stay);
            }
            // The stay as a whole has been checked with its family.
            P::LengthOfStayMeanDays(_) | P::LengthOfStayCv(_) | P::LengthOfStayMinimumDays(_) => {}
            P::Patience(_) => {
                if let Patience::Solved { open_requests } = demand.patience {
                    let most = 100_000.0;
                    check.between(&format!("{path}.open_requests"), open_requests, 0.0, most, "between 0 and 100,000 requests");
                }
                check.parameter(id, scenario);
            }
            _ => {
                check.parameter(id, scenario);
            }
        }
    }
    let offers_in_range = P::OffersPerYear(stream).value(scenario).is_none_or(|offers| (0.0..=100_000.0).contains(&offers));
    if check.problems.len() == before && offers_in_range {
        check_patience(check, scenario, stream);
    }
}

/// Solved patience must have a solution.
fn check_patience(check: &mut Checker, scenario: &Scenario, stream: Stream) {
    let id = ParameterId::Patience(stream);
    match patience_days(scenario.demand.stream(stream), &scenario.elsewhere, stream) {
        Ok(Some(days)) if days > id.spec().max => {
            let message = format!(
                "the figures give a patience of {} days, above the {} permitted: requests barely exceed the places offered",
                figure(days.round()),
                figure(id.spec().max)
            );
            check.report(id.path(), message);
        }
        Ok(_) => {}
        Err(error) => check.report(
            id.path(),
            format!(
                "cannot be solved: {error}; change these figures, or state the patience itself: how many days requests wait on average"
            ),
        ),
    }
}

/// Checks a length of stay: each figure in its range, and the family able to honour them together.
pub fn check_stay(check: &mut Checker, path: &str, stay: &LengthOfStay) {
    use ParameterId as P;
    let stream = Stream::Welfare; // The ranges of a stay are the same in every stream and in step-down.
    if let StayFamily::Empirical(stays) = &stay.family {
        check_observed_stays(check, &format!("{path}.family"), stays);
    }
    let mean_path = format!("{path}.mean_days");
    let in_range = [
        check.range(&mean_path, P::LengthOfStayMeanDays(stream), stay.mean_days),
        check.range(&format!("{path}.cv"), P::LengthOfStayCv(stream), stay.cv),
        check.range(&format!("{path}.minimum_days"), P::LengthOfStayMinimumDays(stream), stay.minimum_days),
    ];
    if in_range.contains(&false) {
        return;
    }
    let has_spread = match stay.family {
        StayFamily::Fixed | StayFamily::Empirical(_) => return,
        StayFamily::Exponential => false,
        StayFamily::Gamma | StayFamily::Weibull | StayFamily::Lognormal => true,
    };
    let (mean, minimum) = (stay.mean_days, stay.minimum_days);
    if mean <= minimum {
        let message = format!("must be longer than the shortest stay ({} days), but is {}", figure(minimum), figure(mean));
        check.report(mean_path, message);
    } else if has_spread {
        let cv_path = format!("{path}.cv");
        let excess_cv = stay.cv * mean / (mean - minimum);
        if stay.cv <= 0.0 {
            check.report(cv_path, format!("must be above 0 for {} stays; where all stays are equal, choose Fixed", stay.family.label()));
        } else if !EXCESS_CV.contains(&excess_cv) {
            let scale = (mean - minimum) / mean;
            let message = format!(
                "must be between {:.3} and {:.3} with this mean and shortest stay, but is {}",
                EXCESS_CV.start() * scale,
                (EXCESS_CV.end() * scale).min(P::LengthOfStayCv(stream).spec().max),
                figure(stay.cv)
            );
            check.report(cv_path, message);
        }
    }
}

fn check_observed_stays(check: &mut Checker, path: &str, stays: &[f64]) {
    if stays.is_empty() {
        check.report(path, "the list of observed stays is empty: give at least one stay in days, or choose another shape");
    }
    if stays.len() > MOST_OBSERVED_STAYS {
        let (most, count) = (figure(MOST_OBSERVED_STAYS as f64), figure(stays.len() as f64));
        check.report(path, format!("must list at most {most} observed stays, but lists {count}"));
    }
    let most = ParameterId::StepDownStay.spec().max;
    let outside = stays.iter().enumerate().filter(|(_, days)| !(0.0..=most).contains(*days));
    for (index, days) in outside.clone().take(TOLD_ONE_BY_ONE) {
        check.between(&format!("{path}.#{}", index + 1), *days, 0.0, most, &format!("between 0 and {} days", figure(most)));
    }
    let untold = outside.count().saturating_sub(TOLD_ONE_BY_ONE);
    if untold > 0 {
        check.report(path, format!("{untold} more observed stays are outside 0 to {} days", figure(most)));
    }
}

fn check_borough_mix(check: &mut Checker, mix: &BoroughMix) {
    let path = ParameterId::BoroughMix.path();
    match mix {
        BoroughMix::Unknown { shape } => {
            check.range(&format!("{path}.shape"), ParameterId::BoroughMix, *shape);
        }
        BoroughMix::Known(shares) => {
            let before = check.problems.len();
            for (name, share) in shares {
                let entry = format!("{path}.{name}");
                check_borough_name(check, &entry, name);
                check.between(&entry, *share, 0.0, 1e9, "0 or more, and finite");
            }
            if check.problems.len() == before && shares.values().all(|share| *share == 0.0) {
                check.report(path, "at least one borough must have a share above 0");
            }
        }
        BoroughMix::Counted(counts) => {
            let before = check.problems.len();
            for (name, count) in counts {
                let entry = format!("{path}.{name}");
                check_borough_name(check, &entry, name);
                if let BoroughCount::Requests(count) = count
                    && !(BoroughCount::LEAST..=BoroughCount::MOST).contains(count)
                {
                    let (least, most) = (BoroughCount::LEAST, figure(f64::from(BoroughCount::MOST)));
                    // The count itself is not repeated: it may be small.
                    let message = format!("must be between {least} and {most}; write FewerThanSix for a count of 0 to 5, and no number");
                    check.report(entry, message);
                }
            }
            if check.problems.len() == before && gives_few_away(counts) {
                check.report(
                    path,
                    "a count of fewer than six could be worked out from the other counts and the year's requests: write SixOrMore, without a \
                     number, for two of the boroughs that counted six or more",
                );
            }
        }
    }
}

fn check_borough_name(check: &mut Checker, entry: &str, name: &str) {
    if !BOROUGHS.iter().any(|borough| borough.name == *name) {
        let known = BOROUGHS.iter().map(|borough| borough.name.as_str());
        let hint = did_you_mean(name, known).map(|other| format!("; did you mean '{other}'?")).unwrap_or_default();
        let shown: String = name.chars().take(60).flat_map(char::escape_debug).collect();
        check.report(entry, format!("'{shown}' is not one of the 33 London authorities{hint}"));
    }
}
