//! Two bars a row from the middle: a figure at its low value and at its high value, and what stands beside.

use super::{Key, LABEL, MARGIN, STRONG, Scale, TICK, WIDTH, axis_below, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::{Tornado, TornadoRow};
use crate::report::palette::{BLUE, GREY, GRID, tint};

const ROW: f64 = 25.0;
const BAR: f64 = 8.0;

pub fn draw(drawing: &mut Drawing, y: &mut f64, tornado: &Tornado) {
    key(drawing, y);
    let (labels, label_width) = row_labels(tornado.rows.iter().map(|row| row.label.as_str()));
    // The value of a figure stands at the outer end of its bar, on either side.
    let values = widest(tornado.rows.iter().flat_map(|row| [&row.low.at, &row.high.at]), TICK);
    let beside = if tornado.beside.is_empty() {
        0.0
    } else {
        widest(tornado.rows.iter().map(TornadoRow::beside), LABEL).max(font::width(&tornado.beside, STRONG)) + 10.0
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
    let end = axis_below(drawing, scale, top, bottom);
    for (index, (row, lines)) in tornado.rows.iter().zip(&labels).enumerate() {
        let centre = top + ROW * (index as f64 + 0.5);
        if index > 0 {
            drawing.line(vec![[MARGIN, centre - ROW / 2.0], [WIDTH - MARGIN, centre - ROW / 2.0]], 0.4, GRID);
        }
        row_label(drawing, lines, MARGIN + label_width, centre, LABEL);
        for (end, fill, offset) in [(&row.low, tint(BLUE, 0.45), -4.6), (&row.high, BLUE, 4.6)] {
            let to = scale.at(end.step);
            drawing.rect(middle.min(to), centre + offset - BAR / 2.0, (to - middle).abs().max(0.5), BAR, fill);
            let (x, anchor) = if end.step < 0.0 { (to - 4.0, Anchor::Right) } else { (to + 4.0, Anchor::Left) };
            drawing.text([x, centre + offset + 2.9], anchor, TICK, &end.at);
        }
        drawing.text([WIDTH - MARGIN, centre + 3.0], Anchor::Right, LABEL, &row.beside());
    }
    drawing.line(vec![[middle, top], [middle, bottom]], 1.0, GREY);
    *y = end;
}

/// Width of the longest of some words.
fn widest<T: AsRef<str>>(words: impl Iterator<Item = T>, style: Type) -> f64 {
    words.map(|text| font::width(text.as_ref(), style)).fold(0.0, f64::max)
}

/// What the two bars are.
fn key(drawing: &mut Drawing, y: &mut f64) {
    let mut key = Key::new(drawing, *y);
    for (fill, words) in [(tint(BLUE, 0.45), "the figure at its low value"), (BLUE, "at its high value, all else as it is")] {
        key.entry(20.0, words, |drawing, x, y| drawing.rect(x, y - 4.0, 20.0, 8.0, fill));
    }
    *y = key.end() + 2.0;
}
