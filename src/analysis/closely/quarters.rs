//! One future as a series of quarters, like the series behind the measures.

use crate::model::Stream;
use crate::sim::outcome::DAYS_PER_QUARTER;
use crate::sim::{Chronicle, Ending, Place};

/// Children of a stream in London homes on an average day of each quarter of the horizon; the last quarter may be cut short by its end.
pub fn census_london(chronicle: &Chronicle, stream: Stream) -> Vec<f64> {
    let (start, end) = (chronicle.start_day, chronicle.end_day);
    let mut child_days = vec![0.0; ((end - start) / DAYS_PER_QUARTER).ceil() as usize];
    let bounds = |quarter: usize| (start + quarter as f64 * DAYS_PER_QUARTER, (start + (quarter + 1) as f64 * DAYS_PER_QUARTER).min(end));
    for child in chronicle.children.iter().filter(|child| child.episode.stream == stream) {
        let Ending::Placed { place: Place::London { .. }, admission_day, discharge_day, .. } = child.episode.ending else { continue };
        for (quarter, days) in child_days.iter_mut().enumerate() {
            let (from, to) = bounds(quarter);
            *days += (discharge_day.unwrap_or(end).min(to) - admission_day.max(from)).max(0.0);
        }
    }
    let averages = child_days.iter().enumerate().map(|(quarter, days)| {
        let (from, to) = bounds(quarter);
        days / (to - from)
    });
    averages.collect()
}
