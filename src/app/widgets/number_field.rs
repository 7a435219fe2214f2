//! A figure that can be dragged, slid or typed, with its unit, range, source and the way back.

use egui::{Align, Button, Id, Label, Layout, RichText, Slider, SliderClamping, Ui, vec2};

use crate::app::theme::Palette;
use crate::app::wording::{in_months, of_one, short_number, typed_in, with_unit};
use crate::model::Source;

use super::source_badge::{Facts, facts_badge};
use super::spread::spread;
use super::typed_value::{Change, TypedValue, forget};

/// Room for a badge beside a slider, and for a number beside one.
const BADGE_WIDTH: f32 = 104.0;
const NUMBER_WIDTH: f32 = 104.0;
/// Height of a line with a number between two buttons.
pub const STEP: f32 = 26.0;

/// A figure on the form.
pub struct NumberField<'a> {
    /// Name on screen.
    pub label: &'a str,
    /// What it belongs to, for screen readers: two fields may have one label.
    pub context: &'a str,
    /// What it means.
    pub help: &'a str,
    /// Unit after the number, with the space before it.
    pub unit: &'a str,
    /// On screen the value is multiplied by this: 100 for shares.
    pub scale: f64,
    /// Decimals on screen at most; none: only whole numbers make sense.
    pub decimals: usize,
    /// Whether thousands are set apart by commas.
    pub grouped: bool,
    /// Permitted values.
    pub range: (f64, f64),
    /// The value now.
    pub value: f64,
    /// The value when the scenario was opened.
    pub opened: Option<f64>,
    /// Where that came from; `None` in it: no source given. `None`: the source is told elsewhere.
    pub source: Option<Option<&'a Source>>,
    /// Whether there is a slider.
    pub slider: bool,
}

