//! What all options, or all homes or units of all options, have in common.

use crate::model::{Home, LengthOfStay, OpenFacility, ParameterId, Scenario, Sexes, StepDownUnit, WhenFull};
use crate::report::wording::{month, percent, short_number};

/// A figure of the options in words where it is the same wherever it stands; none where it differs or stands nowhere.
pub fn value(id: ParameterId, scenario: &Scenario) -> Option<String> {
    use ParameterId as P;
    let options = || scenario.options.iter();
    let of_homes = |word: fn(&Home) -> String| same(options().flat_map(|option| &option.homes).map(word));
    let of_units = |word: fn(&StepDownUnit) -> String| same(options().flat_map(|option| &option.step_down_units).map(word));
    let of_facilities = |word: fn(&OpenFacility) -> String| same(options().filter_map(|option| option.open_facility.as_ref()).map(word));
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    match id {
        P::WaitingList => same(options().map(|option| option.waiting_list.label().to_owned())),
        P::PlacementRule => same(options().map(|option| option.placement_rule.label().to_owned())),
        P::HomeOpens => of_homes(|home| home.opens.map_or_else(|| "open throughout".to_owned(), month)),
        P::HomeCloses => of_homes(|home| home.closes.map_or_else(|| "never".to_owned(), month)),
        P::RampUpMonths => of_homes(|home| format!("{} months", short_number(home.ramp_up_months, 1))),
        P::StaffedShare => of_homes(|home| percent(home.staffed_share)),
        P::MeanClosureDays => of_homes(|home| format!("{} days", short_number(home.mean_closure_days, 1))),
        P::DeclineShare => of_homes(|home| percent(home.decline_share)),
        P::HomeAccepts => of_homes(|home| {
            let sexes = match home.accepts.sexes {
                Sexes::Both => "girls and boys",
                Sexes::Girls => "girls",
                Sexes::Boys => "boys",
            };
            format!("{sexes} aged {} to {}", home.accepts.youngest_years, home.accepts.oldest_years)
        }),
        P::StepDownPlaces => of_units(|unit| format!("{} in each unit", unit.places)),
        P::StepDownStay => of_units(|unit| stay(&unit.stay)),
        P::StepDownFromElsewhere => same(options().flat_map(|option| &option.step_down_units).map(|unit| yes(unit.accepts_from_elsewhere))),
        P::StepDownWhenFull => of_units(|unit| match unit.when_full {
            WhenFull::LeaveDirect => "children leave directly".to_owned(),
            WhenFull::StayInSecure { max_days: None } => "children stay in their secure bed".to_owned(),
            WhenFull::StayInSecure { max_days: Some(days) } => {
                format!("children stay in their secure bed, {} days at most", short_number(days, 1))
            }
        }),
        P::OpenFacilityPlaces => of_facilities(|facility| facility.places.to_string()),
        P::OpenFacilityStepDownStay => of_facilities(|facility| stay(&facility.step_down_stay)),
        P::DivertibleShare => of_facilities(|facility| percent(facility.divertible_share)),
        P::PreventsShare => of_facilities(|facility| percent(facility.prevents_share)),
        P::PreventionStay => of_facilities(|facility| stay(&facility.prevention_stay)),
        _ => None,
    }
}

/// The one word that all are; none where two differ or there is none.
fn same(mut words: impl Iterator<Item = String>) -> Option<String> {
    let first = words.next()?;
    words.all(|word| word == first).then_some(first)
}

fn stay(stay: &LengthOfStay) -> String {
    let (mean, cv) = (short_number(stay.mean_days, 1), short_number(stay.cv, 2));
    format!("{}, mean {mean} days, spread {cv} × mean", stay.family.label())
}
