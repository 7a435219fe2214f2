//! What could we build? The chosen option.

use egui::{ScrollArea, Ui};

use super::provision;
use crate::app::action::Actions;
use crate::app::state::{AppState, Document};

/// The room of options.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(520.0));
        provision::provision_ui(ui, state, document, actions);
    });
}
