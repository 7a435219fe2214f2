//! An entry of a list that opens.

use egui::{Align, Id, Response, Ui, WidgetText, style::ScrollAnimation};

/// Height of a list that opens, points: some fourteen entries, the last of them cut where there are more.
pub const LIST: f32 = 490.0;

/// An entry of a list that opens; the list opens with the chosen one in sight.
pub fn entry(ui: &mut Ui, chosen: bool, text: impl Into<WidgetText>) -> Response {
    let response = ui.selectable_label(chosen, text);
    // A list that is only measured has no place yet to scroll to.
    if chosen && !ui.is_sizing_pass() {
        let (seen, frame) = (Id::unique("entry chosen").with(ui.layer_id()), ui.ctx().cumulative_frame_nr());
        let last = ui.data_mut(|data| data.get_temp_mut_or_default::<Option<u64>>(seen).replace(frame));
        // Drawn in the frame before: it has been open, and may have been scrolled elsewhere.
        if last.is_none_or(|last| last + 1 < frame) && !ui.clip_rect().contains_rect(response.rect) {
            ui.scroll_to_rect_animation(response.rect, Some(Align::Center), ScrollAnimation::none());
        }
    }
    response
}
