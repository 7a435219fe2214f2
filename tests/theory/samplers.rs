//! The engine's lengths of stay against samplers that share nothing with it: rand_distr, from an ordinary generator.

use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand_distr::{Distribution, Exp, Gamma, LogNormal, Weibull};
use sufficiency::model::StayFamily;
use sufficiency::sim::draws::{Attribute, Purpose, attribute, item_key, purpose_key};
use sufficiency::sim::quantiles::Quantiles;

use super::run::stay;

/// Values of each sample.
const COUNT: usize = 400_000;

fn moments(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64)
}

/// The greatest distance between two empirical distributions (Smirnov 1939).
fn distance(one: &mut [f64], other: &mut [f64]) -> f64 {
    one.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let (mut i, mut j, mut greatest) = (0, 0, 0.0_f64);
    while i < one.len() && j < other.len() {
        if one[i] <= other[j] {
            i += 1;
        } else {
            j += 1;
        }
        greatest = greatest.max((i as f64 / one.len() as f64 - j as f64 / other.len() as f64).abs());
    }
    greatest
}

/// Compares the engine's stays, drawn as children draw them, with a sampler of the same mean and spread.
fn compare(name: &str, family: StayFamily, mean: f64, cv: f64, sampler: &impl Distribution<f64>) {
    let table = Quantiles::new(&stay(family, mean, cv));
    let children = purpose_key(5, 0, Purpose::Children(0));
    let mut ours: Vec<f64> = (0..COUNT as u64).map(|i| table.days(attribute(item_key(children, i), Attribute::Stay))).collect();
    let mut rng = SmallRng::seed_from_u64(5);
    let mut theirs: Vec<f64> = (0..COUNT).map(|_| sampler.sample(&mut rng)).collect();
    let ((our_mean, our_variance), (their_mean, their_variance)) = (moments(&ours), moments(&theirs));
    let z = (our_mean - their_mean) / ((our_variance + their_variance) / COUNT as f64).sqrt();
    let spread = (our_variance.sqrt() / our_mean) / (their_variance.sqrt() / their_mean);
    let distance = distance(&mut ours, &mut theirs);
    println!("{name}: mean {our_mean:.3} and {their_mean:.3} (z {z:.2}), ratio of CVs {spread:.4}, distance {distance:.5}");
    assert!(z.abs() < 3.5, "{name}: means {our_mean} and {their_mean}");
    assert!((spread - 1.0).abs() < 0.03, "{name}: CVs differ by a factor {spread}");
    // Exceeded once in a thousand times by two samples of one distribution.
    assert!(distance < 1.95 * (2.0 / COUNT as f64).sqrt(), "{name}: distance {distance}");
    assert!((our_mean / mean - 1.0).abs() < 0.01 && (our_variance.sqrt() / our_mean / cv - 1.0).abs() < 0.03, "{name}: {our_mean}");
}

#[test]
fn lengths_of_stay_agree_with_independent_samplers() {
    let (mean, cv) = (127.8_f64, 0.9_f64);
    let sigma_squared = (1.0 + cv * cv).ln();
    let lognormal = LogNormal::new(mean.ln() - sigma_squared / 2.0, sigma_squared.sqrt()).expect("a distribution");
    compare("lognormal", StayFamily::Lognormal, mean, cv, &lognormal);
    compare("gamma", StayFamily::Gamma, mean, cv, &Gamma::new(1.0 / (cv * cv), mean * cv * cv).expect("a distribution"));
    compare("gamma of little spread", StayFamily::Gamma, 76.0, 0.3, &Gamma::new(1.0 / 0.09, 76.0 * 0.09).expect("a distribution"));
    compare("exponential", StayFamily::Exponential, mean, 1.0, &Exp::new(1.0 / mean).expect("a distribution"));
    for shape in [0.7_f64, 1.5, 2.0] {
        let gamma = |x: f64| libm::tgamma(1.0 + x / shape);
        let cv = (gamma(2.0) / gamma(1.0).powi(2) - 1.0).sqrt();
        let weibull = Weibull::new(mean / gamma(1.0), shape).expect("a distribution");
        compare(&format!("Weibull of shape {shape}"), StayFamily::Weibull, mean, cv, &weibull);
    }
}
