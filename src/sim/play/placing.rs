//! Which bed for which child: an arriving request looks for a home, a free bed is offered down the waiting lists.

use crate::model::{BedKind, PlacementRule, Stream};

use super::super::trace::AlreadyPlaced;
use super::super::waiting::Waiting;
use super::{Event, Place, Play, Recorder, Request};

impl<'a, R: Recorder> Play<'a, R> {
    #[inline(always)]
    pub(super) fn arrive(&mut self, request: &'a Request, may_divert: bool, is_told: bool) {
        if request.latent && !self.is_a_home_open(self.now) {
            return;
        }
        if let Some(prevention) = &self.option.prevention
            && may_divert
            && self.divert(prevention, request)
        {
            return;
        }
        if !is_told {
            self.recorder.requested(request);
        }
        if !request.proceeds {
            if !is_told {
                self.recorder.not_proceeding(request, request.arrival_day + request.patience_days);
            }
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
    #[inline(never)]
    pub(super) fn catch_up(&mut self, stream: Stream, until_day: f64) {
        let mut requests = self.room.requests[stream.index()];
        while let Some(request) = self.next_in_need(&mut requests, until_day) {
            self.take_first(&mut requests);
            self.wait(request, self.homes_for(request));
        }
        self.room.requests[stream.index()] = requests;
    }

    /// The first of some requests of the trace before a day that needs a place; those before it that need none are taken off.
    #[inline(always)]
    fn next_in_need(&mut self, requests: &mut &'a [Request], until_day: f64) -> Option<&'a Request> {
        loop {
            let request = requests.first().filter(|request| request.arrival_day < until_day)?;
            if request.proceeds && !request.latent {
                return Some(request);
            }
            if request.latent && !self.is_a_home_open(request.arrival_day) {
                *requests = requests.get(1..).unwrap_or_default();
            } else if request.proceeds {
                return Some(request);
            } else {
                self.take_first(requests);
                if !self.told[request.stream.index()] {
                    self.recorder.not_proceeding(request, request.arrival_day + request.patience_days);
                }
            }
        }
    }

    /// Takes the first of some requests of the trace off them.
    #[inline(always)]
    fn take_first(&mut self, requests: &mut &'a [Request]) {
        if let Some((request, rest)) = requests.split_first() {
            *requests = rest;
            if !self.told[request.stream.index()] {
                self.recorder.requested(request);
            }
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

    #[inline(never)]
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
    pub(super) fn beds_needed(&self, request: &Request) -> i32 {
        if request.intensive_support { 1 + self.option.kept_empty[request.stream.index()] as i32 } else { 1 }
    }

    /// The home that takes the child, among candidates with a free bed.
    #[inline(always)]
    fn choose_home(&self, candidates: u64, request: &Request) -> Option<usize> {
        match self.option.rule {
            PlacementRule::Nearest => self.nearest_home(candidates, request),
            PlacementRule::MostFreeBeds => {
                let candidates = if is_special(request) { self.fitting(candidates, request) } else { candidates };
                let own = BedKind::own(request.stream).index();
                let (mut best, mut most) = (None, 0);
                // Every home is looked at, candidate or not: which are cannot be foreseen, and a wrong guess costs more than a look.
                for (home, pools) in self.room.pools.iter().enumerate() {
                    let free = pools[own].free.max(0) + pools[BedKind::Either.index()].free.max(0);
                    let free = free * (candidates >> home & 1) as i32;
                    best = if free > most { Some(home) } else { best };
                    most = most.max(free);
                }
                best
            }
        }
    }

    #[inline(never)]
    fn nearest_home(&self, candidates: u64, request: &Request) -> Option<usize> {
        let homes = self.option.homes.len();
        let from = usize::from(request.borough) * homes;
        let order = &self.option.nearest[from..from + homes];
        order.iter().map(|home| usize::from(*home)).find(|home| candidates >> home & 1 == 1 && self.fits(*home, request))
    }

    /// Of some homes with a free bed for the child's stream, a bit each, those that can take the child now.
    #[inline(never)]
    fn fitting(&self, homes: u64, request: &Request) -> u64 {
        let (mut fitting, mut rest) = (0, homes);
        while rest != 0 {
            let home = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            fitting |= u64::from(self.fits_with_others(home, request)) << home;
        }
        fitting
    }

    /// Whether a home with a free bed for the child's stream can take the child now.
    #[inline(always)]
    fn fits(&self, home: usize, request: &Request) -> bool {
        !is_special(request) || self.fits_with_others(home, request)
    }

    #[inline(never)]
    fn fits_with_others(&self, home: usize, request: &Request) -> bool {
        (!request.intensive_support || self.kind_for(home, request).is_some())
            && (request.gang_group == 0 || !self.room.affiliated[home].iter().any(|other| self.simulation.chance.conflict(request, other)))
    }

    /// The kind of bed of which a home has enough free, the stream's own first.
    #[inline(always)]
    fn kind_for(&self, home: usize, request: &Request) -> Option<BedKind> {
        let needed = self.beds_needed(request);
        let is_enough = |kind: &BedKind| self.room.pools[home][kind.index()].free >= needed;
        [BedKind::own(request.stream), BedKind::Either].into_iter().find(is_enough)
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
                self.take_bed(request, home, kind);
                self.room.calendar.set(Event::StayEnds(number), ready_day);
                self.recorder.already_placed(request, Place::London { home, kind });
            }
            None => {
                let home = self.simulation.chance.elsewhere_home(request);
                self.recorder.already_placed(request, Place::Elsewhere { home });
                self.stay_elsewhere(request, ready_day);
            }
        }
    }

    /// A child is in a bed of a pool.
    #[inline(always)]
    fn take_bed(&mut self, request: &'a Request, home: usize, kind: BedKind) {
        let needed = self.beds_needed(request);
        let pool = &mut self.room.pools[home][kind.index()];
        pool.occupied += 1;
        pool.free -= needed;
        if request.gang_group != 0 {
            self.room.affiliated[home].push(request);
        }
    }

    #[inline(always)]
    fn admit(&mut self, request: &'a Request, home: usize) {
        let Some(kind) = self.kind_for(home, request) else { return };
        let Some(number) = self.room.use_bed(home, kind, request) else { return };
        self.room.calendar.set_after(Event::StayEnds(number), self.now, request.stay_days);
        self.take_bed(request, home, kind);
        self.settle(home, kind);
        self.recorder.placed(request, Place::London { home, kind });
    }

    /// Puts the first waiting child who can be taken into a bed as it is left; whether there was one. A child who needs more than one bed
    /// cannot.
    #[inline(always)]
    pub(super) fn hand_over(&mut self, number: usize, leaver: &Request, home: usize, kind: BedKind) -> bool {
        let next = match self.room.only_stream[kind.index()] {
            Some(stream) => self.candidate(stream, home),
            None => self.candidate_of_any(kind.streams(), home),
        };
        let Some(next) = next else { return false };
        self.take(&next);
        if next.request.gang_group != 0 {
            self.room.affiliated[home].push(next.request);
        }
        self.room.beds[number].child = Some(next.request);
        self.room.calendar.set_after(Event::StayEnds(number), self.now, next.request.stay_days);
        self.recorder.handed_over(leaver, next.request, Place::London { home, kind });
        true
    }

    #[inline(never)]
    fn candidate_of_any(&mut self, streams: &[Stream], home: usize) -> Option<Candidate<'a>> {
        streams.iter().fold(None, |first, stream| earlier(first, self.candidate(*stream, home)))
    }

    /// Takes a child who is given a place off the waiting list, or from the trace.
    #[inline(always)]
    fn take(&mut self, candidate: &Candidate<'a>) {
        let stream = candidate.request.stream;
        match candidate.listed {
            Some((class, place)) => {
                self.room.lists[stream.index()][class].remove(place);
            }
            None => {
                self.room.requests[stream.index()].split_off_first();
                if !self.told[stream.index()] {
                    self.recorder.requested(candidate.request);
                }
            }
        }
    }

    /// Offers the free beds of a home down the waiting lists: of the first child of each stream who can be taken,
    /// the one who has waited longest, children with priority before others.
    #[inline(never)]
    pub(super) fn refill(&mut self, home: usize) {
        loop {
            let mut first: Option<Candidate<'a>> = None;
            for stream in self.streams {
                if self.free_homes(*stream) >> home & 1 == 1 {
                    first = earlier(first, self.candidate(*stream, home));
                }
            }
            let Some(next) = first else { return };
            self.take(&next);
            self.admit(next.request, home);
        }
    }

    /// The first child of a stream whom a home can take.
    #[inline(always)]
    fn candidate(&mut self, stream: Stream, home: usize) -> Option<Candidate<'a>> {
        if self.simulation.priority_under_14 {
            self.catch_up(stream, self.now);
            let first = self.first_listed(stream, 0, home);
            return if first.is_some() { first } else { self.first_listed(stream, 1, home) };
        }
        let first = self.first_listed(stream, 1, home);
        if first.is_some() { first } else { self.first_unlisted(stream, home) }
    }

    /// The first child whom a home can take among requests that have not joined the waiting list. On the way, those whose patience has
    /// run out are withdrawn and those whom the home cannot take join it.
    #[inline(always)]
    fn first_unlisted(&mut self, stream: Stream, home: usize) -> Option<Candidate<'a>> {
        let mut requests = self.room.requests[stream.index()];
        let mut found = None;
        while let Some(request) = self.next_in_need(&mut requests, self.now) {
            let deadline_day = request.arrival_day + request.patience_days;
            if deadline_day < self.now {
                self.take_first(&mut requests);
                self.recorder.withdrawn(request, deadline_day);
                continue;
            }
            let homes = self.homes_for(request);
            if homes >> home & 1 == 1 && self.fits(home, request) {
                found = Some(Candidate { request, listed: None });
                break;
            }
            self.take_first(&mut requests);
            self.wait(request, homes);
        }
        self.room.requests[stream.index()] = requests;
        found
    }

