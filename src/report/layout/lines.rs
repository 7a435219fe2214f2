//! Lines over a number: what the chart is about strong and with its band, the rest thin, letters at places and at the right ends.

use super::{LABEL, MARGIN, NOTE, STRONG, Scale, TICK, WIDTH, axis_below};
use crate::report::drawing::{Anchor, Drawing, Shape, Type, font};
use crate::report::figure::{Lines, PlotLine};
use crate::report::palette::{BLUE, GREY, GRID, ORANGE, WHITE, tint};
use crate::report::wording::number;

const HEIGHT: f64 = 190.0;
const DOT: f64 = 3.2;
/// Room for letters at the right ends of lines.
const RIGHT: f64 = 44.0;
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
    let (ticks, decimals) = upright.ticks(6);
    for tick in ticks {
        let y = upright.at(tick);
        drawing.line(vec![[left, y], [right, y]], if tick == 0.0 { 1.0 } else { 0.6 }, if tick == 0.0 { GREY } else { GRID });
        let text = format!("{}{}", number(tick, decimals), lines.upright.suffix);
        drawing.text([left - 5.0, y + 2.9], Anchor::Right, TICK, &text);
    }
    let across = Scale::new(&lines.across, left, right);
    *y = axis_below(drawing, &lines.across, across, bottom, bottom);
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
    for mark in &lines.marks {
        let [x, y] = place(mark.at);
        drawing.shapes.push(Shape::Dot { at: [x, y], radius: DOT, fill: GREY });
        let width = font::width(&mark.label, STRONG);
        drawing.rect(x - width / 2.0 - 1.0, y - DOT - 9.5, width + 2.0, 8.5, WHITE);
        drawing.text([x, y - DOT - 2.5], Anchor::Middle, STRONG, &mark.label);
    }
    let ends = lines.lines.iter().filter(|line| !line.label.is_empty());
    right_labels(drawing, ends.filter_map(|line| Some((place(*line.points.last()?), line))).collect(), [right, bottom]);
}

fn draw_line(drawing: &mut Drawing, line: &PlotLine, place: impl Fn([f64; 2]) -> [f64; 2]) {
    let points: Vec<[f64; 2]> = line.points.iter().map(|point| place(*point)).collect();
    let (colour, width) = if line.is_strong { (BLUE, 1.8) } else { (GREY, 0.6) };
    if line.band.len() == line.points.len() && line.band.iter().flatten().all(|end| end.is_finite()) && points.len() > 1 {
        let end = |which: usize| line.points.iter().zip(&line.band).map(move |([x, _], band)| [*x, band[which]]);
        let (upper, lower): (Vec<[f64; 2]>, Vec<[f64; 2]>) = (end(1).collect(), end(0).collect());
        let outline = upper.into_iter().chain(lower.into_iter().rev()).map(place).collect();
        drawing.shapes.push(Shape::Area { points: outline, fill: tint(BLUE, 0.25), opacity: 1.0 });
    }
    if points.len() == 1 {
        drawing.shapes.push(Shape::Dot { at: points[0], radius: DOT, fill: colour });
    } else {
        drawing.line(points, width, colour);
    }
}

/// Letters at the right ends, pushed apart where they would meet and tied to their line.
fn right_labels(drawing: &mut Drawing, mut ends: Vec<([f64; 2], &PlotLine)>, [right, bottom]: [f64; 2]) {
    ends.sort_by(|a, b| a.0[1].total_cmp(&b.0[1]));
    // Lines that end in one place share a line of letters.
    let mut groups: Vec<([f64; 2], Vec<&PlotLine>)> = Vec::new();
    for (at, line) in ends {
        match groups.last_mut().filter(|(other, _)| (at[1] - other[1]).abs() < 1.5) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((at, vec![line])),
        }
    }
    let mut heights: Vec<f64> = Vec::new();
    for ([_, at], _) in &groups {
        heights.push(heights.last().map_or(*at, |above| at.max(above + APART)));
    }
    // None reaches into the numbers below.
    let mut most = bottom - 3.0;
    for height in heights.iter_mut().rev() {
        *height = height.min(most);
        most = *height - APART;
    }
    for (([x, at], lines), y) in groups.into_iter().zip(heights) {
        let style = if lines.iter().any(|line| line.is_strong) { Type { colour: BLUE, ..STRONG } } else { LABEL };
        let text = letters(&lines, style);
        drawing.line(vec![[x, at], [right + 3.0, y]], 0.4, GREY);
        drawing.text([right + 5.0, y + 2.9], Anchor::Left, style, &text);
    }
}

/// The letters of lines that end in one place: those there is room for, and how many more there are.
fn letters(lines: &[&PlotLine], style: Type) -> String {
    let joined = |count: usize| {
        let shown = lines[..count].iter().map(|line| line.label.as_str()).collect::<Vec<_>>().join(" ");
        if count < lines.len() { format!("{shown} +{}", lines.len() - count) } else { shown }
    };
    let fits = |count: &usize| font::width(&joined(*count), style) <= RIGHT - 4.0;
    (1..=lines.len()).rev().find(fits).map_or_else(|| joined(1.min(lines.len())), joined)
}

/// What line, band and marks are, above the chart.
fn key(drawing: &mut Drawing, y: &mut f64, lines: &Lines) {
    let middle = *y + 3.0;
    let mut x = MARGIN;
    if !lines.band.is_empty() {
        drawing.rect(x, middle - 4.0, 20.0, 8.0, tint(BLUE, 0.25));
        drawing.line(vec![[x, middle], [x + 20.0, middle]], 1.8, BLUE);
        drawing.text([x + 26.0, middle + 2.7], Anchor::Left, NOTE, &lines.band);
        x += 26.0 + font::width(&lines.band, NOTE) + 16.0;
    }
    if !lines.marks.is_empty() {
        drawing.shapes.push(Shape::Dot { at: [x + 4.0, middle], radius: DOT, fill: GREY });
        drawing.text([x + 12.0, middle + 2.7], Anchor::Left, NOTE, "options, by their letters below");
    }
    if lines.lines.iter().any(|line| !line.is_strong) {
        drawing.line(vec![[x, middle], [x + 20.0, middle]], 0.6, GREY);
        drawing.text([x + 26.0, middle + 2.7], Anchor::Left, NOTE, "other options, by their letters below");
    }
    *y += 16.0;
}
