//! The tables of costs.

use super::NOT_IN_IT;
use crate::analysis::costs::{CostAnswer, CostMeasure};
use crate::model::costs::{CostFigure, Payer};
use crate::model::{CostKind, Scenario};
use crate::report::Answer;
use crate::report::figures::period;
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::supported_decimals;

/// Every table of costs; none where the scenario has no prices.
pub fn tables(answer: &Answer) -> Vec<Table> {
    answer.costs().map_or_else(Vec::new, |costs| {
        let mut tables = vec![measures(&costs), by_kind(&costs), by_payer(&costs), by_year(&costs, &answer.scenario)];
        for table in &mut tables {
            table.title = format!("{}, pounds of {}, {}", table.title, costs.price_year, period(answer));
            table.notes.push(super::basis(&costs, &answer.scenario));
            table.notes.push(super::not_counted(&answer.scenario));
        }
        tables
    })
}

/// Pounds, rounded to what the interval supports.
fn money(value: f64, half_width: f64) -> Cell {
    let step = if half_width.is_finite() && half_width >= 1.0 { 10_f64.powf(half_width.log10().floor()) } else { 1.0 };
    Cell::number((value / step).round() * step, 0)
}

/// What replications say together of each option: whole-life cost, cost a year, a placement, a week.
fn measures(costs: &CostAnswer) -> Table {
    let columns = [
        "Option",
        "Measure",
        "Mean",
        "Lower end of 95% interval",
        "Upper end of 95% interval",
        "5th percentile",
        "95th percentile",
        "Difference to the baseline",
        "Lower end of its 95% interval",
        "Upper end of its 95% interval",
    ];
    let mut table = Table::new("costs", "Costs: whole life, a year, a placement, a child's week", &columns);
    for option in &costs.options {
        for measure in CostMeasure::ALL {
            let Some(estimate) = option.estimate(measure) else { continue };
            let cell = |value: f64, half: f64| match measure {
                CostMeasure::UnmetRequests => Cell::number(value, supported_decimals(half)),
                _ => money(value, half),
            };
            let half = (estimate.high - estimate.low) / 2.0;
            let mut row = vec![Cell::text(&option.name), Cell::text(measure.label())];
            row.extend([estimate.mean, estimate.low, estimate.high, estimate.p05, estimate.p95].map(|value| cell(value, half)));
            match option.difference(measure) {
                Some(difference) => {
                    let half = (difference.high - difference.low) / 2.0;
                    row.extend([difference.mean, difference.low, difference.high].map(|value| cell(value, half)));
                }
                None => row.extend([(); 3].map(|()| Cell::Missing(Symbol::NotApplicable))),
            }
            table.rows.push(row);
        }
        let range = &option.price_range;
        let none = || Cell::Missing(Symbol::NotApplicable);
        let label = "Cost a year with all prices at the cheap end of their ranges, and at the dear end";
        let mut row = vec![Cell::text(&option.name), Cell::text(label), none()];
        row.extend([range.low, range.high].map(|value| Cell::number((value / 1e4).round() * 1e4, 0)));
        row.extend([(); 5].map(|()| none()));
        table.rows.push(row);
    }
    let dominated = costs.options.iter().filter_map(|option| {
        let by = costs.options.get(option.dominated_by?)?;
        Some(format!(
            "“{}” is dominated by “{}”, which costs no more and leaves no more requests without a place. {NOT_IN_IT}",
            option.name, by.name
        ))
    });
    table.notes.extend(dominated);
    table
}

/// The few numbers of each option that a paper has room for.
pub fn overview(costs: &CostAnswer) -> Table {
    let columns = [
        "Option",
        "A year, £ million",
        "Whole life, £ million",
        "Buildings once, £ million",
        "Child's week in a secure bed, £",
        "No place, requests a year",
        "Dominated by",
    ];
    let mut table = Table::new("costs-overview", format!("What each option costs, pounds of {}", costs.price_year), &columns);
    for option in &costs.options {
        let cell = |measure, scale: f64, most: usize| match option.estimate(measure) {
            Some(estimate) => {
                let half = (estimate.high - estimate.low) / 2.0 / scale;
                Cell::number(estimate.mean / scale, supported_decimals(half).min(most))
            }
            None => Cell::Missing(Symbol::NotAvailable),
        };
        let by = option.dominated_by.and_then(|other| costs.options.get(other)).map_or("none", |other| other.name.as_str());
        table.rows.push(vec![
            Cell::text(&option.name),
            cell(CostMeasure::PerYear, 1e6, 1),
            cell(CostMeasure::NetPresent, 1e6, 1),
            Cell::number(option.capital.pounds / 1e6, 1),
            cell(CostMeasure::PerChildWeek, 1.0, 0),
            cell(CostMeasure::UnmetRequests, 1.0, 1),
            Cell::text(by),
        ]);
    }
    table.notes.push(format!(
        "Buildings hold optimism bias. Dominated, in these two things alone: the option named costs no more over the whole period and leaves no \
         more requests without a place. {NOT_IN_IT} Where an option has them, being dominated here is no finding against it."
    ));
    table
}

