//! How many children need a place, for how long, and what the rest of the country offers them.

use egui::{CollapsingHeader, ComboBox, RichText, ScrollArea, Ui};

use super::parameter::{Weight, parameter_field};
use super::{run, section};
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::source_badge::source_badge;
use crate::app::widgets::spread::spread;
use crate::app::wording::{capital, short_number};
use crate::model::{Offers, ParameterId as P, Patience, StayFamily, Stream, calibration};
use crate::report::findings::word;

const MAIN: [fn(Stream) -> P; 4] = [P::RequestsPerYear, P::LengthOfStayMeanDays, P::NotProceedingShare, P::OffersPerYear];

const OTHERS: [fn(Stream) -> P; 17] = [
    P::LengthOfStayCv,
    P::LengthOfStayMinimumDays,
    P::NotProceedingDays,
    P::AnnualGrowth,
    P::BetweenYearCv,
    P::LatentRequestsPerYear,
    P::UnsuitableForLondonShare,
    P::StepDownNeedShare,
    P::FemaleShare,
    P::GangAffiliatedShareBoys,
    P::GangAffiliatedShareGirls,
    P::IntensiveSupportShare,
    P::BedsClosedEach,
    P::RepeatShareDirect,
    P::RepeatShareAfterStepDown,
    P::RepeatDays,
    P::Patience,
];

/// The room of demand.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(520.0));
        demand_ui(ui, document, state.view.stream, actions);
        run::rest_ui(ui, document, actions);
    });
}

/// Demand of a stream.
fn demand_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    section(ui, &format!("{} requests", capital(word(stream))), true);
    ui.push_id(stream, |ui| {
        for id in MAIN {
            parameter_field(ui, document, id(stream), Weight::Main, actions);
        }
        if document.scenario.elsewhere.offers(stream) == Offers::Unlimited {
            stated(ui, document, P::OffersPerYear(stream), "all that is needed");
        }
        patience_ui(ui, document, stream, actions);
        let title = format!("More {} figures", word(stream));
        CollapsingHeader::new(title).show_unindented(ui, |ui| {
            ui.add_space(6.0);
            family_ui(ui, document, stream, actions);
            for id in OTHERS {
                parameter_field(ui, document, id(stream), Weight::Other, actions);
            }
        });
    });
}

/// A figure that is said, not edited.
fn stated(ui: &mut Ui, document: &Document, id: P, value: &str) {
    let spec = id.spec();
    line(ui, spec.label, spec.help, value);
    ui.horizontal(|ui| source_badge(ui, spec.label, document.scenario.sources.get(&id), None));
    ui.add_space(4.0);
}

fn line(ui: &mut Ui, label: &str, help: &str, value: &str) {
    let value = RichText::new(value).font(theme::bold(theme::BODY));
    spread(
        ui,
        |ui| ui.label(value),
        |ui| {
            ui.add(egui::Label::new(label).wrap()).on_hover_text(help);
        },
    );
}

fn patience_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let scenario = &document.scenario;
    let spec = P::Patience(stream).spec();
    let Patience::Solved { open_requests } = scenario.demand.stream(stream).patience else {
        if scenario.demand.stream(stream).patience == Patience::Unlimited {
            stated(ui, document, P::Patience(stream), "no limit");
        }
        return;
    };
    let solved = calibration::patience_days(scenario.demand.stream(stream), &scenario.elsewhere, stream);
    let value = match &solved {
        Ok(Some(days)) => format!("{} days", short_number(*days, 0)),
        _ => "no solution".to_owned(),
    };
    line(ui, spec.label, spec.help, &value);
    let palette = Palette::of(ui);
    let why = match &solved {
        Ok(_) => format!("Solved, not typed: “As now” then keeps {} requests open on an average day.", short_number(open_requests, 1)),
        Err(error) => format!("{}.", capital(&error.to_string())),
    };
    ui.add(egui::Label::new(RichText::new(why).size(13.0).color(palette.muted)).wrap());
    ui.add_space(4.0);
    let opened = match document.opened.demand.stream(stream).patience {
        Patience::Solved { open_requests } => Some(open_requests),
        Patience::MeanDays(_) | Patience::Unlimited => None,
    };
    let field = NumberField {
        label: "Open requests",
        context: word(stream),
        help: "Requests open today on an average day, those that never need a place included; the patience is solved from it.",
        unit: " requests",
        scale: 1.0,
        whole: false,
        grouped: true,
        range: (0.0, 10_000.0),
        value: open_requests,
        opened,
        source: Some(scenario.sources.get(&P::Patience(stream))),
        slider: false,
    };
    if let Some(change) = field.show(ui) {
        let patience = Patience::Solved { open_requests: change.value };
        actions.push(Action::Edit { edit: Edit::Patience(stream, patience), dragging: change.dragging });
    }
}

fn family_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let family = &document.scenario.demand.stream(stream).length_of_stay.family;
    let id = P::LengthOfStayFamily(stream);
    let spec = id.spec();
    ui.horizontal(|ui| {
        ui.label("Shape of stay").on_hover_text(spec.help);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let response = ComboBox::from_id_salt("family").selected_text(family.label()).show_ui(ui, |ui| {
                for choice in [StayFamily::Lognormal, StayFamily::Gamma, StayFamily::Weibull, StayFamily::Exponential, StayFamily::Fixed] {
                    if ui.selectable_label(*family == choice, choice.label()).clicked() && *family != choice {
                        actions.push(Action::Edit { edit: Edit::StayFamily(stream, choice), dragging: false });
                    }
                }
            });
            response.response.accessible_name(format!("{}, {}", spec.label, word(stream)));
        });
    });
    let opened = &document.opened.demand.stream(stream).length_of_stay.family;
    let before = (opened != family).then(|| opened.label());
    ui.horizontal(|ui| source_badge(ui, spec.label, document.scenario.sources.get(&id), before));
    ui.add_space(4.0);
}
