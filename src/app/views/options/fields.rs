//! Fields that the blocks share: a figure with its range and source, a month, a choice, a stay.

use egui::{Checkbox, ComboBox, RichText, Ui};

use super::Builder;
use crate::app::theme::Palette;
use crate::app::widgets::entry::entry;
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::spread::spread;
use crate::app::widgets::typed_value::TypedValue;
use crate::app::wording::{MONTHS, month, parameter_unit, typed_month};
use crate::model::validate::YEARS;
use crate::model::{LengthOfStay, ParameterId, StayFamily, Unit, YearMonth};

/// A figure of the catalogue in a block; gives the new value and whether the pointer is still down.
pub fn figure(ui: &mut Ui, build: &Builder<'_>, id: ParameterId, of: &str, value: f64, opened: Option<f64>) -> Option<(f64, bool)> {
    figure_called(ui, build, id, id.spec().label, of, value, opened)
}

/// The same under another name.
pub fn figure_called(
    ui: &mut Ui,
    build: &Builder<'_>,
    id: ParameterId,
    label: &str,
    of: &str,
    value: f64,
    opened: Option<f64>,
) -> Option<(f64, bool)> {
    let spec = id.spec();
    let field = NumberField {
        label,
        context: of,
        help: spec.help,
        unit: parameter_unit(id),
        scale: if spec.unit == Unit::Share { 100.0 } else { 1.0 },
        decimals: if matches!(spec.unit, Unit::Beds | Unit::Count) { 0 } else { 2 },
        grouped: true,
        range: (spec.min, spec.max),
        value,
        opened,
        source: Some(build.document.scenario.sources.get(&id)),
        slider: false,
    };
    let mut change = None;
    build.seek(ui, build.seeks(id, of), |ui| change = ui.push_id((id, label), |ui| field.show(ui)).inner);
    change.map(|change| (change.value, change.dragging))
}

/// A month or none; gives what is asked for and whether the pointer is still down.
pub struct MonthField<'a> {
    /// Said where there is no month.
    pub never: &'a str,
    /// Said before the month.
    pub from: &'a str,
    /// What opens or closes.
    pub of: &'a str,
    /// What the month means.
    pub help: &'a str,
    /// The month as it stands.
    pub month: Option<YearMonth>,
    /// The month to begin with.
    pub first: YearMonth,
}

impl MonthField<'_> {
    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Option<(Option<YearMonth>, bool)> {
        let mut wish = None;
        let name = format!("{} month, {}", self.from, self.of);
        let id = ui.scope_id().with((&name, "refused"));
        let number = |month: YearMonth| f64::from(month.year() * 12 + month.month() - 1);
        let at = |months: f64| self.first.plus_months((months - number(self.first)).round() as i32);
        let (earliest, latest) = (*YEARS.start(), *YEARS.end());
        let permitted = format!("a month from {} {earliest} to {} {latest}, such as “Sep 2027” or “2027-09”", MONTHS[0], MONTHS[11]);
        let range = (f64::from(earliest * 12), f64::from(latest * 12 + 11));
        let written = |months: f64| month(at(months));
        let read = |text: &str| typed_month(text).filter(|month| YEARS.contains(&month.year())).map(number);
        let typed = self.month.map(|now| TypedValue {
            name: &name,
            help: self.help,
            permitted: &permitted,
            value: number(now),
            range,
            speed: 0.1,
            decimals: 0,
            suffix: String::new(),
            written: &written,
            read: &read,
        });
        ui.horizontal(|ui| {
            let mut never = self.month.is_none();
            let response = ui.add(Checkbox::new(&mut never, self.never)).on_hover_text(self.help);
            if response.accessible_name(format!("{}, {}", self.never, self.of)).changed() {
                wish = Some(((!never).then_some(self.first), false));
            }
            let Some(typed) = &typed else { return };
            ui.add_space(6.0);
            ui.label(self.from);
            if let Some(change) = typed.show(ui, id) {
                wish = Some((Some(at(change.value)), change.dragging));
            }
        });
        if let Some(typed) = typed {
            typed.refusal(ui, id);
        }
        wish
    }
}

/// A choice of a few, with its name to the left.
pub fn choice<T: PartialEq + Clone>(ui: &mut Ui, label: &str, of: &str, help: &str, now: &T, choices: &[(T, &str)]) -> Option<T> {
    let mut picked = None;
    let shown = choices.iter().find(|(value, _)| value == now).map_or("", |(_, label)| label);
    let name = if of.is_empty() { label.to_owned() } else { format!("{label}, {of}") };
    spread(
        ui,
        |ui| {
            let response = ComboBox::from_id_salt(&name).selected_text(shown).show_ui(ui, |ui| {
                for (value, label) in choices {
                    if entry(ui, value == now, *label).clicked() && value != now {
                        picked = Some(value.clone());
                    }
                }
            });
            response.response.on_hover_text(help).accessible_name(&name);
        },
        |ui| {
            ui.add(egui::Label::new(label).wrap()).on_hover_text(help);
        },
    );
    picked
}

/// A length of stay: mean, and folded with the rest its shape, spread and least.
pub fn stay(
    ui: &mut Ui,
    build: &Builder<'_>,
    id: ParameterId,
    (label, of): (&str, &str),
    now: &LengthOfStay,
    opened: Option<&LengthOfStay>,
) -> Option<(LengthOfStay, bool)> {
    let mut wish = None;
    ui.push_id(id, |ui| {
        if let Some((mean_days, dragging)) = figure_called(ui, build, id, label, of, now.mean_days, opened.map(|stay| stay.mean_days)) {
            wish = Some((LengthOfStay { mean_days, ..now.clone() }, dragging));
        }
        let shapes = [StayFamily::Lognormal, StayFamily::Gamma, StayFamily::Weibull, StayFamily::Exponential, StayFamily::Fixed];
        let shapes = shapes.map(|shape| (shape.clone(), shape_label(&shape)));
        let help = "How stays spread around their mean.";
        if let Some(family) = choice(ui, "Shape of stay", &format!("{label}, {of}"), help, &now.family, &shapes) {
            wish = Some((LengthOfStay { family, ..now.clone() }, false));
        }
        if matches!(now.family, StayFamily::Lognormal | StayFamily::Gamma | StayFamily::Weibull) {
            let field = NumberField {
                label: "Spread of stay",
                context: of,
                help: "Standard deviation of the stay as a multiple of its mean.",
                unit: " × mean",
                scale: 1.0,
                decimals: 2,
                grouped: true,
                range: (0.05, 5.0),
                value: now.cv,
                opened: opened.map(|stay| stay.cv),
                source: None,
                slider: false,
            };
            if let Some(change) = field.show(ui) {
                wish = Some((LengthOfStay { cv: change.value, ..now.clone() }, change.dragging));
            }
        }
    });
    wish
}

fn shape_label(family: &StayFamily) -> &'static str {
    match family {
        StayFamily::Lognormal => "Lognormal",
        StayFamily::Gamma => "Gamma",
        StayFamily::Weibull => "Weibull",
        StayFamily::Exponential => "Exponential",
        StayFamily::Fixed => "All the same",
        StayFamily::Empirical(_) => "Observed stays",
    }
}

/// A remark of second rank.
pub fn remark(ui: &mut Ui, text: impl Into<String>) {
    let palette = Palette::of(ui);
    ui.add(egui::Label::new(RichText::new(text).size(13.5).color(palette.muted)).wrap());
}
