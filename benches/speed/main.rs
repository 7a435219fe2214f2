//! Speed, as ratios to the yardstick measured in the same run: rounds of both in turn, pair by pair, medians.

mod cases;
mod yardstick;

use std::time::Instant;

use sufficiency::sim::{Outcome, Player};

/// Seconds of this thread on a processor: where the system tells (Linux), a busy machine disturbs it less than a clock on the wall.
fn thread_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<f64>().ok()? * 1e-9)
}

fn seconds(work: impl FnOnce()) -> f64 {
    let (wall, thread) = (Instant::now(), thread_seconds());
    work();
    match (thread, thread_seconds()) {
        (Some(start), Some(end)) => end - start,
        _ => wall.elapsed().as_secs_f64(),
    }
}

pub fn main() {
    let scenario = cases::reference(1, 10.0);
    let mut player = Player::new(&scenario);
    let mut outcomes = [Outcome::default()];
    let n = 1000;
    let mut ratios = Vec::new();
    for _ in 0..15 {
        let y = seconds(|| yardstick::replications(n));
        let e = seconds(|| {
            for r in 0..n {
                player.replicate(r, &[0], &mut outcomes);
            }
        });
        let t = seconds(|| {
            for r in 0..n {
                std::hint::black_box(player.chance().trace(r));
            }
        });
        ratios.push((e / y, t / y, y, e));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!("REF {:?}", ratios[7]);
    println!("best {:?}", ratios[0]);
    let o = &outcomes[0];
    println!("{} {}", o.streams[0].all_full_days() / 3650., o.pools[0].occupied_days() / 3650.);
}
