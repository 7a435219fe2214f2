//! The working room of one play: who is where now. Reset, never rebuilt, so that a play allocates nothing after the first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::{BedKind, Stream};

use super::calendar::Calendar;
use super::compiled::{CompiledHome, CompiledOption};
use super::places::Places;
use super::trace::{BedClosure, Request, Trace};
use super::waiting::WaitingList;

/// Which request: two bits of stream (or [`FOLLOWER`]), thirty of index.
pub type ChildId = u32;

/// In place of a stream: a request that follows from an earlier one.
const FOLLOWER: u32 = 3;
const INDEX_BITS: u32 = 30;

/// The id of a request of the trace.
#[inline]
pub fn trace_child(stream: usize, index: usize) -> ChildId {
    (stream as u32) << INDEX_BITS | index as u32
}

/// No bed.
const NONE: u32 = u32::MAX;

/// Beds of one kind in one home.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// Beds open and staffed.
    pub capacity: i32,
    /// Children in them.
    pub occupied: i32,
    /// Beds kept empty beside children with intensive support.
    pub kept_empty: i32,
    /// Beds counted as usable: what is open less what is kept empty, and never fewer than the children there.
    pub usable: i32,
    /// The unused bed to be used next; each knows the one after it.
    unused: u32,
}

impl Pool {
    /// Beds a child could be put in; negative when beds have closed under children.
    #[inline(always)]
    pub fn free(&self) -> i32 {
        self.capacity - self.occupied - self.kept_empty
    }
}

/// A home.
#[derive(Clone, Debug)]
pub struct HomeState {
    /// Its beds by kind.
    pub pools: [Pool; 3],
    /// Children there who are affiliated to a gang.
    pub affiliated: Vec<ChildId>,
}

/// A bed, by its number over the whole option.
#[derive(Clone, Copy, Debug)]
pub struct Bed {
    /// The child in it.
    pub child: ChildId,
    /// The unused bed of its pool to be used after it.
    after: u32,
    /// Its home.
    pub home: u8,
    /// Its kind.
    pub kind: BedKind,
}

/// A change in the number of beds of a pool.
#[derive(Clone, Copy, Debug)]
pub struct BedChange {
    /// Day of the clock.
    pub day: f64,
    /// The home.
    pub home: usize,
    /// The kind of bed.
    pub kind: BedKind,
    /// One more or one fewer.
    pub change: i32,
}

/// Something due to one child: by day, then key, then id.
pub type Due = Reverse<(u64, u64, ChildId)>;

/// Who is where now.
#[derive(Clone, Debug, Default)]
pub struct Room {
    pub(super) calendar: Calendar,
    pub(super) homes: Vec<HomeState>,
    pub(super) beds: Vec<Bed>,
    /// Homes with a free bed of each kind, a bit each.
    pub(super) free_by_kind: [u64; 3],
    /// Streams with anybody on a list, a bit each.
    pub(super) waiting_streams: u32,
    /// Waiting lists by stream, children with priority first.
    pub(super) lists: [[WaitingList; 2]; Stream::COUNT],
    pub(super) units: Vec<Places>,
    pub(super) changes: Vec<BedChange>,
    pub(super) next_change: usize,
    pub(super) next_request: [usize; Stream::COUNT],
    pub(super) next_offer: [usize; Stream::COUNT],
    /// Requests that follow from earlier ones, and whether each may still go to the open facility instead.
    followers: Vec<(Request, bool)>,
    /// Which of them is due next: by day, then in the order in which they were noted.
    pub(super) follow_queue: BinaryHeap<Reverse<(u64, ChildId)>>,
    pub(super) elsewhere_ends: BinaryHeap<Due>,
}

