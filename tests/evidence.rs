//! The gate of evidence: the review's figures, given back or not.

use std::sync::atomic::AtomicBool;

use sufficiency::analysis::gate::{self, Compared, Verdict};
use sufficiency::analysis::{Experiment, Summary, demand};
use sufficiency::model::evidence::{Departure, REVIEW_FIGURES};
use sufficiency::model::{Scenario, Stream, ValidScenario};
use sufficiency::store::shipped;

fn scenario(id: &str) -> Scenario {
    let loaded = shipped(id).expect("a scenario supplied").load().expect("a valid scenario");
    (*loaded.scenario.shared()).clone()
}

fn run(scenario: &Scenario, replications: u32) -> Summary {
    let valid = ValidScenario::new(scenario.clone()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut experiment = Experiment::new(&valid, &[0], 0, 0);
    experiment.advance(replications, &AtomicBool::new(false));
    experiment.summary()
}

fn compared(scenario: &Scenario) -> Vec<Compared> {
    gate::compare(scenario, &run(scenario, 400))
}

fn verdict<'a>(compared: &'a [Compared], key: &str) -> &'a Verdict {
    &compared.iter().find(|compared| compared.figure.key == key).unwrap_or_else(|| panic!("no figure {key}")).verdict
}

#[test]
fn the_review_is_given_back() {
    let compared = compared(&scenario("london-review"));
    assert_eq!(compared.len(), REVIEW_FIGURES.len());
    for compared in &compared {
        println!("{}: {:?} within {} to {}", compared.figure.key, compared.found, compared.figure.low, compared.figure.high);
        assert_eq!(compared.verdict, Verdict::Agrees, "{}", compared.figure.key);
    }
}

#[test]
fn every_figure_is_bound_to_something_measured() {
    let scenario = scenario("london-review");
    for compared in gate::compare(&scenario, &run(&scenario, 5)) {
        assert!(compared.found.is_some(), "{} is compared with {}", compared.figure.key, compared.figure.measure);
    }
}

#[test]
fn doubled_requests_are_not_the_review() {
    let mut scenario = scenario("london-review");
    scenario.demand.welfare.requests_per_year *= 2.0;
    let compared = compared(&scenario);
    for key in ["welfare_requests", "welfare_placed", "boroughs_without", "boroughs_above_twelve"] {
        assert_eq!(*verdict(&compared, key), Verdict::Differs, "{key}");
    }
    // The patience is solved again, and justice has nothing to do with it.
    for key in ["open_requests", "justice_children", "justice_stay"] {
        assert_eq!(*verdict(&compared, key), Verdict::Agrees, "{key}");
    }
}

#[test]
fn a_few_replications_cannot_tell() {
    let scenario = scenario("london-review");
    let compared = gate::compare(&scenario, &run(&scenario, 2));
    assert!(compared.iter().any(|compared| compared.verdict == Verdict::Unclear));
    assert!(compared.iter().all(|compared| compared.verdict != Verdict::Differs), "{compared:?}");
    // One replication has no interval at all.
    let compared = gate::compare(&scenario, &run(&scenario, 1));
    assert_eq!(*verdict(&compared, "welfare_requests"), Verdict::Unclear);
    assert_eq!(*verdict(&compared, "shortest_stay"), Verdict::Agrees);
}

#[test]
fn scenarios_of_other_years_say_how_they_differ() {
    for (id, departure, apart, judged) in [
        ("rising-requests", Departure::Growth, "welfare_requests", "welfare_distance"),
        ("police-custody", Departure::PoliceCustody, "all_children", "welfare_children"),
        ("scotland-closes-2030", Departure::Scotland, "welfare_distance", "welfare_requests"),
        ("homes-as-they-really-run", Departure::Repeats, "welfare_requests", "welfare_distance"),
    ] {
        let scenario = scenario(id);
        let compared = compared(&scenario);
        assert_eq!(*verdict(&compared, apart), Verdict::NotComparable(vec![departure]), "{id}");
        assert_eq!(*verdict(&compared, judged), Verdict::Agrees, "{id}");
        assert!(compared.iter().all(|compared| compared.verdict != Verdict::Differs), "{id}: {compared:?}");
    }
    let mut reversed = scenario("london-review");
    reversed.options.swap(0, 1);
    assert!(gate::departures(&reversed).contains(&Departure::Homes));
    assert!(gate::departures(&scenario("london-review")).is_empty());
}

#[test]
fn months_of_requests_follow_season_and_growth() {
    let mut scenario = scenario("london-review");
    let flat = demand::months(scenario.demand.stream(Stream::Welfare), &scenario.run);
    assert_eq!(flat.len(), 120);
    assert!((flat[..12].iter().map(|month| month.mean).sum::<f64>() - 121.0).abs() < 1e-9);
    // Poisson with mean 121 / 12: 2.9% of months have 4 requests or fewer, 96.9% have 16 or fewer, 94.4% 15 or fewer.
    assert_eq!((flat[0].low, flat[0].high), (5.0, 16.0));
    scenario.demand.welfare.seasonality[0] = 3.0;
    scenario.demand.welfare.annual_growth = 0.1;
    let season = demand::months(&scenario.demand.welfare, &scenario.run);
    let of = |month: i32| season.iter().find(|found| found.month.month() == month).unwrap().mean;
    assert!((of(1) / of(2) - 3.0 / 1.1_f64.powf(1.0 / 12.0)).abs() < 1e-9);
    assert!((season[119].mean / season[11].mean - 1.1_f64.powi(9)).abs() < 1e-9);
}

/// Far more requests than the review's: so few replications that the interval is wide, and still clearly another number.
#[test]
fn what_is_far_off_differs_however_few_the_replications() {
    let mut scenario = scenario("london-review");
    scenario.demand.welfare.requests_per_year = 600.0;
    scenario.demand.welfare.patience = sufficiency::model::Patience::MeanDays(100.0);
    let compared = gate::compare(&scenario, &run(&scenario, 4));
    let requests = compared.iter().find(|compared| compared.figure.key == "welfare_requests").unwrap();
    let found = requests.found.unwrap();
    assert!(found.high - found.low > requests.figure.high - requests.figure.low);
    assert_eq!(requests.verdict, Verdict::Differs);
}
