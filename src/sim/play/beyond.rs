//! What happens beyond London's secure beds: places elsewhere, the open facility, requests that follow.

use std::cmp::Reverse;

use super::super::compiled::Prevention;
use super::super::record::Diversion;
use super::super::room::Leaver;
use super::{Event, Place, Play, Recorder, Request, Stream, TICK, stay_on_grid};

impl<'a, R: Recorder> Play<'a, R> {
    /// A place elsewhere is offered to the longest-waiting child of a stream, or lapses.
    #[inline(never)]
    pub(super) fn offered(&mut self, stream: Stream) {
        let index = stream.index();
        let offer = self.trace.offers[index][self.room.next_offer[index]];
        self.room.next_offer[index] += 1;
        self.schedule_offer(stream);
        self.catch_up(stream, self.now);
        let competing = self.simulation.competing_requests;
        if competing > 0.0 {
            let waiting = self.room.lists[index].iter().flat_map(|list| list.entries());
            let waiting = waiting.filter(|waiting| waiting.deadline_day > self.now).count() as f64;
            if f64::from(offer.competing_quantile) >= waiting / (waiting + competing) * 4_294_967_296.0 {
                return;
            }
        }
        for class in 0..2 {
            while let Some(waiting) = self.room.lists[index][class].get(0).copied() {
                self.room.lists[index][class].remove(0);
                // Withdrawals come before offers of the same instant.
                if waiting.deadline_day > self.now {
                    self.place_elsewhere(waiting.request, usize::from(offer.home));
                    return;
                }
                self.recorder.withdrawn(waiting.request, waiting.deadline_day);
            }
        }
    }

    #[inline(never)]
    pub(super) fn place_elsewhere(&mut self, request: &'a Request, home: usize) {
        self.recorder.placed(request, Place::Elsewhere { home });
        self.stay_elsewhere(request, self.now + request.stay_days);
    }

    /// What follows a placement elsewhere that ends on a day.
    #[inline(always)]
    pub(super) fn stay_elsewhere(&mut self, request: &'a Request, end_day: f64) {
        if request.needs_step_down && !self.option.units_from_elsewhere.is_empty() {
            self.room.elsewhere_ends.push(Reverse(Leaver(end_day.to_bits(), request)));
            self.schedule_elsewhere_end();
        } else {
            self.follow_up(request, end_day, false);
        }
    }

    /// A child leaves a placement elsewhere who may step down in London; nobody stays elsewhere to wait for that.
    #[inline(never)]
    pub(super) fn elsewhere_ends(&mut self) {
        let Some(Reverse(Leaver(_, request))) = self.room.elsewhere_ends.pop() else { return };
        self.schedule_elsewhere_end();
        let is_open = |unit: &&usize| {
            let unit = &self.option.units[**unit];
            unit.opening_day <= self.now && self.now < unit.closing_day
        };
        let mut open = self.option.units_from_elsewhere.iter().filter(is_open).peekable();
        if open.peek().is_none() {
            self.follow_up(request, self.now, false);
            return;
        }
        match open.find(|unit| self.room.units[**unit].earliest_day() < self.now) {
            Some(unit) => self.enter_unit(request, *unit, self.now),
            None => self.refuse_step_down(request, self.now),
        }
    }

    fn schedule_elsewhere_end(&mut self) {
        match self.room.elsewhere_ends.peek() {
            Some(Reverse(Leaver(day, _))) => self.room.calendar.set(Event::ElsewhereEnds, f64::from_bits(*day)),
            None => self.room.calendar.clear(Event::ElsewhereEnds),
        }
    }

    /// Whether the child goes to the open facility instead of being requested now.
    #[inline(never)]
    pub(super) fn divert(&mut self, prevention: &Prevention, request: &Request) -> bool {
        let chance = &self.simulation.chance;
        if request.stream != Stream::Welfare
            || !chance.diverts(request, prevention.divertible)
            || self.room.units[prevention.unit].earliest_day() > self.now
        {
            return false;
        }
        let to_day = self.now + stay_on_grid(prevention.stay.days(chance.prevention_quantile(request)));
        let prevented = chance.prevented(request, prevention.prevents);
        self.room.units[prevention.unit].take(to_day);
        self.recorder.diverted(Diversion { key: request.key, from_day: self.now, to_day, borough: request.borough, prevented });
        if !prevented {
            self.follow(Request { arrival_day: to_day, latent: false, ..*request }, false);
        }
        true
    }

    /// Notes the request that follows when the child leaves for good, if one does.
    #[inline(always)]
    pub(super) fn follow_up(&mut self, request: &Request, day: f64, after_step_down: bool) {
        if self.simulation.repeats[request.stream.index()] {
            self.ask_again(request, day, after_step_down);
        }
    }

    #[inline(never)]
    fn ask_again(&mut self, request: &Request, day: f64, after_step_down: bool) {
        if let Some(next) = self.simulation.chance.repeat(request, day, after_step_down) {
            self.follow(next, true);
        }
    }

    fn follow(&mut self, request: Request, may_divert: bool) {
        let request: &'a Request = self.followers.alloc(request);
        self.room.follow_queue.push(Reverse((request.arrival_day.to_bits(), self.room.followers.len())));
        self.room.followers.push((request, may_divert));
        self.schedule_follower();
    }

    fn schedule_follower(&mut self) {
        match self.room.follow_queue.peek() {
            Some(Reverse((day, ..))) => self.room.calendar.set(Event::Follows, f64::from_bits(*day)),
            None => self.room.calendar.clear(Event::Follows),
        }
    }

    #[inline(never)]
    pub(super) fn follows(&mut self) {
        let Some(Reverse((_, index))) = self.room.follow_queue.pop() else { return };
        self.schedule_follower();
        let (request, may_divert) = self.room.followers[index];
        // Requests of the same instant come before those that follow from earlier ones.
        self.catch_up(request.stream, self.now + TICK);
        self.arrive(request, may_divert, false);
    }

    /// Whether a London home with beds is open on a day, by its dates.
    #[inline(never)]
    pub(super) fn is_a_home_open(&self, day: f64) -> bool {
        self.option.homes.iter().any(|home| {
            let opening_day = home.opening_days.iter().flatten().copied().fold(f64::INFINITY, f64::min);
            opening_day <= day && day < home.closing_day
        })
    }
}
