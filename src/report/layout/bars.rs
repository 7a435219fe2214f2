//! A bar a row, with its number at its end.

use super::{LABEL, MARGIN, STRONG, Scale, WIDTH, axis_below, row_height, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, font};
use crate::report::figure::Bars;
use crate::report::palette::BLUE;

/// Height of a bar beside that of its row.
const BAR: f64 = 0.65;

pub fn draw(drawing: &mut Drawing, y: &mut f64, bars: &Bars) {
    let (labels, label_width) = row_labels(bars.rows.iter().map(|row| row.label.as_str()));
    let written = bars.rows.iter().map(|row| font::width(&row.written, STRONG)).fold(0.0, f64::max);
    let (left, right) = (MARGIN + label_width + 10.0, WIDTH - MARGIN - written - 8.0);
    let scale = Scale::new(&bars.axis, left, right);
    let height = row_height(bars.rows.len());
    let (top, bottom) = (*y, *y + height * bars.rows.len() as f64);
    let end = axis_below(drawing, scale, top, bottom);
    for (index, (row, lines)) in bars.rows.iter().zip(&labels).enumerate() {
        let middle = top + height * (index as f64 + 0.5);
        row_label(drawing, lines, left - 8.0, middle, LABEL);
        let to = scale.at(row.value);
        drawing.rect(left, middle - height * BAR / 2.0, (to - left).max(0.5), height * BAR, BLUE);
        drawing.text([to + 4.0, middle + 3.0], Anchor::Left, STRONG, &row.written);
    }
    *y = end;
}
