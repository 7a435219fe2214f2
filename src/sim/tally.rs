//! A recorder that measures instead of remembering: what happens becomes an [`Outcome`] at once.
//!
//! Days become ticks after the start of the horizon, whole numbers, so that sums are exact.

use crate::model::geography::ELSEWHERE_HOMES;
use crate::model::{BedKind, Stream};

use super::outcome::{Outcome, PoolOutcome, StreamOutcome, TICKS_PER_QUARTER};
use super::record::{Diversion, Place, Recorder, StepDown};
use super::trace::Request;
use super::{CompiledOption, Simulation};

/// Measures a play.
pub struct Tally<'a> {
    option: &'a CompiledOption,
    miles_elsewhere: &'a [f64],
    warm_up_ticks: i64,
    horizon_ticks: i64,
    quarters: usize,
    outcome: &'a mut Outcome,
    now: Moment,
    /// Children of each stream in London beds, and since when so many.
    in_london: [(usize, i64); Stream::COUNT],
    /// Since when no London bed has been free for a stream.
    full_since: [Option<i64>; Stream::COUNT],
}

/// A day, made ready to be counted.
#[derive(Clone, Copy, Default)]
struct Moment {
    day: f64,
    /// Ticks after the start of the horizon; 0 before it, the whole horizon after it.
    offset: i64,
    /// The quarter of the offset, one more than there are at the end of the horizon and after it.
    quarter_of_offset: usize,
    /// The quarter, if within the horizon.
    quarter: Option<usize>,
}

/// Ticks from day 0 of the clock: adding 2²¹ leaves a day's multiple of 2⁻³¹ in the lower bits. Days beyond 2²⁰ are taken for 2²⁰.
#[inline]
fn ticks(day: f64) -> i64 {
    const GRID: f64 = 2_097_152.0;
    ((day.min(1_048_576.0) + GRID).to_bits() - GRID.to_bits()) as i64
}

impl<'a> Tally<'a> {
    /// Measures into an outcome, whose room is used again.
    pub fn new(simulation: &'a Simulation, option: usize, outcome: &'a mut Outcome) -> Self {
        let compiled = &simulation.options[option];
        let (quarters, horizon_ticks) = (simulation.quarters, ticks(simulation.horizon_days));
        outcome.horizon_days = simulation.horizon_days;
        for stream in &mut outcome.streams {
            stream.reset(quarters, horizon_ticks, compiled.total_beds());
        }
        outcome.pools.clear();
        outcome.pools.resize(compiled.homes.len() * 3, PoolOutcome::default());
        outcome.step_down_census.reset(quarters, horizon_ticks);
        outcome.open_facility_census.reset(quarters, horizon_ticks);
        (outcome.step_down_refused, outcome.prevented) = (0, 0);
        Self {
            option: compiled,
            miles_elsewhere: &simulation.miles_elsewhere,
            warm_up_ticks: ticks(simulation.warm_up_days),
            horizon_ticks,
            quarters,
            outcome,
            now: Moment::default(),
            in_london: [(0, 0); Stream::COUNT],
            full_since: [None; Stream::COUNT],
        }
    }

    /// Closes what is still open at the end of the horizon.
    pub fn finish(&mut self) {
        for i in 0..Stream::COUNT {
            let (children, since) = self.in_london[i];
            self.outcome.streams[i].occupancy_ticks[children] += self.horizon_ticks - since;
            if let Some(since) = self.full_since[i].take() {
                self.outcome.streams[i].all_full_ticks += self.horizon_ticks - since;
            }
        }
    }

    #[inline(always)]
    fn moment(&self, day: f64) -> Moment {
        let since_start = ticks(day) - self.warm_up_ticks;
        let offset = since_start.clamp(0, self.horizon_ticks);
        let quarter = (offset as u64 / TICKS_PER_QUARTER as u64) as usize;
        let within = since_start >= 0 && since_start <= self.horizon_ticks;
        Moment { day, offset, quarter_of_offset: quarter, quarter: within.then(|| quarter.min(self.quarters - 1)) }
    }

    #[inline]
    fn stream(&mut self, request: &Request) -> &mut StreamOutcome {
        &mut self.outcome.streams[request.stream.index()]
    }

    /// One child more or fewer of a stream in London beds.
    #[inline(always)]
    fn change_in_london(&mut self, stream: Stream, now: Moment, change: i64) {
        let offset = now.offset;
        let (children, since) = &mut self.in_london[stream.index()];
        let outcome = &mut self.outcome.streams[stream.index()];
        if let Some(ticks) = outcome.occupancy_ticks.get_mut(*children) {
            *ticks += offset - *since;
        }
        *since = offset;
        *children = children.wrapping_add_signed(change as isize);
        outcome.london_census.change(now.quarter_of_offset, offset, change);
    }
}

impl StreamOutcome {
    fn reset(&mut self, quarters: usize, horizon_ticks: i64, beds: usize) {
        for counts in
            [&mut self.requests, &mut self.placed_london, &mut self.placed_elsewhere, &mut self.not_proceeding, &mut self.no_place]
        {
            counts.clear();
            counts.resize(quarters, 0);
        }
        for census in [&mut self.not_proceeding_census, &mut self.waiting_census, &mut self.london_census, &mut self.elsewhere_census] {
            census.reset(quarters, horizon_ticks);
        }
        self.occupancy_ticks.clear();
        self.occupancy_ticks.resize(beds + 1, 0);
        self.waits_days.clear();
        (self.all_full_ticks, self.miles, self.unplaced_stay_days) = (0, 0.0, 0.0);
    }
}

