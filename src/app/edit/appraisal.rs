//! What can be changed in the appraisal. While it is locked nothing is; once it was locked and opened again, every change goes into its
//! log with the reason.

use crate::app::wording::short_number;
use crate::model::appraisal::{
    Appraisal, Criterion, Decision, Gate, GateResult, Lock, LogEntry, MOST_GATES, MOST_LOGGED, MOST_MEMBERS, Member, Overlap, Reopened,
    Scale, Score, SuccessFactor, Weight,
};
use crate::model::personal::suspects;
use crate::model::{Scenario, validate};

/// A change of the appraisal.
#[derive(Clone, Debug, PartialEq)]
pub enum AppraisalEdit {
    /// How a criterion is scored; none: it is not counted.
    Scale(Criterion, Option<Scale>),
    /// What people judged of an option, by its id; none: nothing any more.
    Score(String, Criterion, Option<Score>),
    /// One more member, by role.
    AddMember(String),
    /// One member fewer, by role.
    RemoveMember(String),
    /// A member's weight of a criterion, given under its scale as it stands.
    Weight(String, Criterion, f64),
    /// One more minimum.
    AddGate(String),
    /// The critical success factors of the Green Book that are not there yet, each as a gate that nobody has judged.
    AddSuccessFactors,
    /// One minimum fewer.
    RemoveGate(String),
    /// Whether an option, by its id, passes a minimum, by its name; none: not judged any more.
    Gate(String, String, Option<GateResult>),
    /// Where an effect is counted that two criteria could count; none: not decided any more.
    Overlap(Overlap, Option<Decision>),
    /// Nothing is changed from now on.
    Lock(Lock),
    /// It is opened again, for a reason.
    Reopen(Reopened),
}

/// Why somebody may not be named so, in a sentence; nothing if they may.
pub fn role_fault(role: &str) -> Option<String> {
    let role = role.trim();
    if role.chars().any(char::is_control) {
        return Some("A role is one line of text.".to_owned());
    }
    let found = suspects(role);
    found.first().map(|(what, words)| format!("“{words}” looks like {what}: name the post or role, not the person."))
}

/// Why a member may not be added under this role.
pub fn member_fault(appraisal: &Appraisal, role: &str) -> Option<String> {
    let same = |member: &Member| member.role.trim().to_lowercase() == role.trim().to_lowercase();
    if appraisal.members.iter().any(same) {
        return Some("Another member has this role already: tell the two apart.".to_owned());
    }
    role_fault(role)
}

impl AppraisalEdit {
    /// Makes the change, where it may be made.
    pub(super) fn apply(self, scenario: &mut Scenario) {
        let locked = scenario.appraisal.lock.is_some();
        if locked != matches!(self, AppraisalEdit::Reopen(_)) || scenario.appraisal.log.len() >= MOST_LOGGED {
            return;
        }
        let (what, before) = (self.what(scenario), scenario.appraisal.clone());
        let appraisal = &mut scenario.appraisal;
        self.make(appraisal);
        if *appraisal != before
            && let Some(Reopened { by, on, why }) = appraisal.reopened.clone()
            && before.reopened.is_some()
        {
            let entry = LogEntry { on, by, what, why };
            let subject = |entry: &LogEntry| entry.what.split(": ").next().map(str::to_owned);
            match appraisal.log.last_mut().filter(|last| last.why == entry.why && subject(last) == subject(&entry)) {
                // More of the same change is one change.
                Some(last) => *last = entry,
                None => appraisal.log.push(entry),
            }
        }
    }

