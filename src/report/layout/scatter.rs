//! A mark an option with its letter, by two numbers; marks that would lie on each other are moved aside and tied to their places.

use super::{Key, LABEL, MARGIN, NOTE, Scale, TICK, WIDTH, axis_below, levels};
use crate::report::drawing::{Anchor, Drawing, Shape, Type, font};
use crate::report::figure::{Scatter, ScatterPoint};
use crate::report::palette::{BLUE, GREY, TEXT, WHITE, tint};
use crate::report::wording::letter;

const HEIGHT: f64 = 230.0;
/// Side of a mark.
const MARK: f64 = 13.0;
/// How near the places of marks are that stand in one row, sides of a mark.
const TOGETHER: f64 = 0.3;
/// Height of a line of the names below.
const NAME: f64 = 14.5;

pub(super) fn draw(drawing: &mut Drawing, y: &mut f64, scatter: &Scatter) {
    if scatter.points.iter().any(|point| point.is_struck) {
        let mut key = Key::new(drawing, *y);
        key.entry(MARK + 2.0, &scatter.struck, |drawing, x, y| ground(drawing, [x + MARK / 2.0, y], true));
        *y = key.end() + 2.0;
    }
    drawing.text([MARGIN, *y + 5.0], Anchor::Left, TICK, &scatter.upright.label);
    let (top, bottom) = (*y + 14.0, *y + 14.0 + HEIGHT);
    let (left, right) = (MARGIN + 34.0, WIDTH - MARGIN - 6.0);
    let (across, upright) = (Scale::new(&scatter.across, left, right), Scale::new(&scatter.upright, bottom, top));
    *y = axis_below(drawing, across, top, bottom);
    levels(drawing, upright, [left, right], 6);
    let places: Vec<[f64; 2]> = scatter.points.iter().map(|point| [across.at(point.at[0]), upright.at(point.at[1])]).collect();
    let placed = placed(&places, MARK, [[left, top], [right, bottom]]);
    for (place, moved) in places.iter().zip(&placed).filter(|(place, moved)| place != moved) {
        drawing.line(vec![*place, *moved], 0.7, GREY);
        drawing.shapes.push(Shape::Dot { at: *place, radius: 1.8, fill: GREY });
    }
    for (point, at) in scatter.points.iter().zip(placed) {
        mark(drawing, point, at);
    }
    names(drawing, y, &scatter.points);
}

fn mark(drawing: &mut Drawing, point: &ScatterPoint, [x, y]: [f64; 2]) {
    ground(drawing, [x, y], point.is_struck);
    let text = letter(point.option);
    let colour = if point.is_struck { TEXT } else { WHITE };
    let style = Type { size: if text.len() > 1 { 7.0 } else { 9.0 }, bold: true, colour };
    drawing.text([x, y + style.size * 0.35], Anchor::Middle, style, &text);
}

/// The square of a mark; struck it is pale, with a line from below at the left to above at the right behind its letter.
fn ground(drawing: &mut Drawing, [x, y]: [f64; 2], is_struck: bool) {
    let half = MARK / 2.0;
    // A thin rim keeps marks apart that touch.
    drawing.rect(x - half, y - half, MARK, MARK, WHITE);
    let fill = if is_struck { tint(GREY, 0.2) } else { BLUE };
    drawing.rect(x - half + 0.4, y - half + 0.4, MARK - 0.8, MARK - 0.8, fill);
    if is_struck {
        let reach = half + 1.5;
        drawing.line(vec![[x - reach, y + reach], [x + reach, y - reach]], 1.4, tint(GREY, 0.65));
    }
}

/// Letters and the names of their options, in two columns.
fn names(drawing: &mut Drawing, y: &mut f64, points: &[ScatterPoint]) {
    let column = (WIDTH - 2.0 * MARGIN) / 2.0;
    let rows = points.len().div_ceil(2);
    *y += 8.0;
    for (index, point) in points.iter().enumerate() {
        let (x, y) = (MARGIN + column * (index / rows.max(1)) as f64, *y + NAME * (index % rows.max(1)) as f64 + MARK / 2.0);
        mark(drawing, point, [x + MARK / 2.0, y]);
        let name = font::lines_at_most(&point.name, LABEL, column - MARK - 14.0, 1).concat();
        drawing.text([x + MARK + 6.0, y + 3.0], Anchor::Left, LABEL, &name);
    }
    *y += NAME * rows as f64 + NOTE.size * 0.4;
}

