//! How much of everything that is paid for each replication uses: nights by kind and by year. What they cost is asked afterwards, as
//! often as somebody wonders about a price; the replications are never played again for it.

use std::sync::Arc;

use crate::model::costs::{DiscountRates, Discounting};
use crate::model::{BedKind, CostKind, DAYS_PER_YEAR, LinkedHome, ProvisionOption, RunSettings, Stream};
use crate::sim::outcome::Census;
use crate::sim::{CompiledOption, Outcome};

/// Replications kept one by one; costs are those of the first so many.
pub const MOST_KEPT: usize = 4_096;
/// Numbers kept, for all replications together: 64 MiB.
const MOST_NUMBERS: usize = 8 << 20;
/// Sums of a replication: as they are, discounted, and discounted at the reduced rates.
const SUMS: usize = 3;
/// Quarters of a year.
const QUARTERS: usize = 4;

/// What is counted beside nights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Children placed, in London or elsewhere.
    Placements,
    /// Requests withdrawn for want of a place.
    NoPlace,
    /// Welfare requests.
    WelfareRequests,
}

/// Quantities of an option and year: nights of each kind, then the counts.
pub const QUANTITIES: usize = CostKind::NIGHTLY + 3;

impl Count {
    fn index(self) -> usize {
        CostKind::NIGHTLY + self as usize
    }
}

/// Nights on which places of an option are there to be paid for, year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct Capacity {
    /// Bed-nights in London of welfare beds and beds for either, of justice beds, and nights of places in step-down and the open facility.
    years: Vec<[f64; 4]>,
    has_either: bool,
}

impl Capacity {
    /// The places of an option, from the day each opens until its home closes; a step-down unit is there while its home is.
    pub fn new(option: &ProvisionOption, compiled: &CompiledOption, run: &RunSettings) -> Self {
        let (start, end) = (run.warm_up_days(), run.end_day());
        let mut years = vec![[0.0; 4]; year_count(run)];
        let mut add = |which: usize, from: f64, to: f64, places: f64| {
            for (index, year) in years.iter_mut().enumerate() {
                let first = start + index as f64 * DAYS_PER_YEAR;
                let nights = (to.min(first + DAYS_PER_YEAR).min(end) - from.max(first)).max(0.0);
                year[which] += places * nights;
            }
        };
        for home in &compiled.homes {
            for kind in BedKind::ALL {
                let which = usize::from(kind == BedKind::Justice);
                home.opening_days[kind.index()].iter().for_each(|opens| add(which, *opens, home.closing_day, 1.0));
            }
        }
        for unit in &option.step_down_units {
            let home = match &unit.linked_home {
                LinkedHome::Any => None,
                LinkedHome::Home(id) => option.homes.iter().find(|home| home.id == *id),
            };
            let opens = home.and_then(|home| home.opens).map_or(0.0, |month| run.clock_day(month));
            let closes = home.and_then(|home| home.closes).map_or(f64::INFINITY, |month| run.clock_day(month));
            add(2, opens, closes, f64::from(unit.places));
        }
        if let Some(facility) = &option.open_facility {
            add(3, 0.0, f64::INFINITY, f64::from(facility.places));
        }
        Self { years, has_either: option.homes.iter().any(|home| home.either_beds > 0) }
    }

    /// Nights on which places are there in a year of the horizon: welfare beds with those for either, justice beds, step-down, open facility.
    pub fn nights(&self, year: usize) -> [f64; 4] {
        self.years.get(year).copied().unwrap_or_default()
    }
}

/// Years of the horizon; the last may be cut short.
pub fn year_count(run: &RunSettings) -> usize {
    (run.horizon_years.ceil() as usize).max(1)
}

/// Length of a year of the horizon, in years: 1, or less for the last.
pub fn year_length(run: &RunSettings, year: usize) -> f64 {
    (run.horizon_years - year as f64).clamp(0.0, 1.0)
}

/// Writes the quantities of an option, years in a row.
pub fn push_usage(outcome: &Outcome, capacity: &Capacity, bespoke_share: f64, row: &mut Vec<f64>) {
    let start = row.len();
    row.resize(start + capacity.years.len() * QUANTITIES, 0.0);
    let Some(own) = row.get_mut(start..) else { return };
    let in_either = if capacity.has_either { justice_share_in_either(outcome) } else { 0.0 };
    for stream in Stream::ALL {
        let of = &outcome.streams[stream.index()];
        let (welfare, justice, elsewhere) = match stream {
            Stream::Welfare => (1.0, 0.0, CostKind::ElsewhereWelfare),
            Stream::Justice | Stream::PoliceCustody => (in_either, 1.0 - in_either, CostKind::ElsewhereJustice),
        };
        // Stays that never came about are told for the whole horizon: they fall to its quarters as the withdrawals do.
        let withdrawn = f64::from(of.totals().no_place);
        let each = if withdrawn > 0.0 { of.unplaced_stay_days / withdrawn } else { 0.0 };
        let years = own.chunks_exact_mut(QUANTITIES).zip(of.days_by_quarter().chunks(QUARTERS)).zip(of.quarters().chunks(QUARTERS));
        for ((year, days), counts) in years {
            for days in days {
                year[CostKind::LondonWelfare.index()] += welfare * days.london;
                year[CostKind::LondonJustice.index()] += justice * days.london;
                year[elsewhere.index()] += days.elsewhere;
                year[CostKind::Bespoke.index()] += bespoke_share * days.waiting;
            }
            for quarter in counts {
                year[CostKind::Bespoke.index()] += bespoke_share * each * f64::from(quarter.no_place);
                year[Count::Placements.index()] += f64::from(quarter.placed_london + quarter.placed_elsewhere);
                year[Count::NoPlace.index()] += f64::from(quarter.no_place);
                if stream == Stream::Welfare {
                    year[Count::WelfareRequests.index()] += f64::from(quarter.requests);
                }
            }
        }
    }
    let mut nights = |kind: CostKind, share: f64, census: &Census| {
        for (year, days) in own.chunks_exact_mut(QUANTITIES).zip(census.days_by_quarter().chunks(QUARTERS)) {
            days.iter().for_each(|days| year[kind.index()] += share * days);
        }
    };
    nights(CostKind::StepDown, 1.0, &outcome.step_down_census);
    nights(CostKind::StepDown, -1.0, &outcome.open_facility_step_down_census);
    nights(CostKind::OpenFacility, 1.0, &outcome.open_facility_step_down_census);
    nights(CostKind::OpenFacility, 1.0, &outcome.open_facility_census);
    for (year, open) in own.chunks_exact_mut(QUANTITIES).zip(&capacity.years) {
        let kinds = [CostKind::LondonWelfare, CostKind::LondonJustice, CostKind::StepDown, CostKind::OpenFacility];
        for (kind, nights) in kinds.into_iter().zip(open) {
            // A place's empty nights stand just behind its nights in use. A home that has closed keeps its last children a while.
            year[kind.index() + 1] = (nights - year[kind.index()]).max(0.0);
        }
    }
}

