//! A whole number with a button on either side: fewer, more, or typed.

use egui::{Button, DragValue, Ui, vec2};

use crate::app::wording::typed_number;

/// A new number, and whether the pointer is still down.
pub type Step = (u32, bool);

/// Draws the number; gives the one asked for.
pub fn stepper(ui: &mut Ui, name: &str, help: &str, value: u32, most: u32) -> Option<Step> {
    let mut step = None;
    ui.spacing_mut().item_spacing.x = 3.0;
    let button = |ui: &mut Ui, sign: &str, word: &str, possible: bool| {
        let response = ui.add_enabled(possible, Button::new(sign).min_size(vec2(26.0, 26.0)));
        response.on_hover_text(format!("{word}: {name}")).accessible_name(format!("{word}, {name}")).clicked()
    };
    if button(ui, "−", "One fewer", value > 0) {
        step = Some((value.saturating_sub(1), false));
    }
    let mut shown = f64::from(value);
    let field = DragValue::new(&mut shown)
        .range(0.0..=f64::from(most))
        .clamp_existing_to_range(false)
        .update_while_editing(false)
        .speed(0.1)
        .max_decimals(0)
        .custom_parser(typed_number);
    let tip = format!("{help}\nPermitted: 0 to {}", crate::app::wording::number(f64::from(most), 0));
    let response = ui.add_sized(vec2(46.0, 26.0), field).on_hover_text(tip).accessible_name(name);
    if response.changed() || response.drag_stopped() {
        step = Some((shown.round().clamp(0.0, f64::from(most)) as u32, response.dragged()));
    }
    if button(ui, "+", "One more", value < most) {
        step = Some((value + 1, false));
    }
    step
}
