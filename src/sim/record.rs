//! What happened: whoever wants to know implements [`Recorder`], and `play` tells it. [`Episodes`] remembers everything.

use crate::model::{BedKind, Stream};

use super::trace::Request;

/// Where a child is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a London home of the option, by index, in a bed of this kind.
    London {
        /// Index of the home in the option.
        home: usize,
        /// Kind of the bed.
        kind: BedKind,
    },
    /// In a home elsewhere, by index.
    Elsewhere {
        /// Index in [`crate::model::geography::ELSEWHERE_HOMES`].
        home: usize,
    },
}

/// A stay in step-down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepDown {
    /// Index of the unit in the option; the number of units stands for the open facility.
    pub unit: usize,
    /// First day.
    pub from_day: f64,
    /// Last day, which may lie beyond the end of the run.
    pub to_day: f64,
}

/// How a request ended, as far as the run saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// Not by the end of the run.
    StillOpen,
    /// Withdrawn: no place was ever needed.
    NotProceeding {
        /// Day of withdrawal.
        day: f64,
    },
    /// Withdrawn for want of a place.
    NoPlace {
        /// Day of withdrawal.
        day: f64,
    },
    /// Placed.
    Placed {
        /// Where.
        place: Place,
        /// Day of admission.
        admission_day: f64,
        /// Day on which the child was ready to leave, if by the end of the run.
        ready_day: Option<f64>,
        /// Day on which the child left the secure bed, if by the end of the run.
        discharge_day: Option<f64>,
        /// Step-down, if it began by the end of the run.
        step_down: Option<StepDown>,
        /// Needed step-down, a unit or open facility would have served the child, and none had a place.
        step_down_refused: bool,
    },
}

/// One request from beginning to end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Episode {
    /// The child's key in the trace.
    pub key: u64,
    /// Stream of the request.
    pub stream: Stream,
    /// Day of the request.
    pub arrival_day: f64,
    /// How it ended.
    pub ending: Ending,
}

/// A stay in the open facility instead of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diversion {
    /// The child's key in the trace.
    pub key: u64,
    /// First day.
    pub from_day: f64,
    /// Last day.
    pub to_day: f64,
    /// Index of the child's borough.
    pub borough: u8,
    /// Whether no request followed.
    pub prevented: bool,
}

/// Hears what happens in a run. Placements and what happens in London homes are told as they happen. Requests, withdrawals, step-down
/// and blocking may be told ahead of their day or after it; their days may lie beyond the end of the run. Requests of one stream are told in order:
/// first those told of together, then the others.
///
/// Streams that nothing connects are told of one after the other, each from the first day to the end.
pub trait Recorder {
    /// It is the first day for further streams.
    fn begins(&mut self) {
        self.now(0.0, 0);
    }
    /// It is now this day, so many ticks of 2⁻³¹ day after day 0; what is told next happens now unless a day is given with it.
    fn now(&mut self, day: f64, ticks: i64);
    /// The child is in a placement when the clock starts, admitted on its day of arrival before day 0.
    fn already_placed(&mut self, request: &Request, place: Place);
    /// A request is, or was, made, on its day of arrival.
    fn requested(&mut self, request: &Request);
    /// These requests of a stream, in order, are made whatever the option does.
    fn all_requested(&mut self, requests: &[Request]) {
        for request in requests {
            self.requested(request);
            if !request.proceeds {
                self.not_proceeding(request, request.arrival_day + request.patience_days);
            }
        }
    }
    /// It will be withdrawn on `until_day` without needing a place.
    fn not_proceeding(&mut self, request: &Request, until_day: f64);
    /// A waiting request is, or was, withdrawn for want of a place on this day.
    fn withdrawn(&mut self, request: &Request, day: f64);
    /// The run is over and the child still waits for a place.
    fn still_waits(&mut self, request: &Request);
    /// The child is placed, at once or after waiting since its request.
    fn placed(&mut self, request: &Request, place: Place);
    /// One child leaves a London bed and another takes it over in the same instant.
    fn handed_over(&mut self, leaver: &Request, successor: &Request, place: Place) {
        self.discharged(leaver, place);
        self.placed(successor, place);
    }
    /// The child is ready to leave a London bed, and leaves it on `discharge_day` (later if blocked).
    fn ready(&mut self, request: &Request, place: Place, discharge_day: f64);
    /// The child leaves a London bed.
    fn discharged(&mut self, request: &Request, place: Place);
    /// The child is, or will be, in step-down.
    fn steps_down(&mut self, request: &Request, step_down: StepDown);
    /// The child leaves, or will leave, on `day` without the step-down it needed.
    fn step_down_refused(&mut self, request: &Request, day: f64);
    /// The child goes to the open facility instead of being requested.
    fn diverted(&mut self, diversion: Diversion);
    /// The usable beds of a pool change.
    fn beds_change(&mut self, home: usize, kind: BedKind, change: i32);
    /// Whether a usable London bed is free for a stream changes.
    fn free_bed_changes(&mut self, stream: Stream, free: bool);
}
