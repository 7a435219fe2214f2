//! A bar of parts a row, each part with its number in it; the parts are named above, in their order.

use super::{Key, LABEL, MARGIN, Scale, WIDTH, axis_below, row_height, row_label, row_labels};
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::Stacks;
use crate::report::palette::{CATEGORIES, text_on};
use crate::report::wording::number;

/// Height of a bar beside that of its row.
const BAR: f64 = 0.65;

pub fn draw(drawing: &mut Drawing, y: &mut f64, stacks: &Stacks) {
    key(drawing, y, stacks);
    let (labels, label_width) = row_labels(stacks.rows.iter().map(|(label, _)| label.as_str()));
    let (left, right) = (MARGIN + label_width + 10.0, WIDTH - MARGIN - 12.0);
    let scale = Scale::new(&stacks.axis, left, right);
    let row = row_height(stacks.rows.len());
    let bar = row * BAR;
    let (top, bottom) = (*y, *y + row * stacks.rows.len() as f64);
    let end = axis_below(drawing, scale, top, bottom);
    for (index, ((_, values), lines)) in stacks.rows.iter().zip(&labels).enumerate() {
        let middle = top + row * (index as f64 + 0.5);
        row_label(drawing, lines, left - 8.0, middle, LABEL);
        let mut start = 0.0;
        for ((value, colour), part) in values.iter().zip(CATEGORIES).zip(&stacks.parts) {
            let (from, to) = (scale.at(start), scale.at(start + value));
            start += value;
            if to - from < 0.3 {
                continue;
            }
            // A thin gap keeps parts apart in grey too.
            drawing.rect(from, middle - bar / 2.0, (to - from - 0.8).max(0.3), bar, colour);
            let style = Type { size: 8.5, bold: true, colour: text_on(colour) };
            let fits = |text: &String| font::width(text, style) + 4.0 < to - from;
            // The name of the part, where there is room for it: in grey, the first and the third look alike.
            let (written, part) = (number(*value, 0), part.trim_start_matches("Placed ").to_lowercase().replace("london", "London"));
            if let Some(written) = [format!("{written} {part}"), written].into_iter().find(fits) {
                drawing.text([(from + to) / 2.0, middle + 3.0], Anchor::Middle, style, &written);
            }
        }
    }
    *y = end;
}

/// The parts that any row has.
fn key(drawing: &mut Drawing, y: &mut f64, stacks: &Stacks) {
    let mut key = Key::new(drawing, *y);
    for index in stacks.drawn() {
        let (Some(part), Some(colour)) = (stacks.parts.get(index), CATEGORIES.get(index)) else { continue };
        key.entry(9.0, &format!("{}. {part}", index + 1), |drawing, x, y| drawing.rect(x, y - 4.0, 9.0, 9.0, *colour));
    }
    *y = key.end();
}
