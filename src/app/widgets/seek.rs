//! The way from what is said of a field to the field itself.

use egui::{Align, Ui};

use crate::app::action::{Action, Actions};
use crate::model::ParameterId;

/// Least height of a field that is in sight, where all of it has no room.
const IN_SIGHT: f32 = 60.0;

/// Draws a field. If it is the one sought, scrolls to it and gives its number or text, or else its first control, the keyboard. Gives whether it was sought and is in
/// sight.
pub fn seek(ui: &mut Ui, sought: bool, contents: impl FnOnce(&mut Ui)) -> bool {
    let rect = ui.scope(contents).response.rect;
    if !sought {
        return false;
    }
    if ui.is_sizing_pass() {
        // Only measured: what is in it cannot have the keyboard yet.
        ui.ctx().request_repaint();
        return false;
    }
    ui.scroll_to_rect_animation(rect, Some(Align::Center), egui::style::ScrollAnimation::none());
    let layer = ui.layer_id();
    let first = ui.ctx().viewport(|viewport| {
        let controls = viewport.this_pass.widgets.get_layer(layer).filter(|widget| widget.enabled && widget.sense.is_focusable());
        let mut controls: Vec<_> = controls.filter(|widget| rect.expand(1.0).contains_rect(widget.rect)).collect();
        // What can be typed into comes before buttons and sliders.
        controls.sort_by_key(|widget| !(widget.sense.senses_click() && widget.sense.senses_drag()));
        controls.first().map(|widget| widget.id)
    });
    if let Some(first) = first {
        ui.memory_mut(|memory| memory.request_focus(first));
    }
    let (shown, end) = (ui.clip_rect().y_range(), rect.bottom().min(rect.top() + IN_SIGHT));
    let in_sight = shown.contains(rect.top()) && shown.contains(end);
    if !in_sight {
        ui.ctx().request_repaint();
    }
    in_sight
}

/// The same, and the window is told once it is in sight.
pub fn lead(ui: &mut Ui, sought: bool, actions: &mut Actions, contents: impl FnOnce(&mut Ui, &mut Actions)) {
    if seek(ui, sought, |ui| contents(ui, actions)) {
        actions.push(Action::Sought);
    }
}

/// What a path says beyond a figure's own: the place of a month, the name of a borough, or nothing. `None`: it leads elsewhere.
pub fn beyond(id: ParameterId, sought: Option<&str>) -> Option<&str> {
    let rest = sought?.strip_prefix(id.path().as_str())?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix('.') }
}
