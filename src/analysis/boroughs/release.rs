//! Which boroughs' figures may leave the program. What the model expects of boroughs that nobody counted is no personal data; but figures that
//! rest on an authority's own counts would tell a count of one to five, from which single children could be told.
//!
//! The answer is a function of what is known of the boroughs alone: it is the same whatever is exported, for whichever option, rule, run, year's
//! requests or borough. So what two exports tell together is never more than what one full table tells. And a scenario holds no small count:
//! those are bands, and two others stand beside them without a number ([`crate::model::counts`]), so that all that the model says of
//! a borough that is held back is worked out from the band.

use crate::model::counts::in_order;
use crate::model::geography::BOROUGHS;
use crate::model::{BoroughMix, Demand};

/// Whether each borough's figures are hidden, in the order of [`BOROUGHS`]: those that counted fewer than six, and those beside them without a
/// number. Where shares are known instead of counts all are: nothing tells from how few children a share was taken.
pub fn hidden(demand: &Demand) -> Vec<bool> {
    match &demand.borough_mix {
        BoroughMix::Unknown { .. } => vec![false; BOROUGHS.len()],
        BoroughMix::Known(_) => vec![true; BOROUGHS.len()],
        BoroughMix::Counted(counts) => in_order(counts).iter().map(|count| count.number().is_none()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::counts::{BoroughCount, BoroughCounts, kept};

    #[test]
    fn bands_and_shares_are_hidden_and_what_nobody_counted_is_shown() {
        let text = include_str!("../../../scenarios/london-review.ron");
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let review: crate::model::Scenario = options.from_str(text).unwrap();
        let mut demand = review.demand;
        assert!(hidden(&demand).iter().all(|hidden| !hidden));
        let counts = BOROUGHS.iter().map(|borough| {
            let count = if borough.name == "Barnet" { BoroughCount::FewerThanSix } else { BoroughCount::Requests(12) };
            (borough.name.clone(), count)
        });
        let counts: BoroughCounts = kept(&counts.collect());
        demand.borough_mix = BoroughMix::Counted(counts.clone());
        let told = hidden(&demand);
        let of = |name: &str| told[BOROUGHS.iter().position(|borough| borough.name == name).unwrap()];
        assert!(!of("Camden") && of("Barnet") && told.iter().filter(|hidden| **hidden).count() == 3);
        // Another year's requests, from which what is left could be reckoned again, hides the very same.
        demand.welfare.requests_per_year *= 2.0;
        assert_eq!(hidden(&demand), told);
        demand.borough_mix = BoroughMix::Known([("Camden".to_owned(), 0.3), ("Sutton".to_owned(), 0.7)].into());
        assert!(hidden(&demand).iter().all(|hidden| *hidden));
    }
}
