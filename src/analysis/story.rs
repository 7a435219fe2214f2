//! One possible future, to be watched: who is where on any day, and what happens when.
//!
//! Nothing moves here: the picture of a day is a plain function of the children's episodes and the day.

use crate::model::{BedKind, Stream};
use crate::sim::chronicle::Child;
use crate::sim::{Chronicle, Ending, Place};

/// One future of one option. Days are counted from the start of the horizon; what happened before has days below zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    chronicle: Chronicle,
    /// By child: the number of the bed in its pool, for those placed in London.
    beds: Vec<usize>,
    events: Vec<Event>,
}

/// Something that happens to a child.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Day from the start of the horizon.
    pub day: f64,
    /// Index of the child.
    pub child: usize,
    /// What happens.
    pub what: Happening,
}

/// What may happen to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// Leaves the secure placement, for good or for step-down.
    Leaves,
    /// Leaves step-down.
    LeavesStepDown,
    /// The request is withdrawn without ever having needed a place.
    NotProceeding,
    /// The request is withdrawn for want of a place.
    NoPlace,
    /// A request is made.
    Requested,
    /// Placed.
    Placed,
    /// Ready to leave, but step-down has no place.
    Blocked,
}

/// Where a child is on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Where {
    /// Not requested yet.
    NotYet,
    /// Requested, waiting for a place.
    Waiting,
    /// Requested, and will be withdrawn without needing a place.
    OpenOnly,
    /// In a London bed.
    InLondon {
        /// Index of the home.
        home: usize,
        /// Kind of the bed.
        kind: BedKind,
        /// Number of the bed in its pool.
        bed: usize,
        /// Whether ready to leave.
        blocked: bool,
    },
    /// In a secure home elsewhere.
    Elsewhere,
    /// In step-down: index of the unit, one beyond the last for the open facility.
    InStepDown(usize),
    /// Withdrawn for want of a place, on this day.
    NoPlace(f64),
    /// Withdrawn without needing a place.
    NotProceeding,
    /// Left for good.
    Left,
}

/// A bed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bed {
    /// A child could be put there.
    Free,
    /// Not open yet, closed, or kept empty beside a child who needs that.
    NotUsable,
    /// A child is there.
    Taken {
        /// Index of the child.
        child: usize,
        /// Whether ready to leave, with no place to step down to.
        blocked: bool,
    },
}

/// A pool of beds on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolScene {
    /// Index of the home.
    pub home: usize,
    /// Kind of the beds.
    pub kind: BedKind,
    /// Its beds.
    pub beds: Vec<Bed>,
}

/// Who is where on a day. Children are given by index, in the order of their requests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Waiting for a place.
    pub waiting: Vec<usize>,
    /// Requests open that will be withdrawn without needing a place.
    pub open_only: Vec<usize>,
    /// Pools with beds, home by home.
    pub pools: Vec<PoolScene>,
    /// In secure homes elsewhere.
    pub elsewhere: Vec<usize>,
    /// In step-down, with the unit.
    pub step_down: Vec<(usize, usize)>,
    /// In the open facility instead of being requested: how many.
    pub diverted: usize,
    /// Withdrawn for want of a place in the last [`FADING_DAYS`] days, with days since.
    pub withdrawn_lately: Vec<(usize, f64)>,
    /// What has happened since the start of the horizon, up to and including the day.
    pub so_far: SoFar,
}

/// What has happened since the start of the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// Requests made.
    pub requested: usize,
    /// Children placed in London.
    pub placed_london: usize,
    /// Children placed elsewhere.
    pub placed_elsewhere: usize,
    /// Requests withdrawn for want of a place.
    pub no_place: usize,
    /// Requests withdrawn without needing one.
    pub not_proceeding: usize,
}

/// Days for which a request withdrawn for want of a place stays in the picture.
pub const FADING_DAYS: f64 = 14.0;

