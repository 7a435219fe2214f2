//! The review's eight criteria: consequences in their own units, values on fixed scales, weights member by member, and how much the order
//! of the options hangs on them.
//!
//! A value is linear between the two ends of its scale and held at 0 and 100 beyond them; the ends are the scenario's, so what an option
//! is worth does not depend on which others are there. Weighed are only options with a value under every criterion counted that fail no
//! gate.

mod robust;
mod sources;
mod standing;

use crate::model::appraisal::{Basis, Scale};
use crate::model::{Criterion, Scenario};

use super::measure::{option_measures, reported_streams};
use super::sample::{Sample, TQuantile};
use super::summary::{Estimate, Summary};
use super::{Better, MeasureSpec};
pub use robust::{DRAWS, Shares, Span};
use sources::Sources;
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

/// A measure that shows a criterion, for each option that is not hidden.
#[derive(Clone, Debug, PartialEq)]
pub struct Consequence {
    /// The criterion.
    pub criterion: Criterion,
    /// The measure.
    pub measure: MeasureSpec,
    /// One estimate for each option.
    pub estimates: Vec<Estimate>,
}

/// Places in the summary of the options that are not hidden, in the order of the scenario.
pub fn visible(scenario: &Scenario, summary: &Summary) -> Vec<usize> {
    scenario.options.iter().filter(|option| !option.hidden).filter_map(|option| summary.option_index(&option.id)).collect()
}

/// An option between cost and worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostAndWorth {
    /// Place of the option.
    pub option: usize,
    /// Net present cost, millions of pounds.
    pub cost_gbp_million: f64,
    /// Worth, 0 to 100.
    pub worth: f64,
    /// Another option that costs no more, is worth no less, and is better in one of the two.
    pub dominated_by: Option<usize>,
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
    /// What the run says of every criterion in natural units, in the order of the criteria.
    pub consequences: Vec<Consequence>,
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
    /// Before there is any answer: the measures that show each criterion, and nothing of any option.
    pub fn unanswered(scenario: &Scenario, counting: Counting) -> Self {
        let of_run = option_measures(&reported_streams(scenario));
        let named = |key: &str| of_run.iter().find(|measure| measure.key == key).cloned().or_else(|| sources::of_costs(key));
        let shown = |criterion: Criterion| {
            let measures = criterion.measures().iter().filter_map(|key| named(key));
            measures.map(move |measure| Consequence { criterion, measure, estimates: Vec::new() }).collect::<Vec<_>>()
        };
        Self {
            counting,
            criteria: Vec::new(),
            left_out: Vec::new(),
            consequences: Criterion::ALL.into_iter().flat_map(shown).collect(),
            options: Vec::new(),
            members: Vec::new(),
            group: None,
            spans: Vec::new(),
            weightings: None,
            futures: None,
        }
    }

    /// What the run says of a criterion in natural units.
    pub fn consequences(&self, criterion: Criterion) -> impl Iterator<Item = &Consequence> {
        self.consequences.iter().filter(move |consequence| consequence.criterion == criterion)
    }

    /// The measure that a scale reads off; none where people judge, or where the run has no such number.
    pub fn measure(&self, scale: &Scale) -> Option<&MeasureSpec> {
        let Basis::Measured(key) = &scale.basis else { return None };
        self.consequences.iter().map(|consequence| &consequence.measure).find(|measure| measure.key == *key)
    }

    /// Whether a scale runs against the direction in which its measure is better: then its worst end is the better one.
    pub fn runs_backwards(&self, scale: &Scale) -> bool {
        let (Some(worst), Some(best), Some(measure)) = (scale.worst.value, scale.best.value, self.measure(scale)) else { return false };
        match measure.better {
            Better::Higher => best < worst,
            Better::Lower => best > worst,
            Better::Neither => false,
        }
    }

    /// Net present cost of each option, in millions of pounds; none where the scenario has no prices.
    pub fn costs_gbp_million(&self) -> Option<Vec<f64>> {
        let costs = self.consequences.iter().find(|consequence| consequence.measure.key == "net_present_cost_gbp_million")?;
        Some(costs.estimates.iter().map(|estimate| estimate.mean).collect())
    }

    /// The options weighed, each with what it costs and is worth; none where the scenario has no prices.
    pub fn cost_and_worth(&self, weighing: &Weighing) -> Option<Vec<CostAndWorth>> {
        let (costs, ranked) = (self.costs_gbp_million()?, self.ranked());
        let points: Vec<(f64, f64)> = ranked.iter().map(|option| (costs[*option], -weighing.worth[*option])).collect();
        let by = |place: usize| dominating(&points, place).map(|other| ranked[other]);
        let point = |(place, option): (usize, &usize)| CostAndWorth {
            option: *option,
            cost_gbp_million: costs[*option],
            worth: weighing.worth[*option],
            dominated_by: by(place),
        };
        Some(ranked.iter().enumerate().map(point).collect())
    }

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
    let sources = Sources::new(scenario, summary);
    let places = visible(scenario, summary);
    let shown = |criterion: Criterion| {
        let measures = criterion.measures().iter().filter_map(|key| sources.measure(key));
        let none = Sample::default().estimate(&mut TQuantile::default(), &mut Vec::new());
        measures
            .map(|measure| Consequence {
                criterion,
                estimates: places.iter().map(|place| sources.estimate(*place, &measure.key).unwrap_or(none)).collect(),
                measure,
            })
            .collect::<Vec<_>>()
    };
    let consequences = Criterion::ALL.into_iter().flat_map(shown).collect();
    let options = standing::standings(scenario, summary, &sources, &criteria);
    let members: Vec<MemberStanding> =
        appraisal.members.iter().map(|member| standing::member(appraisal, member, &criteria, &options)).collect();
    let group = standing::group(&members, &criteria, &options);
    let table = robust::Values::means(&options, criteria.len());
    let spans = group
        .as_ref()
        .map_or_else(Vec::new, |group| (0..criteria.len()).map(|criterion| robust::spans(&table, &group.weights, criterion)).collect());
    let weightings = (!criteria.is_empty() && !table.places.is_empty()).then(|| robust::shares(seed, &table, &|_| None));
    let sampler = robust::Futures::new(scenario, &sources, &criteria, &options, &table);
    let futures = weightings
        .as_ref()
        .filter(|_| sources.futures() > 1 && sampler.varies())
        .map(|_| robust::shares(seed, &table, &|draw| Some(sampler.values(draw))));
    Appraised { counting, criteria, left_out, consequences, options, members, group, spans, weightings, futures }
}

/// A point that is nowhere worse than another and somewhere better; of several the cheapest.
pub fn dominating(points: &[(f64, f64)], place: usize) -> Option<usize> {
    let own = points.get(place)?;
    let others = points.iter().enumerate().filter(|(_, other)| other.0 <= own.0 && other.1 <= own.1 && *other != own);
    others.min_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|(other, _)| other)
}
