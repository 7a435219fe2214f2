//! Rows and columns with a number in each field.

use super::{Key, LABEL, MARGIN, STRONG, TICK, WIDTH, ink_on};
use crate::report::drawing::{Anchor, Drawing, Type};
use crate::report::figure::Grid;
use crate::report::palette::{BLUE, TEXT, WHITE, tint};

/// Height of a row, room for its name, and the greatest width of a field.
const ROW: f64 = 20.0;
const NAMES: f64 = 104.0;
const FIELD: f64 = 62.0;
/// Between two fields, and the width of a frame.
const GAP: f64 = 2.0;
const FRAME: f64 = 1.6;

pub fn draw(drawing: &mut Drawing, y: &mut f64, grid: &Grid) {
    let mut key = Key::new(drawing, *y);
    key.entry(12.0, &grid.marked, |drawing, x, y| {
        drawing.rect(x, y - 8.0, 12.0, 10.0, TEXT);
        drawing.rect(x + FRAME, y - 8.0 + FRAME, 12.0 - 2.0 * FRAME, 10.0 - 2.0 * FRAME, WHITE);
    });
    *y = key.end();
    let width = ((WIDTH - 2.0 * MARGIN - NAMES) / grid.columns.len().max(1) as f64).min(FIELD);
    let left = |column: usize| MARGIN + NAMES + width * column as f64;
    drawing.text([MARGIN, *y + 10.0], Anchor::Left, TICK, &grid.across);
    for (column, name) in grid.columns.iter().enumerate() {
        drawing.text([left(column) + width / 2.0, *y + 10.0], Anchor::Middle, STRONG, name);
    }
    *y += ROW - 4.0;
    for row in &grid.rows {
        drawing.text([MARGIN, *y + 13.0], Anchor::Left, LABEL, &row.label);
        for (column, field) in row.fields.iter().enumerate().filter_map(|(column, field)| Some((column, field.as_ref()?))) {
            let fill = tint(BLUE, 0.06 + 0.84 * field.strength);
            let (x, inner) = (left(column), if field.is_marked { FRAME } else { 0.0 });
            let [across, down] = [width - GAP, ROW - GAP];
            drawing.rect(x, *y, across, down, TEXT);
            drawing.rect(x + inner, *y + inner, across - 2.0 * inner, down - 2.0 * inner, WHITE);
            drawing.rect(x + inner, *y + inner, across - 2.0 * inner, down - 2.0 * inner, fill);
            let size = if width < 34.0 { 6.5 } else { 8.0 };
            let style = Type { size, bold: true, colour: ink_on(fill) };
            drawing.text([x + across / 2.0, *y + 12.0], Anchor::Middle, style, &field.text());
        }
        *y += ROW;
    }
}
