//! What a control is for, said to whoever points at it, comes to it by keyboard, or hears it read out.

use egui::{Response, RichText, Tooltip, Ui};

/// Gives a control its description: shown on hover and on keyboard focus, and in the accessibility tree.
pub fn describe(ui: &Ui, response: Response, text: &str) -> Response {
    if text.is_empty() {
        return response;
    }
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(text.to_owned()));
    if response.has_focus() && !response.hovered() {
        Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id.with("description"), &response).show(|ui| {
            ui.label(RichText::new(text));
        });
        return response;
    }
    response.on_hover_text(text)
}
