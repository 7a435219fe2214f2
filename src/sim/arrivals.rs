//! When requests are made: a Poisson process whose rate changes month by month.

use crate::model::{DAYS_PER_MONTH, RunSettings, StreamDemand};

use super::draws::{Purpose, item_key, purpose_key, upper_half};
use super::quantiles::{Quantiles, exponential};
use super::trace::{Request, on_grid};

/// Requests for which room is made at a time.
const BLOCK: usize = 128;

/// A stretch of time with one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    until_day: f64,
    per_day: f64,
}

/// The rate of a stream's requests over the clock.
#[derive(Clone, Debug)]
pub struct ArrivalRate {
    stretches: Vec<Stretch>,
    /// Calendar year of each stretch, counted from the first, where years differ by chance.
    years: Option<(Vec<usize>, Quantiles)>,
}

impl ArrivalRate {
    /// The rate of `per_year` requests with a stream's growth, seasonality and variation between years.
    pub fn new(per_year: f64, demand: &StreamDemand, run: &RunSettings) -> Self {
        let per_day = per_year / crate::model::DAYS_PER_YEAR;
        let end_day = run.end_day();
        let flat_months = demand.seasonality.iter().all(|weight| *weight == demand.seasonality[0]);
        if demand.annual_growth == 0.0 && demand.between_year_cv == 0.0 && flat_months {
            return Self { stretches: vec![Stretch { until_day: end_day, per_day }], years: None };
        }
        // Months are counted from the start of the horizon; the warm-up has negative ones.
        let first = libm::floor(-run.warm_up_days() / DAYS_PER_MONTH) as i32;
        let last = libm::ceil(run.horizon_days() / DAYS_PER_MONTH) as i32;
        let first_year = run.start.plus_months(first).year();
        let mut stretches = Vec::new();
        let mut years = Vec::new();
        for month in first..last {
            let calendar = run.start.plus_months(month);
            let (weight, growth) = month_factors(demand, run, month);
            let until_day = (run.warm_up_days() + f64::from(month + 1) * DAYS_PER_MONTH).min(end_day);
            stretches.push(Stretch { until_day, per_day: per_day * weight * growth });
            years.push((calendar.year() - first_year) as usize);
        }
        if let Some(stretch) = stretches.last_mut() {
            stretch.until_day = end_day;
        }
        let cv = demand.between_year_cv;
        Self { stretches, years: (cv > 0.0).then(|| (years, Quantiles::unit_gamma(1.0 / (cv * cv)))) }
    }

    /// Adds the requests of a replication to others, in order, each as `plain` but for its key and day. A request's key also gives the gap
    /// before it. The gaps are drawn on a clock that runs with the rate, so a change of rate moves the same children in time.
    pub fn requests_into(
        &self,
        seed: u64,
        replication: u32,
        (children, years): (Purpose, Purpose),
        plain: Request,
        requests: &mut Vec<Request>,
    ) {
        let children_key = purpose_key(seed, replication, children);
        let unit = exponential();
        let mut index = 0_u64;
        let mut from_day = 0.0;
        let mut key = item_key(children_key, index);
        let mut gap = unit.days(upper_half(key));
        for (i, stretch) in self.stretches.iter().enumerate() {
            let per_day = stretch.per_day * self.year_multiplier(seed, replication, years, i);
            if per_day <= 0.0 {
                from_day = stretch.until_day;
                continue;
            }
            let (days_each, until_day) = (1.0 / per_day, stretch.until_day);
            let mut day = from_day + gap * days_each;
            while day < until_day {
                requests.reserve(BLOCK);
                for _ in 0..BLOCK {
                    requests.push(Request { key, arrival_day: on_grid(day), ..plain });
                    from_day = day;
                    index += 1;
                    key = item_key(children_key, index);
                    gap = unit.days(upper_half(key));
                    day = from_day + gap * days_each;
                    if day >= until_day {
                        break;
                    }
                }
            }
            gap -= (until_day - from_day) * per_day;
            from_day = until_day;
        }
    }

    /// What chance makes of the calendar year of a stretch.
    fn year_multiplier(&self, seed: u64, replication: u32, years: Purpose, stretch: usize) -> f64 {
        match &self.years {
            Some((year, gamma)) => gamma.days(upper_half(item_key(purpose_key(seed, replication, years), year[stretch] as u64))),
            None => 1.0,
        }
    }
}

/// What season and growth make of a month's requests; months are counted from the start of the horizon. Growth reaches each month at
/// its middle; the warm-up stays at the level of the start.
pub fn month_factors(demand: &StreamDemand, run: &RunSettings, month: i32) -> (f64, f64) {
    let mean_weight = demand.seasonality.iter().sum::<f64>() / 12.0;
    let weight = demand.seasonality[run.start.plus_months(month).month() as usize - 1] / mean_weight;
    (weight, libm::pow(1.0 + demand.annual_growth, ((f64::from(month) + 0.5) / 12.0).max(0.0)))
}

/// Cumulative shares for drawing one of several things by a quantile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lottery {
    /// Upper end of each thing's range of quantiles, 2³² for the last.
    upper: Vec<u64>,
    /// Where to start looking, by the first byte of the quantile.
    start: Vec<u16>,
    only: Option<usize>,
}

impl Lottery {
    /// A lottery with these weights, none negative, not all zero.
    pub fn new(weights: impl Iterator<Item = f64>) -> Self {
        let weights: Vec<f64> = weights.collect();
        let scale = 4_294_967_296.0 / weights.iter().sum::<f64>();
        let mut sum = 0.0;
        let mut upper: Vec<u64> = weights
            .iter()
            .map(|weight| {
                sum += weight;
                (sum * scale) as u64
            })
            .collect();
        if let Some(last) = upper.last_mut() {
            *last = 1 << 32;
        }
        let mut thing = 0;
        let start = (0..256_u64).map(|byte| {
            while upper[thing] <= byte << 24 && thing + 1 < upper.len() {
                thing += 1;
            }
            thing as u16
        });
        let start = start.collect();
        let mut possible = weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0);
        let only = match (possible.next(), possible.next()) {
            (Some((only, _)), None) => Some(only),
            _ => None,
        };
        Self { upper, start, only }
    }

    /// The only thing that can be drawn, if there is but one: then there is nothing to draw.
    #[inline]
    pub fn only(&self) -> Option<usize> {
        self.only
    }

    /// The thing at a quantile.
    #[inline]
    pub fn draw(&self, quantile: u32) -> usize {
        let mut thing = self.start[(quantile >> 24) as usize] as usize;
        while self.upper[thing] <= u64::from(quantile) {
            thing += 1;
        }
        thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lottery_gives_each_its_share() {
        let lottery = Lottery::new([1.0, 0.0, 3.0, 4.0].into_iter());
        let mut counts = [0_u32; 4];
        for i in 0..80_000_u32 {
            counts[lottery.draw(i.wrapping_mul(53_687))] += 1;
        }
        assert_eq!(counts[1], 0);
        for (count, share) in counts.iter().zip([0.125, 0.0, 0.375, 0.5]) {
            assert!((f64::from(*count) / 80_000.0 - share).abs() < 0.002, "{counts:?}");
        }
        assert_eq!(lottery.draw(0), 0);
        assert_eq!(lottery.draw(u32::MAX), 3);
    }
}
