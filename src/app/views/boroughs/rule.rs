//! How the authorities share what they run together: the rule, its cap, and where it comes from.

use egui::{RichText, Ui};

use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme::Palette;
use crate::app::widgets::seek::lead;
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::source_badge::{Facts, facts_badge};
use crate::model::Membership;
use crate::report::boroughs::rule_words;
use crate::report::wording::short_number;

/// Caps offered, in equal shares.
const CAPS: [f64; 2] = [2.0, 3.0];

/// Where a file holds the cap.
const CAP: &str = "membership.most_times_equal_share";

/// The rule chooser.
pub fn rule_ui(ui: &mut Ui, document: &Document, sought: Option<&str>, actions: &mut Actions) {
    let is_rule = |path: &str| path.starts_with("membership") && path != CAP;
    lead(ui, sought.is_some_and(is_rule), actions, |ui, actions| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("The homes are shared").color(Palette::of(ui).muted));
            // Weights out of their range are no rule: any that is chosen mends them.
            let is_wrong = document.problems.iter().any(|problem| is_rule(&problem.path));
            shares_ui(ui, document, is_wrong, actions);
        });
    });
    lead(ui, sought == Some(CAP), actions, |ui, actions| {
        ui.horizontal_wrapped(|ui| {
            cap_ui(ui, document, actions);
            let (rule, opened) = (&document.scenario.membership, &document.opened.membership);
            let facts = Facts {
                label: "How the authorities share",
                help: "What the boroughs pay for what they run together, empty beds and buildings included, is split by this rule in every year. \
                       By use: by the nights of each one's own children there. Places elsewhere and bespoke care each borough pays for itself.",
                permitted: Some("weights of 0 to 100 for each rule; a cap of 1 to 33 equal shares"),
            };
            let before = (rule != opened).then(|| rule_words(opened));
            facts_badge(ui, "how the homes are shared", &facts, Some(&rule.source), before.as_deref());
        });
    });
}

fn edit(rule: Membership) -> Action {
    Action::Edit { edit: Edit::Membership(rule), dragging: false }
}

/// By what the cost is split.
fn shares_ui(ui: &mut Ui, document: &Document, is_wrong: bool, actions: &mut Actions) {
    let (rule, opened) = (&document.scenario.membership, &document.opened.membership);
    // A mix of another kind, written in the file, keeps a place of its own.
    let own = [("file", "As in the file")];
    let named = rule.word().filter(|_| !is_wrong);
    let others = if opened.word().is_none() || named.is_none() { own.as_slice() } else { &[] };
    let rules: Vec<(&str, &str)> = Membership::RULES.iter().chain(others).copied().collect();
    if let Some(word) = segmented(ui, "How the homes are shared", named.unwrap_or("file"), &rules) {
        let chosen = Membership::named(word).unwrap_or_else(|| opened.clone());
        actions.push(edit(Membership { most_times_equal_share: rule.most_times_equal_share, source: rule.source.clone(), ..chosen }));
    }
}

/// How much any one borough pays at most.
fn cap_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let (rule, opened) = (&document.scenario.membership, &document.opened.membership);
    let mut caps: Vec<(Option<f64>, String)> = vec![(None, "No cap".to_owned())];
    let mut times: Vec<f64> = CAPS.into_iter().chain(rule.most_times_equal_share).chain(opened.most_times_equal_share).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    caps.extend(times.into_iter().map(|times| (Some(times), format!("At most {} × the equal share", short_number(times, 2)))));
    let caps: Vec<(Option<f64>, &str)> = caps.iter().map(|(cap, words)| (*cap, words.as_str())).collect();
    if let Some(cap) = segmented(ui, "Cap", rule.most_times_equal_share, &caps) {
        actions.push(edit(Membership { most_times_equal_share: cap, ..rule.clone() }));
    }
}
