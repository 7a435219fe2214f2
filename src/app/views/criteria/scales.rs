//! How each criterion is scored, and what the two ends of its scale mean: fixed, whatever options are there.

use egui::{ComboBox, Label, RichText, Ui};

use super::{Line, Room, card, criterion_ui, edit, remark, warning};
use crate::analysis::{Better, MeasureSpec, MeasureUnit};
use crate::app::action::Actions;
use crate::app::edit::AppraisalEdit;
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::entry;
use crate::app::widgets::seek::lead;
use crate::app::wording::{number, short_number, typed_number, uncapital};
use crate::model::appraisal::{Anchor, Basis, Criterion, MOST_ON_A_SCALE, Scale};
use crate::report::futures::{unit_word, with_unit};

/// The scales.
pub fn scales_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    remark(
        ui,
        "Say what is the worst and the best that could be, here and elsewhere, not only among these options: then no option’s worth depends on which \
         others are there. A value is linear between the ends and held at them beyond. Weights given under other ends are asked for again.",
    );
    ui.add_space(6.0);
    for criterion in Criterion::ALL {
        ui.push_id(criterion, |ui| card(ui, |ui| scale_ui(ui, room, criterion, actions)));
    }
}

fn scale_ui(ui: &mut Ui, room: &Room<'_>, criterion: Criterion, actions: &mut Actions) {
    let scale = room.appraisal().scales.get(&criterion);
    criterion_ui(ui, criterion);
    remark(ui, criterion.asks());
    let part = format!("scales.{criterion:?}");
    lead(ui, room.seeks(&format!("{part}.basis")), actions, |ui, actions| basis_ui(ui, room, criterion, scale, actions));
    let Some(scale) = scale else { return };
    let measure = room.appraised.measure(scale);
    if let Some(measure) = measure {
        remark(ui, format!("{} What it cannot say: {}", reach(room, measure), uncapital(criterion.judged())));
    }
    let wide = ui.available_width() >= 760.0;
    let half = (ui.available_width() - 24.0) / 2.0;
    let ends = |ui: &mut Ui, actions: &mut Actions| {
        for is_best in [false, true] {
            ui.vertical(|ui| {
                ui.set_width(if wide { half } else { ui.available_width() });
                end_ui(ui, room, (criterion, scale, is_best), measure, actions);
            });
        }
    };
    if wide {
        ui.horizontal_top(|ui| ends(ui, actions));
    } else {
        ends(ui, actions);
    }
    if room.appraised.runs_backwards(scale) {
        warning(ui, "The worst end is the better one for children: exchange the two numbers.");
    }
}

/// By what it is scored.
fn basis_ui(ui: &mut Ui, room: &Room<'_>, criterion: Criterion, scale: Option<&Scale>, actions: &mut Actions) {
    let measures: Vec<&MeasureSpec> = room.appraised.consequences(criterion).map(|consequence| &consequence.measure).collect();
    let now = match scale.map(|scale| &scale.basis) {
        None => "Not counted".to_owned(),
        Some(Basis::Judged) => "People’s judgement".to_owned(),
        Some(Basis::Measured(key)) => measures
            .iter()
            .find(|measure| measure.key == *key)
            .map_or_else(|| key.clone(), |measure| format!("Measured: {}", measure.title())),
    };
    let mut wish = |basis: Option<Basis>| {
        if basis.as_ref() != scale.map(|scale| &scale.basis) {
            // Another measure has another unit: its ends are to be said anew.
            let new = basis.map(|basis| match &basis {
                Basis::Judged => Scale { basis, worst: with(0.0), best: with(100.0) },
                Basis::Measured(_) => Scale { basis, worst: Anchor::default(), best: Anchor::default() },
            });
            edit(actions, AppraisalEdit::Scale(criterion, new), false);
        }
    };
    ui.horizontal_wrapped(|ui| {
        ui.label("Scored by");
        let combo = ComboBox::from_id_salt("basis").selected_text(&now).width(300.0).truncate().show_ui(ui, |ui| {
            if entry(ui, scale.is_none(), "Not counted").clicked() {
                wish(None);
            }
            for measure in &measures {
                let basis = Basis::Measured(measure.key.clone());
                let chosen = scale.is_some_and(|scale| scale.basis == basis);
                if entry(ui, chosen, format!("Measured: {}", measure.title())).on_hover_text(measure.definition).clicked() {
                    wish(Some(basis));
                }
            }
            let chosen = scale.is_some_and(|scale| scale.basis == Basis::Judged);
            if entry(ui, chosen, "People’s judgement").on_hover_text(criterion.judged()).clicked() {
                wish(Some(Basis::Judged));
            }
        });
        combo.response.accessible_name(format!("{}: scored by", criterion.label()));
    });
}

