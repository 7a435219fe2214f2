//! The yardstick: the variates that REF needs, from an ordinary generator and ordinary samplers, and nothing else.

use std::hint::black_box;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, Exp1, StandardNormal};

/// Draws one replication's 6,249 variates: 2,090 exponential gaps, 1,610 patiences, 1,350 lognormal stays, 800 comparisons, 399 lognormal step-down stays.
pub fn replication(rng: &mut SmallRng) {
    let mut sum = 0.0;
    for _ in 0..2_090 + 1_610 {
        let x: f64 = Exp1.sample(rng);
        sum += x;
    }
    for _ in 0..1_350 + 399 {
        let z: f64 = StandardNormal.sample(rng);
        sum += z.exp();
    }
    for _ in 0..800 {
        sum += f64::from(u8::from(rng.random::<f64>() < 0.5));
    }
    black_box(sum);
}

/// So many replications.
pub fn replications(count: u32) {
    let mut rng = SmallRng::seed_from_u64(1);
    for _ in 0..count {
        replication(&mut rng);
    }
}
