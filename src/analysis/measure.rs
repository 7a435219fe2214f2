//! What is measured: one row a measure, with its key, label, unit, better direction and formula.

use crate::model::{BedKind, DAYS_PER_YEAR, Stream};
use crate::sim::Outcome;
use crate::sim::outcome::{PoolOutcome, StreamOutcome};

/// How a measure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureUnit {
    /// A number of children, requests or beds on an average day.
    Children,
    /// So many a year.
    PerYear,
    /// Days.
    Days,
    /// 0 to 1, percent on screen.
    Share,
    /// Miles.
    Miles,
}

/// Which way is better for children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: an output to look at, not to judge by.
    Neither,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureSpec {
    /// Key in the machine-readable output.
    pub key: String,
    /// Name on screen, sentence case.
    pub label: String,
    /// How it is written.
    pub unit: MeasureUnit,
    /// Which way is better.
    pub better: Better,
}

/// What one option made of one replication for one stream, or for all together, over the whole horizon.
#[derive(Clone, Debug, Default)]
struct StreamSums {
    years: f64,
    bespoke_share: f64,
    requests: f64,
    placed_london: f64,
    placed_elsewhere: f64,
    not_proceeding: f64,
    no_place: f64,
    not_proceeding_days: f64,
    waiting_days: f64,
    london_days: f64,
    elsewhere_days: f64,
    all_full_days: f64,
    wait_days: f64,
    p90_wait_days: f64,
    within_7_days: f64,
    miles: f64,
    unplaced_stay_days: f64,
}

/// The value that nine tenths of the values do not exceed (nearest rank); NaN for none. Leaves the values in another order.
fn ninetieth_percentile(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    let rank = (values.len() * 9).div_ceil(10) - 1;
    *values.select_nth_unstable_by(rank, f64::total_cmp).1
}

impl StreamSums {
    fn of(stream: &StreamOutcome, years: f64, bespoke_share: f64, waits: &mut Vec<f64>) -> Self {
        waits.clear();
        waits.extend_from_slice(&stream.waits_days);
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
            wait_days: stream.waits_days.iter().sum(),
            p90_wait_days: ninetieth_percentile(waits),
            within_7_days: stream.waits_days.iter().map(|days| f64::from(u8::from(*days <= 7.0))).sum(),
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

    fn placements(&self) -> f64 {
        self.placed_london + self.placed_elsewhere
    }

    fn on_average_day(&self, child_days: f64) -> f64 {
        child_days / (self.years * DAYS_PER_YEAR)
    }
}

/// A measure of a stream or of all together: key, label, unit, better direction, formula. NaN where there is no value.
struct StreamMeasure(&'static str, &'static str, MeasureUnit, Better, fn(&StreamSums) -> f64);

const STREAM_MEASURES: [StreamMeasure; 18] = [
    StreamMeasure("requests_per_year", "Requests", MeasureUnit::PerYear, Better::Neither, |s| s.requests / s.years),
    StreamMeasure("placements_per_year", "Children placed", MeasureUnit::PerYear, Better::Higher, |s| s.placements() / s.years),
    StreamMeasure("withdrawn_per_year", "Requests withdrawn", MeasureUnit::PerYear, Better::Lower, |s| {
        (s.not_proceeding + s.no_place) / s.years
    }),
    StreamMeasure("not_proceeding_per_year", "Withdrawn: no place needed", MeasureUnit::PerYear, Better::Neither, |s| {
        s.not_proceeding / s.years
    }),
    StreamMeasure("no_place_per_year", "Withdrawn for want of a place", MeasureUnit::PerYear, Better::Lower, |s| s.no_place / s.years),
    StreamMeasure("placed_share", "Requests placed", MeasureUnit::Share, Better::Higher, |s| s.placements() / s.requests),
    StreamMeasure("london_share", "Placed in London", MeasureUnit::Share, Better::Higher, |s| s.placed_london / s.placements()),
    StreamMeasure("open_requests", "Open requests", MeasureUnit::Children, Better::Lower, |s| {
        s.on_average_day(s.not_proceeding_days + s.waiting_days)
    }),
    StreamMeasure("waiting", "Waiting for a place", MeasureUnit::Children, Better::Lower, |s| s.on_average_day(s.waiting_days)),
    StreamMeasure("mean_wait_days", "Mean wait", MeasureUnit::Days, Better::Lower, |s| s.wait_days / s.placements()),
    StreamMeasure("p90_wait_days", "Wait of nine in ten", MeasureUnit::Days, Better::Lower, |s| s.p90_wait_days),
    StreamMeasure("placed_within_7_days_share", "Placed within 7 days", MeasureUnit::Share, Better::Higher, |s| {
        s.within_7_days / s.placements()
    }),
    StreamMeasure("mean_distance_miles", "Distance from home", MeasureUnit::Miles, Better::Lower, |s| s.miles / s.placements()),
    StreamMeasure("mean_stay_days", "Mean stay in a secure bed", MeasureUnit::Days, Better::Neither, |s| {
        (s.london_days + s.elsewhere_days) / s.placements()
    }),
    StreamMeasure("child_miles_per_year", "Miles from home, all children placed in a year", MeasureUnit::PerYear, Better::Lower, |s| {
        s.miles / s.years
    }),
    StreamMeasure("bespoke_nights_per_year", "Nights in bespoke care", MeasureUnit::PerYear, Better::Lower, |s| {
        s.bespoke_share * (s.waiting_days + s.unplaced_stay_days) / s.years
    }),
    StreamMeasure("all_full_share", "Nights with no London bed free", MeasureUnit::Share, Better::Lower, |s| {
        s.on_average_day(s.all_full_days)
    }),
    StreamMeasure("census_london", "Children in London homes", MeasureUnit::Children, Better::Higher, |s| s.on_average_day(s.london_days)),
];

/// The number of children in secure beds elsewhere and in all: written with the stream behind, like the census in London.
const CENSUS_MEASURES: [StreamMeasure; 2] = [
    StreamMeasure("census_elsewhere", "Children placed elsewhere", MeasureUnit::Children, Better::Lower, |s| {
        s.on_average_day(s.elsewhere_days)
    }),
    StreamMeasure("census_total", "Children in secure beds", MeasureUnit::Children, Better::Neither, |s| {
        s.on_average_day(s.london_days + s.elsewhere_days)
    }),
];

fn stream_measures() -> impl Iterator<Item = &'static StreamMeasure> {
    STREAM_MEASURES.iter().chain(&CENSUS_MEASURES)
}

