//! What the eight criteria say, in sentences; the tables of them stand beside.

mod figures;
mod paper;
mod tables;

use crate::analysis::criteria::{Appraised, Counting, LeftOut, MemberStanding, appraise};
use crate::model::appraisal::{Appraisal, Overlap, SuccessFactor};
use crate::model::{Criterion, Scenario};

use super::Answer;
use super::wording::{number, out_of_100, percent};
pub use figures::{FIGURES, cost_figure, cost_words, figures, sweep_figure, sweep_words, worth_figure};
pub use paper::blocks;
pub use tables::{
    consequences, crossings, every, log, natural, natural_without_unit, nowhere, ranks, ranks_with_chance, scales, scores, without_value,
    worth,
};

/// What is said of scores and weights that nobody has locked.
pub const ILLUSTRATIVE: &str = "Illustrative: scores and weights are not locked";

/// Whether anything that follows from scores and weights is only an illustration.
pub fn is_illustrative(scenario: &Scenario) -> bool {
    scenario.appraisal.lock.is_none()
}

/// The criteria of an answer: money apart, with the scenario's own seed.
pub fn of(answer: &Answer) -> Appraised {
    appraise(&answer.scenario, &answer.summary, Counting::BenefitAlone, answer.scenario.run.seed)
}

/// What is counted, in words.
pub fn counting(counting: Counting) -> &'static str {
    match counting {
        Counting::BenefitAlone => "benefit of the six criteria that are not about money",
        Counting::AllEight => "all eight criteria in one sum, as published",
    }
}

/// Some words as a list.
pub fn listed<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => format!("{} and {}", first.iter().map(S::as_ref).collect::<Vec<_>>().join(", "), last.as_ref()),
    }
}

fn names(criteria: &[Criterion]) -> String {
    listed(&criteria.iter().map(|criterion| criterion.short()).collect::<Vec<_>>())
}

/// What is still to be done before anything can be weighed, or is not counted though it could be; one sentence each.
pub fn still_open(appraised: &Appraised) -> Vec<String> {
    let mut open = Vec::new();
    let of = |why: LeftOut| -> Vec<Criterion> {
        appraised.left_out.iter().filter(|(_, left)| *left == why).map(|(criterion, _)| *criterion).collect()
    };
    let (no_scale, end_missing) = (of(LeftOut::NoScale), of(LeftOut::EndMissing));
    if !no_scale.is_empty() {
        open.push(format!("Not counted, for nobody has said how they are scored: {}.", names(&no_scale)));
    }
    if !end_missing.is_empty() {
        open.push(format!("Not counted until both ends of the scale have a number and words: {}.", names(&end_missing)));
    }
    for option in &appraised.options {
        let missing: Vec<Criterion> =
            appraised.criteria.iter().zip(&option.positions).filter(|(_, position)| position.is_none()).map(|(c, _)| *c).collect();
        if !missing.is_empty() {
            open.push(format!("“{}” is not ranked: it has no value, given with a reason, for {}.", option.name, names(&missing)));
        }
        if !option.fails.is_empty() {
            open.push(format!("“{}” is not ranked: it fails {}.", option.name, quoted(&option.fails)));
        }
        let beyond: Vec<Criterion> =
            (0..appraised.criteria.len()).filter(|at| option.is_beyond(*at)).map(|at| appraised.criteria[at]).collect();
        if !beyond.is_empty() {
            open.push(format!(
                "“{}” lies beyond an end of the scale of {} and is held there: widen the scale to tell it from the end.",
                option.name,
                names(&beyond)
            ));
        }
    }
    open.extend(open_gates(appraised));
    for member in &appraised.members {
        open.extend(member_open(member));
    }
    if appraised.members.is_empty() && !appraised.criteria.is_empty() {
        open.push("Nobody has weighed the criteria yet: only weights at random are tried.".to_owned());
    }
    open
}

/// Effects that two criteria could count: those on which nobody has decided, and decisions that scales and weights contradict.
pub fn overlaps_open(appraisal: &Appraisal) -> Vec<String> {
    let undecided = Overlap::ALL.into_iter().filter(|overlap| !appraisal.overlaps.contains_key(overlap));
    let undecided = undecided.map(|overlap| format!("Where {} counts is not decided. {}", overlap.label(), overlap.warning()));
    let contradicted = Overlap::ALL.into_iter().filter(|overlap| appraisal.contradicts(*overlap));
    let contradicted =
        contradicted.map(|overlap| format!("Scales and weights contradict the decision on where {} counts.", overlap.label()));
    undecided.chain(contradicted).collect()
}

/// The critical success factors that nobody judges, in a sentence; nothing where all are among the gates.
pub fn factors_open(appraisal: &Appraisal) -> Option<String> {
    let missing: Vec<String> =
        SuccessFactor::without_gate(appraisal).iter().map(|factor| super::wording::uncapital(factor.label())).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "Critical success factors not judged yet: {}. They are people's to judge ({}); the review names none, and the model measures nothing of them.",
            listed(&missing),
            SuccessFactor::CITATION
        )
    })
}

/// Minimums about which nobody has said, with a reason, whether options pass; a sentence each.
fn open_gates(appraised: &Appraised) -> Vec<String> {
    let mut gates: Vec<(&String, Vec<String>)> = Vec::new();
    for option in &appraised.options {
        for gate in &option.open_gates {
            match gates.iter_mut().find(|(other, _)| *other == gate) {
                Some((_, options)) => options.push(option.name.clone()),
                None => gates.push((gate, vec![option.name.clone()])),
            }
        }
    }
    let sentence = |(gate, options): (&String, Vec<String>)| {
        let verb = if options.len() == 1 { "passes" } else { "pass" };
        format!("Whether {} {verb} “{gate}” is still to be said, with a reason.", quoted(&options))
    };
    gates.into_iter().map(sentence).collect()
}

