//! The tables of costs.

use crate::analysis::costs::{CostAnswer, CostMeasure, Ends};
use crate::model::costs::{CostFigure, Payer};
use crate::model::{CostKind, Scenario};
use crate::report::Answer;
use crate::report::figures::period;
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::supported_decimals;

/// Every table of costs; none where the scenario has no prices.
pub fn tables(answer: &Answer) -> Vec<Table> {
    answer.costs().map_or_else(Vec::new, |costs| {
        let mut tables = vec![measures(&costs), turning(&costs), by_kind(&costs), by_payer(&costs), by_year(&costs, &answer.scenario)];
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

/// What replications say together of each option: net present cost, cost a year, a placement, a week.
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
        "Mean with all prices at the cheap end of their ranges",
        "Mean with all prices at the dear end",
    ];
    let mut table = Table::new("costs", "Costs: net present, a year, a placement, a child's week", &columns);
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
            match option.price_range.of(measure).filter(|_| measure != CostMeasure::UnmetRequests) {
                Some(ends) => row.extend([ends.low, ends.high].map(|value| money(value, half))),
                None => row.extend([(); 2].map(|()| Cell::Missing(Symbol::NotApplicable))),
            }
            table.rows.push(row);
        }
    }
    table.notes.extend([super::dominated(costs), super::counted(costs)]);
    table
}

/// Switching values: where each option costs what the baseline does, when its London beds and its open facility pay for themselves.
fn turning(costs: &CostAnswer) -> Table {
    let columns =
        ["Option", "Figure", "Now", "Value at which the answer turns", "Least over the ranges of prices", "Most over the ranges of prices"];
    let mut table = Table::new("costs-switching-values", "Where the answer turns", &columns);
    let cell = |value: Option<f64>, decimals: usize| match value.filter(|value| value.is_finite()) {
        Some(value) => Cell::number(value, decimals),
        None => Cell::Missing(Symbol::NotAvailable),
    };
    let none = || Cell::Missing(Symbol::NotApplicable);
    for option in &costs.options {
        let mut push = |figure: &str, rest: [Cell; 4]| {
            table.rows.push([Cell::text(&option.name), Cell::text(figure)].into_iter().chain(rest).collect());
        };
        for switch in &option.switches {
            let label = format!("{}, pounds: as dear as the baseline", switch.figure.spec().label);
            push(&label, [cell(Some(switch.now), 0), cell(switch.at, 0), none(), none()]);
        }
        if let Some(even) = &option.break_even {
            let (now, ends) = (even.simulated_occupancy * 100.0, |ends: &Ends| [ends.low, ends.high].map(|end| cell(Some(end), 0)));
            let [low, high] = ends(&even.fee_range);
            push(
                "Fee for a week in a London welfare bed that covers these beds, pounds",
                [cell(Some(even.fee_elsewhere), 0), cell(Some(even.fee), 0), low, high],
            );
            let share = |share: Option<f64>| cell(share.map(|share| share * 100.0), 0);
            let rows = [
                ("Occupancy of London welfare beds on which they cost no more than elsewhere, %", even.occupancy, &even.occupancy_range),
                ("The same with buildings, %", even.occupancy_with_buildings, &even.occupancy_with_buildings_range),
            ];
            for (label, at, ends) in rows {
                push(label, [cell(Some(now), 0), share(at), share(Some(ends.low)), share(Some(ends.high))]);
            }
        }
        if let Some(prevention) = &option.prevention {
            let rows = [
                (
                    "Requests a year that the open facility must prevent to pay for itself",
                    prevention.requests_per_year,
                    &prevention.requests_range,
                ),
                ("The same with its building", prevention.requests_with_building, &prevention.requests_with_building_range),
            ];
            for (label, at, ends) in rows {
                push(label, [none(), cell(at, 1), cell(Some(ends.low), 1), cell(Some(ends.high), 1)]);
            }
        }
    }
    table.notes.push("Not available: no value does it. An occupancy above 100 says that even full beds would not.".into());
    table.notes.push("Now, beside a fee: what is paid elsewhere. Now, beside an occupancy: that of the run.".into());
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
