//! Which boroughs' figures may leave the program. What the model expects of boroughs that nobody counted is no personal data; but figures that
//! rest on an authority's own counts would tell a count of one to five, from which single children could be told.
//!
//! The answer is a function of the demand alone: it is the same whatever is exported, for whichever option, rule, run or borough. So what two
//! exports of a scenario tell together is never more than what its one full table tells.

use crate::model::geography::BOROUGHS;
use crate::model::{BoroughCount, BoroughMix, Demand};

/// Greatest count that is never shown.
const MOST_SMALL: i64 = 5;
/// So far apart lie the least and the greatest count that a hidden small one could be, for whoever knows all that is shown and the total.
const LEAST_WIDTH: i64 = 2;

/// Whether each borough's figures are hidden, in the order of [`BOROUGHS`].
pub fn hidden(demand: &Demand) -> Vec<bool> {
    let total = demand.welfare.requests_per_year.round() as i64;
    match &demand.borough_mix {
        BoroughMix::Unknown { .. } => vec![false; BOROUGHS.len()],
        BoroughMix::Known(_) => {
            let shares = super::expected_shares(&demand.borough_mix);
            let counts: Vec<i64> = shares.iter().map(|share| (share * demand.welfare.requests_per_year).round() as i64).collect();
            hide(&counts.iter().map(|count| (*count > MOST_SMALL).then_some(*count)).collect::<Vec<_>>(), counts.iter().sum())
        }
        BoroughMix::Counted(counts) => {
            let large = |name: &String| match counts.get(name) {
                Some(BoroughCount::Requests(count)) => Some(i64::from(*count)),
                Some(BoroughCount::FewerThanSix) | None => None,
            };
            hide(&BOROUGHS.iter().map(|borough| large(&borough.name)).collect::<Vec<_>>(), total)
        }
    }
}

/// Hides the small counts (none), and as many of the others, smallest first, as it takes that no small one can be worked out from what is
/// shown and the total.
fn hide(counts: &[Option<i64>], total: i64) -> Vec<bool> {
    let mut hidden: Vec<bool> = counts.iter().map(Option::is_none).collect();
    let small = hidden.iter().filter(|hidden| **hidden).count() as i64;
    let mut others: Vec<usize> = (0..counts.len()).filter(|i| !hidden[*i]).collect();
    others.sort_by_key(|i| (counts[*i], *i));
    let shown: i64 = counts.iter().flatten().sum();
    let mut pool = total - shown;
    for (taken, next) in others.into_iter().enumerate() {
        if small == 0 || width(pool, small, taken as i64) >= LEAST_WIDTH {
            break;
        }
        hidden[next] = true;
        pool += counts[next].unwrap_or(0);
    }
    hidden
}

/// Greatest less least value of any one of `small` counts of 0 to 5 that make up `pool` together with `large` counts of six or more.
fn width(pool: i64, small: i64, large: i64) -> i64 {
    let most = (pool - i64::from(BoroughCount::LEAST) * large).min(MOST_SMALL);
    // Any large count takes up whatever is left.
    let least = if large > 0 { 0 } else { (pool - MOST_SMALL * (small - 1)).max(0) };
    most - least
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;

    /// Least and greatest value of each hidden small count for someone who knows every shown count and the total, by trying all sums.
    fn attack(counts: &[i64], hidden: &[bool]) -> Vec<(usize, i64, i64)> {
        let total: i64 = counts.iter().sum();
        let pool = total - counts.iter().zip(hidden).filter(|(_, hidden)| !**hidden).map(|(count, _)| count).sum::<i64>();
        let small = |i: usize| counts[i] <= MOST_SMALL;
        let others: Vec<usize> = (0..counts.len()).filter(|i| hidden[*i]).collect();
        let reachable = |without: usize, left: i64| {
            // The rest can make up what is left: the sum of its least to the sum of its greatest counts.
            let rest = others.iter().filter(|i| **i != without);
            let least: i64 = rest.clone().map(|i| if small(*i) { 0 } else { 6 }).sum();
            let most: i64 = rest.map(|i| if small(*i) { 5 } else { 1_000_000 }).sum();
            (least..=most).contains(&left)
        };
        let solved = others.iter().filter(|i| small(**i)).map(|i| {
            let possible: Vec<i64> = (0..=5).filter(|value| reachable(*i, pool - value)).collect();
            (*i, possible.first().copied().unwrap_or(-1), possible.last().copied().unwrap_or(-1))
        });
        solved.collect()
    }

    fn known(counts: &[i64]) -> Demand {
        let mut demand = review().demand.clone();
        demand.welfare.requests_per_year = counts.iter().sum::<i64>() as f64;
        demand.borough_mix = BoroughMix::Known(BOROUGHS.iter().zip(counts).map(|(b, count)| (b.name.clone(), *count as f64)).collect());
        demand
    }

    fn review() -> Arc<crate::model::Scenario> {
        let text = include_str!("../../../scenarios/london-review.ron");
        let text = text.to_owned();
        Arc::new(ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(&text).unwrap())
    }

    proptest! {
        /// Whoever has every export of a scenario, of any option, borough and rule, has the shown counts and the total and no more.
        #[test]
        fn no_two_exports_give_a_small_count_away(
            counts in proptest::collection::vec(prop_oneof![0_i64..=5, 0_i64..=2, 6_i64..40], BOROUGHS.len()),
            replications in 1_u32..5_000,
        ) {
            prop_assume!(counts.iter().any(|count| *count > 0));
            let demand = known(&counts);
            let hidden_now = hidden(&demand);
            prop_assert!(counts.iter().zip(&hidden_now).all(|(count, hidden)| *count > MOST_SMALL || *hidden));
            let everything_hidden = hidden_now.iter().all(|hidden| *hidden);
            for (_, least, most) in attack(&counts, &hidden_now) {
                prop_assert!(least >= 0 && (most - least >= LEAST_WIDTH || everything_hidden), "{counts:?} {hidden_now:?}");
            }
            // Nothing but demand matters: how it is run, what is built and who pays leave it as it is.
            let mut other = (*review()).clone();
            other.demand = demand;
            other.run.replications = replications;
            other.options.truncate(1);
            prop_assert_eq!(hidden(&other.demand), hidden_now);
        }
    }

    /// One small count beside large ones would be the total less what is shown.
    #[test]
    fn a_lone_small_count_takes_company_with_it() {
        let mut counts = [10_i64; 33];
        (counts[4], counts[9], counts[20]) = (3, 6, 7);
        let hidden = hidden(&known(&counts));
        let places: Vec<usize> = (0..33).filter(|i| hidden[*i]).collect();
        // The pool is 3 + 6: less the least that the other can be, 0 to 3 remain, wide enough.
        assert_eq!(places, [4, 9]);
    }

    #[test]
    fn bands_hide_as_counts_do_and_what_nobody_counted_is_shown() {
        let mut demand = review().demand.clone();
        assert!(hidden(&demand).iter().all(|hidden| !hidden));
        let counted = |name: &str, count| (name.to_owned(), count);
        let counts = BTreeMap::from([counted("Camden", BoroughCount::Requests(30)), counted("Sutton", BoroughCount::FewerThanSix)]);
        demand.borough_mix = BoroughMix::Counted(counts);
        let hidden = hidden(&demand);
        let of = |name: &str| hidden[BOROUGHS.iter().position(|borough| borough.name == name).unwrap()];
        assert!(!of("Camden") && of("Sutton") && of("Barnet"));
    }
}
