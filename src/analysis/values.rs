//! What one replication gives: the values of the measures, in their order.

use super::measure::{BED_SCOPES, is_of_all, stream_measures};
use crate::model::{DAYS_PER_YEAR, Stream};
use crate::sim::Outcome;
use crate::sim::outcome::{PoolOutcome, StreamOutcome};

/// What one option made of one replication for one stream, or for all together, over the whole horizon.
#[derive(Clone, Debug, Default)]
pub(super) struct StreamSums {
    pub(super) years: f64,
    pub(super) bespoke_share: f64,
    pub(super) requests: f64,
    pub(super) placed_london: f64,
    pub(super) placed_elsewhere: f64,
    pub(super) not_proceeding: f64,
    pub(super) no_place: f64,
    pub(super) not_proceeding_days: f64,
    pub(super) waiting_days: f64,
    pub(super) london_days: f64,
    pub(super) elsewhere_days: f64,
    pub(super) all_full_days: f64,
    pub(super) wait_days: f64,
    pub(super) p90_wait_days: f64,
    pub(super) within_7_days: f64,
    pub(super) miles: f64,
    pub(super) unplaced_stay_days: f64,
}

/// Working room for the waits of one option, with the ninetieth percentiles of its last replication: the next will not be far from them.
/// What is found is the same whatever they are.
#[derive(Clone, Debug)]
pub struct WaitRoom {
    /// Of each stream, then of all together, evened out.
    guesses: [f64; Stream::COUNT + 1],
    near: Vec<u64>,
}

impl Default for WaitRoom {
    fn default() -> Self {
        Self { guesses: [f64::NAN; Stream::COUNT + 1], near: Vec::new() }
    }
}

impl WaitRoom {
    /// The days that nine tenths of some waits do not exceed (nearest rank); NaN for none. `which` is whose waits they are: the index of
    /// a stream, or the number of streams for all.
    ///
    /// Only waits from just below the last answers on are put in order, by their bits, which for days of 0 or more are in the order of the days
    /// and quicker to compare. Where the answer is not among them, all are.
    fn ninetieth_percentile(&mut self, which: usize, waits: &[&[f64]]) -> f64 {
        let count: usize = waits.iter().map(|waits| waits.len()).sum();
        if count == 0 {
            return f64::NAN;
        }
        let longer = count / 10;
        let guess = self.guesses[which];
        let low = guess * 0.85;
        if self.near.len() < count {
            self.near.resize(count, 0);
        }
        let mut near = 0;
        for list in waits {
            for days in *list {
                if let Some(place) = self.near.get_mut(near) {
                    *place = days.to_bits();
                }
                near += usize::from(*days >= low);
            }
        }
        let found = if near > longer {
            *self.near[..near].select_nth_unstable(near - 1 - longer).1
        } else {
            self.near.clear();
            waits.iter().for_each(|list| self.near.extend(list.iter().map(|days| days.to_bits())));
            *self.near.select_nth_unstable(count - 1 - longer).1
        };
        let found = f64::from_bits(found);
        self.guesses[which] = if guess.is_nan() { found } else { 0.75 * guess + 0.25 * found };
        found
    }
}

/// The sum of some waits. They are multiples of 2⁻³¹ day, so below 2²² days any order of adding gives the same sum exactly, and four sums side by
/// side take less time than one; beyond, the order is that of the waits.
fn sum_of_days(waits: &[&[f64]]) -> f64 {
    let mut sums = [0.0; 4];
    for list in waits {
        let (fours, rest) = list.as_chunks::<4>();
        for four in fours {
            sums.iter_mut().zip(four).for_each(|(sum, days)| *sum += days);
        }
        sums.iter_mut().zip(rest).for_each(|(sum, days)| *sum += days);
    }
    let sum: f64 = sums.iter().sum();
    if sum < 4_194_304.0 { sum } else { waits.iter().copied().flatten().sum() }
}

impl StreamSums {
    fn of(stream: &StreamOutcome, years: f64, bespoke_share: f64, p90_wait_days: f64) -> Self {
        let waits = [&*stream.waits_for_london_days, &*stream.waits_for_elsewhere_days];
        let within_7_days = waits.iter().copied().flatten().map(|days| u32::from(*days <= 7.0)).sum::<u32>();
        let (totals, days) = (stream.totals(), stream.days());
        Self {
            years,
            bespoke_share,
            requests: f64::from(totals.requests),
            placed_london: f64::from(totals.placed_london),
            placed_elsewhere: f64::from(totals.placed_elsewhere),
            not_proceeding: f64::from(totals.not_proceeding),
            no_place: f64::from(totals.no_place),
            not_proceeding_days: days.not_proceeding,
            waiting_days: days.waiting,
            london_days: days.london,
            elsewhere_days: days.elsewhere,
            all_full_days: stream.all_full_days(),
            wait_days: sum_of_days(&waits),
            p90_wait_days,
            within_7_days: f64::from(within_7_days),
            miles: stream.miles,
            unplaced_stay_days: stream.unplaced_stay_days,
        }
    }

