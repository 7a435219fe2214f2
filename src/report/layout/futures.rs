//! Fifty possible futures a row, a dot each; the middle of the option compared with as a dashed line through all rows.

use super::{Key, LABEL, MARGIN, NOTE, STRONG, Scale, WIDTH, axis_below, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, Shape, font};
use crate::report::figure::{FutureRow, Futures};
use crate::report::palette::{BLUE, Colour, GREY, GRID, TEXT};

/// Least and greatest width of a dot.
const DOT: [f64; 2] = [2.4, 4.6];
/// Height of all rows where that leaves each within these limits.
const ROWS: f64 = 420.0;
const ROW: [f64; 2] = [16.0, 38.0];
/// Corners of a dot.
const CORNERS: usize = 16;
/// With less height a row has no room for a second line of words.
const TWO_LINES: f64 = 21.0;

pub fn draw(drawing: &mut Drawing, y: &mut f64, futures: &Futures) {
    key(drawing, y, futures);
    let (labels, label_width) = row_labels(futures.rows.iter().map(|row| row.label.as_str()));
    let width = |row: &FutureRow| font::width(&row.written, STRONG).max(font::width(&row.remark, NOTE));
    let written = futures.rows.iter().map(width).fold(0.0, f64::max);
    let (left, right) = (MARGIN + label_width + 12.0, WIDTH - MARGIN - written - 12.0);
    let scale = Scale::new(&futures.axis, left, right);
    let height = (ROWS / futures.rows.len().max(1) as f64).clamp(ROW[0], ROW[1]);
    let (top, bottom) = (*y, *y + height * futures.rows.len() as f64);
    let end = axis_below(drawing, scale, top, bottom);
    if let Some((value, _)) = &futures.line {
        let x = scale.at(*value);
        drawing.dashes(vec![[x, top], [x, bottom]], 1.1, TEXT);
    }
    let room = height - 3.0;
    let dot = futures.dot(|value| scale.at(value) - left, room, DOT);
    for (index, (row, lines)) in futures.rows.iter().zip(&labels).enumerate() {
        let foot = top + height * (index as f64 + 1.0);
        let middle = foot - height / 2.0;
        drawing.line(vec![[MARGIN, foot], [WIDTH - MARGIN, foot]], 0.4, GRID);
        row_label(drawing, lines, left - 8.0, middle, if row.is_baseline { STRONG } else { LABEL });
        let up = if height >= TWO_LINES { 4.0 } else { 0.0 };
        drawing.text([WIDTH - MARGIN, middle + 3.0 - up], Anchor::Right, STRONG, &row.written);
        if up > 0.0 {
            drawing.text([WIDTH - MARGIN, middle + 8.0], Anchor::Right, NOTE, &row.remark);
        }
        let fill = if row.is_baseline { GREY } else { BLUE };
        for [x, above] in row.places(|value| scale.at(value) - left, dot, room) {
            disc(drawing, [left + x, foot - 1.0 - above], dot / 2.0 - 0.15, fill);
        }
        if let Some((value, words)) = &row.limit {
            let x = scale.at(*value);
            drawing.line(vec![[x, foot - height + 3.0], [x, foot - 0.5]], 1.8, TEXT);
            drawing.text([x - 3.0, foot - height + 9.0], Anchor::Right, NOTE, words);
        }
    }
    *y = end;
}

/// A disc without the rim of larger dots, which would hide its neighbours.
fn disc(drawing: &mut Drawing, [x, y]: [f64; 2], radius: f64, fill: Colour) {
    let corner = |at: usize| {
        let angle = at as f64 / CORNERS as f64 * std::f64::consts::TAU;
        [x + radius * libm::cos(angle), y + radius * libm::sin(angle)]
    };
    drawing.shapes.push(Shape::Area { points: (0..CORNERS).map(corner).collect(), fill });
}

/// What a dot and the lines are, above the chart.
fn key(drawing: &mut Drawing, y: &mut f64, futures: &Futures) {
    let mut key = Key::new(drawing, *y);
    key.entry(8.0, "one of 50 possible futures", |drawing, x, y| disc(drawing, [x + 4.0, y], DOT[1] / 2.0, BLUE));
    if let Some((_, words)) = &futures.line {
        key.entry(20.0, words, |drawing, x, y| drawing.dashes(vec![[x, y], [x + 20.0, y]], 1.1, TEXT));
    }
    *y = key.end();
}