    /// The first child on a list whom a home can take; those whose patience has run out are taken off on the way.
    #[inline(always)]
    fn first_listed(&mut self, stream: Stream, class: usize, home: usize) -> Option<Candidate<'a>> {
        let mut place = 0;
        while let Some(waiting) = self.room.lists[stream.index()][class].get(place) {
            let (request, deadline_day) = (waiting.request, waiting.deadline_day);
            // Ends of stays come before withdrawals of the same instant.
            if deadline_day < self.now {
                self.room.lists[stream.index()][class].remove(place);
                self.recorder.withdrawn(request, deadline_day);
            } else if waiting.homes >> home & 1 == 1 && self.fits(home, request) {
                return Some(Candidate { request, listed: Some((class, place)) });
            } else {
                place += 1;
            }
        }
        None
    }
}

/// Whether it matters for a child who else is in a home, or how many beds are free there.
#[inline(always)]
fn is_special(request: &Request) -> bool {
    request.intensive_support || request.gang_group != 0
}

/// A child who could be taken.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    request: &'a Request,
    /// On which list and where, unless it is the next request of the trace.
    listed: Option<(usize, usize)>,
}

impl Candidate<'_> {
    /// 0 with priority, 1 without.
    fn class(&self) -> usize {
        self.listed.map_or(1, |(class, _)| class)
    }
}

/// The one with priority, or who has waited longer; the first of two equals.
#[inline(always)]
fn earlier<'a>(one: Option<Candidate<'a>>, other: Option<Candidate<'a>>) -> Option<Candidate<'a>> {
    match (one, other) {
        (Some(a), Some(b)) => Some(if (b.class(), b.request.arrival_day) < (a.class(), a.request.arrival_day) { b } else { a }),
        (one, other) => one.or(other),
    }
}
