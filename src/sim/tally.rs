//! A recorder that measures instead of remembering: what happens becomes an [`Outcome`] at once.
//!
//! Days become ticks after the start of the horizon, whole numbers, so that sums are exact.

use crate::model::geography::ELSEWHERE_HOMES;
use crate::model::{BedKind, Stream};

use super::outcome::{Census, Outcome, PoolOutcome, StreamOutcome, StreamQuarter, TICKS_PER_QUARTER};
use super::record::{Diversion, Place, Recorder, StepDown};
use super::trace::Request;
use super::{CompiledOption, Simulation};

mod moment;

use moment::{Moment, Quarter, ticks};

/// Measures a play.
pub struct Tally<'a> {
    option: &'a CompiledOption,
    miles_elsewhere: &'a [f64],
    warm_up_ticks: i64,
    horizon_ticks: i64,
    quarters: usize,
    outcome: &'a mut Outcome,
    day: f64,
    /// Now in ticks after the start of the horizon; 0 before it.
    offset: i64,
    /// Ticks of the clock from which on now lies in another quarter.
    next_quarter_ticks: i64,
    quarter: Quarter,
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
    /// The quarter of requests last told of, from which tick of the clock on the next begins, and requests in it: they may be told later than they were made.
    requests_quarter: usize,
    requests_until_ticks: i64,
    requests: u32,
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
        outcome.open_facility_step_down_census.reset(quarters, horizon_days);
        outcome.open_facility_census.reset(quarters, horizon_days);
        (outcome.step_down_refused, outcome.prevented) = (0, 0);
        let nothing = StreamNow { requests_quarter: quarters, ..StreamNow::default() };
        Self {
            option: compiled,
            miles_elsewhere: &simulation.miles_elsewhere,
            warm_up_ticks: ticks(simulation.warm_up_days),
            horizon_ticks: ticks(horizon_days),
            quarters,
            outcome,
            day: 0.0,
            offset: 0,
            next_quarter_ticks: 0,
            quarter: Quarter { count: quarters, ..Quarter::default() },
            streams: [nothing; Stream::COUNT],
        }
    }

    /// Closes what is still open at the end of the horizon.
    pub fn finish(&mut self) {
        self.flush();
        for (now, outcome) in self.streams.iter_mut().zip(&mut self.outcome.streams) {
            outcome.occupancy_ticks[now.in_london] += self.horizon_ticks - now.since;
            outcome.quarters[now.requests_quarter].requests += now.requests;
            if let Some(since) = now.full_since {
                outcome.all_full_ticks += self.horizon_ticks - since;
            }
        }
    }

    fn moment(&self, day: f64) -> Moment {
        let since_start = ticks(day) - self.warm_up_ticks;
        let offset = since_start.clamp(0, self.horizon_ticks);
        let quarter = (offset as u64 / TICKS_PER_QUARTER as u64) as i64;
        let census = if since_start >= self.horizon_ticks { self.quarters } else { quarter as usize };
        let within = since_start >= 0 && since_start <= self.horizon_ticks;
        let count = if within { census.min(self.quarters - 1) } else { self.quarters };
        let start = quarter * TICKS_PER_QUARTER;
        Moment { offset, quarter: Quarter { start, end: start + TICKS_PER_QUARTER, census, count } }
    }

    /// Ticks of the clock from which on a day lies in another quarter than this one.
    fn next_quarter_ticks(&self, day: f64, quarter: &Quarter) -> i64 {
        let since_start = if ticks(day) < self.warm_up_ticks {
            0
        } else if ticks(day) < self.warm_up_ticks + self.horizon_ticks {
            // The end of the horizon is an instant of its own.
            quarter.end.min(self.horizon_ticks)
        } else {
            quarter.end
        };
        self.warm_up_ticks + since_start
    }

    /// A new quarter begins, or the horizon does.
    #[cold]
    fn turn_quarter(&mut self) {
        self.flush();
        let now = self.moment(self.day);
        (self.offset, self.quarter) = (now.offset, now.quarter);
        self.next_quarter_ticks = self.next_quarter_ticks(self.day, &now.quarter);
    }

    /// What happened in the present quarter goes into the outcome.
    fn flush(&mut self) {
        for (now, outcome) in self.streams.iter_mut().zip(&mut self.outcome.streams) {
            let quarter = std::mem::take(&mut now.quarter);
            outcome.quarters[self.quarter.count].add_counts(&quarter);
            outcome.quarters[self.quarter.census].add_censuses(&quarter);
        }
    }

    /// Requests told of are now of another quarter.
    #[cold]
    fn turn_requests(&mut self, request: &Request) {
        let quarter = self.moment(request.arrival_day).quarter;
        let until_ticks = self.next_quarter_ticks(request.arrival_day, &quarter);
        let now = &mut self.streams[request.stream.index()];
        self.outcome.streams[request.stream.index()].quarters[now.requests_quarter].requests += std::mem::take(&mut now.requests);
        (now.requests_quarter, now.requests_until_ticks) = (quarter.count, until_ticks);
    }

    /// A child waited from the request until some ticks after the start of the horizon, in the present quarter.
    #[inline(always)]
    fn waited(&mut self, request: &Request, until: i64) {
        let from = (ticks(request.arrival_day) - self.warm_up_ticks).max(0);
        let waiting = &mut self.streams[request.stream.index()].quarter.waiting_census;
        if from >= self.quarter.start {
            waiting.add(until - from);
        } else {
            waiting.change(self.quarter.end - until, -1);
            self.waits_from_request(request);
        }
    }

    fn waits_from_request(&mut self, request: &Request) {
        let from = self.moment(request.arrival_day);
        let quarter = &mut self.outcome.streams[request.stream.index()].quarters[from.quarter.census];
        quarter.waiting_census.change(from.ticks_left(), 1);
    }

    fn withdrawn_in_another_quarter(&mut self, request: &Request, day: f64) {
        self.waits_from_request(request);
        let then = self.moment(day);
        let stream = &mut self.outcome.streams[request.stream.index()];
        stream.quarters[then.quarter.census].waiting_census.change(then.ticks_left(), -1);
        stream.quarters[then.quarter.count].no_place += 1;
        if then.quarter.count < self.quarters {
            stream.unplaced_stay_days += request.stay_days;
        }
    }

    /// One child more or fewer of a stream in London beds.
    #[inline(always)]
    fn change_in_london(&mut self, stream: Stream, change: i64) {
        let now = &mut self.streams[stream.index()];
        if let Some(ticks) = self.outcome.streams[stream.index()].occupancy_ticks.get_mut(now.in_london) {
            *ticks += self.offset - now.since;
        }
        now.since = self.offset;
        now.in_london = now.in_london.wrapping_add_signed(change as isize);
        now.quarter.london_census.change(self.quarter.end - self.offset, change);
    }

    /// A child takes a London bed now.
    #[inline(always)]
    fn admitted(&mut self, request: &Request, home: usize, kind: BedKind) {
        self.waited(request, self.offset);
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
        self.outcome.pools[home * 3 + kind.index()].occupied_ticks += self.horizon_ticks - self.offset;
    }

    /// One child more in a home elsewhere from now until a day.
    #[inline(always)]
    fn enters_elsewhere(&mut self, request: &Request, until_day: f64) {
        let until = self.moment(until_day);
        let now = &mut self.streams[request.stream.index()].quarter;
        now.elsewhere_census.change(self.quarter.end - self.offset, 1);
        let quarter = &mut self.outcome.streams[request.stream.index()].quarters[until.quarter.census];
        quarter.elsewhere_census.change(until.ticks_left(), -1);
    }

    /// Whether now lies within the horizon.
    #[inline(always)]
    fn is_within(&self) -> bool {
        self.quarter.count < self.quarters
    }
}

