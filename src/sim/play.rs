//! Play: a trace and an option in, what happens to every child out. A plain function of the two; no chance of its own.
//!
//! Between events this holds: no waiting child could be put in any free bed. So a home needs another look only when a bed opens there
//! or a child leaves it, and an arriving child who finds a bed may have it although others wait.

use typed_arena::Arena;

use crate::model::{BedKind, Stream};

use super::Simulation;
use super::calendar::Event;
use super::compiled::CompiledOption;
use super::record::{Place, Recorder, StepDown};
use super::room::{BedChange, Room};
use super::trace::{Request, TICK, Trace, stay_on_grid};

mod beyond;
mod placing;

/// Plays an option, by index, on a trace.
pub fn play<R: Recorder>(simulation: &Simulation, option: usize, trace: &Trace, recorder: &mut R) {
    let option = &simulation.options[option];
    let followers = Arena::with_capacity(0);
    let mut play = Play {
        simulation,
        option,
        trace,
        followers: &followers,
        room: Room::new(option, trace),
        recorder,
        now: 0.0,
        streams: &[],
        free: 0,
        free_told: 0,
        always_events: Stream::ALL
            .map(|stream| option.unlimited[stream.index()] || stream == Stream::Welfare && option.prevention.is_some()),
        told: Stream::ALL.map(|stream| all_are_made(trace, stream) && (stream != Stream::Welfare || option.prevention.is_none())),
    };
    for streams in option.apart {
        play.streams = streams;
        play.begin();
        while play.next() {}
    }
    play.end();
}

/// Whether all requests of a stream are made, whether a London home is open or not.
fn all_are_made(trace: &Trace, stream: Stream) -> bool {
    !trace.requests[stream.index()].iter().any(|request| request.latent)
}

/// A child in a London bed.
#[derive(Clone, Copy)]
struct Occupant<'a> {
    /// The bed.
    number: usize,
    request: &'a Request,
    home: usize,
    kind: BedKind,
}

struct Play<'a, R> {
    simulation: &'a Simulation,
    option: &'a CompiledOption,
    trace: &'a Trace,
    /// Requests that follow from earlier ones.
    followers: &'a Arena<Request>,
    room: Room<'a>,
    recorder: &'a mut R,
    now: f64,
    /// The streams that are played now, from the first day to the end.
    streams: &'static [Stream],
    /// Streams for which a bed is free, a bit each.
    free: u8,
    /// Streams for which a bed was free when that was last told of, a bit each.
    free_told: u8,
    /// Whether each request of a stream is an event of its own even while no bed is free for it. Otherwise requests then join the waiting list
    /// when it is next looked at: nothing can depend on them before.
    always_events: [bool; Stream::COUNT],
    /// Whether all requests of a stream in the trace are made whatever happens: then the recorder is told of them at the start.
    told: [bool; Stream::COUNT],
}

impl<'a, R: Recorder> Play<'a, R> {
    /// It is the first day for the streams that are played now. Of those played before, only what is due after the end is left.
    #[inline(never)]
    fn begin(&mut self) {
        self.now = 0.0;
        self.recorder.begins();
        self.room.calendar.set(Event::End, self.simulation.end_day);
        let (trace, streams) = (self.trace, self.streams);
        for stream in streams {
            if self.told[stream.index()] {
                let requests = &trace.requests[stream.index()];
                let made = requests.partition_point(|request| request.arrival_day <= self.simulation.end_day);
                self.recorder.all_requested(&requests[..made]);
            }
            self.schedule_request(*stream);
            self.schedule_offer(*stream);
        }
        trace.already_placed.iter().filter(|already| streams.contains(&already.request.stream)).for_each(|already| self.seat(already));
        for home in 0..self.option.homes.len() {
            for kind in BedKind::ALL {
                if self.is_played(kind) {
                    self.settle(home, kind);
                }
            }
        }
        // The recorder takes every stream to have a free bed until it is told otherwise.
        self.free_told = streams.iter().fold(self.free, |told, stream| told | 1 << stream.index());
        self.tell_free_beds();
        self.room.next_change = 0;
        self.schedule_change();
        // Whoever waits already is looked at as if asking now, one after the other.
        trace
            .already_open
            .iter()
            .filter(|request| streams.contains(&request.stream))
            .for_each(|request| self.arrive(request, false, false));
        self.tell_free_beds();
    }

