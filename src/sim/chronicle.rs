//! A recorder for looking closely: every child from request to leaving, and every change in the beds there are.

use std::collections::HashMap;

use crate::model::geography::ELSEWHERE_HOMES;
use crate::model::{BedKind, Stream};

use super::episodes::Episodes;
use super::record::{Diversion, Ending, Episode, Place, Recorder, StepDown};
use super::trace::Request;
use super::{CompiledOption, Simulation};

/// A request from beginning to end, with what may be said of the child.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Child {
    /// The request and how it ended.
    pub episode: Episode,
    /// Age at the request, years.
    pub age: u8,
    /// Index of the home borough.
    pub borough: u8,
    /// Days from admission to readiness to leave, had or not.
    pub stay_days: f64,
    /// Whether the request ever needs a place: if so, and until it is placed or withdrawn, the child waits.
    pub needs_place: bool,
    /// Miles by road from the home borough to the placement, if placed.
    pub miles: Option<f64>,
}

/// A change in the usable beds of a pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsableChange {
    /// Day of the clock.
    pub day: f64,
    /// Index of the home in the option.
    pub home: usize,
    /// Kind of bed.
    pub kind: BedKind,
    /// Beds more, or fewer.
    pub change: i32,
}

/// One replication of one option, as closely as it can be seen. Days are those of the clock, warm-up included.
#[derive(Clone, Debug, PartialEq)]
pub struct Chronicle {
    /// Day on which the horizon starts.
    pub start_day: f64,
    /// Day on which it ends.
    pub end_day: f64,
    /// Beds of each home by kind, when all are open.
    pub beds: Vec<[u32; 3]>,
    /// Requests in the order of day and key.
    pub children: Vec<Child>,
    /// Stays in the open facility instead of a request.
    pub diversions: Vec<Diversion>,
    /// Changes in usable beds, in the order of time.
    pub usable_changes: Vec<UsableChange>,
}

/// Listens to a play and writes its [`Chronicle`].
pub(super) struct Chronicler<'a> {
    simulation: &'a Simulation,
    option: &'a CompiledOption,
    now: f64,
    episodes: Episodes,
    /// What is known of a child, and how far from home it was placed.
    children: HashMap<u64, (Request, Option<f64>)>,
    usable_changes: Vec<UsableChange>,
}

impl<'a> Chronicler<'a> {
    pub(super) fn new(simulation: &'a Simulation, option: usize) -> Self {
        Self {
            simulation,
            option: &simulation.options[option],
            now: 0.0,
            episodes: Episodes::new(simulation.end_day),
            children: HashMap::new(),
            usable_changes: Vec::new(),
        }
    }

    /// Miles by road from a child's home borough to a place.
    fn miles(&self, request: &Request, place: Place) -> Option<f64> {
        let borough = usize::from(request.borough);
        let miles = match place {
            Place::London { home, .. } => self.option.miles.get(borough * self.option.homes.len() + home),
            Place::Elsewhere { home } => self.simulation.miles_elsewhere.get(borough * ELSEWHERE_HOMES.len() + home),
        };
        miles.copied()
    }

    pub(super) fn finish(mut self) -> Chronicle {
        // Streams that nothing connects are told of one after the other.
        self.usable_changes.sort_by(|one, other| one.day.total_cmp(&other.day));
        let (episodes, diversions) = self.episodes.into_sorted();
        let child = |episode: Episode| {
            let (request, miles) = self.children.get(&episode.key)?;
            let miles = miles.filter(|_| matches!(episode.ending, Ending::Placed { .. }));
            Some(Child {
                episode,
                age: request.age,
                borough: request.borough,
                stay_days: request.stay_days,
                needs_place: request.proceeds,
                miles,
            })
        };
        Chronicle {
            start_day: self.simulation.warm_up_days,
            end_day: self.simulation.end_day,
            beds: self.option.homes.iter().map(|home| home.beds).collect(),
            children: episodes.into_iter().filter_map(child).collect(),
            diversions,
            usable_changes: self.usable_changes,
        }
    }
}

impl Recorder for Chronicler<'_> {
    fn now(&mut self, day: f64, ticks: i64) {
        self.now = day;
        self.episodes.now(day, ticks);
    }

    fn already_placed(&mut self, request: &Request, place: Place) {
        self.children.insert(request.key, (*request, self.miles(request, place)));
        self.episodes.already_placed(request, place);
    }

    fn requested(&mut self, request: &Request) {
        self.children.insert(request.key, (*request, None));
        self.episodes.requested(request);
    }

    fn not_proceeding(&mut self, request: &Request, until_day: f64) {
        self.episodes.not_proceeding(request, until_day);
    }

    fn still_waits(&mut self, request: &Request) {
        self.episodes.still_waits(request);
    }

    fn withdrawn(&mut self, request: &Request, day: f64) {
        self.episodes.withdrawn(request, day);
    }

    fn placed(&mut self, request: &Request, place: Place) {
        let miles = self.miles(request, place);
        if let Some((_, known)) = self.children.get_mut(&request.key) {
            *known = miles;
        }
        self.episodes.placed(request, place);
    }

    fn ready(&mut self, request: &Request, place: Place, discharge_day: f64) {
        self.episodes.ready(request, place, discharge_day);
    }

    fn discharged(&mut self, request: &Request, place: Place) {
        self.episodes.discharged(request, place);
    }

    fn steps_down(&mut self, request: &Request, step_down: StepDown) {
        self.episodes.steps_down(request, step_down);
    }

    fn step_down_refused(&mut self, request: &Request, day: f64) {
        self.episodes.step_down_refused(request, day);
    }

    fn diverted(&mut self, diversion: Diversion) {
        self.episodes.diverted(diversion);
    }

    fn beds_change(&mut self, home: usize, kind: BedKind, change: i32) {
        self.usable_changes.push(UsableChange { day: self.now, home, kind, change });
    }

    fn free_bed_changes(&mut self, _stream: Stream, _free: bool) {}
}
