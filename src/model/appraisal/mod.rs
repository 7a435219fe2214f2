//! The appraisal: how the options are judged against the review's eight criteria, and by whom.
//!
//! The review publishes no scores and no weights, and none are shipped: everything here is set by the people who use the scenario.
//! They are named by role. Nothing here changes what is simulated.

mod criterion;
mod success;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use criterion::{Criterion, Overlap};
pub use success::SuccessFactor;

/// Most members of an appraisal.
pub const MOST_MEMBERS: usize = 60;
/// Most gates.
pub const MOST_GATES: usize = 20;
/// Most entries of the log.
pub const MOST_LOGGED: usize = 2_000;
/// Greatest weight of a swing; the swing that matters most has it.
pub const FULL_SWING: f64 = 100.0;
/// Greatest size of a number on a scale, in any unit.
pub const MOST_ON_A_SCALE: f64 = 1e12;

/// Scales, scores, gates and weights.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appraisal {
    /// How each criterion is scored; one that is not there is not counted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scales: BTreeMap<Criterion, Scale>,
    /// What people judged, by id of the option; that of an option no longer there is kept and not used.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<String, BTreeMap<Criterion, Score>>,
    /// Legal and safety minimums.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// Which of two criteria counts an effect that both could.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub overlaps: BTreeMap<Overlap, Decision>,
    /// Those who weigh the criteria, each with weights of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
    /// Who locked it and when; while it is locked nothing here is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<Lock>,
    /// Why it was opened again after a lock; every change since is in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened: Option<Reopened>,
    /// Locks, and what was changed after the first of them, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<LogEntry>,
}

/// How a criterion is scored: what is read off, and what its two ends mean. The ends are fixed: they do not depend on the options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What is read off.
    pub basis: Basis,
    /// The end that counts nothing.
    #[serde(default)]
    pub worst: Anchor,
    /// The end that counts in full.
    #[serde(default)]
    pub best: Anchor,
}

/// What a criterion is scored by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// The measure of the model with this key, in its own unit (a share from 0 to 1).
    Measured(String),
    /// A score that people give, between the numbers of the two ends.
    Judged,
}

/// An end of a scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Its number, in the unit of what is read off.
    #[serde(default)]
    pub value: Option<f64>,
    /// What it means for children, in words.
    #[serde(default)]
    pub text: String,
}

/// What people judged of one option under one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The score, between the numbers of the two ends.
    pub value: f64,
    /// The role that judged so.
    pub by: String,
    /// Why. A score without a reason is not counted.
    #[serde(default)]
    pub why: String,
}

/// A legal or safety minimum: an option that fails it is not ranked, however well it does otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The minimum, in words; no two gates have the same.
    pub name: String,
    /// Whether options pass, by their ids.
    #[serde(default)]
    pub results: BTreeMap<String, GateResult>,
}

/// Whether an option passes a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateResult {
    /// Whether it does.
    pub passes: bool,
    /// The role that judged so.
    pub by: String,
    /// Why. A pass without a reason is still open; a fail without one is a fail.
    #[serde(default)]
    pub why: String,
}

/// Where an effect is counted that two criteria could count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The criterion that counts it; none: both do, on purpose.
    pub counted_under: Option<Criterion>,
    /// The role that decided.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Somebody who weighs the criteria.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The post or role, never a person's name; no two members have the same.
    pub role: String,
    /// The weights, given alone and kept apart.
    #[serde(default)]
    pub weights: BTreeMap<Criterion, Weight>,
}

/// How much the swing from the worst to the best end of a scale matters to a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// 0 to 100; the swing that matters most has 100, the others relative to it.
    pub swing: f64,
    /// The scale that the member had in view. A weight given under another scale than today's is stale.
    pub under: Scale,
}

/// Who locked the appraisal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The role.
    pub by: String,
    /// When.
    pub on: Date,
}

/// Why a locked appraisal was opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopened {
    /// The role.
    pub by: String,
    /// When.
    pub on: Date,
    /// Why.
    pub why: String,
}

/// A lock, or a change after one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// When.
    pub on: Date,
    /// The role.
    pub by: String,
    /// What was done.
    pub what: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

impl Appraisal {
    /// Whether nobody has begun.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The scale of a criterion, once both its ends have a number and words.
    pub fn scale(&self, criterion: Criterion) -> Option<&Scale> {
        self.scales.get(&criterion).filter(|scale| scale.is_complete())
    }

