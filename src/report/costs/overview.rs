//! The tables of costs that a paper has room for: one row an option, the rest is in the workbook.

use super::sentences::in_a_sentence;
use crate::analysis::costs::{BreakEven, CostAnswer, CostMeasure, OptionCosts, SWITCHED, Switch};
use crate::model::Scenario;
use crate::model::costs::Payer;
use crate::report::criteria::listed;
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::{number, supported_decimals};

/// The few numbers of each option that a paper has room for.
pub fn overview(costs: &CostAnswer) -> Table {
    let columns = [
        "Option",
        "A year, £ million",
        "Net present cost, £ million",
        "Buildings once, £ million",
        "Child's week in a secure bed, £",
        "No place, requests a year",
        "Dominated by",
    ];
    // A column of nothing but “none” is a sentence.
    let is_any = costs.options.iter().any(|option| option.dominated_by.is_some());
    let columns = if is_any { &columns[..] } else { &columns[..6] };
    let mut table = Table::new("costs-overview", format!("What each option costs, pounds of {}", costs.price_year), columns);
    for option in &costs.options {
        let cell = |measure, scale: f64, most: usize| match option.estimate(measure) {
            Some(estimate) => {
                let half = (estimate.high - estimate.low) / 2.0 / scale;
                Cell::number(estimate.mean / scale, supported_decimals(half).min(most))
            }
            None => Cell::Missing(Symbol::NotAvailable),
        };
        let by = option.dominated_by.as_ref().and_then(|found| costs.options.get(found.by)).map_or("none", |other| other.name.as_str());
        let mut row = vec![
            Cell::text(&option.name),
            cell(CostMeasure::PerYear, 1e6, 1),
            cell(CostMeasure::NetPresent, 1e6, 1),
            Cell::number(option.capital.pounds / 1e6, 1),
            cell(CostMeasure::PerChildWeek, 1.0, 0),
            cell(CostMeasure::UnmetRequests, 1.0, 1),
        ];
        row.extend(is_any.then(|| Cell::text(by)));
        table.rows.push(row);
    }
    table.notes.push(
        "A year: buildings spread evenly over their life, without interest. Net present cost: of the years simulated, less what buildings are still worth at the \
         end. Buildings hold optimism bias. Prices are per bed and place, and so are buildings unless the option gives a sum of its own: the same beds then cost the same in one home as in two. Differences are taken before \
         rounding."
            .into(),
    );
    table.notes.push(super::counted(costs));
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

/// Where the answer turns on a price, and how full London's welfare beds would have to be.
pub fn turning(costs: &CostAnswer, scenario: &Scenario) -> Table {
    let columns = [
        "Option",
        "Fee elsewhere, £ a week",
        "London welfare bed, £ a week",
        "Building a secure bed, £",
        "Fee that covers London’s welfare beds, £ a week",
        "Beds full as simulated, %",
    ];
    let baseline = costs.options.get(costs.baseline).map_or("", |option| option.name.as_str());
    let mut table = Table::new("costs-turning", format!("At which price each option costs what “{baseline}” does"), &columns);
    for option in costs.options.iter().filter(|option| !option.switches.is_empty() || option.break_even.is_some()) {
        let switches = SWITCHED.map(|figure| switch(option.switches.iter().find(|switch| switch.figure == figure)));
        let beds = option.break_even.as_ref().map_or_else(|| [(); 2].map(|()| Cell::Missing(Symbol::NotApplicable)), beds);
        table.rows.push(std::iter::once(Cell::text(&option.name)).chain(switches).chain(beds).collect());
    }
    let spreads = scenario.costs.iter().flat_map(|costs| SWITCHED.map(|figure| (figure, costs.figures.get(&figure).copied())));
    let now: Vec<String> = spreads
        .filter_map(|(figure, spread)| {
            let [now, low, high] = spread.map(|spread| [spread.central, spread.low, spread.high].map(super::pounds))?;
            Some(format!("{} {now} ({low} to {high})", figure.spec().label))
        })
        .collect();
    table.notes.push(format!("Now, and the plausible range: {}.", now.join("; ")));
    table.notes.push(format!(
        "Above, below: the option costs less than “{baseline}” while the figure is above or below this value, all else as it is. *: the value is outside its \
         plausible range. None: no value in range makes both cost the same. In brackets: over the ranges of prices, buildings left out. How full beds would \
         have to be to pay is in the table “costs-switching-values” of the workbook."
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

/// The fee that covers London's welfare beds, and how full they are.
fn beds(even: &BreakEven) -> [Cell; 2] {
    if !even.fee.is_finite() {
        return [(); 2].map(|()| Cell::Missing(Symbol::NotAvailable));
    }
    let whole = |value: f64| if value.is_finite() { number(value, 0) } else { "no fee".to_owned() };
    let ends = &even.fee_range;
    let range = if ends.high > ends.low { format!(" ({} to {})", whole(ends.low), whole(ends.high)) } else { String::new() };
    [Cell::text(format!("{}{range}", whole(even.fee))), Cell::number(even.simulated_occupancy * 100.0, 0)]
}

/// Whether any price within its plausible range makes an option cost what the baseline does, in a sentence; none where no price is tried.
pub fn turning_sentence(costs: &CostAnswer) -> Option<String> {
    let baseline = costs.options.get(costs.baseline)?;
    costs.options.iter().find(|option| !option.switches.is_empty())?;
    let mut turning: Vec<String> = Vec::new();
    for figure in SWITCHED {
        let options = costs
            .options
            .iter()
            .filter(|option| option.switches.iter().any(|switch| switch.figure == figure && switch.in_range && switch.at.is_some()));
        let names: Vec<String> = options.map(|option| format!("“{}”", option.name)).collect();
        if !names.is_empty() {
            turning.push(format!("{} ({})", in_a_sentence(figure), listed(&names)));
        }
    }
    Some(if turning.is_empty() {
        format!(
            "No price that is tried here, within its plausible range and by itself, makes any option cost what “{}” does.",
            baseline.name
        )
    } else {
        format!(
            "Within its plausible range, and by itself, an option comes to cost what “{}” does by: {}.",
            baseline.name,
            turning.join("; ")
        )
    })
}

/// What not knowing prices makes of each option's cost, and the figure on which most of it hangs.
pub fn price_ranges(costs: &CostAnswer) -> Table {
    let columns = [
        "Option",
        "A year, £ million",
        "Net present cost, £ million",
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
