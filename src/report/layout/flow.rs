//! Where places and bands of a flow stand, on paper and on screen, and the flow on paper.

use super::{LABEL, MARGIN, STRONG, WIDTH};
use crate::analysis::closely::flow::Stage;
use crate::report::drawing::{Anchor, Drawing, Shape, Type, font};
use crate::report::figure::{Flow, FlowBand, FlowNode};
use crate::report::palette::{BLUE, Colour, GREY, ORANGE, PLUM, TEAL, WHITE, tint};

/// In which order, from above, children come into a place: from the nearest column first, so that bands cross as little as may be. Those
/// who were already there come last, as stubs; those who are still there at the end leave as stubs.
const INTO: [Stage; 6] = [Stage::StepDown, Stage::London, Stage::Elsewhere, Stage::NeedsPlace, Stage::Requested, Stage::AlreadyThere];
/// Steps in which a band is drawn along its way.
pub const STEPS: u32 = 32;

/// The room there is, and how large the parts are in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowRoom {
    /// Top left corner.
    pub corner: [f64; 2],
    /// Width and height.
    pub size: [f64; 2],
    /// Width of a node.
    pub node: f64,
    /// Least room between two nodes of a column.
    pub gap: f64,
    /// Room above the first node of a column, for its name.
    pub head: f64,
    /// Length of a stub.
    pub stub: f64,
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedNode<'a> {
    /// The node.
    pub node: &'a FlowNode,
    /// Left and top.
    pub from: [f64; 2],
    /// Right and bottom.
    pub to: [f64; 2],
}

/// An upright end of a band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandEnd {
    /// How far to the right.
    pub x: f64,
    /// Upper corner.
    pub top: f64,
    /// Lower corner.
    pub bottom: f64,
}

/// Where a band runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedBand<'a> {
    /// The band.
    pub band: &'a FlowBand,
    /// Where it leaves.
    pub left: BandEnd,
    /// Where it arrives.
    pub right: BandEnd,
}

impl PlacedBand<'_> {
    /// Its upper and its lower edge at a part of its way, from 0 to 1. Thin bands are still seen.
    pub fn edges(&self, along: f64) -> [[f64; 2]; 2] {
        let between = |from: f64, to: f64, part: f64| from + (to - from) * part;
        let x = between(self.left.x, self.right.x, along);
        let part = along * along * (3.0 - 2.0 * along);
        let (top, bottom) = (between(self.left.top, self.right.top, part), between(self.left.bottom, self.right.bottom, part));
        [[x, top], [x, bottom.max(top + 1.0)]]
    }
}

/// A flow in its room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedFlow<'a> {
    /// Nodes, column by column.
    pub nodes: Vec<PlacedNode<'a>>,
    /// Bands wide enough to be drawn.
    pub bands: Vec<PlacedBand<'a>>,
}

/// Lays a flow out; names stand above each node and numbers at its right.
pub fn placed(flow: &Flow, room: FlowRoom) -> PlacedFlow<'_> {
    let mut placed = PlacedFlow::default();
    let Some(columns) = flow.nodes.iter().map(|node| node.column + 1).max() else { return placed };
    let of_column = |column: usize| flow.nodes.iter().filter(move |node| node.column == column);
    let scale = (0..columns).map(|column| {
        let (count, sum) = of_column(column).fold((0.0, 0.0), |(count, sum), node| (count + 1.0, sum + node.per_year));
        if sum > 0.0 { (room.size[1] - room.gap * count).max(20.0) / sum } else { f64::INFINITY }
    });
    let scale = scale.fold(f64::INFINITY, f64::min);
    if !scale.is_finite() {
        return placed;
    }
    // Numbers stand at the right of the last column too.
    let pitch = (room.size[0] - room.node) / (columns as f64 - 0.1);
    for column in 0..columns {
        let heights: Vec<(&FlowNode, f64)> = of_column(column).map(|node| (node, (node.per_year * scale).max(2.0))).collect();
        let spare = room.size[1] - heights.iter().map(|(_, height)| height).sum::<f64>();
        let gap = (spare / heights.len().max(1) as f64).clamp(room.gap / 5.0, room.gap * 1.6);
        let x = room.corner[0] + pitch * column as f64;
        let mut y = room.corner[1] + room.head;
        for (node, height) in heights {
            placed.nodes.push(PlacedNode { node, from: [x, y], to: [x + room.node, y + height] });
            y += height + gap;
        }
    }
    bands(flow, scale, room.stub, &mut placed);
    placed
}

