//! Where in the window a field of the file can be changed: the form to which what is said of it leads.

use super::Page;
use crate::app::boroughs;
use crate::app::criteria;
use crate::app::drivers;
use crate::app::state::{AppState, Room};
use crate::model::appraisal::Basis;
use crate::model::{CostFigure, CostGroup, Criterion, ParameterId, Scenario, Stream};

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
        ["appraisal", part, rest @ ..] => is_judged_here(scenario, part, rest).then_some(Place::Room(Room::Criteria)),
        ["membership", "source", ..] => None,
        ["membership", ..] => (!scenario.options.is_empty()).then_some(Place::Room(Room::Boroughs)),
        ["demand" | "elsewhere" | "pathway" | "today", ..] => Some(Place::Room(Room::Demand)),
        _ => None,
    }
}

/// Whether the room of the criteria has a form for a field of the appraisal.
fn is_judged_here(scenario: &Scenario, part: &str, rest: &[&str]) -> bool {
    let appraisal = &scenario.appraisal;
    // What is locked can be opened again, whatever is wrong in it.
    if appraisal.lock.is_some() {
        return part != "log";
    }
    let named = |name: &str| Criterion::ALL.into_iter().find(|criterion| format!("{criterion:?}") == name);
    let has_scale = |name: &str| named(name).and_then(|criterion| appraisal.scale(criterion));
    let is_shown = |id: &str| scenario.option(id).is_some_and(|option| !option.hidden);
    match (part, rest) {
        ("scales", [criterion, ..]) => named(criterion).is_some(),
        // A score is given where its criterion is judged, of an option that is there, between ends that are known.
        ("scores", [option, criterion, ..]) => is_shown(option) && has_scale(criterion).is_some_and(|scale| scale.basis == Basis::Judged),
        ("members", [_, "weights", criterion, ..]) => has_scale(criterion).is_some(),
        ("members", [_, "role"]) | ("gates", [_, "name"]) => true,
        ("gates", [_, "results", option, ..]) => is_shown(option),
        ("overlaps", _) => true,
        _ => false,
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
        ["membership", ..] => state.view.boroughs.page = boroughs::Page::Bills,
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
    // What is locked is opened again first.
    let is_locked = state.document.as_ref().is_ok_and(|document| document.scenario.appraisal.lock.is_some());
    let path = if is_locked && path.starts_with("appraisal.") { "appraisal.lock" } else { path };
    state.view.sought = Some(path.to_owned());
}
