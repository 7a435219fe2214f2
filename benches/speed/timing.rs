//! How long work takes, set against other work done in turn with it.

use std::time::Instant;

/// Rounds of each comparison.
const ROUNDS: usize = 15;

/// Seconds of this thread on a processor: where the system tells (Linux), a busy machine disturbs it less than a clock on the wall.
fn thread_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? * 1e-9)
}

/// Seconds that work on this thread takes.
pub fn own_seconds(work: &mut dyn FnMut()) -> f64 {
    let (wall, thread) = (Instant::now(), thread_seconds());
    work();
    match (thread, thread_seconds()) {
        (Some(start), Some(end)) => end - start,
        _ => wall.elapsed().as_secs_f64(),
    }
}

/// Seconds by the clock on the wall, for work on other threads.
pub fn wall_seconds(work: &mut dyn FnMut()) -> f64 {
    let wall = Instant::now();
    work();
    wall.elapsed().as_secs_f64()
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

/// How many times as long `work` takes as `measure`, pair by pair.
pub fn ratio(clock: fn(&mut dyn FnMut()) -> f64, work: &mut dyn FnMut(), measure: &mut dyn FnMut()) -> Ratio {
    clock(measure);
    clock(work);
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let unit = clock(measure);
            clock(work) / unit
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    Ratio { low: ratios[0], median: ratios[ROUNDS / 2], high: ratios[ROUNDS - 1] }
}
