//! A figure that can be dragged, slid or typed, with its unit, range, source and the way back.

use egui::{Button, DragValue, RichText, Slider, SliderClamping, Ui};

use crate::app::theme::Palette;
use crate::app::wording::{short_number, typed_number};
use crate::model::Source;

use super::source_badge::source_badge;
use super::spread::spread;

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
    /// Whether only whole numbers make sense.
    pub whole: bool,
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

/// A new value, and whether more of the same is coming.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The new value.
    pub value: f64,
    /// Whether the pointer is still down.
    pub dragging: bool,
}

impl NumberField<'_> {
    /// Draws the field; gives the change asked for.
    pub fn show(self, ui: &mut Ui) -> Option<Change> {
        let palette = Palette::of(ui);
        let changed = self.opened.is_some_and(|opened| opened != self.value);
        let name = if self.context.is_empty() { self.label.to_owned() } else { format!("{}, {}", self.label, self.context) };
        let right = |ui: &mut Ui| {
            let mut change = self.typed(ui, &name);
            if changed && let Some(opened) = self.opened {
                let tip = format!("Back to the scenario's {}", self.written(opened));
                let button = Button::new(RichText::new("↺").color(palette.accent)).frame_when_inactive(false);
                if ui.add(button).on_hover_text(&tip).accessible_name(format!("Reset {name}")).clicked() {
                    change = Some(Change { value: opened, dragging: false });
                }
            }
            change
        };
        let mut change = spread(ui, right, |ui| {
            ui.add(egui::Label::new(self.label).wrap()).on_hover_text(self.help);
        });
        if self.slider || self.source.is_some() {
            ui.horizontal(|ui| {
                if self.slider
                    && let Some(slid) = self.slid(ui, &name)
                {
                    change = Some(slid);
                }
                if let Some(source) = self.source {
                    let before = self.opened.filter(|_| changed).map(|opened| self.written(opened));
                    source_badge(ui, &name, source, before.as_deref());
                }
            });
        }
        ui.add_space(4.0);
        change
    }

    fn written(&self, value: f64) -> String {
        format!("{}{}", self.digits(value * self.scale), self.unit)
    }

    fn digits(&self, shown: f64) -> String {
        let digits = short_number(shown, if self.whole { 0 } else { 2 });
        if self.grouped { digits } else { digits.replace(',', "") }
    }

    fn rounded(&self, shown: f64) -> f64 {
        let value = if self.whole { shown.round() } else { shown };
        (value / self.scale).clamp(self.range.0, self.range.1)
    }

    fn typed(&self, ui: &mut Ui, name: &str) -> Option<Change> {
        let mut shown = self.value * self.scale;
        let (least, most) = (self.range.0 * self.scale, self.range.1 * self.scale);
        let field = DragValue::new(&mut shown)
            .range(least..=most)
            .clamp_existing_to_range(false)
            .update_while_editing(false)
            .speed(if self.whole { 0.1 } else { self.handy().1 * self.scale / 400.0 })
            .max_decimals(if self.whole { 0 } else { 2 })
            .custom_formatter(|value, _| self.digits(value))
            .custom_parser(typed_number)
            .suffix(self.unit);
        let tip = format!("{}\nPermitted: {} to {}", self.help, short_number(least, 3), self.written(self.range.1));
        let response = ui.add(field).on_hover_text(tip).accessible_name(name);
        if !(response.changed() || response.drag_stopped()) {
            return None;
        }
        Some(Change { value: self.rounded(shown), dragging: response.dragged() })
    }

    fn slid(&self, ui: &mut Ui, name: &str) -> Option<Change> {
        let badge_width = 84.0;
        ui.spacing_mut().slider_width = (ui.available_width() - badge_width).max(60.0);
        let mut shown = self.value * self.scale;
        let (least, most) = self.handy();
        let step = if self.whole || most * self.scale >= 40.0 { 1.0 } else { 0.0 };
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