    /// Lets the next event happen; whether there was one before the end.
    #[inline(always)]
    fn next(&mut self) -> bool {
        let due = self.room.calendar.next();
        self.now = due.day();
        self.recorder.now(self.now, due.ticks());
        // Whoever leaves a bed now: one place in the code for the commonest event of all.
        let mut leaver = None;
        match due.event() {
            Event::StayEnds(bed) => leaver = self.occupant(bed).filter(|occupant| self.may_leave(occupant)),
            Event::Released(bed) => leaver = self.occupant(bed),
            Event::Arrives(stream) => self.arrives(stream),
            Event::Offered(stream) => self.offered(stream),
            Event::BedChange => self.change_beds(),
            Event::ElsewhereEnds => self.elsewhere_ends(),
            Event::Follows => self.follows(),
            Event::End => return false,
        }
        if let Some(leaver) = leaver {
            self.leave(&leaver);
        }
        if self.free != self.free_told {
            self.tell_free_beds();
        }
        true
    }

    #[inline(always)]
    fn arrives(&mut self, stream: Stream) {
        if let Some(request) = self.room.requests[stream.index()].split_off_first() {
            self.schedule_request(stream);
            self.arrive(request, true, self.told[stream.index()]);
        }
    }

    /// Withdrawals nobody looked at before the end, and who still waits.
    #[inline(never)]
    fn end(&mut self) {
        let end_day = self.simulation.end_day;
        Stream::ALL.into_iter().for_each(|stream| self.catch_up(stream, end_day + TICK));
        for list in std::mem::take(&mut self.room.lists).iter().flatten() {
            for waiting in list.entries() {
                if waiting.deadline_day <= end_day {
                    self.recorder.withdrawn(waiting.request, waiting.deadline_day);
                } else {
                    self.recorder.still_waits(waiting.request);
                }
            }
        }
    }

    #[inline(always)]
    fn schedule_request(&mut self, stream: Stream) {
        match self.room.requests[stream.index()].first() {
            Some(request) => self.room.calendar.set(Event::Arrives(stream), request.arrival_day),
            None => self.room.calendar.clear(Event::Arrives(stream)),
        }
    }

    fn schedule_offer(&mut self, stream: Stream) {
        match self.trace.offers[stream.index()].get(self.room.next_offer[stream.index()]) {
            Some(offer) => self.room.calendar.set(Event::Offered(stream), offer.day),
            None => self.room.calendar.clear(Event::Offered(stream)),
        }
    }

    fn schedule_change(&mut self) {
        match self.room.changes.get(self.room.next_change) {
            Some(change) => self.room.calendar.set(Event::BedChange, change.day),
            None => self.room.calendar.clear(Event::BedChange),
        }
    }

    // --- the end of a secure stay ---

