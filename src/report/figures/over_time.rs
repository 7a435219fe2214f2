//! Welfare beds in use, quarter by quarter.

use super::{period, source};
use crate::analysis::closely::quarters::census_london;
use crate::model::Stream;
use crate::report::Answer;
use crate::report::figure::{Axis, Fan, Figure, Plot};
use crate::report::findings::{self, Beds};
use crate::report::tables::{Cell, Table};
use crate::report::wording::uncapital;
use crate::sim::Player;

/// Possible futures that are drawn whole, the first by number: more could not be told apart.
const PATHS: u32 = 3;

/// The welfare beds in use under an option over the years; none for an option without such beds. `player` plays the scenario of the answer.
pub fn figure(answer: &Answer, player: &mut Player, option: usize) -> Option<Figure> {
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
    let said = findings::over_time(&answer.summary, option, stream, beds, described)?;
    let title = format!("“{}”: {}", found.name, uncapital(said.trim_end_matches('.')));
    let subtitle = format!("Children in welfare placements in London homes, average of each quarter, {}", period(answer));
    let id = format!("over-time-{}", found.id);
    let at = answer.scenario.options.iter().position(|option| option.id == found.id)?;
    let paths: Vec<Vec<f64>> =
        (0..PATHS.min(answer.summary.replications)).map(|future| census_london(&player.chronicle(future, at), stream)).collect();
    let futures: Vec<String> = (1..=paths.len()).map(|future| format!("Future {future}")).collect();
    let columns = ["Quarter", "Mean", "5th percentile", "25th", "Median", "75th", "95th"];
    let columns: Vec<&str> = columns.into_iter().chain(futures.iter().map(String::as_str)).collect();
    let mut data = Table::new(&id, format!("{}: {subtitle}", found.name), &columns);
    for (quarter, point) in points.iter().enumerate() {
        let months = run.start.plus_months(quarter as i32 * 3);
        let numbers = [point.mean, point.p05, point.p25, point.p50, point.p75, point.p95].map(|value| Cell::number(value, 1));
        let futures = paths.iter().map(|path| Cell::number(path.get(quarter).copied().unwrap_or(f64::NAN), 1));
        data.rows.push(std::iter::once(Cell::text(format!("from {months}"))).chain(numbers).chain(futures).collect());
    }
    let highest = points.iter().map(|point| point.p95).chain(paths.iter().flatten().copied());
    let top = highest.fold(f64::from(beds.total()), f64::max);
    let planned = findings::beds_over_time(described, stream, run);
    Some(Figure {
        id,
        title,
        subtitle,
        plot: Plot::Fan(Fan {
            axis: Axis { label: "Children on an average day of the quarter".into(), low: 0.0, high: top * 1.08, suffix: "" },
            start_year: f64::from(run.start.year()) + f64::from(run.start.month() - 1) / 12.0,
            points,
            paths,
            beds: planned,
            beds_label: format!("{} beds", beds.total()),
        }),
        note: "The dark band holds half of the simulated futures and the light one nine in ten, quarter by quarter. Each thin line is \
               one possible future: none runs along the middle."
            .into(),
        source: source(answer),
        written_text: String::new(),
        data,
    })
}
