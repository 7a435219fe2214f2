//! What each borough pays in an average and in a bad year, with an option and as now, of the same children.

use serde::Serialize;

use super::charges::Charges;
use super::split::shares;
use super::study::BoroughStudy;
use super::use_of::{BoroughYear, Night};
use crate::analysis::costs::pence;
use crate::analysis::measure::Better;
use crate::analysis::sample::{PairedSample, Sample, TQuantile};
use crate::analysis::{Difference, Estimate};
use crate::model::Membership;
use crate::model::costs::apportion;
use crate::model::geography::BOROUGHS;

/// What one authority, or all together, pay a year over all years of all possible futures, pounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bill {
    /// In an average year.
    pub average_year: f64,
    /// In a bad year: 19 years of 20 cost no more (95th percentile over futures and years).
    pub bad_year: f64,
    /// Standard deviation between years, futures together.
    pub spread: f64,
}

/// What one authority pays.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoroughBill {
    /// With the option: its part of what is run together, and what it buys on its own.
    pub with_option: Bill,
    /// Of that, its part of what is run together.
    pub shared: Bill,
    /// As now.
    pub as_now: Bill,
    /// With the option less as now, yearly mean, paired by future: below 0 the authority gains.
    pub change: Difference,
}

/// Who pays what under one rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bills {
    /// In the order of [`BOROUGHS`]. Their average parts of what is run together add up to `income` to the penny.
    pub boroughs: Vec<BoroughBill>,
    /// What the authorities pay together for what they run together.
    pub income: Bill,
    /// All that the authorities pay together, with the option.
    pub with_option: Bill,
    /// All that they pay together as now.
    pub as_now: Bill,
    /// Years looked at, futures together.
    pub years: u32,
}

/// The bills of one year of one future, in pence, in the order of [`BOROUGHS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearBills {
    /// What is run together must be paid this.
    pub income: i64,
    /// The parts of it.
    pub shared: Vec<i64>,
    /// What each authority buys on its own.
    pub own: Vec<i64>,
}

impl YearBills {
    /// The bills of a year, from what the children of each borough made of it.
    pub fn of(rows: &[BoroughYear], year: usize, charges: &Charges, rule: &Membership) -> Self {
        let total = |night: Night| rows.iter().map(|row| row.nights(night)).sum::<f64>();
        let fixed = charges.shared_fixed.get(year).copied().unwrap_or(0.0);
        let variable: f64 = Night::ALL.iter().map(|night| charges.shared_night[*night as usize] * total(*night)).sum();
        let income = pence(fixed + variable);
        let used: Vec<f64> = rows.iter().map(|row| Charges::used(&row.nights)).collect();
        let bought = |row: &BoroughYear| charges.own_night.iter().zip(row.nights).map(|(price, nights)| price * nights).sum::<f64>();
        let own: Vec<f64> = rows.iter().map(bought).collect();
        let own = apportion(pence(own.iter().sum()), &own);
        Self { income, shared: apportion(income, &shares(rule, &used)), own }
    }
}

fn pounds(pence: i64) -> f64 {
    pence as f64 / 100.0
}

/// Bills collected year by year.
#[derive(Clone, Default)]
struct Collected {
    values: Sample,
    sum: i64,
    years: i64,
}

impl Collected {
    fn push(&mut self, pence: i64) {
        self.values.push(pounds(pence));
        self.sum += pence;
        self.years += 1;
    }

    fn average_pence(&self) -> i64 {
        // Half a penny goes up; sums are never below 0.
        if self.years > 0 { (2 * self.sum + self.years) / (2 * self.years) } else { 0 }
    }

    fn bill(&self, average_pence: i64, t: &mut TQuantile, room: &mut Vec<f64>) -> Bill {
        let Estimate { p95, standard_error, .. } = self.values.estimate(t, room);
        Bill { average_year: pounds(average_pence), bad_year: p95, spread: standard_error * (self.years as f64).sqrt() }
    }
}

/// What one borough is charged, collected.
#[derive(Clone, Default)]
struct Lines {
    with: Collected,
    shared: Collected,
    without: Collected,
    change: PairedSample,
}

/// The bills of a study; none where nothing has been played or the horizon is shorter than a year. `charges` are those of the option and
/// of *as now*.
pub fn bills(study: &BoroughStudy, charges: &Charges, as_now: &Charges, rule: &Membership) -> Option<Bills> {
    if study.years == 0 || study.futures.is_empty() {
        return None;
    }
    let mut lines = vec![Lines::default(); BOROUGHS.len()];
    let mut all = Lines::default();
    for future in &study.futures {
        let mut changes = vec![0; BOROUGHS.len()];
        let years = future.with.chunks(BOROUGHS.len()).zip(future.without.chunks(BOROUGHS.len()));
        for (year, (with, without)) in years.enumerate() {
            let with = YearBills::of(with, year, charges, rule);
            let without = YearBills::of(without, year, as_now, rule);
            let (mut all_with, mut all_without) = (0, 0);
            for (borough, lines) in lines.iter_mut().enumerate() {
                let now = without.shared[borough] + without.own[borough];
                let then = with.shared[borough] + with.own[borough];
                lines.with.push(then);
                lines.shared.push(with.shared[borough]);
                lines.without.push(now);
                changes[borough] += then - now;
                (all_with, all_without) = (all_with + then, all_without + now);
            }
            all.with.push(all_with);
            all.shared.push(with.income);
            all.without.push(all_without);
        }
        for (lines, change) in lines.iter_mut().zip(&changes) {
            lines.change.push(pounds(*change) / study.years as f64);
        }
    }
    let (mut t, mut room) = (TQuantile::default(), Vec::new());
    // The averages of all are whole pence, and those of the authorities add up to them.
    let averages = |of: fn(&Lines) -> &Collected| {
        let weights: Vec<f64> = lines.iter().map(|lines| of(lines).sum as f64).collect();
        apportion(of(&all).average_pence(), &weights)
    };
    let (with, shared, without) = (averages(|l| &l.with), averages(|l| &l.shared), averages(|l| &l.without));
    let boroughs = lines.iter().enumerate().map(|(i, lines)| BoroughBill {
        with_option: lines.with.bill(with[i], &mut t, &mut room),
        shared: lines.shared.bill(shared[i], &mut t, &mut room),
        as_now: lines.without.bill(without[i], &mut t, &mut room),
        change: lines.change.difference(&mut t, Better::Lower),
    });
    let boroughs = boroughs.collect();
    let mut whole = |of: fn(&Lines) -> &Collected| of(&all).bill(of(&all).average_pence(), &mut t, &mut room);
    Some(Bills {
        boroughs,
        income: whole(|l| &l.shared),
        with_option: whole(|l| &l.with),
        as_now: whole(|l| &l.without),
        years: all.with.years as u32,
    })
}

/// A bad year against an average one; none where nothing is paid on average.
pub fn bad_to_average(bill: &Bill) -> Option<f64> {
    (bill.average_year > 0.0).then(|| bill.bad_year / bill.average_year)
}
