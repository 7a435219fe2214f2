//! What the figures of demand say before anything is simulated: requests month by month, and the spread of stays.

use crate::model::{DAYS_PER_MONTH, DAYS_PER_YEAR, LengthOfStay, RunSettings, StayFamily, StreamDemand, YearMonth};
use crate::sim::arrivals::month_factors;
use crate::sim::quantiles::Stays;
use crate::sim::special::gamma_quantile;

/// Requests of a month: first requests, not those for a child who was placed before, nor those that only a London home would bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthOfRequests {
    /// The month.
    pub month: YearMonth,
    /// Expected number.
    pub mean: f64,
    /// Fewer come in one month of twenty at most.
    pub low: f64,
    /// More come in one month of twenty at most.
    pub high: f64,
}

/// The months of the horizon. The range holds chance within the month (Poisson) and how years differ (gamma): together a negative
/// binomial number.
pub fn months(demand: &StreamDemand, run: &RunSettings) -> Vec<MonthOfRequests> {
    let count = (run.horizon_days() / DAYS_PER_MONTH).ceil().max(1.0) as i32;
    let mut known: Vec<(f64, (f64, f64))> = Vec::new();
    let month = |index: i32| {
        let (weight, growth) = month_factors(demand, run, index);
        let mean = demand.requests_per_year / 12.0 * weight * growth;
        // Without growth only twelve months differ, and without season none.
        let range = known.iter().find(|(before, _)| *before == mean).map(|(_, range)| *range).unwrap_or_else(|| {
            let range = range(mean, demand.between_year_cv);
            known.push((mean, range));
            range
        });
        MonthOfRequests { month: run.start.plus_months(index), mean, low: range.0, high: range.1 }
    };
    (0..count).map(month).collect()
}

/// Beyond this mean a count is taken for a gamma number of the same mean and variance: the ends are then within one of the exact ones.
const MOST_COUNTED: f64 = 200.0;

/// The 5th and the 95th percentile of a month's number.
fn range(mean: f64, between_year_cv: f64) -> (f64, f64) {
    if mean.is_nan() || mean <= 0.0 {
        return (0.0, 0.0);
    }
    if mean > MOST_COUNTED {
        let variance = mean + (mean * between_year_cv).powi(2);
        let at = |share: f64| (variance / mean * gamma_quantile(mean * mean / variance, share)).round();
        return (at(0.05), at(0.95));
    }
    // The gamma multiplier has shape 1/cv²; a count with that rate is negative binomial, and Poisson without it.
    let shape = 1.0 / (between_year_cv * between_year_cv);
    let (first, ratio): (f64, Box<dyn Fn(f64) -> f64>) = if shape.is_finite() {
        let success = shape / (shape + mean);
        (success.powf(shape), Box::new(move |count| (count + shape) / (count + 1.0) * (1.0 - success)))
    } else {
        ((-mean).exp(), Box::new(move |count| mean / (count + 1.0)))
    };
    let (mut count, mut probability, mut sum) = (0.0, first, first);
    let mut reach = |share: f64| {
        // Rounding may keep the sum just below one; no count that matters is so far out.
        while sum < share && count < 1e6 {
            probability *= ratio(count);
            count += 1.0;
            sum += probability;
        }
        count
    };
    (reach(0.05), reach(0.95))
}

/// A length of stay as a picture needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct StayPicture {
    /// Mean, days.
    pub mean_days: f64,
    /// Half of the stays are no longer, days.
    pub median_days: f64,
    /// Nine in ten stays are no longer, days.
    pub p90_days: f64,
    /// Share of stays that last more than a year.
    pub over_a_year_share: f64,
    /// Days that a bar stands for.
    pub bar_days: f64,
    /// Share of stays in each bar, from day 0; what is beyond the last is in none.
    pub shares: Vec<f64>,
}

/// Bars of a picture, at most.
const BARS: f64 = 36.0;

