//! A word with its meaning behind it.

use egui::{Label, Response, RichText, Role, Sense, Ui, WidgetInfo};

use super::describe::describe;
use crate::app::glossary;
use crate::app::theme::Palette;

/// Words that tell what they mean when the pointer or the keyboard is on them.
pub fn explained(ui: &mut Ui, text: RichText, meaning: &str) -> Response {
    let response = ui.add(Label::new(text).wrap().sense(Sense::focusable_noninteractive() | Sense::hover()));
    describe(ui, response, meaning)
}

/// A word of the glossary, or other words that stand for it: dotted underneath, explained on hover and on keyboard focus.
pub fn term(ui: &mut Ui, shown: RichText, word: &str) -> Response {
    let name = shown.text().to_owned();
    // Kept in one line, or the dots would run under the whole block.
    let response = ui.add(Label::new(shown).extend().sense(Sense::focusable_noninteractive() | Sense::hover()));
    let response = describe(ui, response, glossary::meaning(word).unwrap_or_default());
    response.widget_info(|| WidgetInfo::labeled(Role::Term, true, &name));
    let (rect, colour) = (response.rect, ui.visuals().weak_text_color());
    let dots = egui::Shape::dotted_line(&[rect.left_bottom(), rect.right_bottom()], colour, 3.0, 0.8);
    ui.painter().extend(dots);
    response
}

/// The words of the glossary that a page uses, small, side by side; for a line that wraps.
pub fn meant_by(ui: &mut Ui, words: &[&str]) {
    let muted = Palette::of(ui).muted;
    ui.add(Label::new(RichText::new("What is meant by").small().color(muted)).extend());
    for word in words {
        term(ui, RichText::new(*word).small().color(muted), word);
    }
}

/// The same as lines of their own, which stand closer than lines of controls.
pub fn meanings_ui(ui: &mut Ui, words: &[&str]) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.horizontal_wrapped(|ui| meant_by(ui, words));
    });
}
