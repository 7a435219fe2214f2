//! Where requests go: how many children a year pass from each place to the next.

use crate::model::{DAYS_PER_YEAR, Stream};
use crate::sim::chronicle::{Child, Chronicle};
use crate::sim::{Ending, Place};

/// A place that children pass through, in the order of their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// A request is made.
    Requested,
    /// Open when the horizon starts, or in a place then: children who are already somewhere.
    AlreadyThere,
    /// The request needs a place, found at once or waited for.
    NeedsPlace,
    /// Withdrawn without ever needing a place.
    NotProceeding,
    /// In a London secure home.
    London,
    /// In a secure home elsewhere.
    Elsewhere,
    /// Withdrawn for want of a place.
    NoPlace,
    /// In step-down.
    StepDown,
    /// Left for home, or for a placement that is not secure.
    Left,
    /// Still open, or still in a place, when the horizon ends.
    StillThere,
}

impl Stage {
    /// Every stage, in the order of the way.
    pub const ALL: [Stage; 10] = [
        Stage::Requested,
        Stage::AlreadyThere,
        Stage::NeedsPlace,
        Stage::NotProceeding,
        Stage::London,
        Stage::Elsewhere,
        Stage::NoPlace,
        Stage::StepDown,
        Stage::Left,
        Stage::StillThere,
    ];
    const COUNT: usize = Self::ALL.len();

    /// Whether children come into the picture here.
    pub fn is_source(self) -> bool {
        matches!(self, Stage::Requested | Stage::AlreadyThere)
    }

    /// Whether children go out of the picture here.
    pub fn is_end(self) -> bool {
        matches!(self, Stage::NotProceeding | Stage::NoPlace | Stage::Left | Stage::StillThere)
    }
}

/// Children who passed from one stage to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passages {
    /// By stage left and stage entered.
    children: [[u64; Stage::COUNT]; Stage::COUNT],
}

/// A horizon on the clock.
#[derive(Clone, Copy)]
struct Span {
    start: f64,
    end: f64,
}

impl Span {
    fn holds(self, day: f64) -> bool {
        self.start <= day && day <= self.end
    }
}

impl Passages {
    /// Adds the children of a stream, or of all, in one future.
    pub fn add(&mut self, chronicle: &Chronicle, stream: Option<Stream>) {
        let span = Span { start: chronicle.start_day, end: chronicle.end_day };
        for child in chronicle.children.iter().filter(|child| stream.is_none_or(|stream| child.episode.stream == stream)) {
            self.follow(child, span);
        }
    }

    /// Follows a child from stage to stage. In each stage, children came in within the horizon or were there before; they go on within the
    /// horizon or stay.
    fn follow(&mut self, child: &Child, span: Span) {
        let arrival = child.episode.arrival_day;
        if !child.needs_place {
            let withdrawn = if let Ending::NotProceeding { day } = child.episode.ending { day } else { f64::INFINITY };
            self.stay(Stage::Requested, None, (arrival, withdrawn), Stage::NotProceeding, span);
            return;
        }
        match child.episode.ending {
            Ending::StillOpen | Ending::NotProceeding { .. } => self.needs_place((arrival, f64::INFINITY), Stage::StillThere, span),
            Ending::NoPlace { day } => self.needs_place((arrival, day), Stage::NoPlace, span),
            Ending::Placed { place, admission_day, discharge_day, step_down, .. } => {
                let held = if matches!(place, Place::London { .. }) { Stage::London } else { Stage::Elsewhere };
                self.needs_place((arrival, admission_day), held, span);
                let next = if step_down.is_some() { Stage::StepDown } else { Stage::Left };
                let discharged = discharge_day.unwrap_or(f64::INFINITY);
                self.stay(Stage::NeedsPlace, Some(held), (admission_day, discharged), next, span);
                if let Some(stay) = step_down {
                    self.stay(held, Some(Stage::StepDown), (stay.from_day, stay.to_day), Stage::Left, span);
                }
            }
        }
    }

    fn needs_place(&mut self, days: (f64, f64), next: Stage, span: Span) {
        self.stay(Stage::Requested, Some(Stage::NeedsPlace), days, next, span);
    }

    /// A stay in a stage: what came before, the stage, its first and last day, what comes after. No stage for a request that never needs
    /// a place: it passes from its making to its withdrawal, with nothing on the way.
    fn stay(&mut self, before: Stage, stage: Option<Stage>, (from, to): (f64, f64), after: Stage, span: Span) {
        if from > span.end || to < span.start {
            return;
        }
        let cause = if span.holds(from) { before } else { Stage::AlreadyThere };
        let end = if span.holds(to) { after } else { Stage::StillThere };
        match stage {
            // The next stage counts who comes in from here, so that nobody is counted twice.
            Some(stage) => {
                if cause.is_source() {
                    self.children[cause as usize][stage as usize] += 1;
                }
                self.children[stage as usize][end as usize] += 1;
            }
            None => self.children[cause as usize][end as usize] += 1,
        }
    }

    /// Adds further futures.
    pub fn merge(&mut self, later: &Self) {
        for (row, more) in self.children.iter_mut().zip(&later.children) {
            row.iter_mut().zip(more).for_each(|(children, more)| *children += more);
        }
    }

    /// Children a year over so many futures of so many days.
    pub fn flows(&self, futures: u32, horizon_days: f64) -> Flows {
        let years = f64::from(futures) * horizon_days / DAYS_PER_YEAR;
        Flows { per_year: self.children.map(|row| row.map(|children| if years > 0.0 { children as f64 / years } else { 0.0 })) }
    }
}

/// Children a year from stage to stage, mean over futures.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    per_year: [[f64; Stage::COUNT]; Stage::COUNT],
}

impl Flows {
    /// Children a year from one stage to another.
    pub fn between(&self, from: Stage, to: Stage) -> f64 {
        self.per_year[from as usize][to as usize]
    }

    /// Children a year who come into a stage.
    pub fn entering(&self, stage: Stage) -> f64 {
        Stage::ALL.into_iter().map(|from| self.between(from, stage)).sum()
    }

    /// Children a year who go out of a stage.
    pub fn leaving(&self, stage: Stage) -> f64 {
        Stage::ALL.into_iter().map(|to| self.between(stage, to)).sum()
    }
}