fn bands<'a>(flow: &'a Flow, scale: f64, stub: f64, placed: &mut PlacedFlow<'a>) {
    let find = |stage: Stage| placed.nodes.iter().find(|placed| placed.node.stage == stage);
    let width = |from: Stage, to: Stage| flow.between(from, to) * scale;
    let mut bands = Vec::new();
    for to in Stage::ALL {
        let target = find(to);
        let mut into = target.map_or(0.0, |target| target.from[1]);
        for from in INTO {
            // Above it on the left stands what goes to stages named before.
            let above: f64 = Stage::ALL.into_iter().take_while(|stage| *stage != to).map(|stage| width(from, stage)).sum();
            let width = width(from, to);
            let end = |x: f64, top: f64| BandEnd { x, top, bottom: top + width };
            let ends = match (find(from), target) {
                (Some(source), Some(target)) => Some([end(source.to[0], source.from[1] + above), end(target.from[0], into)]),
                (None, Some(target)) => Some([end(target.from[0] - stub, into), end(target.from[0], into)]),
                (Some(source), None) => {
                    let top = source.from[1] + above;
                    Some([end(source.to[0], top), end(source.to[0] + stub, top)])
                }
                (None, None) => None,
            };
            into += width;
            let band = flow.bands.iter().find(|band| band.from == from && band.to == to && band.is_drawn());
            if let Some((band, [left, right])) = band.zip(ends) {
                bands.push(PlacedBand { band, left, right });
            }
        }
    }
    placed.bands = bands;
}

/// The stage whose colour a band has: the place it goes to, or the one it comes from where it goes out of the picture.
pub fn coloured_as(band: &FlowBand) -> Stage {
    match (band.from, band.to) {
        (Stage::AlreadyThere, _) => Stage::AlreadyThere,
        (from, Stage::Left | Stage::NeedsPlace) => from,
        (_, to) => to,
    }
}

const HEIGHT: f64 = 232.0;
/// Height of a line of a name, and of what stands at the right of a node.
const LINE: f64 = 9.8;
/// Numbers in bands.
const NUMBER: Type = Type { size: 8.0, ..LABEL };

pub(super) fn draw(drawing: &mut Drawing, y: &mut f64, flow: &Flow) {
    let room = FlowRoom { corner: [MARGIN, *y], size: [WIDTH - 2.0 * MARGIN, HEIGHT], node: 8.0, gap: 30.0, head: 22.0, stub: 16.0 };
    let placed = placed(flow, room);
    for band in &placed.bands {
        draw_band(drawing, band);
    }
    for band in placed.bands.iter().filter(|band| flow.tells(band.band)) {
        let height = band.right.bottom - band.right.top;
        // In the band where it is high enough, before it ends.
        if height >= NUMBER.size {
            let at = [band.right.x - 4.0, (band.right.top + band.right.bottom) / 2.0 + NUMBER.size * 0.36];
            drawing.text(at, Anchor::Right, NUMBER, &band.band.written);
        }
    }
    let pitch = placed.nodes.iter().map(|node| node.from[0]).find(|x| *x > MARGIN).map_or(WIDTH, |x| x - MARGIN);
    for PlacedNode { node, from, to } in &placed.nodes {
        drawing.rect(from[0], from[1], to[0] - from[0], to[1] - from[1], colour(node.stage));
        let names = font::lines_at_most(&node.name, STRONG, pitch - 6.0, 2);
        for (above, line) in names.iter().rev().enumerate() {
            let base = from[1] - 3.0 - LINE * above as f64;
            // Clear of a band that may run behind it.
            drawing.rect(from[0], base - 7.5, font::width(line, STRONG), 9.5, WHITE);
            drawing.text([from[0], base], Anchor::Left, STRONG, line);
        }
        let beside = [&node.written, &node.remark].into_iter().filter(|words| !words.is_empty());
        let beside = beside.flat_map(|words| font::lines_at_most(words, LABEL, pitch - 16.0, 2));
        for (below, line) in beside.enumerate() {
            drawing.text([to[0] + 4.0, from[1] + LINE * (below as f64 + 0.85)], Anchor::Left, LABEL, &line);
        }
    }
    let lowest = placed.nodes.iter().map(|node| node.to[1]).fold(*y, f64::max);
    *y = lowest.max(placed.nodes.iter().map(|node| node.from[1] + 3.0 * LINE).fold(*y, f64::max)) + 4.0;
}

/// A pale surface with edges of its own, so that neighbours are told apart in grey too.
fn draw_band(drawing: &mut Drawing, band: &PlacedBand<'_>) {
    let edges: Vec<[[f64; 2]; 2]> = (0..=STEPS).map(|step| band.edges(f64::from(step) / f64::from(STEPS))).collect();
    let upper: Vec<[f64; 2]> = edges.iter().map(|[upper, _]| *upper).collect();
    let lower: Vec<[f64; 2]> = edges.iter().map(|[_, lower]| *lower).collect();
    let colour = colour(coloured_as(band.band));
    let points = upper.iter().chain(lower.iter().rev()).copied().collect();
    drawing.shapes.push(Shape::Area { points, fill: tint(colour, 0.28) });
    for edge in [upper, lower] {
        drawing.line(edge, 0.5, tint(colour, 0.7));
    }
}

fn colour(stage: Stage) -> Colour {
    match stage {
        Stage::London => BLUE,
        Stage::Elsewhere => TEAL,
        Stage::StepDown => PLUM,
        Stage::NoPlace => ORANGE,
        Stage::AlreadyThere | Stage::StillThere | Stage::NotProceeding => tint(GREY, 0.6),
        Stage::Requested | Stage::NeedsPlace | Stage::Left => GREY,
    }
}
