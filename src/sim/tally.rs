//! A recorder that measures instead of remembering: what happens becomes an [`Outcome`] at once.
//!
//! Days become ticks after the start of the horizon, whole numbers, so that sums are exact.

use crate::model::geography::ELSEWHERE_HOMES;
use crate::model::{BedKind, Stream};

use super::outcome::{Census, Outcome, PoolOutcome, StreamOutcome, StreamQuarter, TICKS_PER_QUARTER};
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
    day: f64,
    now: Moment,
    /// Ticks of the clock from which on now lies in another quarter.
    next_quarter_ticks: i64,
    /// Children of each stream in London beds, and since when so many.
    in_london: [(usize, i64); Stream::COUNT],
    /// Since when no London bed has been free for a stream.
    full_since: [Option<i64>; Stream::COUNT],
}

/// A day, made ready to be counted.
#[derive(Clone, Copy, Default)]
struct Moment {
    /// Ticks after the start of the horizon; 0 before it, the whole horizon after it.
    offset: i64,
    /// Quarter in which censuses change: the first for a day before the horizon, one beyond the last for a day after it.
    census_quarter: usize,
    /// Ticks of the end of that quarter.
    quarter_end: i64,
    /// Quarter in which what happens is counted: one beyond the last for a day outside the horizon.
    count_quarter: usize,
}

impl Moment {
    #[inline(always)]
    fn ticks_left(&self) -> i64 {
        self.quarter_end - self.offset
    }

    #[inline(always)]
    fn change(&self, census: &mut Census, change: i64) {
        census.quarters[self.census_quarter].change(self.ticks_left(), change);
    }
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
        let (quarters, horizon_days) = (simulation.quarters, simulation.horizon_days);
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
            warm_up_ticks: ticks(simulation.warm_up_days),
            horizon_ticks: ticks(horizon_days),
            quarters,
            outcome,
            day: 0.0,
            now: Moment::default(),
            next_quarter_ticks: 0,
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

    #[inline]
    fn moment(&self, day: f64) -> Moment {
        let since_start = ticks(day) - self.warm_up_ticks;
        let offset = since_start.clamp(0, self.horizon_ticks);
        let quarter = offset as u64 / TICKS_PER_QUARTER as u64;
        let census_quarter = if since_start >= self.horizon_ticks { self.quarters } else { quarter as usize };
        let within = since_start >= 0 && since_start <= self.horizon_ticks;
        let count_quarter = if within { census_quarter.min(self.quarters - 1) } else { self.quarters };
        Moment { offset, census_quarter, quarter_end: (quarter as i64 + 1) * TICKS_PER_QUARTER, count_quarter }
    }

    /// A new quarter begins, or the horizon does.
    #[cold]
    fn turn_quarter(&mut self) {
        self.now = self.moment(self.day);
        self.next_quarter_ticks = self.warm_up_ticks + if ticks(self.day) < self.warm_up_ticks { 0 } else { self.now.quarter_end };
        // The end of the horizon is an instant of its own.
        if self.now.offset < self.horizon_ticks {
            self.next_quarter_ticks = self.next_quarter_ticks.min(self.warm_up_ticks + self.horizon_ticks);
        }
    }

    /// A stream's counts of now; a day outside the horizon counts where nobody looks.
    #[inline(always)]
    fn counts(&mut self, request: &Request) -> &mut StreamQuarter {
        &mut self.outcome.streams[request.stream.index()].quarters[self.now.count_quarter]
    }

    /// A stream's quarter in which a moment changes censuses.
    #[inline(always)]
    fn censuses(&mut self, request: &Request, moment: &Moment) -> &mut StreamQuarter {
        &mut self.outcome.streams[request.stream.index()].quarters[moment.census_quarter]
    }

    /// One child more or fewer of a stream in London beds.
    #[inline(always)]
    fn change_in_london(&mut self, stream: Stream, change: i64) {
        let (now, (children, since)) = (self.now, &mut self.in_london[stream.index()]);
        let outcome = &mut self.outcome.streams[stream.index()];
        if let Some(ticks) = outcome.occupancy_ticks.get_mut(*children) {
            *ticks += now.offset - *since;
        }
        *since = now.offset;
        *children = children.wrapping_add_signed(change as isize);
        outcome.quarters[now.census_quarter].london_census.change(now.ticks_left(), change);
    }
}

impl StreamOutcome {
    fn reset(&mut self, quarters: usize, horizon_days: f64, beds: usize) {
        self.horizon_days = horizon_days;
        self.quarters.clear();
        self.quarters.resize(quarters + 1, StreamQuarter::default());
        self.occupancy_ticks.clear();
        self.occupancy_ticks.resize(beds + 1, 0);
        self.waits_days.clear();
        (self.all_full_ticks, self.miles, self.unplaced_stay_days) = (0, 0.0, 0.0);
    }
}

