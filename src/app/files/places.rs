//! Where in the window a field of the file can be changed: the form to which what is said of it leads.

use super::Page;
use crate::app::criteria;
use crate::app::drivers;
use crate::app::state::{AppState, Room};
use crate::model::{CostFigure, CostGroup, ParameterId, Stream};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a room.
    Room(Room),
    /// On a page.
    Page(Page),
    /// The run's settings, which are under the answer in every room.
    Strip,
}

/// Where the field at a path can be changed; nothing: only in the file.
pub fn place_of(state: &AppState, path: &str) -> Option<Place> {
    let Ok(document) = &state.document else { return None };
    let scenario = &document.scenario;
    let segments: Vec<&str> = path.split('.').collect();
    match segments.as_slice() {
        ["options"] => Some(Place::Room(Room::Options)),
        // Ids are what other fields call a thing by, and the first option is what there is today: neither is changed in the window.
        ["options", .., "id"] => None,
        ["options", option, rest @ ..] => {
            document.option(option).filter(|(at, _)| *at > 0)?;
            Some(Place::Room(if rest == ["capital_pounds"] { Room::Costs } else { Room::Options }))
        }
        ["register" | "assurance", ..] => Some(Place::Page(Page::Register)),
        ["name" | "description" | "note"] => Some(Place::Page(Page::About)),
        ["run", ..] => Some(Place::Strip),
        ["costs", "price_year"] => Some(Place::Room(Room::Costs)),
        ["costs", "figures", figure, _] => {
            let figures = &scenario.costs.as_ref()?.figures;
            CostFigure::ALL.iter().any(|id| format!("{id:?}") == *figure && figures.contains_key(id)).then_some(Place::Room(Room::Costs))
        }
        ["costs", "paid_by", group, ..] => {
            let paid_by = &scenario.costs.as_ref()?.paid_by;
            CostGroup::ALL.iter().any(|id| format!("{id:?}") == *group && paid_by.contains_key(id)).then_some(Place::Room(Room::Costs))
        }
        ["ranges", name, rest @ ..] => {
            let is_there = parameter(name).is_some_and(|id| scenario.ranges.contains_key(&id));
            (is_there && rest.first() != Some(&"source")).then_some(Place::Room(Room::Drivers))
        }
        // The criteria are judged with the options' results in view, and not while they are locked.
        ["appraisal", "scales" | "members" | "gates" | "overlaps" | "scores", ..] => {
            let is_open = state.results.criteria.value().is_some() && scenario.appraisal.lock.is_none();
            is_open.then_some(Place::Room(Room::Criteria))
        }
        ["membership", ..] => state.results.bills.is_some().then_some(Place::Room(Room::Boroughs)),
        ["demand" | "elsewhere" | "pathway" | "today", ..] => Some(Place::Room(Room::Demand)),
        _ => None,
    }
}

/// The row of the catalogue that a file calls so.
pub fn parameter(name: &str) -> Option<ParameterId> {
    ParameterId::all().find(|id| format!("{id:?}") == name)
}

/// Goes where a field can be changed.
pub fn go_to(state: &mut AppState, path: &str) {
    let Some(place) = place_of(state, path) else { return };
    let segments: Vec<&str> = path.split('.').collect();
    state.files.page = None;
    match place {
        Place::Room(room) => state.view.room = room,
        Place::Page(page) => state.files.page = Some(page),
        Place::Strip => {}
    }
    match segments.as_slice() {
        ["options", option, ..] => state.view.option = (*option).to_owned(),
        ["register", name, ..] => {
            let register = &mut state.files.register;
            *register = super::pages::RegisterView { chosen: parameter(name), ..Default::default() };
        }
        ["ranges", ..] => state.view.drivers.page = drivers::Page::Ranges,
        ["appraisal", "members", member, ..] => {
            let at = member.strip_prefix('#').and_then(|number| number.parse::<usize>().ok()?.checked_sub(1));
            let members = state.document.as_ref().ok().map(|document| &document.scenario.appraisal.members);
            if let Some(member) = members.and_then(|members| members.get(at?)) {
                let role = member.role.clone();
                state.view.criteria.grant(criteria::Wish::Member(role));
            }
        }
        ["demand", stream, ..] => {
            let stream = Stream::ALL.into_iter().find(|other| other.key() == *stream);
            state.view.figures_for = stream.unwrap_or(state.view.figures_for);
            state.view.find.clear();
        }
        ["elsewhere" | "pathway" | "today", ..] => state.view.find.clear(),
        _ => {}
    }
    state.view.sought = Some(path.to_owned());
}