    /// What people judged of an option under a criterion, if they say why.
    pub fn score(&self, option: &str, criterion: Criterion) -> Option<&Score> {
        self.scores.get(option)?.get(&criterion).filter(|score| !score.why.trim().is_empty())
    }

    /// The member with a role.
    pub fn member(&self, role: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.role == role)
    }

    /// Whether a decision on an overlap is contradicted by the scales and weights as they stand.
    pub fn contradicts(&self, overlap: Overlap) -> bool {
        let Some(counted) = self.overlaps.get(&overlap).and_then(|decision| decision.counted_under) else { return false };
        let Some(other) = overlap.between().into_iter().find(|criterion| *criterion != counted) else { return false };
        let measured = |scale: &Scale| matches!(&scale.basis, Basis::Measured(key) if overlap.measures().contains(&key.as_str()));
        let weighed = || self.members.iter().any(|member| member.weights.get(&other).is_some_and(|weight| weight.swing > 0.0));
        match overlap {
            Overlap::Investment if counted == Criterion::ValueForMoney => weighed(),
            Overlap::Investment => false,
            _ => self.scale(other).is_some_and(measured),
        }
    }
}

impl Scale {
    /// Whether both ends have a number and words, and differ.
    pub fn is_complete(&self) -> bool {
        let said = [&self.worst, &self.best].iter().all(|anchor| !anchor.text.trim().is_empty());
        said && matches!((self.worst.value, self.best.value), (Some(worst), Some(best)) if worst != best)
    }

    /// How far a value lies on the way from the worst end (0) to the best (1); below 0 or above 1 where it lies beyond an end.
    pub fn position(&self, value: f64) -> Option<f64> {
        let (worst, best) = (self.worst.value?, self.best.value?);
        (worst != best).then(|| (value - worst) / (best - worst))
    }
}

impl Member {
    /// The weight of a criterion, if it was given under today's scale.
    pub fn weight(&self, criterion: Criterion, scale: &Scale) -> Option<f64> {
        self.weights.get(&criterion).filter(|weight| weight.under == *scale).map(|weight| weight.swing)
    }

    /// Whether the weight of a criterion was given under another scale than today's.
    pub fn is_stale(&self, criterion: Criterion, scale: Option<&Scale>) -> bool {
        self.weights.get(&criterion).is_some_and(|weight| scale != Some(&weight.under))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(worst: f64, best: f64) -> Scale {
        let end = |value, text: &str| Anchor { value: Some(value), text: text.to_owned() };
        Scale { basis: Basis::Measured("welfare_mean_distance_miles".into()), worst: end(worst, "far"), best: end(best, "near") }
    }

    #[test]
    fn a_scale_needs_both_ends_in_numbers_and_words() {
        assert!(scale(200.0, 10.0).is_complete());
        assert!(!scale(10.0, 10.0).is_complete());
        let mut half = scale(200.0, 10.0);
        half.best.text = "  ".into();
        assert!(!half.is_complete());
        assert_eq!(scale(200.0, 0.0).position(50.0), Some(0.75), "a scale may run downwards");
        assert_eq!(scale(200.0, 0.0).position(300.0), Some(-0.5));
    }

    #[test]
    fn a_weight_given_under_another_scale_is_stale_until_the_scale_is_back() {
        let weight = Weight { swing: 80.0, under: scale(200.0, 10.0) };
        let member = Member { role: "Head of placements".into(), weights: [(Criterion::Continuity, weight)].into() };
        assert_eq!(member.weight(Criterion::Continuity, &scale(200.0, 10.0)), Some(80.0));
        for changed in [scale(200.0, 20.0), scale(150.0, 10.0)] {
            assert_eq!(member.weight(Criterion::Continuity, &changed), None);
            assert!(member.is_stale(Criterion::Continuity, Some(&changed)));
        }
        assert!(!member.is_stale(Criterion::Continuity, Some(&scale(200.0, 10.0))));
        assert!(!member.is_stale(Criterion::Transition, None), "what was never given cannot be stale");
    }

    #[test]
    fn a_decision_is_contradicted_by_a_scale_that_counts_the_effect_again() {
        let mut appraisal = Appraisal::default();
        let decision = Decision {
            counted_under: Some(Criterion::Accessibility),
            by: "Analyst".into(),
            on: jiff::civil::date(2026, 1, 5),
            why: String::new(),
        };
        appraisal.overlaps.insert(Overlap::Distance, decision);
        assert!(!appraisal.contradicts(Overlap::Distance));
        appraisal.scales.insert(Criterion::Continuity, scale(200.0, 10.0));
        assert!(appraisal.contradicts(Overlap::Distance));
    }
}
