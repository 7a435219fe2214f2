//! How long children waited who were placed, and where they were placed.

/// Waits of this many days or fewer are counted day by day.
const DAYS: usize = 366;

/// Waits of children placed. Whole numbers throughout, so that the order of futures does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Children whose wait was over in so many days, rounded up: at once, within a day, within two ...
    by_day: Vec<u64>,
    /// Children who waited longer than that.
    longer: u64,
}

impl Default for Waits {
    fn default() -> Self {
        Self { by_day: vec![0; DAYS + 1], longer: 0 }
    }
}

impl Waits {
    /// A child is placed after so many days.
    pub fn add(&mut self, wait_days: f64) {
        match self.by_day.get_mut(wait_days.max(0.0).ceil() as usize) {
            Some(children) => *children += 1,
            None => self.longer += 1,
        }
    }

    /// Adds the children of another place, or of further futures.
    pub fn merge(&mut self, other: &Self) {
        self.by_day.iter_mut().zip(&other.by_day).for_each(|(children, more)| *children += more);
        self.longer += other.longer;
    }

    /// Children placed.
    pub fn children(&self) -> u64 {
        self.by_day.iter().sum::<u64>() + self.longer
    }

    /// Share of children placed within so many days, the last included; at most [`DAYS`] days. None if nobody was placed.
    pub fn within(&self, days: usize) -> Option<f64> {
        let children = self.children();
        (children > 0).then(|| self.by_day.iter().take(days + 1).sum::<u64>() as f64 / children as f64)
    }

    /// Shares of children by the limits of bars, days: the first bar is up to the first limit, the last beyond the last.
    pub fn bars(&self, limits: &[usize]) -> Option<Vec<f64>> {
        let mut below = 0.0;
        let mut bars = Vec::with_capacity(limits.len() + 1);
        for limit in limits {
            let within = self.within(*limit)?;
            bars.push(within - below);
            below = within;
        }
        bars.push(1.0 - below);
        Some(bars)
    }

    /// Days within which half of the children were placed; none if nobody was, or if half waited longer than a year.
    pub fn median_days(&self) -> Option<usize> {
        let half = self.children().div_ceil(2);
        let mut placed = 0;
        self.by_day.iter().position(|children| {
            placed += children;
            placed >= half.max(1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seventh_day_is_within_seven_days() {
        let mut waits = Waits::default();
        [0.0, 6.5, 7.0, 7.01, 30.0, 400.0].into_iter().for_each(|days| waits.add(days));
        assert_eq!(waits.within(7), Some(0.5));
        assert_eq!(waits.within(0), Some(1.0 / 6.0));
        assert_eq!(waits.median_days(), Some(7));
        let bars = waits.bars(&[0, 7, 28, 90]).unwrap();
        assert!((bars.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((bars[1] - 2.0 / 6.0).abs() < 1e-12 && (bars[4] - 1.0 / 6.0).abs() < 1e-12);
        assert_eq!(Waits::default().within(7), None);
        assert_eq!(Waits::default().median_days(), None);
    }
}
