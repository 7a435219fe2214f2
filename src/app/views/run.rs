//! Rules that hold in every option, and how the simulation is run.

use egui::{CollapsingHeader, Ui};

use super::parameter::{Weight, parameter_field};
use super::section;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::widgets::source_badge::source_badge;
use crate::app::wording::month;
use crate::model::ParameterId as P;

const REST: [P; 6] = [P::ScottishOfferShare, P::CompetingRequests, P::RoadFactor, P::RivalGroups, P::ConflictProbability, P::BespokeShare];

/// The rest of the country and rules that hold in every option.
pub fn rest_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    ui.add_space(6.0);
    CollapsingHeader::new("The rest of the country").show_unindented(ui, |ui| {
        ui.add_space(6.0);
        for id in REST {
            parameter_field(ui, document, id, Weight::Other, actions);
        }
        let end = document.scenario.elsewhere.scottish_offers_end;
        let opened = document.opened.elsewhere.scottish_offers_end;
        if let Some(last) = end.or(opened) {
            let mut ends = end.is_some();
            if ui.checkbox(&mut ends, format!("Scottish offers end in {}", month(last))).changed() {
                actions.push(Action::Edit { edit: Edit::ScottishOffersEnd(ends.then_some(last)), dragging: false });
            }
            let before = (end != opened).then(|| opened.map_or_else(|| "no end".to_owned(), month));
            let source = document.scenario.sources.get(&P::ScottishOffersEnd);
            ui.horizontal(|ui| source_badge(ui, P::ScottishOffersEnd.spec().label, source, before.as_deref()));
        }
    });
}

/// Replications, seed and horizon.
pub fn run_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    section(ui, "How is it simulated?", false);
    for id in [P::Replications, P::Seed, P::HorizonYears, P::WarmUpYears] {
        parameter_field(ui, document, id, Weight::Setting, actions);
    }
}