/// What a member still has to weigh.
pub fn member_open(member: &MemberStanding) -> Option<String> {
    let mut parts = Vec::new();
    if !member.unweighed.is_empty() {
        parts.push(format!("has not weighed {}", names(&member.unweighed)));
    }
    if !member.stale.is_empty() {
        parts.push(format!("weighed {} under another scale and must be asked again", names(&member.stale)));
    }
    if parts.is_empty() && member.weighing.is_none() {
        parts.push("gives no criterion any weight".to_owned());
    }
    (!parts.is_empty()).then(|| format!("{} {}; their weights are not used until then.", member.role, parts.join(" and ")))
}

fn quoted(names: &[String]) -> String {
    listed(&names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>())
}

fn name_of(appraised: &Appraised, option: usize) -> String {
    format!("“{}”", appraised.options[option].name)
}

/// How robust the order is, most important first; nothing while no option can be ranked.
pub fn verdict(appraised: &Appraised) -> Vec<String> {
    let mut said = Vec::new();
    let Some(weightings) = &appraised.weightings else { return said };
    // Whoever the group puts first is asked about; without a group, whoever is first most often.
    let by_group = appraised.group.as_ref().and_then(|group| appraised.first(group).first().copied());
    let share = |option: usize| weightings.first(option).unwrap_or(0.0);
    let most = weightings.options.iter().copied().max_by(|a, b| share(*a).total_cmp(&share(*b)).then(b.cmp(a)));
    let Some(leader) = by_group.or(most) else { return said };
    let mut sentence =
        format!("{} ranks first in {} plausible weightings", name_of(appraised, leader), out_of_100(share(leader)).unwrap_or_default());
    if appraised.group.is_some() {
        let loses = loses(appraised, leader);
        sentence.push_str(&if loses.is_empty() {
            "; no single weight, from nothing to all, takes the first place from it".to_owned()
        } else {
            format!("; it loses if {}", loses.join(", or if "))
        });
    }
    said.push(sentence + ".");
    if let Some(most) = most.filter(|most| *most != leader) {
        said.push(format!(
            "With the mean of the members' weights {} is first, but {} is first in more of the weightings tried: {}.",
            name_of(appraised, leader),
            name_of(appraised, most),
            out_of_100(share(most)).unwrap_or_default()
        ));
    }
    if let Some(futures) = &appraised.futures {
        said.push(format!(
            "Where chance in the simulation is tried as well as weights, it ranks first in {}.",
            out_of_100(futures.first(leader).unwrap_or(0.0)).unwrap_or_default()
        ));
    }
    said.extend(members(appraised));
    for option in appraised.options.iter().filter(|option| !option.dominated_by.is_empty()) {
        let by: Vec<String> = option.dominated_by.iter().map(|by| name_of(appraised, *by)).collect();
        said.push(format!(
            "“{}” is dominated: {} {} as good or better under every criterion that has a scale, and better under at least one.",
            option.name,
            listed(&by),
            if by.len() == 1 { "is" } else { "are each" }
        ));
    }
    said
}

/// Which single weights would take the first place from an option that has it by the group's weights; the nearest first.
fn loses(appraised: &Appraised, leader: usize) -> Vec<String> {
    let Some(group) = &appraised.group else { return Vec::new() };
    let mut found: Vec<(f64, String)> = Vec::new();
    for (at, criterion) in appraised.criteria.iter().enumerate() {
        let Some(span) = appraised.span_now(at).filter(|span| span.option == leader) else { continue };
        let weight = group.weights[at];
        if span.from > 0.0 {
            found.push((weight - span.from, format!("{} counts for less than {}", criterion.short(), percent(span.from))));
        }
        if span.to < 1.0 {
            found.push((span.to - weight, format!("{} counts for more than {}", criterion.short(), percent(span.to))));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().take(3).map(|(_, words)| words).collect()
}

/// Whom the members put first, one by one.
fn members(appraised: &Appraised) -> Option<String> {
    let mut firsts: Vec<(Vec<usize>, Vec<&str>)> = Vec::new();
    for member in &appraised.members {
        let Some(weighing) = &member.weighing else { continue };
        let first = appraised.first(weighing);
        match firsts.iter_mut().find(|(options, _)| *options == first) {
            Some((_, roles)) => roles.push(&member.role),
            None => firsts.push((first, vec![&member.role])),
        }
    }
    let parts: Vec<String> = firsts
        .iter()
        .filter(|(options, _)| !options.is_empty())
        .map(|(options, roles)| {
            let options: Vec<String> = options.iter().map(|option| name_of(appraised, *option)).collect();
            format!("{} by the weights of {}", listed(&options), listed(roles))
        })
        .collect();
    (!parts.is_empty()).then(|| format!("First is {}.", parts.join("; ")))
}

/// How the plausible weightings are made, for a note.
pub fn method(appraised: &Appraised) -> String {
    let draws = appraised.weightings.as_ref().map_or(0, |shares| shares.draws);
    format!(
        "Plausible weightings: {} sets of weights drawn at random, every set as often as any other. A value is linear between the two ends of its \
         scale and held at 0 and 100 beyond them; the ends do not depend on which options are there. The mean of the members' weights is a middle \
         to start from, not a decision.",
        number(f64::from(draws), 0)
    )
}
