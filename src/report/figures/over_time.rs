//! Welfare beds in use, quarter by quarter.

use super::{period_of, replications};
use crate::analysis::Summary;
use crate::analysis::closely::quarters::census_london;
use crate::analysis::summary::QuarterPoint;
use crate::model::{ProvisionOption, RunSettings, Scenario, Stream};
use crate::report::Answer;
use crate::report::figure::{Axis, Band, Fan, FanLine, Figure, Plot, Unsourced};
use crate::report::findings::{self, Beds, word};
use crate::report::tables::{Cell, Table};
use crate::report::wording::{number, uncapital};
use crate::sim::Player;

/// Possible futures that are drawn whole, the first by number: more could not be told apart.
const PATHS: u32 = 3;

/// What is counted quarter by quarter.
enum Counted<'a> {
    /// Children in the London beds of an option.
    Beds(&'a ProvisionOption),
    /// Children who wait for a place.
    Waiting,
}

/// A number over the quarters of a run in all futures; `paths` are futures drawn whole, by years since the start.
fn quarterly(points: &[QuarterPoint], stream: Stream, run: &RunSettings, counted: Counted<'_>, paths: Vec<Vec<[f64; 2]>>) -> Fan {
    let (unit, label) = match counted {
        Counted::Beds(_) => ("beds in use", "Children on an average day of the quarter"),
        Counted::Waiting => ("children waiting", "Children waiting on an average day of the quarter"),
    };
    let (beds, total) = match counted {
        Counted::Beds(option) => (findings::beds_over_time(option, stream, run), Beds::of(option, stream).total()),
        Counted::Waiting => (Vec::new(), 0),
    };
    let of = |value: fn(&QuarterPoint) -> f64| points.iter().map(value).collect::<Vec<f64>>();
    let band = |label: &str, ends: fn(&QuarterPoint) -> [f64; 2]| Band { label: label.to_owned(), ends: points.iter().map(ends).collect() };
    let highest = points.iter().map(|point| point.p95).chain(paths.iter().flatten().map(|[_, number]| *number));
    let highest = highest.fold(f64::from(total), f64::max);
    Fan {
        axis: Axis::new(label, 0.0, if highest > 0.0 { highest * 1.08 } else { 1.0 }),
        unit: unit.to_owned(),
        start: run.start,
        years: points.len() as f64 / 4.0,
        months_each: 3,
        line: FanLine::Median,
        mean: of(|point| point.mean),
        median: of(|point| point.p50),
        bands: vec![
            band("nine in ten possible futures", |point| [point.p05, point.p95]),
            band("half of the possible futures", |point| [point.p25, point.p75]),
        ],
        paths,
        beds,
        beds_label: format!("{total} beds"),
        moments: Vec::new(),
    }
}

/// The beds of a stream in use under an option over the years; none for an option without such beds. `option` is its place among those run,
/// `paths` are futures drawn whole, quarter by quarter.
pub fn beds_over_time(scenario: &Scenario, summary: &Summary, option: usize, stream: Stream, paths: &[Vec<f64>]) -> Option<Unsourced> {
    let found = summary.options.get(option)?;
    let described = scenario.option(&found.id)?;
    let beds = Beds::of(described, stream);
    if beds.total() == 0 {
        return None;
    }
    let series = findings::series(found, &format!("census_london_{}", stream.key()))?;
    let points = findings::points(series, f64::from(beds.total()));
    let said = findings::over_time(summary, option, stream, beds, described)?;
    let title = format!("“{}”: {}", found.name, uncapital(&said));
    let subtitle = format!("Children in {} placements in London homes, average of each quarter, {}", word(stream), period_of(scenario));
    let data = quarters(&points, &scenario.run, paths);
    let paths: Vec<Vec<[f64; 2]>> = paths
        .iter()
        .map(|path| path.iter().enumerate().map(|(quarter, number)| [(quarter as f64 + 0.5) / 4.0, *number]).collect())
        .collect();
    let whole = if paths.is_empty() { "" } else { " Each thin line is one possible future: none runs along the middle." };
    let note = format!("{BANDS}{whole}");
    let plot = Plot::Fan(quarterly(&points, stream, &scenario.run, Counted::Beds(described), paths));
    Some(Unsourced::new(&format!("over-time-{}", found.id), [&title, &subtitle], (plot, data), &note, replications(summary.replications)))
}

/// The children who wait for a place of a stream under an option over the years; none where hardly anybody waits.
pub fn waiting_over_time(scenario: &Scenario, summary: &Summary, option: usize, stream: Stream) -> Option<Unsourced> {
    let (found, key) = (summary.options.get(option)?, format!("{}_waiting", stream.key()));
    let waiting = summary.estimate(option, &key).filter(|estimate| estimate.mean >= 0.05)?;
    let points = findings::points(findings::series(found, &key)?, f64::INFINITY);
    let title = format!("“{}”: on an average day {} children wait for a {} placement", found.name, number(waiting.mean, 1), word(stream));
    let subtitle = format!("Children waiting for {} placements, average of each quarter, {}", word(stream), period_of(scenario));
    let plot = Plot::Fan(quarterly(&points, stream, &scenario.run, Counted::Waiting, Vec::new()));
    let drawn = (plot, quarters(&points, &scenario.run, &[]));
    Some(Unsourced::new(&format!("waiting-{}", found.id), [&title, &subtitle], drawn, BANDS, replications(summary.replications)))
}

/// How to read the bands.
const BANDS: &str = "The dark band holds half of the simulated futures and the light one nine in ten, quarter by quarter.";

/// The numbers quarter by quarter, those of futures drawn whole beside them.
fn quarters(points: &[QuarterPoint], run: &RunSettings, paths: &[Vec<f64>]) -> Table {
    let futures: Vec<String> = (1..=paths.len()).map(|future| format!("Future {future}")).collect();
    let columns = ["Quarter", "Mean", "5th percentile", "25th", "Median", "75th", "95th"];
    let columns: Vec<&str> = columns.into_iter().chain(futures.iter().map(String::as_str)).collect();
    let mut data = Table::new("", "", &columns);
    for (quarter, point) in points.iter().enumerate() {
        let months = run.start.plus_months(quarter as i32 * 3);
        let numbers = [point.mean, point.p05, point.p25, point.p50, point.p75, point.p95].map(|value| Cell::number(value, 1));
        let futures = paths.iter().map(|path| Cell::number(path.get(quarter).copied().unwrap_or(f64::NAN), 1));
        data.rows.push(std::iter::once(Cell::text(format!("from {months}"))).chain(numbers).chain(futures).collect());
    }
    data
}

/// The welfare beds in use under an option over the years; none for an option without such beds. `player` plays the scenario of the answer.
pub fn figure(answer: &Answer, player: &mut Player, option: usize) -> Option<Figure> {
    let (stream, summary) = (Stream::Welfare, &answer.summary);
    let at = answer.scenario.options.iter().position(|described| described.id == summary.options[option].id)?;
    if Beds::of(&answer.scenario.options[at], stream).total() == 0 {
        return None;
    }
    let paths: Vec<Vec<f64>> =
        (0..PATHS.min(summary.replications)).map(|future| census_london(&player.chronicle(future, at), stream)).collect();
    Some(beds_over_time(&answer.scenario, summary, option, stream, &paths)?.sourced(&answer.scenario, &answer.sha256))
}
