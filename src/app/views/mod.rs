//! What is on screen: a file each, read from top to bottom like the screen. Views read the state and wish; they change nothing.

mod bars;
mod beds;
mod boroughs;
mod changes;
mod charts;
mod comparison;
mod cost;
mod criteria;
mod demand;
mod differences;
mod drivers;
mod evidence;
mod experience;
mod files;
mod flow;
mod mark;
mod navigation;
mod notices;
mod options;
mod overlays;
mod pack;
mod pages;
mod parameter;
mod pictures;
mod plots;
mod presenter;
mod register;
mod register_entry;
mod repair;
mod run;
mod selftest;
mod strip;
mod study;
mod table_preview;
mod told;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::action::{Action, Actions};
use super::compare::CompareWish;
use super::state::{AppState, Document, Room};
use super::theme::Palette;
use super::widgets::describe::describe;
use super::wording::number;
use crate::model::Stream;

pub use files::{OPEN, SAVE, SAVE_AS, dropped_files};

/// Draws a room.
pub type RoomUi = fn(&mut Ui, &AppState, &Document, &mut Actions);

/// The rooms that can be gone to, in the order of the navigation.
pub const ROOMS: &[(Room, RoomUi)] = &[
    (Room::Evidence, evidence::room_ui),
    (Room::Demand, demand::room_ui),
    (Room::Options, options::room_ui),
    (Room::Comparison, comparison::room_ui),
    (Room::Experience, experience::room_ui),
    (Room::Beds, beds::room_ui),
    (Room::Costs, cost::room_ui),
    (Room::Criteria, criteria::room_ui),
    (Room::Boroughs, boroughs::room_ui),
    (Room::Drivers, drivers::room_ui),
];

/// The streams that can be looked at.
const STREAMS: [(Stream, &str); 2] = [(Stream::Welfare, "Welfare"), (Stream::Justice, "Justice")];

/// The least height in which the line below has a place.
const TALL: f32 = 480.0;

/// The whole window.
pub fn window_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    match &state.document {
        Ok(document) if state.view.presenting => presenter::presenter_ui(ui, state, document, actions),
        _ => rooms_ui(ui, state, actions),
    }
    pictures::menus_ui(ui, state, actions);
    overlays::overlay_ui(ui, state, actions);
    told::told_ui(ui.ctx(), &state.files, actions);
    files::question_ui(ui, state, actions);
    files::hover_ui(ui.ctx());
}

fn rooms_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let tall = ui.available_height() >= TALL;
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, if tall { 8 } else { 2 }));
    Panel::top("bar").frame(bar).show(ui, |ui| bars::top_ui(ui, state, actions));
    if tall {
        Panel::bottom("status").frame(bar.inner_margin(Margin::symmetric(16, 4))).show(ui, |ui| bars::status_ui(ui, state));
    }
    let page = Frame::new().inner_margin(Margin { left: 20, right: 12, top: if tall { 10 } else { 4 }, bottom: if tall { 6 } else { 2 } });
    match &state.document {
        Err(fault) => {
            CentralPanel::default().frame(page).show(ui, |ui| notices::not_opened_ui(ui, fault, actions));
        }
        Ok(document) => {
            let rooms = bar.inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 0 });
            Panel::top("rooms").frame(rooms).show(ui, |ui| navigation::navigation_ui(ui, state, actions));
            if !files::is_quiet(state) {
                let banners = page.inner_margin(Margin { left: 20, right: 20, top: 8, bottom: 0 });
                Panel::top("files").frame(banners).show_separator_line(false).show(ui, |ui| files::banners_ui(ui, state, actions));
            }
            if let Some(shown) = state.files.page {
                CentralPanel::default().frame(page).show(ui, |ui| pages::page_ui(ui, shown, state, document, actions));
                return;
            }
            let strip = page.inner_margin(Margin { left: 20, right: 20, top: if tall { 10 } else { 4 }, bottom: 2 });
            Panel::top("answer").frame(strip).show_separator_line(false).show(ui, |ui| {
                if state.view.before {
                    notices::before_ui(ui, actions);
                }
                strip::strip_ui(ui, state, document, actions);
            });
            if !document.problems.is_empty() {
                // Beneath the room, so that the field at fault stays where it is.
                Panel::bottom("problems")
                    .frame(strip)
                    .show_separator_line(false)
                    .show(ui, |ui| notices::problems_ui(ui, state, document, actions));
            }
            CentralPanel::default().frame(page).show(ui, |ui| {
                if let Some((room, room_ui)) = ROOMS.iter().find(|(room, _)| *room == state.view.room) {
                    // What is shown as it was opened cannot be changed.
                    if state.view.before && matches!(room, Room::Demand | Room::Options | Room::Costs | Room::Criteria) {
                        ui.disable();
                    }
                    ui.push_id(room, |ui| room_ui(ui, state, document, actions));
                }
            });
        }
    }
}

/// The choice of the value before the changes beside the present one, wherever there are changes and the answer before them is known.
fn beside_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let Some(before) = state.before() else { return };
    let mut beside = state.view.compare.beside;
    let response = ui.checkbox(&mut beside, "Before beside now");
    let tip = format!(
        "Each value as it was before your changes, in {} possible futures, beside the present one. B shows the window as it was before.",
        number(f64::from(before.done), 0)
    );
    if describe(ui, response, &tip).changed() {
        actions.push(Action::Compare(CompareWish::Beside(beside)));
    }
}

/// Results of other figures than those on screen must not be taken for the answer.
fn dim_unless(ui: &mut Ui, fresh: bool) {
    if !fresh {
        ui.multiply_opacity(0.45);
    }
}

/// A heading of a form, with a line above.
fn section(ui: &mut Ui, question: &str, first: bool) {
    if !first {
        ui.add_space(10.0);
        ui.separator();
        ui.add_space(6.0);
    }
    ui.heading(question);
    ui.add_space(6.0);
}
