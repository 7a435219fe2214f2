//! How far something has come: a bar on a track that shows what is still to be done.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::theme::Palette;

/// Height of the bar, points.
const HEIGHT: f32 = 8.0;

/// The bar, so wide; `name` tells a screen reader what it is of. `share` is of one.
pub fn progress(ui: &mut Ui, share: f64, width: f32, name: &str) {
    let palette = Palette::of(ui);
    let share = share.clamp(0.0, 1.0);
    let (place, response) = ui.allocate_exact_size(vec2(width, ui.spacing().interact_size.y), Sense::hover());
    let track = Rect::from_center_size(place.center(), vec2(width, HEIGHT));
    ui.painter().rect_filled(track, HEIGHT / 2.0, palette.control);
    ui.painter().rect_stroke(track, HEIGHT / 2.0, (1.0, palette.edge), egui::StrokeKind::Inside);
    let done = track.width() * share as f32;
    if done > 0.0 {
        let done = Rect::from_min_size(track.min, vec2(done.max(HEIGHT), HEIGHT));
        ui.painter().rect_filled(done, HEIGHT / 2.0, palette.accent);
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(share * 100.0);
        info
    });
}
