//! What the money says, in sentences.

use super::{NOT_IN_IT, pounds};
use crate::analysis::costs::{CostAnswer, CostMeasure, OptionCosts, Switch};
use crate::model::costs::BespokePaid;
use crate::model::{CostFigure, Scenario};
use crate::report::wording::{number, percent, uncapital};

/// On what all figures of cost stand: price year, real terms, VAT and transfers, discounting, optimism bias.
pub fn basis(answer: &CostAnswer, scenario: &Scenario) -> String {
    let long = if scenario.run.horizon_years > 50.0 { ", and at the reduced rates beside them" } else { "" };
    format!(
        "In pounds of {}, without inflation and without VAT, which authorities recover; transfers between payers are left out. Net present cost counts \
         later years for less, at the Green Book's rates (3.5% a year at first){long}; buildings count when they open, less what they are still worth at \
         the end. {} is added to all building costs for optimism bias.",
        answer.price_year,
        percent(answer.optimism_bias)
    )
}

/// What is in no price: to be read beside every total.
pub fn not_counted(scenario: &Scenario) -> String {
    let share = scenario.pathway.bespoke_share;
    let bespoke = if share == 0.0 {
        "No bespoke care is counted for children without a place: the scenario has nobody in it, so an option that places fewer children looks cheaper than it is."
            .to_owned()
    } else {
        format!("{} of children without a place are taken to be in bespoke care.", percent(share))
    };
    let printed = match scenario.costs.as_ref().map(|costs| costs.bespoke_paid) {
        Some(BespokePaid::PerYear) => " Its price is reckoned a year, as the review prints it, which could not pay for such care.",
        _ => "",
    };
    format!(
        "{bespoke}{printed} What a child gains or loses has no price here and stands beside the money: who is placed, how soon and how far away."
    )
}

/// What an option is worth beside the baseline, in a sentence.
pub fn verdict(answer: &CostAnswer, option: usize) -> Option<String> {
    let own = answer.options.get(option)?;
    let mean = own.estimate(CostMeasure::PerYear)?.mean;
    let unmet = own.estimate(CostMeasure::UnmetRequests)?.mean;
    let start = format!(
        "“{}” costs {} a year and leaves {} requests a year without a place",
        own.name,
        pounds(mean),
        number(unmet, usize::from(unmet < 9.95))
    );
    let (Some(more), Some(baseline)) = (own.difference(CostMeasure::PerYear), answer.options.get(answer.baseline)) else {
        return Some(format!("{start}."));
    };
    let beside = if more.is_clear() {
        let word = if more.mean > 0.0 { "more" } else { "less" };
        format!("{} a year {word} than “{}”", pounds(more.mean.abs()), baseline.name)
    } else {
        format!("no clear difference in cost to “{}”", baseline.name)
    };
    let dominated = own.dominated_by.and_then(|other| answer.options.get(other));
    let dominated = dominated.map_or_else(String::new, |other| {
        format!(" In these two things alone it is dominated: “{}” costs no more over the whole period and leaves no more requests without a place. {NOT_IN_IT}", other.name)
    });
    Some(format!("{start}: {beside}.{dominated}"))
}

/// What would have to change for the answer to turn, sentence by sentence.
pub fn option_sentences(answer: &CostAnswer, option: usize, scenario: &Scenario) -> Vec<String> {
    let Some(own) = answer.options.get(option) else { return Vec::new() };
    let baseline = answer.options.get(answer.baseline).map_or("", |option| option.name.as_str());
    let mut sentences: Vec<String> = own.switches.iter().map(|switch| switch_sentence(own, switch, baseline, scenario)).collect();
    if let Some(even) = &own.break_even {
        let reached =
            |share: f64| if share > 1.0 { "even full beds would not do it".to_owned() } else { format!("{} full", percent(share)) };
        let occupancy = even.occupancy.map_or_else(|| "no occupancy would do it".to_owned(), reached);
        let with = even.occupancy_with_buildings.map_or_else(|| "no occupancy would do it".to_owned(), reached);
        sentences.push(format!(
            "A child's week in a London welfare bed costs {} at the occupancy simulated ({}), against {} elsewhere. To cost no more than elsewhere, \
             beds would have to be: {occupancy}; with their buildings: {with}.",
            pounds(even.fee),
            percent(even.simulated_occupancy),
            pounds(even.fee_elsewhere)
        ));
    }
    if let Some(prevention) = &own.prevention {
        let needed = prevention.requests_per_year.map_or_else(
            || "Preventing requests saves nothing at these prices.".to_owned(),
            |needed| {
                let reachable = if needed > prevention.of_requests { ", more than there are" } else { "" };
                format!(
                    "It pays for itself if it prevents {} of the {} welfare requests of a year{reachable}, each of which costs {} on average.",
                    number(needed.ceil(), 0),
                    number(prevention.of_requests, 0),
                    pounds(prevention.pounds_per_request)
                )
            },
        );
        sentences.push(format!(
            "The open facility costs {} a year, its building left out. {needed} How many it would prevent nobody has published.",
            pounds(prevention.pounds_per_year)
        ));
    }
    let range = &own.price_range;
    if range.high > range.low {
        let widest = range.swings.first().map_or_else(String::new, |swing| {
            format!(
                " Most hangs on one figure, {}: {} to {} a year.",
                in_a_sentence(swing.figure),
                pounds(swing.at_low.min(swing.at_high)),
                pounds(swing.at_low.max(swing.at_high))
            )
        });
        sentences.push(format!(
            "Prices are not known exactly: with all of them at the cheap or the dear end of their ranges it costs {} to {} a year. Chance has no part in this range.{widest}",
            pounds(range.low),
            pounds(range.high)
        ));
    }
    sentences
}

/// The name of a figure within a sentence.
fn in_a_sentence(figure: CostFigure) -> String {
    let label = figure.spec().label;
    if label.starts_with("London") { label.to_owned() } else { uncapital(label) }
}

fn switch_sentence(own: &OptionCosts, switch: &Switch, baseline: &str, scenario: &Scenario) -> String {
    let what = match switch.figure {
        CostFigure::ElsewhereWelfareWeek => "the fee for a welfare placement elsewhere",
        CostFigure::LondonWelfareBedWeek => "the price of a London welfare bed",
        CostFigure::CapitalPerSecureBed => "the cost of building a secure bed",
        other => &in_a_sentence(other),
    };
    let a_week = if switch.figure == CostFigure::CapitalPerSecureBed { "" } else { " a week" };
    let spread = scenario.costs.as_ref().and_then(|costs| costs.figures.get(&switch.figure));
    let range = spread.map_or_else(String::new, |spread| format!("{} to {}", pounds(spread.low), pounds(spread.high)));
    let Some(at) = switch.at else {
        return format!("No value of {what} makes “{}” cost the same as “{baseline}”: none in range.", own.name);
    };
    let (side, place) = (if switch.cheaper_above { "above" } else { "below" }, if switch.in_range { "within" } else { "outside" });
    format!(
        "“{}” costs less than “{baseline}” if {what} is {side} {}{a_week} (now {}); that is {place} its plausible range of {range}.",
        own.name,
        pounds(at),
        pounds(switch.now)
    )
}