    #[inline(always)]
    fn occupant(&self, number: usize) -> Option<Occupant<'a>> {
        let bed = &self.room.beds[number];
        Some(Occupant { number, request: bed.child?, home: usize::from(bed.home), kind: bed.kind })
    }

    /// The child in a bed is ready to leave; whether it may do so now.
    #[inline(always)]
    fn may_leave(&mut self, occupant: &Occupant<'a>) -> bool {
        let Occupant { number, request, home, kind } = *occupant;
        let place = Place::London { home, kind };
        if request.needs_step_down {
            let released = self.step_down(request, home);
            self.recorder.ready(request, place, released.unwrap_or(self.now));
            if let Some(day) = released {
                // The bed stays occupied; where a place frees at this very instant, until just after the ends of stays.
                self.room.calendar.set(Event::Released(number), day);
            }
            released.is_none()
        } else {
            self.recorder.ready(request, place, self.now);
            self.follow_up(request, self.now, false);
            true
        }
    }

    /// Claims a step-down place for a child who is ready. The day on which the bed is released, if the child must stay for now.
    fn step_down(&mut self, request: &'a Request, home: usize) -> Option<f64> {
        let units = &self.option.homes[home].units;
        let Some(first) = units.first() else {
            self.follow_up(request, self.now, false);
            return None;
        };
        let (mut soonest, mut unit) = (f64::INFINITY, *first);
        for candidate in units {
            let day = self.room.units[*candidate].earliest_day();
            if day < self.now {
                self.enter_unit(request, *candidate, self.now);
                return None;
            }
            if day < soonest {
                (soonest, unit) = (day, *candidate);
            }
        }
        let Some(longest) = self.option.units[*first].longest_block_days else {
            self.refuse_step_down(request, self.now);
            return None;
        };
        let limit_day = self.now + longest;
        if soonest <= limit_day {
            self.enter_unit(request, unit, soonest);
            Some(soonest)
        } else {
            self.refuse_step_down(request, limit_day);
            Some(limit_day)
        }
    }

    #[inline]
    fn enter_unit(&mut self, request: &'a Request, unit: usize, from_day: f64) {
        let stay_days = stay_on_grid(self.option.units[unit].stay.days(request.step_down_quantile));
        let to_day = from_day + stay_days;
        self.room.units[unit].take(to_day);
        self.recorder.steps_down(request, StepDown { unit, from_day, to_day });
        self.follow_up(request, to_day, true);
    }

    #[inline(never)]
    fn refuse_step_down(&mut self, request: &'a Request, day: f64) {
        self.recorder.step_down_refused(request, day);
        self.follow_up(request, day, false);
    }

    /// The child in a bed leaves it, to whoever comes next.
    #[inline(always)]
    fn leave(&mut self, leaver: &Occupant<'a>) {
        let Occupant { number, request, home, kind } = *leaver;
        let changes_more = request.gang_group != 0 || request.intensive_support;
        if changes_more {
            self.no_longer_affiliated(request, home);
        }
        // Nobody waiting could use a bed that was free before. So unless more than this one bed changes for them, they can but take it over.
        if !changes_more && self.room.pools[home][kind.index()].free == 0 && self.hand_over(number, request, home, kind) {
            return;
        }
        // What the next event depends on comes first, what only the recorder hears of last.
        self.room.calendar.clear(Event::StayEnds(number));
        let needed = self.beds_needed(request);
        let pool = &mut self.room.pools[home][kind.index()];
        let two_beds_may_be_needed = pool.free > 0 && self.option.kept_empty != [0; Stream::COUNT];
        pool.occupied -= 1;
        pool.free += needed;
        self.room.free_bed(number, home, kind);
        self.settle(home, kind);
        self.recorder.discharged(request, Place::London { home, kind });
        if changes_more || two_beds_may_be_needed {
            self.refill(home);
        }
    }

    #[inline(never)]
    fn no_longer_affiliated(&mut self, request: &Request, home: usize) {
        self.room.affiliated[home].retain(|other| !std::ptr::eq(*other, request));
    }

    #[inline(never)]
    fn change_beds(&mut self) {
        let BedChange { home, kind, change, .. } = self.room.changes[self.room.next_change];
        let home = usize::from(home);
        self.room.next_change += 1;
        self.schedule_change();
        if !self.is_played(kind) {
            return;
        }
        self.room.pools[home][kind.index()].free += i32::from(change);
        self.settle(home, kind);
        if change > 0 {
            self.refill(home);
        }
    }

    /// Whether any of the streams played now may use a kind of bed.
    fn is_played(&self, kind: BedKind) -> bool {
        kind.streams().iter().any(|stream| self.streams.contains(stream))
    }

    /// Brings what follows from a pool's beds up to date.
    #[inline(always)]
    fn settle(&mut self, home: usize, kind: BedKind) {
        let pool = &mut self.room.pools[home][kind.index()];
        let free = pool.free > 0;
        let usable = pool.occupied + pool.free.max(0);
        let change = usable - pool.usable;
        if change != 0 {
            pool.usable = usable;
            self.recorder.beds_change(home, kind, change);
        }
        let homes = &mut self.room.free_by_kind[kind.index()];
        *homes = *homes & !(1 << home) | u64::from(free) << home;
        self.free = Stream::ALL.into_iter().fold(0, |streams, stream| streams | u8::from(self.free_homes(stream) != 0) << stream.index());
    }

    /// Homes with a free bed for a stream, a bit each.
    #[inline(always)]
    fn free_homes(&self, stream: Stream) -> u64 {
        self.room.free_by_kind[BedKind::own(stream).index()] | self.room.free_by_kind[BedKind::Either.index()]
    }

    #[inline(always)]
    fn tell_free_beds(&mut self) {
        let changed = self.free ^ self.free_told;
        self.free_told = self.free;
        for stream in Stream::ALL {
            if changed >> stream.index() & 1 == 0 {
                continue;
            }
            let free = self.free >> stream.index() & 1 == 1;
            self.recorder.free_bed_changes(stream, free);
            if !self.always_events[stream.index()] {
                if free {
                    self.catch_up(stream, self.now);
                    self.schedule_request(stream);
                } else {
                    self.room.calendar.clear(Event::Arrives(stream));
                }
            }
        }
    }
}