/// Where square marks go that would lie on each other, within a frame given by two of its corners. Those of one place stand side by side with
/// the middle of the row in it; rows that would lie on others go as near to their places as there is room.
pub fn placed(places: &[[f64; 2]], side: f64, frame: [[f64; 2]; 2]) -> Vec<[f64; 2]> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let is_near = |first: usize| (0..2).all(|of| (places[first][of] - place[of]).abs() < TOGETHER * side);
        match rows.iter_mut().find(|row| is_near(row[0])) {
            Some(row) => row.push(index),
            None => rows.push(vec![index]),
        }
    }
    let mut taken: Vec<[f64; 2]> = Vec::with_capacity(places.len());
    let mut found = places.to_vec();
    for row in rows {
        let offsets: Vec<f64> = (0..row.len()).map(|at| side * (at as f64 - (row.len() - 1) as f64 / 2.0)).collect();
        let middle = room(places[row[0]], &offsets, side, frame, &taken);
        for (index, offset) in row.into_iter().zip(offsets) {
            found[index] = match middle {
                Some([x, y]) => [x + offset, y],
                // A row that has no room anywhere: each by itself.
                None => room(places[index], &[0.0], side, frame, &taken).unwrap_or(places[index]),
            };
            taken.push(found[index]);
        }
    }
    found
}

/// Where the middle of a row of marks goes, so that none of them lies on another: its place, or what is nearest to it.
fn room(place: [f64; 2], offsets: &[f64], side: f64, [least, most]: [[f64; 2]; 2], taken: &[[f64; 2]]) -> Option<[f64; 2]> {
    let step = side + 2.0;
    let marks = |at: &[f64; 2]| offsets.iter().map(|offset| [at[0] + offset, at[1]]).collect::<Vec<_>>();
    // Marks of a row touch: less than a whole side apart is on each other, but for what rounding makes of it.
    let apart = |mark: &[f64; 2], other: &[f64; 2]| (0..2).any(|of| (mark[of] - other[of]).abs() >= side - 1e-6);
    let is_free = |at: &[f64; 2]| marks(at).iter().all(|mark| taken.iter().all(|other| apart(mark, other)));
    let inside = |mark: &[f64; 2]| (0..2).all(|of| mark[of] - side / 2.0 >= least[of] && mark[of] + side / 2.0 <= most[of]);
    let is_inside = |at: &[f64; 2]| marks(at).iter().all(inside);
    // To the right first, then around, ring by ring.
    let ring = |ring: i32| {
        let around = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
        around.into_iter().map(move |[x, y]| [f64::from(x * ring), f64::from(y * ring)])
    };
    let moved = (1..=60).flat_map(ring).map(|[x, y]| [place[0] + x * step, place[1] + y * step]);
    // A single mark may reach over the edge of the frame where its place does.
    let own = std::iter::once(place).filter(|at| is_free(at) && (offsets.len() == 1 || is_inside(at)));
    own.chain(moved.filter(|at| is_inside(at) && is_free(at))).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_one_place_are_moved_aside_and_stay_in_the_frame() {
        let places = vec![[95.0, 50.0]; 14];
        let placed = placed(&places, 10.0, [[0.0, 0.0], [100.0, 100.0]]);
        assert_eq!(placed[0], places[0]);
        for (index, [x, y]) in placed.iter().enumerate() {
            assert!((5.0..=95.0).contains(x) && (5.0..=95.0).contains(y), "{x} {y}");
            for [other_x, other_y] in &placed[..index] {
                assert!((x - other_x).abs() >= 10.0 || (y - other_y).abs() >= 10.0, "{x} {y} lies on {other_x} {other_y}");
            }
        }
    }

    #[test]
    fn marks_of_one_place_stand_around_it() {
        let placed = placed(&[[50.0, 50.0], [20.0, 20.0], [51.0, 50.0]], 10.0, [[0.0, 0.0], [100.0, 100.0]]);
        assert_eq!(placed, [[45.0, 50.0], [20.0, 20.0], [55.0, 50.0]]);
    }
}
