//! What does it cost? Prices at the left, what they come to at the right. A price is answered at once: the replications that were played
//! are only priced anew.

mod bars;
mod picture;
mod prices;
mod table;

use std::sync::Arc;

use egui::{Button, CentralPanel, Frame, Label, Margin, Panel, RichText, Ui};

use super::demand::note;
use super::{dim_unless, notices};
use crate::analysis::costs::CostAnswer;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::{main_area, side_area};
use crate::model::{ParameterId, Scenario};
use crate::report::costs::{basis, not_counted, option_sentences, verdict};
use crate::store::SHIPPED;

/// The least width in which prices and answer stand side by side.
const LEAST_WIDTH: f32 = 820.0;
/// Most width of the name of an option.
const NAMES: f32 = 272.0;

/// The room of costs.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let Some(scenario) = state.shown_scenario() else { return };
    if scenario.costs.is_none() {
        without_prices_ui(ui, actions);
        return;
    }
    if ui.available_width() < LEAST_WIDTH {
        main_area(ui, |ui| {
            Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| {
                answer_ui(ui, state, document, scenario, actions);
                ui.add_space(16.0);
                prices::prices_ui(ui, state, document, actions);
            });
        });
        return;
    }
    let form = Frame::new().inner_margin(Margin { right: 8, ..Margin::ZERO });
    Panel::left("prices").frame(form).default_size(340.0).size_range(320.0..=480.0).show(ui, |ui| {
        side_area(ui, |ui| {
            Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| prices::prices_ui(ui, state, document, actions));
        });
    });
    CentralPanel::default().frame(Frame::new().inner_margin(Margin { left: 14, ..Margin::ZERO })).show(ui, |ui| {
        main_area(ui, |ui| {
            Frame::new()
                .inner_margin(Margin { right: 14, ..Margin::ZERO })
                .show(ui, |ui| answer_ui(ui, state, document, scenario, actions));
        });
    });
}

fn without_prices_ui(ui: &mut Ui, actions: &mut Actions) {
    let text = "Nothing can be said of costs before the scenario says what things cost and who pays. The prices supplied with the program each \
                name their source, or say that they are assumed and why; every one of them can be changed, and all of it undone.";
    notices::empty_ui(ui, "This scenario has no prices", text);
    ui.add_space(8.0);
    if ui.button("Take the prices supplied").clicked()
        && let Some(edit) = supplied()
    {
        actions.push(Action::Edit { edit, dragging: false });
    }
}

/// The prices supplied with the program, with their sources.
fn supplied() -> Option<Edit> {
    let review = SHIPPED.first()?.load().ok()?.scenario;
    let sources = review.sources.iter().filter(|(id, _)| ParameterId::is_of_costs(**id));
    Some(Edit::Prices(Box::new(review.costs.clone()?), sources.map(|(id, source)| (*id, source.clone())).collect()))
}

fn answer_ui(ui: &mut Ui, state: &AppState, document: &Document, scenario: &Arc<Scenario>, actions: &mut Actions) {
    let fresh = state.results.shown.as_ref().is_some_and(|shown| shown.scenario.run_inputs() == scenario.run_inputs());
    let Some(answer) = state.results.costs.value().and_then(|answer| answer.as_ref().as_ref()) else {
        let text = if document.problems.is_empty() {
            "Costs appear here after the first replications: they are prices times the nights that children spend in each place."
        } else {
            "The figures as they stand cannot be run; what is wrong is told below."
        };
        notices::empty_ui(ui, "No answer yet", text);
        return;
    };
    let chosen = answer.options.iter().position(|option| option.id == state.view.option);
    ui.scope(|ui| {
        dim_unless(ui, fresh);
        if let Some(sentence) = chosen.and_then(|chosen| verdict(answer, chosen)) {
            ui.add(Label::new(RichText::new(sentence).font(theme::bold(17.0))).wrap());
            ui.add_space(4.0);
        }
        note(ui, &not_counted(scenario));
        ui.add_space(8.0);
        table::table_ui(ui, answer, scenario, &state.view.option, actions);
        ui.add_space(14.0);
        bars::bars_ui(ui, answer, scenario, state.view.cost_parts, actions);
        ui.add_space(14.0);
        picture::picture_ui(ui, answer, scenario);
        ui.add_space(14.0);
        if let Some(chosen) = chosen {
            turning_ui(ui, answer, chosen, scenario);
        }
        ui.add_space(8.0);
        let palette = Palette::of(ui);
        ui.add(Label::new(RichText::new(basis(answer, scenario)).size(13.0).color(palette.muted)).wrap());
        ui.add_space(8.0);
    });
}

fn turning_ui(ui: &mut Ui, answer: &CostAnswer, chosen: usize, scenario: &Scenario) {
    ui.label(RichText::new(format!("Where does the answer turn for “{}”?", answer.options[chosen].name)).font(theme::bold(16.0)));
    let sentences = option_sentences(answer, chosen, scenario);
    if chosen == answer.baseline {
        note(ui, "The others are compared with it: choose another option to see at which price the two cost the same.");
    }
    for sentence in sentences {
        ui.horizontal(|ui| {
            ui.label("•");
            ui.add(Label::new(sentence).wrap());
        });
    }
}

/// A button that looks like the name of an option.
fn option_button(ui: &mut Ui, name: &str, chosen: bool) -> egui::Response {
    let font = if chosen { theme::bold(14.0) } else { theme::regular(14.0) };
    let button = Button::new(RichText::new(name).font(font)).frame_when_inactive(false).min_size(egui::vec2(24.0, 26.0)).selected(chosen);
    let response = ui.scope(|ui| {
        // A long name is cut, so that what it costs stays in sight.
        ui.set_max_width(NAMES);
        ui.add(button.truncate())
    });
    let is_cut = response.inner.intrinsic_size().is_some_and(|whole| whole.x > response.inner.rect.width() + 0.5);
    if is_cut { response.inner.on_hover_text(name) } else { response.inner }
}
