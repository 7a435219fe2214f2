//! Requests that come and go with the seasons: Mt/M/infinity with a sine wave.
//!
//! The model's seasonality is a weight a month, so the sine becomes a staircase. Its twelve weights are chosen so that the first harmonic
//! of the staircase is the sine itself; of the other harmonics the eleventh is the first, and the stays, which are months long, damp it.
//! What they add to the census on a given day is worked out exactly and taken off before the comparison; it is under 1.5%.

use std::f64::consts::PI;

use sufficiency::model::DAYS_PER_YEAR;

use super::infinite::span;
use super::run::{episodes, exponential, one_stream, plain, ratio, stream};
use super::table::{Answer, Answers, Case};

/// The staircase whose first harmonic is 1 + amplitude × sine: a month's mean of a sine is smaller than the sine at its middle,
/// and so is a staircase's first harmonic than its steps.
fn weights(amplitude: f64) -> [f64; 12] {
    let half_month = PI / 12.0;
    std::array::from_fn(|month| 1.0 + amplitude * half_month / half_month.sin() * (2.0 * PI * (month as f64 + 0.5) / 12.0).sin())
}

/// The mean census on a day of the year under the staircase, with exponential stays: in each month it draws near to rate × mean stay.
fn staircase_mean(per_day: f64, mean_stay: f64, weights: &[f64; 12], day: f64) -> f64 {
    let month_days = DAYS_PER_YEAR / 12.0;
    let after = |census: f64, weight: f64, days: f64| {
        let level = per_day * weight * mean_stay;
        level + (census - level) * (-days / mean_stay).exp()
    };
    // After so many years the start is forgotten.
    let year_end = (0..50).fold(0.0, |census, _| weights.iter().fold(census, |census, weight| after(census, *weight, month_days)));
    let month = (day / month_days) as usize;
    let month_start = weights[..month].iter().fold(year_end, |census, weight| after(census, *weight, month_days));
    after(month_start, weights[month], day - month as f64 * month_days)
}

/// Means on two days of the year; peak and its lag behind the requests by the first harmonic of the census.
pub fn mtminf_sine(case: &Case) -> Answers {
    let (amplitude, mean_stay) = (case.get("amplitude"), case.get("mean_stay"));
    let per_day = case.get("arrivals_per_year") / DAYS_PER_YEAR;
    assert_eq!(case.get("period"), DAYS_PER_YEAR);
    let turn = 2.0 * PI / DAYS_PER_YEAR;
    let lag = case.value("peak_lag_days");
    let years = (10.0, 50.0);
    let (start, end) = (years.0 * DAYS_PER_YEAR, (years.0 + years.1) * DAYS_PER_YEAR);
    let mut demand = stream(per_day * DAYS_PER_YEAR, exponential(mean_stay));
    demand.seasonality = weights(amplitude);
    let metrics = ["mean_at_phase_0", "mean_at_phase_91_25", "peak", "peak_lag_days"];
    let mut answers = episodes(case, &metrics, one_stream(demand, 200, years), |_, episodes| {
        let spans: Vec<(f64, f64)> = episodes.iter().filter_map(span).collect();
        let on_day = |phase: f64| {
            let census = |year: u32| {
                let day = start + f64::from(year) * DAYS_PER_YEAR + phase;
                spans.iter().filter(|(from, to)| *from <= day && day < *to).count() as f64
            };
            ratio((0..years.1 as u32).map(census).sum::<f64>(), years.1)
        };
        // Integrals of the census, alone and times a cosine and a sine that have their peak where the exact answer has its.
        let (mut level, mut along, mut across) = (0.0, 0.0, 0.0);
        for (from, to) in &spans {
            let (from, to) = (from.max(start) - start, to.min(end) - start);
            if to > from {
                let angle = |day: f64| turn * (day - DAYS_PER_YEAR / 4.0 - lag);
                level += to - from;
                along += (angle(to).sin() - angle(from).sin()) / turn;
                across += (angle(from).cos() - angle(to).cos()) / turn;
            }
        }
        let days = end - start;
        let peak = plain((level + 2.0 * along) / days);
        // For a small angle: the wave is late by across / along, in radians of the year.
        vec![on_day(0.0), on_day(91.25), peak, ratio(lag * along + across / turn, along)]
    });
    for (metric, answer) in &mut answers {
        let phase = match metric.as_str() {
            "mean_at_phase_0" => 0.0,
            "mean_at_phase_91_25" => 91.25,
            _ => continue,
        };
        let added = staircase_mean(per_day, mean_stay, &weights(amplitude), phase) - case.value(metric);
        assert!(added.abs() < 0.015 * case.value(metric), "{metric}: the steps add {added}");
        if let Answer::Sampled { mean, .. } = answer {
            *mean -= added;
        }
    }
    answers
}
