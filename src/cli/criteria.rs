//! `sufficiency criteria`: the options under the review's eight criteria.

use std::fmt::Write;

use serde::Serialize;

use super::run::{check_json, play, prepare, say};
use super::{CriteriaArgs, Failure};
use crate::analysis::Estimate;
use crate::analysis::criteria::{Appraised, Counting, Shares, Weighing, appraise};
use crate::model::Criterion;
use crate::report::Answer;
use crate::report::criteria::{self as words, ILLUSTRATIVE, is_illustrative};
use crate::report::tables::Table;

/// Plays the scenario and prints what the criteria make of it.
pub fn criteria(args: &CriteriaArgs) -> Result<(), Failure> {
    let prepared = prepare(&args.play)?;
    check_json(args.json.as_deref(), &args.play.file)?;
    let answer = play(prepared, usize::from(args.play.threads));
    let counting = if args.all_eight { Counting::AllEight } else { Counting::BenefitAlone };
    let appraised = appraise(&answer.scenario, &answer.summary, counting, answer.scenario.run.seed);
    say(args.json.as_deref(), || document(&answer, &appraised), || text(&answer, &appraised))
}

/// The tables and sentences, ending with a line feed.
fn text(answer: &Answer, appraised: &Appraised) -> String {
    let mut out = format!("{}\nThe review's eight criteria ({})\n", answer.scenario.name, Criterion::PARAGRAPH);
    for table in Criterion::ALL.into_iter().filter_map(|criterion| words::consequences(appraised, criterion)) {
        push(&mut out, &table);
    }
    for line in words::nowhere(appraised) {
        let _ = writeln!(out, "\n{line}");
    }
    let appraisal = &answer.scenario.appraisal;
    if appraisal.is_empty() {
        out.push_str(
            "\nNo scales, scores or weights: the review publishes none and none are supplied, so no option is preferred here.\n\
             Set them in the window, under “Which option does most?”.\n",
        );
        for line in words::factors_open(appraisal).into_iter().chain(words::overlaps_open(appraisal)) {
            let _ = writeln!(out, "{line}");
        }
        return out;
    }
    let tables = [
        words::scales(answer, appraised),
        words::scores(answer, appraised),
        words::worth(&answer.scenario, appraised),
        words::crossings(answer, appraised),
    ];
    let ranks = appraised.weightings.as_ref().map(|shares| words::ranks(answer, appraised, shares));
    let with_chance = appraised.futures.as_ref().map(|shares| words::ranks_with_chance(answer, appraised, shares));
    for table in tables.iter().chain(&ranks).chain(&with_chance).filter(|table| !table.rows.is_empty()) {
        push(&mut out, table);
    }
    let mark = if is_illustrative(&answer.scenario) { format!("{ILLUSTRATIVE}. ") } else { String::new() };
    // Writing to a text in memory cannot fail.
    let _ = writeln!(out, "\n{mark}Counted: {}.", words::counting(appraised.counting));
    for line in words::verdict(appraised).into_iter().chain(open(answer, appraised)) {
        let _ = writeln!(out, "{line}");
    }
    if appraised.weightings.is_some() {
        let _ = writeln!(out, "{}", words::method(appraised));
    }
    let log = words::log(answer);
    if !log.rows.is_empty() {
        push(&mut out, &log);
    }
    out
}

/// Everything that is still to be said, judged or decided.
fn open(answer: &Answer, appraised: &Appraised) -> Vec<String> {
    let appraisal = &answer.scenario.appraisal;
    words::still_open(appraised).into_iter().chain(words::overlaps_open(appraisal)).chain(words::factors_open(appraisal)).collect()
}

/// A table as text: each column as wide as its longest cell.
fn push(out: &mut String, table: &Table) {
    let rows: Vec<Vec<String>> =
        std::iter::once(table.columns.clone()).chain(table.rows.iter().map(|row| row.iter().map(|cell| cell.shown()).collect())).collect();
    let width = |column: usize| rows.iter().map(|row| row.get(column).map_or(0, |cell| cell.chars().count())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let _ = writeln!(out, "\n{}", table.title);
    for row in &rows {
        let line: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(out, "{}", line.join("  ").trim_end());
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    scenario: &'a str,
    sha256: &'a str,
    seed: u64,
    replications: u32,
    locked: bool,
    counted: &'static str,
    options: Vec<OptionEntry<'a>>,
    criteria: Vec<CriterionEntry<'a>>,
    members: Vec<MemberEntry<'a>>,
    mean_of_members: Option<WeighingEntry<'a>>,
    weightings: Option<SharesEntry<'a>>,
    weightings_and_futures: Option<SharesEntry<'a>>,
    findings: Vec<String>,
    still_open: Vec<String>,
}

#[derive(Serialize)]
struct OptionEntry<'a> {
    id: &'a str,
    name: &'a str,
    ranked: bool,
    fails: &'a [String],
    dominated_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct CriterionEntry<'a> {
    key: &'static str,
    label: &'static str,
    counted: bool,
    consequences: Vec<ConsequenceEntry<'a>>,
    /// Values from 0 to 1, for each option; null where there is none or the criterion is not counted.
    values: Vec<Option<f64>>,
    /// Who is first as this criterion's weight goes from 0 to 1.
    spans: Vec<SpanEntry<'a>>,
}

#[derive(Serialize)]
struct ConsequenceEntry<'a> {
    key: &'a str,
    estimates: &'a [Estimate],
}

