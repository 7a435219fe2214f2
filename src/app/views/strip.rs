//! The answer, in sight in every room: a sentence on the chosen option, and how sure it is.

use egui::{ComboBox, RichText, Ui};

use super::{STREAMS, dim_unless, notices};
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Document};
use crate::app::theme;
use crate::app::widgets::segmented::segmented;
use crate::report::findings;

/// The chosen option and stream, the headline, how fresh it is.
pub fn strip_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let progress = ui.horizontal_wrapped(|ui| {
        if let Some(stream) = segmented(ui, "Results for", state.view.stream, &STREAMS) {
            actions.push(Action::ChooseStream(stream));
        }
        option_ui(ui, state, document, actions);
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
            ui.add(egui::Label::new(RichText::new(headline).font(theme::bold(16.0))).wrap());
        });
    }
    notices::progress_ui(ui, progress.inner);
    notices::problems_ui(ui, document, actions);
}

fn option_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let chosen = document.option(&state.view.option).map_or("Choose an option", |(_, option)| option.name.as_str());
    let combo = ComboBox::from_id_salt("option").selected_text(chosen).width(260.0).truncate().show_ui(ui, |ui| {
        for option in &document.scenario.options {
            if ui.selectable_label(option.id == state.view.option, &option.name).clicked() {
                actions.push(Action::ChooseOption(option.id.clone()));
            }
        }
    });
    combo.response.accessible_name("Option looked at");
}