impl Room {
    /// Empties the room for an option and a trace.
    pub fn reset(&mut self, option: &CompiledOption, trace: &Trace) {
        self.homes.truncate(option.homes.len());
        self.beds.clear();
        self.changes.clear();
        for (h, home) in option.homes.iter().enumerate() {
            let pools = BedKind::ALL.map(|kind| {
                let (first, beds) = (self.beds.len() as u32, home.beds[kind.index()]);
                let after = |bed: u32| if bed + 1 < first + beds { bed + 1 } else { NONE };
                self.beds.extend((first..first + beds).map(|bed| Bed { child: 0, after: after(bed), home: h as u8, kind }));
                let closures = home.closure_plan.map_or(&[][..], |plan| &trace.closures[plan]);
                let capacity = bed_changes(h, kind, home, closures, &mut self.changes);
                Pool { capacity, occupied: 0, kept_empty: 0, usable: 0, unused: if beds > 0 { first } else { NONE } }
            });
            match self.homes.get_mut(h) {
                Some(state) => {
                    state.pools = pools;
                    state.affiliated.clear();
                }
                None => self.homes.push(HomeState { pools, affiliated: Vec::new() }),
            }
        }
        self.changes.sort_by(|one, other| one.day.total_cmp(&other.day));
        self.next_change = 0;
        self.calendar.reset(self.beds.len());
        self.free_by_kind = [0; 3];
        self.waiting_streams = 0;
        self.lists.iter_mut().flatten().for_each(WaitingList::clear);
        self.units.resize_with(option.units.len(), Places::default);
        for (places, unit) in self.units.iter_mut().zip(&option.units) {
            places.reset(unit.places, unit.opening_day);
        }
        self.next_request = [0; Stream::COUNT];
        self.next_offer = [0; Stream::COUNT];
        self.followers.clear();
        self.follow_queue.clear();
        self.elsewhere_ends.clear();
    }

    /// The bed of a pool to be used next, if one is unused; the bed used last before comes first.
    #[inline(always)]
    pub fn use_bed(&mut self, home: usize, kind: BedKind, child: ChildId) -> Option<usize> {
        let unused = &mut self.homes[home].pools[kind.index()].unused;
        let bed = self.beds.get_mut(*unused as usize)?;
        let number = std::mem::replace(unused, bed.after);
        bed.child = child;
        Some(number as usize)
    }

    /// A bed is unused again.
    #[inline(always)]
    pub fn free_bed(&mut self, number: usize) {
        let bed = &mut self.beds[number];
        bed.after = std::mem::replace(&mut self.homes[usize::from(bed.home)].pools[bed.kind.index()].unused, number as u32);
    }

    /// Whether a bed is the one of its pool to be used next.
    #[inline(always)]
    pub fn is_next_unused(&self, number: usize) -> bool {
        let bed = self.beds[number];
        self.homes[usize::from(bed.home)].pools[bed.kind.index()].unused == number as u32
    }

    /// A request by its id.
    #[inline(always)]
    pub fn request(&self, trace: &Trace, child: ChildId) -> Request {
        let (stream, index) = ((child >> INDEX_BITS) as usize, (child & ((1 << INDEX_BITS) - 1)) as usize);
        match trace.requests.get(stream) {
            Some(requests) => requests[index],
            None => self.followers[index].0,
        }
    }

    /// Whether a request that follows from an earlier one may still go to the open facility instead.
    pub fn may_divert(&self, follower: ChildId) -> bool {
        self.followers[(follower & ((1 << INDEX_BITS) - 1)) as usize].1
    }

    /// Notes a request to come.
    pub fn follow(&mut self, request: Request, may_divert: bool) {
        let id = FOLLOWER << INDEX_BITS | self.followers.len() as u32;
        self.followers.push((request, may_divert));
        self.follow_queue.push(Reverse((request.arrival_day.to_bits(), id)));
    }
}

/// Writes the changes of a pool's beds after day 0, and returns how many beds are open on day 0.
/// A bed is open from its opening to the home's closing, but for its closures; one that covers its opening delays it.
fn bed_changes(home: usize, kind: BedKind, compiled: &CompiledHome, closures: &[BedClosure], changes: &mut Vec<BedChange>) -> i32 {
    let closing_day = compiled.closing_day;
    let mut open_at_first = 0;
    let mut open = |from_day: f64, to_day: f64| {
        if from_day >= to_day {
            return;
        }
        if from_day <= 0.0 {
            open_at_first += 1;
        } else {
            changes.push(BedChange { day: from_day, home, kind, change: 1 });
        }
        if to_day < f64::INFINITY {
            changes.push(BedChange { day: to_day, home, kind, change: -1 });
        }
    };
    let mut closures = closures.iter().filter(|closure| closure.kind == kind).peekable();
    for (bed, opening_day) in compiled.opening_days[kind.index()].iter().enumerate() {
        let mut from_day = *opening_day;
        while let Some(closure) = closures.next_if(|closure| closure.bed as usize <= bed) {
            if closure.bed as usize == bed && closure.to_day > from_day {
                open(from_day, closure.from_day.min(closing_day));
                from_day = closure.to_day;
            }
        }
        open(from_day, closing_day);
    }
    open_at_first
}
