//! From a figure to a drawing: the finding above, what is measured below it, the chart, how to read it, where it comes from.

mod bars;
mod columns;
mod counted;
mod fan;
pub mod flow;
mod futures;
mod grid;
mod lines;
mod ranges;
pub mod scatter;
pub mod squares;
mod stacks;
mod tornado;

use super::drawing::{Anchor, Drawing, Type, font};
use super::figure::{Axis, Figure, Plot};
use super::palette::{Colour, GREY, GRID, TEXT, WHITE, contrast};

/// Width of every chart: 16 cm, the width of a text column on A4.
pub const WIDTH: f64 = 16.0 / 2.54 * 72.0;
/// Room at the left and the right edge.
pub const MARGIN: f64 = 6.0;

const TITLE: Type = Type { size: 11.5, bold: true, colour: TEXT };
const SUBTITLE: Type = Type { size: 9.0, bold: false, colour: GREY };
const LABEL: Type = Type { size: 8.5, bold: false, colour: TEXT };
const STRONG: Type = Type { size: 8.5, bold: true, colour: TEXT };
const TICK: Type = Type { size: 8.0, bold: false, colour: GREY };
const NOTE: Type = Type { size: 7.5, bold: false, colour: GREY };

/// Draws a figure.
pub fn drawing(figure: &Figure) -> Drawing {
    let mut drawing = Drawing { width: WIDTH, height: 0.0, shapes: Vec::new() };
    let mut y = 4.0;
    paragraph(&mut drawing, &mut y, &figure.title, TITLE);
    y += 1.5;
    paragraph(&mut drawing, &mut y, &figure.subtitle, SUBTITLE);
    y += 8.0;
    match &figure.plot {
        Plot::Ranges(ranges) => ranges::draw(&mut drawing, &mut y, ranges),
        Plot::Futures(futures) => futures::draw(&mut drawing, &mut y, futures),
        Plot::Bars(bars) => bars::draw(&mut drawing, &mut y, bars),
        Plot::Counted(squares) => counted::draw(&mut drawing, &mut y, squares),
        Plot::Stacks(stacks) => stacks::draw(&mut drawing, &mut y, stacks),
        Plot::Fan(fan) => fan::draw(&mut drawing, &mut y, fan),
        Plot::Columns(panels) => panels.iter().for_each(|panel| columns::draw(&mut drawing, &mut y, panel)),
        Plot::Lines(lines) => lines::draw(&mut drawing, &mut y, lines),
        Plot::Tornado(tornado) => tornado::draw(&mut drawing, &mut y, tornado),
        Plot::Scatter(scatter) => scatter::draw(&mut drawing, &mut y, scatter),
        Plot::Flow(flow) => flow::draw(&mut drawing, &mut y, flow),
        Plot::Grid(grid) => grid::draw(&mut drawing, &mut y, grid),
        Plot::Squares(squares) => squares::draw(&mut drawing, &mut y, squares),
    }
    y += 6.0;
    if !figure.note.is_empty() {
        paragraph(&mut drawing, &mut y, &figure.note, NOTE);
    }
    paragraph(&mut drawing, &mut y, &figure.source, NOTE);
    drawing.height = y + 4.0;
    drawing
}

/// Writes a text in lines from the left edge, and moves down by their height.
fn paragraph(drawing: &mut Drawing, y: &mut f64, text: &str, style: Type) {
    for line in font::lines(text, style, drawing.width - 2.0 * MARGIN) {
        *y += style.size * 1.3;
        drawing.text([MARGIN, *y - style.size * 0.3], Anchor::Left, style, &line);
    }
}

/// Places values between two edges of the chart.
#[derive(Clone, Copy)]
struct Scale<'a> {
    axis: &'a Axis,
    from: f64,
    to: f64,
}

impl<'a> Scale<'a> {
    fn new(axis: &'a Axis, from: f64, to: f64) -> Self {
        Self { axis, from, to }
    }

    fn at(&self, value: f64) -> f64 {
        self.from + self.axis.along(value) * (self.to - self.from)
    }
}

/// Level lines from `left` to `right` at round numbers of an upright axis, with the numbers at their left.
fn levels(drawing: &mut Drawing, upright: Scale<'_>, [left, right]: [f64; 2], most: usize) {
    let (ticks, decimals) = upright.axis.ticks(most);
    for tick in ticks {
        let y = upright.at(tick);
        let (width, colour) = if tick == 0.0 { (1.0, GREY) } else { (0.6, GRID) };
        drawing.line(vec![[left, y], [right, y]], width, colour);
        drawing.text([left - 5.0, y + 2.9], Anchor::Right, TICK, &upright.axis.written(tick, decimals));
    }
}

