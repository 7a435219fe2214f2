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

/// The days that nine tenths of the waits do not exceed (nearest rank); NaN for none. Leaves the waits in another order.
/// Waits are given by their bits, which for days of 0 or more are in the order of the days and quicker to compare.
fn ninetieth_percentile(waits: &mut [u64]) -> f64 {
    if waits.is_empty() {
        return f64::NAN;
    }
    let rank = (waits.len() * 9).div_ceil(10) - 1;
    f64::from_bits(*waits.select_nth_unstable(rank).1)
}

impl StreamSums {
    fn of(stream: &StreamOutcome, years: f64, bespoke_share: f64, waits: &mut Vec<u64>) -> Self {
        waits.clear();
        waits.extend(stream.waits_days().map(|days| days.to_bits()));
        Self {
            years,
            bespoke_share,
            requests: stream.total(|quarter| quarter.requests),
            placed_london: stream.total(|quarter| quarter.placed_london),
            placed_elsewhere: stream.total(|quarter| quarter.placed_elsewhere),
            not_proceeding: stream.total(|quarter| quarter.not_proceeding),
            no_place: stream.total(|quarter| quarter.no_place),
            not_proceeding_days: stream.days(|quarter| quarter.not_proceeding_census),
            waiting_days: stream.days(|quarter| quarter.waiting_census),
            london_days: stream.days(|quarter| quarter.london_census),
            elsewhere_days: stream.days(|quarter| quarter.elsewhere_census),
            all_full_days: stream.all_full_days(),
            wait_days: stream.waits_days().sum(),
            p90_wait_days: ninetieth_percentile(waits),
            within_7_days: stream.waits_days().map(|days| f64::from(u8::from(*days <= 7.0))).sum(),
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

/// Writes the values of [`option_measures`], in their order. `waits` is working room.
pub fn push_option_values(outcome: &Outcome, streams: &[Stream], bespoke_share: f64, waits: &mut Vec<u64>, row: &mut Vec<f64>) {
    let years = outcome.horizon_days / DAYS_PER_YEAR;
    let of = |stream: &Stream, waits: &mut Vec<u64>| StreamSums::of(&outcome.streams[stream.index()], years, bespoke_share, waits);
    let sums: Vec<StreamSums> = streams.iter().map(|stream| of(stream, waits)).collect();
    let mut all = StreamSums { years, bespoke_share, ..StreamSums::default() };
    sums.iter().for_each(|stream| all.add(stream));
    waits.clear();
    streams.iter().for_each(|stream| waits.extend(outcome.streams[stream.index()].waits_days().map(|days| days.to_bits())));
    all.p90_wait_days = ninetieth_percentile(waits);
    row.extend(stream_measures().filter(|measure| is_of_all(measure)).map(|measure| (measure.of)(&all)));
    for stream in &sums {
        row.extend(stream_measures().map(|measure| (measure.of)(stream)));
    }
    push_occupancies(&outcome.pools, row);
    row.push(outcome.pools.iter().map(|pool| pool.blocked_days()).sum::<f64>() / years);
    row.push(outcome.step_down_census.days() / outcome.horizon_days);
    row.push(f64::from(outcome.step_down_refused) / years);
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
