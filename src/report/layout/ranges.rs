//! A dot and a range a row, the number beside it.

use super::{LABEL, MARGIN, NOTE, STRONG, Scale, WIDTH, axis_below, row_height, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, Shape, font};
use crate::report::figure::{RangeRow, Ranges};
use crate::report::palette::{BLUE, GREY, tint};

const DOT: f64 = 3.6;

pub fn draw(drawing: &mut Drawing, y: &mut f64, ranges: &Ranges) {
    key(drawing, y, ranges);
    let (labels, label_width) = row_labels(ranges.rows.iter().map(|row| row.label.as_str()));
    let written = ranges.rows.iter().map(|row| font::width(&row.written, STRONG)).fold(0.0, f64::max);
    let (left, right) = (MARGIN + label_width + 10.0, WIDTH - MARGIN - written - 10.0);
    let scale = Scale::new(&ranges.axis, left, right);
    let height = row_height(ranges.rows.len());
    let (top, bottom) = (*y, *y + height * ranges.rows.len() as f64);
    let end = axis_below(drawing, &ranges.axis, scale, top, bottom);
    for (index, (row, lines)) in ranges.rows.iter().zip(&labels).enumerate() {
        let middle = top + height * (index as f64 + 0.5);
        let style = if row.is_baseline { STRONG } else { LABEL };
        row_label(drawing, lines, left - 8.0, middle, style);
        drawing.text([WIDTH - MARGIN, middle + 3.0], Anchor::Right, STRONG, &row.written);
        mark(drawing, row, scale, middle);
    }
    *y = end;
}

fn mark(drawing: &mut Drawing, row: &RangeRow, scale: Scale, middle: f64) {
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
}

/// What dot and range are, above the chart.
fn key(drawing: &mut Drawing, y: &mut f64, ranges: &Ranges) {
    let middle = *y + 3.0;
    let mut x = MARGIN + 4.0;
    drawing.shapes.push(Shape::Dot { at: [x, middle], radius: DOT, fill: BLUE });
    x += 9.0;
    drawing.text([x, middle + 2.7], Anchor::Left, NOTE, &ranges.dot);
    x += font::width(&ranges.dot, NOTE) + 16.0;
    if ranges.rows.iter().any(|row| row.low.is_finite()) {
        drawing.rect(x, middle - 2.6, 24.0, 5.2, tint(BLUE, 0.35));
        for x in [x, x + 24.0] {
            drawing.line(vec![[x, middle - 4.2], [x, middle + 4.2]], 0.9, BLUE);
        }
        drawing.text([x + 30.0, middle + 2.7], Anchor::Left, NOTE, &ranges.range);
        x += 30.0 + font::width(&ranges.range, NOTE) + 16.0;
    }
    if ranges.rows.iter().any(|row| row.within.is_some()) {
        drawing.rect(x, middle - 2.6, 24.0, 5.2, BLUE);
        drawing.text([x + 30.0, middle + 2.7], Anchor::Left, NOTE, &ranges.within);
    }
    *y += 16.0;
}
