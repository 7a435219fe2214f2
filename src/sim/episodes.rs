//! A recorder that remembers every request from beginning to end.

use std::collections::HashMap;

use crate::model::{BedKind, Stream};

use super::record::{Diversion, Ending, Episode, Place, Recorder, StepDown};
use super::trace::Request;

/// Everything that happened, child by child, as far as the run saw.
#[derive(Clone, Debug)]
pub struct Episodes {
    end_day: f64,
    now: f64,
    episodes: Vec<Episode>,
    diversions: Vec<Diversion>,
    by_key: HashMap<u64, usize>,
}

impl Episodes {
    /// An empty record of a run that ends on a day.
    pub fn new(end_day: f64) -> Self {
        Self { end_day, now: 0.0, episodes: Vec::new(), diversions: Vec::new(), by_key: HashMap::new() }
    }

    /// Episodes and stays in the open facility, each in the order of day and key.
    pub fn into_sorted(mut self) -> (Vec<Episode>, Vec<Diversion>) {
        self.episodes.sort_by(|a, b| a.arrival_day.total_cmp(&b.arrival_day).then(a.key.cmp(&b.key)));
        self.diversions.sort_by(|a, b| a.from_day.total_cmp(&b.from_day).then(a.key.cmp(&b.key)));
        (self.episodes, self.diversions)
    }

    fn ending(&mut self, request: &Request) -> Option<&mut Ending> {
        let index = *self.by_key.get(&request.key)?;
        Some(&mut self.episodes[index].ending)
    }

    fn seen(&self, day: f64) -> Option<f64> {
        (day <= self.end_day).then_some(day)
    }

    fn placed_on(&mut self, request: &Request, place: Place, day: f64) {
        let ends = match place {
            Place::London { .. } => None,
            Place::Elsewhere { .. } => self.seen(day + request.stay_days),
        };
        if let Some(ending) = self.ending(request) {
            *ending = Ending::Placed {
                place,
                admission_day: day,
                ready_day: ends,
                discharge_day: ends,
                step_down: None,
                step_down_refused: false,
            };
        }
    }
}

impl Recorder for Episodes {
    fn now(&mut self, day: f64, _ticks: i64) {
        self.now = day;
    }

    fn already_placed(&mut self, request: &Request, place: Place) {
        self.requested(request);
        self.placed_on(request, place, request.arrival_day);
    }

    fn requested(&mut self, request: &Request) {
        self.by_key.insert(request.key, self.episodes.len());
        self.episodes.push(Episode {
            key: request.key,
            stream: request.stream,
            arrival_day: request.arrival_day,
            ending: Ending::StillOpen,
        });
    }

    fn not_proceeding(&mut self, request: &Request, until_day: f64) {
        if let Some(day) = self.seen(until_day)
            && let Some(ending) = self.ending(request)
        {
            *ending = Ending::NotProceeding { day };
        }
    }

    fn still_waits(&mut self, _request: &Request) {}

    fn withdrawn(&mut self, request: &Request, day: f64) {
        if let Some(ending) = self.ending(request) {
            *ending = Ending::NoPlace { day };
        }
    }

    fn placed(&mut self, request: &Request, place: Place) {
        self.placed_on(request, place, self.now);
    }

    fn ready(&mut self, request: &Request, _place: Place, _discharge_day: f64) {
        let day = self.now;
        if let Some(Ending::Placed { ready_day, .. }) = self.ending(request) {
            *ready_day = Some(day);
        }
    }

    fn discharged(&mut self, request: &Request, _place: Place) {
        let day = self.now;
        if let Some(Ending::Placed { discharge_day, .. }) = self.ending(request) {
            *discharge_day = Some(day);
        }
    }

    fn steps_down(&mut self, request: &Request, entered: StepDown) {
        let begun = self.seen(entered.from_day).map(|_| entered);
        if let Some(Ending::Placed { step_down, .. }) = self.ending(request) {
            *step_down = begun;
        }
    }

    fn step_down_refused(&mut self, request: &Request, day: f64) {
        let refused = self.seen(day).is_some();
        if let Some(Ending::Placed { step_down_refused, .. }) = self.ending(request) {
            *step_down_refused = refused;
        }
    }

    fn diverted(&mut self, diversion: Diversion) {
        self.diversions.push(diversion);
    }

    fn beds_change(&mut self, _home: usize, _kind: BedKind, _change: i32) {}

    fn free_bed_changes(&mut self, _stream: Stream, _free: bool) {}
}
