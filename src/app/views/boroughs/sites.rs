//! Where one or two homes would be near: centres of boroughs, tried in turn.

use egui::{Button, Label, RichText, Ui};

use super::heading;
use crate::analysis::boroughs::siting::sitings;
use crate::app::action::{Action, Actions};
use crate::app::boroughs::Wish;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::views::{pictures, plots};
use crate::app::widgets::segmented::segmented;
use crate::model::geography::BOROUGHS;
use crate::report::boroughs::maps::sites_figure;
use crate::report::boroughs::siting_sentence;
use crate::report::figure::Plot;

/// Sites told in words.
const TOLD: usize = 8;
/// With less width, the list stands below the map.
const WIDE: f32 = 1_080.0;
const MAP_WIDTH: f32 = 620.0;

/// The page of sites. All centres and pairs are tried at once: nothing needs to be played for it.
pub fn sites_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let two = state.view.boroughs.two_homes;
    if let Some(two) = segmented(ui, "Homes to be sited", two, &[(false, "One home"), (true, "Two homes")]) {
        actions.push(Action::Boroughs(Wish::TwoHomes(two)));
    }
    ui.add_space(4.0);
    let weights: Vec<f64> = BOROUGHS.iter().map(|borough| borough.population_10_17).collect();
    let road_factor = document.scenario.elsewhere.road_factor;
    let found = sitings(&weights, road_factor, two);
    let mut own: Vec<usize> = state.view.boroughs.sites.into_iter().flatten().collect();
    own.sort_unstable();
    let rank = found.iter().position(|siting| siting.sites == own).unwrap_or(0);
    let Some(shown) = found.get(rank) else { return };
    ui.add(Label::new(RichText::new(siting_sentence(shown)).font(theme::bold(theme::HEADING))).wrap());
    let of = if two { "pairs of boroughs" } else { "boroughs" };
    let place = match rank {
        0 => format!("No other of the {} {of} is nearer on average.", found.len()),
        _ => format!("In order of nearness it is number {} of {} {of}.", rank + 1, found.len()),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(place);
        if rank > 0 && ui.link("Back to the nearest").clicked() {
            actions.push(Action::Boroughs(Wish::Sites([None; 2])));
        }
    });
    let note = "By children aged 10 to 17 (mid-2019) in each borough, from centre to centre, by road. No site is known to be available: \
                every place shown is illustrative. Press a square to put a home there.";
    ui.add(Label::new(RichText::new(note).small().color(Palette::of(ui).muted)).wrap());
    ui.add_space(6.0);
    let list = |ui: &mut Ui, actions: &mut Actions| {
        heading(ui, "Which are the nearest?");
        for (index, siting) in found.iter().enumerate().take(TOLD) {
            let width = ui.available_width();
            let button = Button::selectable(index == rank, siting_sentence(siting)).wrap().min_size(egui::vec2(width, 26.0));
            if ui.add(button).on_hover_text("Show it on the map").clicked() {
                let site = |at: usize| siting.sites.get(at).copied();
                actions.push(Action::Boroughs(Wish::Sites([site(0), site(1)])));
            }
        }
    };
    let map = |ui: &mut Ui, actions: &mut Actions| {
        let (top, title) = (ui.cursor().top(), "How far would it be from each borough?");
        heading(ui, title);
        let drawn = ui.cursor().top();
        let figure = sites_figure(&document.scenario, shown);
        let Plot::Squares(squares) = &figure.figure.plot else { return };
        let (said, colour) = (siting_sentence(shown), Palette::of(ui).welfare);
        let is_here = |index: usize| shown.sites.contains(&index);
        let responses = plots::squares_ui(ui, squares, colour, &said, |index| Some(is_here(index)));
        for (index, response) in responses.iter().enumerate() {
            if response.clicked() && !is_here(index) {
                // The home that was put there last stays; the other moves.
                let other = state.view.boroughs.sites[1].or(shown.sites.get(1).copied()).filter(|_| two);
                actions.push(Action::Boroughs(Wish::Sites(if two { [other, Some(index)] } else { [Some(index), None] })));
            }
        }
        pictures::offer_figure(ui, [top, drawn], title, figure);
    };
    if ui.available_width() >= WIDE {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(MAP_WIDTH);
                map(ui, actions);
            });
            ui.add_space(16.0);
            ui.vertical(|ui| list(ui, actions));
        });
    } else {
        map(ui, actions);
        list(ui, actions);
    }
}
