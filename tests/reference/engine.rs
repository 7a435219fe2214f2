//! The engine: takes the next event off the agenda and does what the rules say, until the run ends.

use sufficiency::model::{BedKind, Home, LinkedHome, Offers, ProvisionOption, Scenario, Stream, ValidScenario, WhenFull};
use sufficiency::sim::draws::{Share, name_key};
use sufficiency::sim::quantiles::Quantiles;
use sufficiency::sim::record::{Diversion, Ending, Episode, Place, StepDown};
use sufficiency::sim::trace::{AlreadyPlaced, TICK, on_grid};
use sufficiency::sim::{Chance, Request, Trace};

use super::agenda::{Agenda, Event};
use super::homes::{House, Resident, closing_day, opening_day, usable_spans};
use super::rules;

/// A child whose request has been made.
struct Child {
    request: Request,
    ending: Ending,
    eligible_homes: Vec<usize>,
    /// Home, kind and number of the London bed, while the child is there.
    bed: Option<(usize, BedKind, usize)>,
}

/// A step-down unit or the open facility.
struct Places {
    free: u32,
    stay: Option<Quantiles>,
}

struct Engine<'a> {
    scenario: &'a Scenario,
    option: &'a ProvisionOption,
    chance: &'a Chance,
    trace: &'a Trace,
    now: f64,
    agenda: Agenda,
    houses: Vec<House<'a>>,
    /// The step-down units, then the open facility.
    units: Vec<Places>,
    prevention_stay: Option<Quantiles>,
    children: Vec<Child>,
    /// Children waiting for a place, in the order in which they joined.
    waiting: [Vec<usize>; Stream::COUNT],
    /// Children in secure beds who wait for a step-down place, in the order in which they were ready.
    blocked: Vec<usize>,
    diversions: Vec<Diversion>,
}

/// Plays a trace through an option of a scenario: episodes in the order of arrival and key, diversions in the order of first day and key.
pub fn play(scenario: &ValidScenario, option: usize, chance: &Chance, trace: &Trace) -> (Vec<Episode>, Vec<Diversion>) {
    let mut engine = Engine::new(scenario, &scenario.options[option], chance, trace);
    engine.run();
    let mut episodes: Vec<Episode> = engine
        .children
        .iter()
        .map(|child| Episode {
            key: child.request.key,
            stream: child.request.stream,
            arrival_day: child.request.arrival_day,
            ending: child.ending,
        })
        .collect();
    episodes.sort_by(|one, other| one.arrival_day.total_cmp(&other.arrival_day).then(one.key.cmp(&other.key)));
    let mut diversions = engine.diversions;
    diversions.sort_by(|one, other| one.from_day.total_cmp(&other.from_day).then(one.key.cmp(&other.key)));
    (episodes, diversions)
}

impl<'a> Engine<'a> {
    fn new(scenario: &'a Scenario, option: &'a ProvisionOption, chance: &'a Chance, trace: &'a Trace) -> Self {
        let unit = |unit: &sufficiency::model::StepDownUnit| Places { free: unit.places, stay: Some(Quantiles::new(&unit.stay)) };
        let mut units: Vec<Places> = option.step_down_units.iter().map(unit).collect();
        units.push(match &option.open_facility {
            Some(facility) => Places { free: facility.places, stay: Some(Quantiles::new(&facility.step_down_stay)) },
            None => Places { free: 0, stay: None },
        });
        let mut engine = Self {
            scenario,
            option,
            chance,
            trace,
            now: 0.0,
            agenda: Agenda::default(),
            houses: option.homes.iter().map(House::new).collect(),
            units,
            prevention_stay: option.open_facility.as_ref().map(|facility| Quantiles::new(&facility.prevention_stay)),
            children: Vec::new(),
            waiting: Default::default(),
            blocked: Vec::new(),
            diversions: Vec::new(),
        };
        engine.schedule_what_is_known();
        trace.already_placed.iter().for_each(|already| engine.seat(already));
        engine
    }

    /// A child who is there already keeps the place: in the home, if the option has it, in the first kind of bed that has one left.
    fn seat(&mut self, already: &AlreadyPlaced) {
        let request = already.request;
        let child = self.children.len();
        self.children.push(Child { request, ending: Ending::StillOpen, eligible_homes: Vec::new(), bed: None });
        self.now = request.arrival_day;
        let home = self.option.homes.iter().position(|home| Some(name_key(&home.id)) == already.home);
        let bed = home.and_then(|home| {
            let resident = Resident { child, request, keeps_empty: self.keeps_empty(&request) };
            let kind = rules::kinds(request.stream).into_iter().find(|kind| self.houses[home].pools[kind.index()].has_a_number())?;
            Some((home, kind, self.houses[home].pools[kind.index()].admit(resident)))
        });
        match bed {
            Some((home, kind, _)) => {
                self.children[child].bed = bed;
                self.agenda.schedule(self.now + request.stay_days, Event::LondonEnd { child }, bed);
                self.begin_placement(child, Place::London { home, kind });
            }
            None => self.place_elsewhere(child, self.chance.elsewhere_home(&request)),
        }
    }

