//! How long work takes, set against other work done in turn with it.

use std::time::Instant;

/// Rounds of each comparison.
const ROUNDS: usize = 15;

fn seconds(work: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Lowest, middle and highest of the ratios of two pieces of work, measured in turn.
pub struct Ratio {
    /// The lowest.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// The highest.
    pub high: f64,
}

impl Ratio {
    /// The ratio when the work counts so many times.
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, median: self.median * factor, high: self.high * factor }
    }
}

/// How many times as long `work` takes as `measure`, pair by pair.
pub fn ratio(work: &mut dyn FnMut(), measure: &mut dyn FnMut()) -> Ratio {
    seconds(measure);
    seconds(work);
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let unit = seconds(measure);
            seconds(work) / unit
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    Ratio { low: ratios[0], median: ratios[ROUNDS / 2], high: ratios[ROUNDS - 1] }
}
