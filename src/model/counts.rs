//! Requests that authorities counted in a year, as far as they may be written down. A count of fewer than six is a band, and wherever there is
//! one, two others are kept as *six or more*: or the year's requests less all that is written down would give it away. What is kept is all
//! that the model knows, so no result of it can tell more.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::geography::BOROUGHS;

/// A year's requests of one borough. There is no way to write a count of 1 to 5 down: from such a count single children could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BoroughCount {
    /// None to five.
    FewerThanSix,
    /// Six or more, kept without its number so that no count of fewer than six can be worked out from the others.
    SixOrMore,
    /// Six or more.
    Requests(u32),
}

/// Counts by the name of a borough. One that is not named is taken to have counted fewer than six.
pub type BoroughCounts = BTreeMap<String, BoroughCount>;

/// Authorities kept as *six or more* where any counted fewer than six: two, so that not even one of the two can work it out.
const COMPANIONS: usize = 2;
/// The middle of none to five: what stands for such a count where nothing better is known.
const FEW: f64 = 2.5;
/// What stands for six or more without a number, where nothing better is known.
const MANY: f64 = 8.0;

impl BoroughCount {
    /// Smallest count that may be written down.
    pub const LEAST: u32 = 6;
    /// Greatest count taken.
    pub const MOST: u32 = 100_000;

    /// A count as it may be kept.
    pub fn of(count: u32) -> Self {
        if count < Self::LEAST { BoroughCount::FewerThanSix } else { BoroughCount::Requests(count) }
    }

    /// The count, if it is written down.
    pub fn number(self) -> Option<u32> {
        match self {
            BoroughCount::Requests(count) => Some(count),
            BoroughCount::FewerThanSix | BoroughCount::SixOrMore => None,
        }
    }
}

/// What each borough counted, in the order of [`BOROUGHS`].
pub fn in_order(counts: &BoroughCounts) -> Vec<BoroughCount> {
    BOROUGHS.iter().map(|borough| counts.get(&borough.name).copied().unwrap_or(BoroughCount::FewerThanSix)).collect()
}

/// The counts as they may be kept: wherever one is fewer than six, two of the others are six or more without a number. They are those with
/// the fewest children aged 10 to 17, whatever they counted, so that the choice tells nothing of the counts.
pub fn kept(counts: &BoroughCounts) -> BoroughCounts {
    let mut of = in_order(counts);
    let has_few = of.contains(&BoroughCount::FewerThanSix);
    let mut numbered: Vec<usize> = (0..of.len()).filter(|i| of[*i].number().is_some()).collect();
    numbered.sort_by(|a, b| BOROUGHS[*a].population_10_17.total_cmp(&BOROUGHS[*b].population_10_17));
    let there = of.iter().filter(|count| **count == BoroughCount::SixOrMore).count();
    let wanted = if has_few { COMPANIONS.saturating_sub(there) } else { 0 };
    for index in numbered.into_iter().take(wanted) {
        of[index] = BoroughCount::SixOrMore;
    }
    BOROUGHS.iter().zip(of).map(|(borough, count)| (borough.name.clone(), count)).collect()
}

/// Whether a count of fewer than six could be worked out from what is written down beside it and the year's requests.
pub fn gives_few_away(counts: &BoroughCounts) -> bool {
    in_order(counts) != in_order(&kept(counts))
}

/// Least and greatest sum that the counts can have.
pub fn sum_between(counts: &BoroughCounts) -> (u32, Option<u32>) {
    let of = in_order(counts);
    let number = |count: &BoroughCount| count.number().unwrap_or(0);
    let exact = of.iter().map(number).fold(0, u32::saturating_add);
    let how_many = |wanted: BoroughCount| of.iter().filter(|count| **count == wanted).count() as u32;
    let (few, many) = (how_many(BoroughCount::FewerThanSix), how_many(BoroughCount::SixOrMore));
    let least = exact.saturating_add(BoroughCount::LEAST * many);
    (least, (many == 0).then(|| exact.saturating_add((BoroughCount::LEAST - 1) * few)))
}