    fn make(self, appraisal: &mut Appraisal) {
        match self {
            AppraisalEdit::Scale(criterion, Some(scale)) => {
                appraisal.scales.insert(criterion, scale);
            }
            AppraisalEdit::Scale(criterion, None) => {
                appraisal.scales.remove(&criterion);
            }
            AppraisalEdit::Score(option, criterion, Some(score)) => {
                appraisal.scores.entry(option).or_default().insert(criterion, score);
            }
            AppraisalEdit::Score(option, criterion, None) => {
                if let Some(scores) = appraisal.scores.get_mut(&option) {
                    scores.remove(&criterion);
                    appraisal.scores.retain(|_, scores| !scores.is_empty());
                }
            }
            AppraisalEdit::AddMember(role) => {
                let role = role.trim().to_owned();
                if !role.is_empty() && member_fault(appraisal, &role).is_none() && appraisal.members.len() < MOST_MEMBERS {
                    appraisal.members.push(Member { role, weights: Default::default() });
                }
            }
            // Of two of one name, which a file may have, the later one goes.
            AppraisalEdit::RemoveMember(role) => {
                if let Some(at) = appraisal.members.iter().rposition(|member| member.role == role) {
                    appraisal.members.remove(at);
                }
            }
            AppraisalEdit::Weight(role, criterion, swing) => {
                // Nobody weighs a swing whose ends are not in view.
                let Some(under) = appraisal.scale(criterion).cloned() else { return };
                if let Some(member) = appraisal.members.iter_mut().find(|member| member.role == role) {
                    member.weights.insert(criterion, Weight { swing, under });
                }
            }
            AppraisalEdit::AddGate(name) => {
                let name = name.trim().to_owned();
                let is_new = !name.is_empty() && appraisal.gates.iter().all(|gate| gate.name != name);
                if is_new && appraisal.gates.len() < MOST_GATES {
                    appraisal.gates.push(Gate { name, results: Default::default() });
                }
            }
            AppraisalEdit::AddSuccessFactors => {
                let missing = SuccessFactor::without_gate(appraisal);
                if appraisal.gates.len() + missing.len() <= MOST_GATES {
                    let gates = missing.into_iter().map(|factor| Gate { name: factor.label().to_owned(), results: Default::default() });
                    appraisal.gates.extend(gates);
                }
            }
            AppraisalEdit::RemoveGate(name) => {
                if let Some(at) = appraisal.gates.iter().rposition(|gate| gate.name == name) {
                    appraisal.gates.remove(at);
                }
            }
            AppraisalEdit::Gate(name, option, result) => {
                if let Some(gate) = appraisal.gates.iter_mut().find(|gate| gate.name == name) {
                    match result {
                        Some(result) => gate.results.insert(option, result),
                        None => gate.results.remove(&option),
                    };
                }
            }
            AppraisalEdit::Overlap(overlap, Some(decision)) => {
                appraisal.overlaps.insert(overlap, decision);
            }
            AppraisalEdit::Overlap(overlap, None) => {
                appraisal.overlaps.remove(&overlap);
            }
            AppraisalEdit::Lock(lock) => {
                let entry = LogEntry { on: lock.on, by: lock.by.clone(), what: "Scores and weights locked".to_owned(), why: String::new() };
                appraisal.log.push(entry);
                (appraisal.lock, appraisal.reopened) = (Some(lock), None);
            }
            AppraisalEdit::Reopen(reopened) => {
                let Reopened { by, on, why } = reopened.clone();
                appraisal.log.push(LogEntry { on, by, what: "Opened again".to_owned(), why });
                (appraisal.lock, appraisal.reopened) = (None, Some(reopened));
            }
        }
    }

    /// What is changed, to what: the name of the step under *Undo*, and of the entry in the log.
    pub(super) fn what(&self, scenario: &Scenario) -> String {
        let name = |id: &String| scenario.option(id).map_or_else(|| id.clone(), |option| option.name.clone());
        let removed = || "none".to_owned();
        match self {
            AppraisalEdit::Scale(criterion, scale) => {
                let end = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), validate::figure);
                let to = scale.as_ref().map_or_else(removed, |scale| format!("{} to {}", end(scale.worst.value), end(scale.best.value)));
                format!("scale of {}: {to}", criterion.short())
            }
            AppraisalEdit::Score(option, criterion, score) => {
                let to = score.as_ref().map_or_else(removed, |score| short_number(score.value, 2));
                format!("score of “{}” for {}: {to}", name(option), criterion.short())
            }
            AppraisalEdit::AddMember(role) => format!("new member: {}", role.trim()),
            AppraisalEdit::RemoveMember(role) => format!("removal of a member: {role}"),
            AppraisalEdit::Weight(role, criterion, swing) => {
                format!("weight of {} by {role}: {}", criterion.short(), short_number(*swing, 0))
            }
            AppraisalEdit::AddGate(gate) => format!("new minimum: “{}”", gate.trim()),
            AppraisalEdit::AddSuccessFactors => "critical success factors of the Green Book".to_owned(),
            AppraisalEdit::RemoveGate(gate) => format!("removal of a minimum: “{gate}”"),
            AppraisalEdit::Gate(gate, option, result) => {
                let to = result.as_ref().map_or_else(removed, |result| if result.passes { "passes" } else { "fails" }.to_owned());
                format!("minimum “{gate}” for “{}”: {to}", name(option))
            }
            AppraisalEdit::Overlap(overlap, decision) => {
                let under = |decision: &Decision| decision.counted_under.map_or("both", Criterion::short).to_owned();
                format!("where {} counts: {}", overlap.label(), decision.as_ref().map_or_else(removed, under))
            }
            AppraisalEdit::Lock(_) => "lock of scores and weights".to_owned(),
            AppraisalEdit::Reopen(_) => "opening of scores and weights".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::edit::Edit;
    use crate::model::appraisal::{Anchor, Basis};

