//! Welfare beds in use, quarter by quarter.

use super::{period, source};
use crate::model::Stream;
use crate::report::Answer;
use crate::report::figure::{Axis, Fan, Figure, Plot};
use crate::report::findings::{self, Beds};
use crate::report::tables::{Cell, Table};
use crate::report::wording::uncapital;

/// The welfare beds in use under an option over the years; none for an option without such beds.
pub fn figure(answer: &Answer, option: usize) -> Option<Figure> {
    let stream = Stream::Welfare;
    let found = answer.summary.options.get(option)?;
    let described = answer.scenario.option(&found.id)?;
    let beds = Beds::of(described, stream);
    if beds.total() == 0 {
        return None;
    }
    let series = findings::series(found, &format!("census_london_{}", stream.key()))?;
    let points = findings::points(series, f64::from(beds.total()));
    let run = &answer.scenario.run;
    let said = findings::over_time(&answer.summary, option, stream, beds)?;
    let title = format!("“{}”: {}", found.name, uncapital(said.trim_end_matches('.')));
    let subtitle = format!("Children in welfare placements in London homes, average of each quarter, {}", period(answer));
    let id = format!("over-time-{}", found.id);
    let mut data =
        Table::new(&id, format!("{}: {subtitle}", found.name), &["Quarter", "Mean", "5th percentile", "25th", "Median", "75th", "95th"]);
    for (quarter, point) in points.iter().enumerate() {
        let months = run.start.plus_months(quarter as i32 * 3);
        let numbers = [point.mean, point.p05, point.p25, point.p50, point.p75, point.p95].map(|value| Cell::number(value, 1));
        data.rows.push(std::iter::once(Cell::text(format!("from {months}"))).chain(numbers).collect());
    }
    let top = points.iter().map(|point| point.p95).fold(f64::from(beds.total()), f64::max);
    let planned = findings::beds_over_time(described, stream, run);
    Some(Figure {
        id,
        title,
        subtitle,
        plot: Plot::Fan(Fan {
            axis: Axis { label: "Children on an average day of the quarter".into(), low: 0.0, high: top * 1.08, suffix: "" },
            start_year: f64::from(run.start.year()) + f64::from(run.start.month() - 1) / 12.0,
            points,
            beds: planned,
            beds_label: format!("{} beds", beds.total()),
        }),
        note: "The dark band holds half of the simulated futures and the light one nine in ten, quarter by quarter. No single future runs along \
               the middle: each rises and falls within the bands."
            .into(),
        source: source(answer),
        data,
    })
}
