//! How the answer on screen stands to the figures on screen: one word, and a sentence that says what it means.

use std::time::Duration;

use super::jobs::{Phase, Snapshot};
use super::state::{AppState, Document};
use crate::report::wording::number;

/// Replications below which an answer is a draft.
pub const DRAFT: u32 = 100;

/// How the answer shown stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none yet.
    Nothing,
    /// It follows the pointer, or is of too few replications to be more than a first sight.
    Draft,
    /// It gets sharper.
    Sharpening,
    /// It is as sharp as was asked for.
    Done,
    /// It was stopped before that.
    Stopped,
    /// It belongs to other figures than those on screen.
    OutOfDate,
    /// The run was ended by a fault.
    Failed,
}

impl Standing {
    /// How the answer shown stands to the document.
    pub fn of(state: &AppState, document: &Document) -> Self {
        let results = &state.results;
        let Some(shown) = &results.shown else {
            let failed = matches!(results.run.as_deref(), Some(Snapshot { phase: Phase::Failed(_), .. }));
            return if failed { Self::Failed } else { Self::Nothing };
        };
        if !results.are_for(&document.scenario) {
            let began_with = document.history.drag_start();
            // An answer that came in during a drag belongs to where the pointer was a moment ago.
            let follows = document.problems.is_empty() && began_with.is_some_and(|before| !std::sync::Arc::ptr_eq(before, &shown.scenario));
            return if follows { Self::Draft } else { Self::OutOfDate };
        }
        match results.run.as_ref().map(|run| &run.phase) {
            Some(Phase::Failed(_)) => Self::Failed,
            Some(Phase::Stopped) => Self::Stopped,
            Some(Phase::Running) if shown.done < DRAFT => Self::Draft,
            Some(Phase::Running) => Self::Sharpening,
            Some(Phase::Finished) | None => Self::Done,
        }
    }

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "No answer yet",
            Self::Draft => "Draft",
            Self::Sharpening => "Sharpening",
            Self::Done => "Done",
            Self::Stopped => "Stopped",
            Self::OutOfDate => "Out of date",
            Self::Failed => "Failed",
        }
    }

    /// A sign beside the word, so that colour is not the only one.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Nothing => "○",
            Self::Draft => "◔",
            Self::Sharpening => "◑",
            Self::Done => "●",
            Self::Stopped => "■",
            Self::OutOfDate | Self::Failed => "⚠",
        }
    }

    /// Whether it asks for attention.
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Stopped | Self::OutOfDate | Self::Failed)
    }

    /// What the word means now, and what to do.
    pub fn sentence(self, state: &AppState, document: &Document) -> String {
        let count = |n: u32| number(f64::from(n), 0);
        let run = state.results.run.as_deref();
        let (done, wanted) = run.map_or((0, 0), |run| (run.done, run.wanted));
        match self {
            Self::Failed => match run.map(|run| &run.phase) {
                Some(Phase::Failed(reason)) => format!("The run was ended by a fault in the program: {reason}"),
                _ => String::new(),
            },
            Self::Nothing if !document.problems.is_empty() => "These figures cannot be run; what is wrong is said below.".to_owned(),
            Self::Nothing if run.is_some_and(|run| run.phase == Phase::Stopped) => {
                "Stopped before a first answer. Press Carry on.".to_owned()
            }
            Self::Nothing => "Working out the first answer.".to_owned(),
            Self::OutOfDate if !document.problems.is_empty() => {
                "Not up to date: dimmed results are for the figures before the change.".to_owned()
            }
            Self::OutOfDate if run.is_some_and(|run| run.phase == Phase::Stopped) => {
                "Stopped before a first answer; dimmed results are for earlier figures. Press Carry on.".to_owned()
            }
            Self::OutOfDate => "Working out the new answer; dimmed results are for earlier figures.".to_owned(),
            Self::Draft => format!("A first sight from {} replications; it sharpens as soon as the figures rest.", count(done)),
            Self::Sharpening => {
                let left = run.and_then(Snapshot::time_left).map(|left| format!(", {} left", duration(left))).unwrap_or_default();
                format!("{} of {} replications done{left}.", count(done), count(wanted))
            }
            Self::Done => format!("The same children in every option, {} times over; ± is the 95% interval.", count(done)),
            Self::Stopped => format!("Stopped after {} of {} replications; what is done is kept.", count(done), count(wanted)),
        }
    }
}

/// A span of time as people say it.
pub fn duration(span: Duration) -> String {
    let seconds = span.as_secs_f64();
    match seconds {
        _ if seconds < 1.5 => "about a second".to_owned(),
        _ if seconds < 90.0 => format!("about {} seconds", number(seconds, 0)),
        _ if seconds < 5_400.0 => format!("about {} minutes", number(seconds / 60.0, 0)),
        _ => format!("about {} hours", number(seconds / 3_600.0, 0)),
    }
}

/// Half the width of the 95% interval of a share, in percentage points, with no digits that say nothing.
pub fn points(half_width_share: f64) -> String {
    let points = half_width_share * 100.0;
    match points {
        _ if points == 0.0 => "±0".to_owned(),
        _ if points < 0.05 => "±<0.1".to_owned(),
        _ => format!("±{}", number(points, 1)),
    }
}
