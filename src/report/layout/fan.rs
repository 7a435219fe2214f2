//! Bands over time: half of the futures, nine in ten of them, their middle, and the beds there are.

use super::{MARGIN, Scale, TICK, WIDTH, apart, levels};
use crate::report::drawing::{Anchor, Drawing, Shape, Type, font};
use crate::report::figure::{Axis, Fan, FanPart};
use crate::report::palette::{BLUE, GREY, ORANGE, tint};

const HEIGHT: f64 = 165.0;
/// Room for the words at the right end of the bands.
const RIGHT: f64 = 88.0;
const DIRECT: Type = Type { size: 8.0, bold: true, colour: BLUE };
/// Height of a line of them.
const LINE: f64 = 9.0;

pub fn draw(drawing: &mut Drawing, y: &mut f64, fan: &Fan) {
    drawing.text([MARGIN, *y + 5.0], Anchor::Left, TICK, &fan.axis.label);
    let (top, bottom) = (*y + 14.0, *y + 14.0 + HEIGHT);
    let (left, right) = (MARGIN + 22.0, WIDTH - MARGIN - RIGHT);
    let upright = Scale::new(&fan.axis, bottom, top);
    levels(drawing, upright, [left, right], 7);
    let time = Axis::new("", 0.0, fan.years);
    let across = Scale::new(&time, left, right);
    let place = |[year, number]: [f64; 2]| [across.at(year), upright.at(number)];
    let line = |numbers: &mut dyn Iterator<Item = f64>| fan.line(numbers).into_iter().map(place).collect::<Vec<_>>();
    for (index, band) in fan.bands.iter().enumerate() {
        let mut points = line(&mut band.ends.iter().map(|[_, high]| *high));
        points.extend(line(&mut band.ends.iter().map(|[low, _]| *low)).into_iter().rev());
        // The narrower, the darker.
        let share = 0.22 + 0.28 * index as f64 / (fan.bands.len() - 1).max(1) as f64;
        drawing.shapes.push(Shape::Area { points, fill: tint(BLUE, share) });
    }
    for path in &fan.paths {
        drawing.line(path.iter().map(|point| place(*point)).collect(), 0.5, GREY);
    }
    drawing.line(line(&mut fan.median.iter().copied()), 1.1, BLUE);
    drawing.dashes(fan.beds.iter().map(|point| place(*point)).collect(), 1.4, ORANGE);
    years_below(drawing, fan, across, bottom);
    direct_labels(drawing, fan, upright, right);
    *y = bottom + 13.0;
}

fn years_below(drawing: &mut Drawing, fan: &Fan, across: Scale<'_>, bottom: f64) {
    let every = [1, 2, 5, 10, 20].into_iter().find(|every| fan.years / f64::from(*every) <= 11.0).unwrap_or(50);
    let start = f64::from(fan.start.year()) + f64::from(fan.start.month() - 1) / 12.0;
    let first = (start - 1e-6).ceil() as i32;
    for year in (first..=(start + fan.years + 1e-6).floor() as i32).filter(|year| year % every == 0) {
        let x = across.at(f64::from(year) - start);
        drawing.line(vec![[x, bottom], [x, bottom + 3.0]], 0.8, GREY);
        drawing.text([x, bottom + 11.0], Anchor::Middle, TICK, &format!("{year}"));
    }
}

/// Words at the right end, pushed apart where they would meet.
fn direct_labels(drawing: &mut Drawing, fan: &Fan, upright: Scale<'_>, right: f64) {
    // A line of each by itself, so that words of two lines are moved as a whole.
    let (mut lines, mut heights) = (Vec::new(), Vec::new());
    for (at, words, part) in fan.ends() {
        let style = match part {
            FanPart::Beds => Type { colour: [0x9A, 0x3C, 0x0A], ..DIRECT },
            FanPart::Median => DIRECT,
            FanPart::Band => Type { bold: false, ..DIRECT },
        };
        for (index, line) in font::lines_at_most(&words, style, RIGHT - 6.0, 2).into_iter().enumerate() {
            lines.push((style, line));
            heights.push(upright.at(at) + index as f64 * LINE);
        }
    }
    for ((style, line), y) in lines.into_iter().zip(apart(&heights, LINE, upright.from)) {
        drawing.text([right + 6.0, y + 2.9], Anchor::Left, style, &line);
    }
}
