//! Costs for machines.

use serde::Serialize;

use super::{Object, ScenarioEntry};
use crate::analysis::costs::{CostAnswer, CostMeasure, Ends, OptionCosts};
use crate::analysis::{Difference, Estimate};
use crate::model::CostKind;
use crate::model::costs::Payer;
use crate::report::Answer;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    scenario: ScenarioEntry<'a>,
    seed: u64,
    horizon_years: f64,
    costs: CostsEntry<'a>,
}

/// What all options cost.
#[derive(Serialize)]
pub struct CostsEntry<'a> {
    price_year: u32,
    replications: usize,
    optimism_bias: f64,
    options: Vec<OptionEntry<'a>>,
}

#[derive(Serialize)]
struct OptionEntry<'a> {
    id: &'a str,
    measures: Object<'a, &'a Estimate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Object<'a, &'a Difference>>,
    cost_per_year_pence: Object<'a, i64>,
    cost_per_year_by_payer_pence: Object<'a, Object<'a, i64>>,
    cost_by_year_pence: Vec<Object<'a, i64>>,
    capital: CapitalEntry<'a>,
    price_range_per_year: [f64; 2],
    price_ranges: Object<'a, [f64; 2]>,
    price_swings_per_year: Object<'a, [f64; 2]>,
    dominated_by: Option<&'a str>,
    dominated_better_in: Vec<&'a str>,
    switching_values: Vec<SwitchEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    break_even: Option<BreakEvenEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prevention: Option<PreventionEntry>,
}

#[derive(Serialize)]
struct CapitalEntry<'a> {
    pounds_as_said: f64,
    pounds_with_optimism_bias: f64,
    by_payer_pence: Object<'a, i64>,
}

#[derive(Serialize)]
struct SwitchEntry {
    figure: String,
    now: f64,
    at: Option<f64>,
    in_range: bool,
    cheaper_above: bool,
}

#[derive(Serialize)]
struct BreakEvenEntry {
    occupancy: Option<f64>,
    occupancy_with_buildings: Option<f64>,
    simulated_occupancy: f64,
    fee_per_week: f64,
    fee_per_week_half_width: f64,
    fee_elsewhere_per_week: f64,
    fee_per_week_price_range: [f64; 2],
    /// An end that no occupancy reaches is null.
    occupancy_price_range: [f64; 2],
    occupancy_with_buildings_price_range: [f64; 2],
}

#[derive(Serialize)]
struct PreventionEntry {
    cost_per_year: f64,
    cost_per_request: f64,
    requests_per_year_to_pay_for_itself: Option<f64>,
    requests_per_year_with_building: Option<f64>,
    requests_per_year_price_range: [f64; 2],
    requests_per_year_with_building_price_range: [f64; 2],
    welfare_requests_per_year: f64,
}

/// The document of `cost`, ending with a line feed.
pub fn costs(answer: &Answer, costs: &CostAnswer) -> String {
    super::text(&Document {
        version: answer.version,
        scenario: ScenarioEntry { name: &answer.scenario.name, sha256: &answer.sha256 },
        seed: answer.scenario.run.seed,
        horizon_years: answer.scenario.run.horizon_years,
        costs: costs_entry(costs),
    })
}

/// What all options cost.
pub fn costs_entry(costs: &CostAnswer) -> CostsEntry<'_> {
    CostsEntry {
        price_year: costs.price_year,
        replications: costs.replications,
        optimism_bias: costs.optimism_bias,
        options: costs.options.iter().map(|option| option_entry(costs, option)).collect(),
    }
}

fn ends(ends: &Ends) -> [f64; 2] {
    [ends.low, ends.high]
}

fn option_entry<'a>(costs: &'a CostAnswer, option: &'a OptionCosts) -> OptionEntry<'a> {
    let by_payer = |of: &dyn Fn(Payer) -> i64| Object(Payer::ALL.into_iter().map(|payer| (payer.key(), of(payer))).collect());
    let prevention = option.prevention.map(|prevention| PreventionEntry {
        cost_per_year: prevention.pounds_per_year,
        cost_per_request: prevention.pounds_per_request,
        requests_per_year_to_pay_for_itself: prevention.requests_per_year,
        requests_per_year_with_building: prevention.requests_with_building,
        requests_per_year_price_range: ends(&prevention.requests_range),
        requests_per_year_with_building_price_range: ends(&prevention.requests_with_building_range),
        welfare_requests_per_year: prevention.of_requests,
    });
    OptionEntry {
        id: &option.id,
        measures: Object(CostMeasure::ALL.iter().map(|measure| measure.key()).zip(&option.estimates).collect()),
        differences: option
            .differences
            .as_ref()
            .map(|differences| Object(CostMeasure::ALL.iter().map(|measure| measure.key()).zip(differences).collect())),
        cost_per_year_pence: Object(CostKind::ALL.into_iter().map(|kind| (kind.key(), option.of_kind(kind))).collect()),
        cost_per_year_by_payer_pence: Object(
            CostKind::ALL.into_iter().map(|kind| (kind.key(), by_payer(&|payer| option.annual[kind.index()][payer as usize]))).collect(),
        ),
        cost_by_year_pence: option
            .by_year
            .iter()
            .map(|year| Object(CostKind::ALL.into_iter().map(|kind| (kind.key(), year[kind.index()])).collect()))
            .collect(),
        capital: CapitalEntry {
            pounds_as_said: option.capital.said_pounds,
            pounds_with_optimism_bias: option.capital.pounds,
            by_payer_pence: by_payer(&|payer| option.capital_by_payer[payer as usize]),
        },
        price_range_per_year: [option.price_range.low, option.price_range.high],
        price_ranges: Object(
            CostMeasure::ALL.iter().filter_map(|measure| Some((measure.key(), ends(&option.price_range.of(*measure)?)))).collect(),
        ),
        price_swings_per_year: Object(
            option.price_range.swings.iter().map(|swing| (swing.figure.spec().label, [swing.at_low, swing.at_high])).collect(),
        ),
        dominated_by: option.dominated_by.as_ref().and_then(|found| costs.options.get(found.by)).map(|other| other.id.as_str()),
        dominated_better_in: option
            .dominated_by
            .iter()
            .flat_map(|found| &found.better_in)
            .filter_map(|measure| Some(costs.access.get(*measure)?.key.as_str()))
            .collect(),
        switching_values: option
            .switches
            .iter()
            .map(|switch| SwitchEntry {
                figure: format!("{:?}", switch.figure),
                now: switch.now,
                at: switch.at,
                in_range: switch.in_range,
                cheaper_above: switch.cheaper_above,
            })
            .collect(),
        break_even: option.break_even.map(|even| BreakEvenEntry {
            occupancy: even.occupancy,
            occupancy_with_buildings: even.occupancy_with_buildings,
            simulated_occupancy: even.simulated_occupancy,
            fee_per_week: even.fee,
            fee_per_week_half_width: even.fee_half_width,
            fee_elsewhere_per_week: even.fee_elsewhere,
            fee_per_week_price_range: ends(&even.fee_range),
            occupancy_price_range: ends(&even.occupancy_range),
            occupancy_with_buildings_price_range: ends(&even.occupancy_with_buildings_range),
        }),
        prevention,
    }
}
