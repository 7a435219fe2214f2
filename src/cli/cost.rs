//! `sufficiency cost`: what options cost, who pays, and where the answer turns.

use std::fmt::Write;

use super::{CostArgs, Failure, json, run};
use crate::analysis::costs::{CostAnswer, CostMeasure};
use crate::model::costs::Payer;
use crate::model::{CostKind, Scenario};
use crate::report::Answer;
use crate::report::costs::{basis, counted, dominated, estimate, millions, not_counted, option_sentences};
use crate::report::wording::number;

/// Plays a scenario and prints or writes what its options cost.
pub fn cost(args: &CostArgs) -> Result<(), Failure> {
    let prepared = run::prepare(&args.play)?;
    if prepared.scenario.costs.is_none() {
        return Err(Failure::scenario(format!(
            "{}: the scenario has no prices, so nothing can be said of costs; add `costs` to the file (the scenario london-review has it with the source \
             of each price), or open it in the window and take the prices supplied",
            args.play.file.display()
        )));
    }
    run::check_json(args.json.as_deref(), &args.play.file)?;
    let answer = run::play(prepared, usize::from(args.play.threads));
    let costs = answer.costs().ok_or_else(|| Failure::scenario("nothing was simulated, so nothing can be priced"))?;
    run::say(args.json.as_deref(), || json::costs(&answer, &costs), || text(&answer, &costs))
}

/// The answer for people.
fn text(answer: &Answer, costs: &CostAnswer) -> String {
    let Answer { scenario, .. } = answer;
    let width = costs.options.iter().map(|option| option.id.len()).max().unwrap_or(0);
    let mut out = format!("{}\n{} replications\n", scenario.name, costs.replications);
    paragraph(&mut out, "", &basis(costs, scenario));
    paragraph(&mut out, "", &not_counted(scenario));
    let heading = |out: &mut String, title: &str, columns: &[&str]| {
        // Writing to a text in memory cannot fail.
        let _ = write!(out, "\n{title}\n{:width$}", "");
        columns.iter().for_each(|column| {
            let _ = write!(out, "{column:>17}");
        });
        out.push('\n');
    };
    let row = |out: &mut String, id: &str, cells: &mut dyn Iterator<Item = String>| {
        let _ = write!(out, "{id:width$}");
        cells.for_each(|cell| {
            let _ = write!(out, "{cell:>17}");
        });
        out.push('\n');
    };
    let title = "Cost a year (buildings in it), net present cost, child's week in a secure bed; requests a year without a place";
    heading(&mut out, title, &["a year", "net present", "child's week", "no place"]);
    for option in &costs.options {
        let money = |measure, in_millions| option.estimate(measure).map_or_else(|| "–".to_owned(), |found| estimate(found, in_millions));
        let unmet = option.estimate(CostMeasure::UnmetRequests).map_or_else(|| "–".to_owned(), |found| number(found.mean, 1));
        let cells = [
            money(CostMeasure::PerYear, true),
            money(CostMeasure::NetPresent, true),
            money(CostMeasure::PerChildWeek, false),
            format!("{unmet}{}", if option.dominated_by.is_some() { " dominated" } else { "" }),
        ];
        row(&mut out, &option.id, &mut cells.into_iter());
    }
    paragraph(&mut out, "", &dominated(costs));
    paragraph(&mut out, "", &counted(costs));
    heading(&mut out, "Who pays, £ million a year, buildings in it", &Payer::ALL.map(payer_word));
    for option in &costs.options {
        row(&mut out, &option.id, &mut Payer::ALL.into_iter().map(|payer| millions(option.of_payer(payer, true) as f64 / 100.0, 0.0)));
    }
    heading(&mut out, "Parts, £ million a year", &["London beds", "of them empty", "elsewhere", "buildings"]);
    for option in &costs.options {
        let sum = |kinds: &[CostKind]| millions(kinds.iter().map(|kind| option.of_kind(*kind)).sum::<i64>() as f64 / 100.0, 0.0);
        let empty = [CostKind::LondonWelfareEmpty, CostKind::LondonJusticeEmpty];
        let london = [CostKind::LondonWelfare, CostKind::LondonJustice, empty[0], empty[1]];
        let cells = [sum(&london), sum(&empty), sum(&[CostKind::ElsewhereWelfare, CostKind::ElsewhereJustice]), sum(&[CostKind::Capital])];
        row(&mut out, &option.id, &mut cells.into_iter());
    }
    turning(&mut out, costs, scenario);
    out
}

fn turning(out: &mut String, costs: &CostAnswer, scenario: &Scenario) {
    out.push_str("\nWhere the answer turns\n");
    for (place, option) in costs.options.iter().enumerate() {
        let _ = writeln!(out, "{}", option.id);
        option_sentences(costs, place, scenario).iter().for_each(|sentence| paragraph(out, "  ", sentence));
    }
}

/// A text in lines of a hundred columns at most.
fn paragraph(out: &mut String, indent: &str, text: &str) {
    let mut length = 0;
    for word in text.split_whitespace() {
        let needed = word.chars().count() + 1;
        if length > 0 && length + needed > 100 {
            out.push('\n');
            length = 0;
        }
        if length == 0 {
            out.push_str(indent);
            length = indent.len();
        } else {
            out.push(' ');
        }
        out.push_str(word);
        length += needed;
    }
    out.push('\n');
}

fn payer_word(payer: Payer) -> &'static str {
    match payer {
        Payer::Boroughs => "boroughs",
        Payer::DepartmentForEducation => "education",
        Payer::MinistryOfJustice => "justice",
        Payer::Nhs => "NHS",
    }
}
