//! The share of time with exactly so many: a column for each number, those in which every bed is taken marked and named.

use super::{MARGIN, STRONG, Scale, TICK, WIDTH, levels};
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::{Axis, Columns};
use crate::report::palette::{BLUE, ORANGE};

const HEIGHT: f64 = 105.0;

pub fn draw(drawing: &mut Drawing, y: &mut f64, columns: &Columns) {
    *y += 8.0;
    drawing.text([MARGIN, *y], Anchor::Left, STRONG, &columns.name);
    drawing.text([MARGIN, *y + 12.0], Anchor::Left, TICK, "Percent of the time");
    let (top, bottom) = (*y + 30.0, *y + 30.0 + HEIGHT);
    let (left, right) = (MARGIN + 26.0, WIDTH - MARGIN);
    let greatest = columns.percents.iter().copied().fold(1.0, f64::max);
    let axis = Axis::percent("", 0.0, greatest);
    let upright = Scale::new(&axis, bottom, top);
    levels(drawing, upright, [left, right], 4);
    let count = columns.percents.len().max(1);
    let step = (right - left) / count as f64;
    let every = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|every| step * f64::from(*every) >= 18.0).unwrap_or(1_000) as usize;
    for (n, percent) in columns.percents.iter().enumerate() {
        let from = left + step * n as f64;
        let marked = n >= columns.marked_from;
        let height = bottom - upright.at(*percent);
        if height > 0.05 {
            drawing.rect(from + step * 0.1, bottom - height, step * 0.8, height, if marked { ORANGE } else { BLUE });
        }
        if n % every == 0 {
            drawing.text([from + step / 2.0, bottom + 10.0], Anchor::Middle, TICK, &n.to_string());
        }
    }
    mark(drawing, columns, upright, left, step);
    drawing.text([(left + right) / 2.0, bottom + 21.0], Anchor::Middle, TICK, &columns.label);
    *y = bottom + 32.0;
}

/// What the marked columns are, above them.
fn mark(drawing: &mut Drawing, columns: &Columns, upright: Scale<'_>, left: f64, step: f64) {
    let Some(percents) = columns.percents.get(columns.marked_from..).filter(|percents| !percents.is_empty()) else { return };
    let highest = percents.iter().copied().fold(0.0, f64::max);
    let style = Type { size: 8.0, bold: true, colour: [0x9A, 0x3C, 0x0A] };
    let end = left + step * columns.percents.len() as f64;
    let start = left + step * columns.marked_from as f64;
    let width = font::width(&columns.marked_label, style);
    // Right-aligned at the edge, unless a few columns at the left are all there are.
    let x = if end - width > left { end } else { start + width };
    let above =
        columns.percents.iter().enumerate().filter(|(n, _)| left + step * (*n as f64 + 1.0) > x - width).map(|(_, percent)| *percent);
    drawing.text([x, upright.at(above.fold(highest, f64::max)) - 4.0], Anchor::Right, style, &columns.marked_label);
}