impl StreamOutcome {
    fn reset(&mut self, quarters: usize, horizon_days: f64, beds: usize) {
        self.horizon_days = horizon_days;
        self.quarters.clear();
        self.quarters.resize(quarters + 1, StreamQuarter::default());
        self.occupancy_ticks.clear();
        self.occupancy_ticks.resize(beds + 1, 0);
        self.waits_for_london_days.clear();
        self.waits_for_elsewhere_days.clear();
        (self.all_full_ticks, self.requests_without_need, self.miles, self.unplaced_stay_days) = (0, 0, 0.0, 0.0);
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
            self.offset = (ticks - self.warm_up_ticks).max(0);
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
        if ticks(request.arrival_day) >= self.streams[request.stream.index()].requests_until_ticks {
            self.turn_requests(request);
        }
        self.streams[request.stream.index()].requests += 1;
    }

    #[inline]
    fn not_proceeding(&mut self, request: &Request, until_day: f64) {
        let (from, until) = (self.moment(request.arrival_day), self.moment(until_day));
        let stream = &mut self.outcome.streams[request.stream.index()];
        stream.requests_without_need += u32::from(from.quarter.count < self.quarters);
        let quarters = &mut stream.quarters;
        quarters[from.quarter.census].not_proceeding_census.change(from.ticks_left(), 1);
        quarters[until.quarter.census].not_proceeding_census.change(until.ticks_left(), -1);
        quarters[until.quarter.count].not_proceeding += 1;
    }

    #[inline]
    fn withdrawn(&mut self, request: &Request, day: f64) {
        let to = ticks(day) - self.warm_up_ticks;
        let is_now = self.is_within() && to >= self.quarter.start && to + self.warm_up_ticks < self.next_quarter_ticks;
        if is_now {
            self.waited(request, to);
            self.streams[request.stream.index()].quarter.no_place += 1;
            self.outcome.streams[request.stream.index()].unplaced_stay_days += request.stay_days;
        } else {
            self.withdrawn_in_another_quarter(request, day);
        }
    }

    fn still_waits(&mut self, request: &Request) {
        self.waits_from_request(request);
    }

    #[inline(always)]
    fn placed(&mut self, request: &Request, place: Place) {
        match place {
            Place::London { home, kind } => {
                self.admitted(request, home, kind);
                self.enters_london(request, home, kind);
            }
            Place::Elsewhere { home } => {
                self.waited(request, self.offset);
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
            let blocked_ticks = self.moment(discharge_day).offset - self.offset;
            self.outcome.pools[home * 3 + kind.index()].blocked_ticks += blocked_ticks;
        }
    }

    #[inline(always)]
    fn discharged(&mut self, request: &Request, place: Place) {
        self.change_in_london(request.stream, -1);
        if let Place::London { home, kind } = place {
            self.outcome.pools[home * 3 + kind.index()].occupied_ticks -= self.horizon_ticks - self.offset;
        }
    }

    #[inline]
    fn steps_down(&mut self, _request: &Request, step_down: StepDown) {
        let (from, to) = (self.moment(step_down.from_day), self.moment(step_down.to_day));
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
        self.outcome.step_down_refused += u32::from(self.moment(day).quarter.count < self.quarters);
    }

    fn diverted(&mut self, diversion: Diversion) {
        let (from, to) = (self.moment(diversion.from_day), self.moment(diversion.to_day));
        from.change(&mut self.outcome.open_facility_census, 1);
        to.change(&mut self.outcome.open_facility_census, -1);
        self.outcome.prevented += u32::from(diversion.prevented && from.quarter.count < self.quarters);
    }

    fn beds_change(&mut self, home: usize, kind: BedKind, change: i32) {
        let rest = self.horizon_ticks - self.offset;
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