    fn review() -> Scenario {
        Scenario::clone(&crate::app::document::london_review().unwrap().scenario)
    }

    fn judged() -> Scale {
        let end = |value, text: &str| Anchor { value: Some(value), text: text.to_owned() };
        Scale { basis: Basis::Judged, worst: end(0.0, "bad"), best: end(100.0, "good") }
    }

    fn make(scenario: &mut Scenario, edit: AppraisalEdit) {
        Edit::Appraisal(edit).apply(scenario);
    }

    #[test]
    fn a_weight_needs_both_ends_of_its_scale() {
        let mut scenario = review();
        let (role, criterion) = ("Head of placements".to_owned(), Criterion::Transition);
        make(&mut scenario, AppraisalEdit::AddMember(role.clone()));
        let mut half = judged();
        half.best.text.clear();
        make(&mut scenario, AppraisalEdit::Scale(criterion, Some(half)));
        make(&mut scenario, AppraisalEdit::Weight(role.clone(), criterion, 80.0));
        assert!(scenario.appraisal.members[0].weights.is_empty());
        make(&mut scenario, AppraisalEdit::Scale(criterion, Some(judged())));
        make(&mut scenario, AppraisalEdit::Weight(role, criterion, 80.0));
        assert_eq!(scenario.appraisal.members[0].weight(criterion, &judged()), Some(80.0));
        make(&mut scenario, AppraisalEdit::AddMember("Councillor Smith".into()));
        make(&mut scenario, AppraisalEdit::AddMember("head of Placements ".into()));
        assert_eq!(scenario.appraisal.members.len(), 1, "no person, and nobody twice");
    }

    #[test]
    fn what_is_locked_is_changed_only_with_a_reason_that_is_kept() {
        let mut scenario = review();
        let (by, on) = ("Chair".to_owned(), jiff::civil::date(2026, 11, 24));
        make(&mut scenario, AppraisalEdit::Scale(Criterion::Transition, Some(judged())));
        assert!(scenario.appraisal.log.is_empty(), "before the first lock nothing is logged");
        make(&mut scenario, AppraisalEdit::Lock(Lock { by: by.clone(), on }));
        let locked = scenario.appraisal.clone();
        make(&mut scenario, AppraisalEdit::Scale(Criterion::Transition, None));
        make(&mut scenario, AppraisalEdit::AddGate("a minimum".into()));
        assert_eq!(scenario.appraisal, locked);
        make(&mut scenario, AppraisalEdit::Reopen(Reopened { by: by.clone(), on, why: "new evidence".into() }));
        make(&mut scenario, AppraisalEdit::AddMember("Director".into()));
        for swing in [10.0, 40.0, 60.0] {
            make(&mut scenario, AppraisalEdit::Weight("Director".into(), Criterion::Transition, swing));
        }
        let said: Vec<(&str, &str)> = scenario.appraisal.log.iter().map(|entry| (entry.what.as_str(), entry.why.as_str())).collect();
        assert_eq!(
            said,
            [
                ("Scores and weights locked", ""),
                ("Opened again", "new evidence"),
                ("new member: Director", "new evidence"),
                ("weight of transition by Director: 60", "new evidence"),
            ]
        );
        make(&mut scenario, AppraisalEdit::Lock(Lock { by, on }));
        assert!(scenario.appraisal.reopened.is_none() && scenario.appraisal.log.len() == 5);
    }
}
