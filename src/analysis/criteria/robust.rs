//! How much the order of the options hangs on the weights: one weight at a time, exactly; all weights at random (stochastic multicriteria
//! acceptability analysis: Tervonen and Lahdelma 2007).

use std::cmp::Ordering;

use super::sources::{Column, Sources};
use super::standing::Standing;
use crate::model::appraisal::{Basis, Scale};
use crate::model::{Criterion, Scenario};
use crate::sim::draws::{Purpose, item_key, purpose_key, uniform, upper_half};

/// Sets of weights drawn at random.
pub const DRAWS: u32 = 10_000;

/// Worth first, then the plain sum of the positions, so that an option as good everywhere and better somewhere goes first even where the
/// weights see no difference.
pub(super) fn better_first(a: (f64, f64), b: (f64, f64)) -> Ordering {
    b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
}

/// Values of the options weighed.
#[derive(Clone, Debug)]
pub(super) struct Values {
    /// Places, among the options, of those weighed.
    pub(super) places: Vec<usize>,
    /// Values from 0 to 1, options in turn, criteria in a row.
    values: Vec<f64>,
    /// Plain sums of the options weighed.
    sums: Vec<f64>,
    criteria: usize,
}

impl Values {
    /// At their means.
    pub(super) fn means(options: &[Standing], criteria: usize) -> Self {
        let places: Vec<usize> = (0..options.len()).filter(|place| options[*place].is_ranked()).collect();
        let row = |place: &usize| (0..criteria).map(|criterion| options[*place].value(criterion).unwrap_or(0.0)).collect::<Vec<_>>();
        Self {
            values: places.iter().flat_map(row).collect(),
            sums: places.iter().map(|place| options[*place].plain_sum).collect(),
            places,
            criteria,
        }
    }

    fn row(&self, option: usize) -> &[f64] {
        &self.values[option * self.criteria..(option + 1) * self.criteria]
    }
}

/// A stretch of one weight in which one option is first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Place of the option.
    pub option: usize,
    /// The weight from which it is first, as a share of all weights.
    pub from: f64,
    /// The weight up to which it is.
    pub to: f64,
}

/// Who is first as the weight of one criterion goes from 0 to 1 while the others keep their proportions. Worth is linear in the weight,
/// so the points at which the first changes are exact.
pub(super) fn spans(values: &Values, weights: &[f64], criterion: usize) -> Vec<Span> {
    let rest = 1.0 - weights[criterion];
    let others = (weights.len() - 1).max(1) as f64;
    // A criterion that has all the weight leaves no proportions: then the others count alike.
    let share = |other: usize| if rest > 1e-12 { weights[other] / rest } else { 1.0 / others };
    let lines: Vec<(f64, f64)> = (0..values.places.len())
        .map(|option| {
            let row = values.row(option);
            let without: f64 = (0..row.len()).filter(|other| *other != criterion).map(|other| share(other) * row[other]).sum();
            (without, row[criterion])
        })
        .collect();
    let order = |a: usize, b: usize| {
        let slope = |line: (f64, f64)| line.1 - line.0;
        better_first((lines[a].0, slope(lines[a])), (lines[b].0, slope(lines[b]))).then(values.sums[b].total_cmp(&values.sums[a]))
    };
    let Some(mut first) = (0..lines.len()).min_by(|a, b| order(*a, *b)) else { return Vec::new() };
    let (mut spans, mut from) = (Vec::new(), 0.0);
    loop {
        // Whoever is ahead at the end must pass on the way, and whoever is not never does. The next to go ahead is the one whose line
        // is met first; of several met together, the one furthest ahead at the end.
        let meeting = |other: usize| {
            let gap = lines[first].0 - lines[other].0;
            gap / (lines[other].1 - lines[other].0 - lines[first].1 + lines[first].0)
        };
        let ahead = (0..lines.len()).filter(|other| lines[*other].1 > lines[first].1).map(|other| (meeting(other), other));
        let next = ahead.min_by(|a, b| {
            let at_end = |option: usize| (lines[option].1, values.sums[option]);
            a.0.total_cmp(&b.0).then(better_first(at_end(a.1), at_end(b.1)))
        });
        let Some((weight, other)) = next else { break };
        let to = weight.clamp(from, 1.0);
        if to > from {
            spans.push(Span { option: values.places[first], from, to });
        }
        (first, from) = (other, to);
    }
    spans.push(Span { option: values.places[first], from, to: 1.0 });
    spans
}

/// How often each option has each rank.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Places of the options weighed.
    pub options: Vec<usize>,
    /// Shares of the draws: options in turn, ranks from the first in a row. Options that are equal share their ranks.
    pub ranks: Vec<Vec<f64>>,
    /// For each option, the mean of the weights with which it is first; none where it never is.
    pub central: Vec<Option<Vec<f64>>>,
    /// Draws.
    pub draws: u32,
}

