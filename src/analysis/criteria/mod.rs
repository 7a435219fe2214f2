//! The review's eight criteria: consequences in their own units, values on fixed scales, weights member by member, and how much the order
//! of the options hangs on them.
//!
//! A value is linear between the two ends of its scale and held at 0 and 100 beyond them; the ends are the scenario's, so what an option
//! is worth does not depend on which others are there. Weighed are only options with a value under every criterion counted that fail no
//! gate.

mod robust;
mod standing;

use crate::model::appraisal::{Basis, Scale};
use crate::model::{Criterion, Scenario};

use super::summary::{Estimate, Summary};
use super::{Better, MeasureSpec};
pub use robust::{DRAWS, Shares, Span};
pub use standing::{MemberStanding, Standing, Weighing};

/// Which criteria make up the worth of an option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// The six that are not about money; cost is set against them.
    #[default]
    BenefitAlone,
    /// All eight in one sum, as the review publishes them.
    AllEight,
}

impl Counting {
    /// Whether a criterion is in the sum.
    pub fn counts(self, criterion: Criterion) -> bool {
        self == Counting::AllEight || !criterion.is_money()
    }
}

/// Why a criterion that could be in the sum is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nobody has said how it is scored.
    NoScale,
    /// An end of its scale has no number or no words.
    EndMissing,
}

/// A measure that shows a criterion, for each option.
#[derive(Clone, Debug, PartialEq)]
pub struct Consequence<'a> {
    /// The measure.
    pub measure: &'a MeasureSpec,
    /// One estimate for each option asked about.
    pub estimates: Vec<Estimate>,
}

/// What the model says of a criterion in natural units, for the options at these places in the summary.
pub fn consequences<'a>(summary: &'a Summary, criterion: Criterion, options: &[usize]) -> Vec<Consequence<'a>> {
    let specs = criterion.measures().iter().filter_map(|key| summary.measure_index(key));
    specs
        .map(|index| Consequence {
            measure: &summary.measures[index],
            estimates: options.iter().map(|option| summary.options[*option].measures[index]).collect(),
        })
        .collect()
}

/// Places in the summary of the options that are not hidden, in the order of the scenario.
pub fn visible(scenario: &Scenario, summary: &Summary) -> Vec<usize> {
    scenario.options.iter().filter(|option| !option.hidden).filter_map(|option| summary.option_index(&option.id)).collect()
}

/// Whether a scale runs against the direction in which its measure is better: then its worst end is the better one.
pub fn runs_backwards(scale: &Scale, summary: &Summary) -> bool {
    let Basis::Measured(key) = &scale.basis else { return false };
    let (Some(worst), Some(best), Some(index)) = (scale.worst.value, scale.best.value, summary.measure_index(key)) else { return false };
    match summary.measures[index].better {
        Better::Higher => best < worst,
        Better::Lower => best > worst,
        Better::Neither => false,
    }
}

/// Everything that the scales, scores, gates and weights say of the options.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraised {
    /// What makes up the worth of an option.
    pub counting: Counting,
    /// The criteria in the sum.
    pub criteria: Vec<Criterion>,
    /// Those that could be and are not yet, and why.
    pub left_out: Vec<(Criterion, LeftOut)>,
    /// The options that are not hidden.
    pub options: Vec<Standing>,
    /// The members, each with their own weights and what follows from them.
    pub members: Vec<MemberStanding>,
    /// The mean of the weights of those members who have weighed every criterion in the sum: a middle to start from, not a decision.
    pub group: Option<Weighing>,
    /// For each criterion in the sum, which option is first as its weight goes from 0 to all, the group's other weights keeping their
    /// proportions.
    pub spans: Vec<Vec<Span>>,
    /// All weights at random, values at their means.
    pub weightings: Option<Shares>,
    /// All weights at random, and measured values as they are in one possible future after another.
    pub futures: Option<Shares>,
}

impl Appraised {
    /// Places, among the options, of those that are weighed.
    pub fn ranked(&self) -> Vec<usize> {
        (0..self.options.len()).filter(|option| self.options[*option].is_ranked()).collect()
    }

    /// The options that are first under a weighing; more than one where they are equal.
    pub fn first(&self, weighing: &Weighing) -> Vec<usize> {
        self.order(weighing).into_iter().filter(|(_, rank)| *rank == 1).map(|(option, _)| option).collect()
    }

    /// The options weighed, best first, each with its rank; equals share one.
    pub fn order(&self, weighing: &Weighing) -> Vec<(usize, usize)> {
        let key = |option: usize| (weighing.worth[option], self.options[option].plain_sum);
        let mut order = self.ranked();
        order.sort_by(|a, b| robust::better_first(key(*a), key(*b)));
        let mut ranks: Vec<(usize, usize)> = Vec::with_capacity(order.len());
        for (at, option) in order.into_iter().enumerate() {
            let rank = match ranks.last() {
                Some((before, rank)) if key(*before) == key(option) => *rank,
                _ => at + 1,
            };
            ranks.push((option, rank));
        }
        ranks
    }

    /// The span in which the group's own weight of a criterion lies, by the criterion's place in the sum.
    pub fn span_now(&self, criterion: usize) -> Option<Span> {
        let weight = *self.group.as_ref()?.weights.get(criterion)?;
        self.spans.get(criterion)?.iter().copied().find(|span| weight <= span.to)
    }
}

/// Weighs the options of a scenario by its appraisal and what its run has found. `seed`: of the weights drawn at random.
pub fn appraise(scenario: &Scenario, summary: &Summary, counting: Counting, seed: u64) -> Appraised {
    let appraisal = &scenario.appraisal;
    let (mut criteria, mut left_out) = (Vec::new(), Vec::new());
    for criterion in Criterion::ALL.into_iter().filter(|criterion| counting.counts(*criterion)) {
        match (appraisal.scales.get(&criterion), appraisal.scale(criterion)) {
            (_, Some(_)) => criteria.push(criterion),
            (Some(_), None) => left_out.push((criterion, LeftOut::EndMissing)),
            (None, None) => left_out.push((criterion, LeftOut::NoScale)),
        }
    }
    let options = standing::standings(scenario, summary, &criteria);
    let members: Vec<MemberStanding> =
        appraisal.members.iter().map(|member| standing::member(appraisal, member, &criteria, &options)).collect();
    let group = standing::group(&members, &criteria, &options);
    let table = robust::Values::means(&options, criteria.len());
    let spans = group
        .as_ref()
        .map_or_else(Vec::new, |group| (0..criteria.len()).map(|criterion| robust::spans(&table, &group.weights, criterion)).collect());
    let weightings = (!criteria.is_empty() && !table.places.is_empty()).then(|| robust::shares(seed, &table, &|_| None));
    let sampler = robust::Futures::new(scenario, summary, &criteria, &options, &table);
    let futures = weightings
        .as_ref()
        .filter(|_| summary.kept.futures() > 1 && sampler.varies())
        .map(|_| robust::shares(seed, &table, &|draw| Some(sampler.values(draw))));
    Appraised { counting, criteria, left_out, options, members, group, spans, weightings, futures }
}
