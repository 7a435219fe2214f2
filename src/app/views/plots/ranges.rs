//! A value and a range a row, with a narrower range within it and the value's own error.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, Rect, Stroke, Ui, pos2, vec2};

use super::{Sample, area, key_ui, name_in, text_width};
use crate::app::theme::{self, Palette};
use crate::report::figure::{RangeRow, Ranges};

/// Height of a row, and of the axis with its name.
const ROW: f32 = 44.0;
const AXIS: f32 = 42.0;
/// How much of the colour a range has.
const PALE: f32 = 0.35;

/// What is what, then the rows; the one called `chosen` stands on a ground of its own.
pub fn ranges_ui(ui: &mut Ui, ranges: &Ranges, colour: Color32, chosen: &str, described: &str) {
    let palette = Palette::of(ui);
    let mut key = vec![(Sample::Upright, palette.text, ranges.dot.as_str())];
    if ranges.rows.iter().any(|row| row.low.is_finite()) {
        key.push((Sample::Surface(PALE), colour, ranges.range.as_str()));
    }
    if ranges.rows.iter().any(|row| row.within.is_some()) {
        key.push((Sample::Surface(1.0), colour, ranges.within.as_str()));
    }
    key_ui(ui, &key);
    let (area, _) = area(ui, ROW * ranges.rows.len() as f32 + AXIS, described);
    let names = (area.width() * 0.24).clamp(130.0, 280.0);
    let words = ranges.rows.iter().map(|row| width_of_words(ui, row)).fold(90.0, f32::max).min(area.width() * 0.3);
    let (left, right) = (area.left() + names + 10.0, area.right() - words - 24.0);
    let x = |value: f64| left + (right - left) * ranges.axis.along(value) as f32;
    let painter = ui.painter();
    let floor = area.bottom() - AXIS;
    let (ticks, decimals) = ranges.axis.ticks(((right - left) / 70.0).max(2.0) as usize);
    for tick in ticks {
        let line = if tick == 0.0 { palette.muted } else { palette.line };
        painter.vline(x(tick), area.top()..=floor, Stroke::new(1.0, line));
        let written = ranges.axis.written(tick, decimals);
        painter.text(pos2(x(tick), floor + 5.0), Align2::CENTER_TOP, written, theme::regular(13.0), palette.muted);
    }
    painter.hline(left..=right, floor, Stroke::new(1.0, palette.muted));
    axis_name(ui, ranges, [left, right], pos2(area.right(), floor + 22.0));
    for (at, row) in ranges.rows.iter().enumerate() {
        let top = area.top() + ROW * at as f32;
        let middle = top + 0.5 * ROW;
        if row.label == chosen {
            painter.rect_filled(Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), ROW)), 4.0, palette.chosen);
        }
        name_in(ui, &row.label, Rect::from_min_size(pos2(area.left() + 4.0, top), vec2(names, ROW)), 2);
        let bar = |[low, high]: [f64; 2], half: f32, fill| {
            painter.rect_filled(Rect::from_min_max(pos2(x(low), middle - half), pos2(x(high).max(x(low) + 1.0), middle + half)), 2.0, fill);
        };
        if row.low.is_finite() && row.high.is_finite() {
            bar([row.low, row.high], 12.0, colour.gamma_multiply(PALE));
        }
        if let Some(within) = row.within {
            bar(within, 7.0, colour);
        }
        for ring in &row.rings {
            painter.circle(pos2(x(*ring), middle), 6.0, palette.page, Stroke::new(2.0, palette.text));
        }
        if row.value.is_finite() {
            painter.vline(x(row.value), middle - 14.0..=middle + 14.0, Stroke::new(2.0, palette.text));
        }
        if row.error.is_finite() {
            painter.hline(x(row.value - row.error)..=x(row.value + row.error), middle, Stroke::new(3.0, palette.text));
        }
        words_ui(ui, row, Rect::from_min_size(pos2(right + 16.0, top), vec2(words, ROW)));
    }
}

/// The name of the axis around its middle, and not beyond the end of the chart.
fn axis_name(ui: &Ui, ranges: &Ranges, [left, right]: [f32; 2], end: egui::Pos2) {
    let text = Palette::of(ui).text;
    let galley = ui.painter().layout_no_wrap(ranges.axis.label.clone(), theme::regular(13.0), text);
    let at = (0.5 * (left + right - galley.size().x)).min(end.x - galley.size().x).max(ui.max_rect().left());
    ui.painter().galley(pos2(at, end.y), galley, text);
}

fn width_of_words(ui: &Ui, row: &RangeRow) -> f32 {
    text_width(ui, row.written.clone(), theme::bold(13.5)).max(text_width(ui, row.remark.clone(), theme::regular(12.0)))
}

/// What stands beside a row, in more lines where there is little room.
fn words_ui(ui: &Ui, row: &RangeRow, rect: Rect) {
    let palette = Palette::of(ui);
    let mut job = LayoutJob::default();
    job.append(&row.written, 0.0, TextFormat::simple(theme::bold(13.5), palette.text));
    if !row.remark.is_empty() {
        job.append(&format!("\n{}", row.remark), 0.0, TextFormat::simple(theme::regular(12.0), palette.muted));
    }
    job.wrap.max_width = rect.width() + 2.0;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, palette.text);
}
