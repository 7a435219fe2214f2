//! Checks of the appraisal: what is half done is allowed and not counted, what makes no sense is not.

use std::collections::BTreeSet;

use super::super::appraisal::{
    Anchor, Appraisal, Basis, Criterion, FULL_SWING, MOST_GATES, MOST_LOGGED, MOST_MEMBERS, MOST_ON_A_SCALE, Scale,
};
use super::checker::{Checker, figure};
use super::did_you_mean;
use super::register::check_day;

/// Checks everything.
pub fn check(check: &mut Checker, appraisal: &Appraisal) {
    for (criterion, scale) in &appraisal.scales {
        self::scale(check, &format!("appraisal.scales.{criterion:?}"), *criterion, scale);
    }
    for (option, scores) in &appraisal.scores {
        for (criterion, score) in scores {
            let at = |field: &str| format!("appraisal.scores.{option}.{criterion:?}.{field}");
            number(check, &at("value"), score.value);
            check.name(&at("by"), &score.by);
            check.text(&at("why"), &score.why);
        }
    }
    most(check, "appraisal.gates", appraisal.gates.len(), MOST_GATES, "gates");
    let mut names = BTreeSet::new();
    for (index, gate) in appraisal.gates.iter().enumerate() {
        let at = format!("appraisal.gates.#{}", index + 1);
        check.name(&format!("{at}.name"), &gate.name);
        if !names.insert(gate.name.as_str()) {
            check.report(format!("{at}.name"), "is a duplicate: another gate is called so already");
        }
        for (option, result) in &gate.results {
            check.name(&format!("{at}.results.{option}.by"), &result.by);
            check.text(&format!("{at}.results.{option}.why"), &result.why);
        }
    }
    for (overlap, decision) in &appraisal.overlaps {
        let at = |field: &str| format!("appraisal.overlaps.{overlap:?}.{field}");
        if let Some(criterion) = decision.counted_under.filter(|criterion| !overlap.between().contains(criterion)) {
            let [one, other] = overlap.between();
            check.report(at("counted_under"), format!("must be {one:?} or {other:?}, or None for both, but is {criterion:?}"));
        }
        check.name(&at("by"), &decision.by);
        check_day(check, &at("on"), decision.on);
        check.text(&at("why"), &decision.why);
    }
    members(check, appraisal);
    if let Some(lock) = &appraisal.lock {
        check.name("appraisal.lock.by", &lock.by);
        check_day(check, "appraisal.lock.on", lock.on);
    }
    if let Some(reopened) = &appraisal.reopened {
        check.name("appraisal.reopened.by", &reopened.by);
        check_day(check, "appraisal.reopened.on", reopened.on);
        check.name("appraisal.reopened.why", &reopened.why);
    }
    if appraisal.lock.is_some() && appraisal.reopened.is_some() {
        check.report("appraisal.reopened", "cannot stand beside a lock: an appraisal is locked or open; remove one of the two");
    }
    most(check, "appraisal.log", appraisal.log.len(), MOST_LOGGED, "entries in the log");
    for (index, entry) in appraisal.log.iter().enumerate() {
        let at = |field: &str| format!("appraisal.log.#{}.{field}", index + 1);
        check_day(check, &at("on"), entry.on);
        check.name(&at("by"), &entry.by);
        check.text(&at("what"), &entry.what);
        check.text(&at("why"), &entry.why);
    }
}

fn members(check: &mut Checker, appraisal: &Appraisal) {
    most(check, "appraisal.members", appraisal.members.len(), MOST_MEMBERS, "members");
    let mut roles = BTreeSet::new();
    for (index, member) in appraisal.members.iter().enumerate() {
        let at = format!("appraisal.members.#{}", index + 1);
        check.name(&format!("{at}.role"), &member.role);
        if !roles.insert(member.role.trim().to_lowercase()) {
            check.report(format!("{at}.role"), "is a duplicate: another member has this role already; tell the two apart");
        }
        for (criterion, weight) in &member.weights {
            let at = format!("{at}.weights.{criterion:?}");
            check.between(&format!("{at}.swing"), weight.swing, 0.0, FULL_SWING, "between 0 and 100");
            scale(check, &format!("{at}.under"), *criterion, &weight.under);
        }
    }
}

fn scale(check: &mut Checker, at: &str, criterion: Criterion, scale: &Scale) {
    if let Basis::Measured(key) = &scale.basis
        && !criterion.measures().contains(&key.as_str())
    {
        let known = criterion.measures();
        let mend = match did_you_mean(key, known.iter().copied()) {
            Some(other) => format!("did you mean '{other}'?"),
            None if known.is_empty() => "no measure shows this criterion: people judge it, so say Judged".to_owned(),
            None => format!("its measures are {}", known.join(", ")),
        };
        check.report(format!("{at}.basis"), format!("the measure does not show {}; {mend}", criterion.short()));
    }
    let mut end = |name: &str, anchor: &Anchor| {
        if let Some(value) = anchor.value {
            number(check, &format!("{at}.{name}.value"), value);
        }
        check.text(&format!("{at}.{name}.text"), &anchor.text);
    };
    end("worst", &scale.worst);
    end("best", &scale.best);
    if scale.worst.value.is_some() && scale.worst.value == scale.best.value {
        check.report(format!("{at}.best.value"), "must differ from the number of the worst end, or the scale says nothing");
    }
}

fn number(check: &mut Checker, path: &str, value: f64) {
    check.between(path, value, -MOST_ON_A_SCALE, MOST_ON_A_SCALE, &format!("a number of at most {}", figure(MOST_ON_A_SCALE)));
}

fn most(check: &mut Checker, path: &str, count: usize, most: usize, what: &str) {
    if count > most {
        check.report(path, format!("there may be at most {} {what}, but there are {}", figure(most as f64), figure(count as f64)));
    }
}
