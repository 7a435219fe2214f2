//! A recorder that measures instead of remembering: what happens becomes an [`Outcome`] at once.

use crate::model::geography::ELSEWHERE_HOMES;
use crate::model::{BedKind, Stream};

use super::outcome::{DAYS_PER_QUARTER, Outcome, PoolOutcome, StreamOutcome};
use super::record::{Diversion, Place, Recorder, StepDown};
use super::trace::Request;
use super::{CompiledOption, Simulation};

/// Measures a play.
pub struct Tally<'a> {
    option: &'a CompiledOption,
    miles_elsewhere: &'a [f64],
    warm_up_days: f64,
    horizon_days: f64,
    outcome: &'a mut Outcome,
    /// Children of each stream in London beds, and since when so many, days after the start of the horizon.
    in_london: [(usize, f64); Stream::COUNT],
    /// Since when no London bed has been free for a stream.
    full_since: [Option<f64>; Stream::COUNT],
}

impl<'a> Tally<'a> {
    /// Measures into an outcome, whose room is used again.
    pub fn new(simulation: &'a Simulation, option: usize, outcome: &'a mut Outcome) -> Self {
        let compiled = &simulation.options[option];
        let horizon_days = simulation.horizon_days;
        let quarters = simulation.quarters;
        outcome.horizon_days = horizon_days;
        for stream in &mut outcome.streams {
            stream.reset(quarters, horizon_days, compiled.total_beds());
        }
        outcome.pools.clear();
        outcome.pools.resize(compiled.homes.len() * 3, PoolOutcome::default());
        outcome.step_down_census.reset(quarters, horizon_days);
        outcome.open_facility_census.reset(quarters, horizon_days);
        (outcome.step_down_refused, outcome.prevented) = (0, 0);
        Self {
            option: compiled,
            miles_elsewhere: &simulation.miles_elsewhere,
            warm_up_days: simulation.warm_up_days,
            horizon_days,
            outcome,
            in_london: [(0, 0.0); Stream::COUNT],
            full_since: [None; Stream::COUNT],
        }
    }

    /// Closes what is still open at the end of the horizon.
    pub fn finish(&mut self) {
        for stream in Stream::ALL {
            let i = stream.index();
            let (children, since) = self.in_london[i];
            self.outcome.streams[i].occupancy_days[children] += self.horizon_days - since;
            if let Some(since) = self.full_since[i].take() {
                self.outcome.streams[i].all_full_days += self.horizon_days - since;
            }
        }
    }

    /// Days after the start of the horizon; 0 before it.
    #[inline]
    fn offset(&self, day: f64) -> f64 {
        (day - self.warm_up_days).max(0.0)
    }

    /// The quarter of a day, if it lies within the horizon.
    #[inline]
    fn quarter(&self, day: f64) -> Option<usize> {
        let offset = day - self.warm_up_days;
        (offset >= 0.0 && offset <= self.horizon_days)
            .then(|| ((offset * (1.0 / DAYS_PER_QUARTER)) as usize).min(self.outcome.streams[0].requests.len() - 1))
    }

    /// Days from a day to the end of the horizon, none before its start.
    #[inline]
    fn rest(&self, day: f64) -> f64 {
        (self.horizon_days - self.offset(day)).max(0.0)
    }

    #[inline]
    fn stream(&mut self, request: &Request) -> &mut StreamOutcome {
        &mut self.outcome.streams[request.stream.index()]
    }

    #[inline]
    fn change_in_london(&mut self, stream: Stream, day: f64, enters: bool) {
        let offset = self.offset(day);
        let (children, since) = &mut self.in_london[stream.index()];
        let outcome = &mut self.outcome.streams[stream.index()];
        outcome.occupancy_days[*children] += offset - *since;
        *since = offset;
        *children = if enters { *children + 1 } else { children.saturating_sub(1) };
        outcome.london_census.change(offset, if enters { 1.0 } else { -1.0 });
    }
}

impl StreamOutcome {
    fn reset(&mut self, quarters: usize, horizon_days: f64, beds: usize) {
        for counts in
            [&mut self.requests, &mut self.placed_london, &mut self.placed_elsewhere, &mut self.not_proceeding, &mut self.no_place]
        {
            counts.clear();
            counts.resize(quarters, 0);
        }
        for census in [&mut self.not_proceeding_census, &mut self.waiting_census, &mut self.london_census, &mut self.elsewhere_census] {
            census.reset(quarters, horizon_days);
        }
        self.occupancy_days.clear();
        self.occupancy_days.resize(beds + 1, 0.0);
        self.waits_days.clear();
        (self.all_full_days, self.miles, self.unplaced_stay_days) = (0.0, 0.0, 0.0);
    }
}

