//! How each option stands on the scales, and what each member's weights make of it.

use super::sources::Sources;
use crate::analysis::summary::Summary;
use crate::model::appraisal::{Appraisal, Basis, Member, Scale};
use crate::model::{Criterion, Scenario};

/// How an option stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Its place in the summary.
    pub place: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is read off under each criterion in the sum, in its own unit; none: no measure has a value, or nobody has judged it.
    pub raw: Vec<Option<f64>>,
    /// The same on the scale: 0 at the worst end, 1 at the best, less or more beyond them.
    pub positions: Vec<Option<f64>>,
    /// The minimums that it fails.
    pub fails: Vec<String>,
    /// The minimums about which nobody has said, with a reason, whether it passes.
    pub open_gates: Vec<String>,
    /// Places, among the options, of those that are as good under every criterion that has a scale and better under one.
    pub dominated_by: Vec<usize>,
    /// Sum of its positions under every criterion that has a scale: tells options apart whose worth is equal.
    pub(super) plain_sum: f64,
    /// Positions under every criterion that has a scale, money included.
    all_positions: Vec<Option<f64>>,
}

impl Standing {
    /// Whether it is weighed: it has a value under every criterion in the sum, and fails no minimum.
    pub fn is_ranked(&self) -> bool {
        self.fails.is_empty() && self.positions.iter().all(Option::is_some)
    }

    /// Its value under a criterion in the sum, 0 to 1: held at the ends of the scale.
    pub fn value(&self, criterion: usize) -> Option<f64> {
        self.positions.get(criterion).copied().flatten().map(|position| position.clamp(0.0, 1.0))
    }

    /// Whether it lies beyond an end of the scale of a criterion in the sum.
    pub fn is_beyond(&self, criterion: usize) -> bool {
        self.positions.get(criterion).copied().flatten().is_some_and(|position| !(0.0..=1.0).contains(&position))
    }
}

/// What weights make of the options.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighing {
    /// Weights of the criteria in the sum; they add up to 1.
    pub weights: Vec<f64>,
    /// Worth of each option, 0 to 100; NaN of one that is not weighed.
    pub worth: Vec<f64>,
}

/// A member's weights and what follows from them.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberStanding {
    /// The member's role.
    pub role: String,
    /// Criteria in the sum that the member has not weighed yet.
    pub unweighed: Vec<Criterion>,
    /// Criteria in the sum that the member weighed under another scale than today's.
    pub stale: Vec<Criterion>,
    /// What follows; none until every criterion in the sum is weighed under today's scale.
    pub weighing: Option<Weighing>,
}

/// What is read off for an option under a criterion; none where there is no value.
fn reading(appraisal: &Appraisal, sources: &Sources<'_>, (place, id): (usize, &str), criterion: Criterion, scale: &Scale) -> Option<f64> {
    let value = match &scale.basis {
        Basis::Measured(key) => sources.estimate(place, key)?.mean,
        Basis::Judged => appraisal.score(id, criterion)?.value,
    };
    value.is_finite().then_some(value)
}

/// How the options that are not hidden stand under the criteria in the sum.
pub(super) fn standings(scenario: &Scenario, summary: &Summary, sources: &Sources<'_>, criteria: &[Criterion]) -> Vec<Standing> {
    let appraisal = &scenario.appraisal;
    let scaled: Vec<(Criterion, &Scale)> =
        Criterion::ALL.into_iter().filter_map(|criterion| Some((criterion, appraisal.scale(criterion)?))).collect();
    let mut standings: Vec<Standing> = super::visible(scenario, summary)
        .into_iter()
        .map(|place| {
            let option = &summary.options[place];
            let of = |criterion: Criterion, scale: &Scale| reading(appraisal, sources, (place, &option.id), criterion, scale);
            let all: Vec<Option<f64>> = scaled.iter().map(|(criterion, scale)| scale.position(of(*criterion, scale)?)).collect();
            let raw = criteria.iter().map(|criterion| of(*criterion, appraisal.scale(*criterion)?)).collect();
            let place_of = |criterion: &Criterion| scaled.iter().position(|(other, _)| other == criterion);
            let positions = criteria.iter().map(|criterion| all.get(place_of(criterion)?).copied().flatten()).collect();
            let result = |gate: &crate::model::appraisal::Gate| gate.results.get(&option.id).cloned();
            let fails = appraisal.gates.iter().filter(|gate| result(gate).is_some_and(|result| !result.passes));
            let open =
                appraisal.gates.iter().filter(|gate| result(gate).is_none_or(|result| result.passes && result.why.trim().is_empty()));
            Standing {
                place,
                id: option.id.clone(),
                name: option.name.clone(),
                raw,
                positions,
                fails: fails.map(|gate| gate.name.clone()).collect(),
                open_gates: open.map(|gate| gate.name.clone()).collect(),
                dominated_by: Vec::new(),
                plain_sum: all.iter().flatten().sum(),
                all_positions: all,
            }
        })
        .collect();
    let dominated: Vec<Vec<usize>> =
        standings.iter().map(|option| (0..standings.len()).filter(|other| dominates(&standings[*other], option)).collect()).collect();
    standings.iter_mut().zip(dominated).for_each(|(option, by)| option.dominated_by = by);
    standings
}

/// Whether one option is as good as another under every criterion that has a scale, and better under one. Where a value is not known,
/// nothing is claimed.
fn dominates(one: &Standing, other: &Standing) -> bool {
    if !one.is_ranked() || !other.is_ranked() {
        return false;
    }
    let pairs: Option<Vec<(f64, f64)>> = one.all_positions.iter().zip(&other.all_positions).map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    pairs.is_some_and(|pairs| pairs.iter().all(|(a, b)| a >= b) && pairs.iter().any(|(a, b)| a > b))
}

/// What weights, which need not add up to 1, make of the options.
fn weigh(weights: Vec<f64>, options: &[Standing]) -> Option<Weighing> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return None;
    }
    let weights: Vec<f64> = weights.into_iter().map(|weight| weight / sum).collect();
    let worth = |option: &Standing| {
        let parts = weights.iter().enumerate().map(|(criterion, weight)| 100.0 * weight * option.value(criterion).unwrap_or(f64::NAN));
        if option.is_ranked() { parts.sum() } else { f64::NAN }
    };
    Some(Weighing { worth: options.iter().map(worth).collect(), weights })
}

/// A member's weights and what follows.
pub(super) fn member(appraisal: &Appraisal, member: &Member, criteria: &[Criterion], options: &[Standing]) -> MemberStanding {
    let stale = |criterion: &Criterion| member.is_stale(*criterion, appraisal.scale(*criterion));
    let weights: Option<Vec<f64>> = criteria.iter().map(|criterion| member.weight(*criterion, appraisal.scale(*criterion)?)).collect();
    MemberStanding {
        role: member.role.clone(),
        unweighed: criteria.iter().copied().filter(|criterion| !member.weights.contains_key(criterion)).collect(),
        stale: criteria.iter().copied().filter(stale).collect(),
        weighing: weights.and_then(|weights| weigh(weights, options)),
    }
}

/// The mean of the members' weights, each member's adding up to 1.
pub(super) fn group(members: &[MemberStanding], criteria: &[Criterion], options: &[Standing]) -> Option<Weighing> {
    let weighings: Vec<&Weighing> = members.iter().filter_map(|member| member.weighing.as_ref()).collect();
    let mean = |criterion: usize| weighings.iter().map(|weighing| weighing.weights[criterion]).sum::<f64>() / weighings.len() as f64;
    (!weighings.is_empty()).then(|| weigh((0..criteria.len()).map(mean).collect(), options)).flatten()
}