    /// Bed changes, requests and offers are known from the start.
    fn schedule_what_is_known(&mut self) {
        for (home, plan) in self.option.homes.iter().enumerate() {
            let closures = self.chance.closure_plan(plan).map_or(&[][..], |index| &self.trace.closures[index]);
            for kind in BedKind::ALL {
                for bed in 0..plan.beds(kind) {
                    for (from, to) in usable_spans(plan, kind, bed, &self.scenario.run, closures) {
                        let change = |usable| Event::BedChange { home, kind, bed: bed as usize, usable };
                        self.agenda.schedule(from, change(true), None);
                        if to.is_finite() {
                            self.agenda.schedule(to, change(false), None);
                        }
                    }
                }
            }
        }
        for index in 0..self.trace.already_open.len() {
            self.agenda.schedule(0.0, Event::AlreadyOpen { index }, None);
        }
        for stream in Stream::ALL {
            for (index, request) in self.trace.requests[stream.index()].iter().enumerate() {
                self.agenda.schedule(request.arrival_day, Event::Arrival { stream, index }, None);
            }
            for (index, offer) in self.trace.offers[stream.index()].iter().enumerate() {
                self.agenda.schedule(offer.day, Event::Offer { stream, index }, None);
            }
        }
    }

    fn run(&mut self) {
        while let Some((day, event)) = self.agenda.next() {
            if day > self.scenario.run.end_day() {
                return;
            }
            self.now = day;
            match event {
                Event::BedChange { home, kind, bed, usable } => {
                    self.houses[home].pools[kind.index()].usable[bed] = usable;
                    self.fill(home);
                }
                Event::AlreadyOpen { index } => self.ask(self.trace.already_open[index]),
                Event::LondonEnd { child } => self.ready_in_london(child),
                Event::ElsewhereEnd { child, .. } => self.leave_elsewhere(child),
                Event::PlaceFrees { unit } => self.place_frees(unit),
                Event::PlacesGiven => self.give_places(),
                Event::Release { child } => self.release(child),
                Event::Withdrawal { child } => self.withdraw(child),
                Event::Offer { stream, index } => self.offer(stream, index),
                Event::Arrival { stream, index } => self.arrive(self.trace.requests[stream.index()][index], false),
                Event::FollowOn { request, after_open_facility } => self.arrive(request, after_open_facility),
            }
        }
    }

    fn arrive(&mut self, request: Request, after_open_facility: bool) {
        if request.latent && !after_open_facility && !self.some_home_is_open() {
            return;
        }
        if request.stream == Stream::Welfare && !after_open_facility && self.divert(&request) {
            return;
        }
        self.ask(request);
    }

    /// A request is looked at for the first time.
    fn ask(&mut self, request: Request) {
        let child = self.children.len();
        let eligible_homes = rules::eligible_homes(self.option, self.chance, &request);
        self.children.push(Child { request, ending: Ending::StillOpen, eligible_homes, bed: None });
        if request.proceeds {
            let homes = self.children[child].eligible_homes.iter().copied().filter(|&home| self.bed_for(home, child).is_some()).collect();
            if let Some(home) = rules::preferred(self.option, &self.houses, &request, homes) {
                return self.place_in_london(child, home);
            }
            if self.scenario.elsewhere.offers(request.stream) == Offers::Unlimited {
                return self.place_elsewhere(child, self.chance.elsewhere_home(&request));
            }
            self.waiting[request.stream.index()].push(child);
        }
        if request.patience_days.is_finite() {
            self.agenda.schedule(request.arrival_day + request.patience_days, Event::Withdrawal { child }, None);
        }
    }

    fn some_home_is_open(&self) -> bool {
        let run = &self.scenario.run;
        self.option
            .homes
            .iter()
            .any(|home| home.total_beds() > 0 && opening_day(home, run) <= self.now && self.now < closing_day(home, run))
    }

    /// Takes the child into the open facility instead of making the request, if that can be.
    fn divert(&mut self, request: &Request) -> bool {
        let Some(facility) = &self.option.open_facility else { return false };
        let unit = self.option.step_down_units.len();
        if self.units[unit].free == 0 || !self.chance.diverts(request, Share::new(facility.divertible_share)) {
            return false;
        }
        self.units[unit].free -= 1;
        let days = self.prevention_stay.as_ref().expect("there is an open facility").days(self.chance.prevention_quantile(request));
        let to_day = self.now + on_grid(days).max(TICK);
        let prevented = self.chance.prevented(request, Share::new(facility.prevents_share));
        self.diversions.push(Diversion { key: request.key, from_day: self.now, to_day, borough: request.borough, prevented });
        self.agenda.schedule(to_day, Event::PlaceFrees { unit }, None);
        if !prevented {
            let request = Request { arrival_day: to_day, ..*request };
            self.agenda.schedule(to_day, Event::FollowOn { request, after_open_facility: true }, None);
        }
        true
    }

