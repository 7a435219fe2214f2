//! Play: a trace and an option in, what happens to every child out. A plain function of the two; no chance of its own.
//!
//! Between events this holds: no waiting child could be put in any free bed. So a home needs another look only when a bed opens there
//! or a child leaves it, and an arriving child who finds a bed may have it although others wait.

use std::cmp::Reverse;

use crate::model::{BedKind, PlacementRule, Stream};

use super::Simulation;
use super::calendar::Event;
use super::compiled::{CompiledOption, Prevention};
use super::record::{Diversion, Place, Recorder, StepDown};
use super::room::{ChildId, Room, trace_child};
use super::trace::{Request, Trace, on_grid};
use super::waiting::Waiting;

/// Plays an option on a trace.
pub fn play<R: Recorder>(simulation: &Simulation, option: usize, trace: &Trace, room: &mut Room, recorder: &mut R) {
    let option = &simulation.options[option];
    room.reset(option, trace);
    let mut play = Play { simulation, option, trace, room, recorder, now: 0.0, beds_settled: false, free: [true; Stream::COUNT] };
    play.begin();
    while let Some((day, event)) = play.room.calendar.next() {
        if day > simulation.end_day {
            break;
        }
        play.now = day;
        play.recorder.now(day);
        play.happen(event);
        if play.beds_settled {
            play.tell_free_beds();
        }
    }
    play.end();
}

struct Play<'a, R> {
    simulation: &'a Simulation,
    option: &'a CompiledOption,
    trace: &'a Trace,
    room: &'a mut Room,
    recorder: &'a mut R,
    now: f64,
    /// Whether beds have been settled since free beds were last told of.
    beds_settled: bool,
    /// Whether a free bed was last told of, by stream.
    free: [bool; Stream::COUNT],
}

