//! Checks of what the uncertain figures may be.

use super::super::demand::StayFamily;
use super::super::parameter::ParameterId;
use super::super::range::{Range, RangeShape};
use super::super::scenario::Scenario;
use super::checker::{Checker, figure};

/// Most years over which something was counted.
const MOST_YEARS: f64 = 1_000.0;

/// Checks every range.
pub fn check(check: &mut Checker, scenario: &Scenario) {
    for (id, range) in &scenario.ranges {
        check_range(check, scenario, *id, range);
    }
}

fn check_range(check: &mut Checker, scenario: &Scenario, id: ParameterId, range: &Range) {
    let path = format!("ranges.{id:?}");
    let at = |field: &str| format!("{path}.{field}");
    check.source(&at("source"), &range.source);
    if !id.may_have_range() {
        check.report(path, "has no range: it is set, not uncertain, or is not one number; remove this entry");
        return;
    }
    let before = check.problems.len();
    for (field, value) in [("low", range.low), ("central", range.central), ("high", range.high)] {
        check.range(&at(field), id, value);
    }
    if check.problems.len() > before {
        return;
    }
    for (field, value) in [("low", range.low), ("high", range.high)] {
        let is_apart = if field == "low" { value > range.central } else { value < range.central };
        if is_apart {
            let side = if field == "low" { "above" } else { "below" };
            let message = format!("must not be {side} the central value ({}), but is {}", figure(range.central), figure(value));
            check.report(at(field), message);
            return;
        }
    }
    if range.low == range.high {
        check.report(at("high"), format!("must be above the low value ({}): a figure that is known needs no range", figure(range.low)));
        return;
    }
    if let RangeShape::Counted { years } = range.shape {
        let permitted = "above 0 and at most 1,000 years";
        if !(years > 0.0 && years <= MOST_YEARS) {
            check.report(at("shape.years"), format!("must be {permitted}, but is {}", figure(years)));
        } else if !range.agrees_with_its_count() {
            let counted = Range::counted(range.central, years, range.source.clone());
            let message = format!(
                "must be {} to {} (95 in 100) where {} a year were counted over {} years; or choose another shape",
                figure(counted.low),
                figure(counted.high),
                figure(range.central),
                figure(years)
            );
            check.report(at("low"), message);
        }
    }
    check_stay(check, scenario, id, range);
}

/// A mean stay must stay above the shortest one, wherever both lie in their ranges.
fn check_stay(check: &mut Checker, scenario: &Scenario, id: ParameterId, range: &Range) {
    let ParameterId::LengthOfStayMeanDays(stream) = id else { return };
    let minimum = ParameterId::LengthOfStayMinimumDays(stream);
    let stay = &scenario.demand.stream(stream).length_of_stay;
    if matches!(stay.family, StayFamily::Fixed | StayFamily::Empirical(_)) {
        return;
    }
    let stated = stay.minimum_days;
    let longest = scenario.ranges.get(&minimum).map_or(stated, |shortest| shortest.high.max(stated));
    if range.low <= longest {
        let message = format!("must be longer than the shortest stay ({} days), but is {}", figure(longest), figure(range.low));
        check.report(format!("ranges.{id:?}.low"), message);
    }
}