    /// Beds that stay empty beside a child.
    fn keeps_empty(&self, request: &Request) -> i64 {
        if request.intensive_support { i64::from(self.scenario.demand.stream(request.stream).beds_closed_each) } else { 0 }
    }

    fn bed_for(&self, home: usize, child: usize) -> Option<BedKind> {
        let child = &self.children[child];
        if !child.eligible_homes.contains(&home) {
            return None;
        }
        rules::bed_for(&self.houses[home], self.chance, &child.request, self.keeps_empty(&child.request))
    }

    fn place_in_london(&mut self, child: usize, home: usize) {
        let kind = self.bed_for(home, child).expect("the home can take the child");
        let request = self.children[child].request;
        let resident = Resident { child, request, keeps_empty: self.keeps_empty(&request) };
        let number = self.houses[home].pools[kind.index()].admit(resident);
        let bed = Some((home, kind, number));
        self.children[child].bed = bed;
        self.agenda.schedule(self.now + request.stay_days, Event::LondonEnd { child }, bed);
        self.begin_placement(child, Place::London { home, kind });
    }

    fn place_elsewhere(&mut self, child: usize, home: usize) {
        let Request { key, stay_days, .. } = self.children[child].request;
        self.agenda.schedule(self.now + stay_days, Event::ElsewhereEnd { child, key }, None);
        self.begin_placement(child, Place::Elsewhere { home });
    }

    fn begin_placement(&mut self, child: usize, place: Place) {
        self.children[child].ending = Ending::Placed {
            place,
            admission_day: self.now,
            ready_day: None,
            discharge_day: None,
            step_down: None,
            step_down_refused: false,
        };
    }

    /// Children of a stream who wait for a place, in the order in which they are considered, with what decides it.
    fn queue(&self, stream: Stream) -> Vec<((bool, f64), usize)> {
        let priority = self.scenario.pathway.priority_under_14;
        let rank = |child: usize| (priority && self.children[child].request.age >= 14, self.children[child].request.arrival_day);
        let mut queue: Vec<_> = self.waiting[stream.index()].iter().map(|&child| (rank(child), child)).collect();
        queue.sort_by(|(one, _), (other, _)| one.partial_cmp(other).expect("days are numbers"));
        queue
    }

    /// Something has changed in a home: whoever waits and can be taken is taken, one by one.
    fn fill(&mut self, home: usize) {
        loop {
            let mut candidates: Vec<((bool, f64), usize)> = Stream::ALL
                .into_iter()
                .filter_map(|stream| self.queue(stream).into_iter().find(|&(_, child)| self.bed_for(home, child).is_some()))
                .collect();
            candidates.sort_by(|(one, _), (other, _)| one.partial_cmp(other).expect("days are numbers"));
            let Some(&(_, child)) = candidates.first() else { return };
            self.waiting[self.children[child].request.stream.index()].retain(|&other| other != child);
            self.place_in_london(child, home);
        }
    }

    fn withdraw(&mut self, child: usize) {
        let request = self.children[child].request;
        let list = &mut self.waiting[request.stream.index()];
        if !request.proceeds {
            self.children[child].ending = Ending::NotProceeding { day: self.now };
        } else if list.contains(&child) {
            list.retain(|&other| other != child);
            self.children[child].ending = Ending::NoPlace { day: self.now };
        }
    }

    fn offer(&mut self, stream: Stream, index: usize) {
        let offer = self.trace.offers[stream.index()][index];
        let queue = self.queue(stream);
        let Some(&(_, child)) = queue.first() else { return };
        let (waiting, competing) = (queue.len() as f64, self.scenario.elsewhere.competing_requests);
        let reaches_london = competing == 0.0 || f64::from(offer.competing_quantile) < waiting / (waiting + competing) * 4_294_967_296.0;
        if reaches_london {
            self.waiting[stream.index()].retain(|&other| other != child);
            self.place_elsewhere(child, usize::from(offer.home));
        }
    }

