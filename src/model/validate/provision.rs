//! Checks of the options: homes, step-down units, open facility.

use super::super::demand::AGES;
use super::super::parameter::ParameterId;
use super::super::provision::{Home, LinkedHome, OpenFacility, ProvisionOption, StepDownUnit, WhenFull};
use super::super::scenario::Scenario;
use super::checker::{Checker, figure};
use super::demand::check_stay;
use super::{LATITUDES, LONGITUDES, MOST_BEDS, MOST_HOMES, MOST_OPTIONS, MOST_UNITS, did_you_mean};

/// Checks every option.
pub fn check(check: &mut Checker, scenario: &Scenario) {
    let options = &scenario.options;
    if options.is_empty() {
        check.report("options", "there is no option: describe at least one, for example 'as-now' without homes");
    }
    at_most(check, "options", "options", options.len(), MOST_OPTIONS);
    let paths = check.ids("options", "option", options.iter().map(|option| option.id.as_str()));
    for (option, path) in options.iter().zip(paths) {
        check_option(check, option, &path);
    }
}

fn at_most(check: &mut Checker, path: &str, what: &str, count: usize, most: usize) {
    if count > most {
        check.report(path, format!("there may be at most {most} {what}, but there are {count}"));
    }
}

fn check_option(check: &mut Checker, option: &ProvisionOption, path: &str) {
    check.name(&format!("{path}.name"), &option.name);
    check.text(&format!("{path}.note"), &option.note);
    check.source(&format!("{path}.source"), &option.source);
    let homes = format!("{path}.homes");
    at_most(check, &homes, "homes in an option", option.homes.len(), MOST_HOMES);
    let paths = check.ids(&homes, "home", option.homes.iter().map(|home| home.id.as_str()));
    for (home, path) in option.homes.iter().zip(paths) {
        check_home(check, home, &path);
    }
    // Wide enough for any three 32-bit counts.
    let beds: u64 = option.homes.iter().flat_map(|home| [home.welfare_beds, home.justice_beds, home.either_beds]).map(u64::from).sum();
    if beds > MOST_BEDS {
        let message = format!("an option may have at most {} beds in all, but has {}", figure(MOST_BEDS as f64), figure(beds as f64));
        check.report(&homes, message);
    }
    let units = format!("{path}.step_down_units");
    at_most(check, &units, "step-down units in an option", option.step_down_units.len(), MOST_UNITS);
    let paths = check.ids(&units, "step-down unit", option.step_down_units.iter().map(|unit| unit.id.as_str()));
    for (unit, path) in option.step_down_units.iter().zip(paths) {
        check_unit(check, unit, &option.homes, &path);
    }
    if let Some(facility) = &option.open_facility {
        check_open_facility(check, facility, &format!("{path}.open_facility"));
    }
}

fn check_home(check: &mut Checker, home: &Home, path: &str) {
    use ParameterId as P;
    let at = |field: &str| format!("{path}.{field}");
    check.name(&at("name"), &home.name);
    check.name(&at("site.name"), &home.site.name);
    check.between(
        &at("site.latitude"),
        home.site.latitude,
        LATITUDES.0,
        LATITUDES.1,
        "between 49 and 61 degrees north, within Great Britain",
    );
    let degrees_east = "between -9 and 3 degrees east (west is negative), within Great Britain";
    check.between(&at("site.longitude"), home.site.longitude, LONGITUDES.0, LONGITUDES.1, degrees_east);
    check.range(&at("welfare_beds"), P::HomeBeds, f64::from(home.welfare_beds));
    check.range(&at("justice_beds"), P::HomeBeds, f64::from(home.justice_beds));
    check.range(&at("either_beds"), P::HomeBeds, f64::from(home.either_beds));
    for (field, month) in [("opens", home.opens), ("closes", home.closes)] {
        if let Some(month) = month {
            check.month(&at(field), month);
        }
    }
    if let (Some(opens), Some(closes)) = (home.opens, home.closes)
        && closes <= opens
    {
        check.report(at("closes"), format!("must be after the home opens ({opens}), but is {closes}"));
    }
    if let Some(outage) = home.outage {
        check.month(&at("outage.from"), outage.from);
        check.range(&at("outage.months"), P::RampUpMonths, outage.months);
    }
    check.range(&at("ramp_up_months"), P::RampUpMonths, home.ramp_up_months);
    check.range(&at("staffed_share"), P::StaffedShare, home.staffed_share);
    check.range(&at("mean_closure_days"), P::MeanClosureDays, home.mean_closure_days);
    check.range(&at("decline_share"), P::DeclineShare, home.decline_share);
    let (youngest, oldest) = (home.accepts.youngest_years, home.accepts.oldest_years);
    for (field, age) in [("accepts.youngest_years", youngest), ("accepts.oldest_years", oldest)] {
        if !AGES.contains(&age) {
            check.report(at(field), format!("must be a whole number between {} and {} years, but is {age}", AGES.start(), AGES.end()));
        }
    }
    if youngest > oldest {
        let message = format!("must not be above the oldest age accepted ({oldest}), but is {youngest}");
        check.report(at("accepts.youngest_years"), message);
    }
}

fn check_unit(check: &mut Checker, unit: &StepDownUnit, homes: &[Home], path: &str) {
    check.name(&format!("{path}.name"), &unit.name);
    if let LinkedHome::Home(id) = &unit.linked_home
        && !homes.iter().any(|home| home.id == *id)
    {
        let shown: String = id.chars().take(60).flat_map(char::escape_debug).collect();
        let hint = match did_you_mean(id, homes.iter().map(|home| home.id.as_str())) {
            Some(other) => format!("did you mean '{other}'?"),
            None if homes.is_empty() => "this option has no homes".to_owned(),
            None => format!("its homes are {}", homes.iter().map(|home| format!("'{}'", home.id)).collect::<Vec<_>>().join(", ")),
        };
        check.report(format!("{path}.linked_home"), format!("is linked to the home '{shown}', which this option does not have; {hint}"));
    }
    check.range(&format!("{path}.places"), ParameterId::StepDownPlaces, f64::from(unit.places));
    check_stay(check, &format!("{path}.stay"), &unit.stay);
    if let WhenFull::StayInSecure { max_days: Some(days) } = unit.when_full {
        check.range(&format!("{path}.when_full.max_days"), ParameterId::StepDownWhenFull, days);
    }
}

fn check_open_facility(check: &mut Checker, facility: &OpenFacility, path: &str) {
    check.range(&format!("{path}.places"), ParameterId::OpenFacilityPlaces, f64::from(facility.places));
    check_stay(check, &format!("{path}.step_down_stay"), &facility.step_down_stay);
    check.range(&format!("{path}.divertible_share"), ParameterId::DivertibleShare, facility.divertible_share);
    check.range(&format!("{path}.prevents_share"), ParameterId::PreventsShare, facility.prevents_share);
    check_stay(check, &format!("{path}.prevention_stay"), &facility.prevention_stay);
}
