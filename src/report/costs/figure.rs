//! The charts of costs: a bar an option with its parts in millions of pounds a year, and cost beside access.

use super::{FIGURES, PARTS, pounds};
use crate::analysis::costs::{CostAnswer, CostMeasure, OptionCosts};
use crate::model::Scenario;
use crate::model::costs::Payer;
use crate::report::Answer;
use crate::report::figure::{Axis, Figure, Plot, Scatter, ScatterPoint, Stacks, Unsourced};
use crate::report::figures::{period_of, replications};
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::{letter, number, supported_decimals};

/// What the parts of a bar are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CostParts {
    /// What is paid for.
    #[default]
    Kind,
    /// Who pays.
    Payer,
}

/// The cost of an average year of every option in parts, millions of pounds.
fn stacks(answer: &CostAnswer, parts: CostParts) -> Stacks {
    let pence = |option: &OptionCosts| match parts {
        CostParts::Kind => PARTS.map(|(_, kinds)| kinds.iter().map(|kind| option.of_kind(*kind)).sum()),
        CostParts::Payer => Payer::ALL.map(|payer| option.of_payer(payer, true)),
    };
    let row = |option: &OptionCosts| (option.name.clone(), pence(option).map(|pence: i64| pence as f64 / 1e8).to_vec());
    let greatest = answer.options.iter().map(OptionCosts::total).max().unwrap_or(0).max(1);
    Stacks {
        axis: Axis::new("Millions of pounds a year", 0.0, greatest as f64 / 1e8 * 1.001),
        parts: match parts {
            CostParts::Kind => PARTS.map(|(part, _)| part.to_owned()).to_vec(),
            CostParts::Payer => Payer::ALL.map(|payer| payer.label().to_owned()).to_vec(),
        },
        rows: answer.options.iter().map(row).collect(),
    }
}

/// Net present cost of every option beside the requests that it leaves without a place.
fn scatter(answer: &CostAnswer, scenario: &Scenario) -> Scatter {
    let point = |option: &OptionCosts| {
        let (cost, unmet) = (option.estimate(CostMeasure::NetPresent)?, option.estimate(CostMeasure::UnmetRequests)?);
        Some(ScatterPoint {
            option: scenario.options.iter().position(|described| described.id == option.id)?,
            name: option.name.clone(),
            at: [unmet.mean, cost.mean / 1e6],
            is_struck: option.dominated_by.is_some(),
        })
    };
    let points: Vec<ScatterPoint> = answer.options.iter().filter_map(point).collect();
    let axis = |label: &str, of: usize| Axis::new(label, 0.0, points.iter().map(|point| point.at[of]).fold(1.0, f64::max) * 1.08);
    let (across, upright) = (axis("Requests a year without a place", 0), axis("Net present cost, £ million", 1));
    Scatter { across, upright, points, struck: "dominated option".to_owned() }
}

/// The charts of costs; none where the scenario has no prices.
pub fn figures(answer: &Answer) -> Vec<Figure> {
    let Some(costs) = answer.costs() else { return Vec::new() };
    let bars = [CostParts::Kind, CostParts::Payer].into_iter().filter_map(|parts| of_a_year(&answer.scenario, &costs, parts));
    let figures = bars.chain(beside_access(&answer.scenario, &costs));
    figures.map(|figure| figure.sourced(&answer.scenario, &answer.sha256)).collect()
}

/// What the options cost in an average year, in parts; none without a bill.
pub fn of_a_year(scenario: &Scenario, costs: &CostAnswer, parts: CostParts) -> Option<Unsourced> {
    let [by_kind, by_payer, _] = FIGURES;
    let of_all = costs.options.iter().filter_map(|option| Some((option, option.estimate(CostMeasure::PerYear)?.mean)));
    let cheapest = of_all.clone().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let dearest = of_all.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let drawn = stacks(costs, parts);
    let title = match parts {
        CostParts::Kind if costs.options.len() == 1 => format!("“{}” costs {} a year", cheapest.0.name, pounds(cheapest.1)),
        CostParts::Kind => format!("“{}” costs {} a year, “{}” {}", cheapest.0.name, pounds(cheapest.1), dearest.0.name, pounds(dearest.1)),
        CostParts::Payer => payer_title(costs)?,
    };
    let (id, by, key) = match parts {
        CostParts::Kind => (by_kind, "kind", "Parts stand in the order of the key"),
        CostParts::Payer => (by_payer, "payer", "Payers stand in the order of the key"),
    };
    let subtitle = format!(
        "Cost of an average year by {by}, millions of pounds of {}, buildings spread over their life, London, {}",
        costs.price_year,
        period_of(scenario)
    );
    let data = drawn.numbers("Option", 1);
    let note =
        format!("{key}, in whole millions where there is room. Means of all replications; the ranges of prices are in none of them.");
    (drawn.drawn().count() > 0).then(|| Unsourced::new(id, [&title, &subtitle], (Plot::Stacks(drawn), data), &note, runs(costs)))
}

