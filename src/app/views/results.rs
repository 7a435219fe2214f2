//! The results: a headline, the options side by side, and two charts of the chosen one.

use egui::{RichText, ScrollArea, Ui};

use super::demand::STREAMS;
use super::{charts, notices, table};
use crate::app::action::{Action, Actions};
use crate::app::findings;
use crate::app::state::{AppState, Document};
use crate::app::theme;
use crate::app::widgets::segmented::segmented;

/// Everything to the right of the form.
pub fn results_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        ui.set_width((ui.available_width() - 8.0).max(table::LEAST_WIDTH));
        let bottom = ui.max_rect().top() + ui.clip_rect().height();
        let progress = heading(ui, state, document, actions);
        notices::problems_ui(ui, document, actions);
        if document.scenario.options.is_empty() {
            notices::empty_ui(ui, "There is no option to compare", "Add an option to the scenario file; the first is always “As now”.");
            return;
        }
        notices::progress_ui(ui, progress);
        let Some(shown) = &state.results.shown else {
            notices::empty_ui(ui, "No answer yet", "Results appear here after the first replications.");
            return;
        };
        let Some(summary) = &shown.summary else { return };
        ui.scope(|ui| {
            dim_unless(ui, state.results.are_for(&document.scenario));
            table::table_ui(
                ui,
                &table::Rows { summary, scenario: &shown.scenario, stream: state.view.stream, chosen: &state.view.option },
                actions,
            );
            ui.add_space(8.0);
            let height = (bottom - ui.cursor().top() - 8.0).max(charts::LEAST_HEIGHT);
            charts::charts_ui(ui, summary, &shown.scenario, &state.view, height);
        });
    });
}

/// Results of other figures than those on the form must not be taken for the answer.
fn dim_unless(ui: &mut Ui, fresh: bool) {
    if !fresh {
        ui.multiply_opacity(0.45);
    }
}

/// The question, the stream, how fresh the answer is, and the headline; gives how far the run has come.
fn heading(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) -> Option<f64> {
    let progress = ui.horizontal(|ui| {
        ui.label(RichText::new("Is this provision enough?").font(theme::bold(22.0)));
        ui.add_space(12.0);
        if let Some(stream) = segmented(ui, "Results for", state.view.stream, &STREAMS) {
            actions.push(Action::ChooseStream(stream));
        }
        ui.add_space(6.0);
        notices::freshness_ui(ui, state, document)
    });
    let headline = state.results.shown.as_ref().and_then(|shown| {
        let summary = shown.summary.as_ref()?;
        let index = summary.options.iter().position(|option| option.id == state.view.option)?;
        findings::headline(summary, index, state.view.stream, &shown.scenario)
    });
    if let Some(headline) = headline {
        ui.scope(|ui| {
            dim_unless(ui, state.results.are_for(&document.scenario));
            ui.add(egui::Label::new(RichText::new(headline).size(if theme::is_low(ui) { 15.0 } else { 17.0 })).wrap());
        });
    }
    progress.inner
}
