//! Tables of the eight criteria: consequences in natural units first, then scales, scores, worth, ranks and the log.

use crate::analysis::criteria::{Appraised, Consequence, Shares};
use crate::analysis::{Estimate, MeasureSpec, MeasureUnit};
use crate::model::appraisal::{Anchor, SuccessFactor};
use crate::model::{Criterion, Scenario};

use super::super::Answer;
use super::super::futures::{unit_word, with_unit};
use super::super::tables::{Cell, Symbol, Table};
use super::super::wording::{estimate, number, short_number, supported_decimals};
use super::{ILLUSTRATIVE, is_illustrative};

/// An estimate in its own unit: the mean, and where nine of ten futures lie.
pub fn natural(spec: &MeasureSpec, value: &Estimate) -> Option<(String, String)> {
    let (pound, after) = match spec.unit {
        MeasureUnit::Pounds => ("£", ""),
        MeasureUnit::MillionPounds => ("£", "m"),
        unit => ("", unit_word(unit)),
    };
    let written = estimate(spec.unit, value)?.value;
    let mean = format!("{pound}{written}{}", if pound.is_empty() { "" } else { after });
    let range = ends(spec, value).map(|[low, high]| format!("{pound}{low} to {pound}{high}{after}"));
    Some((mean, range.unwrap_or_default()))
}

/// The same where the unit is said once for several.
pub fn natural_without_unit(spec: &MeasureSpec, value: &Estimate) -> Option<(String, String)> {
    let written = estimate(spec.unit, value)?.value;
    let range = ends(spec, value).map(|[low, high]| format!("{low} to {high}"));
    Some((written.trim_end_matches('%').to_owned(), range.unwrap_or_default()))
}

/// Between which values nine of ten futures lie; nothing where all are the same.
fn ends(spec: &MeasureSpec, value: &Estimate) -> Option<[String; 2]> {
    let scale = if spec.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
    let spread = (value.p95 - value.p05) * scale;
    let end = |value: f64| number(value * scale, usize::from(spread < 5.0));
    (spread.is_finite() && spread != 0.0).then(|| [end(value.p05), end(value.p95)])
}

/// What stands where a measure has no value for an option.
pub fn without_value(measure: &MeasureSpec) -> &'static str {
    if Criterion::Transition.measures().contains(&measure.key.as_str()) { "no step-down" } else { "–" }
}

/// The measures that are 0 in every future of every option, a sentence each: a column of zeros would say no more.
pub fn nowhere(appraised: &Appraised) -> Vec<String> {
    let of = |criterion: Criterion| {
        let found = appraised.consequences(criterion).filter(|row| is_nowhere(row));
        found.map(move |row| format!("{}: “{}” is 0 in every option.", criterion.label(), row.measure.title()))
    };
    Criterion::ALL.into_iter().flat_map(of).collect()
}

fn is_nowhere(row: &Consequence) -> bool {
    row.estimates.iter().all(|value| [value.mean, value.p05, value.p95] == [0.0; 3])
}

/// The raw consequences: options as rows, the measures that show a criterion as columns; none where no measure does.
pub fn consequences(appraised: &Appraised, criterion: Criterion) -> Option<Table> {
    let found: Vec<&Consequence> = appraised.consequences(criterion).filter(|row| !is_nowhere(row)).collect();
    if found.is_empty() {
        return None;
    }
    let columns: Vec<&str> = std::iter::once("Option").chain(found.iter().map(|row| row.measure.title())).collect();
    let title = format!("{}: what the model gives, in its own units", criterion.label());
    let mut table = Table::new(&format!("criterion-{}", criterion.key().replace('_', "-")), title, &columns);
    for (at, option) in appraised.options.iter().enumerate() {
        let cell = |row: &&Consequence| match row.estimates.get(at).and_then(|estimate| natural(&row.measure, estimate)) {
            Some((mean, range)) if range.is_empty() => Cell::text(mean),
            Some((mean, range)) => Cell::text(format!("{mean} ({range})")),
            None => Cell::Missing(Symbol::NotAvailable),
        };
        table.rows.push(std::iter::once(Cell::text(&option.name)).chain(found.iter().map(cell)).collect());
    }
    table.notes.push(format!("In brackets: where nine in ten possible futures lie. What people judge: {}", criterion.judged()));
    Some(table)
}

