//! What each borough may expect: requests, placements and nights a year, with the range of a single year.

use serde::Serialize;

use super::study::BoroughStudy;
use super::use_of::{BoroughYear, Night};
use crate::analysis::Estimate;
use crate::analysis::sample::{Sample, TQuantile};
use crate::model::geography::BOROUGHS;

/// A yearly figure of one borough over all years of all possible futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Yearly {
    /// Mean.
    pub mean: f64,
    /// Nine years in ten lie between this (5th percentile over futures and years)
    pub low: f64,
    /// and this (95th percentile).
    pub high: f64,
}

/// What one borough may expect in a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoroughNeeds {
    /// Requests for welfare placements.
    pub requests: Yearly,
    /// Children placed for welfare, with the option.
    pub placements: Yearly,
    /// The same as now.
    pub placements_as_now: Yearly,
    /// Child-nights by [`Night`] with the option, mean a year.
    pub nights: [f64; Night::COUNT],
    /// The same as now.
    pub nights_as_now: [f64; Night::COUNT],
    /// Nights for which a child who needs a place has none, with the option, mean a year.
    pub nights_without_place: f64,
    /// The same as now.
    pub nights_without_place_as_now: f64,
    /// Miles from home to placement, welfare, mean over children placed; none where nobody is placed in any future.
    pub mean_miles: Option<f64>,
    /// The same as now.
    pub mean_miles_as_now: Option<f64>,
}

/// What each borough may expect, in the order of [`BOROUGHS`]; none where nothing has been played or the horizon is shorter than a year.
pub fn needs(study: &BoroughStudy) -> Option<Vec<BoroughNeeds>> {
    if study.years == 0 || study.futures.is_empty() {
        return None;
    }
    let (mut t, mut room) = (TQuantile::default(), Vec::new());
    let mut yearly = |borough: usize, of: &dyn Fn(&BoroughYear, &BoroughYear) -> u32| {
        let mut sample = Sample::default();
        study.of_borough(borough).for_each(|(with, without)| sample.push(f64::from(of(with, without))));
        let Estimate { mean, p05, p95, .. } = sample.estimate(&mut t, &mut room);
        Yearly { mean, low: p05, high: p95 }
    };
    let needs = (0..BOROUGHS.len()).map(|borough| BoroughNeeds {
        // As now, requests that only a London home would bring are not made.
        requests: yearly(borough, &|with, _| with.welfare_requests),
        placements: yearly(borough, &|with, _| with.welfare_placements),
        placements_as_now: yearly(borough, &|_, without| without.welfare_placements),
        nights: mean_nights(study.of_borough(borough).map(|(with, _)| with)),
        nights_as_now: mean_nights(study.of_borough(borough).map(|(_, without)| without)),
        nights_without_place: mean(study.of_borough(borough).map(|(with, _)| with.nights_without_place)),
        nights_without_place_as_now: mean(study.of_borough(borough).map(|(_, without)| without.nights_without_place)),
        mean_miles: mean_miles(study.of_borough(borough).map(|(with, _)| with)),
        mean_miles_as_now: mean_miles(study.of_borough(borough).map(|(_, without)| without)),
    });
    Some(needs.collect())
}

fn mean_nights<'a>(rows: impl Iterator<Item = &'a BoroughYear>) -> [f64; Night::COUNT] {
    let (mut sums, mut years) = ([0.0; Night::COUNT], 0.0);
    for row in rows {
        sums.iter_mut().zip(row.nights).for_each(|(sum, nights)| *sum += nights);
        years += 1.0;
    }
    sums.map(|sum| sum / years)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn mean_miles<'a>(rows: impl Iterator<Item = &'a BoroughYear>) -> Option<f64> {
    let (miles, placed) = rows.fold((0.0, 0), |(miles, placed), row| (miles + row.welfare_miles, placed + row.welfare_placements));
    (placed > 0).then(|| miles / f64::from(placed))
}
