//! At which price, fee or number the answer turns.

use crate::model::costs::{Costs, Spread};
use crate::model::{CostFigure, CostKind, ProvisionOption, RunSettings};

use super::ranges::at_ends;
use super::usage::count;
use super::{Count, DAYS_PER_WEEK, Ends, Pricing, Usage, estimate};
use crate::analysis::sample::TQuantile;

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
    /// Half the width of the 95% interval of that fee: what chance in the run makes of it.
    pub fee_half_width: f64,
    /// The fee elsewhere now.
    pub fee_elsewhere: f64,
    /// The ends of [`Self::fee`] while prices lie within their ranges, each by itself.
    pub fee_range: Ends,
    /// The ends of [`Self::occupancy`], likewise.
    pub occupancy_range: Ends,
    /// The ends of [`Self::occupancy_with_buildings`], likewise.
    pub occupancy_with_buildings_range: Ends,
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
    /// The same when its building, spread over its life, is to be paid for too.
    pub requests_with_building: Option<f64>,
    /// The ends of [`Self::requests_per_year`] while prices lie within their ranges.
    pub requests_range: Ends,
    /// The ends of [`Self::requests_with_building`], likewise.
    pub requests_with_building_range: Ends,
    /// Welfare requests a year.
    pub of_requests: f64,
}

/// Figures whose switching value is told.
pub const SWITCHED: [CostFigure; 3] = [CostFigure::ElsewhereWelfareWeek, CostFigure::LondonWelfareBedWeek, CostFigure::CapitalPerSecureBed];

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
    SWITCHED.into_iter().filter_map(told).collect()
}

/// The occupancy `o` on which `price` × (`fixed` + (1 − `fixed`) × o) + `building` pounds for a bed-week are covered by `fee` × o; above 1
/// where full beds do not cover them, none where no occupancy would.
pub fn break_even_occupancy(price: f64, fixed: f64, building: f64, fee: f64) -> Option<f64> {
    let margin = fee - (1.0 - fixed) * price;
    (margin > 0.0).then(|| (fixed * price + building) / margin)
}

/// When an option's London welfare beds pay for themselves; none without such beds.
pub fn break_even(pricing: &Pricing, option: &ProvisionOption) -> Option<BreakEven> {
    let nights = |kind| pricing.nights_a_year(kind);
    let (in_use, empty) = (nights(CostKind::LondonWelfare), nights(CostKind::LondonWelfareEmpty));
    if in_use + empty <= 0.0 {
        return None;
    }
    let now = evened(pricing);
    // The longer a building lasts the cheaper it is. Whether a larger fixed share helps depends on the fee, so both its ends are tried.
    let corner = |dear: bool, fixed: bool| {
        let is_high = |figure| match figure {
            CostFigure::LondonFixedShare => fixed,
            CostFigure::ElsewhereWelfareWeek => !dear,
            other => other.makes_dearer() == dear,
        };
        let costs = at_ends(pricing.costs, is_high);
        evened(&Pricing::new(&costs, option, pricing.run, pricing.usage, pricing.place))
    };
    let corners: Vec<Evened> = [(false, false), (false, true), (true, false), (true, true)].map(|(dear, fixed)| corner(dear, fixed)).into();
    let fees: Vec<f64> = pricing.usage.sums(pricing.place, None).map(|sums| pricing.welfare_fee(sums)).collect();
    let fee = estimate(&fees, &mut TQuantile::default(), &mut Vec::new());
    Some(BreakEven {
        occupancy: now.occupancy,
        occupancy_with_buildings: now.with_buildings,
        simulated_occupancy: in_use / (in_use + empty),
        fee: now.fee,
        fee_half_width: (fee.high - fee.low) / 2.0,
        fee_elsewhere: pricing.costs.figure(CostFigure::ElsewhereWelfareWeek),
        fee_range: Ends::of(corners.iter().map(|corner| Some(corner.fee))),
        occupancy_range: Ends::of(corners.iter().map(|corner| corner.occupancy)),
        occupancy_with_buildings_range: Ends::of(corners.iter().map(|corner| corner.with_buildings)),
    })
}