/// Share of the nights of justice and police custody in London that are spent in beds for either.
fn justice_share_in_either(outcome: &Outcome) -> f64 {
    let of = |stream: Stream| outcome.streams[stream.index()].days().london;
    let all = of(Stream::Justice) + of(Stream::PoliceCustody);
    let own: f64 = outcome.pools.iter().skip(BedKind::Justice.index()).step_by(3).map(|pool| pool.occupied_days()).sum();
    if all > 0.0 { ((all - own) / all).clamp(0.0, 1.0) } else { 0.0 }
}

/// What replications used, option by option.
#[derive(Clone, Debug, PartialEq)]
pub struct Usage {
    options: usize,
    years: usize,
    most: usize,
    /// Discount factors by year: none, the usual ones, the reduced ones.
    factors: [Vec<f64>; SUMS],
    /// Sums over the replications kept: options in turn, years in a row.
    by_year: Vec<f64>,
    /// Of each replication kept: sums over the horizon, options in turn, each plain, discounted and at the reduced rates.
    kept: Vec<Arc<[f64]>>,
}

impl Usage {
    /// Nothing yet, for so many options.
    pub fn new(options: usize, run: &RunSettings) -> Self {
        let years = year_count(run);
        let rates = DiscountRates::published();
        let factors = |discounting| (0..years).map(|year| rates.factor(year as u32, discounting)).collect();
        let numbers = (options * SUMS * QUANTITIES).max(1);
        Self {
            options,
            years,
            most: MOST_KEPT.min(MOST_NUMBERS / numbers).max(1),
            factors: [vec![1.0; years], factors(Discounting::Standard), factors(Discounting::Reduced)],
            by_year: vec![0.0; options * years * QUANTITIES],
            kept: Vec::new(),
        }
    }

    /// Numbers of an option in a row.
    pub fn row_length(&self) -> usize {
        self.years * QUANTITIES
    }

    /// Adds a replication: the numbers of [`push_usage`], an option after the other.
    pub fn push<'a>(&mut self, rows: impl Iterator<Item = &'a [f64]>) {
        if self.kept.len() >= self.most {
            return;
        }
        let mut sums = Vec::with_capacity(self.options * SUMS * QUANTITIES);
        for (row, by_year) in rows.zip(self.by_year.chunks_exact_mut(self.years * QUANTITIES)) {
            by_year.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            for factors in &self.factors {
                let from = sums.len();
                sums.resize(from + QUANTITIES, 0.0);
                for (year, factor) in row.chunks_exact(QUANTITIES).zip(factors) {
                    sums.iter_mut().skip(from).zip(year).for_each(|(sum, value)| *sum += factor * value);
                }
            }
        }
        self.kept.push(sums.into());
    }

    /// Replications in it.
    pub fn replications(&self) -> usize {
        self.kept.len()
    }

    /// Mean over replications of an option's quantities, year by year.
    pub fn mean_by_year(&self, option: usize) -> impl Iterator<Item = [f64; QUANTITIES]> {
        let length = self.row_length();
        let of_option = self.by_year.get(option * length..(option + 1) * length).unwrap_or_default();
        let count = self.kept.len().max(1) as f64;
        of_option.chunks_exact(QUANTITIES).map(move |year| std::array::from_fn(|quantity| year[quantity] / count))
    }

    /// An option's sums over the horizon in each replication kept: plain, or discounted.
    pub fn sums(&self, option: usize, discounting: Option<Discounting>) -> impl Iterator<Item = &[f64]> {
        let which = match discounting {
            None => 0,
            Some(Discounting::Standard) => 1,
            Some(Discounting::Reduced) => 2,
        };
        let from = (option * SUMS + which) * QUANTITIES;
        self.kept.iter().map(move |row| row.get(from..from + QUANTITIES).unwrap_or_default())
    }
}

/// A count of a sum over the horizon, or of a year.
pub fn count(sums: &[f64], count: Count) -> f64 {
    sums.get(count.index()).copied().unwrap_or(0.0)
}