fn pounds(pence: i64) -> Cell {
    Cell::number(pence as f64 / 100.0, 2)
}

/// What each line of the bill comes to in an average year.
fn by_kind(costs: &CostAnswer) -> Table {
    let headings: Vec<&str> = std::iter::once("Option").chain(CostKind::ALL.map(CostKind::label)).chain(["Together"]).collect();
    let mut table = Table::new("costs-by-kind", "Costs of an average year by kind", &headings);
    for option in &costs.options {
        let kinds = CostKind::ALL.map(|kind| pounds(option.of_kind(kind)));
        table.rows.push(std::iter::once(Cell::text(&option.name)).chain(kinds).chain([pounds(option.total())]).collect());
    }
    table.notes.push("To the penny, so that parts add up; the run supports no such precision. Intervals are in the table of costs.".into());
    table
}

/// Who pays what in an average year, and for the buildings once.
fn by_payer(costs: &CostAnswer) -> Table {
    let columns = ["Option", "Payer", "A year, without buildings", "A year, buildings spread over their life", "For the buildings, once"];
    let mut table = Table::new("costs-by-payer", "Who pays", &columns);
    for option in &costs.options {
        for payer in Payer::ALL {
            let once = option.capital_by_payer[payer as usize];
            let numbers = [pounds(option.of_payer(payer, false)), pounds(option.of_payer(payer, true)), pounds(once)];
            table.rows.push([Cell::text(&option.name), Cell::text(payer.label())].into_iter().chain(numbers).collect());
        }
    }
    table.notes.push("To the penny, so that payers pay exactly what is due; optimism bias is in the cost of buildings.".into());
    table
}

/// Who pays what, as far as a paper has room for it: in millions, without those who pay nothing under any option.
pub fn payers(costs: &CostAnswer) -> Table {
    let columns = [
        "Option",
        "Payer",
        "A year, without buildings, £ million",
        "A year, with buildings, £ million",
        "For the buildings, once, £ million",
    ];
    let mut table = Table::new("costs-payers", format!("Who pays, pounds of {}", costs.price_year), &columns);
    let pays = |payer: &Payer| {
        costs.options.iter().any(|option| option.of_payer(*payer, true) != 0 || option.capital_by_payer[*payer as usize] != 0)
    };
    let (paying, others): (Vec<Payer>, Vec<Payer>) = Payer::ALL.into_iter().partition(pays);
    for option in &costs.options {
        for payer in &paying {
            let pence = [option.of_payer(*payer, false), option.of_payer(*payer, true), option.capital_by_payer[*payer as usize]];
            let millions = pence.map(|pence| Cell::number(pence as f64 / 1e8, 2));
            table.rows.push([Cell::text(&option.name), Cell::text(payer.label())].into_iter().chain(millions).collect());
        }
    }
    let nothing = if others.is_empty() {
        String::new()
    } else {
        format!(" Paying nothing under any option: {}.", others.iter().map(|payer| payer.label()).collect::<Vec<_>>().join(", "))
    };
    table.notes.push(format!(
        "Buildings spread over their life; optimism bias is in their cost. Rounded; to the penny in the table “costs-by-payer” of the workbook.{nothing}"
    ));
    table
}

/// What each year costs, in real terms and in cash.
fn by_year(costs: &CostAnswer, scenario: &Scenario) -> Table {
    let columns = ["Option", "Year from", "Cost, real terms", "Of it buildings, spread over their life", "In cash, with inflation"];
    let mut table = Table::new("costs-by-year", "Costs year by year", &columns);
    let inflation = scenario.costs.as_ref().map_or(0.0, |costs| costs.figure(CostFigure::Inflation));
    for option in &costs.options {
        for (year, kinds) in (0_i32..).zip(&option.by_year) {
            let total: i64 = kinds.iter().sum();
            let from = scenario.run.start.plus_months(12 * year);
            let since = f64::from(from.year()) - f64::from(costs.price_year);
            let cash = total as f64 / 100.0 * (1.0 + inflation).powf(since);
            let numbers = [pounds(total), pounds(kinds[CostKind::Capital.index()]), Cell::number((cash / 1e3).round() * 1e3, 0)];
            table.rows.push([Cell::text(&option.name), Cell::text(from.to_string())].into_iter().chain(numbers).collect());
        }
    }
    table.notes.push("In cash: prices raised by the inflation of the scenario from the price year on, to the nearest £1,000.".into());
    table
}
