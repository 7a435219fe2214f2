//! How many beds: against exact values, against the review, and whole whatever the threads and wherever it is stopped.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use sufficiency::analysis::Experiment;
use sufficiency::analysis::beds::restrictions::Ask as RestrictionsAsk;
use sufficiency::analysis::beds::sweep::Ask as SweepAsk;
use sufficiency::analysis::beds::unknown::Ask as UnknownAsk;
use sufficiency::analysis::beds::{Goal, Restriction, Steps, StudyError, Sweep, Switch, Tried, Vary, erlang, restrictions, sweep, unknown};
use sufficiency::analysis::costs::{CostAnswer, CostMeasure};
use sufficiency::model::{BedKind, BoroughMix, CostFigure, Offers, Patience, Scenario, Stream, ValidScenario};
use sufficiency::report::figure::Plot;
use sufficiency::report::layout;
use sufficiency::report::studies::Curve;
use sufficiency::store::shipped;

fn review() -> Scenario {
    Scenario::clone(&shipped("london-review").expect("supplied").load().expect("valid").scenario)
}

fn valid(scenario: Scenario) -> ValidScenario {
    ValidScenario::new(scenario).expect("a valid scenario")
}

/// The scenario with only these options.
fn only(mut scenario: Scenario, ids: &[&str]) -> Scenario {
    scenario.options.retain(|option| ids.contains(&option.id.as_str()));
    scenario
}

/// 60 requests a year for stays of 0.35 years, all of them genuine; whoever finds no bed is placed elsewhere at once.
fn pure_loss(ids: &[&str]) -> Scenario {
    let mut scenario = only(review(), ids);
    let welfare = &mut scenario.demand.welfare;
    (welfare.requests_per_year, welfare.not_proceeding_share, welfare.unsuitable_for_london_share) = (60.0, 0.0, 0.0);
    (welfare.patience, welfare.step_down_need_share) = (Patience::Unlimited, 0.0);
    scenario.demand.justice.requests_per_year = 0.0;
    scenario.elsewhere.welfare = Offers::Unlimited;
    (scenario.run.warm_up_years, scenario.run.horizon_years) = (2.0, 20.0);
    scenario
}

fn beds(option: usize, from: u32, to: u32, futures: u32) -> SweepAsk {
    let numbers = Steps { from, to, step: 1 };
    SweepAsk { option, stream: Stream::Welfare, vary: Vary::BedsPerHome, numbers, step_down_places: None, beside: vec![0, 1], futures }
}

fn swept(scenario: &ValidScenario, ask: &SweepAsk, threads: usize) -> Sweep {
    sweep(scenario, ask, threads, &AtomicBool::new(false), &mut |_, _| ()).expect("a sweep")
}

fn share(tried: &Tried, goal: Goal) -> sufficiency::analysis::Estimate {
    tried.point.access[Stream::Welfare.index()].met(goal).share
}

#[test]
fn staffing_for_a_goal_is_erlangs() {
    let scenario = valid(pure_loss(&["large-24"]));
    let found = swept(&scenario, &beds(0, 22, 27, 60), 2);
    let at_once = |share| Goal { share, days: 0 };
    for tried in &found.tried {
        let placed = share(tried, at_once(0.5));
        let exact = 1.0 - erlang::refused_share(tried.beds, 21.0);
        assert!((placed.mean - exact).abs() < 4.0 * placed.standard_error, "{} beds: {placed:?}, exactly {exact}", tried.beds);
        assert!(placed.standard_error < 0.004);
        // Nothing is lost on the way: the chance of no bed is what is refused.
        let full = tried.point.measures[found.measure_index("welfare_all_full_share").unwrap()];
        assert!((full.mean - (1.0 - exact)).abs() < 4.0 * full.standard_error, "{} beds: {full:?}", tried.beds);
    }
    // On the same children one more bed never places fewer.
    assert!(found.tried.windows(2).all(|pair| share(&pair[0], at_once(0.5)).mean <= share(&pair[1], at_once(0.5)).mean));
    // B(24, 21) = 0.0845 and B(25, 21) = 0.0662.
    let smallest = |goal| found.smallest(at_once(goal)).map(|smallest| smallest.tried.beds);
    assert_eq!((smallest(0.90), smallest(0.925)), (Some(24), Some(25)));
    assert_eq!(erlang::fewest_beds(21.0, 0.075), Some(25));
    assert_eq!(smallest(0.999), None);
    let certain = found.smallest_in_nine_futures(at_once(0.90)).expect("some");
    assert!(certain.met.futures_share >= 0.9 && certain.tried.beds > 24, "{}", certain.tried.beds);
}

