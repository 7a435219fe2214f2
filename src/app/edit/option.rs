//! What can be changed in an option.

use super::name_fault;
use crate::model::{Home, LinkedHome, OpenFacility, OptionColour, PlacementRule, ProvisionOption, Scenario, StepDownUnit, WaitingList};

/// A change of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionEdit {
    /// What it is called; refused where another option is called so.
    Name(String),
    /// Why it is here.
    Note(String),
    /// Pounds that building it costs; none: so much a place.
    CapitalPounds(Option<f64>),
    /// Its colour; none: the next of the palette.
    Colour(Option<OptionColour>),
    /// Whether it is left out of comparisons.
    Hidden(bool),
    /// A home as it is to be, in place of the home with its id.
    Home(Box<Home>),
    /// One more home, at a place in the list.
    AddHome(Box<Home>, usize),
    /// One home fewer, by its id; step-down units linked to it go with it.
    RemoveHome(String),
    /// A home, by its id, goes to a place in the list.
    MoveHome(String, usize),
    /// A step-down unit as it is to be, in place of the unit with its id.
    Unit(Box<StepDownUnit>),
    /// One more step-down unit.
    AddUnit(Box<StepDownUnit>),
    /// One step-down unit fewer, by its id.
    RemoveUnit(String),
    /// The open facility as it is to be; none: there is none.
    OpenFacility(Option<Box<OpenFacility>>),
    /// Which home takes a child when several could.
    PlacementRule(PlacementRule),
    /// Whether the homes share one waiting list.
    WaitingList(WaitingList),
}

impl OptionEdit {
    /// Whether the edit keeps names apart.
    pub(super) fn is_permitted(&self, id: &str, scenario: &Scenario) -> bool {
        match self {
            OptionEdit::Name(name) => name_fault(scenario, id, name).is_none(),
            OptionEdit::Home(home) | OptionEdit::AddHome(home, _) => !home.name.trim().is_empty(),
            OptionEdit::Unit(unit) | OptionEdit::AddUnit(unit) => !unit.name.trim().is_empty(),
            _ => true,
        }
    }

    pub(super) fn apply(self, option: &mut ProvisionOption) {
        let homes = &mut option.homes;
        let units = &mut option.step_down_units;
        match self {
            OptionEdit::Name(name) => option.name = name.trim().to_owned(),
            OptionEdit::Note(note) => option.note = note.trim().to_owned(),
            OptionEdit::CapitalPounds(pounds) => option.capital_pounds = pounds,
            OptionEdit::Colour(colour) => option.colour = colour,
            OptionEdit::Hidden(hidden) => option.hidden = hidden,
            OptionEdit::Home(home) => {
                if let Some(old) = homes.iter_mut().find(|old| old.id == home.id) {
                    *old = *home;
                }
            }
            OptionEdit::AddHome(home, at) => {
                if homes.iter().all(|other| other.id != home.id) {
                    homes.insert(at.min(homes.len()), *home);
                }
            }
            OptionEdit::RemoveHome(id) => {
                homes.retain(|home| home.id != id);
                units.retain(|unit| unit.linked_home != LinkedHome::Home(id.clone()));
            }
            OptionEdit::MoveHome(id, to) => {
                if let Some(at) = homes.iter().position(|home| home.id == id) {
                    let home = homes.remove(at);
                    homes.insert(to.min(homes.len()), home);
                }
            }
            OptionEdit::Unit(unit) => {
                if let Some(old) = units.iter_mut().find(|old| old.id == unit.id) {
                    *old = *unit;
                }
            }
            OptionEdit::AddUnit(unit) => {
                if units.iter().all(|other| other.id != unit.id) {
                    units.push(*unit);
                }
            }
            OptionEdit::RemoveUnit(id) => units.retain(|unit| unit.id != id),
            OptionEdit::OpenFacility(facility) => option.open_facility = facility.map(|facility| *facility),
            OptionEdit::PlacementRule(rule) => option.placement_rule = rule,
            OptionEdit::WaitingList(list) => option.waiting_list = list,
        }
    }
}
