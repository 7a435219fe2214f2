//! The 33 authorities as squares, coloured and numbered by the chosen figure.

use egui::{RichText, Ui};

use super::{Subject, look};
use crate::analysis::boroughs::release::hidden;
use crate::app::action::{Action, Actions};
use crate::app::boroughs::{MapFigure, Wish};
use crate::app::state::AppState;
use crate::app::theme::Palette;
use crate::app::views::{pictures, plots};
use crate::app::widgets::segmented::segmented;
use crate::report::boroughs::maps::{ends_sentence, map, map_figure};

const FIGURES: [(MapFigure, &str); 5] = [
    (MapFigure::BadYear, "Bad year"),
    (MapFigure::BadYearAsNow, "Bad year as now"),
    (MapFigure::Change, "Change"),
    (MapFigure::Requests, "Requests"),
    (MapFigure::Miles, "Miles"),
];

/// The map with its chooser.
pub fn map_ui(ui: &mut Ui, state: &AppState, subject: &Subject<'_>, actions: &mut Actions) {
    let (Some(needs), Some(bills)) = (&subject.found.needs, &subject.found.bills) else { return };
    let top = ui.cursor().top();
    let figure = state.view.boroughs.figure;
    if let Some(figure) = segmented(ui, "The squares show", figure, &FIGURES) {
        actions.push(Action::Boroughs(Wish::Figure(figure)));
    }
    ui.add_space(4.0);
    let squares = map(figure, bills, needs);
    let (drawn, said) = (ui.cursor().top(), ends_sentence(&squares).unwrap_or_default());
    let colour = Palette::of(ui).welfare;
    let responses = plots::squares_ui(ui, &squares, colour, &said, |index| Some(subject.chosen == Some(index)));
    for (index, response) in responses.iter().enumerate() {
        if response.clicked() {
            actions.push(look(index));
        }
    }
    // What rests on few observed requests is seen by whoever has the file, and goes no further.
    let hidden = hidden(&subject.found.scenario.demand);
    if hidden.contains(&true) {
        not_offered_ui(ui);
        return;
    }
    let shown = FIGURES.iter().find(|(other, _)| *other == figure).map_or("", |(_, label)| label);
    let title = format!("{shown}, borough by borough, with “{}”", subject.option.name);
    let (scenario, futures) = (&subject.found.scenario, u32::try_from(subject.found.futures).unwrap_or(u32::MAX));
    if let Some(drawn_from) = map_figure(scenario, subject.option, figure, (needs, bills), &hidden, futures) {
        pictures::offer_figure(ui, [top, drawn], &title, drawn_from);
    }
}

/// Why a map has no menu by which it could leave the window.
pub fn not_offered_ui(ui: &mut Ui) {
    let why = "Numbers of few children are behind this map, so it is not offered as a picture.";
    ui.add(egui::Label::new(RichText::new(why).size(13.0).color(Palette::of(ui).muted)).wrap());
}