    /// All streams together.
    fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.placed_london += other.placed_london;
        self.placed_elsewhere += other.placed_elsewhere;
        self.not_proceeding += other.not_proceeding;
        self.no_place += other.no_place;
        self.not_proceeding_days += other.not_proceeding_days;
        self.waiting_days += other.waiting_days;
        self.london_days += other.london_days;
        self.elsewhere_days += other.elsewhere_days;
        self.wait_days += other.wait_days;
        self.within_7_days += other.within_7_days;
        self.miles += other.miles;
        self.unplaced_stay_days += other.unplaced_stay_days;
    }

    pub(super) fn placements(&self) -> f64 {
        self.placed_london + self.placed_elsewhere
    }

    pub(super) fn on_average_day(&self, child_days: f64) -> f64 {
        child_days / (self.years * DAYS_PER_YEAR)
    }
}

fn occupancy<'a>(pools: impl Iterator<Item = &'a PoolOutcome>) -> f64 {
    let (occupied, usable) = pools.fold((0.0, 0.0), |(o, u), pool| (o + pool.occupied_days(), u + pool.usable_days()));
    if usable > 0.0 { occupied / usable } else { f64::NAN }
}

fn push_occupancies(pools: &[PoolOutcome], row: &mut Vec<f64>) {
    for kind in BED_SCOPES {
        row.push(occupancy(pools.iter().enumerate().filter(|(i, _)| kind.is_none_or(|kind| i % 3 == kind.index())).map(|(_, pool)| pool)));
    }
}

/// Writes the values of [`option_measures`], in their order. `room` is working room, best kept for the same option.
pub fn push_option_values(outcome: &Outcome, streams: &[Stream], bespoke_share: f64, room: &mut WaitRoom, row: &mut Vec<f64>) {
    let years = outcome.horizon_days / DAYS_PER_YEAR;
    let waits_of = |stream: &Stream| {
        let stream = &outcome.streams[stream.index()];
        [&*stream.waits_for_london_days, &*stream.waits_for_elsewhere_days]
    };
    let mut of = |stream: &Stream| {
        let p90_wait_days = room.ninetieth_percentile(stream.index(), &waits_of(stream));
        StreamSums::of(&outcome.streams[stream.index()], years, bespoke_share, p90_wait_days)
    };
    let sums: Vec<StreamSums> = streams.iter().map(&mut of).collect();
    let mut all = StreamSums { years, bespoke_share, ..StreamSums::default() };
    sums.iter().for_each(|stream| all.add(stream));
    let all_waits: Vec<&[f64]> = streams.iter().flat_map(waits_of).collect();
    all.p90_wait_days = room.ninetieth_percentile(Stream::COUNT, &all_waits);
    row.extend(stream_measures().filter(|measure| is_of_all(measure)).map(|measure| (measure.of)(&all)));
    for stream in &sums {
        row.extend(stream_measures().map(|measure| (measure.of)(stream)));
    }
    push_occupancies(&outcome.pools, row);
    row.push(outcome.pools.iter().map(|pool| pool.blocked_days()).sum::<f64>() / years);
    row.push(outcome.step_down_census.days() / outcome.horizon_days);
    row.push(outcome.step_down_refused.map_or(f64::NAN, f64::from) / years);
    row.push(outcome.open_facility_census.days() / outcome.horizon_days);
    row.push(f64::from(outcome.prevented) / years);
}

/// Writes the values of [`home_measures`] for each home in turn.
pub fn push_home_values(outcome: &Outcome, row: &mut Vec<f64>) {
    let years = outcome.horizon_days / DAYS_PER_YEAR;
    for pools in outcome.pools.chunks_exact(3) {
        let sum = |value: fn(&PoolOutcome) -> f64| pools.iter().map(value).sum::<f64>();
        push_occupancies(pools, row);
        row.push(sum(|pool| pool.occupied_days()) / outcome.horizon_days);
        row.push(sum(|pool| pool.usable_days()) / outcome.horizon_days);
        row.push(sum(|pool| f64::from(pool.admissions)) / years);
        row.push(sum(|pool| pool.blocked_days()) / years);
    }
}
