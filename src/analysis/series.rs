//! What is followed quarter by quarter.

use crate::model::Stream;
use crate::sim::Outcome;
use crate::sim::outcome::DAYS_PER_QUARTER;

/// A series: its key in the machine-readable output and its name on screen.
pub struct SeriesSpec {
    /// Key.
    pub key: String,
    /// Name on screen.
    pub label: String,
}

/// What is followed, for the streams reported.
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
