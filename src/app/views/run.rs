//! How the simulation is run.

use egui::Ui;

use super::parameter::{Weight, parameter_field};
use super::section;
use crate::app::action::Actions;
use crate::app::state::Document;
use crate::model::ParameterId as P;

/// Replications, seed and horizon.
pub fn run_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    section(ui, "How is it simulated?", false);
    for id in [P::Replications, P::Seed, P::HorizonYears, P::WarmUpYears] {
        parameter_field(ui, document, id, Weight::Setting, actions);
    }
}
