//! A dot and a range a row, the number beside it.

use super::{Key, LABEL, MARGIN, NOTE, STRONG, Scale, WIDTH, axis_below, row_height, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, Shape, font};
use crate::report::figure::{RangeRow, Ranges};
use crate::report::palette::{BLUE, GREY, TEXT, tint};

const DOT: f64 = 3.6;

pub fn draw(drawing: &mut Drawing, y: &mut f64, ranges: &Ranges) {
    key(drawing, y, ranges);
    let (labels, label_width) = row_labels(ranges.rows.iter().map(|row| row.label.as_str()));
    let width = |row: &RangeRow| font::width(&row.written, STRONG).max(font::width(&row.remark, NOTE));
    let written = ranges.rows.iter().map(width).fold(0.0, f64::max);
    let (left, right) = (MARGIN + label_width + 10.0, WIDTH - MARGIN - written - 10.0);
    let scale = Scale::new(&ranges.axis, left, right);
    let height = row_height(ranges.rows.len());
    let (top, bottom) = (*y, *y + height * ranges.rows.len() as f64);
    let end = axis_below(drawing, scale, top, bottom);
    for (index, (row, lines)) in ranges.rows.iter().zip(&labels).enumerate() {
        let middle = top + height * (index as f64 + 0.5);
        let style = if row.is_baseline { STRONG } else { LABEL };
        row_label(drawing, lines, left - 8.0, middle, style);
        // Rows that stand close have no room for a second line.
        let remark = Some(&row.remark).filter(|remark| !remark.is_empty() && height > 2.0 * NOTE.size);
        let up = if remark.is_some() { 4.0 } else { 0.0 };
        drawing.text([WIDTH - MARGIN, middle + 3.0 - up], Anchor::Right, STRONG, &row.written);
        if let Some(remark) = remark {
            drawing.text([WIDTH - MARGIN, middle + 8.0], Anchor::Right, NOTE, remark);
        }
        mark(drawing, row, scale, middle);
    }
    *y = end;
}

fn mark(drawing: &mut Drawing, row: &RangeRow, scale: Scale<'_>, middle: f64) {
    let colour = if row.is_baseline { GREY } else { BLUE };
    let (low, high) = (scale.at(row.low), scale.at(row.high));
    // A range no wider than the dot is behind it.
    if high - low > 2.0 * DOT {
        drawing.rect(low, middle - 2.6, (high - low).max(1.0), 5.2, tint(colour, 0.35));
        for x in [low, high] {
            drawing.line(vec![[x, middle - 4.2], [x, middle + 4.2]], 0.9, colour);
        }
    }
    if let Some(within) = row.within {
        let [low, high] = within.map(|end| scale.at(end));
        drawing.rect(low, middle - 2.6, (high - low).max(1.0), 5.2, colour);
    }
    if row.value.is_finite() {
        drawing.shapes.push(Shape::Dot { at: [scale.at(row.value), middle], radius: DOT, fill: colour });
    }
    for value in &row.rings {
        ring(drawing, [scale.at(*value), middle]);
    }
}

/// A circle through which what lies below it is seen.
fn ring(drawing: &mut Drawing, [x, y]: [f64; 2]) {
    let corner = |step: u32| {
        let (sine, cosine) = (f64::from(step) / 24.0 * std::f64::consts::TAU).sin_cos();
        [x + (DOT + 0.8) * cosine, y + (DOT + 0.8) * sine]
    };
    drawing.line((0..=24).map(corner).collect(), 1.1, TEXT);
}

/// What dot and range are, above the chart.
fn key(drawing: &mut Drawing, y: &mut f64, ranges: &Ranges) {
    let mut key = Key::new(drawing, *y);
    key.entry(8.0, &ranges.dot, |drawing, x, y| drawing.shapes.push(Shape::Dot { at: [x + 4.0, y], radius: DOT, fill: BLUE }));
    if ranges.rows.iter().any(|row| row.low.is_finite()) {
        key.entry(24.0, &ranges.range, |drawing, x, y| {
            drawing.rect(x, y - 2.6, 24.0, 5.2, tint(BLUE, 0.35));
            for x in [x, x + 24.0] {
                drawing.line(vec![[x, y - 4.2], [x, y + 4.2]], 0.9, BLUE);
            }
        });
    }
    if ranges.rows.iter().any(|row| row.within.is_some()) {
        key.entry(24.0, &ranges.within, |drawing, x, y| drawing.rect(x, y - 2.6, 24.0, 5.2, BLUE));
    }
    if ranges.rows.iter().any(|row| !row.rings.is_empty()) {
        key.entry(8.0, &ranges.within, |drawing, x, y| {
            ring(drawing, [x + 4.0, y]);
        });
    }
    *y = key.end();
}