/// The fee and the occupancies at which London's welfare beds cost what placements elsewhere do, at one set of prices.
struct Evened {
    fee: f64,
    occupancy: Option<f64>,
    with_buildings: Option<f64>,
}

fn evened(pricing: &Pricing) -> Evened {
    let price = pricing.costs.figure(CostFigure::LondonWelfareBedWeek);
    let fixed = pricing.costs.figure(CostFigure::LondonFixedShare);
    let fee_elsewhere = pricing.costs.figure(CostFigure::ElsewhereWelfareWeek);
    let kinds = [
        CostKind::LondonWelfare,
        CostKind::LondonWelfareEmpty,
        CostKind::LondonJustice,
        CostKind::LondonJusticeEmpty,
        CostKind::StepDown,
        CostKind::StepDownEmpty,
        CostKind::OpenFacility,
        CostKind::OpenFacilityEmpty,
    ];
    let places = kinds.into_iter().map(|kind| pricing.nights_a_year(kind)).sum::<f64>();
    let building = pricing.charges() / pricing.run.horizon_years / places * DAYS_PER_WEEK;
    Evened {
        fee: pricing.welfare_fee(&pricing.means()),
        occupancy: break_even_occupancy(price, fixed, 0.0, fee_elsewhere),
        with_buildings: break_even_occupancy(price, fixed, building, fee_elsewhere),
    }
}

/// When an option's open facility pays for itself; none without one.
pub fn prevention(pricing: &Pricing, option: &ProvisionOption) -> Option<Prevention> {
    option.open_facility.as_ref().filter(|facility| facility.places > 0)?;
    let now = prevented(pricing);
    // It must prevent most where it is dear itself and what a request costs is cheap.
    let [least, most] = [false, true].map(|dear| {
        let is_high = |figure| match figure {
            CostFigure::LondonWelfareBedWeek | CostFigure::ElsewhereWelfareWeek | CostFigure::Bespoke => !dear,
            other => other.makes_dearer() == dear,
        };
        let costs = at_ends(pricing.costs, is_high);
        prevented(&Pricing::new(&costs, option, pricing.run, pricing.usage, pricing.place))
    });
    Some(Prevention {
        pounds_per_year: now.facility,
        pounds_per_request: now.request,
        requests_per_year: now.requests(),
        requests_with_building: now.requests_with_building(),
        requests_range: Ends::of([least.requests(), most.requests()].into_iter()),
        requests_with_building_range: Ends::of([least.requests_with_building(), most.requests_with_building()].into_iter()),
        of_requests: count(&pricing.means(), Count::WelfareRequests) / pricing.run.horizon_years,
    })
}

/// Pounds of the open facility and of a request, at one set of prices.
struct Prevented {
    facility: f64,
    building: f64,
    request: f64,
}

impl Prevented {
    fn needed(&self, pounds: f64) -> Option<f64> {
        (self.request > 0.0).then(|| pounds / self.request)
    }

    fn requests(&self) -> Option<f64> {
        self.needed(self.facility)
    }

    fn requests_with_building(&self) -> Option<f64> {
        self.needed(self.facility + self.building)
    }
}

fn prevented(pricing: &Pricing) -> Prevented {
    let cost = |kind: CostKind| pricing.nightly[kind.index()] * pricing.nights_a_year(kind);
    let requests = count(&pricing.means(), Count::WelfareRequests) / pricing.run.horizon_years;
    // An empty bed costs its fixed part with and without the child: only the rest is saved.
    let saved = (pricing.nightly[CostKind::LondonWelfare.index()] - pricing.nightly[CostKind::LondonWelfareEmpty.index()])
        * pricing.nights_a_year(CostKind::LondonWelfare);
    let of_requests = saved + cost(CostKind::ElsewhereWelfare) + cost(CostKind::Bespoke);
    Prevented {
        facility: cost(CostKind::OpenFacility) + cost(CostKind::OpenFacilityEmpty),
        building: pricing.capital.facility_pounds_a_year(pricing.run),
        request: if requests > 0.0 { of_requests / requests } else { 0.0 },
    }
}