/// The same of every criterion as numbers, for a workbook.
fn all_consequences(appraised: &Appraised) -> Table {
    let columns = ["Criterion", "Option", "Measure", "Unit", "Mean", "5th percentile of futures", "95th percentile of futures"];
    let mut table = Table::new("criteria-consequences", "What the model gives of each criterion, in its own units", &columns);
    for criterion in Criterion::ALL {
        for row in appraised.consequences(criterion) {
            let scale = if row.measure.unit == MeasureUnit::Share { 100.0 } else { 1.0 };
            for (option, estimate) in appraised.options.iter().zip(&row.estimates) {
                let decimals = supported_decimals((estimate.high - estimate.low) / 2.0 * scale).min(1);
                let words = [criterion.label(), &option.name, row.measure.title(), unit_word(row.measure.unit).trim()];
                let unit = if row.measure.unit == MeasureUnit::Share { "percent" } else { words[3] };
                let head = [words[0], words[1], words[2], unit].map(Cell::text);
                let numbers = [estimate.mean, estimate.p05, estimate.p95].map(|value| Cell::number(value * scale, decimals));
                table.rows.push(head.into_iter().chain(numbers).collect());
            }
        }
    }
    table.notes.push("Modelled, not observed: means and percentiles of possible futures; nothing here is a score.".to_owned());
    table
}

fn mark(scenario: &Scenario, mut table: Table) -> Table {
    if is_illustrative(scenario) {
        table.title = format!("{ILLUSTRATIVE}. {}", table.title);
    }
    table
}

/// How each criterion is scored.
pub fn scales(answer: &Answer, appraised: &Appraised) -> Table {
    let columns = ["Criterion", "Scored by", "Worst end (0)", "Best end (100)"];
    let mut table = Table::new("criteria-scales", "Scales: fixed ends, whatever options are there", &columns);
    for criterion in Criterion::ALL {
        let Some(scale) = answer.scenario.appraisal.scales.get(&criterion) else { continue };
        let measure = appraised.measure(scale);
        let by = measure.map_or_else(|| "people's judgement".to_owned(), |measure| format!("the model: {}", measure.title()));
        let end = |anchor: &Anchor| Cell::text(anchor_words(measure.map(|measure| measure.unit), anchor));
        table.rows.push(vec![Cell::text(criterion.label()), Cell::text(by), end(&scale.worst), end(&scale.best)]);
    }
    mark(&answer.scenario, table)
}

/// An end of a scale: its number with its unit, and its words.
fn anchor_words(unit: Option<MeasureUnit>, anchor: &Anchor) -> String {
    let scale = if unit == Some(MeasureUnit::Share) { 100.0 } else { 1.0 };
    let value = anchor.value.map_or_else(
        || "no number yet".to_owned(),
        |value| {
            let digits = short_number(value * scale, 2);
            unit.map_or_else(|| digits.clone(), |unit| with_unit(unit, &digits))
        },
    );
    let text = if anchor.text.trim().is_empty() { "no words yet" } else { anchor.text.trim() };
    format!("{value}: {text}")
}

/// What people judged, by role and with the reason; whether options pass the minimums; where overlapping effects are counted.
pub fn scores(answer: &Answer, appraised: &Appraised) -> Table {
    let columns = ["Subject", "Option", "Judged", "By", "Why"];
    let mut table = Table::new("criteria-judgements", "Judgements: scores, minimums and overlaps", &columns);
    let appraisal = &answer.scenario.appraisal;
    let mut push = |cells: [String; 5]| {
        let shown = |cell: String| if cell.trim().is_empty() { Cell::Missing(Symbol::NotAvailable) } else { Cell::text(cell) };
        table.rows.push(cells.into_iter().map(shown).collect());
    };
    for option in &appraised.options {
        for (criterion, score) in appraisal.scores.get(&option.id).into_iter().flatten() {
            let value = short_number(score.value, 2);
            push([criterion.label().to_owned(), option.name.clone(), value, score.by.clone(), score.why.clone()]);
        }
        for gate in &appraisal.gates {
            let Some(result) = gate.results.get(&option.id) else { continue };
            let word = if result.passes { "passes" } else { "fails" };
            let kind = if SuccessFactor::of_gate(&gate.name).is_some() { "Critical success factor" } else { "Minimum" };
            push([format!("{kind}: {}", gate.name), option.name.clone(), word.to_owned(), result.by.clone(), result.why.clone()]);
        }
    }
    for (overlap, decision) in &appraisal.overlaps {
        let counted =
            decision.counted_under.map_or_else(|| "under both, on purpose".to_owned(), |under| format!("under {}", under.short()));
        push([format!("Overlap: {}", overlap.label()), "all".to_owned(), counted, decision.by.clone(), decision.why.clone()]);
    }
    mark(&answer.scenario, table)
}

