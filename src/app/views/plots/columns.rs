//! How often exactly so many.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2};

use super::{Frame, NAME, NUMBERS, SMALL, area, text_width};
use crate::app::theme::{self, Palette};
use crate::report::figure::{Axis, Columns};
use crate::report::wording::percent;

/// Columns; those that are marked in a colour of their own, with what they are above them.
pub fn columns_ui(ui: &mut Ui, columns: &Columns, colour: Color32, described: &str, height: f32) {
    let (area, response) = area(ui, height, described);
    if !ui.is_rect_visible(area) {
        return;
    }
    let palette = Palette::of(ui);
    let greatest = columns.percents.iter().copied().fold(1.0, f64::max);
    let across = Axis::new(&columns.label, -0.5, columns.percents.len() as f64 - 0.5);
    let upright = Axis::percent("Percent of the time", 0.0, greatest * 1.12);
    let frame = Frame::new(ui, area, [&across, &upright], 4.0, NUMBERS + NAME);
    frame.levels(ui);
    frame.below(ui, false);
    let pointed = frame.pointed(&response).map(|at| at.round().max(0.0) as usize);
    for (n, share) in columns.percents.iter().enumerate() {
        let corner = |side: f64, height: f64| frame.at([n as f64 + side * 0.39, height]);
        let column = Rect::from_two_pos(corner(-1.0, 0.0), corner(1.0, *share));
        let fill = if n >= columns.marked_from { palette.full } else { colour.gamma_multiply(0.8) };
        ui.painter().rect_filled(column, 0.0, fill);
        if pointed == Some(n) {
            ui.painter().rect_stroke(column, 0.0, Stroke::new(1.0, palette.text), egui::StrokeKind::Outside);
        }
    }
    marked(ui, columns, &frame);
    if let Some((n, share)) = pointed.and_then(|n| Some((n, columns.percents.get(n)?))) {
        response.on_hover_text_at_pointer(format!("{}: {n}\n{} of the time", columns.label, percent(share / 100.0)));
    }
}

/// What marked columns are, above them and above what else the words reach over.
fn marked(ui: &Ui, columns: &Columns, frame: &Frame<'_>) {
    if columns.marked_from >= columns.percents.len() {
        return;
    }
    let width = text_width(ui, columns.marked_label.clone(), theme::bold(SMALL));
    let right = frame.rect.right();
    let below = columns.percents.iter().enumerate().filter(|(n, _)| frame.at([*n as f64 + 0.5, 0.0]).x > right - width);
    let top = below.map(|(_, share)| frame.at([0.0, *share]).y).fold(frame.rect.bottom(), f32::min);
    let at = pos2(right, (top - 3.0).max(frame.rect.top() + 14.0));
    ui.painter().text(at, Align2::RIGHT_BOTTOM, &columns.marked_label, theme::bold(SMALL), Palette::of(ui).full);
}
