//! Figures that are several: the weights of months, ages and boroughs.

use egui::{RichText, Ui};

use super::counts::counts_ui;
use super::figures::badge_ui;
use super::form::note;
use crate::analysis::boroughs;
use crate::app::action::{Action, Actions};
use crate::app::counts::{CountsView, Wish};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme;
use crate::app::views::parameter::{Weight, parameter_field};
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::seek::seek;
use crate::app::widgets::segmented::segmented;
use crate::app::wording::{MONTHS, percent};
use crate::model::demand::AGES;
use crate::model::geography::BOROUGHS;
use crate::model::{BoroughMix, ParameterId as P, Stream};
use crate::report::findings::word;

/// Room for the label of a weight.
const LABEL_WIDTH: f32 = 96.0;
/// Greatest weight of a borough that the form takes.
const MOST_BOROUGH_WEIGHT: f64 = 1e9;
/// The gamma shape to begin with where the scenario had none.
const USUAL_SHAPE: f64 = 0.9;

fn weight_field<'a>(label: &'a str, context: &'a str, range: (f64, f64), value: f64, opened: Option<f64>) -> NumberField<'a> {
    NumberField {
        label,
        context,
        help: "A weight: only proportions count.",
        unit: "",
        scale: 1.0,
        decimals: 2,
        grouped: true,
        range,
        value,
        opened,
        source: None,
        slider: true,
    }
}

/// The name of the weights and their source; gives whether all of them are wished back.
fn title(ui: &mut Ui, document: &Document, id: P, changed: bool) -> bool {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(id.spec().label).font(theme::bold(theme::BODY))).on_hover_text(id.spec().help);
        badge_ui(ui, document, id, changed.then_some("other weights"));
        let name = id.stream().map_or_else(|| id.spec().label.to_owned(), |stream| format!("{}, {}", id.spec().label, word(stream)));
        changed
            && ui.button("Reset all").on_hover_text("Back to the scenario's own").accessible_name(format!("Reset all: {name}")).clicked()
    })
    .inner
}

/// One weight of many; if it is the one sought, the window goes to it.
pub(super) fn weight_ui(ui: &mut Ui, sought: bool, actions: &mut Actions, contents: impl FnOnce(&mut Ui, &mut Actions)) {
    if seek(ui, sought, |ui| contents(ui, actions)) {
        actions.push(Action::Sought);
    }
}

/// The weights of the twelve months.
pub fn months_ui(ui: &mut Ui, document: &Document, stream: Stream, sought: Option<&str>, actions: &mut Actions) {
    let id = P::Seasonality(stream);
    let spec = id.spec();
    let (weights, opened) = (document.scenario.demand.stream(stream).seasonality, document.opened.demand.stream(stream).seasonality);
    if title(ui, document, id, weights != opened) {
        actions.push(Action::Edit { edit: Edit::MonthWeights(stream, opened), dragging: false });
    }
    note(ui, "Only proportions count: 2 is twice a month of 1.");
    let context = format!("weight of the month, {}", word(stream));
    for (index, ((weight, opened), name)) in weights.into_iter().zip(opened).zip(MONTHS).enumerate() {
        let field = weight_field(name, &context, (spec.min, spec.max), weight, Some(opened));
        weight_ui(ui, is_place(sought, index), actions, |ui, actions| {
            if let Some(change) = ui.push_id(index, |ui| field.show_in_line(ui, LABEL_WIDTH)).inner {
                actions.push(Action::Edit { edit: Edit::MonthWeight(stream, index, change.value), dragging: change.dragging });
            }
        });
    }
    ui.add_space(8.0);
}

/// Whether a path leads to the place with this index.
fn is_place(sought: Option<&str>, index: usize) -> bool {
    sought.and_then(|path| path.strip_prefix('#')).is_some_and(|place| place == (index + 1).to_string())
}

/// The weights of the ages from 10 to 17.
pub fn ages_ui(ui: &mut Ui, document: &Document, stream: Stream, sought: Option<&str>, actions: &mut Actions) {
    let id = P::AgeWeights(stream);
    let spec = id.spec();
    let (weights, opened) = (document.scenario.demand.stream(stream).age_weights, document.opened.demand.stream(stream).age_weights);
    if title(ui, document, id, weights != opened) {
        actions.push(Action::Edit { edit: Edit::AgeWeights(stream, opened), dragging: false });
    }
    let sum: f64 = weights.iter().sum();
    let context = format!("weight of the age, {}", word(stream));
    for (index, ((weight, opened), age)) in weights.into_iter().zip(opened).zip(AGES).enumerate() {
        let share = if sum > 0.0 { percent(weight / sum) } else { "–".to_owned() };
        let label = format!("{age} years: {share}");
        let name = format!("{age} years");
        let field = NumberField { label: &name, ..weight_field(&name, &context, (spec.min, spec.max), weight, Some(opened)) };
        weight_ui(ui, is_place(sought, index), actions, |ui, actions| {
            if let Some(change) = ui.push_id(index, |ui| field.show_in_line_as(ui, &label, LABEL_WIDTH)).inner {
                actions.push(Action::Edit { edit: Edit::AgeWeight(stream, index, change.value), dragging: change.dragging });
            }
        });
    }
    ui.add_space(8.0);
}