/// A picture of a length of stay; none where its figures do not go together.
pub fn stays(stay: &LengthOfStay) -> Option<StayPicture> {
    let spread = matches!(stay.family, StayFamily::Gamma | StayFamily::Weibull | StayFamily::Lognormal);
    let drawn_from_figures = !matches!(stay.family, StayFamily::Fixed | StayFamily::Empirical(_));
    let empty = matches!(&stay.family, StayFamily::Empirical(stays) if stays.is_empty());
    let apart = stay.mean_days > stay.minimum_days && stay.minimum_days >= 0.0;
    let cv = stay.cv * stay.mean_days / (stay.mean_days - stay.minimum_days);
    if empty || (drawn_from_figures && !apart) || (spread && !(0.05..=20.0).contains(&cv)) {
        return None;
    }
    let stays = Stays::new(stay);
    // A bar is a day, a week, a month of 30 days, or as many months as it takes.
    let end = stays.quantile(0.985).max(stays.mean() * 1.2).max(1.0);
    let bar_days = [0.25, 1.0, 7.0, 15.0, 30.0, 60.0, 90.0].into_iter().find(|days| end / days <= BARS).unwrap_or(end / BARS);
    let bars = (end / bar_days).ceil() as usize;
    let within: Vec<f64> = (0..=bars).map(|bar| stays.share_within(bar as f64 * bar_days)).collect();
    Some(StayPicture {
        mean_days: stays.mean(),
        median_days: stays.quantile(0.5),
        p90_days: stays.quantile(0.9),
        over_a_year_share: 1.0 - stays.share_within(DAYS_PER_YEAR),
        bar_days,
        shares: within.windows(2).map(|pair| pair[1] - pair[0]).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_differ_widen_the_range() {
        let chance = range(10.0, 0.0);
        let years = range(10.0, 0.5);
        assert!(years.0 < chance.0 && years.1 > chance.1, "{chance:?} {years:?}");
        assert_eq!(range(0.0, 0.3), (0.0, 0.0));
    }

    #[test]
    fn ranges_are_those_of_the_distributions() {
        use statrs::distribution::{DiscreteCDF, NegativeBinomial, Poisson};
        for mean in [0.3, 4.4, 10.1, 60.0, 199.0, 260.0, 2_000.0] {
            let close = if mean > MOST_COUNTED { 2.0 } else { 0.0 };
            let check = |found: (f64, f64), exact: (u64, u64), cv: f64| {
                let off = (found.0 - exact.0 as f64).abs().max((found.1 - exact.1 as f64).abs());
                assert!(off <= close, "mean {mean}, cv {cv}: {found:?}, exactly {exact:?}");
            };
            let poisson = Poisson::new(mean).unwrap();
            check(range(mean, 0.0), (poisson.inverse_cdf(0.05), poisson.inverse_cdf(0.95)), 0.0);
            for cv in [0.1, 0.5, 1.5] {
                let shape = 1.0 / (cv * cv);
                let count = NegativeBinomial::new(shape, shape / (shape + mean)).unwrap();
                check(range(mean, cv), (count.inverse_cdf(0.05), count.inverse_cdf(0.95)), cv);
            }
        }
    }

    #[test]
    fn an_exponential_stay_is_pictured_by_its_closed_form() {
        let stay = LengthOfStay { family: StayFamily::Exponential, mean_days: 100.0, cv: 1.0, minimum_days: 0.0 };
        let picture = stays(&stay).unwrap();
        assert!((picture.mean_days - 100.0).abs() < 1e-12);
        assert!((picture.median_days - 100.0 * 2.0_f64.ln()).abs() < 1e-9);
        assert!((picture.over_a_year_share - (-DAYS_PER_YEAR / 100.0).exp()).abs() < 1e-12);
        for (bar, share) in picture.shares.iter().enumerate() {
            let at = |bar: usize| 1.0 - (-(bar as f64) * picture.bar_days / 100.0).exp();
            assert!((share - (at(bar + 1) - at(bar))).abs() < 1e-12);
        }
    }

    #[test]
    fn figures_that_do_not_go_together_have_no_picture() {
        let stay = |family, mean_days, minimum_days| LengthOfStay { family, mean_days, cv: 0.8, minimum_days };
        assert_eq!(stays(&stay(StayFamily::Gamma, 20.0, 28.0)), None);
        assert_eq!(stays(&stay(StayFamily::Empirical(Vec::new()), 20.0, 0.0)), None);
        assert!(stays(&stay(StayFamily::Fixed, 20.0, 28.0)).is_some());
        assert!(stays(&stay(StayFamily::Weibull, 1.5, 0.5)).unwrap().shares.len() <= 37);
    }
}