#[derive(Serialize)]
struct SpanEntry<'a> {
    option: &'a str,
    from: f64,
    to: f64,
}

#[derive(Serialize)]
struct WeighingEntry<'a> {
    weights: &'a [f64],
    /// 0 to 100, for each option; null for one that is not ranked.
    worth: &'a [f64],
}

#[derive(Serialize)]
struct MemberEntry<'a> {
    role: &'a str,
    unweighed: Vec<&'static str>,
    stale: Vec<&'static str>,
    weighing: Option<WeighingEntry<'a>>,
}

#[derive(Serialize)]
struct SharesEntry<'a> {
    draws: u32,
    options: Vec<&'a str>,
    /// For each option, the share of the draws in which it has each rank.
    ranks: &'a [Vec<f64>],
    /// For each option, the mean of the weights with which it is first.
    central_weights: &'a [Option<Vec<f64>>],
}

/// The document, ending with a line feed.
fn document<'a>(answer: &'a Answer, appraised: &'a Appraised) -> String {
    let id = |option: usize| appraised.options[option].id.as_str();
    let keys = |criteria: &[Criterion]| criteria.iter().map(|criterion| criterion.key()).collect();
    fn weighing(weighing: &Weighing) -> WeighingEntry<'_> {
        WeighingEntry { weights: &weighing.weights, worth: &weighing.worth }
    }
    let shares = |shares: &'a Option<Shares>| {
        shares.as_ref().map(|shares| SharesEntry {
            draws: shares.draws,
            options: shares.options.iter().map(|option| id(*option)).collect(),
            ranks: &shares.ranks,
            central_weights: &shares.central,
        })
    };
    let criterion = |criterion: Criterion| {
        let at = appraised.criteria.iter().position(|counted| *counted == criterion);
        let spans = at.and_then(|at| appraised.spans.get(at)).into_iter().flatten();
        CriterionEntry {
            key: criterion.key(),
            label: criterion.label(),
            counted: at.is_some(),
            consequences: appraised
                .consequences(criterion)
                .map(|row| ConsequenceEntry { key: &row.measure.key, estimates: &row.estimates })
                .collect(),
            values: appraised.options.iter().map(|option| option.value(at?)).collect(),
            spans: spans.map(|span| SpanEntry { option: id(span.option), from: span.from, to: span.to }).collect(),
        }
    };
    let document = Document {
        version: answer.version,
        scenario: &answer.scenario.name,
        sha256: &answer.sha256,
        seed: answer.scenario.run.seed,
        replications: answer.summary.replications,
        locked: !is_illustrative(&answer.scenario),
        counted: words::counting(appraised.counting),
        options: appraised
            .options
            .iter()
            .map(|option| OptionEntry {
                id: &option.id,
                name: &option.name,
                ranked: option.is_ranked(),
                fails: &option.fails,
                dominated_by: option.dominated_by.iter().map(|by| id(*by)).collect(),
            })
            .collect(),
        criteria: Criterion::ALL.into_iter().map(criterion).collect(),
        members: appraised
            .members
            .iter()
            .map(|member| MemberEntry {
                role: &member.role,
                unweighed: keys(&member.unweighed),
                stale: keys(&member.stale),
                weighing: member.weighing.as_ref().map(weighing),
            })
            .collect(),
        mean_of_members: appraised.group.as_ref().map(weighing),
        weightings: shares(&appraised.weightings),
        weightings_and_futures: shares(&appraised.futures),
        findings: words::verdict(appraised),
        still_open: open(answer, appraised),
    };
    // Writing plain data to memory has no way to fail; nothing a user or a disk does comes into it.
    let mut text = serde_json::to_string_pretty(&document).expect("results are plain data, which always has a text");
    text.push('\n');
    text
}