#[test]
fn two_homes_apart_refuse_what_two_pools_refuse() {
    let mut scenario = pure_loss(&["two-12"]);
    // A borough beside each home.
    scenario.demand.borough_mix = BoroughMix::Known(BTreeMap::from([("Enfield".to_owned(), 1.0), ("Croydon".to_owned(), 1.0)]));
    let scenario = valid(scenario);
    let ask = RestrictionsAsk { option: 0, futures: 60 };
    let found = restrictions(&scenario, &ask, 2, &AtomicBool::new(false), &mut |_, _| ()).expect("restrictions");
    let sets: Vec<&[Restriction]> = found.provisions.iter().map(|provision| provision.restrictions.as_slice()).collect();
    assert_eq!(sets, [&[][..], &[Restriction::Catchments]]);
    assert!(found.as_it_stands.is_empty());
    for (provision, refused) in found.provisions.iter().zip([0.084_543_543_6, 0.139_142_489_7]) {
        let placed = provision.point.access[0].met(Goal { share: 0.5, days: 0 }).share;
        assert!((1.0 - placed.mean - refused).abs() < 4.0 * placed.standard_error, "{placed:?}, exactly {refused}");
    }
    let london = found.measures.iter().position(|measure| measure.key == "welfare_london_share").unwrap();
    let lost = found.provisions[1].point.differences[london];
    assert!(lost.high < 0.0 && (lost.mean + 0.0546).abs() < 0.01, "{lost:?}");
}

#[test]
fn rules_that_nobody_has_are_not_counted_as_a_loss() {
    let scenario = valid(only(review(), &["two-12-justice"]));
    let ask = |option| RestrictionsAsk { option, futures: 5 };
    let run = |ask| restrictions(&scenario, &ask, 1, &AtomicBool::new(false), &mut |_, _| ());
    let found = run(ask(0)).expect("restrictions");
    assert_eq!(found.provisions.len(), 4, "neither, catchments, beds apart, both");
    assert_eq!(found.as_it_stands, [Restriction::BedsApart]);
    assert!(found.provisions[0].point.differences.is_empty());
    assert_eq!(run(ask(7)), Err(StudyError::NoOption));
}

