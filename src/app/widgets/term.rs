//! A word with its meaning behind it.

use egui::{Response, RichText, Role, Sense, Ui, WidgetInfo};

use super::describe::describe;
use crate::app::glossary;

/// A word of the glossary: dotted underneath, explained on hover and on keyboard focus.
pub fn term(ui: &mut Ui, word: &str) -> Response {
    let label = egui::Label::new(RichText::new(word)).sense(Sense::focusable_noninteractive() | Sense::hover());
    let response = ui.add(label);
    response.widget_info(|| WidgetInfo::labeled(Role::Term, true, word));
    let (rect, colour) = (response.rect, ui.visuals().weak_text_color());
    let dots = egui::Shape::dotted_line(&[rect.left_bottom(), rect.right_bottom()], colour, 3.0, 0.8);
    ui.painter().extend(dots);
    describe(ui, response, glossary::meaning(word).unwrap_or_default())
}