impl Story {
    /// A future to be watched.
    pub fn new(chronicle: Chronicle) -> Self {
        let beds = assign_beds(&chronicle.children);
        let mut events = Vec::new();
        for (index, child) in chronicle.children.iter().enumerate() {
            let mut push = |day: f64, what| events.push(Event { day: day - chronicle.start_day, child: index, what });
            push(child.episode.arrival_day, Happening::Requested);
            match child.episode.ending {
                Ending::StillOpen => {}
                Ending::NotProceeding { day } => push(day, Happening::NotProceeding),
                Ending::NoPlace { day } => push(day, Happening::NoPlace),
                Ending::Placed { admission_day, ready_day, discharge_day, step_down, .. } => {
                    push(admission_day, Happening::Placed);
                    if let Some(ready) = ready_day.filter(|ready| discharge_day.is_none_or(|left| left > *ready)) {
                        push(ready, Happening::Blocked);
                    }
                    if let Some(day) = discharge_day {
                        push(day, Happening::Leaves);
                    }
                    if let Some(stay) = step_down.filter(|stay| stay.to_day <= chronicle.end_day) {
                        push(stay.to_day, Happening::LeavesStepDown);
                    }
                }
            }
        }
        events.sort_by(|one, other| one.day.total_cmp(&other.day).then(one.what.cmp(&other.what)).then(one.child.cmp(&other.child)));
        Self { chronicle, beds, events }
    }

    /// The children, in the order of their requests.
    pub fn children(&self) -> &[Child] {
        &self.chronicle.children
    }

    /// Everything that happens, in the order of time; what comes before the horizon has days below zero.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Days of the horizon.
    pub fn horizon_days(&self) -> f64 {
        self.chronicle.end_day - self.chronicle.start_day
    }

    /// A day of the clock as days from the start of the horizon.
    pub fn day_of(&self, clock_day: f64) -> f64 {
        clock_day - self.chronicle.start_day
    }

    /// The last event up to and including a day.
    pub fn last_event(&self, day: f64) -> Option<&Event> {
        self.events[..self.events.partition_point(|event| event.day <= day)].last()
    }

    /// The day of the next event after a day.
    pub fn next_event_day(&self, day: f64) -> Option<f64> {
        self.events.get(self.events.partition_point(|event| event.day <= day)).map(|event| event.day)
    }

    /// The day of the last event before a day.
    pub fn previous_event_day(&self, day: f64) -> Option<f64> {
        self.events[..self.events.partition_point(|event| event.day < day)].last().map(|event| event.day)
    }

    /// Where a child is on a day, once all that happens at that instant has happened.
    pub fn whereabouts(&self, index: usize, day: f64) -> Where {
        let child = &self.chronicle.children[index];
        let clock = day + self.chronicle.start_day;
        if clock < child.episode.arrival_day {
            return Where::NotYet;
        }
        let open = if child.needs_place { Where::Waiting } else { Where::OpenOnly };
        match child.episode.ending {
            Ending::NotProceeding { day } if clock >= day => Where::NotProceeding,
            Ending::NoPlace { day } if clock >= day => Where::NoPlace(self.day_of(day)),
            Ending::StillOpen | Ending::NotProceeding { .. } | Ending::NoPlace { .. } => open,
            Ending::Placed { admission_day, .. } if clock < admission_day => open,
            Ending::Placed { place, ready_day, discharge_day, step_down, .. } => {
                if discharge_day.is_none_or(|left| clock < left) {
                    let blocked = ready_day.is_some_and(|ready| ready <= clock);
                    return match place {
                        Place::London { home, kind } => Where::InLondon { home, kind, bed: self.beds[index], blocked },
                        Place::Elsewhere { .. } => Where::Elsewhere,
                    };
                }
                match step_down.filter(|stay| clock < stay.to_day) {
                    Some(stay) => Where::InStepDown(stay.unit),
                    None => Where::Left,
                }
            }
        }
    }

