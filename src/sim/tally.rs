//! A recorder that measures instead of remembering: what happens becomes an [`Outcome`] at once.
//!
//! Days become ticks after the start of the horizon, whole numbers, so that sums are exact.

use crate::model::geography::ELSEWHERE_HOMES;
use crate::model::{BedKind, Stream};

use super::outcome::{Census, CensusChange, Outcome, PoolOutcome, StreamOutcome, StreamQuarter};
use super::record::{Diversion, Place, Recorder, StepDown};
use super::trace::Request;
use super::{CompiledOption, Simulation};

mod moment;

use moment::{Horizon, day_of, ticks};

/// Measures a play.
pub struct Tally<'a> {
    option: &'a CompiledOption,
    miles_elsewhere: &'a [f64],
    horizon: Horizon,
    outcome: &'a mut Outcome,
    day: f64,
    /// Now in ticks after the start of the horizon; 0 before it.
    offset: i64,
    /// The present quarter (see [`Moment::quarter`]), and from which tick of the clock on now lies in another.
    quarter: usize,
    next_quarter_ticks: i64,
    streams: [StreamNow; Stream::COUNT],
}

/// What is known of a stream now.
#[derive(Clone, Copy, Default)]
struct StreamNow {
    /// What happened in the present quarter on its very day, not yet in the outcome.
    quarter: StreamQuarter,
    /// Children in London beds, and since when so many.
    in_london: usize,
    since: i64,
    /// Since when no London bed has been free.
    full_since: Option<i64>,
    asked: Asked,
}

/// Requests of a stream in the quarter of the one last told of, not yet in the outcome: they may be told later than they were made.
#[derive(Clone, Copy, Default)]
struct Asked {
    quarter: usize,
    next_quarter_ticks: i64,
    requests: u32,
    waiting_census: CensusChange,
}

impl<'a> Tally<'a> {
    /// Measures into an outcome, whose room is used again.
    pub fn new(simulation: &'a Simulation, option: usize, outcome: &'a mut Outcome) -> Self {
        let compiled = &simulation.options[option];
        let (quarters, horizon_days) = (simulation.quarters, simulation.horizon_days);
        outcome.horizon_days = horizon_days;
        for stream in &mut outcome.streams {
            stream.reset(quarters, compiled.total_beds());
        }
        outcome.pools.clear();
        outcome.pools.resize(compiled.homes.len() * 3, PoolOutcome::default());
        outcome.step_down_census.reset(quarters);
        outcome.open_facility_step_down_census.reset(quarters);
        outcome.open_facility_census.reset(quarters);
        outcome.step_down_refused = compiled.units.iter().any(|unit| unit.places > 0).then_some(0);
        outcome.prevented = 0;
        let horizon = Horizon::new(simulation.warm_up_days, horizon_days, quarters);
        let asked = Asked { next_quarter_ticks: horizon.start, ..Asked::default() };
        Self {
            option: compiled,
            miles_elsewhere: &simulation.miles_elsewhere,
            horizon,
            outcome,
            day: 0.0,
            offset: 0,
            quarter: 0,
            next_quarter_ticks: horizon.start,
            streams: [StreamNow { asked, ..StreamNow::default() }; Stream::COUNT],
        }
    }

    /// Closes what is still open at the end of the horizon, and reckons the child-days.
    pub fn finish(&mut self) {
        self.flush();
        let horizon_days = self.outcome.horizon_days;
        for (now, outcome) in self.streams.iter_mut().zip(&mut self.outcome.streams) {
            outcome.occupancy_ticks[now.in_london] += self.horizon.ticks - now.since;
            now.asked.flush(outcome);
            if let Some(since) = now.full_since {
                outcome.all_full_ticks += self.horizon.ticks - since;
            }
            outcome.finish(horizon_days);
        }
        self.outcome.step_down_census.finish(horizon_days);
        self.outcome.open_facility_step_down_census.finish(horizon_days);
        self.outcome.open_facility_census.finish(horizon_days);
    }

    /// A new quarter begins, or the horizon does.
    #[cold]
    fn turn_quarter(&mut self) {
        self.flush();
        self.quarter = self.horizon.moment(self.day).quarter;
        self.next_quarter_ticks = self.horizon.ticks_after(self.quarter);
    }

    /// What happened in the present quarter goes into the outcome.
    fn flush(&mut self) {
        for (now, outcome) in self.streams.iter_mut().zip(&mut self.outcome.streams) {
            outcome.quarters[self.quarter].add(&std::mem::take(&mut now.quarter));
        }
    }

    /// Requests told of are now of another quarter.
    #[cold]
    fn turn_asked(&mut self, request: &Request) {
        let asked = &mut self.streams[request.stream.index()].asked;
        asked.flush(&mut self.outcome.streams[request.stream.index()]);
        let quarter = self.horizon.moment(request.arrival_day).quarter;
        let next_quarter_ticks = self.horizon.ticks_after(quarter);
        *asked = Asked { quarter, next_quarter_ticks, ..Asked::default() };
    }

    /// A child waits no longer from now on.
    #[inline(always)]
    fn stops_waiting(&mut self, stream: Stream) {
        self.streams[stream.index()].quarter.waiting_census.change(self.offset, -1);
    }

