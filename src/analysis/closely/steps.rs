//! Numbers that change by steps over time, within one replication.

/// A number of children or beds that changes by steps. Days are those of the clock.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    /// Day and change, in the order of time once [`Steps::sort`] has been called.
    changes: Vec<(f64, i64)>,
}

impl Steps {
    /// One more from one day, and one fewer from another; nothing if the days are equal. An infinite day never comes.
    pub fn span(&mut self, from_day: f64, to_day: f64) {
        if from_day < to_day {
            self.changes.push((from_day, 1));
            if to_day.is_finite() {
                self.changes.push((to_day, -1));
            }
        }
    }

    /// So many more, or fewer, from a day on.
    pub fn change(&mut self, day: f64, change: i64) {
        self.changes.push((day, change));
    }

    /// Adds the changes of another number.
    pub fn add(&mut self, other: &Steps) {
        self.changes.extend_from_slice(&other.changes);
    }

    /// Puts the changes in the order of time.
    pub fn sort(&mut self) {
        self.changes.sort_by(|one, other| one.0.total_cmp(&other.0));
    }

    /// The number on each of some days, in the order of time, after all that happens at that instant.
    pub fn on_days(&self, days: impl Iterator<Item = f64>) -> impl Iterator<Item = u32> {
        let (mut next, mut number) = (0, 0_i64);
        days.map(move |day| {
            while let Some(&(_, change)) = self.changes.get(next).filter(|change| change.0 <= day) {
                number += change;
                next += 1;
            }
            u32::try_from(number.max(0)).unwrap_or(u32::MAX)
        })
    }

    /// Sum of number times days between two days. Exact while days are multiples of 2⁻³¹.
    pub fn days_between(&self, start_day: f64, end_day: f64) -> i128 {
        let ticks =
            self.changes.iter().map(|&(day, change)| i128::from(change) * i128::from(ticks(end_day - day.clamp(start_day, end_day))));
        ticks.sum()
    }
}

/// Days in ticks of 2⁻³¹ day.
pub fn ticks(days: f64) -> i64 {
    (days * 2_147_483_648.0) as i64
}

/// Ticks in days.
pub fn days(ticks: i128) -> f64 {
    ticks as f64 / 2_147_483_648.0
}

/// How long every usable bed was taken, between two days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FullTime {
    /// Ticks with a usable bed, and every one of them taken.
    pub full: i64,
    /// Ticks with a usable bed, taken or not.
    pub open: i64,
    /// The longest time on end with every usable bed taken.
    pub longest: i64,
}

impl FullTime {
    /// Follows the children in some beds, and the usable beds, between two days. Both in the order of time.
    pub fn of(taken: &Steps, usable: &Steps, start_day: f64, end_day: f64) -> Self {
        let mut full_time = Self::default();
        let (mut i, mut j, mut children, mut beds) = (0, 0, 0_i64, 0_i64);
        let mut since = start_day;
        let mut spell = 0_i64;
        loop {
            let next = |steps: &Steps, at: usize| steps.changes.get(at).map_or(f64::INFINITY, |change| change.0);
            let day = next(taken, i).min(next(usable, j));
            let until = day.clamp(start_day, end_day);
            let lasts = ticks(until - since);
            since = until;
            if beds > 0 {
                full_time.open += lasts;
            }
            if beds > 0 && children >= beds {
                full_time.full += lasts;
                spell += lasts;
                full_time.longest = full_time.longest.max(spell);
            } else if lasts > 0 {
                spell = 0;
            }
            if day >= end_day {
                return full_time;
            }
            // All that happens in one instant is one step.
            while next(taken, i) == day {
                children += taken.changes[i].1;
                i += 1;
            }
            while next(usable, j) == day {
                beds += usable.changes[j].1;
                j += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(changes: &[(f64, i64)]) -> Steps {
        let mut steps = Steps { changes: changes.to_vec() };
        steps.sort();
        steps
    }

    #[test]
    fn a_bed_handed_over_in_an_instant_was_never_free() {
        let taken = steps(&[(2.0, 1), (5.0, -1), (5.0, 1), (9.0, -1)]);
        let time = FullTime::of(&taken, &steps(&[(0.0, 1)]), 1.0, 20.0);
        assert_eq!(time, FullTime { full: ticks(7.0), open: ticks(19.0), longest: ticks(7.0) });
    }

    #[test]
    fn no_bed_is_not_a_full_bed() {
        let time = FullTime::of(&steps(&[]), &steps(&[(10.0, 2)]), 0.0, 20.0);
        assert_eq!(time, FullTime { full: 0, open: ticks(10.0), longest: 0 });
        assert_eq!(FullTime::of(&steps(&[]), &steps(&[]), 0.0, 20.0), FullTime::default());
    }

    #[test]
    fn a_spell_ends_with_the_horizon() {
        let taken = steps(&[(1.0, 1), (3.0, -1), (15.0, 1)]);
        let time = FullTime::of(&taken, &steps(&[(0.0, 1)]), 2.0, 20.0);
        assert_eq!(time, FullTime { full: ticks(6.0), open: ticks(18.0), longest: ticks(5.0) });
    }

    #[test]
    fn numbers_are_read_off_after_the_instant() {
        let mut number = Steps::default();
        number.span(1.0, 3.0);
        number.span(2.0, f64::INFINITY);
        number.span(4.0, 4.0);
        number.sort();
        assert_eq!(number.on_days([0.5, 1.0, 2.5, 3.0, 9.0].into_iter()).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
        assert_eq!(number.days_between(0.0, 5.0), i128::from(ticks(5.0)));
        assert_eq!(number.days_between(2.5, 3.5), i128::from(ticks(1.5)));
    }
}
