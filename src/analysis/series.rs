//! What is followed quarter by quarter.

use super::sample::{halve, percentiles_of_counts};
use super::summary::QuarterPoint;
use crate::model::Stream;
use crate::sim::Outcome;
use crate::sim::outcome::DAYS_PER_QUARTER;

/// Cells of a quarter of a series.
const SERIES_CELLS: usize = 256;

/// A series: its key in the machine-readable output and its name on screen.
pub struct SeriesSpec {
    /// Key.
    pub key: String,
    /// Name on screen.
    pub label: String,
    /// Whether its values are counts: whole numbers.
    pub is_count: bool,
}

/// What is followed, for the streams reported.
pub fn series(streams: &[Stream]) -> Vec<SeriesSpec> {
    let mut specs = Vec::new();
    for stream in streams {
        let (key, label) = (stream.key(), stream.label().to_lowercase());
        let mut push = |key: String, label: String, is_count| specs.push(SeriesSpec { key, label, is_count });
        push(format!("census_london_{key}"), format!("Children in London homes: {label}"), false);
        push(format!("census_elsewhere_{key}"), format!("Children placed elsewhere: {label}"), false);
        push(format!("{key}_waiting"), format!("Waiting for a place: {label}"), false);
        push(format!("{key}_open_requests"), format!("Open requests: {label}"), false);
        push(format!("{key}_requests"), format!("Requests in the quarter: {label}"), true);
        push(format!("{key}_placements"), format!("Children placed in the quarter: {label}"), true);
    }
    specs.push(SeriesSpec { key: "step_down_census".into(), label: "Children in step-down".into(), is_count: false });
    specs
}

/// Writes the values of each series, quarters in a row.
pub fn push_series(outcome: &Outcome, streams: &[Stream], row: &mut Vec<f64>) {
    let length = |quarter: usize| (outcome.horizon_days - quarter as f64 * DAYS_PER_QUARTER).min(DAYS_PER_QUARTER);
    for stream in streams {
        let (days, quarters) = (outcome.streams[stream.index()].days_by_quarter(), outcome.streams[stream.index()].quarters());
        let by_quarter = || days.iter().enumerate().map(|(quarter, days)| (days, length(quarter)));
        row.extend(by_quarter().map(|(days, length)| days.london / length));
        row.extend(by_quarter().map(|(days, length)| days.elsewhere / length));
        row.extend(by_quarter().map(|(days, length)| days.waiting / length));
        row.extend(by_quarter().map(|(days, length)| days.waiting / length + days.not_proceeding / length));
        row.extend(quarters.iter().map(|quarter| f64::from(quarter.requests)));
        row.extend(quarters.iter().map(|quarter| f64::from(quarter.placed_london + quarter.placed_elsewhere)));
    }
    row.extend(outcome.step_down_census.days_by_quarter().iter().enumerate().map(|(quarter, days)| days / length(quarter)));
}

/// One quarter of a series: values of 0 or more, counted in 256 cells whose width doubles as need be.
#[derive(Clone, Debug)]
pub struct QuarterSample {
    sum: f64,
    greatest: f64,
    count: u64,
    width: f64,
    counts: Box<[u32; SERIES_CELLS]>,
}

impl Default for QuarterSample {
    fn default() -> Self {
        Self { sum: 0.0, greatest: 0.0, count: 0, width: 1.0 / 32.0, counts: Box::new([0; SERIES_CELLS]) }
    }
}

impl QuarterSample {
    /// Adds values of 0 or more.
    pub fn extend(&mut self, values: impl Iterator<Item = f64>) {
        // The width is a power of 2, so a product with this is the quotient exactly.
        let mut cells_each = 1.0 / self.width;
        for value in values {
            self.sum += value;
            self.greatest = if value > self.greatest { value } else { self.greatest };
            while value * cells_each >= SERIES_CELLS as f64 {
                if self.count > 0 {
                    halve(&mut self.counts[..]);
                }
                self.width *= 2.0;
                cells_each *= 0.5;
            }
            self.count += 1;
            self.counts[usize::from((value * cells_each) as u8)] += 1;
        }
    }

    /// Mean and percentiles; those of counts are whole numbers.
    pub fn point(&self, is_count: bool) -> QuarterPoint {
        let percentiles = percentiles_of_counts(&self.counts[..], self.count, [0.05, 0.25, 0.5, 0.75, 0.95], 0.0, self.width);
        let read = |value: f64| {
            if value <= self.width {
                // Nobody at all is a common value: it is 0, not somewhere in the first cell.
                0.0
            } else if is_count && self.width <= 1.0 {
                // A cell holds one whole number at most: its lower edge.
                ((value / self.width).ceil() - 1.0) * self.width
            } else if is_count {
                value.round().min(self.greatest)
            } else {
                value.min(self.greatest)
            }
        };
        let [p05, p25, p50, p75, p95] = percentiles.map(read);
        QuarterPoint { mean: self.sum / self.count as f64, p05, p25, p50, p75, p95 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_of_counts_are_whole_numbers() {
        for most in [30_u32, 200, 1_000] {
            let mut quarter = QuarterSample::default();
            quarter.extend((0..=most).map(|i| f64::from(i * 37 % (most + 1))));
            let point = quarter.point(true);
            for (value, share) in [(point.p05, 0.05), (point.p25, 0.25), (point.p50, 0.5), (point.p75, 0.75), (point.p95, 0.95)] {
                assert!(value.fract() == 0.0 && (value - share * f64::from(most)).abs() <= 1.0, "{share} of {most}: {value}");
            }
        }
    }

    #[test]
    fn quarters_keep_their_percentiles_as_the_range_grows() {
        let mut quarter = QuarterSample::default();
        quarter.extend((0..10_000).map(|i| 40.0 * f64::from(i * 7_919 % 10_000) / 10_000.0));
        let point = quarter.point(false);
        assert!((point.p50 - 20.0).abs() < 0.6 && (point.p95 - 38.0).abs() < 0.6 && (point.mean - 20.0).abs() < 0.3);
    }
}
