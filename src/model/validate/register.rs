//! Checks of the assumption register and of the scenario's assurance.

use jiff::civil::Date;

use super::super::register::{Assurance, Role};
use super::super::scenario::Scenario;
use super::checker::{Checker, YEARS};

/// Checks who holds which role, and that the state is not ahead of them.
pub fn check_assurance(check: &mut Checker, assurance: &Assurance) {
    for role in Role::ALL {
        let (path, post) = (format!("assurance.{}", role.label()), assurance.post(role));
        if !post.is_empty() {
            check.name(&path, post);
        }
    }
    if assurance.checks_itself() {
        let message = "the analyst cannot be the assurer: name the post of somebody who has not done the analysis";
        check.report("assurance.assurer", message);
    }
    let missing: Vec<&str> =
        assurance.state.needs().iter().filter(|role| assurance.post(**role).trim().is_empty()).map(|role| role.label()).collect();
    if !missing.is_empty() {
        let message = format!(
            "cannot be {} while no post is named as {}: name it, or set the state back",
            assurance.state.label(),
            missing.join(" and ")
        );
        check.report("assurance.state", message);
    }
}

/// Checks what is judged of the figures.
pub fn check_entries(check: &mut Checker, scenario: &Scenario) {
    for (id, entry) in &scenario.register {
        let at = |field: &str| format!("register.{id:?}.{field}");
        if entry.why.trim().is_empty() {
            check.report(at("why"), "must not be empty: say why the figure is judged so");
        }
        check.text(&at("why"), &entry.why);
        check.text(&at("note"), &entry.note);
        check_day(check, &at("judged_on"), entry.judged_on);
        if let Some(day) = entry.review_by {
            check_day(check, &at("review_by"), day);
            if day < entry.judged_on {
                let message = format!("must not be before the day of the judgement ({}), but is {day}", entry.judged_on);
                check.report(at("review_by"), message);
            }
        }
    }
}

/// Checks the day of a judgement.
pub fn check_day(check: &mut Checker, path: &str, day: Date) {
    if !YEARS.contains(&i32::from(day.year())) {
        check.report(path, format!("must be a day between {}-01-01 and {}-12-31, but is {day}", YEARS.start(), YEARS.end()));
    }
}
