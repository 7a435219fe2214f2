//! The tables of a pack: options, results, differences, homes, occupancy, quarters, the review's figures, the register of assumptions.

use super::Answer;
use super::claims;
use super::figures::period;
use super::findings::Beds;
use super::register::register;
use super::tables::{Cell, Symbol, Table};
use super::wording::{month, percent, short_number, supported_decimals};
use crate::analysis::gate::{self, Verdict};
use crate::analysis::{Estimate, MeasureSpec, MeasureUnit};
use crate::model::demand::AGES;
use crate::model::evidence::FigureUnit;
use crate::model::{Home, LinkedHome, Sexes, Stream};

/// Measures in the table that compares options: key and heading.
const COMPARED: [(&str, &str); 9] = [
    ("welfare_placed_share", "Requests placed, %"),
    ("welfare_london_share", "Placed in London, %"),
    ("welfare_waiting", "Children waiting"),
    ("welfare_mean_wait_days", "Mean wait, days"),
    ("welfare_mean_distance_miles", "Miles from home"),
    ("welfare_all_full_share", "Nights full, %"),
    ("census_london", "Children in homes"),
    ("justice_london_share", "Justice in London, %"),
    ("blocked_bed_days_per_year", "Blocked bed-days a year"),
];

/// Every table of an answer.
pub fn tables(answer: &Answer) -> Vec<Table> {
    let streams: Vec<Stream> = answer.streams().collect();
    let mut tables = vec![
        options(answer),
        comparison(answer),
        results(answer),
        differences(answer),
        homes(answer),
        occupancy(answer),
        quarters(answer),
        review(answer),
    ];
    let main = tables.len();
    tables.extend(super::studies::tables(answer));
    let studied = tables.len();
    tables.extend(super::costs::tables(answer));
    tables.extend(super::criteria::every(answer, &super::criteria::of(answer)));
    tables.extend([register(&answer.scenario, &streams), definitions(answer)]);
    for (index, table) in tables.iter_mut().enumerate() {
        // Tables of the long analyses say themselves on what they rest.
        let is_apart = table.id.starts_with("criteria-") || (main..studied).contains(&index);
        if !is_apart && !matches!(table.id.as_str(), "assumptions" | "options" | "definitions" | "review") {
            table.notes.push(format!(
                "Modelled, not observed: means of {}. Intervals are 95% intervals of the mean; percentiles are between futures.",
                super::figures::replications(answer.summary.replications)
            ));
        }
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// What each option is.
pub fn options(answer: &Answer) -> Table {
    let columns = ["Option", "Id", "Part", "Welfare beds", "Justice beds", "Beds for either", "Places", "Description"];
    let mut table = Table::new("options", "Options: homes, beds and step-down places of each", &columns);
    let none = || Cell::Missing(Symbol::NotApplicable);
    for found in &answer.summary.options {
        let Some(option) = answer.scenario.option(&found.id) else { continue };
        let mut push = |part: String, beds: [Cell; 3], places: Cell, words: String| {
            let [welfare, justice, either] = beds;
            table.rows.push(vec![
                Cell::text(&option.name),
                Cell::text(&option.id),
                Cell::text(part),
                welfare,
                justice,
                either,
                places,
                Cell::text(words),
            ]);
        };
        let beds = |stream| Beds::of(option, stream);
        let totals = [beds(Stream::Welfare).own, beds(Stream::Justice).own, beds(Stream::Welfare).either].map(Cell::whole);
        let note = if option.note.is_empty() { "No description is in the scenario file.".to_owned() } else { option.note.clone() };
        push("Whole option".into(), totals, none(), format!("{note} {}.", option.source.sentence().trim_end_matches('.')));
        for home in &option.homes {
            let beds = [home.welfare_beds, home.justice_beds, home.either_beds].map(Cell::whole);
            push(home.name.clone(), beds, none(), home_words(home));
        }
        for unit in &option.step_down_units {
            let linked = match &unit.linked_home {
                LinkedHome::Any => "any London home".to_owned(),
                LinkedHome::Home(id) => format!("home “{id}”"),
            };
            let words = format!("Step-down for {linked}; mean stay {} days.", short_number(unit.stay.mean_days, 1));
            push(unit.name.clone(), [none(), none(), none()], Cell::whole(unit.places), words);
        }
        if let Some(facility) = &option.open_facility {
            let words = format!(
                "Open (not secure) facility; {} of children about to be requested could come here instead, and for {} of those no request follows.",
                percent(facility.divertible_share),
                percent(facility.prevents_share)
            );
            push("Open facility".into(), [none(), none(), none()], Cell::whole(facility.places), words);
        }
    }
    table
}

/// A home in words: where it is, and what is not usual about it.
fn home_words(home: &Home) -> String {
    let mut parts = vec![home.site.name.clone()];
    parts.extend(home.opens.map(|opens| format!("opens {}", month(opens))));
    parts.extend(home.closes.map(|closes| format!("no admissions from {}", month(closes))));
    if let Some(outage) = home.outage {
        parts.push(format!("no admissions for {} months from {}", short_number(outage.months, 1), month(outage.from)));
    }
    if home.ramp_up_months > 0.0 {
        parts.push(format!("all beds open after {} months", short_number(home.ramp_up_months, 1)));
    }
    if home.staffed_share < 1.0 {
        let days = short_number(home.mean_closure_days, 1);
        parts.push(format!("{} of beds can be used on average, the rest closed {days} days at a time", percent(home.staffed_share)));
    }
    if home.decline_share > 0.0 {
        parts.push(format!("declines {} of children", percent(home.decline_share)));
    }
    match home.accepts.sexes {
        Sexes::Both => {}
        Sexes::Girls => parts.push("girls only".to_owned()),
        Sexes::Boys => parts.push("boys only".to_owned()),
    }
    if (home.accepts.youngest_years, home.accepts.oldest_years) != (*AGES.start(), *AGES.end()) {
        parts.push(format!("ages {} to {}", home.accepts.youngest_years, home.accepts.oldest_years));
    }
    format!("{}.", parts.join("; "))
}

/// Options as rows, a few measures as columns.
pub fn comparison(answer: &Answer) -> Table {
    let summary = &answer.summary;
    let columns: Vec<(&str, &str)> = COMPARED.into_iter().filter(|(key, _)| summary.measure_index(key).is_some()).collect();
    let headings: Vec<&str> = std::iter::once("Option").chain(columns.iter().map(|(_, heading)| *heading)).collect();
    let mut table = Table::new(
        "comparison",
        format!("Comparison of options: welfare placements unless said otherwise, means, {}", period(answer)),
        &headings,
    );
    for (index, option) in summary.options.iter().enumerate() {
        let cell = |key: &str| {
            let at = summary.measure_index(key)?;
            Some(mean(summary.measures.get(at)?, option.measures.get(at)?))
        };
        let cells = columns.iter().map(|(key, _)| match *key {
            "welfare_all_full_share" if has_no_beds(answer, index) => Cell::Missing(Symbol::NotApplicable),
            key => cell(key).unwrap_or(Cell::Missing(Symbol::NotAvailable)),
        });
        table.rows.push(std::iter::once(Cell::text(&option.name)).chain(cells).collect());
    }
    table.notes.push(
        "Placed in London: of those placed. Nights full: no welfare bed in London is free. Children in homes: in London homes on an average \
         day, all streams. Blocked: held by children who are ready for step-down."
            .into(),
    );
    table
}

fn has_no_beds(answer: &Answer, option: usize) -> bool {
    let described = answer.summary.options.get(option).and_then(|option| answer.scenario.option(&option.id));
    described.is_none_or(|option| Beds::of(option, Stream::Welfare).total() == 0)
}

fn scale(unit: MeasureUnit) -> f64 {
    if unit == MeasureUnit::Share { 100.0 } else { 1.0 }
}

fn unit(unit: MeasureUnit) -> &'static str {
    match unit {
        MeasureUnit::Children => "on an average day",
        MeasureUnit::PerYear => "a year",
        MeasureUnit::Days => "days",
        MeasureUnit::Share => "percent",
        MeasureUnit::Miles => "miles",
        MeasureUnit::Pounds => "£",
        MeasureUnit::MillionPounds => "£ million",
    }
}

/// Decimals that an estimate supports.
fn decimals(spec: &MeasureSpec, estimate: &Estimate) -> usize {
    supported_decimals((estimate.high - estimate.low) / 2.0 * scale(spec.unit))
}

fn mean(spec: &MeasureSpec, estimate: &Estimate) -> Cell {
    Cell::number(estimate.mean * scale(spec.unit), decimals(spec, estimate).min(1))
}

const ESTIMATE: [&str; 8] = [
    "Mean",
    "Lower end of 95% interval",
    "Upper end of 95% interval",
    "5th percentile",
    "25th percentile",
    "Median",
    "75th percentile",
    "95th percentile",
];

fn estimate_cells(spec: &MeasureSpec, estimate: &Estimate) -> impl Iterator<Item = Cell> {
    let decimals = decimals(spec, estimate);
    let scale = scale(spec.unit);
    let values = [estimate.mean, estimate.low, estimate.high, estimate.p05, estimate.p25, estimate.p50, estimate.p75, estimate.p95];
    values.into_iter().map(move |value| Cell::number(value * scale, decimals))
}

/// Every measure of every option.
fn results(answer: &Answer) -> Table {
    let columns: Vec<&str> = ["Option", "Measure", "Unit"].into_iter().chain(ESTIMATE).collect();
    let mut table = Table::new("results", format!("Results: every measure of every option, {}", period(answer)), &columns);
    for option in &answer.summary.options {
        for (spec, estimate) in answer.summary.measures.iter().zip(&option.measures) {
            let head = [Cell::text(&option.name), Cell::text(&spec.label), Cell::text(unit(spec.unit))];
            table.rows.push(head.into_iter().chain(estimate_cells(spec, estimate)).collect());
        }
    }
    table
}

/// Every measure of every option against the baseline.
fn differences(answer: &Answer) -> Table {
    let summary = &answer.summary;
    let baseline = summary.options.get(summary.baseline).map_or("", |option| option.name.as_str());
    let columns = [
        "Option",
        "Measure",
        "Unit",
        "Difference",
        "Lower end of 95% interval",
        "Upper end of 95% interval",
        "Better in futures of 100",
        "Reading",
    ];
    let mut table =
        Table::new("differences", format!("Differences to “{baseline}”: the same children in every option, {}", period(answer)), &columns);
    for (index, option) in summary.options.iter().enumerate() {
        let Some(found) = summary.differences(index) else { continue };
        for (spec, difference) in summary.measures.iter().zip(found).filter(|(_, difference)| difference.mean.is_finite()) {
            let decimals = supported_decimals((difference.high - difference.low) / 2.0 * scale(spec.unit));
            let cell = |value: f64| Cell::number(value * scale(spec.unit), decimals);
            let better = claims::futures(&difference).map_or(Cell::Missing(Symbol::NotApplicable), |futures| Cell::whole(futures[0]));
            let reading = match () {
                () if difference.low > 0.0 => "more",
                () if difference.high < 0.0 => "less",
                () if difference.low == 0.0 && difference.high == 0.0 => "the same",
                () => "no clear difference",
            };
            let unit = if spec.unit == MeasureUnit::Share { "percentage points" } else { unit(spec.unit) };
            let head = [Cell::text(&option.name), Cell::text(&spec.label), Cell::text(unit)];
            let numbers = [cell(difference.mean), cell(difference.low), cell(difference.high), better, Cell::text(reading)];
            table.rows.push(head.into_iter().chain(numbers).collect());
        }
    }
    table
}

/// Every measure of every home.
fn homes(answer: &Answer) -> Table {
    let columns: Vec<&str> = ["Option", "Home", "Measure", "Unit"].into_iter().chain(ESTIMATE).collect();
    let mut table = Table::new("homes", format!("Homes: every measure of every London home, {}", period(answer)), &columns);
    for option in &answer.summary.options {
        for home in &option.homes {
            for (spec, estimate) in answer.summary.home_measures.iter().zip(&home.measures) {
                let head = [Cell::text(&option.name), Cell::text(&home.name), Cell::text(&spec.label), Cell::text(unit(spec.unit))];
                table.rows.push(head.into_iter().chain(estimate_cells(spec, estimate)).collect());
            }
        }
    }
    table
}

/// How often exactly so many London beds are in use.
fn occupancy(answer: &Answer) -> Table {
    let title = format!("Occupancy: percent of the time with exactly so many London beds in use, {}", period(answer));
    let mut table = Table::new("occupancy", title, &["Option", "Stream", "Beds in use", "Percent of the time"]);
    for option in &answer.summary.options {
        let Some(described) = answer.scenario.option(&option.id) else { continue };
        for stream in answer.streams() {
            let beds = Beds::of(described, stream).total();
            let Some(of) = option.occupancy_distributions.iter().find(|of| of.key == stream.key()).filter(|_| beds > 0) else { continue };
            for (n, share) in of.shares.iter().take(beds as usize + 1).enumerate() {
                let numbers = [Cell::whole(u32::try_from(n).unwrap_or(u32::MAX)), Cell::number(share * 100.0, 1)];
                table.rows.push([Cell::text(&option.name), Cell::text(stream.label())].into_iter().chain(numbers).collect());
            }
        }
    }
    table
}

/// Every series, quarter by quarter.
fn quarters(answer: &Answer) -> Table {
    let columns =
        ["Option", "Series", "Quarter from", "Mean", "5th percentile", "25th percentile", "Median", "75th percentile", "95th percentile"];
    let mut table = Table::new("quarters", format!("Quarter by quarter, {}", period(answer)), &columns);
    let streams: Vec<&str> =
        Stream::ALL.into_iter().filter(|stream| !answer.streams().any(|with| with == *stream)).map(Stream::key).collect();
    for option in &answer.summary.options {
        for series in option.quarterly.iter().filter(|series| !streams.iter().any(|key| series.key.contains(key))) {
            for (quarter, point) in (0..).zip(&series.points) {
                let head = [
                    Cell::text(&option.name),
                    Cell::text(&series.label),
                    Cell::text(answer.scenario.run.start.plus_months(quarter * 3).to_string()),
                ];
                let numbers = [point.mean, point.p05, point.p25, point.p50, point.p75, point.p95].map(|value| Cell::number(value, 1));
                table.rows.push(head.into_iter().chain(numbers).collect());
            }
        }
    }
    table
}

/// The review's figures beside what the first option gives.
pub fn review(answer: &Answer) -> Table {
    let first = answer.summary.options.first().map_or("", |option| option.name.as_str());
    let columns = ["Figure", "Where in the review", "Observed: as the review prints it", "Modelled", "Unit", "Verdict"];
    let title = format!("The review's figures, and what the model gives back under “{first}”");
    let mut table = Table::new("review", title, &columns);
    for compared in gate::compare(&answer.scenario, &answer.summary) {
        let (scale, unit) = match compared.figure.unit {
            FigureUnit::Share => (100.0, "percent"),
            FigureUnit::Children => (1.0, "children"),
            FigureUnit::Requests => (1.0, "requests"),
            FigureUnit::Miles => (1.0, "miles"),
            FigureUnit::Months => (1.0, "months"),
            FigureUnit::Days => (1.0, "days"),
            FigureUnit::Boroughs => (1.0, "boroughs"),
        };
        let found = compared.found.map_or(Cell::Missing(Symbol::NotAvailable), |found| {
            let half_width = (found.high - found.low) / 2.0 * scale;
            Cell::number(found.mean * scale, supported_decimals(half_width).min(1))
        });
        let verdict = match compared.verdict {
            Verdict::Agrees => "given back".to_owned(),
            Verdict::Differs => "not given back".to_owned(),
            Verdict::Unclear => "too few replications to tell".to_owned(),
            Verdict::NotComparable(_) => "not comparable: the scenario is not about the review's year".to_owned(),
            Verdict::NoValue => "no value".to_owned(),
        };
        table.rows.push(vec![
            Cell::text(&compared.figure.label),
            Cell::text(&compared.figure.paragraph),
            Cell::text(&compared.figure.printed),
            found,
            Cell::text(unit),
            Cell::text(verdict),
        ]);
    }
    table
}

/// What each measure means and how one replication gives it.
pub fn definitions(answer: &Answer) -> Table {
    let mut table = Table::new(
        "definitions",
        "Definitions: what each measure means and how one replication gives it",
        &["Measure", "Unit", "Meaning", "Formula"],
    );
    let mut names: Vec<&str> = Vec::new();
    for spec in answer.summary.measures.iter().chain(&answer.summary.home_measures) {
        if !names.contains(&spec.name) {
            names.push(spec.name);
            let label = spec.label.split(':').next().unwrap_or(&spec.label);
            table.rows.push([label, unit(spec.unit), spec.definition, spec.formula].map(Cell::text).to_vec());
        }
    }
    table
}
