//! Edits: everything the window can change in a scenario.

use crate::model::demand::AGES;
use crate::model::{
    BedKind, BoroughMix, Offers, ParameterId, Patience, PlacementRule, ProvisionOption, Scenario, StayFamily, Stream, WaitingList,
    YearMonth,
};

use super::wording;

/// A change of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A figure of the catalogue.
    Parameter(ParameterId, f64),
    /// How long a request waits before it is withdrawn.
    Patience(Stream, Patience),
    /// The shape of the length of stay.
    StayFamily(Stream, StayFamily),
    /// The weight of a month, by its place in the year from 0.
    MonthWeight(Stream, usize, f64),
    /// The weight of an age, by its place from the youngest, 0.
    AgeWeight(Stream, usize, f64),
    /// How requests are spread over the boroughs.
    BoroughMix(BoroughMix),
    /// The weight of a borough by its name, where the weights are known.
    BoroughWeight(String, f64),
    /// Places that the rest of the country offers.
    Offers(Stream, Offers),
    /// Whether children under 14 go first on the waiting list.
    PriorityUnder14(bool),
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
            Edit::MonthWeight(stream, month, _) => {
                format!("weight of {}, {}", wording::MONTHS.get(*month).unwrap_or(&"a month"), stream.label().to_lowercase())
            }
            Edit::AgeWeight(stream, index, _) => {
                format!("weight of age {}, {}", usize::from(*AGES.start()) + index, stream.label().to_lowercase())
            }
            Edit::BoroughMix(_) => "spread over boroughs".to_owned(),
            Edit::BoroughWeight(name, _) => format!("weight of {name}"),
            Edit::Offers(stream, _) => format!("offers from elsewhere, {}", stream.label().to_lowercase()),
            Edit::PriorityUnder14(_) => "under-14s first".to_owned(),
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
            Edit::MonthWeight(stream, month, weight) => {
                if let Some(month) = scenario.demand.stream_mut(stream).seasonality.get_mut(month) {
                    *month = weight;
                }
            }
            Edit::AgeWeight(stream, index, weight) => {
                if let Some(age) = scenario.demand.stream_mut(stream).age_weights.get_mut(index) {
                    *age = weight;
                }
            }
            Edit::BoroughMix(mix) => scenario.demand.borough_mix = mix,
            Edit::BoroughWeight(name, weight) => {
                if let BoroughMix::Known(weights) = &mut scenario.demand.borough_mix {
                    weights.insert(name, weight);
                }
            }
            Edit::Offers(stream, offers) => *scenario.elsewhere.offers_mut(stream) = offers,
            Edit::PriorityUnder14(first) => scenario.pathway.priority_under_14 = first,
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