fn with(value: f64) -> Anchor {
    Anchor { value: Some(value), text: String::new() }
}

/// How far the options reach, and which way is better.
fn reach(room: &Room<'_>, measure: &MeasureSpec) -> String {
    let shown = room.appraised.consequences.iter().find(|consequence| consequence.measure.key == measure.key);
    let means = shown.into_iter().flat_map(|consequence| &consequence.estimates).map(|estimate| estimate.mean);
    let (low, high) = means.filter(|mean| mean.is_finite()).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), m| (l.min(m), h.max(m)));
    let way = match measure.better {
        Better::Higher => " More is better.",
        Better::Lower => " Less is better.",
        Better::Neither => "",
    };
    if !low.is_finite() {
        return format!("No option has a value yet.{way}");
    }
    let factor = factor(Some(measure));
    let digits = |value: f64| number(value * factor, usize::from((high - low) * factor < 5.0));
    format!("The options here reach from {} to {}.{way}", digits(low), with_unit(measure.unit, &digits(high)))
}

/// What a number on screen is multiplied by.
pub(super) fn factor(measure: Option<&MeasureSpec>) -> f64 {
    if measure.is_some_and(|measure| measure.unit == MeasureUnit::Share) { 100.0 } else { 1.0 }
}

/// The number of an end as it is typed.
pub(super) fn typed(measure: Option<&MeasureSpec>, value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| short_number(value * factor(measure), 3))
}

/// What is wrong with a number that is typed.
pub(super) fn number_fault(text: &str) -> Option<String> {
    let fits = typed_number(text).is_some_and(|value| value.abs() <= MOST_ON_A_SCALE);
    (!text.trim().is_empty() && !fits).then(|| "A number is needed.".to_owned())
}

fn end_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    (criterion, scale, is_best): (Criterion, &Scale, bool),
    measure: Option<&MeasureSpec>,
    actions: &mut Actions,
) {
    let (word, anchor) = if is_best { ("Best", &scale.best) } else { ("Worst", &scale.worst) };
    let unit = measure.map_or(" points", |measure| unit_word(measure.unit));
    ui.label(RichText::new(format!("{word} end")).font(theme::bold(14.0)));
    let changed = |anchor: Anchor| {
        let mut scale = scale.clone();
        *(if is_best { &mut scale.best } else { &mut scale.worst }) = anchor;
        AppraisalEdit::Scale(criterion, Some(scale))
    };
    let path = format!("scales.{criterion:?}.{}", if is_best { "best" } else { "worst" });
    lead(ui, room.seeks(&format!("{path}.value")), actions, |ui, actions| {
        ui.horizontal(|ui| {
            let line = Line {
                key: format!("{criterion:?} {word} number"),
                name: &format!("{word} end of {}, number", criterion.short()),
                text: &typed(measure, anchor.value),
                hint: "number",
                width: 90.0,
            };
            if let Some(text) = line.show(ui, room, number_fault, actions) {
                let value = typed_number(&text).map(|value| value / factor(measure));
                edit(actions, changed(Anchor { value, text: anchor.text.clone() }), false);
            }
            ui.label(RichText::new(unit.trim()).color(Palette::of(ui).muted));
        });
    });
    let line = Line {
        key: format!("{criterion:?} {word} words"),
        name: &format!("{word} end of {}, in words", criterion.short()),
        text: &anchor.text,
        hint: "what that means for children",
        width: f32::INFINITY,
    };
    lead(ui, room.seeks(&format!("{path}.text")), actions, |ui, actions| {
        if let Some(text) = line.show(ui, room, |_| None, actions) {
            edit(actions, changed(Anchor { value: anchor.value, text: text.trim().to_owned() }), false);
        }
    });
}

/// An end in words: its number with its unit, and what it means.
pub(super) fn end_words(ui: &mut Ui, word: &str, measure: Option<&MeasureSpec>, anchor: &Anchor) {
    let digits = typed(measure, anchor.value);
    let value = measure.map_or_else(|| digits.clone(), |measure| with_unit(measure.unit, &digits));
    let text = format!("{word}: {value}, {}", anchor.text.trim());
    ui.add(Label::new(RichText::new(text).size(13.5)).wrap());
}