    /// One child more or fewer of a stream in London beds.
    #[inline(always)]
    fn change_in_london(&mut self, stream: Stream, change: i32) {
        let now = &mut self.streams[stream.index()];
        if let Some(ticks) = self.outcome.streams[stream.index()].occupancy_ticks.get_mut(now.in_london) {
            *ticks += self.offset - now.since;
        }
        now.since = self.offset;
        now.in_london = now.in_london.wrapping_add_signed(change as isize);
        now.quarter.london_census.change(self.offset, change);
    }

    /// A child takes a London bed now.
    #[inline(always)]
    fn admitted(&mut self, request: &Request, home: usize, kind: BedKind) {
        self.stops_waiting(request.stream);
        self.streams[request.stream.index()].quarter.placed_london += 1;
        if self.is_within() {
            self.outcome.pools[home * 3 + kind.index()].admissions += 1;
            let miles = self.option.miles[usize::from(request.borough) * self.option.homes.len() + home];
            let stream = &mut self.outcome.streams[request.stream.index()];
            stream.waits_for_london_days.push(self.day - request.arrival_day);
            stream.miles += miles;
        }
    }

    /// One child more in a London bed from now on.
    #[inline(always)]
    fn enters_london(&mut self, request: &Request, home: usize, kind: BedKind) {
        self.change_in_london(request.stream, 1);
        self.outcome.pools[home * 3 + kind.index()].occupied_ticks += self.horizon.ticks - self.offset;
    }

    /// One child more in a home elsewhere from now until a day.
    #[inline(always)]
    fn enters_elsewhere(&mut self, request: &Request, until_day: f64) {
        let until = self.horizon.census_moment(until_day);
        let now = &mut self.streams[request.stream.index()].quarter;
        now.elsewhere_census.change(self.offset, 1);
        let quarter = &mut self.outcome.streams[request.stream.index()].quarters[until.quarter];
        quarter.elsewhere_census.change(until.at, -1);
    }

    /// Whether now lies within the horizon.
    #[inline(always)]
    fn is_within(&self) -> bool {
        self.horizon.holds(self.quarter)
    }
}

impl Asked {
    fn flush(&self, outcome: &mut StreamOutcome) {
        let quarter = &mut outcome.quarters[self.quarter];
        quarter.requests += self.requests;
        quarter.waiting_census.merge(&self.waiting_census);
    }
}

impl StreamOutcome {
    fn reset(&mut self, quarters: usize, beds: usize) {
        self.quarters.clear();
        self.quarters.resize(quarters + 2, StreamQuarter::default());
        self.occupancy_ticks.clear();
        self.occupancy_ticks.resize(beds + 1, 0);
        self.waits_for_london_days.clear();
        self.waits_for_elsewhere_days.clear();
        (self.all_full_ticks, self.requests_without_need, self.miles, self.unplaced_stay_days) = (0, 0, 0.0, 0.0);
    }
}

