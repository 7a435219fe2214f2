//! What the money says, in sentences.

use super::pounds;
use crate::analysis::costs::{BreakEven, CostAnswer, CostMeasure, Ends, OptionCosts, Prevention, Switch};
use crate::model::costs::BespokePaid;
use crate::model::{CostFigure, ParameterId, Scenario, Source};
use crate::report::criteria::listed;
use crate::report::wording::{number, percent, uncapital};

/// On what all figures of cost stand: price year, real terms, VAT and transfers, discounting, optimism bias.
pub fn basis(answer: &CostAnswer, scenario: &Scenario) -> String {
    let long = if scenario.run.horizon_years > 50.0 { ", and at the reduced rates beside them" } else { "" };
    format!(
        "In pounds of {}, without inflation and without VAT, which authorities reclaim (VAT Act 1994, section 33; whether a company owned by them could is \
         not known); transfers between payers are left out. Net present cost counts later years for less, at the Green Book's rates (annex 6, table 8: \
         3.5% a year for 30 years, then less){long}; buildings count when they open, less what they are still worth at the end. {} is added to all \
         building costs for optimism bias.",
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
        Some(BespokePaid::PerYear) => " ⚠ Its price is reckoned a year, as the review prints it, which could not pay for such care.",
        Some(BespokePaid::PerWeek) if is_printed(scenario) => {
            " ⚠ The review prints its price, £10,000 to £15,000, “per annum”, which could not pay for such care: it is reckoned a week."
        }
        _ => "",
    };
    format!(
        "{bespoke}{printed} What a child gains or loses has no price here and stands beside the money: who is placed, how soon and how far away."
    )
}

/// Whether the price of bespoke care is still the one that the review prints.
fn is_printed(scenario: &Scenario) -> bool {
    matches!(scenario.sources.get(&ParameterId::Cost(CostFigure::Bespoke)), Some(Source::Stated { .. }))
}

/// Why an option is dominated, in a sentence; nothing where it is not.
pub fn domination(answer: &CostAnswer, option: usize) -> Option<String> {
    let own = answer.options.get(option)?;
    let found = own.dominated_by.as_ref()?;
    let by = answer.options.get(found.by)?;
    let cost = if found.cheaper { "less" } else { "no more" };
    let better: Vec<String> =
        found.better_in.iter().filter_map(|measure| answer.access.get(*measure)).map(|measure| uncapital(&measure.label)).collect();
    let better = if better.is_empty() { String::new() } else { format!(", and is clearly better in {}", listed(&better)) };
    Some(format!(
        "“{}” is dominated: “{}” costs {cost} over the whole period, is on average worse in no measure of access{better}.",
        own.name, by.name
    ))
}

/// Every option that is dominated, or that none is.
pub fn dominated(answer: &CostAnswer) -> String {
    let found: Vec<String> = (0..answer.options.len()).filter_map(|option| domination(answer, option)).collect();
    if found.is_empty() {
        "No option is dominated: none costs as much as another or more, and is clearly behind it, without being better in some measure of access.".to_owned()
    } else {
        found.join(" ")
    }
}

