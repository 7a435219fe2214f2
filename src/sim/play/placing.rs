//! Which bed for which child: an arriving request looks for a home, a free bed is offered down the waiting lists.

use crate::model::{BedKind, PlacementRule, Stream};

use super::super::trace::AlreadyPlaced;
use super::super::waiting::Waiting;
use super::{Event, Place, Play, Recorder, Request};

impl<'a, R: Recorder> Play<'a, R> {
    #[inline(always)]
    pub(super) fn arrive(&mut self, request: &'a Request, may_divert: bool) {
        if request.latent && !self.is_a_home_open(self.now) {
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
            self.recorder.not_proceeding(request, request.arrival_day + request.patience_days);
            return;
        }
        let homes = self.homes_for(request);
        let candidates = homes & self.free_homes(request.stream);
        if candidates != 0
            && let Some(home) = self.choose_home(candidates, request)
        {
            self.admit(request, home);
        } else if self.option.unlimited[request.stream.index()] {
            self.place_elsewhere(request, self.simulation.chance.elsewhere_home(request));
        } else {
            self.wait(request, homes);
        }
    }

    /// Puts a child on the waiting list.
    #[inline(always)]
    fn wait(&mut self, request: &'a Request, homes: u64) {
        let class = usize::from(!(self.simulation.priority_under_14 && request.age < 14));
        let deadline_day = request.arrival_day + request.patience_days;
        self.room.lists[request.stream.index()][class].push(Waiting { request, deadline_day, homes });
    }

    /// Requests of a stream before a day, made while no bed was free for it, join the waiting list.
    #[inline(always)]
    pub(super) fn catch_up(&mut self, stream: Stream, until_day: f64) {
        while let Some(request) = self.room.requests[stream.index()].as_slice().first()
            && request.arrival_day < until_day
        {
            self.room.requests[stream.index()].next();
            self.join(request);
        }
    }

    #[inline(always)]
    fn join(&mut self, request: &'a Request) {
        if request.latent && !self.is_a_home_open(request.arrival_day) {
            return;
        }
        self.recorder.requested(request);
        if request.proceeds {
            self.wait(request, self.homes_for(request));
        } else {
            self.recorder.not_proceeding(request, request.arrival_day + request.patience_days);
        }
    }

    /// Homes that may ever take the child.
    #[inline(always)]
    fn homes_for(&self, request: &Request) -> u64 {
        if !request.suitable_for_london {
            return 0;
        }
        match self.option.open_to_all[request.stream.index()] {
            Some(homes) => homes,
            None => self.homes_that_accept(request),
        }
    }