/// Worth of the options by each member's weights and by their mean.
pub fn worth(scenario: &Scenario, appraised: &Appraised) -> Table {
    let weighed: Vec<_> = appraised.members.iter().filter_map(|member| Some((&member.role, member.weighing.as_ref()?))).collect();
    let mut columns = vec!["Option"];
    columns.extend(weighed.iter().map(|(role, _)| role.as_str()));
    columns.push("Mean of the members' weights");
    let title = format!("Worth from 0 to 100, each member's weights apart: {}", super::counting(appraised.counting));
    let mut table = Table::new("criteria-worth", title, &columns);
    let Some(group) = &appraised.group else { return mark(scenario, table) };
    for (option, _) in appraised.order(group) {
        let members = weighed.iter().map(|(_, weighing)| Cell::number(weighing.worth[option], 0));
        let cells = std::iter::once(Cell::text(&appraised.options[option].name)).chain(members);
        table.rows.push(cells.chain([Cell::number(group.worth[option], 0)]).collect());
    }
    mark(scenario, table)
}

/// Which option is first as one weight goes from nothing to all: the points at which the first changes are the crossing points.
pub fn crossings(answer: &Answer, appraised: &Appraised) -> Table {
    let columns = ["Criterion", "Its weight from, %", "to, %", "First", "Weight by the members' mean, %"];
    let mut table = Table::new("criteria-crossings", "Who is first as one weight goes from 0 to 100", &columns);
    let Some(group) = &appraised.group else { return mark(&answer.scenario, table) };
    for ((criterion, spans), weight) in appraised.criteria.iter().zip(&appraised.spans).zip(&group.weights) {
        for span in spans {
            let numbers = [span.from, span.to].map(|share| Cell::number(share * 100.0, 1));
            let first = Cell::text(&appraised.options[span.option].name);
            let cells = std::iter::once(Cell::text(criterion.label())).chain(numbers).chain([first, Cell::number(weight * 100.0, 1)]);
            table.rows.push(cells.collect());
        }
    }
    table.notes.push("The other weights keep the proportions of the members' mean.".into());
    mark(&answer.scenario, table)
}

/// How often each option has each rank, weights and chance in the simulation at random together.
pub fn ranks_with_chance(answer: &Answer, appraised: &Appraised, shares: &Shares) -> Table {
    let table = ranks(answer, appraised, shares);
    Table { id: "criteria-ranks-with-chance".into(), title: format!("{}, and chance in the simulation as well", table.title), ..table }
}

/// How often each option has each rank in weightings drawn at random.
pub fn ranks(answer: &Answer, appraised: &Appraised, shares: &Shares) -> Table {
    let headings: Vec<String> = (1..=shares.options.len()).map(|rank| format!("Rank {rank}, %")).collect();
    let columns: Vec<&str> = std::iter::once("Option").chain(headings.iter().map(String::as_str)).collect();
    let mut table = Table::new("criteria-ranks", "How often each option has each rank, all weights at random", &columns);
    for (option, ranks) in shares.options.iter().zip(&shares.ranks) {
        let cells = ranks.iter().map(|share| Cell::number(share * 100.0, 0));
        table.rows.push(std::iter::once(Cell::text(&appraised.options[*option].name)).chain(cells).collect());
    }
    mark(&answer.scenario, table)
}

/// Locks, and what was changed after the first.
pub fn log(answer: &Answer) -> Table {
    let mut table = Table::new("criteria-log", "Log: locks, and what was changed after them", &["Day", "By", "What", "Why"]);
    for entry in &answer.scenario.appraisal.log {
        let why = if entry.why.trim().is_empty() { Cell::Missing(Symbol::NotApplicable) } else { Cell::text(&entry.why) };
        table.rows.push(vec![Cell::text(entry.on.to_string()), Cell::text(&entry.by), Cell::text(&entry.what), why]);
    }
    table
}

/// Every table there is something to say in, for a workbook.
pub fn every(answer: &Answer, appraised: &Appraised) -> Vec<Table> {
    let mut tables = vec![all_consequences(appraised)];
    tables.extend([scales(answer, appraised), scores(answer, appraised), worth(&answer.scenario, appraised), crossings(answer, appraised)]);
    tables.extend(appraised.weightings.iter().map(|shares| ranks(answer, appraised, shares)));
    tables.extend(appraised.futures.iter().map(|shares| ranks_with_chance(answer, appraised, shares)));
    tables.push(log(answer));
    tables.retain(|table| !table.rows.is_empty());
    tables
}
