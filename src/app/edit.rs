//! Edits: everything the window can change in a scenario.

use crate::model::{BedKind, ParameterId, Patience, PlacementRule, ProvisionOption, Scenario, StayFamily, Stream, WaitingList, YearMonth};

/// A change of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A figure of the catalogue.
    Parameter(ParameterId, f64),
    /// How long a request waits before it is withdrawn.
    Patience(Stream, Patience),
    /// The shape of the length of stay.
    StayFamily(Stream, StayFamily),
    /// The first month without offers from Scotland.
    ScottishOffersEnd(Option<YearMonth>),
    /// Something of an option, by its id.
    Option(String, OptionEdit),
}

/// A change of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionEdit {
    /// Beds of a home, by its id.
    Beds(String, BedKind, u32),
    /// The month in which a home opens, by its id; none: open throughout.
    Opens(String, Option<YearMonth>),
    /// Places of a step-down unit, by its id.
    StepDownPlaces(String, u32),
    /// Places of the open facility.
    OpenFacilityPlaces(u32),
    /// Which home takes a child when several could.
    PlacementRule(PlacementRule),
    /// Whether the homes share one waiting list.
    WaitingList(WaitingList),
}

impl Edit {
    /// What the edit is called under *Undo*.
    pub fn label(&self) -> String {
        match self {
            Edit::Parameter(id, _) => {
                let label = id.spec().label.to_lowercase();
                id.stream().map_or_else(|| label.clone(), |stream| format!("{label}, {}", stream.label().to_lowercase()))
            }
            Edit::Patience(stream, _) => format!("patience, {}", stream.label().to_lowercase()),
            Edit::StayFamily(stream, _) => format!("shape of length of stay, {}", stream.label().to_lowercase()),
            Edit::ScottishOffersEnd(_) => "end of Scottish offers".to_owned(),
            Edit::Option(_, edit) => match edit {
                OptionEdit::Beds(_, kind, _) => format!("{} beds", kind.key()),
                OptionEdit::Opens(..) => "opening month".to_owned(),
                OptionEdit::StepDownPlaces(..) => "step-down places".to_owned(),
                OptionEdit::OpenFacilityPlaces(_) => "open facility places".to_owned(),
                OptionEdit::PlacementRule(_) => "placement rule".to_owned(),
                OptionEdit::WaitingList(_) => "waiting list".to_owned(),
            },
        }
    }

    /// Makes the change. An edit of something that is not there changes nothing, and so does an edit of the first option, *as now*,
    /// which every other option is compared with.
    pub fn apply(self, scenario: &mut Scenario) {
        match self {
            Edit::Parameter(id, value) => {
                id.set(scenario, value);
            }
            Edit::Patience(stream, patience) => scenario.demand.stream_mut(stream).patience = patience,
            Edit::StayFamily(stream, family) => scenario.demand.stream_mut(stream).length_of_stay.family = family,
            Edit::ScottishOffersEnd(month) => scenario.elsewhere.scottish_offers_end = month,
            Edit::Option(id, edit) => {
                if let Some(option) = scenario.options.iter_mut().skip(1).find(|option| option.id == id) {
                    edit.apply(option);
                }
            }
        }
    }
}

impl OptionEdit {
    fn apply(self, option: &mut ProvisionOption) {
        match self {
            OptionEdit::Beds(home, kind, beds) => {
                if let Some(home) = option.homes.iter_mut().find(|candidate| candidate.id == home) {
                    match kind {
                        BedKind::Welfare => home.welfare_beds = beds,
                        BedKind::Justice => home.justice_beds = beds,
                        BedKind::Either => home.either_beds = beds,
                    }
                }
            }
            OptionEdit::Opens(home, month) => {
                if let Some(home) = option.homes.iter_mut().find(|candidate| candidate.id == home) {
                    home.opens = month;
                }
            }
            OptionEdit::StepDownPlaces(unit, places) => {
                if let Some(unit) = option.step_down_units.iter_mut().find(|candidate| candidate.id == unit) {
                    unit.places = places;
                }
            }
            OptionEdit::OpenFacilityPlaces(places) => {
                if let Some(facility) = &mut option.open_facility {
                    facility.places = places;
                }
            }
            OptionEdit::PlacementRule(rule) => option.placement_rule = rule,
            OptionEdit::WaitingList(list) => option.waiting_list = list,
        }
    }
}
