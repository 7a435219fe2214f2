//! The answer for people: options as rows, a few measures a table, within 100 columns.

use std::fmt::Write;

use crate::analysis::{Difference, Estimate, MeasureUnit, Summary};
use crate::model::validate::figure;
use crate::report::Answer;
use crate::report::method::census_told;

/// A column: its heading and the key of its measure.
type Column = (&'static str, &'static str);

const REQUESTS: [Column; 4] = [
    ("placed", "welfare_placed_share"),
    ("in London", "welfare_london_share"),
    ("waiting", "welfare_waiting"),
    ("days' wait", "welfare_mean_wait_days"),
];
/// Only where somebody supplies a figure of police custody.
const POLICE_CUSTODY: [Column; 4] = [
    ("placed", "police_custody_placed_share"),
    ("in London", "police_custody_london_share"),
    ("waiting", "police_custody_waiting"),
    ("days' wait", "police_custody_mean_wait_days"),
];
const HOMES: [Column; 4] = [
    ("beds in use", "census_london"),
    ("nights full", "welfare_all_full_share"),
    ("miles", "welfare_mean_distance_miles"),
    ("justice", "justice_london_share"),
];
const DIFFERENCES: [Column; 4] = [
    ("placed", "welfare_placed_share"),
    ("waiting", "welfare_waiting"),
    ("days' wait", "welfare_mean_wait_days"),
    ("miles", "welfare_mean_distance_miles"),
];
/// Width of a column, the gap before it included.
const WIDTH: usize = 17;

/// The tables, ending with a line feed.
pub fn text(answer: &Answer) -> String {
    let Answer { scenario, sha256, summary, .. } = answer;
    let run = &scenario.run;
    let file: String = sha256.chars().take(12).collect();
    let years = match &scenario.today {
        Some(today) => format!("{} years, without a warm-up from a census of {}", run.horizon_years, census_told(today)),
        None => format!("{} years after {} of warm-up", run.horizon_years, run.warm_up_years),
    };
    let replications = match summary.replications {
        1 => "1 replication".to_owned(),
        many => format!("{} replications", figure(f64::from(many))),
    };
    let mut out = format!("{}\n{replications} of {years}; seed {}; file {file}\n", scenario.name, run.seed);
    out.push_str("Mean over replications ± half the width of its 95% interval\n");
    let estimates =
        |option: usize, index: usize, unit| summary.options[option].measures.get(index).map(|estimate| estimate_cell(unit, estimate));
    let title = "Welfare requests: share placed, share of those in London, children waiting, days until placed";
    table(&mut out, title, summary, &REQUESTS, estimates);
    if summary.measure_index(POLICE_CUSTODY[0].1).is_some() {
        let title = "Police custody requests: share placed, share of those in London, children waiting, days until placed";
        table(&mut out, title, summary, &POLICE_CUSTODY, estimates);
    }
    let title = "London homes: beds in use, share of nights with no welfare bed free; miles from home (welfare);\nshare of justice placements in London";
    table(&mut out, title, summary, &HOMES, estimates);
    if summary.options.len() > 1 {
        let baseline = summary.options.get(summary.baseline).map_or("", |option| option.id.as_str());
        let title = format!("Difference to {baseline}; in brackets, better in so many of 100 possible futures");
        let differences: Vec<_> = (0..summary.options.len()).map(|option| summary.differences(option)).collect();
        table(&mut out, &title, summary, &DIFFERENCES, |option, index, unit| {
            differences[option].as_ref()?.get(index).map(|difference| difference_cell(unit, difference))
        });
    }
    out
}

/// One table. Options for which `cell` has nothing in any column are left out.
fn table(out: &mut String, title: &str, summary: &Summary, columns: &[Column], cell: impl Fn(usize, usize, MeasureUnit) -> Option<String>) {
    let columns: Vec<(&str, usize, MeasureUnit)> = columns
        .iter()
        .filter_map(|(heading, key)| {
            let index = summary.measure_index(key)?;
            Some((*heading, index, summary.measures.get(index)?.unit))
        })
        .collect();
    let label = summary.options.iter().map(|option| option.id.len()).max().unwrap_or(0);
    // Writing to a text in memory cannot fail.
    let _ = write!(out, "\n{title}\n{:label$}", "");
    for (heading, _, _) in &columns {
        let _ = write!(out, "{heading:>WIDTH$}");
    }
    out.push('\n');
    for (at, option) in summary.options.iter().enumerate() {
        let cells: Vec<Option<String>> = columns.iter().map(|(_, index, unit)| cell(at, *index, *unit)).collect();
        if cells.iter().all(Option::is_none) {
            continue;
        }
        let _ = write!(out, "{:label$}", option.id);
        for cell in cells {
            let _ = write!(out, "{:>WIDTH$}", cell.unwrap_or_default());
        }
        out.push('\n');
    }
}

fn estimate_cell(unit: MeasureUnit, estimate: &Estimate) -> String {
    if estimate.mean.is_nan() {
        return "–".to_owned();
    }
    let percent = if unit == MeasureUnit::Share { "%" } else { "" };
    format!("{}{percent}{}", number(unit, estimate.mean), half_width(unit, estimate.low, estimate.high))
}

fn difference_cell(unit: MeasureUnit, difference: &Difference) -> String {
    if difference.mean.is_nan() {
        return "–".to_owned();
    }
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    let better = difference.better_share * 100.0;
    let better = if better.is_nan() { String::new() } else { format!(" ({better:.0})") };
    format!("{sign}{}{}{better}", number(unit, difference.mean), half_width(unit, difference.low, difference.high))
}

/// Half the width of an interval; nothing where one replication gives none.
fn half_width(unit: MeasureUnit, low: f64, high: f64) -> String {
    let half = (high - low) / 2.0;
    if half.is_nan() { String::new() } else { format!(" ±{}", number(unit, half)) }
}

/// One decimal, which large figures do without; shares as percent.
fn number(unit: MeasureUnit, value: f64) -> String {
    let shown = if unit == MeasureUnit::Share { value * 100.0 } else { value };
    if shown.abs() < 99.95 || unit == MeasureUnit::Share { format!("{shown:.1}") } else { format!("{shown:.0}") }
}
