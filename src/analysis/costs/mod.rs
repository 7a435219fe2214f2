//! What options cost, who pays, and at which price the answer turns. Everything is reckoned from the nights that the replications of one
//! run used ([`Usage`]), so that a change of price is answered at once and changes nothing that was simulated.

mod capital;
mod dominance;
mod ranges;
mod switching;
mod usage;

use crate::model::costs::{Costs, Discounting, Payer, apportion};
use crate::model::{CostKind, ProvisionOption, RunSettings, Scenario};

use super::measure::{Better, MeasureSpec};
use super::sample::{PairedSample, Sample, TQuantile};
use super::summary::{Difference, Estimate, Summary};

pub use capital::Capital;
pub use dominance::{Domination, Gain, dominates};
pub use ranges::{Ends, PriceRange, Swing};
pub use switching::{BreakEven, Prevention, SWITCHED, Switch, break_even_occupancy};
use usage::count;
pub use usage::{Capacity, Count, MOST_KEPT, QUANTITIES, Usage, push_usage, year_count, year_length};

/// Years above which the reduced discount rates are shown beside the usual ones.
const LONG_HORIZON_YEARS: f64 = 50.0;
/// Days in a week.
const DAYS_PER_WEEK: f64 = 7.0;
const KINDS: usize = CostKind::ALL.len();
const PAYERS: usize = Payer::ALL.len();

/// What is told of an option's money as one number a replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostMeasure {
    /// Pounds a year, buildings spread over their life.
    PerYear,
    /// Pounds a year without buildings.
    Running,
    /// Pounds for each child placed.
    PerPlacement,
    /// Pounds for a week of a child in a secure bed, in London or elsewhere.
    PerChildWeek,
    /// Pounds for a week of a child in a London bed: beds in use, empty beds; without buildings.
    PerLondonChildWeek,
    /// Pounds of today over the horizon.
    NetPresent,
    /// The same at the reduced discount rates.
    NetPresentReduced,
    /// Requests withdrawn for want of a place, a year: what the money leaves undone.
    UnmetRequests,
}

impl CostMeasure {
    /// Every measure, in the order used everywhere.
    pub const ALL: [CostMeasure; 8] = [
        CostMeasure::PerYear,
        CostMeasure::Running,
        CostMeasure::PerPlacement,
        CostMeasure::PerChildWeek,
        CostMeasure::PerLondonChildWeek,
        CostMeasure::NetPresent,
        CostMeasure::NetPresentReduced,
        CostMeasure::UnmetRequests,
    ];

    /// Key in the machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            CostMeasure::PerYear => "cost_per_year",
            CostMeasure::Running => "running_cost_per_year",
            CostMeasure::PerPlacement => "cost_per_placement",
            CostMeasure::PerChildWeek => "cost_per_child_week",
            CostMeasure::PerLondonChildWeek => "cost_per_london_child_week",
            CostMeasure::NetPresent => "net_present_cost",
            CostMeasure::NetPresentReduced => "net_present_cost_reduced_rates",
            CostMeasure::UnmetRequests => "no_place_per_year",
        }
    }

    /// Name on screen.
    pub fn label(self) -> &'static str {
        match self {
            CostMeasure::PerYear => "Cost a year",
            CostMeasure::Running => "Running cost a year",
            CostMeasure::PerPlacement => "Cost of a placement",
            CostMeasure::PerChildWeek => "Cost of a child's week in a secure bed",
            CostMeasure::PerLondonChildWeek => "Cost of a child's week in a London bed",
            CostMeasure::NetPresent => "Net present cost",
            CostMeasure::NetPresentReduced => "Net present cost at the reduced rates",
            CostMeasure::UnmetRequests => "Requests withdrawn for want of a place, a year",
        }
    }
}

