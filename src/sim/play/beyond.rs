//! What happens beyond London's secure beds: places elsewhere, the open facility, requests that follow.

use super::{ChildId, Diversion, Event, Place, Play, Prevention, Recorder, Request, Reverse, Stream, on_grid};

impl<R: Recorder> Play<'_, R> {
    /// A place elsewhere is offered to the longest-waiting child of a stream, or lapses.
    pub(super) fn offered(&mut self, stream: usize) {
        let offer = self.trace.offers[stream][self.room.next_offer[stream]];
        self.room.next_offer[stream] += 1;
        self.schedule_offer(stream);
        let competing = self.simulation.competing_requests;
        if competing > 0.0 {
            let waiting = self.live(stream, 0) + self.live(stream, 1);
            let share = waiting as f64 / (waiting as f64 + competing);
            if f64::from(offer.competing_quantile) >= share * 4_294_967_296.0 {
                return;
            }
        }
        for class in 0..2 {
            while let Some(waiting) = self.room.lists[stream][class].entries().first().copied() {
                self.take_off(stream, class, 0);
                // Withdrawals come before offers of the same instant.
                if waiting.deadline_day > self.now {
                    let request = self.room.request(self.trace, waiting.child);
                    self.place_elsewhere(waiting.child, &request, usize::from(offer.home), true);
                    return;
                }
                self.withdraw(waiting);
            }
        }
    }

    /// Children of a list who still wait.
    fn live(&self, stream: usize, class: usize) -> usize {
        self.room.lists[stream][class].entries().iter().filter(|waiting| waiting.deadline_day > self.now).count()
    }

    pub(super) fn place_elsewhere(&mut self, child: ChildId, request: &Request, home: usize, waited: bool) {
        self.recorder.placed(request, Place::Elsewhere { home }, waited);
        let end_day = self.now + request.stay_days;
        if request.needs_step_down && !self.option.units_from_elsewhere.is_empty() {
            self.room.elsewhere_ends.push(Reverse((end_day.to_bits(), request.key, child)));
            self.schedule_elsewhere_end();
        } else {
            self.follow_up(request, end_day, false);
        }
    }

    /// A child leaves a placement elsewhere who may step down in London; nobody stays elsewhere to wait for that.
    pub(super) fn elsewhere_ends(&mut self) {
        let Some(Reverse((_, _, child))) = self.room.elsewhere_ends.pop() else { return };
        self.schedule_elsewhere_end();
        let request = self.room.request(self.trace, child);
        let mut open = self.option.units_from_elsewhere.iter().filter(|unit| self.option.units[**unit].opening_day <= self.now).peekable();
        if open.peek().is_none() {
            self.follow_up(&request, self.now, false);
            return;
        }
        match open.find(|unit| self.room.units[**unit].earliest_day() < self.now) {
            Some(unit) => self.enter_unit(&request, *unit, self.now),
            None => self.refuse_step_down(&request, self.now),
        }
    }

    fn schedule_elsewhere_end(&mut self) {
        match self.room.elsewhere_ends.peek() {
            Some(Reverse((day, ..))) => self.room.calendar.set(Event::ElsewhereEnds, f64::from_bits(*day)),
            None => self.room.calendar.clear(Event::ElsewhereEnds),
        }
    }

    /// Whether the child goes to the open facility instead of being requested now.
    pub(super) fn divert(&mut self, prevention: &Prevention, request: &Request) -> bool {
        let chance = &self.simulation.chance;
        if request.stream != Stream::Welfare
            || !chance.diverts(request, prevention.divertible)
            || self.room.units[prevention.unit].earliest_day() > self.now
        {
            return false;
        }
        let to_day = self.now + on_grid(prevention.stay.days(chance.prevention_quantile(request)));
        let prevented = chance.prevented(request, prevention.prevents);
        self.room.units[prevention.unit].take(to_day);
        self.recorder.diverted(Diversion { key: request.key, from_day: self.now, to_day, prevented });
        if !prevented {
            self.room.follow(Request { arrival_day: to_day, latent: false, ..*request }, false);
            self.schedule_follower();
        }
        true
    }

    /// Notes the request that follows when the child leaves for good, if one does.
    #[inline]
    pub(super) fn follow_up(&mut self, request: &Request, day: f64, after_step_down: bool) {
        if self.simulation.repeats[request.stream.index()]
            && let Some(next) = self.simulation.chance.repeat(request, day, after_step_down)
        {
            self.room.follow(next, true);
            self.schedule_follower();
        }
    }

    fn schedule_follower(&mut self) {
        match self.room.follow_queue.peek() {
            Some(Reverse((day, ..))) => self.room.calendar.set(Event::Follows, f64::from_bits(*day)),
            None => self.room.calendar.clear(Event::Follows),
        }
    }

    pub(super) fn follows(&mut self) {
        let Some(Reverse((_, child))) = self.room.follow_queue.pop() else { return };
        self.schedule_follower();
        let request = self.room.request(self.trace, child);
        self.arrive(child, &request, self.room.may_divert(child));
    }

    /// Whether a London home with beds is open by its dates.
    pub(super) fn is_a_home_open(&self) -> bool {
        self.option.homes.iter().any(|home| {
            let opening_day = home.opening_days.iter().flatten().copied().fold(f64::INFINITY, f64::min);
            opening_day <= self.now && self.now < home.closing_day
        })
    }
}
