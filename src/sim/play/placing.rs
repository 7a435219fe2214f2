//! Which bed for which child: an arriving request looks for a home, a free bed is offered down the waiting lists.

use crate::model::{BedKind, PlacementRule, Stream};

use super::{ChildId, Event, Play, Recorder, Request, Waiting, place};

impl<R: Recorder> Play<'_, R> {
    #[inline(always)]
    pub(super) fn arrive(&mut self, child: ChildId, request: &Request, may_divert: bool) {
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
        let candidates = homes & self.free_homes(stream);
        if candidates != 0
            && let Some(home) = self.choose_home(candidates, request, beds_needed)
        {
            self.admit(child, request, home, beds_needed, false);
        } else if self.option.unlimited[stream] {
            self.place_elsewhere(child, request, self.simulation.chance.elsewhere_home(request), false);
        } else {
            let class = usize::from(!(self.simulation.priority_under_14 && request.age < 14));
            self.recorder.waits(request);
            let deadline_day = self.now + request.patience_days;
            self.room.lists[stream][class].push(Waiting { deadline_day, since_day: self.now, homes, child, beds_needed });
            self.room.waiting_streams |= 1 << stream;
        }
    }

    /// Homes that may ever take the child.
    #[inline(always)]
    fn homes_for(&self, request: &Request) -> u64 {
        let stream = request.stream.index();
        let accepting = self.option.accepting[stream][usize::from(!request.female)][usize::from(request.age - 10) & 7];
        let mut homes = if request.suitable_for_london { accepting } else { 0 };
        if let Some(catchment) = self.option.catchment.get(usize::from(request.borough)) {
            homes &= catchment[stream];
        }
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
                    let pools = &self.room.homes[home].pools;
                    let free = pools[own].free().max(0) + pools[BedKind::Either.index()].free().max(0);
                    if free > most && fits(home) {
                        (best, most) = (Some(home), free);
                    }
                }
                best
            }
        }
    }

    /// Whether a home with a free bed for the child's stream can take the child now.
    #[inline(always)]
    fn fits(&self, home: usize, request: &Request, beds_needed: u32) -> bool {
        (beds_needed == 1 || self.kind_for(home, request.stream, beds_needed).is_some())
            && (request.gang_group == 0 || !self.conflicts(home, request))
    }

    fn conflicts(&self, home: usize, request: &Request) -> bool {
        let residents = &self.room.homes[home].affiliated;
        residents.iter().any(|other| self.simulation.chance.conflict(request, &self.room.request(self.trace, *other)))
    }

    /// The kind of bed of which a home has enough free, the stream's own first.
    #[inline(always)]
    fn kind_for(&self, home: usize, stream: Stream, beds_needed: u32) -> Option<BedKind> {
        let pools = &self.room.homes[home].pools;
        [BedKind::own(stream), BedKind::Either].into_iter().find(|kind| pools[kind.index()].free() >= beds_needed as i32)
    }

    #[inline]
    fn admit(&mut self, child: ChildId, request: &Request, home: usize, beds_needed: u32, waited: bool) {
        let Some(kind) = self.kind_for(home, request.stream, beds_needed) else { return };
        let Some(number) = self.room.use_bed(home, kind, child) else { return };
        let state = &mut self.room.homes[home];
        let pool = &mut state.pools[kind.index()];
        pool.occupied += 1;
        pool.kept_empty += beds_needed as i32 - 1;
        if request.gang_group != 0 {
            state.affiliated.push(child);
        }
        self.room.calendar.set(Event::StayEnds(number), self.now + request.stay_days);
        self.recorder.placed(request, place(home as u8, kind), waited);
        self.settle(home, kind);
    }

    /// Offers the free beds of a home down the waiting lists: of the first child of each stream who can be taken,
    /// the one who has waited longest.
    #[inline]
    pub(super) fn refill(&mut self, home: usize) {
        loop {
            let mut streams = self.room.waiting_streams;
            let mut best: Option<(usize, f64, usize, usize)> = None;
            while streams != 0 {
                let stream = streams.trailing_zeros() as usize;
                streams &= streams - 1;
                if stream >= Stream::COUNT || self.free_homes(stream) >> home & 1 == 0 {
                    continue;
                }
                for class in 0..2 {
                    if let Some((place, since_day)) = self.first_for_home(stream, class, home) {
                        if best.is_none_or(|(c, s, ..)| (class, since_day) < (c, s)) {
                            best = Some((class, since_day, stream, place));
                        }
                        break;
                    }
                }
            }
            let Some((class, _, stream, place)) = best else { return };
            let waiting = self.take_off(stream, class, place);
            let request = self.room.request(self.trace, waiting.child);
            self.admit(waiting.child, &request, home, waiting.beds_needed, true);
        }
    }

    /// Place on a list of the first child whom a home can take, and since when the child has waited; those whose patience has run out
    /// are taken off on the way.
    #[inline(always)]
    fn first_for_home(&mut self, stream: usize, class: usize, home: usize) -> Option<(usize, f64)> {
        let mut place = 0;
        while let Some(waiting) = self.room.lists[stream][class].entries().get(place) {
            // Ends of stays come before withdrawals of the same instant.
            if waiting.deadline_day < self.now {
                let waiting = self.take_off(stream, class, place);
                self.withdraw(waiting);
                continue;
            }
            if waiting.homes >> home & 1 == 1 && self.waiting_child_fits(home, waiting) {
                return Some((place, waiting.since_day));
            }
            place += 1;
        }
        None
    }

    #[inline(always)]
    fn waiting_child_fits(&self, home: usize, waiting: &Waiting) -> bool {
        if waiting.beds_needed == 1 && self.room.homes[home].affiliated.is_empty() {
            return true;
        }
        self.fits(home, &self.room.request(self.trace, waiting.child), waiting.beds_needed)
    }

    /// Takes a child off a list.
    #[inline(always)]
    pub(super) fn take_off(&mut self, stream: usize, class: usize, place: usize) -> Waiting {
        let waiting = self.room.lists[stream][class].remove(place);
        if self.room.lists[stream].iter().all(|list| list.is_empty()) {
            self.room.waiting_streams &= !(1 << stream);
        }
        waiting
    }

    pub(super) fn withdraw(&mut self, waiting: Waiting) {
        let request = self.room.request(self.trace, waiting.child);
        self.recorder.withdrawn(&request, waiting.deadline_day);
    }
}