/// What an option costs.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionCosts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Values of [`CostMeasure::ALL`] in each replication; NaN where there is none.
    pub values: Vec<Vec<f64>>,
    /// What replications say together of each.
    pub estimates: Vec<Estimate>,
    /// Difference to the baseline of each; none for the baseline.
    pub differences: Option<Vec<Difference>>,
    /// Mean pence in each year by kind.
    pub by_year: Vec<[i64; KINDS]>,
    /// Mean pence a year by kind and payer: rows add up to the kind's cost, columns to the payer's bill, all to the cost a year.
    pub annual: [[i64; PAYERS]; KINDS],
    /// Its buildings.
    pub capital: Capital,
    /// Pence of its buildings by payer, optimism bias in them.
    pub capital_by_payer: [i64; PAYERS],
    /// Costs, least and most, when every price is at the end of its range that makes the option cheap or dear.
    pub price_range: PriceRange,
    /// Another option that costs no more and is in no measure of access worse, and is clearly better in one of all these.
    pub dominated_by: Option<Domination>,
    /// Switching values.
    pub switches: Vec<Switch>,
    /// When the London homes pay for themselves.
    pub break_even: Option<BreakEven>,
    /// When the open facility pays for itself.
    pub prevention: Option<Prevention>,
}

impl OptionCosts {
    /// The estimate of a measure.
    pub fn estimate(&self, measure: CostMeasure) -> Option<&Estimate> {
        self.estimates.get(measure as usize).filter(|estimate| estimate.mean.is_finite())
    }

    /// The difference of a measure to the baseline.
    pub fn difference(&self, measure: CostMeasure) -> Option<&Difference> {
        self.differences.as_ref()?.get(measure as usize).filter(|difference| difference.mean.is_finite())
    }

    /// Pence a year of a kind.
    pub fn of_kind(&self, kind: CostKind) -> i64 {
        self.annual[kind.index()].iter().sum()
    }

    /// Pence a year of a payer, with buildings or without.
    pub fn of_payer(&self, payer: Payer, with_capital: bool) -> i64 {
        let kinds = CostKind::ALL.into_iter().filter(|kind| with_capital || *kind != CostKind::Capital);
        kinds.map(|kind| self.annual[kind.index()][payer as usize]).sum()
    }

    /// Pence a year.
    pub fn total(&self) -> i64 {
        self.annual.iter().flatten().sum()
    }
}

/// What all options of a run cost.
#[derive(Clone, Debug, PartialEq)]
pub struct CostAnswer {
    /// The year in whose pounds everything is.
    pub price_year: u32,
    /// Replications that it stands on.
    pub replications: usize,
    /// Place of the baseline among the options.
    pub baseline: usize,
    /// The options run.
    pub options: Vec<OptionCosts>,
    /// What is measured of access, beside which the costs are weighed.
    pub access: Vec<MeasureSpec>,
    /// By how much more building costs than is said.
    pub optimism_bias: f64,
}

impl CostAnswer {
    /// Prices a run. None where the scenario has no prices or nothing was run yet.
    pub fn new(scenario: &Scenario, summary: &Summary) -> Option<Self> {
        Self::compared_with(scenario, summary, summary.baseline)
    }

    /// The same, compared with another option than the run's baseline, by its place among the options run.
    pub fn compared_with(scenario: &Scenario, summary: &Summary, baseline: usize) -> Option<Self> {
        let costs = scenario.costs.as_ref()?;
        let usage = &summary.usage;
        if usage.replications() == 0 {
            return None;
        }
        let described: Vec<&ProvisionOption> =
            summary.options.iter().map(|option| scenario.option(&option.id)).collect::<Option<Vec<_>>>()?;
        let run = &scenario.run;
        let pricings: Vec<Pricing> =
            described.iter().enumerate().map(|(place, option)| Pricing::new(costs, option, run, usage, place)).collect();
        let values: Vec<Vec<Vec<f64>>> = pricings.iter().map(Pricing::values).collect();
        let (mut t, mut room) = (TQuantile::default(), Vec::new());
        let baseline = if baseline < described.len() { baseline } else { 0 };
        let mut options = Vec::with_capacity(described.len());
        for (place, (option, pricing)) in described.iter().zip(&pricings).enumerate() {
            let estimates = values[place].iter().map(|values| estimate(values, &mut t, &mut room)).collect();
            let differences = (place != baseline).then(|| {
                let pairs = values[place].iter().zip(&values[baseline]);
                pairs.map(|(own, other)| difference(own, other, &mut t)).collect()
            });
            let annual = pricing.annual();
            options.push(OptionCosts {
                id: option.id.clone(),
                name: option.name.clone(),
                estimates,
                differences,
                by_year: pricing.by_year(),
                annual,
                capital_by_payer: split(pence(pricing.capital.pounds), &costs.shares(crate::model::CostGroup::Capital)),
                capital: pricing.capital.clone(),
                price_range: ranges::price_range(costs, option, run, usage, place),
                dominated_by: None,
                switches: switching::switches(costs, (option, place), (described[baseline], baseline), run, usage),
                break_even: switching::break_even(pricing, option),
                prevention: switching::prevention(pricing, option),
                values: values[place].clone(),
            });
        }
        let access = dominance::access_measures(summary);
        dominance::mark(&mut options, &access, summary);
        Some(Self {
            price_year: costs.price_year,
            replications: usage.replications(),
            baseline,
            options,
            access,
            optimism_bias: costs.optimism_bias(),
        })
    }
}

