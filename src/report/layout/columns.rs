//! The share of time with exactly so many: a column for each number, those in which every bed is taken marked and named.

use super::{MARGIN, STRONG, Scale, TICK, WIDTH, levels};
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::{Axis, Columns};
use crate::report::palette::{BLUE, GREY, ORANGE};
use crate::report::wording::number;

const HEIGHT: f64 = 105.0;

/// Room for the words of a mark.
const MARK: f64 = 10.5;

pub fn draw(drawing: &mut Drawing, y: &mut f64, columns: &Columns) {
    *y += 8.0;
    drawing.text([MARGIN, *y], Anchor::Left, STRONG, &columns.name);
    drawing.text([MARGIN, *y + 12.0], Anchor::Left, TICK, &columns.upright);
    let top = *y + 30.0 + MARK * columns.marks.len() as f64;
    let bottom = top + HEIGHT;
    let (left, right) = (MARGIN + 26.0, WIDTH - MARGIN);
    let greatest = columns.percents.iter().copied().fold(1.0, f64::max);
    let axis = Axis::percent("", 0.0, greatest);
    let upright = Scale::new(&axis, bottom, top);
    levels(drawing, upright, [left, right], 4);
    let below = columns.across();
    let across = Scale::new(&below, left, right);
    let gap = if columns.each.is_some() { 0.4 } else { 0.0 };
    for (n, percent) in columns.percents.iter().enumerate() {
        let [from, to] = columns.ends(n).map(|end| across.at(end));
        let marked = n >= columns.marked_from;
        let height = bottom - upright.at(*percent);
        if height > 0.05 {
            drawing.rect(from + gap, bottom - height, to - from - 2.0 * gap, height, if marked { ORANGE } else { BLUE });
        }
    }
    numbers(drawing, columns, across, bottom);
    if columns.marks.is_empty() {
        mark(drawing, columns, upright, across);
    } else {
        marks(drawing, columns, across, [*y + 24.0, bottom]);
    }
    drawing.text([(left + right) / 2.0, bottom + 21.0], Anchor::Middle, TICK, &columns.label);
    *y = bottom + 32.0;
}

/// Numbers below: under their columns, or where the parts of the axis begin.
fn numbers(drawing: &mut Drawing, columns: &Columns, across: Scale<'_>, bottom: f64) {
    let (ticks, decimals) = if columns.each.is_some() {
        across.axis.ticks(9)
    } else {
        let (count, step) = (columns.percents.len(), across.at(1.0) - across.at(0.0));
        let every =
            [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|every| step * f64::from(*every) >= 18.0).unwrap_or(1_000) as usize;
        ((0..count).step_by(every).map(|n| n as f64).collect(), 0)
    };
    for tick in ticks {
        drawing.text([across.at(tick), bottom + 10.0], Anchor::Middle, TICK, &number(tick, decimals));
    }
}

/// Places along the axis with their words above the chart, those further left higher, so that no line runs through words.
fn marks(drawing: &mut Drawing, columns: &Columns, across: Scale<'_>, [top, bottom]: [f64; 2]) {
    let mut order: Vec<_> = columns.marks.iter().collect();
    order.sort_by(|one, other| one.at.total_cmp(&other.at));
    for (row, mark) in order.into_iter().enumerate() {
        let (x, middle) = (across.at(mark.at), top + MARK * row as f64);
        let ends = vec![[x, bottom], [x, middle - 4.0]];
        if mark.is_dashed {
            drawing.dashes(ends, 1.1, GREY)
        } else {
            drawing.line(ends, 1.1, GREY)
        }
        let width = font::width(&mark.words, STRONG);
        let left = if x + 4.0 + width > across.to { x - 4.0 - width } else { x + 4.0 };
        drawing.text([left, middle + 2.5], Anchor::Left, STRONG, &mark.words);
    }
}

/// What the marked columns are, above them.
fn mark(drawing: &mut Drawing, columns: &Columns, upright: Scale<'_>, across: Scale<'_>) {
    let Some(percents) = columns.percents.get(columns.marked_from..).filter(|percents| !percents.is_empty()) else { return };
    let highest = percents.iter().copied().fold(0.0, f64::max);
    let style = Type { size: 8.0, bold: true, colour: [0x9A, 0x3C, 0x0A] };
    let (left, end) = (across.from, across.to);
    let start = across.at(columns.ends(columns.marked_from)[0]);
    let width = font::width(&columns.marked_label, style);
    // Right-aligned at the edge, unless a few columns at the left are all there are.
    let x = if end - width > left { end } else { start + width };
    let above =
        columns.percents.iter().enumerate().filter(|(n, _)| across.at(columns.ends(*n)[1]) > x - width).map(|(_, percent)| *percent);
    drawing.text([x, upright.at(above.fold(highest, f64::max)) - 4.0], Anchor::Right, style, &columns.marked_label);
}