/// Whether a measure has a value for all streams together.
fn is_of_all(measure: &StreamMeasure) -> bool {
    measure.0 != "all_full_share"
}

/// Pools by kind, and all together.
const BED_SCOPES: [Option<BedKind>; 4] = [None, Some(BedKind::Welfare), Some(BedKind::Justice), Some(BedKind::Either)];

fn occupancy_spec(kind: Option<BedKind>) -> MeasureSpec {
    let (prefix, label) = match kind {
        None => ("", "Occupancy"),
        Some(BedKind::Welfare) => ("welfare_", "Occupancy of welfare beds"),
        Some(BedKind::Justice) => ("justice_", "Occupancy of justice beds"),
        Some(BedKind::Either) => ("either_", "Occupancy of beds for either"),
    };
    MeasureSpec { key: format!("{prefix}occupancy"), label: label.into(), unit: MeasureUnit::Share, better: Better::Neither }
}

fn spec(key: &str, label: &str, unit: MeasureUnit, better: Better) -> MeasureSpec {
    MeasureSpec { key: key.into(), label: label.into(), unit, better }
}

/// What is measured of an option, for the streams reported.
pub fn option_measures(streams: &[Stream]) -> Vec<MeasureSpec> {
    let mut specs = Vec::new();
    for scope in std::iter::once(None).chain(streams.iter().copied().map(Some)) {
        for measure in stream_measures() {
            let StreamMeasure(name, label, unit, better, _) = *measure;
            match scope {
                None if is_of_all(measure) => specs.push(spec(name, label, unit, better)),
                None => {}
                Some(stream) => {
                    let key =
                        if name.starts_with("census_") { format!("{name}_{}", stream.key()) } else { format!("{}_{name}", stream.key()) };
                    specs.push(spec(&key, &format!("{label}: {}", stream.label().to_lowercase()), unit, better));
                }
            }
        }
    }
    specs.extend(BED_SCOPES.map(occupancy_spec));
    specs.push(spec("blocked_bed_days_per_year", "Bed-days blocked for want of step-down", MeasureUnit::PerYear, Better::Lower));
    specs.push(spec("step_down_census", "Children in step-down", MeasureUnit::Children, Better::Neither));
    specs.push(spec("step_down_refused_per_year", "Left without the step-down needed", MeasureUnit::PerYear, Better::Lower));
    specs.push(spec("open_facility_census", "Children in the open facility instead", MeasureUnit::Children, Better::Neither));
    specs.push(spec("requests_prevented_per_year", "Requests prevented", MeasureUnit::PerYear, Better::Higher));
    specs
}

/// What is measured of a home.
pub fn home_measures() -> Vec<MeasureSpec> {
    let mut specs: Vec<MeasureSpec> = BED_SCOPES.map(occupancy_spec).into();
    specs.push(spec("children", "Children in the home", MeasureUnit::Children, Better::Neither));
    specs.push(spec("usable_beds", "Usable beds", MeasureUnit::Children, Better::Neither));
    specs.push(spec("admissions_per_year", "Admissions", MeasureUnit::PerYear, Better::Neither));
    specs.push(spec("blocked_bed_days_per_year", "Bed-days blocked for want of step-down", MeasureUnit::PerYear, Better::Lower));
    specs
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
pub fn push_option_values(outcome: &Outcome, streams: &[Stream], bespoke_share: f64, waits: &mut Vec<f64>, row: &mut Vec<f64>) {
    let years = outcome.horizon_days / DAYS_PER_YEAR;
    let of = |stream: &Stream, waits: &mut Vec<f64>| StreamSums::of(&outcome.streams[stream.index()], years, bespoke_share, waits);
    let sums: Vec<StreamSums> = streams.iter().map(|stream| of(stream, waits)).collect();
    let mut all = StreamSums { years, bespoke_share, ..StreamSums::default() };
    sums.iter().for_each(|stream| all.add(stream));
    waits.clear();
    streams.iter().for_each(|stream| waits.extend_from_slice(&outcome.streams[stream.index()].waits_days));
    all.p90_wait_days = ninetieth_percentile(waits);
    row.extend(stream_measures().filter(|measure| is_of_all(measure)).map(|measure| measure.4(&all)));
    for stream in &sums {
        row.extend(stream_measures().map(|measure| measure.4(stream)));
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
