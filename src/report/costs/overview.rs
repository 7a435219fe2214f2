//! The tables of costs that a paper has room for: one row an option, the rest is in the workbook.

use crate::analysis::costs::{BreakEven, CostAnswer, CostMeasure, Ends, OptionCosts, Switch};
use crate::model::costs::Payer;
use crate::model::{CostFigure, Scenario};
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::{number, supported_decimals};

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
        let by = option.dominated_by.as_ref().and_then(|found| costs.options.get(found.by)).map_or("none", |other| other.name.as_str());
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
    table.notes.extend(["Buildings hold optimism bias.".into(), super::counted(costs)]);
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

/// Figures whose switching value has a column.
const TURNING: [CostFigure; 3] = [CostFigure::ElsewhereWelfareWeek, CostFigure::LondonWelfareBedWeek, CostFigure::CapitalPerSecureBed];

/// Where the answer turns on a price, and how full London's welfare beds would have to be.
pub fn turning(costs: &CostAnswer, scenario: &Scenario) -> Table {
    let columns = [
        "Option",
        "Fee elsewhere, £ a week",
        "London welfare bed, £ a week",
        "Building a secure bed, £",
        "Fee that covers London’s welfare beds, £ a week",
        "Beds full as simulated, %",
        "Full enough to pay, %",
        "Full enough with buildings, %",
    ];
    let baseline = costs.options.get(costs.baseline).map_or("", |option| option.name.as_str());
    let mut table = Table::new("costs-turning", format!("At which price each option costs what “{baseline}” does"), &columns);
    for option in costs.options.iter().filter(|option| !option.switches.is_empty() || option.break_even.is_some()) {
        let switches = TURNING.map(|figure| switch(option.switches.iter().find(|switch| switch.figure == figure)));
        let beds = option.break_even.as_ref().map_or_else(|| [(); 4].map(|()| Cell::Missing(Symbol::NotApplicable)), beds);
        table.rows.push(std::iter::once(Cell::text(&option.name)).chain(switches).chain(beds).collect());
    }
    let spreads = scenario.costs.iter().flat_map(|costs| TURNING.map(|figure| (figure, costs.figures.get(&figure).copied())));
    let now: Vec<String> = spreads
        .filter_map(|(figure, spread)| {
            let [now, low, high] = spread.map(|spread| [spread.central, spread.low, spread.high].map(super::pounds))?;
            Some(format!("{} {now} ({low} to {high})", figure.spec().label))
        })
        .collect();
    table.notes.push(format!("Now, and the plausible range: {}.", now.join("; ")));
    table.notes.push(format!(
        "Above, below: the option costs less than “{baseline}” while the figure is above or below this value, all else as it is. *: the value is outside its \
         plausible range. None: no value in range makes both cost the same. Full enough to pay: how many of 100 bed-nights must be in use for a child’s week \
         there to cost no more than elsewhere; in brackets at the best and the worst of prices, over 100 where even full beds would not do. Buildings are left \
         out where they are not named."
    ));
    table
}

/// The value at which the answer turns, and on which side of it the option is the cheaper.
fn switch(switch: Option<&Switch>) -> Cell {
    match switch.map(|switch| (switch, switch.at)) {
        None => Cell::Missing(Symbol::NotApplicable),
        Some((_, None)) => Cell::text("none"),
        Some((switch, Some(at))) => {
            let side = if switch.cheaper_above { "above" } else { "below" };
            Cell::text(format!("{side} {}{}", number(at, 0), if switch.in_range { "" } else { "*" }))
        }
    }
}

/// The fee that covers London's welfare beds, and how full they are and would have to be.
fn beds(even: &BreakEven) -> [Cell; 4] {
    if !even.fee.is_finite() {
        return [(); 4].map(|()| Cell::Missing(Symbol::NotAvailable));
    }
    let share = |value: f64| if value <= 1.0 { number(value * 100.0, 0) } else { "over 100".to_owned() };
    let over = |now: String, ends: &Ends, word: &dyn Fn(f64) -> String| {
        if ends.high > ends.low { Cell::text(format!("{now} ({} to {})", word(ends.low), word(ends.high))) } else { Cell::text(now) }
    };
    let whole = |value: f64| if value.is_finite() { number(value, 0) } else { "no fee".to_owned() };
    let full = |now: Option<f64>, ends: &Ends| over(share(now.unwrap_or(f64::INFINITY)), ends, &share);
    [
        over(whole(even.fee), &even.fee_range, &whole),
        Cell::number(even.simulated_occupancy * 100.0, 0),
        full(even.occupancy, &even.occupancy_range),
        full(even.occupancy_with_buildings, &even.occupancy_with_buildings_range),
    ]
}

/// What not knowing prices makes of each option's cost, and the figure on which most of it hangs.
pub fn price_ranges(costs: &CostAnswer) -> Table {
    let columns = [
        "Option",
        "A year, £ million",
        "Whole life, £ million",
        "Child’s week in a secure bed, £",
        "Most hangs on",
        "A year between its ends, £ million",
    ];
    let title = format!("Costs with all prices at the cheap and the dear end of their ranges, pounds of {}", costs.price_year);
    let mut table = Table::new("costs-price-ranges", title, &columns);
    for option in costs.options.iter().filter(|option| option.price_range.high > option.price_range.low) {
        table.rows.push(price_range(option));
    }
    table.notes.push("Prices are not known exactly; chance has no part in these ranges.".to_owned());
    table
}

fn price_range(option: &OptionCosts) -> Vec<Cell> {
    let range = &option.price_range;
    let between = |low: f64, high: f64, scale: f64, decimals: usize| {
        Cell::text(format!("{} to {}", number(low.min(high) / scale, decimals), number(low.max(high) / scale, decimals)))
    };
    let of = |measure, scale, decimals| {
        range.of(measure).map_or(Cell::Missing(Symbol::NotAvailable), |ends| between(ends.low, ends.high, scale, decimals))
    };
    let (most, swing) = range.swings.first().map_or_else(
        || (Cell::Missing(Symbol::NotAvailable), Cell::Missing(Symbol::NotAvailable)),
        |swing| (Cell::text(swing.figure.spec().label), between(swing.at_low, swing.at_high, 1e6, 1)),
    );
    vec![
        Cell::text(&option.name),
        between(range.low, range.high, 1e6, 1),
        of(CostMeasure::NetPresent, 1e6, 1),
        of(CostMeasure::PerChildWeek, 1.0, 0),
        most,
        swing,
    ]
}
