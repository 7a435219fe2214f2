//! The appraisal in scenario files: nothing is shipped, everything survives saving, what makes no sense is said.

use sufficiency::model::appraisal::{
    Anchor, Appraisal, Basis, Criterion, Decision, Gate, GateResult, Lock, LogEntry, Member, Overlap, Scale, Score, Weight,
};
use sufficiency::model::{Problem, ValidScenario};
use sufficiency::store::differences::between_scenarios;
use sufficiency::store::warnings::personal_data;
use sufficiency::store::{SHIPPED, load_bytes, to_ron};

use super::review;

fn scale(criterion: Criterion, (worst, best): (f64, f64)) -> Scale {
    let basis = criterion.measures().first().map_or(Basis::Judged, |key| Basis::Measured((*key).to_owned()));
    let end = |value, text: &str| Anchor { value: Some(value), text: text.to_owned() };
    Scale { basis, worst: end(worst, "as bad as it gets"), best: end(best, "as good as it gets") }
}

/// Something of everything.
fn appraisal() -> Appraisal {
    let today = jiff::civil::date(2026, 11, 24);
    let role = "Director of children's services".to_owned();
    let mut appraisal = Appraisal::default();
    for criterion in [Criterion::Continuity, Criterion::CareAndEducation] {
        appraisal.scales.insert(criterion, scale(criterion, (200.0, 0.0)));
    }
    let score = Score { value: 40.0, by: role.clone(), why: "visits to \"similar\" homes".into() };
    appraisal.scores.entry("two-12".into()).or_default().insert(Criterion::CareAndEducation, score);
    let result = GateResult { passes: false, by: role.clone(), why: "no site".into() };
    appraisal.gates.push(Gate { name: "Can be registered".into(), results: [("small-8".into(), result)].into() });
    let decision = Decision { counted_under: Some(Criterion::Continuity), by: role.clone(), on: today, why: "once".into() };
    appraisal.overlaps.insert(Overlap::Distance, decision);
    let weight = Weight { swing: 100.0, under: scale(Criterion::Continuity, (200.0, 0.0)) };
    appraisal.members.push(Member { role: role.clone(), weights: [(Criterion::Continuity, weight)].into() });
    appraisal.lock = Some(Lock { by: role.clone(), on: today });
    appraisal.log.push(LogEntry { on: today, by: role, what: "locked".into(), why: String::new() });
    appraisal
}

#[test]
fn no_scores_no_weights_and_no_scales_are_shipped() {
    for supplied in SHIPPED {
        assert!(supplied.load().unwrap().scenario.appraisal.is_empty(), "{}", supplied.id);
        assert!(!supplied.text.contains("    appraisal: ("), "{}", supplied.id);
    }
}

#[test]
fn an_appraisal_survives_saving_is_compared_and_runs_nothing_again() {
    let mut scenario = review();
    scenario.appraisal = appraisal();
    let text = to_ron(&scenario);
    let loaded = load_bytes(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(*loaded.scenario, scenario);
    assert_eq!(to_ron(&loaded.scenario), text);
    assert_eq!(scenario.run_inputs(), review().run_inputs());
    assert!(personal_data(&scenario).is_empty(), "{:?}", personal_data(&scenario));
    let mut other = scenario.clone();
    other.appraisal.members[0].weights.get_mut(&Criterion::Continuity).unwrap().swing = 60.0;
    let found = between_scenarios(&scenario, &other);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].path, "appraisal.members.#1.weights.Continuity.swing");
    assert_eq!((found[0].first.as_deref(), found[0].second.as_deref()), (Some("100.0"), Some("60.0")));
}

#[test]
fn a_member_called_by_name_is_warned_about() {
    let mut scenario = review();
    scenario.appraisal.members.push(Member { role: "Councillor Smith".into(), weights: Default::default() });
    let warnings = personal_data(&scenario);
    assert!(warnings.len() == 1 && warnings[0].path == "appraisal.members.#1.role", "{warnings:?}");
}

#[test]
fn what_makes_no_sense_is_said_where_it_stands() {
    let problem = |edit: &dyn Fn(&mut Appraisal)| -> Vec<Problem> {
        let mut scenario = review();
        scenario.appraisal = appraisal();
        edit(&mut scenario.appraisal);
        ValidScenario::new(scenario).expect_err("a problem")
    };
    let says = |problems: &[Problem], path: &str, words: &str| {
        assert!(problems.iter().any(|problem| problem.path == path && problem.message.contains(words)), "{path}: {problems:?}");
    };
    let found = problem(&|appraisal| {
        appraisal.scales.get_mut(&Criterion::Continuity).unwrap().basis = Basis::Measured("welfare_mean_distance_mile".into());
    });
    says(&found, "appraisal.scales.Continuity.basis", "did you mean 'welfare_mean_distance_miles'?");
    let found = problem(&|appraisal| appraisal.scales.get_mut(&Criterion::CareAndEducation).unwrap().best.value = Some(200.0));
    says(&found, "appraisal.scales.CareAndEducation.best.value", "must differ");
    let found = problem(&|appraisal| appraisal.members.push(Member { weights: Default::default(), ..appraisal.members[0].clone() }));
    says(&found, "appraisal.members.#2.role", "duplicate");
    let found = problem(&|appraisal| {
        appraisal.members[0].weights.get_mut(&Criterion::Continuity).unwrap().swing = 101.0;
    });
    says(&found, "appraisal.members.#1.weights.Continuity.swing", "between 0 and 100");
    let found = problem(&|appraisal| {
        appraisal.overlaps.get_mut(&Overlap::Distance).unwrap().counted_under = Some(Criterion::Transition);
    });
    says(&found, "appraisal.overlaps.Distance.counted_under", "must be Accessibility or Continuity");
    // What is half done is allowed: it is not counted.
    let mut scenario = review();
    scenario.appraisal = appraisal();
    scenario
        .appraisal
        .scales
        .insert(Criterion::Transition, Scale { basis: Basis::Judged, worst: Anchor::default(), best: Anchor::default() });
    scenario.appraisal.scores.entry("an-option-that-was-removed".into()).or_default();
    ValidScenario::new(scenario).unwrap_or_else(|problems| panic!("{problems:?}"));
}
