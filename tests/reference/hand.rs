//! Traces written by hand: children with exact days, played by both engines.

use std::collections::BTreeMap;

use sufficiency::model::{Home, LinkedHome, Scenario, StepDownUnit, Stream};
use sufficiency::sim::draws::{Purpose, item_key, name_key, purpose_key};
use sufficiency::sim::record::{Diversion, Ending, Place, StepDown};
use sufficiency::sim::trace::{AlreadyPlaced, Offer, Request, Trace};

use super::seam::Player;
use super::{engine, worlds};

/// A child who is requested for on a day and stays so long; everything else is plain.
pub fn child(arrival_day: f64, stay_days: f64) -> Request {
    Request {
        arrival_day,
        stay_days,
        patience_days: f64::INFINITY,
        key: 0,
        step_down_quantile: 0,
        stream: Stream::Welfare,
        borough: 0,
        age: 15,
        gang_group: 0,
        female: false,
        proceeds: true,
        suitable_for_london: true,
        intensive_support: false,
        needs_step_down: false,
        latent: false,
    }
}

/// A child of the justice stream.
pub fn justice(arrival_day: f64, stay_days: f64) -> Request {
    Request { stream: Stream::Justice, ..child(arrival_day, stay_days) }
}

/// A child who needs step-down.
pub fn needs_step_down(arrival_day: f64, stay_days: f64) -> Request {
    Request { needs_step_down: true, ..child(arrival_day, stay_days) }
}

/// The same request, withdrawn after so many days.
pub fn patient(patience_days: f64, request: Request) -> Request {
    Request { patience_days, ..request }
}