/// Moves words that stand one above the other apart to this distance at least, none of them below `bottom`. Heights fall from the first on,
/// which is the uppermost.
pub fn apart(heights: &[f64], distance: f64, bottom: f64) -> Vec<f64> {
    let mut moved: Vec<f64> = Vec::with_capacity(heights.len());
    for height in heights {
        moved.push(moved.last().map_or(*height, |above| height.max(above + distance)));
    }
    let mut lowest = bottom;
    for height in moved.iter_mut().rev() {
        *height = height.min(lowest);
        lowest = *height - distance;
    }
    moved
}

/// What is what, in a line above the chart; words that do not fit go into the next line.
struct Key<'a> {
    drawing: &'a mut Drawing,
    x: f64,
    y: f64,
}

impl<'a> Key<'a> {
    fn new(drawing: &'a mut Drawing, y: f64) -> Self {
        Self { drawing, x: MARGIN, y: y + 3.0 }
    }

    /// Adds an entry: a sample of this width, drawn from its left end on at its middle, and words.
    fn entry(&mut self, sample: f64, words: &str, draw: impl FnOnce(&mut Drawing, f64, f64)) {
        let width = sample + 6.0 + font::width(words, NOTE);
        if self.x > MARGIN && self.x + width > WIDTH - MARGIN {
            (self.x, self.y) = (MARGIN, self.y + 12.0);
        }
        draw(self.drawing, self.x, self.y);
        self.drawing.text([self.x + sample + 6.0, self.y + 2.7], Anchor::Left, NOTE, words);
        self.x += width + 16.0;
    }

    /// Where the chart begins.
    fn end(self) -> f64 {
        self.y + 13.0
    }
}

/// An axis below a chart from `top` to `bottom`: upright lines, numbers and a name; returns where its words end.
fn axis_below(drawing: &mut Drawing, scale: Scale<'_>, top: f64, bottom: f64) -> f64 {
    let axis = scale.axis;
    let (ticks, decimals) = axis.ticks(7);
    for tick in ticks {
        let x = scale.at(tick);
        let (width, colour) = if tick == 0.0 { (1.0, GREY) } else { (0.6, GRID) };
        drawing.line(vec![[x, top], [x, bottom]], width, colour);
        drawing.text([x, bottom + 10.0], Anchor::Middle, TICK, &axis.written(tick, decimals));
    }
    drawing.text([(scale.from + scale.to) / 2.0, bottom + 22.0], Anchor::Middle, TICK, &axis.label);
    bottom + 24.0
}

/// Height of a row of a chart with so many: with many rows a page has room only for names of one line.
fn row_height(rows: usize) -> f64 {
    if rows > MANY_ROWS { 15.0 } else { 23.0 }
}

/// More rows than this stand close.
const MANY_ROWS: usize = 24;

/// Names of rows at the left: the lines of each, and the width they take.
fn row_labels<'a>(labels: impl ExactSizeIterator<Item = &'a str>) -> (Vec<Vec<String>>, f64) {
    let (most_lines, most) = if labels.len() > MANY_ROWS { (1, 190.0) } else { (2, 130.0) };
    let lines: Vec<Vec<String>> = labels.map(|label| font::lines_at_most(label, LABEL, most, most_lines)).collect();
    let width = lines.iter().flatten().map(|line| font::width(line, STRONG)).fold(0.0, f64::max);
    (lines, width.min(most + 10.0))
}

/// Writes the name of a row, right-aligned before the chart, around the middle of the row.
fn row_label(drawing: &mut Drawing, lines: &[String], x: f64, middle: f64, style: Type) {
    let first = middle + style.size * 0.35 - (lines.len().saturating_sub(1)) as f64 * style.size * 0.58;
    for (index, line) in lines.iter().enumerate() {
        drawing.text([x, first + index as f64 * style.size * 1.16], Anchor::Right, style, line);
    }
}

const BLACK: Colour = [0; 3];

/// Black or white, whichever is read better: one of the two always has a contrast of 4.5.
fn ink_on(fill: Colour) -> Colour {
    if contrast(fill, BLACK) >= contrast(fill, WHITE) { BLACK } else { WHITE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_move_apart_and_none_below_the_bottom() {
        assert_eq!(apart(&[10.0, 40.0], 9.0, 100.0), [10.0, 40.0]);
        assert_eq!(apart(&[10.0, 12.0, 13.0], 9.0, 100.0), [10.0, 19.0, 28.0]);
        assert_eq!(apart(&[88.0, 95.0, 96.0], 9.0, 100.0), [82.0, 91.0, 100.0]);
    }
}