impl NumberField<'_> {
    /// Draws the field; gives the change asked for.
    pub fn show(self, ui: &mut Ui) -> Option<Change> {
        let gap = ui.spacing().item_spacing.y;
        ui.spacing_mut().item_spacing.y = 2.0;
        let change = self.rows(ui);
        ui.spacing_mut().item_spacing.y = gap;
        ui.add_space(6.0);
        change
    }

    fn rows(&self, ui: &mut Ui) -> Option<Change> {
        let name = self.name();
        let id = ui.scope_id().with((&name, "refused"));
        let mut change = spread(
            ui,
            |ui| self.entry(ui, &name, id),
            |ui| {
                ui.add(Label::new(self.label).wrap()).on_hover_text(self.help);
            },
        );
        if let Some(months) = in_months(self.value).filter(|_| self.unit == " days") {
            let text = RichText::new(format!("{months}; type days, weeks or months")).small().color(Palette::of(ui).muted);
            spread(ui, |ui| ui.label(text), |_| ());
        }
        self.typed(&name, |typed| typed.refusal(ui, id));
        if self.slider || self.source.is_some() {
            ui.horizontal(|ui| {
                if self.slider
                    && let Some(slid) = self.slid(ui, &name, if self.source.is_some() { BADGE_WIDTH } else { 0.0 })
                {
                    change = Some(slid);
                }
                if let Some(source) = self.source {
                    let before = self.opened.filter(|opened| *opened != self.value).map(|opened| self.written(opened));
                    let permitted = self.permitted();
                    let facts = Facts { label: self.label, help: self.help, permitted: Some(&permitted) };
                    facts_badge(ui, &name, &facts, source, before.as_deref());
                }
            });
        }
        change
    }

    /// Draws the field in one line, label, slider and number, for one of many of a kind whose source is told once.
    pub fn show_in_line(self, ui: &mut Ui, label_width: f32) -> Option<Change> {
        let label = self.label;
        self.show_in_line_as(ui, label, label_width)
    }

    /// The same, with another label on screen than the one it is called by.
    pub fn show_in_line_as(self, ui: &mut Ui, shown: &str, label_width: f32) -> Option<Change> {
        let name = self.name();
        let id = ui.scope_id().with((&name, "refused"));
        let change = ui.horizontal(|ui| {
            let label = vec2(label_width, ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(label, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(label_width);
                ui.add(Label::new(shown).truncate());
            });
            let slid = self.slid(ui, &name, NUMBER_WIDTH);
            let typed = ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.entry(ui, &name, id)).inner;
            typed.or(slid)
        });
        self.typed(&name, |typed| typed.refusal(ui, id));
        change.inner
    }

    /// Draws the number alone, for one of several in a row whose heads say what they are.
    pub fn show_alone(self, ui: &mut Ui) -> Option<Change> {
        ui.vertical(|ui| self.show_amid(ui, |ui, number| ui.horizontal(number).inner)).inner
    }

    /// Draws a whole number in one line with a button on either side, fewer and more, between other things.
    pub fn show_stepped(self, ui: &mut Ui, before: impl FnOnce(&mut Ui), behind: impl FnOnce(&mut Ui)) -> Option<Change> {
        let (name, value, range) = (self.name(), self.value, self.range);
        self.show_amid(ui, |ui, number| {
            let line = ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
                ui.set_max_height(STEP);
                before(ui);
                ui.spacing_mut().item_spacing.x = 3.0;
                let fewer = step(ui, "−", &format!("One fewer, {name}"), value > range.0).then_some(value - 1.0);
                ui.spacing_mut().interact_size = vec2(46.0, STEP);
                let typed = number(ui);
                let more = step(ui, "+", &format!("One more, {name}"), value < range.1).then_some(value + 1.0);
                ui.add_space(8.0);
                behind(ui);
                typed.or(fewer.or(more).map(|value| Change { value, dragging: false }))
            });
            line.inner
        })
    }

    /// Draws the number behind its slider, before other things.
    pub fn show_slid(self, ui: &mut Ui, behind: impl FnOnce(&mut Ui)) -> Option<Change> {
        let name = self.name();
        let id = ui.scope_id().with((&name, "refused"));
        let line = ui.horizontal_wrapped(|ui| {
            let slid = self.slid(ui, &name, ui.available_width() * 0.6);
            let typed = self.entry(ui, &name, id);
            behind(ui);
            typed.or(slid)
        });
        self.typed(&name, |typed| typed.refusal(ui, id));
        line.inner
    }

    /// Draws the number where the line wants it, and under the line what is wrong with what was typed.
    pub fn show_amid(
        self,
        ui: &mut Ui,
        line: impl FnOnce(&mut Ui, &dyn Fn(&mut Ui) -> Option<Change>) -> Option<Change>,
    ) -> Option<Change> {
        let name = self.name();
        let id = ui.scope_id().with((&name, "refused"));
        let change = line(ui, &|ui| self.entry(ui, &name, id));
        self.typed(&name, |typed| typed.refusal(ui, id));
        change
    }

    fn name(&self) -> String {
        if self.context.is_empty() { self.label.to_owned() } else { format!("{}, {}", self.label, self.context) }
    }

    fn is_changed(&self) -> bool {
        self.opened.is_some_and(|opened| opened != self.value)
    }

    /// The number, and the way back if it was changed. Drawn from right to left.
    fn entry(&self, ui: &mut Ui, name: &str, id: Id) -> Option<Change> {
        let palette = Palette::of(ui);
        let typed = self.typed(name, |typed| typed.show(ui, id));
        let mut change = typed.map(|change| Change { value: self.rounded(change.value), ..change });
        if self.is_changed()
            && let Some(opened) = self.opened
        {
            let tip = format!("Back to the scenario's {}", self.written(opened));
            let button = Button::new(RichText::new("↺").color(palette.accent)).frame_when_inactive(false);
            if ui.add(button).on_hover_text(&tip).accessible_name(format!("Reset {name}")).clicked() {
                forget(ui, id);
                change = Some(Change { value: opened, dragging: false });
            }
        }
        change
    }

    fn written(&self, value: f64) -> String {
        with_unit(&self.digits(value * self.scale), self.unit)
    }

    /// The permitted range, in words.
    fn permitted(&self) -> String {
        let kind = if self.decimals == 0 { "a whole number from" } else { "from" };
        let least = self.grouping(short_number(self.range.0 * self.scale, 3));
        format!("{kind} {least} to {}", self.written(self.range.1))
    }

    fn grouping(&self, digits: String) -> String {
        if self.grouped { digits } else { digits.replace(',', "") }
    }

    fn digits(&self, shown: f64) -> String {
        self.grouping(short_number(shown, self.decimals))
    }

    fn rounded(&self, shown: f64) -> f64 {
        let value = if self.decimals == 0 { shown.round() } else { shown };
        (value / self.scale).clamp(self.range.0, self.range.1)
    }

    /// What was typed as a number on screen, if it is one that is permitted.
    fn accepted(&self, text: &str) -> Option<f64> {
        let shown = typed_in(text, self.unit)?;
        let value = shown / self.scale;
        let in_range = (self.range.0..=self.range.1).contains(&value);
        (in_range && (self.decimals > 0 || shown.fract() == 0.0)).then_some(shown)
    }

    /// The number as it is typed.
    fn typed<R>(&self, name: &str, show: impl FnOnce(TypedValue<'_>) -> R) -> R {
        let shown = self.value * self.scale;
        let permitted = self.permitted();
        show(TypedValue {
            name,
            help: self.help,
            permitted: &permitted,
            value: shown,
            range: (self.range.0 * self.scale, self.range.1 * self.scale),
            speed: self.speed(),
            decimals: self.decimals,
            suffix: if self.digits(shown) == "1" { of_one(self.unit) } else { self.unit.to_owned() },
            written: &|value| self.digits(value),
            read: &|text| self.accepted(text),
        })
    }

    /// What a point of dragging adds.
    fn speed(&self) -> f64 {
        match self.decimals {
            0 => 0.1,
            1 | 2 => self.handy().1 * self.scale / 400.0,
            // Where so many decimals matter, a hand is not to go past them.
            _ => 0.002,
        }
    }

    fn slid(&self, ui: &mut Ui, name: &str, beside: f32) -> Option<Change> {
        ui.spacing_mut().slider_width = (ui.available_width() - beside).max(60.0);
        let mut shown = self.value * self.scale;
        let (least, most) = self.handy();
        let step = if self.decimals == 0 || most * self.scale >= 40.0 { 1.0 } else { 0.0 };
        let slider = Slider::new(&mut shown, least * self.scale..=most * self.scale)
            .show_value(false)
            .clamping(SliderClamping::Edits)
            .step_by(step)
            .max_decimals(2);
        let response = ui.add(slider).accessible_name(format!("{name} (slider)"));
        if !(response.changed() || response.drag_stopped()) {
            return None;
        }
        let value = if response.changed() { self.rounded(shown) } else { self.value };
        Some(Change { value, dragging: response.dragged() })
    }

    /// The part of the permitted range that a slider covers: twice the scenario's value, or all of it where that is little more.
    /// It must not follow the value, or the slider would run away under the pointer.
    fn handy(&self) -> (f64, f64) {
        let (least, most) = self.range;
        let twice = self.opened.unwrap_or_default().abs() * 2.0;
        let top = if twice > 0.0 { twice } else { 100.0 };
        let least = if least < 0.0 { least } else { least.min(top) };
        (least, if most <= 1.0 { most } else { top.min(most) })
    }
}

/// A button that makes a number one more or one fewer.
fn step(ui: &mut Ui, sign: &str, name: &str, possible: bool) -> bool {
    let button = Button::new(sign).min_size(vec2(STEP, STEP));
    ui.add_enabled(possible, button).on_hover_text(name).accessible_name(name).clicked()
}
