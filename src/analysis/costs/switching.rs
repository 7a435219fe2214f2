//! At which price, fee or number the answer turns.

use crate::model::costs::{Costs, Spread};
use crate::model::{CostFigure, CostKind, ProvisionOption, RunSettings};

use super::usage::count;
use super::{Count, DAYS_PER_WEEK, Pricing, Usage};

/// The value of a figure at which an option costs as much a year as the baseline, everything else as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch {
    /// Which figure.
    pub figure: CostFigure,
    /// Its value now.
    pub now: f64,
    /// The value at which both cost the same; none where no value does.
    pub at: Option<f64>,
    /// Whether that value is within the figure's plausible range.
    pub in_range: bool,
    /// Whether the option is the cheaper one above that value.
    pub cheaper_above: bool,
}

/// When London's welfare beds cost no more than placements elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakEven {
    /// Occupancy on which a child's week in a London welfare bed costs as much as one elsewhere, without buildings; above 1 where even full
    /// beds do not get there; none where no occupancy would.
    pub occupancy: Option<f64>,
    /// The same with the buildings of all secure beds, step-down and open places carried by the welfare beds' own share of them.
    pub occupancy_with_buildings: Option<f64>,
    /// The share of London's welfare bed-nights that were in use.
    pub simulated_occupancy: f64,
    /// Pounds a week that London would have to charge for each child to cover its welfare beds, without buildings.
    pub fee: f64,
    /// The fee elsewhere now.
    pub fee_elsewhere: f64,
}

/// When the open facility pays for itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prevention {
    /// Pounds a year of the facility, its building left out.
    pub pounds_per_year: f64,
    /// Pounds that one welfare request costs on average, for the nights that follow from it.
    pub pounds_per_request: f64,
    /// Welfare requests a year it must prevent to cost nothing more; none where requests cost nothing.
    pub requests_per_year: Option<f64>,
    /// Welfare requests a year.
    pub of_requests: f64,
}

/// Figures whose switching value is told.
const FIGURES: [CostFigure; 3] = [CostFigure::ElsewhereWelfareWeek, CostFigure::LondonWelfareBedWeek, CostFigure::CapitalPerSecureBed];

/// Where each figure would have to be for an option to cost what the baseline does. Costs are straight lines of every price told here.
pub fn switches(
    costs: &Costs,
    (option, place): (&ProvisionOption, usize),
    (other, baseline): (&ProvisionOption, usize),
    run: &RunSettings,
    usage: &Usage,
) -> Vec<Switch> {
    if place == baseline {
        return Vec::new();
    }
    let more = |costs: &Costs| {
        let of = |option, place| Pricing::new(costs, option, run, usage, place).mean_per_year();
        of(option, place) - of(other, baseline)
    };
    let difference = more(costs);
    let told = |figure: CostFigure| {
        let Spread { central: now, low, high } = *costs.figures.get(&figure)?;
        // Far enough for the difference to stand clear of rounding.
        let step = now.abs().max(1.0);
        let slope = (more(&costs.with(figure, now + step)) - difference) / step;
        // A figure that both pay alike moves nothing.
        if slope.abs() < 1e-6 {
            return None;
        }
        let at = Some(now - difference / slope).filter(|at| *at >= 0.0);
        Some(Switch { figure, now, at, in_range: at.is_some_and(|at| (low..=high).contains(&at)), cheaper_above: slope < 0.0 })
    };
    FIGURES.into_iter().filter_map(told).collect()
}

/// The occupancy `o` on which `price` × (`fixed` + (1 − `fixed`) × o) + `building` pounds for a bed-week are covered by `fee` × o; above 1
/// where full beds do not cover them, none where no occupancy would.
pub fn break_even_occupancy(price: f64, fixed: f64, building: f64, fee: f64) -> Option<f64> {
    let margin = fee - (1.0 - fixed) * price;
    (margin > 0.0).then(|| (fixed * price + building) / margin)
}

/// When an option's London welfare beds pay for themselves; none without such beds.
pub fn break_even(pricing: &Pricing) -> Option<BreakEven> {
    let nights = |kind| pricing.nights_a_year(kind);
    let (in_use, empty) = (nights(CostKind::LondonWelfare), nights(CostKind::LondonWelfareEmpty));
    if in_use + empty <= 0.0 {
        return None;
    }
    let price = pricing.costs.figure(CostFigure::LondonWelfareBedWeek);
    let fixed = pricing.costs.figure(CostFigure::LondonFixedShare);
    let fee_elsewhere = pricing.costs.figure(CostFigure::ElsewhereWelfareWeek);
    let kinds = [
        CostKind::LondonJustice,
        CostKind::LondonJusticeEmpty,
        CostKind::StepDown,
        CostKind::StepDownEmpty,
        CostKind::OpenFacility,
        CostKind::OpenFacilityEmpty,
    ];
    let places = in_use + empty + kinds.into_iter().map(nights).sum::<f64>();
    let building = pricing.charges() / pricing.run.horizon_years / places * DAYS_PER_WEEK;
    let pounds = in_use * pricing.nightly[CostKind::LondonWelfare.index()] + empty * pricing.nightly[CostKind::LondonWelfareEmpty.index()];
    Some(BreakEven {
        occupancy: break_even_occupancy(price, fixed, 0.0, fee_elsewhere),
        occupancy_with_buildings: break_even_occupancy(price, fixed, building, fee_elsewhere),
        simulated_occupancy: in_use / (in_use + empty),
        fee: if in_use > 0.0 { pounds / in_use * DAYS_PER_WEEK } else { f64::NAN },
        fee_elsewhere,
    })
}

/// When an option's open facility pays for itself; none without one.
pub fn prevention(pricing: &Pricing, option: &ProvisionOption) -> Option<Prevention> {
    option.open_facility.as_ref().filter(|facility| facility.places > 0)?;
    let years = pricing.run.horizon_years;
    let cost = |kind: CostKind| pricing.nightly[kind.index()] * pricing.nights_a_year(kind);
    let of_requests = count(&pricing.means(), Count::WelfareRequests) / years;
    // An empty bed costs its fixed part with and without the child: only the rest is saved.
    let saved = (pricing.nightly[CostKind::LondonWelfare.index()] - pricing.nightly[CostKind::LondonWelfareEmpty.index()])
        * pricing.nights_a_year(CostKind::LondonWelfare);
    let of_requests_pounds = saved + cost(CostKind::ElsewhereWelfare) + cost(CostKind::Bespoke);
    let pounds_per_year = cost(CostKind::OpenFacility) + cost(CostKind::OpenFacilityEmpty);
    let pounds_per_request = if of_requests > 0.0 { of_requests_pounds / of_requests } else { 0.0 };
    let requests_per_year = (pounds_per_request > 0.0).then(|| pounds_per_year / pounds_per_request);
    Some(Prevention { pounds_per_year, pounds_per_request, requests_per_year, of_requests })
}
