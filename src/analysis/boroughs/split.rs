//! Which share of the cost of what they run together each authority pays.

use crate::model::Membership;
use crate::model::geography::BOROUGHS;

/// The share that each authority pays in a year, adding up to 1. `nights` are those that its children spent in what
/// the authorities run together; where nobody used it, the part by use is paid by population.
pub fn shares(rule: &Membership, nights: &[f64]) -> Vec<f64> {
    let populations: Vec<f64> = BOROUGHS.iter().map(|borough| borough.population_10_17).collect();
    let by_population = normalised(&populations);
    let by_use = if nights.iter().sum::<f64>() > 0.0 { normalised(nights) } else { by_population.clone() };
    let equal = 1.0 / BOROUGHS.len() as f64;
    let weights = rule.equal_weight + rule.population_weight + rule.use_weight;
    let mixed = by_population
        .iter()
        .zip(&by_use)
        .map(|(population, by_use)| (rule.equal_weight * equal + rule.population_weight * population + rule.use_weight * by_use) / weights);
    let mut shares: Vec<f64> = mixed.collect();
    if let Some(times) = rule.most_times_equal_share {
        cap(&mut shares, times * equal);
    }
    shares
}

fn normalised(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// Nobody pays more than a cap; what is above it the others pay in proportion to their own shares.
fn cap(shares: &mut [f64], most: f64) {
    let own = shares.to_vec();
    let mut capped = vec![false; shares.len()];
    // Each turn caps one more or ends.
    for _ in 0..=shares.len() {
        let held = capped.iter().filter(|capped| **capped).count();
        let free: f64 = own.iter().zip(&capped).filter(|(_, capped)| !**capped).map(|(share, _)| share).sum();
        let left = 1.0 - most * held as f64;
        for ((share, own), capped) in shares.iter_mut().zip(&own).zip(&capped) {
            *share = match (capped, free > 0.0) {
                (true, _) => most,
                (false, true) => left * own / free,
                (false, false) => left / (own_count(held)) as f64,
            };
        }
        let mut more = false;
        for (share, capped) in shares.iter().zip(&mut capped) {
            // A hair above the cap is rounding.
            if !*capped && *share > most * (1.0 + 1e-12) {
                (*capped, more) = (true, true);
            }
        }
        if !more {
            return;
        }
    }
}

/// Authorities that are not held at the cap.
fn own_count(held: usize) -> usize {
    BOROUGHS.len().saturating_sub(held).max(1)
}
