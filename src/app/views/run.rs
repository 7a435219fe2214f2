//! Rules that hold in every option, and how the simulation is run.

use egui::{CollapsingHeader, RichText, Role, Ui, WidgetInfo};

use super::parameter::{Weight, parameter_field};
use super::section;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::{AppState, Document, PRECISIONS};
use crate::app::theme::{self, Palette};
use crate::app::widgets::source_badge::source_badge;
use crate::app::widgets::term::term;
use crate::app::wording::{month, short_number};
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
        ui.label(RichText::new("What is meant by").small().color(palette.muted));
        for word in ["Interval (±)", "Replication", "Seed", "Common random numbers"] {
            term(ui, word);
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
