//! How the simulation is run.

use egui::{RichText, Role, Ui, WidgetInfo};

use super::parameter::{Weight, parameter_field};
use super::section;
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Document, PRECISIONS};
use crate::app::theme::{self, Palette};
use crate::app::widgets::seek::{beyond, seek};
use crate::app::widgets::term::meant_by;
use crate::app::wording::short_number;
use crate::model::ParameterId as P;

/// How sharp answers are to be.
pub fn precision_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.label(RichText::new("How sharp should answers be?").font(theme::bold(theme::BODY)));
    ui.horizontal_wrapped(|ui| {
        for share in PRECISIONS {
            let points = format!("±{}", short_number(share * 100.0, 2));
            let (word, name) = if share.is_finite() {
                (points.clone(), format!("Sharpen until every option is within {points} percentage points"))
            } else {
                ("As the scenario says".to_owned(), "Run the replications that the scenario says".to_owned())
            };
            let on = state.view.precision_share == share;
            let response = ui.radio(on, word);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &name));
            if response.clicked() {
                actions.push(Action::Precision(share));
            }
        }
    });
    let why = "±: percentage points of the share of requests placed, half the width of its 95% interval, in every option. The scenario’s \
               own replications are run in any case.";
    ui.add(egui::Label::new(RichText::new(why).small().color(palette.muted)).wrap());
    ui.horizontal_wrapped(|ui| {
        meant_by(ui, &["95% interval (±)", "Replication", "Seed", "Common random numbers"]);
    });
}

/// Replications, seed and horizon.
pub fn run_ui(ui: &mut Ui, document: &Document, sought: Option<&str>, actions: &mut Actions) {
    section(ui, "How is it simulated?", false);
    let starts_from_today = document.scenario.today.is_some();
    if starts_from_today {
        ui.label("No warm-up: the run starts from where things stand today (“Where does the run start?” in the room of demand).");
    }
    // A warm-up that should not be there can be put right here.
    let warm_up = !starts_from_today || document.scenario.run.warm_up_years != 0.0;
    for id in [P::Replications, P::Seed, P::HorizonYears].into_iter().chain(warm_up.then_some(P::WarmUpYears)) {
        if seek(ui, beyond(id, sought).is_some(), |ui| parameter_field(ui, document, id, Weight::Setting, actions)) {
            actions.push(Action::Sought);
        }
    }
}
