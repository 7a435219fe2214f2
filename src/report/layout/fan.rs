//! Bands over time: half of the futures, nine in ten of them, their middle, and the beds there are.

use super::{MARGIN, Scale, TICK, WIDTH};
use crate::analysis::summary::QuarterPoint;
use crate::report::drawing::{Anchor, Drawing, Type, font};
use crate::report::figure::{Axis, Fan};
use crate::report::palette::{BLUE, GREY, GRID, ORANGE, tint};
use crate::report::wording::number;

const HEIGHT: f64 = 165.0;
/// Room for the words at the right end of the bands.
const RIGHT: f64 = 88.0;
const DIRECT: Type = Type { size: 8.0, bold: true, colour: BLUE };

pub fn draw(drawing: &mut Drawing, y: &mut f64, fan: &Fan) {
    let years = fan.points.len() as f64 / 4.0;
    drawing.text([MARGIN, *y + 5.0], Anchor::Left, TICK, &fan.axis.label);
    let (top, bottom) = (*y + 14.0, *y + 14.0 + HEIGHT);
    let (left, right) = (MARGIN + 22.0, WIDTH - MARGIN - RIGHT);
    let upright = Scale::new(&fan.axis, bottom, top);
    let (ticks, decimals) = upright.ticks(7);
    for tick in ticks {
        let y = upright.at(tick);
        drawing.line(vec![[left, y], [right, y]], if tick == 0.0 { 1.0 } else { 0.6 }, if tick == 0.0 { GREY } else { GRID });
        drawing.text([left - 5.0, y + 2.9], Anchor::Right, TICK, &number(tick, decimals));
    }
    let time = Axis { label: String::new(), low: 0.0, high: years, suffix: "" };
    let across = Scale::new(&time, left, right);
    let middle = |quarter: usize| across.at((quarter as f64 + 0.5) / 4.0);
    let band = |low: fn(&QuarterPoint) -> f64, high: fn(&QuarterPoint) -> f64| {
        let there = fan.points.iter().enumerate().map(|(quarter, point)| [middle(quarter), upright.at(high(point))]);
        let back = fan.points.iter().enumerate().rev().map(|(quarter, point)| [middle(quarter), upright.at(low(point))]);
        there.chain(back).collect::<Vec<_>>()
    };
    let area = |points, fill| crate::report::drawing::Shape::Area { points, fill, opacity: 1.0 };
    drawing.shapes.push(area(band(|point| point.p05, |point| point.p95), tint(BLUE, 0.22)));
    drawing.shapes.push(area(band(|point| point.p25, |point| point.p75), tint(BLUE, 0.5)));
    for path in &fan.paths {
        let points = path.iter().enumerate().map(|(quarter, number)| [middle(quarter), upright.at(*number)]);
        drawing.line(points.collect(), 0.5, GREY);
    }
    let line = fan.points.iter().enumerate().map(|(quarter, point)| [middle(quarter), upright.at(point.p50)]);
    drawing.line(line.collect(), 1.1, BLUE);
    let beds: Vec<[f64; 2]> = fan.beds.iter().map(|[year, beds]| [across.at(*year), upright.at(*beds)]).collect();
    drawing.dashes(beds, 1.4, ORANGE);
    years_below(drawing, fan, across, bottom, years);
    direct_labels(drawing, fan, upright, right);
    *y = bottom + 13.0;
}

fn years_below(drawing: &mut Drawing, fan: &Fan, across: Scale, bottom: f64, years: f64) {
    let every = [1, 2, 5, 10, 20].into_iter().find(|every| years / f64::from(*every) <= 11.0).unwrap_or(50);
    let first = (fan.start_year - 1e-6).ceil() as i32;
    for year in (first..=(fan.start_year + years + 1e-6).floor() as i32).filter(|year| year % every == 0) {
        let x = across.at(f64::from(year) - fan.start_year);
        drawing.line(vec![[x, bottom], [x, bottom + 3.0]], 0.8, GREY);
        drawing.text([x, bottom + 11.0], Anchor::Middle, TICK, &format!("{year}"));
    }
}

/// Words at the right end, pushed apart where they would meet.
fn direct_labels(drawing: &mut Drawing, fan: &Fan, upright: Scale, right: f64) {
    let Some(last) = fan.points.last() else { return };
    let beds = fan.beds.last().map_or(f64::NAN, |[_, beds]| *beds);
    let dark = Type { colour: [0x9A, 0x3C, 0x0A], ..DIRECT };
    let mut labels: Vec<(f64, Type, String)> = [
        (beds, dark, fan.beds_label.clone()),
        ((last.p75 + last.p95) / 2.0, Type { bold: false, ..DIRECT }, "nine in ten possible futures".to_owned()),
        (last.p50, DIRECT, "median".to_owned()),
        ((last.p25 + last.p50) / 2.0, DIRECT, "half of the possible futures".to_owned()),
    ]
    .into_iter()
    .filter(|(value, ..)| value.is_finite())
    .map(|(value, style, text)| (upright.at(value), style, text))
    .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut least = f64::NEG_INFINITY;
    for (y, style, text) in labels {
        let y = y.max(least);
        for (index, line) in font::lines_at_most(&text, style, RIGHT - 6.0, 2).iter().enumerate() {
            drawing.text([right + 6.0, y + 2.9 + index as f64 * 9.0], Anchor::Left, style, line);
            least = y + index as f64 * 9.0 + 10.0;
        }
    }
}