    fn homes_that_accept(&self, request: &Request) -> u64 {
        let stream = request.stream.index();
        let mut homes = self.option.accepting[stream][usize::from(!request.female)][usize::from(request.age.wrapping_sub(10) & 7)];
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

    /// Beds the child needs in one pool.
    #[inline(always)]
    fn beds_needed(&self, request: &Request) -> i32 {
        if request.intensive_support { 1 + self.option.kept_empty[request.stream.index()] as i32 } else { 1 }
    }

    /// The home that takes the child, among candidates with a free bed.
    #[inline]
    fn choose_home(&self, candidates: u64, request: &Request) -> Option<usize> {
        match self.option.rule {
            PlacementRule::Nearest => {
                let homes = self.option.homes.len();
                let from = usize::from(request.borough) * homes;
                let order = &self.option.nearest[from..from + homes];
                order.iter().map(|home| usize::from(*home)).find(|home| candidates >> home & 1 == 1 && self.fits(*home, request))
            }
            PlacementRule::MostFreeBeds => {
                let own = BedKind::own(request.stream).index();
                let (mut best, mut most, mut rest) = (None, 0, candidates);
                while rest != 0 {
                    let home = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    let pools = &self.room.homes[home].pools;
                    let free = pools[own].free().max(0) + pools[BedKind::Either.index()].free().max(0);
                    if free > most && self.fits(home, request) {
                        (best, most) = (Some(home), free);
                    }
                }
                best
            }
        }
    }

    /// Whether a home with a free bed for the child's stream can take the child now.
    #[inline(always)]
    fn fits(&self, home: usize, request: &Request) -> bool {
        !(request.intensive_support || request.gang_group != 0) || self.fits_with_others(home, request)
    }

    #[inline(never)]
    fn fits_with_others(&self, home: usize, request: &Request) -> bool {
        (!request.intensive_support || self.kind_for(home, request).is_some())
            && (request.gang_group == 0
                || !self.room.homes[home].affiliated.iter().any(|other| self.simulation.chance.conflict(request, other)))
    }

    /// The kind of bed of which a home has enough free, the stream's own first.
    #[inline(always)]
    fn kind_for(&self, home: usize, request: &Request) -> Option<BedKind> {
        let (pools, own, needed) = (&self.room.homes[home].pools, BedKind::own(request.stream), self.beds_needed(request));
        if pools[own.index()].free() >= needed {
            Some(own)
        } else {
            (pools[BedKind::Either.index()].free() >= needed).then_some(BedKind::Either)
        }
    }

    /// A child who is in a placement when the clock starts: in its home if this option has it, whatever the rules say now, else elsewhere.
    pub(super) fn seat(&mut self, already: &'a AlreadyPlaced) {
        let request = &already.request;
        let home = already.home.and_then(|key| self.option.homes.iter().position(|home| home.key == key));
        let kinds = [BedKind::own(request.stream), BedKind::Either];
        let bed = home.and_then(|home| kinds.into_iter().find_map(|kind| Some((home, kind, self.room.use_bed(home, kind, request)?))));
        let ready_day = request.arrival_day + request.stay_days;
        match bed {
            Some((home, kind, number)) => {
                self.take_bed(request, home, kind, number, ready_day);
                self.recorder.already_placed(request, Place::London { home, kind });
            }
            None => {
                let home = self.simulation.chance.elsewhere_home(request);
                self.recorder.already_placed(request, Place::Elsewhere { home });
                self.stay_elsewhere(request, ready_day);
            }
        }
    }

    /// A child is in a bed until ready to leave on a day.
    #[inline(always)]
    fn take_bed(&mut self, request: &'a Request, home: usize, kind: BedKind, number: usize, ready_day: f64) {
        let kept_empty = self.beds_needed(request) - 1;
        let state = &mut self.room.homes[home];
        let pool = &mut state.pools[kind.index()];
        pool.occupied += 1;
        pool.kept_empty += kept_empty;
        if request.gang_group != 0 {
            state.affiliated.push(request);
        }
        self.room.calendar.set(Event::StayEnds(number), ready_day);
    }

    #[inline(always)]
    fn admit(&mut self, request: &'a Request, home: usize) {
        let Some(kind) = self.kind_for(home, request) else { return };
        let Some(number) = self.room.use_bed(home, kind, request) else { return };
        self.take_bed(request, home, kind, number, self.now + request.stay_days);
        self.recorder.placed(request, Place::London { home, kind });
        self.settle(home, kind);
    }

    /// Puts the first waiting child who can be taken into a bed as it is left; whether there was one. A child who needs more than one bed
    /// cannot.
    #[inline]
    pub(super) fn hand_over(&mut self, number: usize, leaver: &Request, home: usize, kind: BedKind) -> bool {
        let next = match kind {
            BedKind::Welfare => {
                self.catch_up(Stream::Welfare, self.now);
                self.candidate(Stream::Welfare, home)
            }
            _ => self.candidate_of_any(kind.streams(), home),
        };
        let Some(next) = next else { return false };
        self.room.lists[next.request.stream.index()][next.class].remove(next.place);
        if next.request.gang_group != 0 {
            self.room.homes[home].affiliated.push(next.request);
        }
        self.room.beds[number].child = Some(next.request);
        self.room.calendar.set(Event::StayEnds(number), self.now + next.request.stay_days);
        self.recorder.handed_over(leaver, next.request, Place::London { home, kind });
        true
    }

    #[inline(never)]
    fn candidate_of_any(&mut self, streams: &[Stream], home: usize) -> Option<Candidate<'a>> {
        streams.iter().fold(None, |first, stream| {
            self.catch_up(*stream, self.now);
            earlier(first, self.candidate(*stream, home))
        })
    }

    /// Offers the free beds of a home down the waiting lists: of the first child of each stream who can be taken,
    /// the one who has waited longest, children with priority before others.
    #[inline]
    pub(super) fn refill(&mut self, home: usize) {
        Stream::ALL.into_iter().for_each(|stream| self.catch_up(stream, self.now));
        loop {
            let mut first: Option<Candidate<'a>> = None;
            for stream in Stream::ALL {
                if self.free_homes(stream) >> home & 1 == 1 {
                    first = earlier(first, self.candidate(stream, home));
                }
            }
            let Some(next) = first else { return };
            self.room.lists[next.request.stream.index()][next.class].remove(next.place);
            self.admit(next.request, home);
        }
    }

    /// The first child of a stream whom a home can take.
    #[inline(always)]
    fn candidate(&mut self, stream: Stream, home: usize) -> Option<Candidate<'a>> {
        let first = if self.simulation.priority_under_14 { self.first_for_home(stream, 0, home) } else { None };
        if first.is_some() { first } else { self.first_for_home(stream, 1, home) }
    }

    /// The first child on a list whom a home can take; those whose patience has run out are taken off on the way.
    #[inline(always)]
    fn first_for_home(&mut self, stream: Stream, class: usize, home: usize) -> Option<Candidate<'a>> {
        let mut place = 0;
        while let Some(waiting) = self.room.lists[stream.index()][class].get(place) {
            let (request, deadline_day) = (waiting.request, waiting.deadline_day);
            // Ends of stays come before withdrawals of the same instant.
            if deadline_day < self.now {
                self.room.lists[stream.index()][class].remove(place);
                self.recorder.withdrawn(request, deadline_day);
            } else if waiting.homes >> home & 1 == 1 && self.fits(home, request) {
                return Some(Candidate { request, class, place });
            } else {
                place += 1;
            }
        }
        None
    }
}

/// A child who could be taken: the request, and where it stands on which list.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    request: &'a Request,
    class: usize,
    place: usize,
}

/// The one with priority, or who has waited longer; the first of two equals.
#[inline(always)]
fn earlier<'a>(one: Option<Candidate<'a>>, other: Option<Candidate<'a>>) -> Option<Candidate<'a>> {
    match (one, other) {
        (Some(a), Some(b)) => Some(if (b.class, b.request.arrival_day) < (a.class, a.request.arrival_day) { b } else { a }),
        (one, other) => one.or(other),
    }
}