impl Recorder for Tally<'_> {
    fn begins(&mut self) {
        self.flush();
        (self.quarter, self.next_quarter_ticks) = (0, self.horizon.start);
        self.now(0.0, 0);
    }

    #[inline(always)]
    fn now(&mut self, day: f64, ticks: i64) {
        self.day = day;
        self.offset = (ticks - self.horizon.start).max(0);
        if ticks >= self.next_quarter_ticks {
            self.turn_quarter();
        }
    }

    fn already_placed(&mut self, request: &Request, place: Place) {
        // Nobody is placed now: only how many there are changes.
        match place {
            Place::London { home, kind } => self.enters_london(request, home, kind),
            Place::Elsewhere { .. } => self.enters_elsewhere(request, request.arrival_day + request.stay_days),
        }
    }

    #[inline(always)]
    fn requested(&mut self, request: &Request) {
        let at = ticks(request.arrival_day);
        if at >= self.streams[request.stream.index()].asked.next_quarter_ticks {
            self.turn_asked(request);
        }
        let asked = &mut self.streams[request.stream.index()].asked;
        asked.requests += 1;
        if request.proceeds {
            asked.waiting_census.change(at - self.horizon.start, 1);
        }
    }

    fn all_requested(&mut self, requests: &[Request]) {
        let mut rest = requests;
        while let Some(first) = rest.first() {
            let quarter = self.horizon.moment(first.arrival_day).quarter;
            let next_quarter_day = day_of(self.horizon.ticks_after(quarter));
            let (mut waiting, mut at, mut of_quarter) = (0, 0_i64, 0);
            for request in rest.iter().take_while(|request| request.arrival_day < next_quarter_day) {
                of_quarter += 1;
                // A request that needs no place adds nothing, without a guess at which those are.
                let proceeds = i64::from(request.proceeds);
                waiting += proceeds;
                at = at.wrapping_add(ticks(request.arrival_day) & -proceeds);
            }
            at = at.wrapping_sub(self.horizon.start.wrapping_mul(waiting));
            let outcome = &mut self.outcome.streams[first.stream.index()].quarters[quarter];
            outcome.requests += of_quarter as u32;
            outcome.waiting_census.rise(at, waiting as i32);
            if waiting < of_quarter as i64 {
                for request in rest.iter().take(of_quarter).filter(|request| !request.proceeds) {
                    self.not_proceeding(request, request.arrival_day + request.patience_days);
                }
            }
            rest = rest.get(of_quarter.max(1)..).unwrap_or_default();
        }
    }

    #[inline]
    fn not_proceeding(&mut self, request: &Request, until_day: f64) {
        let (from, until) = (self.horizon.moment(request.arrival_day), self.horizon.moment(until_day));
        let stream = &mut self.outcome.streams[request.stream.index()];
        stream.requests_without_need += u32::from(self.horizon.holds(from.quarter));
        stream.quarters[from.quarter].not_proceeding_census.change(from.at, 1);
        let quarter = &mut stream.quarters[until.quarter];
        quarter.not_proceeding_census.change(until.at, -1);
        quarter.not_proceeding += 1;
    }

    #[inline(always)]
    fn withdrawn(&mut self, request: &Request, day: f64) {
        let then = self.horizon.census_moment(day);
        let stream = &mut self.outcome.streams[request.stream.index()];
        let quarter = &mut stream.quarters[then.quarter];
        quarter.waiting_census.change(then.at, -1);
        quarter.no_place += 1;
        stream.unplaced_stay_days += if self.horizon.holds(then.quarter) { request.stay_days } else { 0.0 };
    }

    fn still_waits(&mut self, _request: &Request) {}

    #[inline(always)]
    fn placed(&mut self, request: &Request, place: Place) {
        match place {
            Place::London { home, kind } => {
                self.admitted(request, home, kind);
                self.enters_london(request, home, kind);
            }
            Place::Elsewhere { home } => {
                self.stops_waiting(request.stream);
                self.enters_elsewhere(request, self.day + request.stay_days);
                self.streams[request.stream.index()].quarter.placed_elsewhere += 1;
                if self.is_within() {
                    let stream = &mut self.outcome.streams[request.stream.index()];
                    stream.waits_for_elsewhere_days.push(self.day - request.arrival_day);
                    stream.miles += self.miles_elsewhere[usize::from(request.borough) * ELSEWHERE_HOMES.len() + home];
                }
            }
        }
    }

    #[inline(always)]
    fn handed_over(&mut self, leaver: &Request, successor: &Request, place: Place) {
        // Between two children of one stream no number of children changes.
        if let Place::London { home, kind } = place
            && leaver.stream == successor.stream
        {
            self.admitted(successor, home, kind);
        } else {
            self.discharged(leaver, place);
            self.placed(successor, place);
        }
    }

    #[inline]
    fn ready(&mut self, _request: &Request, place: Place, discharge_day: f64) {
        if discharge_day > self.day
            && let Place::London { home, kind } = place
        {
            let until = self.horizon.census_moment(discharge_day).at.max(0);
            self.outcome.pools[home * 3 + kind.index()].blocked_ticks += until - self.offset;
        }
    }

    #[inline(always)]
    fn discharged(&mut self, request: &Request, place: Place) {
        self.change_in_london(request.stream, -1);
        if let Place::London { home, kind } = place {
            self.outcome.pools[home * 3 + kind.index()].occupied_ticks -= self.horizon.ticks - self.offset;
        }
    }

    #[inline]
    fn steps_down(&mut self, _request: &Request, step_down: StepDown) {
        let (from, to) = (self.horizon.census_moment(step_down.from_day), self.horizon.census_moment(step_down.to_day));
        let changed = |census: &mut Census| {
            from.change(census, 1);
            to.change(census, -1);
        };
        changed(&mut self.outcome.step_down_census);
        if self.option.prevention.as_ref().is_some_and(|open| open.unit == step_down.unit) {
            changed(&mut self.outcome.open_facility_step_down_census);
        }
    }

    fn step_down_refused(&mut self, _request: &Request, day: f64) {
        if let Some(refused) = &mut self.outcome.step_down_refused {
            *refused += u32::from(self.horizon.holds(self.horizon.moment(day).quarter));
        }
    }

    fn diverted(&mut self, diversion: Diversion) {
        let (from, to) = (self.horizon.moment(diversion.from_day), self.horizon.moment(diversion.to_day));
        from.change(&mut self.outcome.open_facility_census, 1);
        to.change(&mut self.outcome.open_facility_census, -1);
        self.outcome.prevented += u32::from(diversion.prevented && self.horizon.holds(from.quarter));
    }

    fn beds_change(&mut self, home: usize, kind: BedKind, change: i32) {
        let rest = self.horizon.ticks - self.offset;
        self.outcome.pools[home * 3 + kind.index()].usable_ticks += i64::from(change) * rest;
    }

    #[inline]
    fn free_bed_changes(&mut self, stream: Stream, free: bool) {
        let offset = self.offset;
        let since = &mut self.streams[stream.index()].full_since;
        if free {
            if let Some(since) = since.take() {
                self.outcome.streams[stream.index()].all_full_ticks += offset - since;
            }
        } else {
            *since = Some(offset);
        }
    }
}