fn estimate(values: &[f64], t: &mut TQuantile, room: &mut Vec<f64>) -> Estimate {
    let mut sample = Sample::default();
    values.iter().for_each(|value| sample.push(*value));
    sample.estimate(t, room)
}

/// What one option costs, by [`CostMeasure`], from a usage that holds it alone. None where the scenario has no prices or nothing was played.
pub fn estimates_of(scenario: &Scenario, option: &ProvisionOption, usage: &Usage) -> Option<Vec<Estimate>> {
    let costs = scenario.costs.as_ref()?;
    if usage.replications() == 0 {
        return None;
    }
    let (mut t, mut room) = (TQuantile::default(), Vec::new());
    let values = Pricing::new(costs, option, &scenario.run, usage, 0).values();
    Some(values.iter().map(|values| estimate(values, &mut t, &mut room)).collect())
}

fn difference(own: &[f64], other: &[f64], t: &mut TQuantile) -> Difference {
    let mut pairs = PairedSample::default();
    own.iter().zip(other).for_each(|(own, other)| pairs.push(own - other));
    pairs.difference(t, Better::Lower)
}

/// Whole pence of pounds.
pub fn pence(pounds: f64) -> i64 {
    (pounds * 100.0).round() as i64
}

fn split(amount: i64, shares: &[f64; PAYERS]) -> [i64; PAYERS] {
    let parts = apportion(amount, shares);
    std::array::from_fn(|payer| parts.get(payer).copied().unwrap_or(0))
}

/// The prices of an option against the nights it used.
pub(super) struct Pricing<'a> {
    costs: &'a Costs,
    run: &'a RunSettings,
    usage: &'a Usage,
    place: usize,
    capital: Capital,
    /// Pounds a night by kind.
    nightly: [f64; CostKind::NIGHTLY],
}

impl<'a> Pricing<'a> {
    fn new(costs: &'a Costs, option: &ProvisionOption, run: &'a RunSettings, usage: &'a Usage, place: usize) -> Self {
        let nightly = std::array::from_fn(|kind| costs.pounds_a_night(CostKind::ALL[kind]));
        Self { costs, run, usage, place, capital: Capital::new(costs, option, run), nightly }
    }

    /// Pounds of all nights of a sum.
    fn pounds(&self, sums: &[f64]) -> f64 {
        self.nightly.iter().zip(sums).map(|(price, nights)| price * nights).sum()
    }

    /// Pounds of buildings that fall to the horizon.
    fn charges(&self) -> f64 {
        (0..year_count(self.run)).map(|year| self.capital.charge(self.run, year)).sum()
    }

