//! So many of so many: squares, the filled ones first.

use super::{Key, MARGIN, WIDTH};
use crate::report::drawing::Drawing;
use crate::report::figure::Counted;
use crate::report::palette::{GREY, ORANGE, WHITE};

/// Greatest side of a square, and the gap between two.
const SIDE: f64 = 13.0;
const GAP: f64 = 3.0;

pub fn draw(drawing: &mut Drawing, y: &mut f64, squares: &Counted) {
    let mut key = Key::new(drawing, *y);
    for (label, is_filled) in squares.labels.iter().zip([true, false]) {
        key.entry(9.0, label, |drawing, x, y| square(drawing, [x, y - 4.5], 9.0, is_filled));
    }
    *y = key.end();
    let in_line = squares.in_line.max(1);
    let side = ((WIDTH - 2.0 * MARGIN + GAP) / in_line as f64 - GAP).min(SIDE);
    for at in 0..squares.of {
        let corner = [MARGIN + (at % in_line) as f64 * (side + GAP), *y + (at / in_line) as f64 * (side + GAP)];
        square(drawing, corner, side, at < squares.filled);
    }
    *y += squares.of.div_ceil(in_line) as f64 * (side + GAP);
}

/// One of them: full of colour, or only its edge.
fn square(drawing: &mut Drawing, [x, y]: [f64; 2], side: f64, is_filled: bool) {
    drawing.rect(x, y, side, side, if is_filled { ORANGE } else { GREY });
    if !is_filled {
        drawing.rect(x + 0.8, y + 0.8, side - 1.6, side - 1.6, WHITE);
    }
}
