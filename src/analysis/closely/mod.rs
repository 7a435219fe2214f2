//! One option seen closely: the same futures as those behind the measures, but week by week, bed by bed and child by child.
//!
//! All sums are of whole numbers and futures are added in the order of their numbers, so the answer does not depend on how the work was
//! shared out.

pub mod fan;
pub mod flow;
pub mod look;
pub mod quarters;
pub mod scope;
pub mod steps;
pub mod waits;

use crate::model::{BedKind, ProvisionOption, Stream};
use crate::sim::{Chronicle, Ending, Place};

use fan::{Counts, Weeks};
use flow::Passages;
pub use look::{CloseLook, FullLook, ScopeLook, StreamLook};
pub use scope::{Beds, Scope};
use steps::{FullTime, Steps};
use waits::Waits;

/// All streams together, then each stream.
pub const STREAM_SCOPES: [Option<Stream>; Stream::COUNT + 1] =
    [None, Some(Stream::Welfare), Some(Stream::Justice), Some(Stream::PoliceCustody)];

/// What is known of one option so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Closely {
    scopes: Vec<ScopeCounts>,
    streams: [StreamCounts; Stream::COUNT + 1],
    /// By stream: waits of children placed elsewhere, then by pool.
    waits: [Vec<Waits>; Stream::COUNT],
    futures: u32,
    horizon_days: f64,
}

/// What is known of some beds.
#[derive(Clone, Debug, Default, PartialEq)]
struct ScopeCounts {
    scope: Scope,
    beds: u32,
    taken: Counts,
    /// Usable beds by week, summed over futures.
    usable_by_week: Vec<u64>,
    taken_ticks: i128,
    usable_ticks: i128,
    full_ticks: i128,
    open_ticks: i128,
    /// Future by future.
    full_times: Vec<FullTime>,
}

/// What is known of a stream, or of all together.
#[derive(Clone, Debug, Default, PartialEq)]
struct StreamCounts {
    waiting: Counts,
    waiting_ticks: i128,
    passages: Passages,
    diverted: u64,
}

/// Steps of one pool of beds.
#[derive(Clone, Default)]
struct Pool {
    taken: Steps,
    usable: Steps,
}

impl Closely {
    /// Nothing known yet of an option.
    pub fn new(option: &ProvisionOption) -> Self {
        let scopes = scope::scopes(option).into_iter().map(|(scope, beds)| ScopeCounts { scope, beds, ..ScopeCounts::default() });
        Self {
            scopes: scopes.collect(),
            streams: Default::default(),
            waits: std::array::from_fn(|_| vec![Waits::default(); 1 + 3 * option.homes.len()]),
            futures: 0,
            horizon_days: 0.0,
        }
    }

    /// Futures in it.
    pub fn futures(&self) -> u32 {
        self.futures
    }

    /// Adds the next future.
    pub fn add(&mut self, chronicle: &Chronicle) {
        let (start, end) = (chronicle.start_day, chronicle.end_day);
        self.horizon_days = end - start;
        let weeks = Weeks::of(end - start);
        let days = || weeks.days().map(|day| start + day);
        let pools = pools(chronicle);
        for counts in &mut self.scopes {
            let (mut taken, mut usable) = (Steps::default(), Steps::default());
            for (_, pool) in pools.iter().enumerate().filter(|(index, _)| counts.scope.holds(index / 3, BedKind::ALL[index % 3])) {
                taken.add(&pool.taken);
                usable.add(&pool.usable);
            }
            taken.sort();
            usable.sort();
            counts.add(&taken, &usable, weeks, (start, end));
        }
        for (counts, stream) in self.streams.iter_mut().zip(STREAM_SCOPES) {
            counts.add(chronicle, stream, days(), weeks);
        }
        for child in &chronicle.children {
            if let Ending::Placed { place, admission_day, .. } = child.episode.ending
                && (start..=end).contains(&admission_day)
            {
                let place = match place {
                    Place::Elsewhere { .. } => 0,
                    Place::London { home, kind } => 1 + 3 * home + kind.index(),
                };
                self.waits[child.episode.stream.index()][place].add(admission_day - child.episode.arrival_day);
            }
        }
        self.futures += 1;
    }