/// What stands for each count where requests are spread, in the order of [`BOROUGHS`]. What the numbers leave of the year's requests is spread
/// over those without a number, as far as that agrees with none to five and with six or more: then each borough may expect what it counted.
/// Where it does not agree, only the proportions of the counts tell: 2.5 for few, 8 for six or more.
pub fn weights(counts: &BoroughCounts, requests_per_year: f64) -> Vec<f64> {
    let of = in_order(counts);
    let how_many = |wanted: BoroughCount| of.iter().filter(|count| **count == wanted).count() as f64;
    let (few, many) = (how_many(BoroughCount::FewerThanSix), how_many(BoroughCount::SixOrMore));
    let left = requests_per_year - of.iter().filter_map(|count| count.number()).map(f64::from).sum::<f64>();
    let (least, most) = (f64::from(BoroughCount::LEAST), f64::from(BoroughCount::LEAST - 1));
    let agrees = left > 0.0 && left >= least * many && (many > 0.0 || left <= most * few);
    let (each_few, each_many) = if agrees {
        let usual = (FEW * left / (FEW * few + MANY * many)).min(most);
        let of_many = if many > 0.0 { ((left - usual * few) / many).max(least) } else { 0.0 };
        (if few > 0.0 { ((left - of_many * many) / few).max(0.0) } else { 0.0 }, of_many)
    } else {
        (FEW, MANY)
    };
    let weight = |count: &BoroughCount| match count {
        BoroughCount::FewerThanSix => each_few,
        BoroughCount::SixOrMore => each_many,
        BoroughCount::Requests(count) => f64::from(*count),
    };
    of.iter().map(weight).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(counts: &[u32]) -> BoroughCounts {
        BOROUGHS.iter().zip(counts).map(|(borough, count)| (borough.name.clone(), BoroughCount::of(*count))).collect()
    }

    /// Every value that a count of fewer than six may have for someone who holds the whole file, knows the true sum of the counts and how this
    /// program keeps them.
    fn possible(kept: &[BoroughCount], true_sum: u32) -> Vec<u32> {
        let few = kept.iter().filter(|count| **count == BoroughCount::FewerThanSix).count() as u32;
        let many = kept.iter().filter(|count| **count == BoroughCount::SixOrMore).count() as u32;
        let left = true_sum - kept.iter().filter_map(|count| count.number()).sum::<u32>();
        let others = |value: u32| left.checked_sub(value);
        let fits = |left: u32| if many > 0 { left >= 6 * many } else { left <= 5 * few.saturating_sub(1) };
        (0..=5).filter(|value| others(*value).is_some_and(fits)).collect()
    }

    proptest! {
        /// A count of 1 to 5 keeps at least two possible values, whatever the others counted; of 0 nobody can be told.
        #[test]
        fn no_count_of_one_to_five_follows_from_what_is_kept(
            counts in proptest::collection::vec(prop_oneof![3 => 6_u32..40, 1 => 0_u32..=5], BOROUGHS.len()),
        ) {
            let kept = kept(&named(&counts));
            let of = in_order(&kept);
            let possible = possible(&of, counts.iter().sum());
            for (count, kept) in counts.iter().zip(&of) {
                match kept {
                    BoroughCount::FewerThanSix => prop_assert!(*count < 6 && possible.contains(count) && (*count == 0 || possible.len() > 1)),
                    BoroughCount::SixOrMore => prop_assert!(*count >= 6),
                    BoroughCount::Requests(number) => prop_assert_eq!(number, count),
                }
            }
            prop_assert!(!gives_few_away(&kept));
            prop_assert_eq!(super::kept(&kept), kept.clone(), "nothing more is lost the second time");
            // Who stands beside the small counts does not hang on what they counted.
            let doubled: Vec<u32> = counts.iter().map(|count| if *count >= 6 { 2 * count } else { 5 - count }).collect();
            let signs = |of: &[BoroughCount]| of.iter().map(|count| count.number().is_some()).collect::<Vec<_>>();
            prop_assert_eq!(signs(&of), signs(&in_order(&super::kept(&named(&doubled)))));
        }

        /// Where the counts agree with the year's requests, each borough expects what it counted and those without a number share the rest.
        #[test]
        fn who_counted_may_expect_it(counts in proptest::collection::vec(0_u32..40, BOROUGHS.len())) {
            let sum: u32 = counts.iter().sum();
            prop_assume!(sum > 0);
            let kept = kept(&named(&counts));
            let weights = weights(&kept, f64::from(sum));
            prop_assert!((weights.iter().sum::<f64>() - f64::from(sum)).abs() < 1e-9 * f64::from(sum));
            for (weight, kept) in weights.iter().zip(in_order(&kept)) {
                match kept {
                    BoroughCount::FewerThanSix => prop_assert!((0.0..=5.0 + 1e-9).contains(weight)),
                    BoroughCount::SixOrMore => prop_assert!(*weight >= 6.0 - 1e-9),
                    BoroughCount::Requests(count) => prop_assert_eq!(*weight, f64::from(count)),
                }
            }
        }
    }

    /// Without two that are six or more, 121 less what is written down is the one that counted few.
    #[test]
    fn a_lone_small_count_takes_two_along() {
        let mut counts = [8; 33];
        counts[20] = 3;
        assert!(gives_few_away(&named(&counts)));
        let kept = in_order(&kept(&named(&counts)));
        let many: Vec<usize> = (0..33).filter(|i| kept[*i] == BoroughCount::SixOrMore).collect();
        let mut by_children: Vec<usize> = (0..33).filter(|i| *i != 20).collect();
        by_children.sort_by(|a, b| BOROUGHS[*a].population_10_17.total_cmp(&BOROUGHS[*b].population_10_17));
        by_children.truncate(2);
        by_children.sort_unstable();
        assert_eq!(many, by_children);
        assert!(!gives_few_away(&named(&[8; 33])), "without a small count every number may stand");
    }

    #[test]
    fn counts_that_disagree_with_the_year_count_by_their_proportions() {
        let mut counts = [10; 33];
        counts[0] = 0;
        let kept = kept(&named(&counts));
        let weights = weights(&kept, 121.0);
        assert_eq!(weights.iter().filter(|weight| **weight == 10.0).count(), 30);
        assert_eq!((weights[0], sum_between(&kept)), (2.5, (312, None)));
        assert_eq!(sum_between(&named(&[0; 33])), (0, Some(165)));
    }
}
