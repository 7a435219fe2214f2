//! What finding out would be worth before a choice is made: the expected value of perfect information, for any choice.
//!
//! Of everything: the mean over draws of the best choice's value in each, less the value of the choice that is best on average. Of one
//! figure: draws are put in order of it and divided into groups of like size, and within each group the choice best on average is made
//! (Strong and Oakley 2013, *An efficient method for computing single-parameter partial expected value of perfect information*). Choosing
//! in small groups gains a little by chance alone; what the same groups gain with the figure's values reshuffled is taken away.

use super::figures::SHUFFLING;
use crate::sim::draws::{Purpose, item_key, purpose_key};

/// Draws in a group, about.
const DRAWS_IN_A_GROUP: usize = 16;
/// Times that values are reshuffled.
const SHUFFLES: u32 = 20;

/// What finding out is worth, in the unit of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// The choice best on average.
    pub choice: usize,
    /// Its value on average.
    pub today: f64,
    /// What knowing everything would add.
    pub of_all: f64,
    /// What knowing each figure would add, in their order; never below 0.
    pub of_each: Vec<f64>,
}

/// `values[draw][choice]`, and `figures[draw][figure]` the figures in each draw. None without draws or choices. `seed` keys the reshuffling.
pub fn worth(values: &[Vec<f64>], figures: &[Vec<f64>], seed: u64) -> Option<Worth> {
    let everyone: Vec<usize> = (0..values.len()).collect();
    let (choice, today) = best_of(values, &everyone)?;
    let each_best = values.iter().map(|row| row.iter().copied().fold(f64::NEG_INFINITY, f64::max)).sum::<f64>() / values.len() as f64;
    let count = figures.first()?.len();
    let shuffles: Vec<Vec<usize>> = (0..SHUFFLES).map(|shuffle| shuffled(values.len(), seed, shuffle)).collect();
    let by_chance = shuffles.iter().map(|order| in_groups(values, order) - today).sum::<f64>() / f64::from(SHUFFLES);
    let of_each = (0..count).map(|figure| {
        let mut order = everyone.clone();
        order.sort_by(|a, b| figures[*a][figure].total_cmp(&figures[*b][figure]));
        (in_groups(values, &order) - today - by_chance).clamp(0.0, each_best - today)
    });
    Some(Worth { choice, today, of_all: each_best - today, of_each: of_each.collect() })
}

/// The choice best on average over some draws, and its value.
fn best_of(values: &[Vec<f64>], draws: &[usize]) -> Option<(usize, f64)> {
    let choices = values.first()?.len();
    let mean = |choice: usize| draws.iter().map(|draw| values[*draw][choice]).sum::<f64>() / draws.len() as f64;
    (0..choices).map(|choice| (choice, mean(choice))).reduce(|best, other| if other.1 > best.1 { other } else { best })
}

/// The value on average when the best choice is made within each group of draws that follow each other.
fn in_groups(values: &[Vec<f64>], order: &[usize]) -> f64 {
    let groups = (order.len() / DRAWS_IN_A_GROUP).max(1);
    let group = |number: usize| &order[number * order.len() / groups..(number + 1) * order.len() / groups];
    let sum: f64 = (0..groups).filter_map(|number| Some(best_of(values, group(number))?.1 * group(number).len() as f64)).sum();
    sum / order.len() as f64
}

fn shuffled(count: usize, seed: u64, shuffle: u32) -> Vec<usize> {
    let key = purpose_key(seed, shuffle, Purpose::Figures(SHUFFLING));
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|draw| item_key(key, *draw as u64));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::draws::{uniform, upper_half};

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
        let found = worth(&values, &figures, 7).unwrap();
        let known = 80.0 * (1.0 - share);
        assert_eq!(found.choice, 1);
        assert!((found.today - (100.0 * share - known)).abs() < 1e-9 && (found.of_all - known).abs() < 1e-9, "{found:?}");
        assert!((found.of_each[0] - known).abs() < 2.5, "{found:?} for {known}");
        assert!(found.of_each[1] < 1.5, "{found:?}");
        assert!((share - 0.6).abs() < 0.04);
    }

    #[test]
    fn a_choice_that_is_always_the_same_has_nothing_to_gain() {
        let values: Vec<Vec<f64>> = (0..200).map(|i| vec![f64::from(i), f64::from(i) + 1.0]).collect();
        let figures: Vec<Vec<f64>> = (0..200).map(|i| vec![draw(0, i)]).collect();
        let found = worth(&values, &figures, 7).unwrap();
        assert_eq!((found.choice, found.of_all, found.of_each[0]), (1, 0.0, 0.0));
        assert_eq!(worth(&[], &[], 7), None);
    }
}