    /// Adds the futures that come after.
    pub fn merge(&mut self, later: Self) {
        self.scopes.iter_mut().zip(later.scopes).for_each(|(counts, more)| counts.merge(more));
        self.streams.iter_mut().zip(later.streams).for_each(|(counts, more)| counts.merge(more));
        for (waits, more) in self.waits.iter_mut().flatten().zip(later.waits.iter().flatten()) {
            waits.merge(more);
        }
        self.futures += later.futures;
        self.horizon_days = later.horizon_days.max(self.horizon_days);
    }
}

/// The steps of each pool, three for each home.
fn pools(chronicle: &Chronicle) -> Vec<Pool> {
    let mut pools = vec![Pool::default(); 3 * chronicle.beds.len()];
    for child in &chronicle.children {
        if let Ending::Placed { place: Place::London { home, kind }, admission_day, discharge_day, .. } = child.episode.ending {
            pools[3 * home + kind.index()].taken.span(admission_day, discharge_day.unwrap_or(f64::INFINITY));
        }
    }
    for change in &chronicle.usable_changes {
        pools[3 * change.home + change.kind.index()].usable.change(change.day, i64::from(change.change));
    }
    pools
}

impl ScopeCounts {
    fn add(&mut self, taken: &Steps, usable: &Steps, weeks: Weeks, (start, end): (f64, f64)) {
        let days = || weeks.days().map(|day| start + day);
        self.taken.add(taken.on_days(days()), weeks);
        self.usable_by_week.resize(weeks.count, 0);
        self.usable_by_week.iter_mut().zip(usable.on_days(days())).for_each(|(sum, beds)| *sum += u64::from(beds));
        self.taken_ticks += taken.days_between(start, end);
        self.usable_ticks += usable.days_between(start, end);
        let full_time = FullTime::of(taken, usable, start, end);
        self.full_ticks += i128::from(full_time.full);
        self.open_ticks += i128::from(full_time.open);
        self.full_times.push(full_time);
    }

    fn merge(&mut self, later: Self) {
        self.taken.merge(later.taken);
        self.usable_by_week.resize(self.usable_by_week.len().max(later.usable_by_week.len()), 0);
        self.usable_by_week.iter_mut().zip(later.usable_by_week).for_each(|(sum, more)| *sum += more);
        self.taken_ticks += later.taken_ticks;
        self.usable_ticks += later.usable_ticks;
        self.full_ticks += later.full_ticks;
        self.open_ticks += later.open_ticks;
        self.full_times.extend(later.full_times);
    }
}

impl StreamCounts {
    fn add(&mut self, chronicle: &Chronicle, stream: Option<Stream>, days: impl Iterator<Item = f64>, weeks: Weeks) {
        let mut waiting = Steps::default();
        for child in chronicle.children.iter().filter(|child| child.needs_place && stream.is_none_or(|of| child.episode.stream == of)) {
            let until = match child.episode.ending {
                Ending::StillOpen => f64::INFINITY,
                Ending::NotProceeding { day } | Ending::NoPlace { day } => day,
                Ending::Placed { admission_day, .. } => admission_day,
            };
            waiting.span(child.episode.arrival_day, until);
        }
        waiting.sort();
        self.waiting.add(waiting.on_days(days), weeks);
        self.waiting_ticks += waiting.days_between(chronicle.start_day, chronicle.end_day);
        self.passages.add(chronicle, stream);
        // Only children about to be requested for welfare go to the open facility instead.
        if stream.is_none_or(|stream| stream == Stream::Welfare) {
            let within = chronicle.start_day..=chronicle.end_day;
            self.diverted += chronicle.diversions.iter().filter(|stay| within.contains(&stay.from_day)).count() as u64;
        }
    }

    fn merge(&mut self, later: Self) {
        self.waiting.merge(later.waiting);
        self.waiting_ticks += later.waiting_ticks;
        self.passages.merge(&later.passages);
        self.diverted += later.diverted;
    }
}
