//! A value and a range a row, with a narrower range within it and the value's own error.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2, vec2};

use super::{area, name_in};
use crate::app::theme::{self, Palette};
use crate::report::figure::Ranges;

/// Height of a row, and of the axis with its name.
const ROW: f32 = 44.0;
const AXIS: f32 = 42.0;

/// The rows; the one called `chosen` stands on a ground of its own.
pub fn ranges_ui(ui: &mut Ui, ranges: &Ranges, colour: Color32, chosen: &str, described: &str) {
    let palette = Palette::of(ui);
    let (area, _) = area(ui, ROW * ranges.rows.len() as f32 + AXIS, described);
    let (names, words) = ((area.width() * 0.24).clamp(130.0, 280.0), (area.width() * 0.24).clamp(150.0, 280.0));
    let (left, right) = (area.left() + names + 10.0, area.right() - words - 16.0);
    let x = |value: f64| left + (right - left) * ranges.axis.along(value) as f32;
    let painter = ui.painter();
    let floor = area.bottom() - AXIS;
    let (ticks, decimals) = ranges.axis.ticks(((right - left) / 70.0).max(2.0) as usize);
    for tick in ticks {
        painter.vline(x(tick), area.top()..=floor, Stroke::new(1.0, palette.line));
        let written = ranges.axis.written(tick, decimals);
        painter.text(pos2(x(tick), floor + 5.0), Align2::CENTER_TOP, written, theme::regular(13.0), palette.muted);
    }
    painter.hline(left..=right, floor, Stroke::new(1.0, palette.muted));
    let name = pos2(0.5 * (left + right), floor + 22.0);
    painter.text(name, Align2::CENTER_TOP, &ranges.axis.label, theme::regular(13.0), palette.text);
    for (at, row) in ranges.rows.iter().enumerate() {
        let top = area.top() + ROW * at as f32;
        let middle = top + 0.5 * ROW;
        if row.label == chosen {
            painter.rect_filled(Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), ROW)), 4.0, palette.chosen);
        }
        name_in(ui, &row.label, Rect::from_min_size(pos2(area.left() + 4.0, top), vec2(names, ROW)), 2);
        let bar = |[low, high]: [f64; 2], half: f32, fill| {
            painter.rect_filled(Rect::from_min_max(pos2(x(low), middle - half), pos2(x(high).max(x(low) + 1.0), middle + half)), 3.0, fill);
        };
        if row.low.is_finite() {
            bar([row.low, row.high], 12.0, colour.gamma_multiply(0.35));
        }
        if let Some(within) = row.within {
            bar(within, 7.0, colour);
        }
        for ring in &row.rings {
            painter.circle(pos2(x(*ring), middle), 6.0, palette.page, Stroke::new(2.0, palette.text));
        }
        painter.vline(x(row.value), middle - 14.0..=middle + 14.0, Stroke::new(2.0, palette.text));
        if row.error.is_finite() {
            painter.hline(x(row.value - row.error)..=x(row.value + row.error), middle, Stroke::new(3.0, palette.text));
        }
        painter.text(pos2(right + 16.0, middle - 8.0), Align2::LEFT_CENTER, &row.written, theme::bold(13.5), palette.text);
        painter.text(pos2(right + 16.0, middle + 9.0), Align2::LEFT_CENTER, &row.remark, theme::regular(12.0), palette.muted);
    }
}
