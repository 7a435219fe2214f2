//! The way of a request through the model, as boxes and arrows: only what the options reported have.

use crate::report::Answer;
use crate::report::drawing::{Anchor, Drawing, Shape, Type, font};
use crate::report::layout::WIDTH;
use crate::report::palette::{BLUE, GREY, ORANGE, TEAL, TEXT, WHITE, tint};

const BOX: [f64; 2] = [74.0, 32.0];
const STEP: f64 = (WIDTH - 4.0 - BOX[0]) / 4.0;
const ROWS: [f64; 3] = [4.0, 58.0, 112.0];
const WORDS: Type = Type { size: 8.0, bold: false, colour: TEXT };

/// A picture of the base model and what it says in words.
pub fn way(answer: &Answer) -> (Drawing, String) {
    let options = || answer.summary.options.iter().filter_map(|option| answer.scenario.option(&option.id));
    let (homes, step_down) = (
        options().any(|option| !option.homes.is_empty()),
        options().any(|option| !option.step_down_units.is_empty() || option.open_facility.is_some()),
    );
    let mut drawing = Drawing { width: WIDTH, height: ROWS[2] + BOX[1] + 4.0, shapes: Vec::new() };
    let mut said = vec!["Flow chart. A request joins the waiting list, unless it never comes to need a place.".to_owned()];
    node(&mut drawing, (0, 1), "Request", BLUE);
    node(&mut drawing, (0, 0), "No place needed", GREY);
    node(&mut drawing, (1, 1), "Waiting list", BLUE);
    node(&mut drawing, (1, 0), "Withdrawn for want of a place", ORANGE);
    node(&mut drawing, (2, 2), "Place elsewhere", TEAL);
    node(&mut drawing, (4, 1), "Leaves", GREY);
    arrow(&mut drawing, &[right(0, 1), left(1, 1)]);
    arrow(&mut drawing, &[above(0, 1), below(0, 0)]);
    arrow(&mut drawing, &[above(1, 1), below(1, 0)]);
    arrow(&mut drawing, &[below(1, 1), [below(1, 1)[0], left(2, 2)[1]], left(2, 2)]);
    arrow(&mut drawing, &[right(2, 2), [below(4, 1)[0], right(2, 2)[1]], below(4, 1)]);
    said.push(
        "From the list it is withdrawn for want of a place, or the child goes to a place elsewhere that is offered, and leaves from there."
            .to_owned(),
    );
    if homes {
        node(&mut drawing, (2, 1), "Bed in a London home", BLUE);
        arrow(&mut drawing, &[right(1, 1), left(2, 1)]);
        said.push("Or the child goes to a bed in a London home".to_owned());
        if step_down {
            node(&mut drawing, (3, 1), "Step-down place", TEAL);
            arrow(&mut drawing, &[right(2, 1), left(3, 1)]);
            arrow(&mut drawing, &[right(3, 1), left(4, 1)]);
            let [x, y] = above(2, 1);
            arrow(&mut drawing, &[[x, y], [x, ROWS[0] + BOX[1] / 2.0], [above(4, 1)[0], ROWS[0] + BOX[1] / 2.0], above(4, 1)]);
            said.push("and from there to a step-down place, or leaves directly.".to_owned());
        } else {
            arrow(&mut drawing, &[right(2, 1), left(4, 1)]);
            said.push("and leaves from there.".to_owned());
        }
    }
    (drawing, said.join(" "))
}

fn corner(column: usize, row: usize) -> [f64; 2] {
    [2.0 + STEP * column as f64, ROWS[row.min(2)]]
}

fn left(column: usize, row: usize) -> [f64; 2] {
    let [x, y] = corner(column, row);
    [x, y + BOX[1] / 2.0]
}

fn right(column: usize, row: usize) -> [f64; 2] {
    let [x, y] = left(column, row);
    [x + BOX[0], y]
}

fn above(column: usize, row: usize) -> [f64; 2] {
    let [x, y] = corner(column, row);
    [x + BOX[0] / 2.0, y]
}

fn below(column: usize, row: usize) -> [f64; 2] {
    let [x, y] = above(column, row);
    [x, y + BOX[1]]
}

fn node(drawing: &mut Drawing, (column, row): (usize, usize), words: &str, colour: [u8; 3]) {
    let [x, y] = corner(column, row);
    drawing.rect(x, y, BOX[0], BOX[1], colour);
    drawing.rect(x + 1.2, y + 1.2, BOX[0] - 2.4, BOX[1] - 2.4, if colour == GREY { WHITE } else { tint(colour, 0.12) });
    let lines = font::lines_at_most(words, WORDS, BOX[0] - 8.0, 2);
    let first = y + BOX[1] / 2.0 + 2.8 - (lines.len() as f64 - 1.0) * 5.0;
    for (index, line) in lines.iter().enumerate() {
        drawing.text([x + BOX[0] / 2.0, first + index as f64 * 10.0], Anchor::Middle, WORDS, line);
    }
}

/// A line through points with a head at its end.
fn arrow(drawing: &mut Drawing, points: &[[f64; 2]]) {
    let [.., before, end] = points else { return };
    let length = (end[0] - before[0]).hypot(end[1] - before[1]).max(1e-9);
    let along = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
    let foot = [end[0] - along[0] * 5.0, end[1] - along[1] * 5.0];
    let mut line = points.to_vec();
    if let Some(last) = line.last_mut() {
        *last = foot;
    }
    drawing.line(line, 1.1, GREY);
    let side = [-along[1] * 2.8, along[0] * 2.8];
    let points = vec![*end, [foot[0] + side[0], foot[1] + side[1]], [foot[0] - side[0], foot[1] - side[1]]];
    drawing.shapes.push(Shape::Area { points, fill: GREY });
}