impl Shares {
    /// Share of the draws in which an option, by its place, is first.
    pub fn first(&self, option: usize) -> Option<f64> {
        let at = self.options.iter().position(|place| *place == option)?;
        self.ranks[at].first().copied()
    }
}

/// Draws weights, every set of weights as often as any other, and ranks the options by each. `sample` gives other values than the means
/// for a draw: values and plain sums as in [`Values`].
pub(super) fn shares(seed: u64, means: &Values, sample: &dyn Fn(u32) -> Option<Values>) -> Shares {
    let (count, criteria) = (means.places.len(), means.criteria);
    let key = purpose_key(seed, 0, Purpose::Weights);
    let mut ranks = vec![vec![0.0; count]; count];
    let mut central = vec![vec![0.0; criteria]; count];
    let (mut weights, mut order, mut worth) = (vec![0.0; criteria], Vec::with_capacity(count), vec![(0.0, 0.0); count]);
    for draw in 0..DRAWS {
        // Gaps between uniform points have the same law as exponential draws divided by their sum.
        for (criterion, weight) in weights.iter_mut().enumerate() {
            let item = item_key(key, u64::from(draw) * Criterion::ALL.len() as u64 + criterion as u64);
            *weight = -libm::log(uniform(upper_half(item)));
        }
        let sum: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= sum);
        let sampled = sample(draw);
        let values = sampled.as_ref().unwrap_or(means);
        for (option, worth) in worth.iter_mut().enumerate() {
            *worth = (values.row(option).iter().zip(&weights).map(|(value, weight)| value * weight).sum(), values.sums[option]);
        }
        order.clear();
        order.extend(0..count);
        order.sort_by(|a: &usize, b: &usize| better_first(worth[*a], worth[*b]));
        let mut from = 0;
        while from < count {
            let equal = order[from..].iter().take_while(|option| worth[**option] == worth[order[from]]).count();
            let part = 1.0 / equal as f64;
            for option in &order[from..from + equal] {
                ranks[*option][from..from + equal].iter_mut().for_each(|share| *share += part);
                if from == 0 {
                    central[*option].iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += part * weight);
                }
            }
            from += equal;
        }
    }
    let firsts: Vec<f64> = ranks.iter().map(|ranks| ranks.first().copied().unwrap_or(0.0)).collect();
    ranks.iter_mut().flatten().for_each(|share| *share /= f64::from(DRAWS));
    let mean = |(sums, times): (Vec<f64>, f64)| (times > 0.0).then(|| sums.into_iter().map(|sum| sum / times).collect());
    Shares { options: means.places.clone(), ranks, central: central.into_iter().zip(firsts).map(mean).collect(), draws: DRAWS }
}

/// Values as they are in one future after another.
pub(super) struct Futures<'a> {
    sources: &'a Sources<'a>,
    /// For each criterion, the column and the scale; none where people judged.
    columns: Vec<Option<(Column, &'a Scale)>>,
    /// Places in the summary of the options weighed.
    places: Vec<usize>,
    means: &'a Values,
}

impl<'a> Futures<'a> {
    pub(super) fn new(
        scenario: &'a Scenario,
        sources: &'a Sources<'a>,
        criteria: &[Criterion],
        options: &[Standing],
        means: &'a Values,
    ) -> Self {
        let column = |criterion: &Criterion| match scenario.appraisal.scale(*criterion) {
            Some(scale @ Scale { basis: Basis::Measured(key), .. }) => Some((sources.column(key)?, scale)),
            _ => None,
        };
        Self {
            sources,
            columns: criteria.iter().map(column).collect(),
            places: means.places.iter().map(|place| options[*place].place).collect(),
            means,
        }
    }

    /// Whether anything differs from future to future.
    pub(super) fn varies(&self) -> bool {
        self.columns.iter().any(Option::is_some)
    }

    /// The values of a draw. Where a future gives no value, the mean stands.
    pub(super) fn values(&self, draw: u32) -> Values {
        let mut values = self.means.clone();
        let future = draw as usize % self.sources.futures().max(1);
        for (option, place) in self.places.iter().enumerate() {
            for (criterion, column) in self.columns.iter().enumerate() {
                let Some((column, scale)) = column else { continue };
                let position = scale.position(self.sources.value(future, *place, *column)).filter(|position| position.is_finite());
                if let Some(position) = position {
                    values.values[option * self.means.criteria + criterion] = position.clamp(0.0, 1.0);
                }
            }
        }
        values
    }
}
