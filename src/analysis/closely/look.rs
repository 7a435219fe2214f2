//! What the futures seen closely say together.

use crate::model::{BedKind, Stream};

use super::fan::Fan;
use super::flow::Flows;
use super::scope::{Beds, Scope};
use super::steps::{FullTime, days, ticks};
use super::waits::Waits;
use super::{Closely, STREAM_SCOPES, ScopeCounts};

/// Weeks that a year is said to have where weeks are counted.
const WEEKS_PER_YEAR: f64 = 52.0;

/// An option seen closely.
#[derive(Clone, Debug, PartialEq)]
pub struct CloseLook {
    /// Futures in it.
    pub futures: u32,
    /// Days of the horizon.
    pub horizon_days: f64,
    /// The beds looked at; none for an option without beds.
    pub scopes: Vec<ScopeLook>,
    /// All streams together, then each stream.
    pub streams: Vec<StreamLook>,
    /// By stream: waits of children placed elsewhere, then by pool.
    waits: [Vec<Waits>; Stream::COUNT],
}

/// Some beds over all futures.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeLook {
    /// Which beds.
    pub scope: Scope,
    /// How many, once all are open.
    pub beds: u32,
    /// Children in them.
    pub taken: Fan,
    /// Usable beds by week, mean over futures.
    pub usable_by_week: Vec<f64>,
    /// Children in them on an average day.
    pub mean_taken: f64,
    /// Usable beds on an average day.
    pub mean_usable: f64,
    /// Share of all time with a usable bed, and every one of them taken.
    pub full_share_of_all: f64,
    /// Share of all time without a usable bed.
    pub closed_share_of_all: f64,
    /// How often they are full; none if no bed ever opens within the horizon.
    pub full: Option<FullLook>,
}

/// How often some beds are full while any of them is open.
///
/// *Full* is an instant at which there is a usable bed and every usable bed is taken. Weeks full are the share of time that is full, times
/// 52, rounded: seven days scattered over a year make one week, like seven on end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullLook {
    /// Share of the time open, mean over futures.
    pub share: f64,
    /// Share of the time open that nine futures in ten lie between, by future.
    pub share_range: (f64, f64),
    /// Share of futures in which they are ever full.
    pub ever: f64,
    /// The longest time on end, days: half of futures have at least one so long.
    pub longest_days_half: f64,
    /// One future in ten has at least one so long.
    pub longest_days_tenth: f64,
}

impl FullLook {
    /// Weeks of 52 that are full.
    pub fn weeks(&self) -> f64 {
        (self.share * WEEKS_PER_YEAR).round()
    }

    /// Weeks of 52 in which there is room.
    pub fn weeks_with_room(&self) -> f64 {
        WEEKS_PER_YEAR - self.weeks()
    }

    /// Weeks full that nine futures in ten lie between.
    pub fn weeks_range(&self) -> (f64, f64) {
        ((self.share_range.0 * WEEKS_PER_YEAR).round(), (self.share_range.1 * WEEKS_PER_YEAR).round())
    }
}

/// A stream, or all together, over all futures.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamLook {
    /// Which; none for all together.
    pub stream: Option<Stream>,
    /// Children waiting for a place.
    pub waiting: Fan,
    /// Children waiting on an average day.
    pub mean_waiting: f64,
    /// Children a year from place to place.
    pub flows: Flows,
    /// Children a year who go to the open facility instead of being requested.
    pub diverted_per_year: f64,
}

impl Closely {
    /// What is known so far; none before the first future.
    pub fn look(&self) -> Option<CloseLook> {
        if self.futures == 0 || self.horizon_days <= 0.0 {
            return None;
        }
        let all_days = f64::from(self.futures) * self.horizon_days;
        let streams = self.streams.iter().zip(STREAM_SCOPES).map(|(counts, stream)| StreamLook {
            stream,
            waiting: counts.waiting.fan(),
            mean_waiting: days(counts.waiting_ticks) / all_days,
            flows: counts.passages.flows(self.futures, self.horizon_days),
            diverted_per_year: counts.diverted as f64 * crate::model::DAYS_PER_YEAR / all_days,
        });
        Some(CloseLook {
            futures: self.futures,
            horizon_days: self.horizon_days,
            scopes: self.scopes.iter().map(|counts| counts.look(self.futures, all_days)).collect(),
            streams: streams.collect(),
            waits: self.waits.clone(),
        })
    }
}

impl ScopeCounts {
    fn look(&self, futures: u32, all_days: f64) -> ScopeLook {
        ScopeLook {
            scope: self.scope,
            beds: self.beds,
            taken: self.taken.fan(),
            usable_by_week: self.usable_by_week.iter().map(|sum| *sum as f64 / f64::from(futures)).collect(),
            mean_taken: days(self.taken_ticks) / all_days,
            mean_usable: days(self.usable_ticks) / all_days,
            full_share_of_all: days(self.full_ticks) / all_days,
            closed_share_of_all: 1.0 - days(self.open_ticks) / all_days,
            full: (self.open_ticks > 0).then(|| full_look(&self.full_times, self.full_ticks as f64 / self.open_ticks as f64)),
        }
    }
}

fn full_look(times: &[FullTime], share: f64) -> FullLook {
    let mut shares: Vec<f64> = times.iter().filter(|time| time.open > 0).map(|time| time.full as f64 / time.open as f64).collect();
    let mut longest: Vec<i64> = times.iter().map(|time| time.longest).collect();
    shares.sort_by(f64::total_cmp);
    longest.sort_unstable();
    let share_at = |part: f64| shares.get(rank(shares.len(), part)).copied().unwrap_or(0.0);
    let longest_at = |part: f64| longest.get(rank(longest.len(), part)).map_or(0.0, |ticks| days(i128::from(*ticks)));
    FullLook {
        share,
        share_range: (share_at(0.05), share_at(0.95)),
        ever: times.iter().filter(|time| time.full >= ticks(1.0 / 24.0)).count() as f64 / times.len().max(1) as f64,
        longest_days_half: longest_at(0.5),
        longest_days_tenth: longest_at(0.9),
    }
}

/// The place, in the order of size, of the value that a share of values stays below: at least the rest reach it.
fn rank(values: usize, part: f64) -> usize {
    ((values as f64 * part).floor() as usize).min(values.saturating_sub(1))
}

impl CloseLook {
    /// Some beds.
    pub fn scope(&self, scope: Scope) -> Option<&ScopeLook> {
        self.scopes.iter().find(|look| look.scope == scope)
    }

    /// A stream, or all together.
    pub fn stream(&self, stream: Option<Stream>) -> Option<&StreamLook> {
        self.streams.iter().find(|look| look.stream == stream)
    }

    /// Waits of children placed in some beds. All homes stand for every placement, those elsewhere included.
    pub fn waits(&self, stream: Option<Stream>, scope: Scope) -> Waits {
        let mut together = Waits::default();
        let streams = Stream::ALL.into_iter().filter(|of| stream.is_none_or(|stream| stream == *of));
        for places in streams.map(|of| &self.waits[of.index()]) {
            for (place, waits) in places.iter().enumerate() {
                let included = match place.checked_sub(1) {
                    None => scope.home.is_none() && !matches!(scope.beds, Beds::Kind(_)),
                    Some(pool) => scope.holds(pool / 3, BedKind::ALL[pool % 3]),
                };
                if included {
                    together.merge(waits);
                }
            }
        }
        together
    }
}
