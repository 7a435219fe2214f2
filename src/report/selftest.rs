//! The self-test in words: what was checked, what was found, what it was held to, and by whose reckoning.

use super::tables::{Cell, Table};
use super::wording::number;
use crate::analysis::selftest::{Check, CheckUnit, Found, Held, Subject};

/// What a subject is called.
pub fn heading(subject: Subject) -> &'static str {
    match subject {
        Subject::Theory => "Exact values of queueing theory, given by the program's own engine",
        Subject::Little => "Little's law, stage by stage: two counters that share no code",
        Subject::WarmUp => "Is the warm-up long enough?",
        Subject::Precision => "Are there enough possible futures?",
        Subject::Seeds => "Do other seeds say the same?",
    }
}

/// A figure in the unit of its check.
fn figure(unit: CheckUnit, value: f64) -> String {
    if !value.is_finite() {
        return "none within what was run".to_owned();
    }
    match unit {
        CheckUnit::Children => number(value, 4),
        CheckUnit::Share => format!("{}%", number(value * 100.0, 3)),
        CheckUnit::Days => format!("{} days", number(value, 0)),
        CheckUnit::Replications | CheckUnit::Seeds => number(value, 0),
    }
}

/// What was found, with its interval where it has one.
pub fn found(check: &Check) -> String {
    let found = figure(check.unit, check.found);
    match check.held {
        Held::Equal { margin, .. } if check.subject == Subject::Theory => format!("{found} ± {}", figure(check.unit, margin)),
        _ => found,
    }
}

/// What it was held to.
pub fn held(check: &Check) -> String {
    let value = figure(check.unit, check.held.value());
    match check.held {
        Held::Equal { .. } => value,
        Held::AtMost { .. } => format!("at most {value}"),
        Held::AtLeast { .. } => format!("at least {value}"),
    }
}

/// Whether it passes.
pub fn verdict(check: &Check) -> &'static str {
    if check.passed { "passes" } else { "does not pass" }
}

/// How the self-test went, in a sentence with both sides.
pub fn sentence(found: &Found) -> String {
    let (all, failed) = (found.checks.len(), found.failed().count());
    match failed {
        0 => format!("All {all} checks pass."),
        _ => format!("{} of {all} checks pass; {failed} do not.", all - failed),
    }
}

/// Every check of a self-test, a table for each subject. A reference that all checks of a subject share is told beneath.
pub fn tables(checked: &Found) -> Vec<Table> {
    let of_subject = |checks: &[Check]| {
        let first = &checks[0];
        let shared = checks.iter().all(|check| check.reference == first.reference);
        let columns = ["Check", "Found", "Held to", "Verdict", "Possible futures", "Reference"];
        let columns = if shared { &columns[..5] } else { &columns };
        let id = format!("self-test-{}", first.subject as u8 + 1);
        let mut table = Table::new(&id, format!("Self-test on this machine. {}", heading(first.subject)), columns);
        for check in checks {
            let mut row = [check.name.clone(), found(check), held(check), verdict(check).to_owned()].map(Cell::Text).to_vec();
            row.push(Cell::whole(check.replications));
            row.extend((!shared).then(|| Cell::text(check.reference)));
            table.rows.push(row);
        }
        table.notes.extend(shared.then(|| format!("Reference: {}.", first.reference)));
        if first.subject == Subject::Theory {
            table.notes.push("± is the 99.9% interval: a value passes where the exact one lies within it and it is narrow.".into());
        }
        table
    };
    checked.checks.chunk_by(|one, other| one.subject == other.subject).map(of_subject).collect()
}
