//! How unevenly boroughs ask: in a year, how many make no welfare request and how many more than twelve. And the share of requests
//! that each may expect.

pub mod beside;
pub mod bills;
pub mod charges;
pub mod needs;
pub mod release;
pub mod siting;
pub mod split;
pub mod study;
pub mod use_of;

use crate::model::geography::BOROUGHS;
use crate::model::{BoroughMix, DAYS_PER_YEAR, RunSettings, Stream};
use crate::sim::{Request, Trace};

use super::summary::Estimate;

/// Numbers that [`counts`] gives.
pub const COUNTS: usize = 2;
/// One request a month.
const TWELVE: u32 = 12;

/// Boroughs by the welfare requests of twelve months. NaN where less than a year is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoroughCounts {
    /// Boroughs that make none.
    pub without_request: Estimate,
    /// Boroughs that make more than twelve.
    pub above_twelve_requests: Estimate,
}

/// Boroughs without a welfare request and with more than twelve, averaged over the whole years of the horizon of one replication.
/// Requests that only a London home would bring, and requests for a child who was placed before, are left out.
pub fn counts(trace: &Trace, run: &RunSettings) -> [f64; COUNTS] {
    let years = run.horizon_years as usize;
    let day_of_year = |year: usize| run.warm_up_days() + year as f64 * DAYS_PER_YEAR;
    let all = &trace.requests[Stream::Welfare.index()];
    let mut rest = &all[all.partition_point(|request| request.arrival_day < day_of_year(0))..];
    let (mut without, mut above_twelve) = (0, 0);
    // Four counts in turn: where most requests come from one borough, the next need not wait for the sum before.
    let mut requests = vec![[0_u32; 4]; BOROUGHS.len()];
    for year in 0..years {
        let (of_year, later) = rest.split_at(rest.partition_point(|request| request.arrival_day < day_of_year(year + 1)));
        requests.fill([0; 4]);
        let mut count = |request: &Request, turn: usize| requests[usize::from(request.borough)][turn] += u32::from(!request.latent);
        let (fours, last) = of_year.as_chunks::<4>();
        for four in fours {
            four.iter().zip(0..).for_each(|(request, turn)| count(request, turn));
        }
        last.iter().for_each(|request| count(request, 0));
        let sums = || requests.iter().map(|turns| turns.iter().sum::<u32>());
        without += sums().filter(|sum| *sum == 0).count();
        above_twelve += sums().filter(|sum| *sum > TWELVE).count();
        rest = later;
    }
    [without, above_twelve].map(|boroughs| boroughs as f64 / years as f64)
}

/// The share of requests that each borough may expect with so many a year, in the order of [`BOROUGHS`]; all 0 where no borough has a weight.
pub fn expected_shares(mix: &BoroughMix, requests_per_year: f64) -> Vec<f64> {
    match mix {
        BoroughMix::Known(_) | BoroughMix::Counted(_) => normalised(mix.weights(requests_per_year).unwrap_or_default().into_iter()),
        BoroughMix::Unknown { shape } => {
            let populations = normalised(BOROUGHS.iter().map(|borough| borough.population_10_17));
            gamma_shares(&populations, *shape)
        }
    }
}

fn normalised(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    let weights: Vec<f64> = weights.collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
}

/// E[pᵢgᵢ / Σpⱼgⱼ] for independent gammas g with mean 1: the integral over t of pᵢ / (1 + pᵢt/k) · Π(1 + pⱼt/k)⁻ᵏ, taken by the
/// trapezium rule on ln t, which is exact to many digits for so smooth a function.
fn gamma_shares(p: &[f64], k: f64) -> Vec<f64> {
    const STEPS: u32 = 400;
    // Beyond these the integrand is below 1e-12 of its greatest value.
    let from = -30.0;
    let to = (k / p.iter().copied().fold(f64::INFINITY, f64::min).max(1e-12)).ln().max(0.0) + 30.0 / (k * p.len() as f64).min(1.0);
    let step = (to - from) / f64::from(STEPS);
    let mut shares = vec![0.0; p.len()];
    for i in 0..=STEPS {
        let t = (from + step * f64::from(i)).exp();
        let product = (-k * p.iter().map(|p| (p * t / k).ln_1p()).sum::<f64>()).exp();
        for (share, p) in shares.iter_mut().zip(p) {
            *share += step * t * p / (1.0 + p * t / k) * product;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_shares_add_up() {
        for shape in [0.01, 0.3, 0.9, 5.0, 1_000.0] {
            let sum: f64 = expected_shares(&BoroughMix::Unknown { shape }, 121.0).iter().sum();
            assert!((sum - 1.0).abs() < 1e-6, "shape {shape}: {sum}");
        }
    }

    /// Two propensities of shape 1 are exponential: with weights a and b, E[aX / (aX + bY)] = r (r − 1 − ln r) / (r − 1)² with r = a / b.
    #[test]
    fn two_exponential_propensities_have_a_closed_form() {
        let shares = gamma_shares(&[0.75, 0.25], 1.0);
        let r = 3.0_f64;
        assert!((shares[0] - r * (r - 1.0 - r.ln()) / (r - 1.0).powi(2)).abs() < 1e-6, "{shares:?}");
    }

    #[test]
    fn a_great_shape_gives_the_populations() {
        let total: f64 = BOROUGHS.iter().map(|borough| borough.population_10_17).sum();
        for (share, borough) in expected_shares(&BoroughMix::Unknown { shape: 1_000.0 }, 121.0).iter().zip(BOROUGHS.iter()) {
            assert!((share - borough.population_10_17 / total).abs() < 1e-4, "{}", borough.name);
        }
    }

    #[test]
    fn known_shares_are_taken_in_proportion() {
        let mix = BoroughMix::Known([("Camden".to_owned(), 1.0), ("Sutton".to_owned(), 3.0)].into());
        let shares = expected_shares(&mix, 121.0);
        let of = |name: &str| shares[BOROUGHS.iter().position(|borough| borough.name == name).unwrap()];
        assert_eq!((of("Camden"), of("Sutton"), of("Barnet")), (0.25, 0.75, 0.0));
    }
}
