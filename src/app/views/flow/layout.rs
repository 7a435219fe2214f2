//! Where nodes and ribbons of the flow picture stand: a plain function of the flows and the room there is.

use egui::{Rect, pos2};

use crate::analysis::closely::flow::{Flows, Stage};

/// Columns from left to right, and in each the stages from top to bottom.
const COLUMNS: [&[Stage]; 5] = [
    &[Stage::Requested],
    &[Stage::NeedsPlace, Stage::NotProceeding],
    &[Stage::London, Stage::Elsewhere, Stage::NoPlace],
    &[Stage::StepDown],
    &[Stage::Left],
];
/// In which order, from above, children come into a stage: from the nearest column first, so that ribbons cross as little as may be. Those
/// who were already there come last, as stubs; those who are still there at the end leave as stubs.
const INTO: [Stage; 6] = [Stage::StepDown, Stage::London, Stage::Elsewhere, Stage::NeedsPlace, Stage::Requested, Stage::AlreadyThere];
/// Length of a stub.
const STUB: f32 = 30.0;
/// Flows of fewer children a year are not drawn.
pub const LEAST_DRAWN: f64 = 0.05;
/// Width of a node.
const NODE: f32 = 12.0;
/// Least room between two nodes of a column: two lines of words.
const GAP: f32 = 40.0;

/// A stage on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Which.
    pub stage: Stage,
    /// Children a year who pass through.
    pub per_year: f64,
    /// Where it stands.
    pub rect: Rect,
}

/// A flow on screen: from one upright edge to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ribbon {
    /// Where children come from.
    pub from: Stage,
    /// Where they go.
    pub to: Stage,
    /// Children a year.
    pub per_year: f64,
    /// Where it leaves: x, top, bottom.
    pub left: (f32, f32, f32),
    /// Where it arrives.
    pub right: (f32, f32, f32),
}

/// Everything on screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Stages through which anybody passes.
    pub nodes: Vec<Node>,
    /// Flows wide enough to be drawn.
    pub ribbons: Vec<Ribbon>,
}

/// Children a year who pass through a stage.
fn through(flows: &Flows, stage: Stage) -> f64 {
    flows.entering(stage).max(flows.leaving(stage))
}

/// Lays the picture out; words stand to the right of each node.
pub fn layout(flows: &Flows, room: Rect) -> Layout {
    let present = |stages: &'static [Stage]| stages.iter().copied().filter(|stage| through(flows, *stage) >= LEAST_DRAWN);
    let scale = COLUMNS
        .into_iter()
        .map(|stages| {
            let count = present(stages).count();
            let sum: f64 = present(stages).map(|stage| through(flows, stage)).sum();
            if sum > 0.0 { f64::from(room.height() - GAP * count as f32).max(20.0) / sum } else { f64::INFINITY }
        })
        .fold(f64::INFINITY, f64::min);
    let mut layout = Layout::default();
    if !scale.is_finite() {
        return layout;
    }
    let pitch = (room.width() - NODE) / (COLUMNS.len() as f32 - 0.1);
    for (column, stages) in COLUMNS.into_iter().enumerate() {
        let heights: Vec<(Stage, f32)> = present(stages).map(|stage| (stage, ((through(flows, stage) * scale) as f32).max(2.0))).collect();
        let spare = room.height() - heights.iter().map(|(_, height)| height).sum::<f32>();
        let gap = (spare / heights.len().max(1) as f32).clamp(8.0, GAP * 1.6);
        let x = room.left() + pitch * column as f32;
        let mut y = room.top() + 18.0;
        for (stage, height) in heights {
            let rect = Rect::from_min_max(pos2(x, y), pos2(x + NODE, y + height));
            layout.nodes.push(Node { stage, per_year: through(flows, stage), rect });
            y += height + gap;
        }
    }
    ribbons(flows, scale, &mut layout);
    layout
}

fn ribbons(flows: &Flows, scale: f64, layout: &mut Layout) {
    let nodes = layout.nodes.clone();
    let find = |stage: Stage| nodes.iter().position(|node| node.stage == stage);
    let width = |from: Stage, to: Stage| (flows.between(from, to) * scale) as f32;
    for to in Stage::ALL {
        let target = find(to).map(|node| nodes[node].rect);
        let mut into = target.map_or(0.0, |rect| rect.top());
        for from in INTO {
            let source = find(from).map(|node| nodes[node].rect);
            // Above it on the left stands what goes to stages named before.
            let above: f32 = Stage::ALL.into_iter().take_while(|stage| *stage != to).map(|stage| width(from, stage)).sum();
            let (width, per_year) = (width(from, to), flows.between(from, to));
            let span = |top: f32, x: f32| (x, top, top + width);
            let ends = match (source, target) {
                (Some(source), Some(target)) => Some((span(source.top() + above, source.right()), span(into, target.left()))),
                (None, Some(target)) => Some((span(into, target.left() - STUB), span(into, target.left()))),
                (Some(source), None) => {
                    let top = source.top() + above;
                    Some((span(top, source.right()), span(top, source.right() + STUB)))
                }
                (None, None) => None,
            };
            into += width;
            if let Some((left, right)) = ends.filter(|_| per_year >= LEAST_DRAWN) {
                layout.ribbons.push(Ribbon { from, to, per_year, left, right });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::closely::Closely;
    use crate::app::document;
    use crate::model::{Scenario, ValidScenario};
    use crate::sim::Player;

    #[test]
    fn widths_add_up_and_nodes_do_not_touch() {
        let mut scenario = Scenario::clone(&document::london_review().unwrap().scenario);
        (scenario.run.horizon_years, scenario.run.warm_up_years) = (2.0, 1.0);
        let scenario = ValidScenario::new(scenario).unwrap();
        let mut player = Player::new(&scenario);
        let room = Rect::from_min_max(pos2(10.0, 20.0), pos2(1200.0, 420.0));
        for (index, option) in scenario.options.iter().enumerate() {
            let mut closely = Closely::new(option);
            (0..5).for_each(|replication| closely.add(&player.chronicle(replication, index)));
            for stream in closely.look().unwrap().streams {
                let layout = layout(&stream.flows, room);
                assert_eq!(layout.nodes.is_empty(), stream.flows.leaving(Stage::Requested) == 0.0);
                for node in &layout.nodes {
                    let sum = |side: fn(&Ribbon) -> Stage| {
                        layout.ribbons.iter().filter(|r| side(r) == node.stage).map(|r| r.per_year).sum::<f64>()
                    };
                    let widest = sum(|ribbon| ribbon.from).max(sum(|ribbon| ribbon.to));
                    assert!((widest - node.per_year).abs() < 0.3, "{:?} of {}: {widest} of {}", node.stage, option.id, node.per_year);
                    assert!(room.expand(1.0).contains_rect(node.rect), "{:?} of {} at {:?}", node.stage, option.id, node.rect);
                }
                for pair in layout.nodes.windows(2).filter(|pair| pair[0].rect.left() == pair[1].rect.left()) {
                    assert!(pair[0].rect.bottom() + 8.0 <= pair[1].rect.top() + 0.01);
                }
                assert!(layout.ribbons.iter().all(|ribbon| ribbon.left.0 < ribbon.right.0), "children go from left to right");
            }
        }
    }
}
