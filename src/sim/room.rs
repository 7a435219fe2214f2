//! The room of one play: who is where now.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::{BedKind, Stream};

use super::calendar::Calendar;
use super::compiled::{CompiledHome, CompiledOption};
use super::places::Places;
use super::trace::{BedClosure, Request, Trace};
use super::waiting::WaitingList;

/// No bed.
const NONE: u32 = u32::MAX;

/// Beds of one kind in one home.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    /// Beds a child could be put in: those open and staffed, less the children in them and what is kept empty beside children with
    /// intensive support. Negative when beds have closed under children.
    pub free: i32,
    /// Children in them.
    pub occupied: i32,
    /// Beds counted as usable: occupied or free.
    pub usable: i32,
    /// The unused bed to be used next; each knows the one after it.
    unused: u32,
}

/// A bed, by its number over the whole option.
#[derive(Clone, Copy, Debug)]
pub struct Bed<'a> {
    /// The child who is, or last was, in it.
    pub child: Option<&'a Request>,
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
    pub home: u8,
    /// The kind of bed.
    pub kind: BedKind,
    /// One more or one fewer.
    pub change: i8,
}

/// A child who leaves a placement elsewhere: the day, in bits that keep its order, then the child's key.
#[derive(Clone, Copy, Debug)]
pub struct Leaver<'a>(pub u64, pub &'a Request);

impl PartialEq for Leaver<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Leaver<'_> {}

impl PartialOrd for Leaver<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Leaver<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0, self.1.key).cmp(&(other.0, other.1.key))
    }
}

/// A request that follows from an earlier one, and whether the child may still go to the open facility instead.
pub type Follower<'a> = (&'a Request, bool);

/// Who is where now.
#[derive(Debug)]
pub struct Room<'a> {
    pub(super) calendar: Calendar,
    /// By home and kind of bed.
    pub(super) pools: Vec<[Pool; 3]>,
    /// Children in each home who are affiliated to a gang.
    pub(super) affiliated: Vec<Vec<&'a Request>>,
    pub(super) beds: Vec<Bed<'a>>,
    /// Homes with a free bed of each kind, a bit each.
    pub(super) free_by_kind: [u64; 3],
    /// Waiting lists by stream, children with priority first.
    pub(super) lists: [[WaitingList<'a>; 2]; Stream::COUNT],
    pub(super) units: Vec<Places>,
    /// In the order of days, and which comes next.
    pub(super) changes: Vec<BedChange>,
    pub(super) next_change: usize,
    /// Requests of the trace that are still to come, or have not joined the waiting list.
    pub(super) requests: [&'a [Request]; Stream::COUNT],
    /// By kind of bed, the stream that may use it if there is but one in which anybody is ever requested for.
    pub(super) only_stream: [Option<Stream>; 3],
    pub(super) next_offer: [usize; Stream::COUNT],
    pub(super) followers: Vec<Follower<'a>>,
    /// Day, in bits that keep its order, and index of each follower to come.
    pub(super) follow_queue: BinaryHeap<Reverse<(u64, usize)>>,
    pub(super) elsewhere_ends: BinaryHeap<Reverse<Leaver<'a>>>,
}

impl<'a> Room<'a> {
    /// The room of an option at the beginning of a trace.
    pub fn new(option: &CompiledOption, trace: &'a Trace) -> Self {
        let mut beds = Vec::with_capacity(option.total_beds());
        let mut changes = Vec::new();
        let mut pools = Vec::with_capacity(option.homes.len());
        for (h, home) in option.homes.iter().enumerate() {
            let closures = home.closure_plan.map_or(&[][..], |plan| &trace.closures[plan]);
            pools.push(BedKind::ALL.map(|kind| {
                let (first, count) = (beds.len() as u32, home.beds[kind.index()]);
                let after = |bed: u32| if bed + 1 < first + count { bed + 1 } else { NONE };
                beds.extend((first..first + count).map(|bed| Bed { child: None, after: after(bed), home: h as u8, kind }));
                let free = bed_changes(h as u8, kind, home, closures, &mut changes);
                Pool { free, occupied: 0, usable: 0, unused: if count > 0 { first } else { NONE } }
            }));
        }
        // Days after the first are in the order of their bits.
        changes.sort_by_key(|change: &BedChange| change.day.to_bits());
        Self {
            calendar: Calendar::new(beds.len()),
            pools,
            affiliated: vec![Vec::new(); option.homes.len()],
            beds,
            free_by_kind: [0; 3],
            lists: Default::default(),
            units: option.units.iter().map(|unit| Places::new(unit.places, unit.opening_day)).collect(),
            changes,
            next_change: 0,
            requests: Stream::ALL.map(|stream| &trace.requests[stream.index()][..]),
            only_stream: BedKind::ALL.map(|kind| only(kind.streams().iter().copied().filter(|stream| is_requested(trace, *stream)))),
            next_offer: [0; Stream::COUNT],
            followers: Vec::new(),
            follow_queue: BinaryHeap::new(),
            elsewhere_ends: BinaryHeap::new(),
        }
    }

    /// Puts a child in the bed of a pool to be used next, the one used last before; the number of the bed, if one is unused.
    #[inline(always)]
    pub fn use_bed(&mut self, home: usize, kind: BedKind, child: &'a Request) -> Option<usize> {
        let unused = &mut self.pools[home][kind.index()].unused;
        let bed = self.beds.get_mut(*unused as usize)?;
        let number = std::mem::replace(unused, bed.after);
        bed.child = Some(child);
        Some(number as usize)
    }

    /// A bed of a pool is unused again.
    #[inline(always)]
    pub fn free_bed(&mut self, number: usize, home: usize, kind: BedKind) {
        self.beds[number].after = std::mem::replace(&mut self.pools[home][kind.index()].unused, number as u32);
    }
}

fn only(mut streams: impl Iterator<Item = Stream>) -> Option<Stream> {
    streams.next().filter(|_| streams.next().is_none())
}

/// Whether anybody of a stream is requested for, or may be after leaving a placement.
fn is_requested(trace: &Trace, stream: Stream) -> bool {
    !trace.requests[stream.index()].is_empty()
        || trace
            .already_open
            .iter()
            .chain(trace.already_placed.iter().map(|already| &already.request))
            .any(|request| request.stream == stream)
}

/// Writes the changes of a pool's beds after day 0, and returns how many beds are open on day 0.
/// A bed is open from its opening to the home's closing, but for its closures; one that covers its opening delays it.
fn bed_changes(home: u8, kind: BedKind, compiled: &CompiledHome, closures: &[BedClosure], changes: &mut Vec<BedChange>) -> i32 {
    let closing_day = compiled.closing_day;
    let (outage_from, outage_to) = compiled.outage_days;
    let mut open_at_first = 0;
    let mut open_span = |from_day: f64, to_day: f64| {
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
    let mut open = |from_day: f64, to_day: f64| {
        if outage_from < to_day && outage_to > from_day {
            open_span(from_day, outage_from);
            open_span(outage_to, to_day);
        } else {
            open_span(from_day, to_day);
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