/// What is in the word dominated, and what is not.
pub fn counted(answer: &CostAnswer) -> String {
    let mut titles: Vec<String> = Vec::new();
    for measure in &answer.access {
        let title = uncapital(measure.title());
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    format!(
        "Dominated is an option only where another costs no more over the whole period and is on average worse in nothing that is measured of access, stream by \
         stream ({}), and where one of all these is clearly better (its 95% interval leaves zero out). Distance alone never decides: it stands on illustrative \
         sites. Not counted: care and education, whether it can be built and staffed, how sure prices are.",
        listed(&titles)
    )
}

/// What an option is worth beside the baseline, in a sentence.
pub fn verdict(answer: &CostAnswer, option: usize) -> Option<String> {
    let own = answer.options.get(option)?;
    let mean = own.estimate(CostMeasure::PerYear)?.mean;
    let unmet = own.estimate(CostMeasure::UnmetRequests)?.mean;
    let start = format!(
        "“{}” costs {} a year, all payers and all streams together, and leaves {} requests a year without a place",
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
    let dominated = domination(answer, option).map_or_else(String::new, |sentence| format!(" {sentence}"));
    Some(format!("{start}: {beside}.{dominated}"))
}

/// What would have to change for the answer to turn, sentence by sentence.
pub fn option_sentences(answer: &CostAnswer, option: usize, scenario: &Scenario) -> Vec<String> {
    let Some(own) = answer.options.get(option) else { return Vec::new() };
    let baseline = answer.options.get(answer.baseline).map_or("", |option| option.name.as_str());
    let mut sentences: Vec<String> = own.switches.iter().map(|switch| switch_sentence(own, switch, baseline, scenario)).collect();
    sentences.extend(own.break_even.as_ref().map(|even| break_even(even, scenario)));
    sentences.extend(own.prevention.as_ref().map(prevention));
    sentences.extend(price_range(own));
    sentences
}

/// When London's welfare beds cost no more than elsewhere.
fn break_even(even: &BreakEven, scenario: &Scenario) -> String {
    let full = |share: f64| match share {
        share if share.is_infinite() => "no occupancy would do".to_owned(),
        share if share > 1.0 => "even full beds would not do".to_owned(),
        share => format!("{} full", percent(share)),
    };
    let told = |now: Option<f64>, ends: &Ends| {
        let now = full(now.unwrap_or(f64::INFINITY));
        if ends.high > ends.low {
            format!("{now} (over the ranges of prices: {} at the best, {} at the worst)", full(ends.low), full(ends.high))
        } else {
            now
        }
    };
    let elsewhere = scenario.costs.as_ref().and_then(|costs| costs.figures.get(&CostFigure::ElsewhereWelfareWeek));
    let elsewhere = elsewhere.map_or_else(String::new, |spread| between(&Ends { low: spread.low, high: spread.high }, pounds));
    let half = if even.fee_half_width.is_finite() { format!(" ±{}", number(even.fee_half_width.max(1.0), 0)) } else { String::new() };
    let fee = if even.fee.is_finite() {
        format!(
            "Each child in a London welfare bed would have to be charged {}{half} a week to cover these beds at the occupancy simulated ({}){}, buildings left \
             out; elsewhere the fee is {}{elsewhere}.",
            pounds(even.fee),
            percent(even.simulated_occupancy),
            between(&even.fee_range, pounds),
            pounds(even.fee_elsewhere)
        )
    } else {
        "No child was in a London welfare bed.".to_owned()
    };
    format!(
        "{fee} To cost no more than elsewhere, beds would have to be: {}; with their buildings: {}.",
        told(even.occupancy, &even.occupancy_range),
        told(even.occupancy_with_buildings, &even.occupancy_with_buildings_range)
    )
}

/// The ends of the ranges of prices, in brackets; nothing where there is no range.
fn between(ends: &Ends, word: impl Fn(f64) -> String) -> String {
    match (ends.low, ends.high) {
        (low, high) if low >= high => String::new(),
        (low, high) if high.is_infinite() => format!(" ({} or more over the ranges of prices)", word(low)),
        (low, high) => format!(" ({} to {} over the ranges of prices)", word(low), word(high)),
    }
}

/// How many requests the open facility must prevent.
pub fn prevention(prevention: &Prevention) -> String {
    let count = |needed: f64| number(needed.ceil(), 0);
    let needed = match (prevention.requests_per_year, prevention.requests_with_building) {
        (Some(alone), Some(with)) => format!(
            "It pays for itself if it prevents {} of the {} welfare requests of a year{}{}: each request prevented saves {} on average, what its \
             bed still costs while it is empty left in. With its building, {}{}. Where children wait, the next child takes the place: then less is saved than this, and \
             one more child is placed.",
            count(alone),
            number(prevention.of_requests, 0),
            between(&prevention.requests_range, count),
            if alone > prevention.of_requests { ", more than there are" } else { "" },
            pounds(prevention.pounds_per_request),
            count(with),
            between(&prevention.requests_with_building_range, count)
        ),
        _ => "Preventing requests saves nothing at these prices.".to_owned(),
    };
    format!(
        "The open facility costs {} a year, its building left out. {needed} How many it would prevent nobody has published.",
        pounds(prevention.pounds_per_year)
    )
}

/// What not knowing prices makes of the costs.
fn price_range(own: &OptionCosts) -> Option<String> {
    let range = &own.price_range;
    if range.high <= range.low {
        return None;
    }
    let widest = range.swings.first().map_or_else(String::new, |swing| {
        format!(
            " Most hangs on one figure, {}: {} to {} a year.",
            in_a_sentence(swing.figure),
            pounds(swing.at_low.min(swing.at_high)),
            pounds(swing.at_low.max(swing.at_high))
        )
    });
    let also = |measure, words: &str| {
        let ends = range.of(measure)?;
        Some(format!(", {} to {} {words}", pounds(ends.low), pounds(ends.high)))
    };
    let present = also(CostMeasure::NetPresent, "over the whole period (net present cost)").unwrap_or_default();
    let week = also(CostMeasure::PerChildWeek, "for a child's week in a secure bed").unwrap_or_default();
    Some(format!(
        "Prices are not known exactly: with all of them at the cheap or the dear end of their ranges it costs {} to {} a year{present}{week}. Chance has no \
         part in these ranges.{widest}",
        pounds(range.low),
        pounds(range.high)
    ))
}

/// The name of a figure within a sentence.
pub fn in_a_sentence(figure: CostFigure) -> String {
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