/// On which runs costs rest.
fn runs(costs: &CostAnswer) -> String {
    replications(u32::try_from(costs.replications).unwrap_or(u32::MAX))
}

/// Who pays most, and how much in the cheapest and the dearest case for them.
fn payer_title(costs: &CostAnswer) -> Option<String> {
    let paid = |payer: Payer| costs.options.iter().map(move |option| (option, option.of_payer(payer, true)));
    let most = Payer::ALL.into_iter().max_by_key(|payer| paid(*payer).map(|(_, pence)| pence).sum::<i64>())?;
    let (least, greatest) = (paid(most).min_by_key(|(_, pence)| *pence)?, paid(most).max_by_key(|(_, pence)| *pence)?);
    let said = |(option, pence): (&OptionCosts, i64)| format!("{} a year with “{}”", pounds(pence as f64 / 100.0), option.name);
    Some(if least.1 == greatest.1 {
        format!("{}: {}", most.label(), said(least))
    } else {
        format!("{}: {}, {}", most.label(), said(least), said(greatest))
    })
}

/// What the options cost over the whole period, and whom they leave without a place; none without an option.
pub fn beside_access(scenario: &Scenario, costs: &CostAnswer) -> Option<Unsourced> {
    let drawn = scatter(costs, scenario);
    let [least_unmet, cheapest] = [0, 1].map(|of| drawn.points.iter().min_by(|a, b| a.at[of].total_cmp(&b.at[of])));
    let (least_unmet, cheapest) = (least_unmet?, cheapest?);
    let requests = |unmet: f64| number(unmet, usize::from(unmet < 9.95));
    let said = |point: &ScatterPoint| {
        format!("“{}” costs {} and leaves {} requests a year without a place", point.name, pounds(point.at[1] * 1e6), requests(point.at[0]))
    };
    let struck = drawn.points.iter().filter(|point| point.is_struck).count();
    let dominated = match (struck, drawn.points.len()) {
        (_, 1) => String::new(),
        (0, _) => "; no option is dominated".to_owned(),
        (1, all) => format!("; 1 of {all} options is dominated"),
        (some, all) => format!("; {some} of {all} options are dominated"),
    };
    let title = if least_unmet.option == cheapest.option {
        format!("{}{dominated}", said(cheapest))
    } else {
        let [cost, unmet] = [pounds(least_unmet.at[1] * 1e6), requests(least_unmet.at[0])];
        format!("{}, “{}” {cost} and {unmet}{dominated}", said(cheapest), least_unmet.name)
    };
    let subtitle = format!(
        "Net present cost over the whole period, millions of pounds of {}, by requests a year without a place, London, {}",
        costs.price_year,
        period_of(scenario)
    );
    let columns = [
        "Mark",
        "Option",
        "Net present cost, £ million",
        "Lower end of 95% interval",
        "Upper end",
        "Requests a year without a place",
        "Lower end of its 95% interval",
        "Upper end of it",
        "Dominated by",
    ];
    let mut data = Table::new("", "", &columns);
    for option in &costs.options {
        let (Some(cost), Some(unmet)) = (option.estimate(CostMeasure::NetPresent), option.estimate(CostMeasure::UnmetRequests)) else {
            continue;
        };
        let place = scenario.options.iter().position(|described| described.id == option.id);
        let mut row = vec![Cell::text(place.map(letter).unwrap_or_default()), Cell::text(&option.name)];
        row.extend([cost.mean, cost.low, cost.high].map(|pounds| Cell::number(pounds / 1e6, 1)));
        let decimals = supported_decimals((unmet.high - unmet.low) / 2.0);
        row.extend([unmet.mean, unmet.low, unmet.high].map(|requests| Cell::number(requests, decimals)));
        let by = option.dominated_by.as_ref().and_then(|found| costs.options.get(found.by));
        row.push(by.map_or(Cell::Missing(Symbol::NotApplicable), |by| Cell::text(&by.name)));
        data.rows.push(row);
    }
    let note = "Lower and further left is better in these two things, which are not all that counts. Marks of one place stand side by side around it; a line ties a mark that had to be moved to its place.";
    let [_, _, id] = FIGURES;
    Some(Unsourced::new(id, [&title, &subtitle], (Plot::Scatter(drawn), data), note, runs(costs)))
}
