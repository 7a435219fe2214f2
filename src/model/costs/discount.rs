//! Discounting: later pounds count for less, by a published table of rates. Inflation has no part in it: all prices are of one year.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::geography::table;

/// Which of the two published tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discounting {
    /// The usual rates.
    Standard,
    /// Without pure social time preference: shown beside the others where a horizon is longer than 50 years.
    Reduced,
}

#[derive(Debug, Deserialize)]
struct Row {
    from_year: u32,
    to_year: u32,
    standard: f64,
    reduced: f64,
}

/// The published rates by year.
#[derive(Debug)]
pub struct DiscountRates(Vec<Row>);

static RATES: LazyLock<DiscountRates> = LazyLock::new(|| DiscountRates(table(include_str!("../../../assets/discount_rates.csv"))));

impl DiscountRates {
    /// The rates shipped with the program.
    pub fn published() -> &'static Self {
        &RATES
    }

    /// The rate that discounts a year to the one before; the last rate of the table holds on.
    fn rate(&self, year: u32, discounting: Discounting) -> f64 {
        let row = self.0.iter().find(|row| (row.from_year..=row.to_year).contains(&year)).or(self.0.last());
        row.map_or(0.0, |row| match discounting {
            Discounting::Standard => row.standard,
            Discounting::Reduced => row.reduced,
        })
    }

    /// What a pound so many years after the first is worth in the first: 1 in year 0.
    pub fn factor(&self, years: u32, discounting: Discounting) -> f64 {
        (1..=years).fold(1.0, |factor, year| factor / (1.0 + self.rate(year, discounting)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The factors printed in the Green Book.
    #[test]
    fn factors_are_the_published_ones() {
        for (year, published) in [(0, 1.0), (1, 0.966_18), (10, 0.708_92), (30, 0.356_28), (31, 0.345_90)] {
            let factor = DiscountRates::published().factor(year, Discounting::Standard);
            assert!((factor - published).abs() < 0.000_005, "year {year}: {factor}");
        }
        let reduced = DiscountRates::published().factor(31, Discounting::Reduced);
        assert!((reduced - 1.03_f64.powi(-30) / 1.0257).abs() < 1e-12);
    }
}
