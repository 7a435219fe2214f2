//! The eight criteria: what must hold of any scores and weights, and values worked by hand.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use sufficiency::analysis::costs::{CostAnswer, CostMeasure};
use sufficiency::analysis::criteria::{Appraised, Counting, appraise, dominating};
use sufficiency::analysis::{Experiment, Summary};
use sufficiency::model::appraisal::{
    Anchor, Appraisal, Basis, Criterion, Decision, Gate, GateResult, Member, Overlap, Scale, Score, SuccessFactor, Weight,
};
use sufficiency::model::{Scenario, ValidScenario};
use sufficiency::report::Answer;
use sufficiency::report::criteria::{
    cost_figure, crossings, factors_open, figures, overlaps_open, still_open, sweep_figure, verdict, worth_figure,
};
use sufficiency::report::figure::{Plot, Unsourced};
use sufficiency::store::shipped;

const SEED: u64 = 2026;

fn review() -> Scenario {
    let mut scenario = Scenario::clone(&shipped("london-review").unwrap().load().unwrap().scenario);
    scenario.run.replications = 40;
    scenario.run.horizon_years = 2.0;
    scenario.run.warm_up_years = 0.5;
    scenario.options.truncate(5);
    scenario
}

static PLAYED: LazyLock<(Scenario, Summary)> = LazyLock::new(|| {
    let scenario = review();
    let summary = run(&scenario);
    (scenario, summary)
});

fn run(scenario: &Scenario) -> Summary {
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let valid = ValidScenario::new(scenario.clone()).expect("a valid scenario");
    let mut experiment = Experiment::new(&valid, &options, 0, 2);
    experiment.advance(scenario.run.replications, &AtomicBool::new(false));
    experiment.summary()
}

fn anchor(value: f64) -> Anchor {
    Anchor { value: Some(value), text: format!("what {value} means") }
}

fn judged() -> Scale {
    Scale { basis: Basis::Judged, worst: anchor(0.0), best: anchor(100.0) }
}

const JUDGED: [Criterion; 3] = [Criterion::CareAndEducation, Criterion::Transition, Criterion::Deliverability];

/// The first options of the review, judged under the first criteria of [`JUDGED`], and members with weights; the rest hidden.
fn world(scores: &[Vec<f64>], members: &[Vec<f64>]) -> Scenario {
    let mut scenario = PLAYED.0.clone();
    let mut appraisal = Appraisal::default();
    let criteria = &JUDGED[..scores.first().map_or(0, Vec::len)];
    for criterion in criteria {
        appraisal.scales.insert(*criterion, judged());
    }
    for (option, scores) in scenario.options.iter_mut().zip(scores) {
        for (criterion, value) in criteria.iter().zip(scores) {
            let score = Score { value: *value, by: "Panel".into(), why: "for the test".into() };
            appraisal.scores.entry(option.id.clone()).or_default().insert(*criterion, score);
        }
    }
    scenario.options.iter_mut().skip(scores.len()).for_each(|option| option.hidden = true);
    for (index, weights) in members.iter().enumerate() {
        let weight = |(criterion, swing): (&Criterion, &f64)| (*criterion, Weight { swing: *swing, under: judged() });
        let role = format!("Member {}", index + 1);
        appraisal.members.push(Member { role, weights: criteria.iter().zip(weights).map(weight).collect() });
    }
    scenario.appraisal = appraisal;
    scenario
}

fn appraised(scenario: &Scenario) -> Appraised {
    appraise(scenario, &PLAYED.1, Counting::BenefitAlone, SEED)
}

/// Ids of the options weighed, best first, by the first member's weights.
fn order(appraised: &Appraised) -> Vec<(String, usize)> {
    let weighing = appraised.members[0].weighing.as_ref().expect("weights");
    appraised.order(weighing).into_iter().map(|(option, rank)| (appraised.options[option].id.clone(), rank)).collect()
}

