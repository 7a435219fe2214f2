//! From a figure to a drawing: the finding above, what is measured below it, the chart, how to read it, where it comes from.

mod columns;
mod fan;
mod lines;
mod ranges;
mod stacks;
mod tornado;

use super::drawing::{Anchor, Drawing, Shape, Type, font};
use super::figure::{Axis, Figure, Plot};
use super::palette::{Colour, GREY, GRID, TEXT};
use super::wording::number;

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
        Plot::Stacks(stacks) => stacks::draw(&mut drawing, &mut y, stacks),
        Plot::Fan(fan) => fan::draw(&mut drawing, &mut y, fan),
        Plot::Columns(panels) => panels.iter().for_each(|panel| columns::draw(&mut drawing, &mut y, panel)),
        Plot::Lines(lines) => lines::draw(&mut drawing, &mut y, lines),
        Plot::Tornado(tornado) => tornado::draw(&mut drawing, &mut y, tornado),
    }
    y += 6.0;
    if !figure.note.is_empty() {
        paragraph(&mut drawing, &mut y, &figure.note, NOTE);
    }
    paragraph(&mut drawing, &mut y, &figure.source, NOTE);
    drawing.height = y + 4.0;
    drawing
}

/// Puts a title and a subtitle above a drawing and a source below it, on a page of a colour.
pub fn framed(body: Drawing, [title, subtitle, source]: [&str; 3], [page, text, muted]: [Colour; 3]) -> Drawing {
    let mut framed = Drawing { width: body.width, height: 0.0, shapes: Vec::new() };
    let mut y = 4.0;
    paragraph(&mut framed, &mut y, title, Type { colour: text, ..TITLE });
    paragraph(&mut framed, &mut y, subtitle, Type { colour: muted, ..SUBTITLE });
    y += 6.0;
    framed.shapes.extend(body.shapes.into_iter().map(|shape| shape.lower(y)));
    y += body.height + 6.0;
    paragraph(&mut framed, &mut y, source, Type { colour: muted, ..NOTE });
    framed.height = y + 4.0;
    let corners = vec![[0.0, 0.0], [framed.width, 0.0], [framed.width, framed.height], [0.0, framed.height]];
    framed.shapes.insert(0, Shape::Area { points: corners, fill: page, opacity: 1.0 });
    framed
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
struct Scale {
    from: f64,
    to: f64,
    low: f64,
    high: f64,
}

impl Scale {
    fn new(axis: &Axis, from: f64, to: f64) -> Self {
        Self { from, to, low: axis.low, high: if axis.high > axis.low { axis.high } else { axis.low + 1.0 } }
    }

    fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// Round numbers along the axis, no more than `most`, and the decimals they need.
    fn ticks(&self, most: usize) -> (Vec<f64>, usize) {
        let least = (self.high - self.low) / most.max(1) as f64;
        let power = 10_f64.powf(least.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= least * 0.999_999).unwrap_or(least);
        let (first, last) = ((self.low / step - 1e-6).ceil() as i64, (self.high / step + 1e-6).floor() as i64);
        let decimals = if step >= 1.0 { 0 } else { (-step.log10().floor()) as usize };
        ((first..=last).map(|tick| tick as f64 * step).collect(), decimals)
    }
}

/// An axis below a chart from `top` to `bottom`: upright lines, numbers and a name; returns where its words end.
fn axis_below(drawing: &mut Drawing, axis: &Axis, scale: Scale, top: f64, bottom: f64) -> f64 {
    let (ticks, decimals) = scale.ticks(7);
    for tick in ticks {
        let x = scale.at(tick);
        let (width, colour) = if tick == 0.0 { (1.0, GREY) } else { (0.6, GRID) };
        drawing.line(vec![[x, top], [x, bottom]], width, colour);
        drawing.text([x, bottom + 10.0], Anchor::Middle, TICK, &format!("{}{}", number(tick, decimals), axis.suffix));
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