/// How requests are spread over the boroughs: by a shape where it is not known which ask, by counts or weights where it is.
pub fn boroughs_ui(ui: &mut Ui, document: &Document, counts: &CountsView, sought: Option<&str>, actions: &mut Actions) {
    let (mix, opened) = (&document.scenario.demand.borough_mix, &document.opened.demand.borough_mix);
    let kind = |mix: &BoroughMix| match mix {
        BoroughMix::Unknown { .. } => Kind::Unknown,
        BoroughMix::Known(_) => Kind::Known,
        BoroughMix::Counted(_) => Kind::Counted,
    };
    // Counts that are being typed are not yet in the scenario.
    let now = if counts.cells.is_some() { Kind::Counted } else { kind(mix) };
    let kinds = [(Kind::Unknown, "Not known"), (Kind::Counted, "Own counts"), (Kind::Known, "Known shares")];
    if let Some(chosen) = segmented(ui, "What is known of the boroughs", now, &kinds).filter(|chosen| *chosen != now) {
        let wished = match chosen {
            Kind::Unknown => Some(as_unknown(document)),
            Kind::Known => Some(as_known(document)),
            Kind::Counted if kind(opened) == Kind::Counted => Some(opened.clone()),
            Kind::Counted => None,
        };
        match wished {
            Some(mix) => {
                actions.push(Action::Counts(Wish::Forget));
                actions.push(Action::Edit { edit: Edit::BoroughMix(mix), dragging: false });
            }
            None => actions.push(Action::Counts(Wish::Begin)),
        }
    }
    ui.add_space(4.0);
    match now {
        Kind::Counted => {
            if title(ui, document, P::BoroughMix, mix != opened) {
                actions.push(Action::Counts(Wish::Forget));
                actions.push(Action::Edit { edit: Edit::BoroughMix(opened.clone()), dragging: false });
            }
            counts_ui(ui, document, counts, sought, actions);
        }
        Kind::Unknown => {
            note(ui, "Each possible future draws its own spread, in proportion to the children aged 10 to 17 who live in each borough.");
            parameter_field(ui, document, P::BoroughMix, Weight::Figure, actions);
        }
        Kind::Known => {
            if title(ui, document, P::BoroughMix, mix != opened) {
                actions.push(Action::Edit { edit: Edit::BoroughMix(opened.clone()), dragging: false });
            }
            note(
                ui,
                "Every possible future has these proportions. A square of the map can be pressed as well. No paper or table tells the figures \
                 of single boroughs then, because a share of few requests would tell their number; own counts are kept in bands instead.",
            );
            for borough in BOROUGHS.iter() {
                weight_ui(ui, sought == Some(borough.name.as_str()), actions, |ui, actions| {
                    borough_weight_ui(ui, document, &borough.name, actions);
                });
            }
        }
    }
    ui.add_space(8.0);
}

/// What may be chosen between.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Unknown,
    Known,
    Counted,
}

/// The weight of one borough, where weights are known.
pub fn borough_weight_ui(ui: &mut Ui, document: &Document, name: &str, actions: &mut Actions) {
    let BoroughMix::Known(weights) = &document.scenario.demand.borough_mix else { return };
    let opened = match &document.opened.demand.borough_mix {
        BoroughMix::Known(opened) => Some(opened.get(name).copied().unwrap_or(0.0)),
        BoroughMix::Counted(_) | BoroughMix::Unknown { .. } => None,
    };
    let weight = weights.get(name).copied().unwrap_or(0.0);
    let field = weight_field(name, "weight of the borough", (0.0, MOST_BOROUGH_WEIGHT), weight, opened);
    if let Some(change) = ui.push_id(name, |ui| field.show_in_line(ui, LABEL_WIDTH + 40.0)).inner {
        actions.push(Action::Edit { edit: Edit::BoroughWeight(name.to_owned(), change.value), dragging: change.dragging });
    }
}

/// The shares expected now, as weights in percent.
pub fn as_known(document: &Document) -> BoroughMix {
    if let BoroughMix::Known(_) = document.opened.demand.borough_mix {
        return document.opened.demand.borough_mix.clone();
    }
    let shares = boroughs::expected_shares(&document.scenario.demand.borough_mix, document.scenario.demand.welfare.requests_per_year);
    let weight = |share: f64| (share * 10_000.0).round() / 100.0;
    BoroughMix::Known(BOROUGHS.iter().zip(shares).map(|(borough, share)| (borough.name.clone(), weight(share))).collect())
}

fn as_unknown(document: &Document) -> BoroughMix {
    match document.opened.demand.borough_mix {
        BoroughMix::Unknown { shape } => BoroughMix::Unknown { shape },
        BoroughMix::Known(_) | BoroughMix::Counted(_) => BoroughMix::Unknown { shape: USUAL_SHAPE },
    }
}
