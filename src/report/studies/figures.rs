//! The figures of the long analyses.

mod beds;
mod choice;
mod grid;
mod uncertain;

pub use beds::{Curve, along, unknown_figure};
pub use choice::{finding_out, turns, worlds};
pub use uncertain::{Looked, drivers_figure, spread_figure};

use super::Studies;
use crate::model::Scenario;
use crate::report::Answer;
use crate::report::figure::{Figure, Unsourced};
use crate::report::tables::Table;

/// Rows of a tornado, unless all are asked for: so many are still easily read on a page.
pub const WIDEST: usize = 20;

/// Every figure of the long analyses; none where they were not run.
pub fn figures(answer: &Answer) -> Vec<Figure> {
    let Some(studies) = &answer.studies else { return Vec::new() };
    let of = Of { answer, scenario: &answer.scenario, studies };
    let mut figures: Vec<Figure> = Vec::new();
    figures.extend(studies.uncertain.as_ref().and_then(|uncertain| of.levels(uncertain)));
    figures.extend(studies.sweep.as_ref().ok().and_then(|sweep| of.sweep(sweep)));
    figures.extend(studies.unknown.as_ref().ok().and_then(|unknown| of.unknown(unknown)));
    if let Some(uncertain) = &studies.uncertain {
        figures.extend(of.drivers(uncertain));
        let about = studies.about(&answer.scenario);
        let worth = uncertain.worth.as_ref().and_then(|worth| finding_out(&about, &uncertain.global, worth));
        let found = [turns(&about, &uncertain.switching), worlds(&about, &uncertain.variations), worth];
        figures.extend(found.into_iter().flatten().map(|figure| figure.sourced(&answer.scenario, &answer.sha256)));
    }
    figures
}

/// What the figures are drawn from.
struct Of<'a> {
    answer: &'a Answer,
    scenario: &'a Scenario,
    studies: &'a Studies,
}

impl Of<'_> {
    fn name(&self) -> &str {
        self.studies.focus_name(self.scenario)
    }

    /// A figure as a pack has it, with the table of all that was found.
    fn figure(&self, drawn: Unsourced, data: Table) -> Figure {
        Figure { data, ..drawn.sourced(self.scenario, &self.answer.sha256) }
    }
}
