//! The reference case that speed is measured by, against the means of four other programs: an event list, a slot engine, one in numba and
//! one in SimPy, 440,000 replications together.

#[allow(dead_code, reason = "shared with the measurement of speed")]
#[path = "../benches/speed/cases.rs"]
mod cases;

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;
use sufficiency::analysis::Experiment;
use sufficiency::sim::outcome::{DAYS_PER_QUARTER, StreamOutcome};
use sufficiency::sim::{Outcome, Player};

const REPLICATIONS: u32 = 8_000;

/// Metric, published mean, and one in its last digit.
const PUBLISHED: [(&str, f64, f64); 21] = [
    ("occ_w0", 11.9940, 1e-4),
    ("occ_w1", 11.9922, 1e-4),
    ("occ_j0", 4.9840, 1e-4),
    ("occ_j1", 4.7256, 1e-4),
    ("full_w", 0.992_39, 1e-5),
    ("full_j", 0.291_71, 1e-5),
    ("placed_w", 668.41, 1e-2),
    ("placed_j", 466.32, 1e-2),
    ("reneged_w", 541.50, 1e-2),
    ("reneged_j", 63.65, 1e-2),
    ("frac_w", 0.552_89, 1e-5),
    ("frac_j", 0.880_64, 1e-5),
    ("wait_w", 33.463, 1e-3),
    ("wait_j", 1.2066, 1e-4),
    ("qlen_w", 8.901, 1e-3),
    ("qlen_j", 0.2441, 1e-4),
    ("blocked_days", 2_141.0, 1.0),
    ("blocked_beds", 0.59, 1e-2),
    ("sd", 4.121, 1e-3),
    ("sd0", 4.122, 1e-3),
    ("sd1", 4.120, 1e-3),
];

/// Placed, reneged, share placed, mean wait, mean queue, share of time full.
fn of_stream(stream: &StreamOutcome, days: f64) -> [f64; 6] {
    let (placed, reneged) = (f64::from(stream.totals().placed_london), f64::from(stream.totals().no_place));
    let wait = stream.waits_days().sum::<f64>() / placed;
    [placed, reneged, placed / (placed + reneged), wait, stream.days().waiting / days, stream.all_full_days() / days]
}

/// The children of each step-down unit on average, which only the episodes tell apart.
fn by_unit(player: &mut Player, replication: u32, start: f64, end: f64) -> [f64; 2] {
    use sufficiency::sim::record::Ending;
    let trace = player.chance().trace(replication);
    let mut days = [0.0; 2];
    for episode in player.episodes(0, &trace).0 {
        if let Ending::Placed { step_down: Some(stay), .. } = episode.ending {
            days[stay.unit] += (stay.to_day.min(end) - stay.from_day.max(start)).max(0.0);
        }
    }
    days.map(|days| days / (end - start))
}

#[test]
fn the_reference_case_has_its_published_means() {
    let scenario = cases::reference(1, 10.0);
    let (start, end) = (scenario.run.warm_up_days(), scenario.run.end_day());
    let player = || (Player::new(&scenario), [Outcome::default()]);
    let replicate = |(player, outcome): &mut (Player, [Outcome; 1]), replication| {
        player.replicate(replication, &[0], outcome);
        let [outcome] = outcome;
        let days = outcome.horizon_days;
        assert_eq!(days, 40.0 * DAYS_PER_QUARTER);
        let occupied = |home: usize, kind: usize| outcome.pools[home * 3 + kind].occupied_days() / days;
        let [w, j] = [0, 1].map(|stream| of_stream(&outcome.streams[stream], days));
        let blocked: f64 = outcome.pools.iter().map(|pool| pool.blocked_days()).sum();
        let step_down = outcome.step_down_census.days() / days / 2.0;
        let [sd0, sd1] = by_unit(player, replication, start, end);
        assert!(((sd0 + sd1) / 2.0 - step_down).abs() < 1e-6, "the units together hold the census");
        [
            occupied(0, 0),
            occupied(1, 0),
            occupied(0, 1),
            occupied(1, 1),
            w[5],
            j[5],
            w[0],
            j[0],
            w[1],
            j[1],
            w[2],
            j[2],
            w[3],
            j[3],
            w[4],
            j[4],
            blocked,
            blocked / days,
            step_down,
            sd0,
            sd1,
        ]
    };
    let rows: Vec<[f64; 21]> = (0..REPLICATIONS).into_par_iter().map_init(player, replicate).collect();
    let count = f64::from(REPLICATIONS);
    let mut wrong = Vec::new();
    for (i, (name, published, digit)) in PUBLISHED.into_iter().enumerate() {
        let mean = rows.iter().map(|row| row[i]).sum::<f64>() / count;
        let variance = rows.iter().map(|row| (row[i] - mean).powi(2)).sum::<f64>() / (count - 1.0);
        let error = (variance / count + variance / 440_000.0).sqrt();
        println!("{name}: {mean:.5}, published {published}, z {:.2}", (mean - published) / error);
        if (mean - published).abs() > 4.5 * error + digit / 2.0 {
            wrong.push(format!("{name}: {mean} instead of {published} ± {error}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Bytes of this process in memory, where the system tells (Linux).
fn resident_bytes() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(text.split_whitespace().nth(1)?.parse::<f64>().ok()? * 4_096.0)
}

/// What is kept of a replication is added up, not kept: twenty times the replications take no more room.
#[test]
fn more_replications_take_no_more_room() {
    let scenario = cases::reference(1, 10.0);
    let mut experiment = Experiment::new(&scenario, &[0], 0, 0);
    let mut room_after = |replications: u32| {
        experiment.advance(replications, &AtomicBool::new(false));
        assert_eq!(experiment.summary().replications, replications);
        resident_bytes()
    };
    if let (Some(before), Some(after)) = (room_after(1_000), room_after(20_000)) {
        println!("{:.1} MB after 1,000 replications, {:.1} MB after 20,000", before / 1e6, after / 1e6);
        assert!(after - before < 16e6, "{before} and {after}");
    }
}
