//! London as 33 squares on paper: the darker, the more, with the number in each; what is held back is struck through and says so.

use super::{Key, MARGIN, NOTE, TICK, WIDTH, ink_on};
use crate::model::geography::{BOROUGHS, Borough};
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::{Square, Squares};
use crate::report::palette::{BLUE, Colour, GREY, ORANGE, WHITE, tint};
use crate::report::tables::Symbol;

/// Columns of the map.
pub const COLUMNS: u32 = 8;
/// Rows of the map.
pub const ROWS: u32 = 7;
const SIDE: f64 = 45.0;
const GAP: f64 = 2.0;
const NAME: f64 = 8.0;
const NUMBER: f64 = 9.5;

/// Column and row of an authority, each from 0.
pub fn place(borough: &Borough) -> [f64; 2] {
    [f64::from(borough.grid_column) - 1.0, f64::from(borough.grid_row) - 1.0]
}

pub(super) fn draw(drawing: &mut Drawing, y: &mut f64, squares: &Squares) {
    drawing.text([MARGIN, *y + 5.0], Anchor::Left, TICK, &squares.label);
    *y += 12.0;
    key(drawing, y, squares);
    let left = (WIDTH - f64::from(COLUMNS) * (SIDE + GAP) + GAP) / 2.0;
    for (borough, square) in BOROUGHS.iter().zip(&squares.squares) {
        let [column, row] = place(borough);
        square_at(drawing, [left + column * (SIDE + GAP), *y + row * (SIDE + GAP)], borough, (square, fill(squares, square)));
    }
    *y += f64::from(ROWS) * (SIDE + GAP) - GAP + 4.0;
}

/// The shade of a square; numbers below zero have a colour of their own, and their sign.
fn fill(squares: &Squares, square: &Square) -> Colour {
    let colour = if squares.signs.is_some() && square.value.is_some_and(|value| value > 0.0) { ORANGE } else { BLUE };
    if square.value.is_none() { WHITE } else { tint(colour, 0.06 + 0.84 * squares.strength(square)) }
}

fn square_at(drawing: &mut Drawing, [x, y]: [f64; 2], borough: &Borough, (square, fill): (&Square, Colour)) {
    drawing.rect(x, y, SIDE, SIDE, tint(GREY, 0.5));
    drawing.rect(x + 0.5, y + 0.5, SIDE - 1.0, SIDE - 1.0, fill);
    if square.is_hidden {
        drawing.line(vec![[x, y + SIDE], [x + SIDE, y]], 0.6, tint(GREY, 0.4));
    }
    for (words, size, bold, at) in [(&borough.short_name, NAME, true, 0.40), (&square.written, NUMBER, false, 0.74)] {
        let mut style = Type { size, bold, colour: ink_on(fill) };
        while style.size > 5.5 && font::width(words, style) > SIDE - 4.0 {
            style.size -= 0.25;
        }
        let at = [x + SIDE / 2.0, y + SIDE * at];
        if square.is_hidden {
            let width = font::width(words, style);
            drawing.rect(at[0] - width / 2.0 - 1.0, at[1] - style.size * 0.8, width + 2.0, style.size * 1.05, WHITE);
        }
        drawing.text(at, Anchor::Middle, style, words);
    }
}

/// What shades are, and what is held back.
fn key(drawing: &mut Drawing, y: &mut f64, squares: &Squares) {
    let mut key = Key::new(drawing, *y);
    const SAMPLE: f64 = 36.0;
    let shades = |colour: Colour| {
        move |drawing: &mut Drawing, x: f64, y: f64| {
            for step in 0..4 {
                let part = SAMPLE / 4.0;
                drawing.rect(x + part * f64::from(step), y - 4.0, part, 8.0, tint(colour, 0.06 + 0.28 * f64::from(step)));
            }
        }
    };
    match &squares.signs {
        Some([below, above]) => {
            key.entry(SAMPLE, &format!("\u{2212} {below}"), shades(BLUE));
            key.entry(SAMPLE, &format!("+ {above}"), shades(ORANGE));
        }
        None => key.entry(SAMPLE, "the darker, the more", shades(BLUE)),
    }
    if squares.squares.iter().any(|square| square.is_hidden) {
        let words = format!("{} {}", Symbol::Confidential.sign(), Symbol::Confidential.meaning());
        key.entry(NOTE.size, &words, |drawing, x, y| drawing.line(vec![[x, y + 3.5], [x + NOTE.size, y - 3.5]], 0.6, tint(GREY, 0.4)));
    }
    *y = key.end();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::palette::contrast;

    #[test]
    fn words_can_be_read_on_every_shade() {
        for colour in [BLUE, ORANGE] {
            for step in 0..=100 {
                let fill = tint(colour, 0.06 + 0.0084 * f64::from(step));
                assert!(contrast(fill, ink_on(fill)) >= 4.5, "{fill:?}");
            }
        }
    }

    #[test]
    fn no_two_authorities_share_a_square() {
        let mut places: Vec<[u32; 2]> = BOROUGHS.iter().map(|borough| place(borough).map(|at| at as u32)).collect();
        assert!(places.iter().all(|[column, row]| *column < COLUMNS && *row < ROWS));
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), BOROUGHS.len());
    }
}
