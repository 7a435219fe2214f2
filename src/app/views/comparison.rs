//! How do they compare? The options side by side, and two charts of the chosen one.

use egui::{ScrollArea, Ui};

use super::{charts, dim_unless, notices, table};
use crate::app::action::Actions;
use crate::app::state::{AppState, Document};

/// The room of results.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        ui.set_width((ui.available_width() - 8.0).max(table::LEAST_WIDTH));
        let bottom = ui.max_rect().top() + ui.clip_rect().height();
        if document.scenario.options.is_empty() {
            notices::empty_ui(ui, "There is no option to compare", "Add an option to the scenario file; the first is always “As now”.");
            return;
        }
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
