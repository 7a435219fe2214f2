//! Lines over a number: what the chart is about strong and with its band, the rest thin, letters at places and at the right ends.

use super::{Key, LABEL, MARGIN, STRONG, Scale, TICK, WIDTH, apart, axis_below, levels};
use crate::report::drawing::{Anchor, Drawing, Shape, Type, font};
use crate::report::figure::{Lines, PlotLine};
use crate::report::palette::{BLUE, GREY, ORANGE, WHITE, tint};

const HEIGHT: f64 = 190.0;
const DOT: f64 = 3.2;
/// Room for letters at the right ends of lines.
const RIGHT: f64 = 52.0;
/// Least distance of words that stand above each other.
const APART: f64 = 9.5;
/// The orange of words, dark enough to be read.
const LEVEL: [u8; 3] = [0x9A, 0x3C, 0x0A];

pub fn draw(drawing: &mut Drawing, y: &mut f64, lines: &Lines) {
    key(drawing, y, lines);
    drawing.text([MARGIN, *y + 5.0], Anchor::Left, TICK, &lines.upright.label);
    let (top, bottom) = (*y + 14.0, *y + 14.0 + HEIGHT);
    let named = lines.lines.iter().any(|line| !line.label.is_empty());
    let (left, right) = (MARGIN + 30.0, WIDTH - MARGIN - if named { RIGHT } else { 6.0 });
    let upright = Scale::new(&lines.upright, bottom, top);
    levels(drawing, upright, [left, right], 6);
    let across = Scale::new(&lines.across, left, right);
    *y = axis_below(drawing, across, bottom, bottom);
    let place = |[x, y]: [f64; 2]| [across.at(x), upright.at(y)];
    for strong in [false, true] {
        for line in lines.lines.iter().filter(|line| line.is_strong == strong) {
            draw_line(drawing, line, place);
        }
    }
    if let Some((level, name)) = &lines.level {
        let at = upright.at(*level);
        drawing.dashes(vec![[left, at], [right, at]], 1.4, ORANGE);
        let style = Type { colour: LEVEL, ..STRONG };
        drawing.rect(left + 3.0, at - 11.0, font::width(name, style) + 2.0, 9.5, WHITE);
        drawing.text([left + 4.0, at - 3.5], Anchor::Left, style, name);
    }
    moments(drawing, lines, across, [bottom, top]);
    for mark in &lines.marks {
        for (_, at) in &mark.options {
            drawing.shapes.push(Shape::Dot { at: place(*at), radius: DOT, fill: GREY });
        }
        let ([x, y], label) = (place(mark.top()), mark.label());
        let width = font::width(&label, STRONG);
        // Near the left edge the letters stand over the chart, not over its numbers.
        let x = x.max(left + width / 2.0 + 1.0);
        drawing.rect(x - width / 2.0 - 1.0, y - DOT - 9.5, width + 2.0, 8.5, WHITE);
        drawing.text([x, y - DOT - 2.5], Anchor::Middle, STRONG, &label);
    }
    right_labels(drawing, lines, [across, upright]);
}

/// Upright lines where something happens, with their words at the top, one below the other where they would meet.
fn moments(drawing: &mut Drawing, lines: &Lines, across: Scale<'_>, [bottom, top]: [f64; 2]) {
    for (index, moment) in lines.moments.iter().enumerate() {
        let x = across.at(moment.at);
        let ends = vec![[x, bottom], [x, top]];
        if moment.is_dashed {
            drawing.dashes(ends, 1.1, GREY)
        } else {
            drawing.line(ends, 1.1, GREY)
        }
        let width = font::width(&moment.words, STRONG);
        let left = if x + 4.0 + width > across.to { x - 4.0 - width } else { x + 4.0 };
        let y = top + 8.0 + APART * (index % 4) as f64;
        drawing.rect(left - 1.0, y - 7.5, width + 2.0, 9.5, WHITE);
        drawing.text([left, y], Anchor::Left, STRONG, &moment.words);
    }
}

/// How dark a band is: the narrower, the darker.
fn shade(index: usize) -> f64 {
    if index == 0 { 0.25 } else { 0.5 }
}

fn draw_line(drawing: &mut Drawing, line: &PlotLine, place: impl Fn([f64; 2]) -> [f64; 2] + Copy) {
    let points: Vec<[f64; 2]> = line.points.iter().map(|point| place(*point)).collect();
    let (colour, width) = if line.is_strong { (BLUE, 1.8) } else { (GREY, 0.6) };
    for (index, band) in line.bands.iter().enumerate().filter(|(_, band)| band.is_finite() && points.len() > 1) {
        let end = |which: usize| line.points.iter().zip(&band.ends).map(move |([x, _], ends)| [*x, ends[which]]);
        let (upper, lower): (Vec<[f64; 2]>, Vec<[f64; 2]>) = (end(1).collect(), end(0).collect());
        let outline = upper.into_iter().chain(lower.into_iter().rev()).map(place).collect();
        drawing.shapes.push(Shape::Area { points: outline, fill: tint(BLUE, shade(index)) });
    }
    if points.len() == 1 {
        drawing.shapes.push(Shape::Dot { at: points[0], radius: DOT, fill: colour });
    } else {
        drawing.line(points, width, colour);
    }
}

/// Letters at the right ends, pushed apart where they would meet and tied to their line.
fn right_labels(drawing: &mut Drawing, lines: &Lines, [across, upright]: [Scale<'_>; 2]) {
    let (ends, right, bottom) = (lines.ends(), across.to, upright.from);
    // None reaches into the numbers below.
    let heights = apart(&ends.iter().map(|end| upright.at(end.at[1])).collect::<Vec<_>>(), APART, bottom - 3.0);
    for (end, y) in ends.into_iter().zip(heights) {
        let style = if end.is_strong { Type { colour: BLUE, ..STRONG } } else { LABEL };
        drawing.line(vec![[across.at(end.at[0]), upright.at(end.at[1])], [right + 3.0, y]], 0.4, GREY);
        drawing.text([right + 5.0, y + 2.9], Anchor::Left, style, &end.label);
    }
}

/// What lines, bands and marks are, above the chart.
fn key(drawing: &mut Drawing, y: &mut f64, lines: &Lines) {
    let mut key = Key::new(drawing, *y);
    if let Some(strong) = lines.lines.iter().find(|line| line.is_strong) {
        key.entry(20.0, &lines.strong, |drawing, x, y| drawing.line(vec![[x, y], [x + 20.0, y]], 1.8, BLUE));
        for (index, band) in strong.bands.iter().enumerate().filter(|(_, band)| band.is_finite()) {
            key.entry(20.0, &band.label, |drawing, x, y| drawing.rect(x, y - 4.0, 20.0, 8.0, tint(BLUE, shade(index))));
        }
    }
    if !lines.marks.is_empty() {
        let dot = |drawing: &mut Drawing, x, y| drawing.shapes.push(Shape::Dot { at: [x + 4.0, y], radius: DOT, fill: GREY });
        key.entry(8.0, "options, by their letters below", dot);
    }
    if lines.lines.iter().any(|line| !line.is_strong) {
        key.entry(20.0, "other options, by their letters below", |drawing, x, y| drawing.line(vec![[x, y], [x + 20.0, y]], 0.6, GREY));
    }
    *y = key.end();
}