    fn ready_in_london(&mut self, child: usize) {
        let Ending::Placed { ready_day, .. } = &mut self.children[child].ending else { panic!("placed children only") };
        *ready_day = Some(self.now);
        let (home, kind, number) = self.children[child].bed.expect("the child is in a bed");
        let units = rules::units_for_home(self.option, home);
        if !self.children[child].request.needs_step_down || units.is_empty() {
            return self.leave_bed(child, false, true);
        }
        if let Some(unit) = units.iter().copied().find(|&unit| self.units[unit].free > 0) {
            self.step_down(child, unit);
            return self.leave_bed(child, false, false);
        }
        match rules::when_full(self.option, &units) {
            WhenFull::LeaveDirect => self.leave_bed(child, true, true),
            WhenFull::StayInSecure { max_days } => {
                self.blocked.push(child);
                if let Some(days) = max_days {
                    self.agenda.schedule(on_grid(self.now + days), Event::Release { child }, Some((home, kind, number)));
                }
            }
        }
    }

    /// The child moves into a free place of a unit.
    fn step_down(&mut self, child: usize, unit: usize) {
        self.units[unit].free -= 1;
        let request = self.children[child].request;
        let stay = self.units[unit].stay.as_ref().expect("the unit exists");
        let to_day = self.now + on_grid(stay.days(request.step_down_quantile)).max(TICK);
        let Ending::Placed { step_down, .. } = &mut self.children[child].ending else { panic!("placed children only") };
        *step_down = Some(StepDown { unit, from_day: self.now, to_day });
        self.agenda.schedule(to_day, Event::PlaceFrees { unit }, None);
        self.perhaps_repeat(&request, to_day, true);
    }

    fn place_frees(&mut self, unit: usize) {
        self.units[unit].free += 1;
        self.agenda.schedule(self.now, Event::PlacesGiven, None);
    }

    /// Places have freed: in the order in which they were ready, children take the first free one open to them, and leave the secure
    /// bed at this same moment.
    fn give_places(&mut self) {
        for child in self.blocked.clone() {
            let bed = self.children[child].bed;
            let (home, ..) = bed.expect("a blocked child is in a bed");
            let units = rules::units_for_home(self.option, home);
            if let Some(unit) = units.into_iter().find(|&unit| self.units[unit].free > 0) {
                self.blocked.retain(|&other| other != child);
                self.step_down(child, unit);
                self.agenda.schedule(self.now, Event::Release { child }, bed);
            }
        }
    }

    /// A blocked child leaves, having found a place or having reached the limit.
    fn release(&mut self, child: usize) {
        if self.children[child].bed.is_none() {
            return; // The limit of a child who has moved on.
        }
        let refused = self.blocked.contains(&child);
        self.blocked.retain(|&other| other != child);
        self.leave_bed(child, refused, refused);
    }

    fn leave_bed(&mut self, child: usize, refused: bool, for_good: bool) {
        let (home, kind, number) = self.children[child].bed.take().expect("the child is in a bed");
        self.leave(child, refused, for_good);
        self.houses[home].pools[kind.index()].discharge(number);
        self.fill(home);
    }

    /// The secure placement ends, in London or elsewhere.
    fn leave(&mut self, child: usize, refused: bool, for_good: bool) {
        let Ending::Placed { discharge_day, step_down_refused, .. } = &mut self.children[child].ending else {
            panic!("placed children only")
        };
        *discharge_day = Some(self.now);
        *step_down_refused = refused;
        if for_good {
            let request = self.children[child].request;
            self.perhaps_repeat(&request, self.now, false);
        }
    }

    fn leave_elsewhere(&mut self, child: usize) {
        let Ending::Placed { ready_day, .. } = &mut self.children[child].ending else { panic!("placed children only") };
        *ready_day = Some(self.now);
        let units = if self.children[child].request.needs_step_down { self.units_from_elsewhere() } else { Vec::new() };
        if let Some(unit) = units.iter().copied().find(|&unit| self.units[unit].free > 0) {
            self.step_down(child, unit);
            return self.leave(child, false, false);
        }
        self.leave(child, !units.is_empty(), true);
    }

    /// Units that take children from elsewhere and are open now.
    fn units_from_elsewhere(&self) -> Vec<usize> {
        let is_open = |link: &LinkedHome| match link {
            LinkedHome::Any => true,
            LinkedHome::Home(id) => {
                let run = &self.scenario.run;
                let is_open = |home: &Home| opening_day(home, run) <= self.now && self.now < closing_day(home, run);
                self.option.homes.iter().any(|home| home.id == *id && is_open(home))
            }
        };
        let units = self.option.step_down_units.iter().enumerate();
        units.filter(|(_, unit)| unit.accepts_from_elsewhere && unit.places > 0 && is_open(&unit.linked_home)).map(|(i, _)| i).collect()
    }

    fn perhaps_repeat(&mut self, request: &Request, day: f64, after_step_down: bool) {
        if let Some(request) = self.chance.repeat(request, day, after_step_down) {
            self.agenda.schedule(request.arrival_day, Event::FollowOn { request, after_open_facility: false }, None);
        }
    }
}
