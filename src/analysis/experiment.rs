//! A stand-in that makes numbers up, so that the window can be seen before the simulation is written.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{BedKind, ProvisionOption, ValidScenario};

use super::measure::{Better, MeasureSpec, MeasureUnit};
use super::summary::{Difference, Estimate, OccupancyDistribution, OptionSummary, QuarterPoint, QuarterlySeries, Summary};

/// A stand-in.
pub struct Experiment {
    scenario: ValidScenario,
    options: Vec<usize>,
    baseline: usize,
    done: u32,
}

const MEASURES: [(&str, MeasureUnit, Better); 13] = [
    ("placed_share", MeasureUnit::Share, Better::Higher),
    ("london_share", MeasureUnit::Share, Better::Higher),
    ("waiting", MeasureUnit::Children, Better::Lower),
    ("open_requests", MeasureUnit::Children, Better::Lower),
    ("mean_wait_days", MeasureUnit::Days, Better::Lower),
    ("p90_wait_days", MeasureUnit::Days, Better::Lower),
    ("placed_within_7_days_share", MeasureUnit::Share, Better::Higher),
    ("occupancy", MeasureUnit::Share, Better::Neither),
    ("all_full_share", MeasureUnit::Share, Better::Lower),
    ("mean_distance_miles", MeasureUnit::Miles, Better::Lower),
    ("no_place_per_year", MeasureUnit::PerYear, Better::Lower),
    ("requests_per_year", MeasureUnit::PerYear, Better::Neither),
    ("placements_per_year", MeasureUnit::PerYear, Better::Higher),
];

impl Experiment {
    /// Prepares.
    pub fn new(scenario: &ValidScenario, options: &[usize], baseline: usize, _threads: usize) -> Self {
        Self { scenario: scenario.clone(), options: options.to_vec(), baseline, done: 0 }
    }

    /// Runs.
    pub fn advance(&mut self, replications: u32, stop: &AtomicBool) {
        while self.done < replications && !stop.load(Ordering::Relaxed) {
            std::thread::sleep(std::time::Duration::from_micros(200 * self.options.len() as u64));
            self.done += 1;
        }
    }

    /// Done.
    pub fn done(&self) -> u32 {
        self.done
    }

    fn values(&self, option: &ProvisionOption, welfare: bool) -> ([f64; 13], f64, f64) {
        let beds: f64 =
            option.homes.iter().map(|h| f64::from(h.beds(if welfare { BedKind::Welfare } else { BedKind::Justice }) + h.either_beds)).sum();
        let d = if welfare { &self.scenario.demand.welfare } else { &self.scenario.demand.justice };
        let (requests, stay) = (d.requests_per_year, d.length_of_stay.mean_days);
        let offered = if welfare { 60.0 } else { 1_000.0 };
        let genuine = requests * (1.0 - d.not_proceeding_share);
        let load = genuine * 0.9 * stay / 365.0;
        let used = load * (1.0 - (-beds / load.max(0.1)).exp()) * 0.5 + 0.5 * load.min(beds);
        let used = used.min(beds);
        let london = used * 365.0 / stay.max(1.0);
        let rest = (genuine - london).max(0.0);
        let elsewhere = rest.min(offered) * if beds > 0.0 && welfare { 0.8 } else { 1.0 };
        let short = (rest - elsewhere).max(0.0);
        let placed = (london + elsewhere).max(1e-9);
        let full = if beds > 0.0 { (used / beds).powi(14) } else { f64::NAN };
        let share = london / placed;
        let v = [
            placed / requests.max(1e-9),
            share,
            short * 193.0 / 365.0,
            short * 193.0 / 365.0 + requests * d.not_proceeding_share * 21.0 / 365.0,
            short * 5.0,
            short * 11.0,
            1.0 - short / requests.max(1e-9),
            if beds > 0.0 { used / beds } else { f64::NAN },
            full,
            12.0 * share + 192.0 * (1.0 - share),
            short,
            requests,
            placed,
        ];
        (v, used, beds)
    }