impl<R: Recorder> Play<'_, R> {
    fn begin(&mut self) {
        self.recorder.now(0.0);
        for pool in 0..self.room.pools.len() {
            self.settle(pool);
        }
        self.tell_free_beds();
        self.schedule_change();
        for stream in 0..Stream::COUNT {
            self.schedule_request(stream);
            self.schedule_offer(stream);
        }
    }

    #[inline]
    fn happen(&mut self, event: Event) {
        match event {
            Event::Arrives(stream) => {
                let index = self.room.next_request[stream];
                self.room.next_request[stream] += 1;
                self.schedule_request(stream);
                self.arrive(trace_child(stream, index), &self.trace.requests[stream][index], true);
            }
            Event::StayEnds(bed) => self.stay_ends(bed),
            Event::Released(bed) => self.leave(bed),
            Event::Offered(stream) => self.offered(stream),
            Event::BedChange => self.change_beds(),
            Event::ElsewhereEnds => self.elsewhere_ends(),
            Event::Follows => self.follows(),
        }
    }

    /// Withdrawals nobody looked at before the end.
    fn end(&mut self) {
        for stream in 0..Stream::COUNT {
            for class in 0..2 {
                for i in 0..self.room.lists[stream][class].entries().len() {
                    let waiting = self.room.lists[stream][class].entries()[i];
                    if waiting.deadline_day <= self.simulation.end_day {
                        self.withdraw(waiting);
                    }
                }
            }
        }
    }

    #[inline]
    fn schedule_request(&mut self, stream: usize) {
        match self.trace.requests[stream].get(self.room.next_request[stream]) {
            Some(request) => self.room.calendar.set(Event::Arrives(stream), request.arrival_day),
            None => self.room.calendar.clear(Event::Arrives(stream)),
        }
    }

    fn schedule_offer(&mut self, stream: usize) {
        match self.trace.offers[stream].get(self.room.next_offer[stream]) {
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

    // --- requests ---

    #[inline]
    fn arrive(&mut self, child: ChildId, request: &Request, may_divert: bool) {
        if request.latent && !self.is_a_home_open() {
            return;
        }
        if let Some(prevention) = &self.option.prevention
            && may_divert
            && self.divert(prevention, request)
        {
            return;
        }
        self.recorder.requested(request);
        if !request.proceeds {
            self.recorder.not_proceeding(request, self.now + request.patience_days);
            return;
        }
        let stream = request.stream.index();
        let homes = self.homes_for(request);
        let beds_needed = if request.intensive_support { 1 + self.option.kept_empty[stream] } else { 1 };
        if let Some(home) = self.choose_home(homes & self.free_homes(stream), request, beds_needed) {
            self.admit(child, request, home, beds_needed, false);
        } else if self.option.unlimited[stream] {
            self.place_elsewhere(child, request, self.simulation.chance.elsewhere_home(request), false);
        } else {
            let class = usize::from(!(self.simulation.priority_under_14 && request.age < 14));
            self.recorder.waits(request);
            let deadline_day = self.now + request.patience_days;
            self.room.lists[stream][class].push(Waiting { deadline_day, homes, child, beds_needed });
        }
    }

    /// Homes that may ever take the child.
    #[inline]
    fn homes_for(&self, request: &Request) -> u64 {
        if !request.suitable_for_london || self.option.homes.is_empty() {
            return 0;
        }
        let stream = request.stream.index();
        let accepting = self.option.accepting[stream][usize::from(!request.female)][usize::from(request.age - 10) & 7];
        let mut homes = accepting & self.option.catchment[usize::from(request.borough)][stream];
        let mut declining = homes & self.option.declining;
        while declining != 0 {
            let home = declining.trailing_zeros() as usize;
            declining &= declining - 1;
            let compiled = &self.option.homes[home];
            if self.simulation.chance.declines(request, compiled.key, compiled.decline) {
                homes &= !(1 << home);
            }
        }
        homes
    }

    /// The home that takes the child, among candidates with a free bed.
    #[inline]
    fn choose_home(&self, candidates: u64, request: &Request, beds_needed: u32) -> Option<usize> {
        if candidates == 0 {
            return None;
        }
        let fits = |home: usize| self.fits(home, request, beds_needed);
        match self.option.rule {
            PlacementRule::Nearest => {
                let homes = self.option.homes.len();
                let from = usize::from(request.borough) * homes;
                let order = &self.option.nearest[from..from + homes];
                order.iter().map(|home| usize::from(*home)).find(|home| candidates >> home & 1 == 1 && fits(*home))
            }
            PlacementRule::MostFreeBeds => {
                let own = BedKind::own(request.stream).index();
                let (mut best, mut most, mut rest) = (None, 0, candidates);
                while rest != 0 {
                    let home = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    let free = self.room.pools[home * 3 + own].free().max(0) + self.room.pools[home * 3 + 2].free().max(0);
                    if free > most && fits(home) {
                        (best, most) = (Some(home), free);
                    }
                }
                best
            }
        }
    }

    /// Whether a home with a free bed for the child's stream can take the child now.
    #[inline]
    fn fits(&self, home: usize, request: &Request, beds_needed: u32) -> bool {
        (beds_needed == 1 || self.pool_for(home, request.stream, beds_needed).is_some())
            && (request.gang_group == 0 || !self.conflicts(home, request))
    }

    fn conflicts(&self, home: usize, request: &Request) -> bool {
        let residents = &self.room.affiliated[home];
        residents.iter().any(|other| self.simulation.chance.conflict(request, &self.room.request(self.trace, *other)))
    }

    /// The pool of a home with enough free beds, own kind first.
    #[inline]
    fn pool_for(&self, home: usize, stream: Stream, beds_needed: u32) -> Option<usize> {
        let own = home * 3 + BedKind::own(stream).index();
        let either = home * 3 + BedKind::Either.index();
        [own, either].into_iter().find(|pool| self.room.pools[*pool].free() >= beds_needed as i32)
    }

    // --- beds ---

    #[inline]
    fn admit(&mut self, child: ChildId, request: &Request, home: usize, beds_needed: u32, waited: bool) {
        let Some(pool) = self.pool_for(home, request.stream, beds_needed) else { return };
        let state = &mut self.room.pools[pool];
        let Some(bed) = state.unused.pop() else { return };
        state.occupied += 1;
        state.kept_empty += beds_needed as i32 - 1;
        self.room.beds[bed as usize].child = child;
        self.room.calendar.set(Event::StayEnds(bed as usize), self.now + request.stay_days);
        if request.gang_group != 0 {
            self.room.affiliated[home].push(child);
        }
        self.recorder.placed(request, place(pool), waited);
        self.settle(pool);
    }

    fn stay_ends(&mut self, bed: usize) {
        let pool = self.room.beds[bed].pool as usize;
        let request = self.room.request(self.trace, self.room.beds[bed].child);
        let released = if request.needs_step_down { self.step_down(&request, pool / 3) } else { None };
        self.recorder.ready(&request, place(pool), released.unwrap_or(self.now));
        match released {
            // The bed stays occupied; where a place frees at this very instant, until just after the ends of stays.
            Some(day) => self.room.calendar.set(Event::Released(bed), day),
            None => {
                if !request.needs_step_down {
                    self.follow_up(&request, self.now, false);
                }
                self.leave(bed);
            }
        }
    }

    /// Claims a step-down place for a child who is ready. The day on which the bed is released, if the child must stay for now.
    fn step_down(&mut self, request: &Request, home: usize) -> Option<f64> {
        let units = &self.option.homes[home].units;
        let Some(first) = units.first() else {
            self.follow_up(request, self.now, false);
            return None;
        };
        if let Some(unit) = units.iter().find(|unit| self.room.units[**unit].earliest_day() < self.now) {
            self.enter_unit(request, *unit, self.now);
            return None;
        }
        let Some(longest) = self.option.units[*first].longest_block_days else {
            self.refuse_step_down(request, self.now);
            return None;
        };
        let (mut soonest, mut unit) = (f64::INFINITY, *first);
        for candidate in units {
            let day = self.room.units[*candidate].earliest_day();
            if day < soonest {
                (soonest, unit) = (day, *candidate);
            }
        }
        let limit_day = self.now + longest;
        if soonest <= limit_day {
            self.enter_unit(request, unit, soonest);
            Some(soonest)
        } else {
            self.refuse_step_down(request, limit_day);
            Some(limit_day)
        }
    }

    fn enter_unit(&mut self, request: &Request, unit: usize, from_day: f64) {
        let stay_days = on_grid(self.option.units[unit].stay.days(request.step_down_quantile));
        let to_day = from_day + stay_days;
        self.room.units[unit].take(to_day);
        self.recorder.steps_down(request, StepDown { unit, from_day, to_day });
        self.follow_up(request, to_day, true);
    }

    fn refuse_step_down(&mut self, request: &Request, day: f64) {
        self.recorder.step_down_refused(request, day);
        self.follow_up(request, day, false);
    }

    #[inline]
    fn leave(&mut self, bed: usize) {
        let child = self.room.beds[bed].child;
        let pool = self.room.beds[bed].pool as usize;
        let request = self.room.request(self.trace, child);
        let home = pool / 3;
        let state = &mut self.room.pools[pool];
        state.occupied -= 1;
        state.unused.push(bed as u32);
        if request.intensive_support {
            state.kept_empty -= self.option.kept_empty[request.stream.index()] as i32;
        }
        if request.gang_group != 0 {
            self.room.affiliated[home].retain(|other| *other != child);
        }
        self.recorder.discharged(&request, place(pool));
        self.settle(pool);
        self.refill(home);
        // The bed is mostly taken again at once, and its slot with it.
        if self.room.pools[pool].unused.last() == Some(&(bed as u32)) {
            self.room.calendar.clear(Event::StayEnds(bed));
        }
    }

    fn change_beds(&mut self) {
        let change = self.room.changes[self.room.next_change];
        self.room.next_change += 1;
        self.schedule_change();
        let pool = change.pool as usize;
        self.room.pools[pool].capacity += change.change;
        self.settle(pool);
        if change.change > 0 {
            self.refill(pool / 3);
        }
    }

    /// Brings what follows from a pool's beds up to date.
    #[inline]
    fn settle(&mut self, pool: usize) {
        let home = pool / 3;
        let free = self.room.pools[pool].free() > 0;
        self.beds_settled = true;
        let homes = &mut self.room.free_by_kind[pool % 3];
        *homes = *homes & !(1 << home) | u64::from(free) << home;
        let state = &mut self.room.pools[pool];
        let usable = (state.capacity - state.kept_empty).max(state.occupied);
        if usable != state.usable {
            let change = usable - state.usable;
            state.usable = usable;
            self.recorder.beds_change(home, BedKind::ALL[pool % 3], change);
        }
    }

    /// Homes with a free bed for a stream, a bit each.
    #[inline]
    fn free_homes(&self, stream: usize) -> u64 {
        let own = BedKind::own(Stream::ALL[stream]).index();
        self.room.free_by_kind[own] | self.room.free_by_kind[BedKind::Either.index()]
    }

    #[inline]
    fn tell_free_beds(&mut self) {
        self.beds_settled = false;
        for stream in Stream::ALL {
            let free = self.free_homes(stream.index()) != 0;
            if free != self.free[stream.index()] {
                self.free[stream.index()] = free;
                self.recorder.free_bed_changes(stream, free);
            }
        }
    }

    /// Offers the free beds of a home down the waiting lists: of the first child of each stream who can be taken, the one who has waited longest.
    fn refill(&mut self, home: usize) {
        loop {
            let mut best: Option<(usize, f64, usize, usize)> = None;
            for stream in 0..Stream::COUNT {
                let waiting = self.room.lists[stream].iter().any(|list| !list.is_empty());
                if !waiting || self.free_homes(stream) >> home & 1 == 0 {
                    continue;
                }
                for class in 0..2 {
                    if let Some(place) = self.first_for_home(stream, class, home) {
                        let child = self.room.lists[stream][class].entries()[place].child;
                        let since = self.room.request(self.trace, child).arrival_day;
                        if best.is_none_or(|(c, s, ..)| (class, since) < (c, s)) {
                            best = Some((class, since, stream, place));
                        }
                        break;
                    }
                }
            }
            let Some((class, _, stream, place)) = best else { return };
            let waiting = self.room.lists[stream][class].remove(place);
            let request = self.room.request(self.trace, waiting.child);
            self.admit(waiting.child, &request, home, waiting.beds_needed, true);
        }
    }

    /// Place on a list of the first child whom a home can take; those whose patience has run out are taken off on the way.
    fn first_for_home(&mut self, stream: usize, class: usize, home: usize) -> Option<usize> {
        let mut place = 0;
        while let Some(waiting) = self.room.lists[stream][class].entries().get(place).copied() {
            // Ends of stays come before withdrawals of the same instant.
            if waiting.deadline_day < self.now {
                self.room.lists[stream][class].remove(place);
                self.withdraw(waiting);
                continue;
            }
            if waiting.homes >> home & 1 == 1 {
                let request = self.room.request(self.trace, waiting.child);
                if self.fits(home, &request, waiting.beds_needed) {
                    return Some(place);
                }
            }
            place += 1;
        }
        None
    }

    fn withdraw(&mut self, waiting: Waiting) {
        let request = self.room.request(self.trace, waiting.child);
        self.recorder.withdrawn(&request, waiting.deadline_day);
    }
}

/// The bed kind and home of a pool.
#[inline]
fn place(pool: usize) -> Place {
    Place::London { home: pool / 3, kind: BedKind::ALL[pool % 3] }
}

mod beyond;
