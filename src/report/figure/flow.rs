//! Where children go: places that they pass through, and bands between them as wide as the numbers who pass.

use crate::analysis::closely::flow::Stage;

/// Places from left to right, and bands between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// Places through which anybody passes, column by column and from above.
    pub nodes: Vec<FlowNode>,
    /// What passes between places, however little.
    pub bands: Vec<FlowBand>,
}

/// A place of [`Flow`].
#[derive(Clone, Debug, PartialEq)]
pub struct FlowNode {
    /// Which.
    pub stage: Stage,
    /// Its column, from the left.
    pub column: usize,
    /// What it is called.
    pub name: String,
    /// Children a year who pass through.
    pub per_year: f64,
    /// The same in words.
    pub written: String,
    /// More words below; empty for none.
    pub remark: String,
}

/// What passes from one place of [`Flow`] to another.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowBand {
    /// Where children come from.
    pub from: Stage,
    /// Where they go.
    pub to: Stage,
    /// Children a year.
    pub per_year: f64,
    /// The number, as it is written in the band.
    pub written: String,
    /// The band in a sentence.
    pub said: String,
}

impl FlowBand {
    /// Whether it is wide enough to be drawn.
    pub fn is_drawn(&self) -> bool {
        self.per_year >= Flow::LEAST
    }
}

impl Flow {
    /// Flows of fewer children a year are not drawn.
    pub const LEAST: f64 = 0.05;

    /// A place.
    pub fn node(&self, stage: Stage) -> Option<&FlowNode> {
        self.nodes.iter().find(|node| node.stage == stage)
    }

    /// Children a year from one place to another.
    pub fn between(&self, from: Stage, to: Stage) -> f64 {
        self.bands.iter().find(|band| band.from == from && band.to == to).map_or(0.0, |band| band.per_year)
    }

    /// Whether the number of a band says more than the numbers of the places at its ends.
    pub fn tells(&self, band: &FlowBand) -> bool {
        let of =
            |end: fn(&FlowBand) -> Stage, stage: Stage| self.bands.iter().filter(|other| other.is_drawn() && end(other) == stage).count();
        of(|band| band.from, band.from) > 1 && of(|band| band.to, band.to) > 1
    }

    /// Every band in a sentence.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.bands.iter().map(|band| band.said.as_str())
    }
}