    /// Says.
    pub fn summary(&self) -> Summary {
        let n = f64::from(self.done.max(1));
        let mut measures = Vec::new();
        for stream in ["welfare", "justice"] {
            for (key, unit, better) in MEASURES {
                measures.push(MeasureSpec { key: format!("{stream}_{key}"), label: key.replace('_', " "), unit, better });
            }
            let key = format!("census_london_{stream}");
            measures.push(MeasureSpec { label: key.replace('_', " "), key, unit: MeasureUnit::Children, better: Better::Neither });
        }
        let value = |o: usize| {
            let option = &self.scenario.options[self.options[o]];
            let mut all = Vec::new();
            for welfare in [true, false] {
                let (v, used, _) = self.values(option, welfare);
                all.extend(v);
                all.push(used);
            }
            all
        };
        let wobble = |seed: usize| ((seed as f64 * 12.9898 + n * 0.37).sin() * 43_758.547).fract() * 0.3;
        let base = value(self.baseline);
        let options = (0..self.options.len())
            .map(|o| {
                let option = &self.scenario.options[self.options[o]];
                let values = value(o);
                let estimates = values
                    .iter()
                    .enumerate()
                    .map(|(i, &v)| {
                        let se = v.abs() * 0.12 / n.sqrt();
                        let mean = v + wobble(o * 40 + i) * se;
                        let spread = v.abs() * 0.12;
                        Estimate {
                            mean,
                            standard_error: se,
                            low: mean - 1.96 * se,
                            high: mean + 1.96 * se,
                            p05: v - 1.64 * spread,
                            p25: v - 0.67 * spread,
                            p50: v,
                            p75: v + 0.67 * spread,
                            p95: v + 1.64 * spread,
                        }
                    })
                    .collect();
                let differences = (o != self.baseline).then(|| {
                    values
                        .iter()
                        .zip(&base)
                        .zip(&measures)
                        .map(|((v, b), m)| {
                            let se = b.abs().max(v.abs()) * 0.1 / n.sqrt();
                            let gain = match m.better {
                                Better::Higher => v - b,
                                Better::Lower => b - v,
                                Better::Neither => f64::NAN,
                            };
                            let better = if gain.is_nan() { f64::NAN } else { 1.0 / (1.0 + (-gain * 12.0 / b.abs().max(0.01)).exp()) };
                            Difference { mean: v - b, low: v - b - 2.0 * se, high: v - b + 2.0 * se, better_share: better }
                        })
                        .collect()
                });
                let mut occupancy_distributions = Vec::new();
                let mut quarterly = Vec::new();
                for (welfare, key) in [(true, "welfare"), (false, "justice")] {
                    let (v, used, beds) = self.values(option, welfare);
                    let mut shares: Vec<f64> = (0..=beds as u32).map(|k| (-(f64::from(k) - used).powi(2) / 8.0).exp()).collect();
                    let total: f64 = shares.iter().sum();
                    shares.iter_mut().for_each(|s| *s /= total);
                    occupancy_distributions.push(OccupancyDistribution { key: key.into(), label: key.into(), shares });
                    for (series, level, cap) in [
                        (format!("census_london_{key}"), used, beds),
                        (format!("{key}_waiting"), v[2], 1e9),
                        (format!("{key}_open_requests"), v[3], 1e9),
                        (format!("census_elsewhere_{key}"), 20.0, 1e9),
                    ] {
                        let quarters = (self.scenario.run.horizon_years * 4.0).round() as usize;
                        let points = (0..quarters)
                            .map(|q| {
                                let m = level * (1.0 + 0.04 * ((q * 7 + o) as f64).sin());
                                let at = |z: f64| (m + z * (0.3 + 0.09 * level)).clamp(0.0, cap);
                                QuarterPoint {
                                    mean: m.min(cap),
                                    p05: at(-1.64),
                                    p25: at(-0.67),
                                    p50: at(0.0),
                                    p75: at(0.67),
                                    p95: at(1.64),
                                }
                            })
                            .collect();
                        quarterly.push(QuarterlySeries { label: series.clone(), key: series, points });
                    }
                }
                OptionSummary {
                    id: option.id.clone(),
                    name: option.name.clone(),
                    measures: estimates,
                    differences,
                    homes: Vec::new(),
                    occupancy_distributions,
                    quarterly,
                }
            })
            .collect();
        Summary { replications: self.done, baseline: self.baseline, measures, home_measures: Vec::new(), options }
    }
}