impl Recorder for Tally<'_> {
    #[inline(always)]
    fn now(&mut self, day: f64) {
        self.now = self.moment(day);
    }

    #[inline]
    fn requested(&mut self, request: &Request) {
        if let Some(quarter) = self.now.quarter {
            self.stream(request).requests[quarter] += 1;
        }
    }

    #[inline]
    fn not_proceeding(&mut self, request: &Request, until_day: f64) {
        let (now, until) = (self.now, self.moment(until_day));
        let stream = self.stream(request);
        stream.not_proceeding_census.change(now.quarter_of_offset, now.offset, 1);
        stream.not_proceeding_census.change(until.quarter_of_offset, until.offset, -1);
        if let Some(quarter) = until.quarter {
            stream.not_proceeding[quarter] += 1;
        }
    }

    #[inline]
    fn waits(&mut self, request: &Request) {
        let now = self.now;
        self.stream(request).waiting_census.change(now.quarter_of_offset, now.offset, 1);
    }

    #[inline]
    fn withdrawn(&mut self, request: &Request, day: f64) {
        let then = self.moment(day);
        let stream = self.stream(request);
        stream.waiting_census.change(then.quarter_of_offset, then.offset, -1);
        if let Some(quarter) = then.quarter {
            stream.no_place[quarter] += 1;
            stream.unplaced_stay_days += request.stay_days;
        }
    }

    #[inline(always)]
    fn placed(&mut self, request: &Request, place: Place, waited: bool) {
        let now = self.now;
        if waited {
            self.stream(request).waiting_census.change(now.quarter_of_offset, now.offset, -1);
        }
        let borough = usize::from(request.borough);
        let in_london = matches!(place, Place::London { .. });
        let miles = match place {
            Place::London { home, kind } => {
                self.change_in_london(request.stream, now, 1);
                let rest = self.horizon_ticks - now.offset;
                let pool = &mut self.outcome.pools[home * 3 + kind.index()];
                pool.occupied_ticks += rest;
                pool.admissions += u32::from(now.quarter.is_some());
                self.option.miles[borough * self.option.homes.len() + home]
            }
            Place::Elsewhere { home } => {
                let until = self.moment(now.day + request.stay_days);
                let census = &mut self.stream(request).elsewhere_census;
                census.change(now.quarter_of_offset, now.offset, 1);
                census.change(until.quarter_of_offset, until.offset, -1);
                self.miles_elsewhere[borough * ELSEWHERE_HOMES.len() + home]
            }
        };
        if let Some(quarter) = now.quarter {
            let stream = self.stream(request);
            let counts = if in_london { &mut stream.placed_london } else { &mut stream.placed_elsewhere };
            counts[quarter] += 1;
            stream.waits_days.push(now.day - request.arrival_day);
            stream.miles += miles;
        }
    }

    #[inline]
    fn ready(&mut self, _request: &Request, place: Place, discharge_day: f64) {
        if discharge_day > self.now.day
            && let Place::London { home, kind } = place
        {
            let blocked_ticks = self.moment(discharge_day).offset - self.now.offset;
            self.outcome.pools[home * 3 + kind.index()].blocked_ticks += blocked_ticks;
        }
    }

    #[inline]
    fn discharged(&mut self, request: &Request, place: Place) {
        let now = self.now;
        self.change_in_london(request.stream, now, -1);
        if let Place::London { home, kind } = place {
            self.outcome.pools[home * 3 + kind.index()].occupied_ticks -= self.horizon_ticks - now.offset;
        }
    }

    #[inline]
    fn steps_down(&mut self, _request: &Request, step_down: StepDown) {
        let (from, to) = (self.moment(step_down.from_day), self.moment(step_down.to_day));
        self.outcome.step_down_census.change(from.quarter_of_offset, from.offset, 1);
        self.outcome.step_down_census.change(to.quarter_of_offset, to.offset, -1);
    }

    fn step_down_refused(&mut self, _request: &Request, day: f64) {
        self.outcome.step_down_refused += u32::from(self.moment(day).quarter.is_some());
    }

    fn diverted(&mut self, diversion: Diversion) {
        let (from, to) = (self.moment(diversion.from_day), self.moment(diversion.to_day));
        self.outcome.open_facility_census.change(from.quarter_of_offset, from.offset, 1);
        self.outcome.open_facility_census.change(to.quarter_of_offset, to.offset, -1);
        self.outcome.prevented += u32::from(diversion.prevented && from.quarter.is_some());
    }

    fn beds_change(&mut self, home: usize, kind: BedKind, change: i32) {
        let rest = self.horizon_ticks - self.now.offset;
        self.outcome.pools[home * 3 + kind.index()].usable_ticks += i64::from(change) * rest;
    }

    #[inline]
    fn free_bed_changes(&mut self, stream: Stream, free: bool) {
        let offset = self.now.offset;
        let since = &mut self.full_since[stream.index()];
        if free {
            if let Some(since) = since.take() {
                self.outcome.streams[stream.index()].all_full_ticks += offset - since;
            }
        } else {
            *since = Some(offset);
        }
    }
}