#[test]
fn every_point_of_the_unknown_gives_the_review_back() {
    let scenario = valid(only(review(), &["as-now", "two-12"]));
    let ask = UnknownAsk { points: 5, futures: 60, options: vec![1] };
    let found = unknown(&scenario, &ask, 2, &AtomicBool::new(false), &mut |_, _| ()).expect("a study");
    assert!((found.withdrawn_per_year - 61.0).abs() < 1e-9);
    let measure = |setting: usize, key: &str| {
        let index = found.measures.iter().position(|measure| measure.key == key).unwrap();
        found.settings[setting].points[0].measures[index]
    };
    for (index, setting) in found.settings.iter().enumerate() {
        let (placed, open) = (measure(index, "welfare_placements_per_year"), measure(index, "welfare_open_requests"));
        assert!(setting.agrees != Some(false), "{}: {placed:?} {open:?}", setting.needed_share);
        let near = |estimate: sufficiency::analysis::Estimate, printed: f64, tolerance: f64| {
            (estimate.mean - printed).abs() < tolerance + 4.0 * estimate.standard_error
        };
        assert!(near(placed, 60.0, 0.8) && near(open, 18.0, 0.5), "{}: {placed:?} {open:?}", setting.needed_share);
    }
    let last = found.settings.last().expect("settings");
    assert!((last.needed_share, last.not_proceeding_share) == (1.0, 0.0));
    assert!((last.patience_days - 365.0 * 18.0 / 61.0).abs() < 1e-9);
    // The more of them needed a bed, the fewer of them find one among 24 beds.
    let week = |share| Goal { share, days: 7 };
    let placed: Vec<f64> = found.settings.iter().map(|setting| setting.points[1].access[0].met(week(0.5)).share.mean).collect();
    assert!(placed.windows(2).all(|pair| pair[0] > pair[1]), "{placed:?}");
    let between = f64::midpoint(placed[1], placed[2]);
    match found.switch(1, week(between)) {
        Switch::From { share, low, high } => {
            assert!((share - 0.5).abs() < 1e-9 && low < share && share < high, "{low} {share} {high}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(found.switch(1, week(0.0)), Switch::NeverMissed);
    assert_eq!(found.switch(1, week(1.0)), Switch::AlwaysMissed);
    assert_eq!(found.switch(0, week(0.5)), Switch::AlwaysMissed, "as now has no bed in London");
}

#[test]
fn a_stated_patience_cannot_be_held_to_the_review() {
    let mut scenario = review();
    scenario.demand.welfare.patience = Patience::MeanDays(100.0);
    let ask = UnknownAsk { points: 5, futures: 2, options: vec![1] };
    assert_eq!(unknown(&valid(scenario), &ask, 1, &AtomicBool::new(false), &mut |_, _| ()), Err(StudyError::NotSolved));
}

#[test]
fn what_is_stopped_is_the_beginning_of_the_whole() {
    let scenario = valid(only(review(), &["as-now", "two-12-justice-step-down"]));
    let whole = swept(&scenario, &beds(1, 10, 12, 60), 1);
    let stop = AtomicBool::new(false);
    let mut told = Vec::new();
    let stopped = sweep(&scenario, &beds(1, 10, 12, 60), 1, &stop, &mut |progress, found| {
        told.push((progress.done, progress.wanted, found.futures));
        stop.store(true, Ordering::Relaxed);
    });
    let stopped = stopped.expect("a sweep");
    assert_eq!(told, [(stopped.futures, 60, stopped.futures)]);
    assert!(stopped.futures > 0 && stopped.futures < 60);
    let short = swept(&scenario, &beds(1, 10, 12, stopped.futures), 2);
    // NaN is not equal to itself, and there are measures without a value.
    assert_eq!(format!("{:?}", stopped.tried), format!("{:?}", short.tried));
    assert_eq!(format!("{:?}", whole.tried), format!("{:?}", swept(&scenario, &beds(1, 10, 12, 60), 2).tried));
    // The option itself is among what was tried, and it is the same.
    let as_it_is = &whole.options.iter().find(|(index, _)| *index == 1).expect("the option").1;
    let twelve = whole.tried.iter().find(|tried| tried.number == 12).expect("12 beds in each home");
    assert_eq!((as_it_is.beds, as_it_is.number), (24, 12));
    assert_eq!(format!("{:?}", as_it_is.point), format!("{:?}", twelve.point));
}

#[test]
fn an_option_is_made_larger_and_smaller() {
    let scenario = only(review(), &["as-now", "two-12-justice-step-down"]);
    let option = scenario.option("two-12-justice-step-down").unwrap();
    let homes = |number| Vary::Homes.with(option, Stream::Welfare, number);
    let three = homes(3);
    assert_eq!((three.homes.len(), three.step_down_units.len()), (3, 3));
    assert_eq!(three.homes[2].site, option.homes[0].site);
    assert_eq!((homes(1).homes.len(), homes(1).step_down_units.len(), homes(0).homes.len()), (1, 1, 0));
    assert_eq!(homes(2), *option);
    let places = |number| Vary::StepDownPlaces.with(option, Stream::Welfare, number);
    assert_eq!(places(13).step_down_units.iter().map(|unit| unit.places).collect::<Vec<_>>(), [7, 6]);
    assert_eq!(places(12), *option);
    let justice = Vary::BedsPerHome.with(option, Stream::Justice, 4);
    assert!(justice.homes.iter().all(|home| home.beds(BedKind::Justice) == 4 && home.beds(BedKind::Welfare) == 12));
    // Everything made so can be run.
    for option in [three, homes(0), places(0), places(31), homes(50)] {
        let mut changed = scenario.clone();
        changed.options[1] = option;
        assert!(ValidScenario::new(changed).is_ok());
    }
    // As now has no home: it is made larger from the first home of the scenario.
    let found = swept(&valid(scenario), &beds(0, 1, 2, 3), 1);
    assert_eq!(found.tried.iter().map(|tried| (tried.beds, tried.option.homes.len())).collect::<Vec<_>>(), [(1, 1), (2, 1)]);
}

/// Prices are asked of what was played: an option costs in a sweep what it costs in a run, a price changed afterwards counts, and a larger
/// home costs more to build.
#[test]
fn what_was_tried_is_priced_without_being_played_again() {
    let mut scenario = only(review(), &["as-now", "two-12-justice-step-down"]);
    scenario.run.replications = 20;
    (scenario.run.warm_up_years, scenario.run.horizon_years) = (0.5, 2.0);
    let found = swept(&valid(scenario.clone()), &beds(1, 11, 13, 20), 2);
    let mut run = Experiment::new(&valid(scenario.clone()), &[0, 1], 0, 2);
    run.advance(20, &AtomicBool::new(false));
    let costs = CostAnswer::new(&scenario, &run.summary()).expect("prices");
    let per_year = |scenario: &Scenario, number: u32| {
        let tried = found.tried.iter().find(|tried| tried.number == number).expect("tried");
        found.cost(scenario, tried, CostMeasure::PerYear).expect("a cost").mean
    };
    let in_run = costs.options[1].estimate(CostMeasure::PerYear).expect("a cost").mean;
    assert!((per_year(&scenario, 12) - in_run).abs() < 1e-6);
    for (option, in_run) in found.options.iter().zip(&costs.options) {
        let (here, there) = (found.cost_of_option(&scenario, option, CostMeasure::NetPresent), in_run.estimate(CostMeasure::NetPresent));
        assert!((here.expect("a cost").mean - there.expect("a cost").mean).abs() < 1e-6);
    }
    // An option's own building cost goes with its places: 36 beds and 12 places at £48 million, so £1 million a place in two years of forty.
    let mut own = scenario.clone();
    own.options[1].capital_pounds = Some(48e6);
    let mut free = own.clone();
    free.options[1].capital_pounds = Some(0.0);
    let buildings = |number: u32| per_year(&own, number) - per_year(&free, number);
    let costs = own.costs.as_ref().expect("prices");
    let (bias, life) = (1.0 + costs.optimism_bias(), costs.figure(CostFigure::AssetLifeYears));
    assert!((buildings(12) - 48e6 * bias / life).abs() < 1.0 && (buildings(13) - 50e6 * bias / life).abs() < 1.0, "{}", buildings(13));
    own.costs = None;
    assert_eq!(found.cost(&own, &found.tried[0], CostMeasure::PerYear), None);
}

/// Each provision tried is one field of the grid, framed where it meets the goal; the table below says the same.
#[test]
fn beds_and_step_down_places_make_a_grid() {
    let scenario = valid(only(review(), &["as-now", "two-12-justice-step-down"]));
    let ask = SweepAsk { step_down_places: Some(Steps { from: 6, to: 12, step: 6 }), beside: Vec::new(), ..beds(1, 10, 14, 12) };
    let (found, goal) = (swept(&scenario, &ask, 2), Goal { share: 0.6, days: 7 });
    let curve = Curve::of_goal(&found, goal);
    let grid = curve.grid(goal, |share| format!("{:.0}%", 100.0 * share)).expect("a grid");
    assert_eq!((grid.rows.len(), grid.columns.clone()), (5, vec!["6".to_owned(), "12".to_owned()]));
    let fields: Vec<_> = grid.rows.iter().flat_map(|row| &row.fields).map(|field| field.clone().expect("all were tried")).collect();
    let mut marked = 0;
    for tried in &found.tried {
        let share = share(tried, goal).mean;
        let (row, column) = (tried.number as usize - 10, usize::from(tried.step_down_places == 12));
        let field = &fields[2 * row + column];
        assert_eq!((field.strength, field.is_marked), (share, share >= goal.share), "{}", field.said);
        assert!(field.said.contains(&format!("{} step-down places", tried.step_down_places)), "{}", field.said);
        marked += usize::from(field.is_marked);
    }
    assert!((1..fields.len()).contains(&marked), "some meet the goal, some do not");
    let figure = curve.grid_figure(&scenario, grid.clone(), "").sourced(&scenario, "0123456789abcdef");
    assert_eq!(figure.plot, Plot::Grid(grid));
    assert_eq!(figure.data.rows.len(), found.tried.len());
    let drawn = layout::drawing(&figure);
    assert!(drawn.height > 100.0 && figure.alternative_text().starts_with("Grid of numbers, 5 rows, 2 columns."));
}