    /// Values of every measure, replication by replication.
    fn values(&self) -> Vec<Vec<f64>> {
        let years = self.run.horizon_years;
        let plain = || self.usage.sums(self.place, None);
        let charges = self.charges();
        let of = |value: &dyn Fn(&[f64]) -> f64| plain().map(value).collect::<Vec<f64>>();
        let nights = |sums: &[f64], kinds: &[CostKind]| kinds.iter().map(|kind| sums[kind.index()]).sum::<f64>();
        let london = |sums: &[f64]| nights(sums, &[CostKind::LondonWelfare, CostKind::LondonJustice]);
        let elsewhere = |sums: &[f64]| nights(sums, &[CostKind::ElsewhereWelfare, CostKind::ElsewhereJustice]);
        let per = |amount: f64, of: f64| if of > 0.0 { amount / of } else { f64::NAN };
        let present = |discounting| {
            let capital = self.capital.present_pounds(self.run, discounting);
            self.usage.sums(self.place, Some(discounting)).map(|sums| self.pounds(sums) + capital).collect::<Vec<f64>>()
        };
        let reduced = if years > LONG_HORIZON_YEARS { present(Discounting::Reduced) } else { vec![f64::NAN; self.usage.replications()] };
        let london_pounds = |sums: &[f64]| {
            let kinds = [CostKind::LondonWelfare, CostKind::LondonWelfareEmpty, CostKind::LondonJustice, CostKind::LondonJusticeEmpty];
            kinds.iter().map(|kind| self.nightly[kind.index()] * sums[kind.index()]).sum::<f64>()
        };
        CostMeasure::ALL
            .into_iter()
            .map(|measure| match measure {
                CostMeasure::PerYear => of(&|sums| (self.pounds(sums) + charges) / years),
                CostMeasure::Running => of(&|sums| self.pounds(sums) / years),
                CostMeasure::PerPlacement => of(&|sums| per(self.pounds(sums) + charges, count(sums, Count::Placements))),
                CostMeasure::PerChildWeek => of(&|sums| per(self.pounds(sums) + charges, (london(sums) + elsewhere(sums)) / DAYS_PER_WEEK)),
                CostMeasure::PerLondonChildWeek => of(&|sums| per(london_pounds(sums), london(sums) / DAYS_PER_WEEK)),
                CostMeasure::NetPresent => present(Discounting::Standard),
                CostMeasure::NetPresentReduced => reduced.clone(),
                CostMeasure::UnmetRequests => of(&|sums| count(sums, Count::NoPlace) / years),
            })
            .collect()
    }

    /// Mean pence of each year by kind.
    fn by_year(&self) -> Vec<[i64; KINDS]> {
        let years = self.usage.mean_by_year(self.place).enumerate();
        years
            .map(|(year, nights)| {
                std::array::from_fn(|kind| match self.nightly.get(kind) {
                    Some(price) => pence(price * nights[kind]),
                    None => pence(self.capital.charge(self.run, year)),
                })
            })
            .collect()
    }

    /// Mean over replications of the sums over the horizon.
    fn means(&self) -> [f64; QUANTITIES] {
        let mut sums = [0.0; QUANTITIES];
        for year in self.usage.mean_by_year(self.place) {
            sums.iter_mut().zip(year).for_each(|(sum, value)| *sum += value);
        }
        sums
    }

    /// Mean pounds a year, buildings spread over their life.
    fn mean_per_year(&self) -> f64 {
        (self.pounds(&self.means()) + self.charges()) / self.run.horizon_years
    }

    /// Mean pence a year by kind and payer.
    fn annual(&self) -> [[i64; PAYERS]; KINDS] {
        let (means, charges, years) = (self.means(), self.charges(), self.run.horizon_years);
        std::array::from_fn(|kind| {
            let pounds = self.nightly.get(kind).map_or(charges, |price| price * means[kind]);
            split(pence(pounds / years), &self.costs.shares(CostKind::ALL[kind].group()))
        })
    }

    /// Pounds a week that each child in a London welfare bed would have to be charged to cover these beds, full and empty; NaN without a child.
    fn welfare_fee(&self, sums: &[f64]) -> f64 {
        let [in_use, empty] = [CostKind::LondonWelfare, CostKind::LondonWelfareEmpty].map(CostKind::index);
        let pounds = sums[in_use] * self.nightly[in_use] + sums[empty] * self.nightly[empty];
        if sums[in_use] > 0.0 { pounds / sums[in_use] * DAYS_PER_WEEK } else { f64::NAN }
    }

    /// Nights in a year of a kind, on average.
    fn nights_a_year(&self, kind: CostKind) -> f64 {
        self.means()[kind.index()] / self.run.horizon_years
    }
}
