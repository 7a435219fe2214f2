//! So many of so many: squares, the filled ones first.

use egui::{Rect, Stroke, StrokeKind, Ui, vec2};

use super::area;
use crate::app::theme::Palette;
use crate::report::figure::Counted;

const GAP: f32 = 3.0;

/// The squares; what they are stands beside them in words.
pub fn counted_ui(ui: &mut Ui, squares: &Counted, described: &str) {
    let palette = Palette::of(ui);
    let in_line = squares.in_line.max(1);
    let size = ((ui.available_width() + GAP) / in_line as f32 - GAP).clamp(6.0, 16.0);
    let (area, _) = area(ui, squares.of.div_ceil(in_line) as f32 * (size + GAP), described);
    for at in 0..squares.of {
        let corner = area.min + vec2((at % in_line) as f32, (at / in_line) as f32) * (size + GAP);
        let square = Rect::from_min_size(corner, vec2(size, size));
        if at < squares.filled {
            ui.painter().rect_filled(square, 0.0, palette.full);
        } else {
            ui.painter().rect_stroke(square, 0.0, Stroke::new(1.0, palette.muted), StrokeKind::Inside);
        }
    }
}
