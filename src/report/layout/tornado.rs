//! Two bars a row from the middle: a figure at its low value and at its high value, and what stands beside.

use super::{LABEL, MARGIN, NOTE, STRONG, Scale, TICK, WIDTH, axis_below, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::Tornado;
use crate::report::palette::{BLUE, GREY, GRID, tint};

const ROW: f64 = 25.0;
const BAR: f64 = 8.0;

pub fn draw(drawing: &mut Drawing, y: &mut f64, tornado: &Tornado) {
    key(drawing, y);
    let (labels, label_width) = row_labels(tornado.rows.iter().map(|row| row.label.as_str()));
    // The value of a figure stands at the outer end of its bar, on either side.
    let values = widest(tornado.rows.iter().flat_map(|row| [&row.low.1, &row.high.1]), TICK);
    let beside = if tornado.beside.is_empty() {
        0.0
    } else {
        widest(tornado.rows.iter().map(|row| &row.beside), LABEL).max(font::width(&tornado.beside, STRONG)) + 10.0
    };
    let (left, right) = (MARGIN + label_width + values + 16.0, WIDTH - MARGIN - beside - values - 8.0);
    let scale = Scale::new(&tornado.axis, left, right);
    let middle = scale.at(0.0);
    drawing.text([middle, *y + 8.0], Anchor::Middle, STRONG, &tornado.middle);
    if !tornado.beside.is_empty() {
        drawing.text([WIDTH - MARGIN, *y + 8.0], Anchor::Right, STRONG, &tornado.beside);
    }
    let top = *y + 14.0;
    let bottom = top + ROW * tornado.rows.len() as f64;
    let end = axis_below(drawing, &tornado.axis, scale, top, bottom);
    for (index, (row, lines)) in tornado.rows.iter().zip(&labels).enumerate() {
        let centre = top + ROW * (index as f64 + 0.5);
        if index > 0 {
            drawing.line(vec![[MARGIN, centre - ROW / 2.0], [WIDTH - MARGIN, centre - ROW / 2.0]], 0.4, GRID);
        }
        row_label(drawing, lines, MARGIN + label_width, centre, LABEL);
        for ((step, words), fill, offset) in [(&row.low, tint(BLUE, 0.45), -4.6), (&row.high, BLUE, 4.6)] {
            let to = scale.at(*step);
            drawing.rect(middle.min(to), centre + offset - BAR / 2.0, (to - middle).abs().max(0.5), BAR, fill);
            let (x, anchor) = if *step < 0.0 { (to - 4.0, Anchor::Right) } else { (to + 4.0, Anchor::Left) };
            drawing.text([x, centre + offset + 2.9], anchor, TICK, words);
        }
        drawing.text([WIDTH - MARGIN, centre + 3.0], Anchor::Right, LABEL, &row.beside);
    }
    drawing.line(vec![[middle, top], [middle, bottom]], 1.0, GREY);
    *y = end;
}

/// Width of the longest of some words.
fn widest<'a>(words: impl Iterator<Item = &'a String>, style: Type) -> f64 {
    words.map(|text| font::width(text, style)).fold(0.0, f64::max)
}

/// What the two bars are.
fn key(drawing: &mut Drawing, y: &mut f64) {
    let middle = *y + 3.0;
    let mut x = MARGIN;
    for (fill, words) in [(tint(BLUE, 0.45), "the figure at its low value"), (BLUE, "at its high value, all else as it is")] {
        drawing.rect(x, middle - 4.0, 20.0, 8.0, fill);
        drawing.text([x + 26.0, middle + 2.7], Anchor::Left, NOTE, words);
        x += 26.0 + font::width(words, NOTE) + 16.0;
    }
    *y += 18.0;
}