impl Recorder for Tally<'_> {
    #[inline(always)]
    fn now(&mut self, day: f64) {
        self.day = day;
        let ticks = ticks(day);
        if ticks >= self.next_quarter_ticks {
            self.turn_quarter();
        } else {
            self.now.offset = (ticks - self.warm_up_ticks).max(0);
        }
    }

    #[inline(always)]
    fn requested(&mut self, request: &Request) {
        self.counts(request).requests += 1;
    }

    #[inline]
    fn not_proceeding(&mut self, request: &Request, until_day: f64) {
        let (now, until) = (self.now, self.moment(until_day));
        self.censuses(request, &now).not_proceeding_census.change(now.ticks_left(), 1);
        self.censuses(request, &until).not_proceeding_census.change(until.ticks_left(), -1);
        self.outcome.streams[request.stream.index()].quarters[until.count_quarter].not_proceeding += 1;
    }

    #[inline(always)]
    fn waits(&mut self, request: &Request) {
        let now = self.now;
        self.censuses(request, &now).waiting_census.change(now.ticks_left(), 1);
    }

    #[inline]
    fn withdrawn(&mut self, request: &Request, day: f64) {
        let then = self.moment(day);
        self.censuses(request, &then).waiting_census.change(then.ticks_left(), -1);
        let stream = &mut self.outcome.streams[request.stream.index()];
        stream.quarters[then.count_quarter].no_place += 1;
        if then.count_quarter < self.quarters {
            stream.unplaced_stay_days += request.stay_days;
        }
    }

    #[inline(always)]
    fn placed(&mut self, request: &Request, place: Place, waited: bool) {
        let now = self.now;
        if waited {
            self.censuses(request, &now).waiting_census.change(now.ticks_left(), -1);
        }
        let borough = usize::from(request.borough);
        let within = now.count_quarter < self.quarters;
        let miles = match place {
            Place::London { home, kind } => {
                self.change_in_london(request.stream, 1);
                self.counts(request).placed_london += 1;
                let pool = &mut self.outcome.pools[home * 3 + kind.index()];
                pool.occupied_ticks += self.horizon_ticks - now.offset;
                pool.admissions += u32::from(within);
                self.option.miles[borough * self.option.homes.len() + home]
            }
            Place::Elsewhere { home } => {
                let until = self.moment(self.day + request.stay_days);
                self.censuses(request, &now).elsewhere_census.change(now.ticks_left(), 1);
                self.censuses(request, &until).elsewhere_census.change(until.ticks_left(), -1);
                self.counts(request).placed_elsewhere += 1;
                self.miles_elsewhere[borough * ELSEWHERE_HOMES.len() + home]
            }
        };
        if within {
            let stream = &mut self.outcome.streams[request.stream.index()];
            stream.waits_days.push(self.day - request.arrival_day);
            stream.miles += miles;
        }
    }

    #[inline]
    fn ready(&mut self, _request: &Request, place: Place, discharge_day: f64) {
        if discharge_day > self.day
            && let Place::London { home, kind } = place
        {
            let blocked_ticks = self.moment(discharge_day).offset - self.now.offset;
            self.outcome.pools[home * 3 + kind.index()].blocked_ticks += blocked_ticks;
        }
    }

    #[inline(always)]
    fn discharged(&mut self, request: &Request, place: Place) {
        self.change_in_london(request.stream, -1);
        if let Place::London { home, kind } = place {
            self.outcome.pools[home * 3 + kind.index()].occupied_ticks -= self.horizon_ticks - self.now.offset;
        }
    }

    #[inline]
    fn steps_down(&mut self, _request: &Request, step_down: StepDown) {
        self.moment(step_down.from_day).change(&mut self.outcome.step_down_census, 1);
        self.moment(step_down.to_day).change(&mut self.outcome.step_down_census, -1);
    }

    fn step_down_refused(&mut self, _request: &Request, day: f64) {
        self.outcome.step_down_refused += u32::from(self.moment(day).count_quarter < self.quarters);
    }

    fn diverted(&mut self, diversion: Diversion) {
        let (from, to) = (self.moment(diversion.from_day), self.moment(diversion.to_day));
        from.change(&mut self.outcome.open_facility_census, 1);
        to.change(&mut self.outcome.open_facility_census, -1);
        self.outcome.prevented += u32::from(diversion.prevented && from.count_quarter < self.quarters);
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