    /// Who is where on a day, once all that happens at that instant has happened.
    pub fn state_at(&self, day: f64) -> Scene {
        let mut scene = Scene { pools: self.empty_pools(), ..Scene::default() };
        for index in 0..self.chronicle.children.len() {
            match self.whereabouts(index, day) {
                Where::NotYet => break,
                Where::Waiting => scene.waiting.push(index),
                Where::OpenOnly => scene.open_only.push(index),
                Where::InLondon { home, kind, bed, blocked } => {
                    let pool = scene.pools.iter_mut().find(|pool| pool.home == home && pool.kind == kind);
                    if let Some(place) = pool.and_then(|pool| pool.beds.get_mut(bed)) {
                        *place = Bed::Taken { child: index, blocked };
                    }
                }
                Where::Elsewhere => scene.elsewhere.push(index),
                Where::InStepDown(unit) => scene.step_down.push((unit, index)),
                Where::NoPlace(since) if day - since < FADING_DAYS => scene.withdrawn_lately.push((index, day - since)),
                Where::NoPlace(_) | Where::NotProceeding | Where::Left => {}
            }
        }
        self.close_beds(&mut scene, day);
        let clock = day + self.chronicle.start_day;
        scene.diverted = self.chronicle.diversions.iter().filter(|stay| stay.from_day <= clock && clock < stay.to_day).count();
        for event in self.events[..self.events.partition_point(|event| event.day <= day)].iter().filter(|event| event.day >= 0.0) {
            let so_far = &mut scene.so_far;
            match event.what {
                Happening::Requested => so_far.requested += 1,
                Happening::Placed if self.is_in_london(event.child) => so_far.placed_london += 1,
                Happening::Placed => so_far.placed_elsewhere += 1,
                Happening::NoPlace => so_far.no_place += 1,
                Happening::NotProceeding => so_far.not_proceeding += 1,
                Happening::Leaves | Happening::LeavesStepDown | Happening::Blocked => {}
            }
        }
        scene
    }

    fn is_in_london(&self, child: usize) -> bool {
        matches!(self.chronicle.children[child].episode.ending, Ending::Placed { place: Place::London { .. }, .. })
    }

    fn empty_pools(&self) -> Vec<PoolScene> {
        let homes = self.chronicle.beds.iter().enumerate();
        let pools = homes
            .flat_map(|(home, beds)| BedKind::ALL.map(|kind| PoolScene { home, kind, beds: vec![Bed::Free; beds[kind.index()] as usize] }));
        pools.filter(|pool| !pool.beds.is_empty()).collect()
    }

    /// Marks the beds that cannot be used, from the last free one.
    fn close_beds(&self, scene: &mut Scene, day: f64) {
        let clock = day + self.chronicle.start_day;
        let mut usable = vec![0_i64; 3 * self.chronicle.beds.len()];
        for change in self.chronicle.usable_changes.iter().take_while(|change| change.day <= clock) {
            usable[3 * change.home + change.kind.index()] += i64::from(change.change);
        }
        for pool in &mut scene.pools {
            let usable = usize::try_from(usable[3 * pool.home + pool.kind.index()]).unwrap_or(0);
            let closed = pool.beds.len().saturating_sub(usable);
            pool.beds.iter_mut().rev().filter(|bed| **bed == Bed::Free).take(closed).for_each(|bed| *bed = Bed::NotUsable);
        }
    }

    /// The stream of a child.
    pub fn stream(&self, child: usize) -> Stream {
        self.chronicle.children[child].episode.stream
    }
}

/// Gives each child in London the first bed of the pool that is free; who leaves in an instant leaves before anybody comes.
fn assign_beds(children: &[Child]) -> Vec<usize> {
    let mut beds = vec![0; children.len()];
    let mut stays: Vec<(f64, f64, usize, usize)> = Vec::new();
    for (index, child) in children.iter().enumerate() {
        if let Ending::Placed { place: Place::London { home, kind }, admission_day, discharge_day, .. } = child.episode.ending {
            stays.push((admission_day, discharge_day.unwrap_or(f64::INFINITY), 3 * home + kind.index(), index));
        }
    }
    stays.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.3.cmp(&other.3)));
    // By pool: the day on which each bed is free again.
    let mut free_from: Vec<Vec<f64>> = Vec::new();
    for (from, to, pool, child) in stays {
        free_from.resize_with(free_from.len().max(pool + 1), Vec::new);
        let pool = &mut free_from[pool];
        let bed = pool.iter().position(|free| *free <= from).unwrap_or(pool.len());
        pool.resize(pool.len().max(bed + 1), 0.0);
        pool[bed] = to;
        beds[child] = bed;
    }
    beds
}
