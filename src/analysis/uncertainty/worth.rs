//! What finding out would be worth before a choice is made: the expected value of perfect information, for any choice.
//!
//! Of everything: the mean over draws of the best choice's value in each, less the value of the choice that is best on average. Of one
//! figure: draws are put in order of it and divided into groups of like size, and within each group the choice best on average is made
//! (Strong and Oakley 2013, *An efficient method for computing single-parameter partial expected value of perfect information*). A group
//! would be pleased with its own chances: so for each draw the choice is made from the others of its group alone (leave one out), which
//! rather says too little than too much.
//!
//! Each is a mean over draws, and has the interval of a mean: with the choices as they were made, and draws as they might have come.

use crate::analysis::sample::{Moments, TQuantile};

/// Draws in a group, about.
const DRAWS_IN_A_GROUP: usize = 16;

/// A mean over draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Lower end of its 95% interval; NaN for one draw.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Mean {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut moments = Moments::default();
        values.for_each(|value| moments.push(value));
        let half_width = TQuantile::default().for_count(moments.count()) * moments.standard_error();
        Self { value: moments.mean(), low: moments.mean() - half_width, high: moments.mean() + half_width }
    }

    /// The same, never below 0 or above what knowing everything adds.
    fn within(self, of_all: &Mean) -> Self {
        let [value, low, high] =
            [(self.value, of_all.value), (self.low, of_all.value), (self.high, of_all.high)].map(|(value, most)| value.min(most).max(0.0));
        Self { value, low, high }
    }
}

/// What finding out is worth, in the unit of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Draws that it stands on.
    pub draws: usize,
    /// The choice best on average.
    pub choice: usize,
    /// Its value on average.
    pub today: Mean,
    /// What knowing everything would add.
    pub of_all: Mean,
    /// What knowing each figure would add, in their order; never below 0.
    pub of_each: Vec<Mean>,
}

/// `values[draw][choice]`, and `figures[draw][figure]` the figures in each draw. None without draws or choices.
pub fn worth(values: &[Vec<f64>], figures: &[Vec<f64>]) -> Option<Worth> {
    let count = figures.first()?.len();
    let everyone: Vec<usize> = (0..values.len()).collect();
    let sums = sums(values, &everyone);
    let choice = best(sums.iter().copied(), 0)?;
    let most = |row: &Vec<f64>| row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let of_all = Mean::of(values.iter().map(|row| most(row) - row[choice]));
    let of_each = (0..count).map(|figure| {
        let mut order = everyone.clone();
        order.sort_by(|a, b| figures[*a][figure].total_cmp(&figures[*b][figure]));
        gain_in_groups(values, choice, &order).within(&of_all)
    });
    let of_each = of_each.collect();
    Some(Worth { draws: values.len(), choice, today: Mean::of(values.iter().map(|row| row[choice])), of_all, of_each })
}

/// The sum of each choice's values over some draws.
fn sums(values: &[Vec<f64>], draws: &[usize]) -> Vec<f64> {
    let choices = values.first().map_or(0, Vec::len);
    (0..choices).map(|choice| draws.iter().map(|draw| values[*draw][choice]).sum()).collect()
}

/// The choice with the greatest sum; of equals `usual`, or else the first.
fn best(sums: impl Iterator<Item = f64> + Clone, usual: usize) -> Option<usize> {
    let greatest = sums.clone().fold(f64::NEG_INFINITY, f64::max);
    if sums.clone().nth(usual)? >= greatest { Some(usual) } else { sums.clone().position(|sum| sum >= greatest) }
}