impl Recorder for Tally<'_> {
    #[inline]
    fn requested(&mut self, request: &Request, day: f64) {
        if let Some(quarter) = self.quarter(day) {
            self.stream(request).requests[quarter] += 1;
        }
    }

    #[inline]
    fn not_proceeding(&mut self, request: &Request, day: f64, until_day: f64) {
        let (from, to, quarter) = (self.offset(day), self.offset(until_day), self.quarter(until_day));
        let stream = self.stream(request);
        stream.not_proceeding_census.change(from, 1.0);
        stream.not_proceeding_census.change(to, -1.0);
        if let Some(quarter) = quarter {
            stream.not_proceeding[quarter] += 1;
        }
    }

    #[inline]
    fn waits(&mut self, request: &Request, day: f64) {
        let offset = self.offset(day);
        self.stream(request).waiting_census.change(offset, 1.0);
    }

    #[inline]
    fn withdrawn(&mut self, request: &Request, day: f64) {
        let (offset, quarter) = (self.offset(day), self.quarter(day));
        let stream = self.stream(request);
        stream.waiting_census.change(offset, -1.0);
        if let Some(quarter) = quarter {
            stream.no_place[quarter] += 1;
            stream.unplaced_stay_days += request.stay_days;
        }
    }

    #[inline]
    fn placed(&mut self, request: &Request, place: Place, day: f64, waited: bool) {
        let offset = self.offset(day);
        if waited {
            self.stream(request).waiting_census.change(offset, -1.0);
        }
        let quarter = self.quarter(day);
        let borough = usize::from(request.borough);
        let miles = match place {
            Place::London { home, kind } => {
                self.change_in_london(request.stream, day, true);
                let rest = self.rest(day);
                let pool = &mut self.outcome.pools[home * 3 + kind.index()];
                pool.occupied_days += rest;
                pool.admissions += u32::from(quarter.is_some());
                self.option.miles[borough * self.option.homes.len() + home]
            }
            Place::Elsewhere { home } => {
                let until = self.offset(day + request.stay_days);
                let census = &mut self.stream(request).elsewhere_census;
                census.change(offset, 1.0);
                census.change(until, -1.0);
                self.miles_elsewhere[borough * ELSEWHERE_HOMES.len() + home]
            }
        };
        if let Some(quarter) = quarter {
            let stream = self.stream(request);
            match place {
                Place::London { .. } => stream.placed_london[quarter] += 1,
                Place::Elsewhere { .. } => stream.placed_elsewhere[quarter] += 1,
            }
            stream.waits_days.push(day - request.arrival_day);
            stream.miles += miles;
        }
    }

    #[inline]
    fn ready(&mut self, _request: &Request, place: Place, day: f64, discharge_day: f64) {
        if discharge_day > day
            && let Place::London { home, kind } = place
        {
            let blocked_days = self.rest(day) - self.rest(discharge_day);
            self.outcome.pools[home * 3 + kind.index()].blocked_days += blocked_days;
        }
    }

    #[inline]
    fn discharged(&mut self, request: &Request, place: Place, day: f64) {
        self.change_in_london(request.stream, day, false);
        if let Place::London { home, kind } = place {
            let rest = self.rest(day);
            self.outcome.pools[home * 3 + kind.index()].occupied_days -= rest;
        }
    }

    #[inline]
    fn steps_down(&mut self, _request: &Request, step_down: StepDown) {
        let (from, to) = (self.offset(step_down.from_day), self.offset(step_down.to_day));
        self.outcome.step_down_census.change(from, 1.0);
        self.outcome.step_down_census.change(to, -1.0);
    }

    fn step_down_refused(&mut self, _request: &Request, day: f64) {
        self.outcome.step_down_refused += u32::from(self.quarter(day).is_some());
    }

    fn diverted(&mut self, diversion: Diversion) {
        let (from, to) = (self.offset(diversion.from_day), self.offset(diversion.to_day));
        self.outcome.open_facility_census.change(from, 1.0);
        self.outcome.open_facility_census.change(to, -1.0);
        self.outcome.prevented += u32::from(diversion.prevented && self.quarter(diversion.from_day).is_some());
    }

    fn beds_change(&mut self, home: usize, kind: BedKind, day: f64, change: f64) {
        let rest = self.rest(day);
        self.outcome.pools[home * 3 + kind.index()].usable_days += change * rest;
    }

    #[inline]
    fn free_bed_changes(&mut self, stream: Stream, day: f64, free: bool) {
        let offset = self.offset(day);
        let since = &mut self.full_since[stream.index()];
        if free {
            if let Some(since) = since.take() {
                self.outcome.streams[stream.index()].all_full_days += offset - since;
            }
        } else {
            *since = Some(offset);
        }
    }
}
