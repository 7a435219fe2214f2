//! Where a number stands over time in all futures: percentiles by month, and some futures drawn whole.

use crate::model::DAYS_PER_MONTH;

/// Shares of futures in which the number is no greater: the percentiles of a [`FanMonth`].
pub const PERCENTS: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];
/// Futures that are kept whole: the first ones, by number.
pub const PATHS: usize = 6;

/// The days of a horizon on which children are counted: the middle of each week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weeks {
    /// How many.
    pub count: usize,
    horizon_days: f64,
}

impl Weeks {
    /// The weeks of a horizon; at least one.
    pub fn of(horizon_days: f64) -> Self {
        Self { count: ((horizon_days / 7.0).floor() as usize).max(1), horizon_days }
    }

    /// The middle of each week, days from the start of the horizon.
    pub fn days(self) -> impl Iterator<Item = f64> {
        (0..self.count).map(move |week| (7.0 * week as f64 + 3.5).min(self.horizon_days))
    }

    /// The month, from 0, in which a week's middle lies.
    pub fn month(week: usize) -> usize {
        ((7.0 * week as f64 + 3.5) / DAYS_PER_MONTH) as usize
    }

    /// Months with at least one count.
    pub fn months(self) -> usize {
        Self::month(self.count - 1) + 1
    }
}

/// Counts of children by week over many futures, month by month. Whole numbers throughout, so that the order of futures does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By month: how often each number was counted.
    months: Vec<Vec<u32>>,
    /// The first futures, week by week.
    paths: Vec<Vec<u32>>,
}

impl Counts {
    /// Adds one future: the number in the middle of each week.
    pub fn add(&mut self, numbers: impl Iterator<Item = u32>, weeks: Weeks) {
        self.months.resize_with(weeks.months(), Vec::new);
        let keep = self.paths.len() < PATHS;
        let mut path = Vec::with_capacity(if keep { weeks.count } else { 0 });
        for (week, number) in numbers.enumerate() {
            let Some(month) = self.months.get_mut(Weeks::month(week)) else { break };
            if month.len() <= number as usize {
                month.resize(number as usize + 1, 0);
            }
            month[number as usize] += 1;
            if keep {
                path.push(number);
            }
        }
        if keep {
            self.paths.push(path);
        }
    }

    /// Adds the futures that come after.
    pub fn merge(&mut self, later: Self) {
        self.months.resize_with(self.months.len().max(later.months.len()), Vec::new);
        for (month, other) in self.months.iter_mut().zip(later.months) {
            month.resize(month.len().max(other.len()), 0);
            month.iter_mut().zip(other).for_each(|(count, more)| *count += more);
        }
        let room = PATHS.saturating_sub(self.paths.len());
        self.paths.extend(later.paths.into_iter().take(room));
    }

    /// What the counts say.
    pub fn fan(&self) -> Fan {
        Fan { months: self.months.iter().map(|counts| FanMonth::of(counts)).collect(), paths: self.paths.clone() }
    }
}

/// A month of a fan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FanMonth {
    /// Mean over futures and weeks.
    pub mean: f64,
    /// The percentiles of [`PERCENTS`]. Between whole numbers: a count of n is taken to lie evenly between n − ½ and n + ½, but never
    /// beyond the least and the greatest count, so that a fan over many months is smooth.
    pub percentiles: [f64; 7],
}

impl FanMonth {
    fn of(counts: &[u32]) -> Self {
        let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        if all == 0 {
            return Self { mean: 0.0, percentiles: [0.0; 7] };
        }
        let sum: u64 = counts.iter().enumerate().map(|(number, count)| number as u64 * u64::from(*count)).sum();
        Self { mean: sum as f64 / all as f64, percentiles: PERCENTS.map(|share| percentile(counts, all, share)) }
    }
}

fn percentile(counts: &[u32], all: u64, share: f64) -> f64 {
    let least = counts.iter().position(|count| *count > 0).unwrap_or(0) as f64;
    let most = counts.iter().rposition(|count| *count > 0).unwrap_or(0) as f64;
    let wanted = share * all as f64;
    let mut below = 0.0;
    for (number, count) in counts.iter().enumerate() {
        let count = f64::from(*count);
        if count > 0.0 && below + count >= wanted {
            return (number as f64 - 0.5 + (wanted - below) / count).clamp(least, most);
        }
        below += count;
    }
    most
}

/// A number over time in all futures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fan {
    /// Month by month, of 365/12 days.
    pub months: Vec<FanMonth>,
    /// The first futures, week by week.
    pub paths: Vec<Vec<u32>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_fall_into_months() {
        let weeks = Weeks::of(365.0);
        assert_eq!((weeks.count, weeks.months()), (52, 12));
        assert_eq!((Weeks::month(3), Weeks::month(4)), (0, 1));
        assert_eq!(weeks.days().next(), Some(3.5));
        assert_eq!(weeks.days().last(), Some(360.5));
        let short = Weeks::of(2.0);
        assert_eq!((short.count, short.days().next()), (1, Some(2.0)));
    }

    #[test]
    fn percentiles_of_counts() {
        // 0 to 9, ten times each: the share p lies at 10 p − ½, within the counts.
        let counts = [10; 10];
        for (share, expected) in [(0.05, 0.0), (0.10, 0.5), (0.25, 2.0), (0.5, 4.5), (0.9, 8.5), (0.95, 9.0)] {
            let found = percentile(&counts, 100, share);
            assert!((found - expected).abs() < 1e-9, "{share}: {found}");
        }
        assert_eq!(FanMonth::of(&[0, 0, 7]), FanMonth { mean: 2.0, percentiles: [2.0; 7] });
        assert_eq!(FanMonth::of(&[]).mean, 0.0);
    }

    #[test]
    fn futures_may_be_added_in_parts() {
        let weeks = Weeks::of(70.0);
        let future = |n: u32| (0..10).map(move |week| (week * 7 + n * 3) % 11);
        let mut whole = Counts::default();
        (0..10).for_each(|n| whole.add(future(n), weeks));
        let (mut first, mut second) = (Counts::default(), Counts::default());
        (0..4).for_each(|n| first.add(future(n), weeks));
        (4..10).for_each(|n| second.add(future(n), weeks));
        first.merge(second);
        assert_eq!(first, whole);
        assert_eq!(whole.fan().paths.len(), PATHS);
    }
}