/// A world written by hand: one option, children by name, offers.
pub struct World {
    /// The scenario; its only option is the first.
    pub scenario: Scenario,
    children: Vec<(&'static str, Request)>,
    offers: Vec<(Stream, f64)>,
    already_placed: Vec<(&'static str, AlreadyPlaced)>,
    already_open: Vec<(&'static str, Request)>,
}

/// Days of readiness and of leaving the secure bed, and whether step-down was refused.
pub type Left = (f64, f64, bool);

/// Unit, first and last day of step-down.
pub type SteppedDown = (usize, f64, f64);

/// What became of the children of a world.
pub struct Story {
    endings: BTreeMap<&'static str, (f64, Ending)>,
    /// Stays in the open facility instead of a request.
    pub diversions: Vec<Diversion>,
}

impl World {
    /// A world of these homes, in the year from day 0 to day 365.
    pub fn new(homes: Vec<Home>) -> Self {
        let mut scenario = worlds::quiet();
        scenario.options[0].homes = homes;
        Self { scenario, children: Vec::new(), offers: Vec::new(), already_placed: Vec::new(), already_open: Vec::new() }
    }

    /// One home, *north*, with beds for welfare placements only.
    pub fn welfare_beds(beds: u32) -> Self {
        Self::new(vec![worlds::home("north", beds, 0, 0)])
    }

    /// Adds a step-down unit.
    pub fn unit(mut self, unit: StepDownUnit) -> Self {
        self.scenario.options[0].step_down_units.push(unit);
        self
    }

    /// Adds a unit of one place linked to *north*, with stays of so many days.
    pub fn one_place(self, days: f64) -> Self {
        self.unit(worlds::unit("own", LinkedHome::Home("north".to_owned()), 1, days))
    }

    /// Changes the scenario.
    pub fn with(mut self, change: impl FnOnce(&mut Scenario)) -> Self {
        change(&mut self.scenario);
        self
    }

    /// Adds a child; children of a stream come in the order of their requests.
    pub fn child(mut self, name: &'static str, request: Request) -> Self {
        let key = item_key(purpose_key(1, 0, Purpose::Children(0)), self.children.len() as u64);
        self.children.push((name, Request { key, ..request }));
        self
    }

    /// Adds a child who is there when the year starts, admitted on a day before it; in the home with this id, or elsewhere.
    pub fn already_placed(mut self, name: &'static str, home: Option<&str>, request: Request) -> Self {
        let key = item_key(purpose_key(1, 0, Purpose::AlreadyPlaced(0)), self.already_placed.len() as u64);
        self.already_placed.push((name, AlreadyPlaced { request: Request { key, ..request }, home: home.map(name_key) }));
        self
    }

    /// Adds a request that is open when the year starts; the longest wait comes first.
    pub fn already_open(mut self, name: &'static str, request: Request) -> Self {
        let key = item_key(purpose_key(1, 0, Purpose::AlreadyOpen(0)), self.already_open.len() as u64);
        self.already_open.push((name, Request { key, ..request }));
        self
    }

    /// Adds an offer of a place in the first home elsewhere.
    pub fn offer(mut self, stream: Stream, day: f64) -> Self {
        self.offers.push((stream, day));
        self
    }

    /// Plays the world with both engines, which must agree, and tells what happened.
    pub fn play(self) -> Story {
        let scenario = worlds::valid(self.scenario);
        let mut player = Player::new(&scenario);
        let mut trace = Trace { closures: player.chance().trace(0).closures, ..Trace::default() };
        for (_, request) in &self.children {
            trace.requests[request.stream.index()].push(*request);
        }
        trace.already_placed = self.already_placed.iter().map(|(_, already)| *already).collect();
        trace.already_open = self.already_open.iter().map(|(_, request)| *request).collect();
        for (stream, day) in &self.offers {
            trace.offers[stream.index()].push(Offer { day: *day, home: 0, competing_quantile: 1 << 31 });
        }
        let told = engine::play(&scenario, 0, player.chance(), &trace);
        assert_eq!(told, player.episodes(0, &trace), "the reference engine, then the fast one");
        let (episodes, diversions) = told;
        let already = self.already_placed.iter().map(|(name, already)| (*name, already.request.key));
        let requests = self.children.iter().chain(&self.already_open).map(|(name, request)| (*name, request.key));
        let names: BTreeMap<u64, &'static str> = requests.chain(already).map(|(name, key)| (key, name)).collect();
        let name = |key: u64| names.get(&key).copied();
        let endings = episodes.iter().filter_map(|episode| Some((name(episode.key)?, (episode.arrival_day, episode.ending)))).collect();
        Story { endings, diversions }
    }
}

impl Story {
    /// How the request for a child ended.
    pub fn ending(&self, name: &str) -> Ending {
        self.endings.get(name).unwrap_or_else(|| panic!("no request was made for {name}")).1
    }

    /// Day of the request, if one was made.
    pub fn requested(&self, name: &str) -> Option<f64> {
        self.endings.get(name).map(|(day, _)| *day)
    }

    /// Where and when the child was placed.
    #[track_caller]
    pub fn placed(&self, name: &str) -> (Place, f64) {
        match self.ending(name) {
            Ending::Placed { place, admission_day, .. } => (place, admission_day),
            other => panic!("{name} was not placed: {other:?}"),
        }
    }

    /// Index of the London home and day of admission.
    #[track_caller]
    pub fn in_london(&self, name: &str) -> (usize, f64) {
        match self.placed(name) {
            (Place::London { home, .. }, day) => (home, day),
            (other, _) => panic!("{name} is not in London: {other:?}"),
        }
    }

    /// Day on which the child was placed elsewhere.
    #[track_caller]
    pub fn elsewhere(&self, name: &str) -> f64 {
        match self.placed(name) {
            (Place::Elsewhere { .. }, day) => day,
            (other, _) => panic!("{name} is not elsewhere: {other:?}"),
        }
    }

    /// Days of readiness and of leaving the secure bed, and whether step-down was refused.
    #[track_caller]
    pub fn left(&self, name: &str) -> Left {
        match self.ending(name) {
            Ending::Placed { ready_day: Some(ready), discharge_day: Some(discharge), step_down_refused, .. } => {
                (ready, discharge, step_down_refused)
            }
            other => panic!("{name} has not left: {other:?}"),
        }
    }

    /// Unit, first and last day of the child's step-down, if any.
    #[track_caller]
    pub fn step_down(&self, name: &str) -> Option<SteppedDown> {
        match self.ending(name) {
            Ending::Placed { step_down, .. } => step_down.map(|StepDown { unit, from_day, to_day }| (unit, from_day, to_day)),
            other => panic!("{name} was not placed: {other:?}"),
        }
    }
}
