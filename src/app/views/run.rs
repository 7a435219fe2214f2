//! How the simulation is run.

use egui::{RichText, Role, Ui, WidgetInfo};

use super::parameter::{Weight, parameter_field};
use super::section;
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Document, PRECISIONS};
use crate::app::theme::{self, Palette};
use crate::app::wording::short_number;
use crate::model::ParameterId as P;

/// How sharp answers are to be.
pub fn precision_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.label(RichText::new("Sharpen until every option is within").font(theme::bold(theme::BODY)));
    ui.horizontal_wrapped(|ui| {
        for share in PRECISIONS {
            let points = format!("±{}", short_number(share * 100.0, 2));
            let response = ui.radio(state.view.precision_share == share, &points);
            let name = format!("Sharpen until every option is within {points} percentage points");
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, state.view.precision_share == share, &name));
            if response.clicked() {
                actions.push(Action::Precision(share));
            }
        }
    });
    let why = "Percentage points of the share of requests placed: half the width of its 95% interval. The scenario’s own replications \
               are run in any case.";
    ui.add(egui::Label::new(RichText::new(why).small().color(palette.muted)).wrap());
}

/// Replications, seed and horizon.
pub fn run_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    section(ui, "How is it simulated?", false);
    for id in [P::Replications, P::Seed, P::HorizonYears, P::WarmUpYears] {
        parameter_field(ui, document, id, Weight::Setting, actions);
    }
}
