//! What is followed quarter by quarter.

use crate::model::Stream;
use crate::sim::Outcome;
use crate::sim::outcome::{Census, DAYS_PER_QUARTER};

/// A series: its key in the machine-readable output and its name on screen.
pub struct SeriesSpec {
    /// Key.
    pub key: String,
    /// Name on screen.
    pub label: String,
}

/// What is followed, for the streams that have any requests.
pub fn series(streams: &[Stream]) -> Vec<SeriesSpec> {
    let mut specs = Vec::new();
    for stream in streams {
        let (key, label) = (stream.key(), stream.label().to_lowercase());
        let mut push = |key: String, label: String| specs.push(SeriesSpec { key, label });
        push(format!("census_london_{key}"), format!("Children in London homes: {label}"));
        push(format!("census_elsewhere_{key}"), format!("Children placed elsewhere: {label}"));
        push(format!("{key}_waiting"), format!("Waiting for a place: {label}"));
        push(format!("{key}_open_requests"), format!("Open requests: {label}"));
        push(format!("{key}_requests"), format!("Requests in the quarter: {label}"));
        push(format!("{key}_placements"), format!("Children placed in the quarter: {label}"));
    }
    specs.push(SeriesSpec { key: "step_down_census".into(), label: "Children in step-down".into() });
    specs
}

/// Writes the values of each series, quarters in a row.
pub fn push_series(outcome: &Outcome, streams: &[Stream], row: &mut Vec<f64>) {
    let average = |census: &Census, row: &mut Vec<f64>| {
        row.extend(census.days_by_quarter().enumerate().map(|(quarter, days)| {
            let rest = outcome.horizon_days - quarter as f64 * DAYS_PER_QUARTER;
            days / rest.min(DAYS_PER_QUARTER)
        }));
    };
    for stream in streams {
        let stream = &outcome.streams[stream.index()];
        average(&stream.london_census, row);
        average(&stream.elsewhere_census, row);
        let from = row.len();
        average(&stream.waiting_census, row);
        let to = row.len();
        average(&stream.not_proceeding_census, row);
        for quarter in 0..to - from {
            row[to + quarter] += row[from + quarter];
        }
        row.extend(stream.requests.iter().map(|count| f64::from(*count)));
        row.extend(stream.placed_london.iter().zip(&stream.placed_elsewhere).map(|(london, elsewhere)| f64::from(london + elsewhere)));
    }
    average(&outcome.step_down_census, row);
}