fn scores(options: usize) -> impl Strategy<Value = Vec<Vec<f64>>> {
    // Few different values, some beyond the scale: ties and ends are where it could go wrong.
    let score = (-1_i32..=11).prop_map(|tens| f64::from(tens) * 10.0);
    proptest::collection::vec(proptest::collection::vec(score, 3), options)
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    let weight = prop_oneof![1 => Just(0.0), 3 => (1_u32..=100).prop_map(f64::from)];
    proptest::collection::vec(weight, 3).prop_filter("some weight", |weights| weights.iter().any(|weight| *weight > 0.0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn removing_an_option_never_changes_the_order_of_two_others(scores in scores(5), weights in weights(), gone in 0_usize..5) {
        let mut scenario = world(&scores, &[weights]);
        let all = order(&appraised(&scenario));
        scenario.options[gone].hidden = true;
        let fewer = order(&appraised(&scenario));
        prop_assert_eq!(fewer.len(), 4);
        let rank = |order: &[(String, usize)], id: &str| order.iter().find(|(other, _)| other == id).unwrap().1;
        for (one, _) in &fewer {
            for (other, _) in &fewer {
                prop_assert_eq!(rank(&all, one).cmp(&rank(&all, other)), rank(&fewer, one).cmp(&rank(&fewer, other)));
            }
        }
    }

    #[test]
    fn a_dominated_option_never_ranks_first(scores in scores(4), weights in weights()) {
        let found = appraised(&world(&scores, &[weights]));
        let first = found.first(found.members[0].weighing.as_ref().unwrap());
        let shares = found.weightings.as_ref().unwrap();
        for (option, standing) in found.options.iter().enumerate() {
            let by = |other: &Vec<f64>| other.iter().zip(&scores[option]).all(|(a, b)| a >= b) && *other != scores[option];
            prop_assert_eq!(!standing.dominated_by.is_empty(), scores.iter().any(by));
            if !standing.dominated_by.is_empty() {
                prop_assert!(!first.contains(&option));
                prop_assert_eq!(shares.first(option), Some(0.0));
                prop_assert!(found.spans.iter().flatten().all(|span| span.option != option));
            }
        }
    }

    #[test]
    fn rank_shares_add_up_by_option_and_by_rank(scores in scores(4)) {
        let found = appraised(&world(&scores, &[]));
        let shares = found.weightings.unwrap();
        for option in 0..4 {
            let by_option: f64 = shares.ranks[option].iter().sum();
            let by_rank: f64 = shares.ranks.iter().map(|ranks| ranks[option]).sum();
            prop_assert!((by_option - 1.0).abs() < 1e-9 && (by_rank - 1.0).abs() < 1e-9, "{:?}", shares.ranks);
        }
        for (ranks, central) in shares.ranks.iter().zip(&shares.central) {
            prop_assert_eq!(ranks[0] > 0.0, central.is_some());
            if let Some(central) = central {
                prop_assert!((central.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn who_is_first_in_a_span_is_first_by_those_weights(scores in scores(5), weights in weights(), at in 0.0..1.0) {
        let found = appraised(&world(&scores, &[weights]));
        let group = found.group.clone().unwrap();
        for (criterion, spans) in found.spans.iter().enumerate() {
            prop_assert_eq!((spans[0].from, spans.last().unwrap().to), (0.0, 1.0));
            prop_assert!(spans.windows(2).all(|pair| pair[0].to == pair[1].from && pair[0].option != pair[1].option));
            let rest = 1.0 - group.weights[criterion];
            let weight = |other: usize| match other {
                other if other == criterion => at,
                _ if rest < 1e-12 => (1.0 - at) / 2.0,
                other => group.weights[other] / rest * (1.0 - at),
            };
            let worth = |option: usize| (0..3).map(|k| weight(k) * found.options[option].value(k).unwrap()).sum::<f64>();
            let best = (0..5).map(worth).fold(f64::NEG_INFINITY, f64::max);
            let first = spans.iter().find(|span| at <= span.to).unwrap().option;
            prop_assert!((worth(first) - best).abs() < 1e-9, "{spans:?} at {at}");
        }
    }
}

/// Two options, two criteria: A has 100 and 20, B has 40 and 60. With weight t on the first, A is worth 20 + 80 t and B 60 − 20 t, so
/// they cross at t = 0.4, and with t uniform A is first in 60 of 100.
#[test]
fn two_options_cross_where_they_should() {
    let found = appraised(&world(&[vec![100.0, 20.0], vec![40.0, 60.0]], &[vec![100.0, 100.0], vec![50.0, 100.0]]));
    let group = found.group.as_ref().unwrap();
    // One member has ½ and ½, the other ⅓ and ⅔.
    assert!((group.weights[0] - 5.0 / 12.0).abs() < 1e-12);
    assert!((group.worth[0] - (20.0 + 80.0 * 5.0 / 12.0)).abs() < 1e-9 && (group.worth[1] - (60.0 - 20.0 * 5.0 / 12.0)).abs() < 1e-9);
    let spans = &found.spans[0];
    assert_eq!((spans.len(), spans[0].option, spans[1].option), (2, 1, 0));
    assert!((spans[0].to - 0.4).abs() < 1e-12);
    assert!((found.spans[1][0].to - 0.6).abs() < 1e-12);
    let shares = found.weightings.as_ref().unwrap();
    // 10,000 draws: one standard error is half of a hundredth.
    assert!((shares.first(0).unwrap() - 0.6).abs() < 0.015, "{:?}", shares.ranks);
    // A is first when the first criterion has 0.4 to 1 of the weight: 0.7 on average.
    assert!((shares.central[0].as_ref().unwrap()[0] - 0.7).abs() < 0.01);
    // The two members disagree, and are not averaged away.
    let said = verdict(&found);
    let of_100 = (shares.first(0).unwrap() * 100.0).round();
    assert!(said[0].contains(&format!("“As now” ranks first in {of_100} of 100 plausible weightings")), "{said:?}");
    assert!(said[0].contains("it loses if care and education counts for less than 40%"), "{said:?}");
    assert!(said.iter().any(|line| line.contains("by the weights of Member 1") && line.contains("by the weights of Member 2")), "{said:?}");
    assert!(found.futures.is_none(), "nothing measured, nothing left to chance");
}

/// The points at which the first changes are in the paper's table too: 40 and 60.
#[test]
fn crossing_points_are_told_in_a_table() {
    let scenario = world(&[vec![100.0, 20.0], vec![40.0, 60.0]], &[vec![100.0, 100.0]]);
    let found = appraised(&scenario);
    let answer = Answer::new(ValidScenario::new(scenario).unwrap(), String::new(), PLAYED.1.clone());
    let rows: Vec<Vec<String>> = crossings(&answer, &found).rows.iter().map(|row| row.iter().map(|cell| cell.shown()).collect()).collect();
    let (care, transition) = ("Care and education in the placement", "Transition from secure to community");
    let expected = [
        [care, "0.0", "40.0", "One home of 8", "50.0"],
        [care, "40.0", "100.0", "As now", "50.0"],
        [transition, "0.0", "60.0", "As now", "50.0"],
        [transition, "60.0", "100.0", "One home of 8", "50.0"],
    ];
    assert_eq!(rows, expected);
}

/// The Green Book's factors are people's to judge: nothing of them is measured, none is shipped, and none passes before somebody says why.
#[test]
fn critical_success_factors_are_gates_that_nobody_has_judged() {
    let mut scenario = world(&[vec![100.0, 100.0], vec![40.0, 60.0]], &[vec![100.0, 100.0]]);
    let open = factors_open(&scenario.appraisal).expect("none is judged");
    for factor in SuccessFactor::ALL {
        assert!(open.to_lowercase().contains(&factor.label().to_lowercase()), "{open}");
    }
    for factor in SuccessFactor::ALL {
        scenario.appraisal.gates.push(Gate { name: factor.label().into(), results: Default::default() });
    }
    assert_eq!(factors_open(&scenario.appraisal), None);
    let found = appraised(&scenario);
    assert!(found.options.iter().all(|option| option.open_gates.len() == 5), "each is still to be said");
    let answer = |scenario: &Scenario| Answer::new(ValidScenario::new(scenario.clone()).unwrap(), String::new(), PLAYED.1.clone());
    let result = GateResult { passes: false, by: "Finance director".into(), why: "no money".into() };
    scenario.appraisal.gates[3].results.insert(scenario.options[0].id.clone(), result);
    let found = appraised(&scenario);
    assert_eq!(found.ranked(), [1], "an option that fails one is not ranked");
    let told = sufficiency::report::criteria::scores(&answer(&scenario), &found);
    assert!(told.rows.iter().any(|row| row[0].shown() == "Critical success factor: Potential affordability"));
}

#[test]
fn an_effect_that_two_criteria_could_count_is_warned_of_until_somebody_decides() {
    let mut appraisal = Appraisal::default();
    let open = overlaps_open(&appraisal);
    assert_eq!(open.len(), Overlap::ALL.len());
    assert!(open[0].starts_with("Where distance from home counts is not decided."), "{open:?}");
    let decision = |counted_under| Decision { counted_under, by: "Panel".into(), on: jiff::civil::date(2026, 1, 5), why: String::new() };
    appraisal.overlaps.insert(Overlap::Distance, decision(Some(Criterion::Accessibility)));
    assert_eq!(overlaps_open(&appraisal).len(), Overlap::ALL.len() - 1);
    let scale = Scale { basis: Basis::Measured("welfare_mean_distance_miles".into()), worst: anchor(200.0), best: anchor(0.0) };
    appraisal.scales.insert(Criterion::Continuity, scale);
    let open = overlaps_open(&appraisal);
    assert!(open.iter().any(|line| line.contains("contradict the decision on where distance from home counts")), "{open:?}");
}

#[test]
fn an_option_that_fails_a_gate_is_not_ranked() {
    let mut scenario = world(&[vec![100.0, 100.0], vec![40.0, 60.0], vec![50.0, 50.0]], &[vec![100.0, 100.0]]);
    let result = |passes, why: &str| GateResult { passes, by: "Legal adviser".into(), why: why.into() };
    let ids: Vec<String> = scenario.options.iter().map(|option| option.id.clone()).collect();
    // A pass without a reason is still open; a fail without one is a fail.
    let results =
        [(ids[0].clone(), result(false, "")), (ids[1].clone(), result(true, "advice of May")), (ids[2].clone(), result(true, ""))];
    scenario.appraisal.gates.push(Gate { name: "Can be registered".into(), results: results.into() });
    let found = appraised(&scenario);
    assert_eq!(order(&found).iter().map(|(id, _)| id).collect::<Vec<_>>(), [&ids[1], &ids[2]]);
    assert_eq!(found.weightings.as_ref().unwrap().options, [1, 2]);
    assert!(found.options[1].dominated_by.is_empty(), "an option that cannot be had dominates nothing");
    let open = still_open(&found);
    assert!(open.iter().any(|line| line.contains("“As now” is not ranked: it fails “Can be registered”")), "{open:?}");
    assert!(open.iter().any(|line| line.starts_with(&format!("Whether “{}” passes", found.options[2].name))), "{open:?}");
}

#[test]
fn weights_wait_while_they_are_stale_or_missing() {
    let mut scenario = world(&[vec![100.0, 20.0], vec![40.0, 60.0]], &[vec![100.0, 50.0]]);
    assert!(appraised(&scenario).group.is_some());
    scenario.appraisal.scales.get_mut(&Criterion::Transition).unwrap().best.value = Some(80.0);
    let found = appraised(&scenario);
    assert_eq!(found.members[0].stale, [Criterion::Transition]);
    assert!(found.group.is_none() && found.spans.is_empty() && found.weightings.is_some());
    assert!(still_open(&found).iter().any(|line| line.contains("transition under another scale")), "{:?}", still_open(&found));
    scenario.appraisal.scales.insert(Criterion::Transition, judged());
    scenario.appraisal.members[0].weights.remove(&Criterion::Transition);
    assert_eq!(appraised(&scenario).members[0].unweighed, [Criterion::Transition]);
}

#[test]
fn a_score_without_a_reason_is_not_counted() {
    let mut scenario = world(&[vec![100.0, 20.0], vec![40.0, 60.0]], &[]);
    let id = scenario.options[1].id.clone();
    scenario.appraisal.scores.get_mut(&id).unwrap().get_mut(&Criterion::Transition).unwrap().why.clear();
    let found = appraised(&scenario);
    assert_eq!(found.ranked(), [0]);
    assert!(still_open(&found).iter().any(|line| line.contains("no value, given with a reason, for transition")));
}

/// Measured values are sampled future by future, the same futures for every option: more beds place more of the same children.
#[test]
fn measured_values_are_sampled_from_the_futures() {
    let mut scenario = PLAYED.0.clone();
    let scale = |key: &str, worst, best| Scale { basis: Basis::Measured(key.into()), worst: anchor(worst), best: anchor(best) };
    scenario.appraisal.scales.insert(Criterion::Accessibility, scale("welfare_placed_share", 0.0, 1.0));
    scenario.appraisal.scales.insert(Criterion::Continuity, scale("welfare_mean_distance_miles", 250.0, 0.0));
    let found = appraised(&scenario);
    assert_eq!(PLAYED.1.kept.futures(), 40);
    let estimate = PLAYED.1.estimate(1, "welfare_placed_share").unwrap();
    assert_eq!(found.options[1].positions[0], Some(estimate.mean));
    let kept = |future| PLAYED.1.kept.value(future, 1, PLAYED.1.kept.column("welfare_placed_share").unwrap());
    let mean = (0..40).map(kept).sum::<f64>() / 40.0;
    assert!((mean - estimate.mean).abs() < 1e-12, "kept are the values behind the mean");
    let (fixed, sampled) = (found.weightings.as_ref().unwrap(), found.futures.as_ref().unwrap());
    let total: f64 = sampled.ranks.iter().map(|ranks| ranks[0]).sum();
    assert!((total - 1.0).abs() < 1e-9 && sampled != fixed);
    // The same seed gives the same answer; another does not. Compared as text, since what has no value equals nothing.
    let text = |found: &Appraised| format!("{found:?}");
    assert!(text(&appraised(&scenario)) == text(&found));
    assert!(text(&appraise(&scenario, &PLAYED.1, Counting::BenefitAlone, SEED + 1)) != text(&found));
    // "As now" is dominated by options with beds in London.
    assert!(!found.options[0].dominated_by.is_empty() && fixed.first(0) == Some(0.0));
}

#[test]
fn money_is_set_against_the_benefit_unless_all_eight_are_asked_for() {
    let mut scenario = world(&[vec![100.0, 20.0], vec![40.0, 60.0]], &[]);
    scenario.appraisal.scales.insert(Criterion::ValueForMoney, judged());
    let apart = appraised(&scenario);
    assert!(!apart.criteria.contains(&Criterion::ValueForMoney) && apart.ranked().len() == 2);
    let together = appraise(&scenario, &PLAYED.1, Counting::AllEight, SEED);
    assert!(together.criteria.contains(&Criterion::ValueForMoney) && together.ranked().is_empty(), "nobody has judged it");
    assert!(ValidScenario::new(Arc::new(scenario)).is_ok());
}

/// The review's prices: cost is shown in its own units and set against the benefit, and never rounds away who is dearer.
#[test]
fn cost_comes_from_the_scenarios_prices() {
    let mut scenario = world(&[vec![100.0, 20.0], vec![40.0, 60.0], vec![40.0, 60.0]], &[vec![100.0, 0.0]]);
    let scale = Scale { basis: Basis::Measured("net_present_cost_gbp_million".into()), worst: anchor(900.0), best: anchor(0.0) };
    scenario.appraisal.scales.insert(Criterion::ValueForMoney, scale.clone());
    let found = appraise(&scenario, &PLAYED.1, Counting::AllEight, SEED);
    let costs = CostAnswer::new(&scenario, &PLAYED.1).expect("prices");
    let cost = |option: usize| costs.options[option].estimate(CostMeasure::NetPresent).unwrap().mean / 1e6;
    let place = found.criteria.iter().position(|criterion| *criterion == Criterion::ValueForMoney).unwrap();
    for option in 0..3 {
        assert!((found.options[option].raw[place].unwrap() - cost(option)).abs() < 1e-9);
        assert!((found.options[option].value(place).unwrap() - (900.0 - cost(option)) / 900.0).abs() < 1e-9);
    }
    assert!(found.futures.is_some() && !found.runs_backwards(&scale));
    assert!(found.runs_backwards(&Scale { worst: scale.best.clone(), best: scale.worst.clone(), ..scale }));
    // The second and the third are worth the same: the dearer of the two is dominated on the picture of cost and worth.
    let apart = appraised(&scenario);
    let points = apart.cost_and_worth(apart.group.as_ref().unwrap()).unwrap();
    let dearer = if cost(1) > cost(2) { 1 } else { 2 };
    assert!(points[dearer].dominated_by.is_some() && (points[dearer].cost_gbp_million - cost(dearer)).abs() < 1e-9);
    assert_eq!(points[0].dominated_by.is_some(), cost(0) > cost(1).min(cost(2)) && points[0].worth <= points[1].worth);
    scenario.costs = None;
    let without = appraise(&scenario, &PLAYED.1, Counting::AllEight, SEED);
    assert!(without.ranked().is_empty() && without.costs_gbp_million().is_none(), "no prices, no cost");
}

#[test]
fn what_costs_more_and_does_less_is_dominated() {
    let points = [(10.0, 60.0), (20.0, 30.0), (25.0, 30.0), (30.0, 10.0), (35.0, 40.0)];
    let found: Vec<Option<usize>> = (0..points.len()).map(|place| dominating(&points, place)).collect();
    assert_eq!(found, [None, None, Some(1), None, Some(1)]);
    assert_eq!(dominating(&[(1.0, 1.0), (1.0, 1.0)], 0), None, "equals do not dominate each other");
}

/// An option without a step-down place refuses nobody one, which is no merit: neither the measure nor the criterion has a value for it.
#[test]
fn without_step_down_there_is_no_value_for_transition() {
    let (scenario, summary) = &*PLAYED;
    assert!(scenario.options.iter().all(|option| !option.has_step_down()));
    let refused = |summary: &Summary, option: usize| summary.estimate(option, "step_down_refused_per_year").unwrap().mean;
    assert!((0..5).all(|option| refused(summary, option).is_nan()));
    let known = |scenario: &Scenario, summary: &Summary| -> Vec<Vec<bool>> {
        let found = appraise(scenario, summary, Counting::AllEight, SEED);
        found.consequences(Criterion::Transition).map(|row| row.estimates.iter().map(|value| value.mean.is_finite()).collect()).collect()
    };
    assert_eq!(known(scenario, summary), vec![vec![false; 5]; 2]);
    let unit =
        shipped("london-review").unwrap().load().unwrap().scenario.option("two-12-justice-step-down").unwrap().step_down_units[0].clone();
    let link = |scenario: &Scenario, option: usize, places: u32| sufficiency::model::StepDownUnit {
        places,
        linked_home: sufficiency::model::LinkedHome::Home(scenario.options[option].homes[0].id.clone()),
        ..unit.clone()
    };
    let mut with = scenario.clone();
    for (option, places) in [(3, 6), (4, 0)] {
        let unit = link(&with, option, places);
        with.options[option].step_down_units.push(unit);
    }
    let played = run(&with);
    assert!(refused(&played, 3).is_finite() && refused(&played, 4).is_nan());
    assert_eq!(known(&with, &played), vec![vec![false, false, false, true, false]; 2]);
}

/// The values that the window paints and a paper lays out are what the weighing says.
#[test]
fn charts_show_what_was_weighed() {
    let scores = [vec![80.0, 10.0, 50.0], vec![40.0, 90.0, 30.0], vec![20.0, 20.0, 20.0], vec![60.0, 60.0, 60.0]];
    let scenario = world(&scores, &[vec![100.0, 50.0, 20.0], vec![10.0, 100.0, 60.0]]);
    let found = appraised(&scenario);
    let group = found.group.as_ref().expect("weights");
    let plot = |drawn: Option<Unsourced>| drawn.map(|drawn| drawn.figure.plot);

    let Some(Plot::Ranges(ranges)) = plot(worth_figure(&scenario, &found, 30)) else { panic!("no worth") };
    assert_eq!(ranges.rows.len(), 4);
    for ((option, rank), row) in found.order(group).into_iter().zip(&ranges.rows) {
        let own: Vec<f64> = found.members.iter().map(|member| member.weighing.as_ref().expect("weights").worth[option]).collect();
        assert_eq!((row.label.clone(), row.value), (format!("{rank}. {}", found.options[option].name), group.worth[option]));
        assert_eq!(row.rings, own);
        assert!(own.iter().all(|worth| (row.low..=row.high).contains(worth)) && own.contains(&row.low) && own.contains(&row.high));
    }

    for criterion in 0..found.criteria.len() {
        let Some(Plot::Lines(lines)) = plot(sweep_figure(&scenario, &found, criterion, 30)) else { panic!("no lines") };
        // Where the weight is the members' mean, each line has the worth that the other chart gives.
        let weight = group.weights[criterion];
        for (option, line) in found.ranked().into_iter().zip(&lines.lines) {
            let [[_, from], [_, to]] = line.points[..] else { panic!("{line:?}") };
            assert!((from + (to - from) * weight - group.worth[option]).abs() < 1e-9, "{} at {weight}", found.options[option].name);
            assert_eq!(line.is_strong, found.spans[criterion].iter().any(|span| span.option == option));
        }
        let turns: Vec<f64> = lines.moments.iter().filter(|moment| !moment.is_dashed).map(|moment| moment.at / 100.0).collect();
        let expected: Vec<f64> = found.spans[criterion].iter().map(|span| span.from).filter(|from| *from > 0.0).collect();
        assert_eq!(turns, expected);
        assert!(lines.moments.iter().any(|moment| moment.is_dashed && moment.at == weight * 100.0));
    }

    let Some(Plot::Scatter(scatter)) = plot(cost_figure(&scenario, &found, 30)) else { panic!("no prices") };
    let points = found.cost_and_worth(group).expect("prices");
    for point in &points {
        let drawn = scatter.points.iter().find(|drawn| drawn.name == found.options[point.option].name).expect("a mark");
        assert_eq!((drawn.at, drawn.is_struck), ([point.cost_gbp_million, point.worth], point.dominated_by.is_some()));
        assert_eq!(scenario.options[drawn.option].name, drawn.name);
    }

    // The pack has the same values, and says that nothing is locked; without scores it has none of them.
    let answer = |scenario: Scenario| Answer::new(ValidScenario::new(scenario).expect("a valid scenario"), String::new(), PLAYED.1.clone());
    let pack = figures(&answer(scenario.clone()));
    // As text, because an error that is not shown is not a number, and so unlike itself.
    let plots = [Plot::Ranges(ranges), Plot::Scatter(scatter)];
    assert_eq!(pack.iter().map(|figure| format!("{:?}", figure.plot)).collect::<Vec<_>>(), plots.map(|plot| format!("{plot:?}")));
    assert!(pack.iter().all(|figure| figure.title.starts_with("Illustrative: scores and weights are not locked.")));
    assert!(figures(&answer(PLAYED.0.clone())).is_empty());
}