/// What is gained on a choice when the best of the other draws in its group is chosen for each draw; groups are draws that follow each other.
fn gain_in_groups(values: &[Vec<f64>], choice: usize, order: &[usize]) -> Mean {
    let groups = (order.len() / DRAWS_IN_A_GROUP).max(1);
    let group = |number: usize| &order[number * order.len() / groups..(number + 1) * order.len() / groups];
    Mean::of((0..groups).flat_map(|number| {
        let sums = sums(values, group(number));
        group(number).iter().map(move |draw| {
            let row = &values[*draw];
            let of_others = sums.iter().zip(row).map(|(sum, own)| sum - own);
            row[best(of_others, choice).unwrap_or(choice)] - row[choice]
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::draws::{Purpose, item_key, purpose_key, uniform, upper_half};

    fn draw(set: usize, draw: u32) -> f64 {
        uniform(upper_half(item_key(purpose_key(4, draw, Purpose::Figures(set)), 0)))
    }

    /// Two states, good with chance 0.6: building gains 100 in the good and loses 80 in the bad, not building gains nothing. Building is
    /// best today, worth 60 − 32 = 28; knowing the state is worth 60, so finding out is worth 32. Another figure tells nothing.
    #[test]
    fn finding_out_which_of_two_states_holds_has_its_known_worth() {
        let good: Vec<bool> = (0..2_000).map(|i| draw(0, i) < 0.6).collect();
        let share = good.iter().filter(|good| **good).count() as f64 / good.len() as f64;
        let values: Vec<Vec<f64>> = good.iter().map(|good| vec![0.0, if *good { 100.0 } else { -80.0 }]).collect();
        let figures: Vec<Vec<f64>> = good.iter().zip(0..).map(|(good, i)| vec![f64::from(u8::from(*good)), draw(1, i)]).collect();
        let found = worth(&values, &figures).unwrap();
        let known = 80.0 * (1.0 - share);
        assert_eq!(found.choice, 1);
        assert!((found.today.value - (100.0 * share - known)).abs() < 1e-9 && (found.of_all.value - known).abs() < 1e-9, "{found:?}");
        assert!((found.of_each[0].value - known).abs() < 2.5, "{found:?} for {known}");
        assert!(found.of_each[1].value < 1.5 && found.of_each[1].low == 0.0, "{found:?}");
        // The mean of 2,000 values of 0 and 80, of which a share of 0.4 is 80: the half-width is 1.96 × 80 √(0.24 ÷ 2,000).
        assert!(
            (found.of_all.high - found.of_all.value - 1.96 * 80.0 * (share * (1.0 - share) / 2_000.0).sqrt()).abs() < 0.01,
            "{found:?}"
        );
        assert!((share - 0.6).abs() < 0.04);
    }

    /// Of 400 samples of 200 draws of the two states, the interval of what knowing everything is worth holds it in 95%; and that of the one
    /// figure, which is reckoned in groups and rather too little, seldom promises more than there is.
    #[test]
    fn the_interval_holds_the_known_worth() {
        let mut held = [0, 0];
        for sample in 0..400 {
            let good: Vec<bool> = (0..200).map(|i| draw(2, sample * 200 + i) < 0.6).collect();
            let values: Vec<Vec<f64>> = good.iter().map(|good| vec![0.0, if *good { 100.0 } else { -80.0 }]).collect();
            let figures: Vec<Vec<f64>> = good.iter().map(|good| vec![f64::from(u8::from(*good))]).collect();
            let found = worth(&values, &figures).unwrap();
            held[0] += u32::from(found.of_all.low <= 32.0 && 32.0 <= found.of_all.high);
            held[1] += u32::from(found.of_each[0].low <= 32.0);
        }
        assert!((368..=394).contains(&held[0]) && held[1] >= 390, "{held:?} of 400");
    }

    #[test]
    fn a_choice_that_is_always_the_same_has_nothing_to_gain() {
        let values: Vec<Vec<f64>> = (0..200).map(|i| vec![f64::from(i), f64::from(i) + 1.0]).collect();
        let figures: Vec<Vec<f64>> = (0..200).map(|i| vec![draw(0, i)]).collect();
        let found = worth(&values, &figures).unwrap();
        assert_eq!((found.choice, found.of_all.value, found.of_each[0].value, found.of_each[0].high), (1, 0.0, 0.0, 0.0));
        assert_eq!(worth(&[], &[]), None);
    }
}
