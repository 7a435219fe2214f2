//! What is not known, on the scenarios supplied: the same answer on any number of threads, partial answers that are a prefix of whole ones,
//! intervals that cover, calibration that holds in every draw, and worlds that differ from the review in what they say.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use sufficiency::analysis::Experiment;
use sufficiency::analysis::uncertainty::{
    Aim, Around, Change, GlobalAsk, LevelsAsk, Quantity, Rule, Structural, SwitchingAsk, VariationsAsk, figures, global, levels, places,
    switching, variations,
};
use sufficiency::model::calibration::patience_days;
use sufficiency::model::{
    BoroughMix, ElapsedBand, LengthOfStay, Offers, ParameterId, Patience, PlaceToday, PlacedToday, Range, RangeShape, Scenario, Source,
    StayFamily, Stream, ValidScenario,
};
use sufficiency::store::shipped;

fn review(change: impl FnOnce(&mut Scenario)) -> ValidScenario {
    let mut scenario = Scenario::clone(&shipped("london-review").expect("shipped").load().expect("valid").scenario);
    (scenario.run.warm_up_years, scenario.run.horizon_years) = (1.0, 2.0);
    change(&mut scenario);
    ValidScenario::new(scenario).expect("a valid scenario")
}

fn two_options(scenario: &Scenario) -> Vec<usize> {
    ["as-now", "two-12"].map(|id| scenario.options.iter().position(|option| option.id == id).expect("an option")).to_vec()
}

fn levels_ask(scenario: &ValidScenario, draws: u32) -> LevelsAsk {
    LevelsAsk { options: two_options(scenario), baseline: 0, ranges: scenario.ranges.clone(), draws, futures: 4, until: None }
}

const KEY: &str = "welfare_placed_share";

#[test]
fn the_parts_do_not_depend_on_threads_and_the_first_draws_not_on_those_that_follow() {
    let scenario = review(|_| ());
    let go = AtomicBool::new(false);
    let (short, long) = (levels_ask(&scenario, 12), levels_ask(&scenario, 40));
    let alone = levels(&scenario, &short, 1, &go, &mut |_, _| ());
    assert_eq!(alone, levels(&scenario, &short, 3, &go, &mut |_, _| ()));
    // Stopped after the first portion told: what is known is what so many draws give.
    let stop = AtomicBool::new(false);
    let partial = levels(&scenario, &long, 2, &stop, &mut |_, _| stop.store(true, Ordering::Relaxed));
    assert!(partial.draws > 0 && partial.draws < 40);
    let whole = levels(&scenario, &LevelsAsk { draws: partial.draws, ..long }, 1, &go, &mut |_, _| ());
    assert_eq!(partial, whole);
    let split = alone.value(1, KEY).expect("a value");
    assert!(split.total_low < split.mean && split.mean < split.total_high, "{split:?}");
    assert!((0.0..=1.0).contains(&split.chance_share()), "{split:?}");
    assert_eq!(alone.difference(0, KEY).map(|split| (split.mean, split.chance_sd)), Some((0.0, 0.0)));
}

#[test]
fn the_number_of_draws_is_chosen_by_precision() {
    let scenario = review(|_| ());
    let stop = AtomicBool::new(false);
    let ask = LevelsAsk { until: Some((KEY.into(), 0.03)), futures: 2, ..levels_ask(&scenario, 400) };
    let found = levels(&scenario, &ask, 2, &stop, &mut |_, _| ());
    assert!(found.draws >= 40 && found.draws < 400, "{}", found.draws);
    for option in 0..2 {
        let split = found.value(option, KEY).expect("a value");
        assert!(split.half_width <= 0.03, "{split:?}");
    }
}

#[test]
fn every_draw_agrees_with_the_open_requests_of_the_review() {
    let scenario = review(|_| ());
    let figures = figures::Figures::new(&scenario, &scenario.ranges);
    let (mut cut, mut beyond) = (0, 0);
    for draw in 0..400 {
        let drawn = figures.at(&figures.uniforms(figures::FIRST_SET, draw));
        let scenario = drawn.scenario.expect("no draw of the review contradicts itself");
        match drawn.agreement {
            figures::Agreement::Beyond => beyond += 1,
            agreement => {
                cut += u32::from(agreement == figures::Agreement::Cut);
                let welfare = scenario.demand.stream(Stream::Welfare);
                assert_eq!(welfare.patience, Patience::Solved { open_requests: 18.0 });
                let days = patience_days(welfare, &scenario.elsewhere, Stream::Welfare).expect("solved").expect("a mean");
                // 18 open: those that never need a place, and those that wait at the rate at which they give up.
                let never = welfare.requests_per_year * welfare.not_proceeding_share * welfare.not_proceeding_days / 365.0;
                let Offers::PerYear(offers) = scenario.elsewhere.welfare else { panic!("offers") };
                let given_up = welfare.requests_per_year * (1.0 - welfare.not_proceeding_share) - offers;
                assert!((never + given_up * days / 365.0 - 18.0).abs() < 1e-6);
            }
        }
    }
    assert!(cut > 0 && beyond <= 8, "{cut} cut, {beyond} beyond");
}

/// A range as narrow as can be leaves nothing unknown: all variance is chance's. With wide ranges both kinds show.
#[test]
fn what_is_known_causes_no_variance() {
    let scenario = review(|scenario| {
        let source = Source::Assumed { why: "a test".into() };
        let narrow = Range { low: 0.099_999, central: 0.1, high: 0.100_001, shape: RangeShape::Uniform, source };
        scenario.ranges = BTreeMap::from([(ParameterId::UnsuitableForLondonShare(Stream::Welfare), narrow)]);
    });
    let stop = AtomicBool::new(false);
    let ask = LevelsAsk { futures: 8, ..levels_ask(&scenario, 60) };
    let found = levels(&scenario, &ask, 2, &stop, &mut |_, _| ());
    let split = found.value(1, KEY).expect("a value");
    assert!(split.chance_share() > 0.9, "{split:?}");
    // 60 draws of 8 futures are 480 futures of one scenario.
    let mut plain = Experiment::new(&scenario, &two_options(&scenario), 0, 2);
    plain.advance(480, &stop);
    let summary = plain.summary();
    let estimate = summary.estimate(1, KEY).expect("a value");
    assert!((split.mean - estimate.mean).abs() < 0.005, "{split:?} {estimate:?}");
    assert!((split.chance_sd - estimate.standard_error * 480.0_f64.sqrt()).abs() < 0.01, "{split:?} {estimate:?}");
}

/// An infinite home with Poisson requests holds rate × mean stay children: over 400 seeds, 92 to 98 in 100 intervals cover that, and the
/// intervals of a paired difference cover the known difference of two options.
#[test]
fn intervals_cover_what_is_known() {
    let stay = LengthOfStay { family: StayFamily::Exponential, mean_days: 30.0, cv: 1.0, minimum_days: 0.0 };
    let scenario = review(|scenario| {
        for stream in Stream::ALL {
            let demand = scenario.demand.stream_mut(stream);
            demand.requests_per_year = if stream == Stream::Welfare { 73.0 } else { 0.0 };
            (demand.not_proceeding_share, demand.unsuitable_for_london_share, demand.step_down_need_share) = (0.0, 0.0, 0.0);
            demand.length_of_stay = stay.clone();
            demand.patience = Patience::Unlimited;
        }
        scenario.elsewhere.welfare = Offers::PerYear(0.0);
        // One borough: quicker to make ready, and nothing here depends on where children come from.
        scenario.demand.borough_mix = BoroughMix::Known(BTreeMap::from([("Camden".into(), 1.0)]));
        (scenario.run.warm_up_years, scenario.run.horizon_years) = (0.5, 1.0);
        scenario.options.retain(|option| ["as-now", "two-12"].contains(&option.id.as_str()));
        for home in scenario.options.iter_mut().flat_map(|option| &mut option.homes) {
            home.welfare_beds = 40;
        }
    });
    let (mut covered, mut pairs) = (0, 0);
    let stop = AtomicBool::new(false);
    for seed in 0..400 {
        let mut seeded = Scenario::clone(&scenario);
        seeded.run.seed = seed;
        let mut run = Experiment::new(&ValidScenario::new(seeded).expect("valid"), &[0, 1], 0, 1);
        run.advance(12, &stop);
        let summary = run.summary();
        // 73 a year × 30 days = 6 children; half a year of warm-up leaves nothing of an empty start.
        let census = summary.estimate(1, "census_london_welfare").expect("a census");
        covered += u32::from(census.low <= 6.0 && 6.0 <= census.high);
        // As now places nobody, so the difference of the census is known too.
        let pair = summary.difference(1, 0, "census_london_welfare").expect("a difference");
        pairs += u32::from(pair.low <= 6.0 && 6.0 <= pair.high);
    }
    assert!((368..=392).contains(&covered) && (368..=392).contains(&pairs), "{covered} and {pairs} of 400");
}

#[test]
fn variations_say_what_each_figure_and_world_does() {
    let scenario = review(|_| ());
    let go = AtomicBool::new(false);
    let ask = VariationsAsk { options: two_options(&scenario), ranges: scenario.ranges.clone(), around: Around::Scenario, futures: 6 };
    let found = variations(&scenario, &ask, 2, &go, &mut |_, _| ());
    assert_eq!(found.done.len(), 1 + 2 * scenario.ranges.len() + Structural::ALL.len());
    let stop = AtomicBool::new(false);
    let partial = variations(&scenario, &ask, 1, &stop, &mut |progress, _| stop.store(progress.done > 5, Ordering::Relaxed));
    assert!(partial.done.len() > 5 && partial.done[..] == found.done[..partial.done.len()]);
    let effect = |change, option| found.effect(change, option, KEY).expect("an effect").change;
    let never = ParameterId::NotProceedingShare(Stream::Welfare);
    assert_eq!(effect(Change::None, 1), 0.0);
    // Where nobody is needless, a London home places more of the requests; where half are, fewer.
    assert!(effect(Change::Low(never), 1) > 0.0 && effect(Change::High(never), 1) < 0.0);
    // What happens in homes changes nothing where there is none.
    for world in [Structural::HomeOutage, Structural::OpeningDelayed, Structural::GangConflict, Structural::LatentDemand] {
        assert_eq!(effect(Change::World(world), 0), 0.0, "{world:?}");
        assert!(effect(Change::World(world), 1) < 0.0, "{world:?}");
    }
    assert!(effect(Change::World(Structural::OrdersRefused), 1) < 0.0);
    assert!(effect(Change::High(ParameterId::StaffedShare), 1) == 0.0 && effect(Change::Low(ParameterId::StaffedShare), 1) < 0.0);
}

#[test]
fn the_global_measure_and_what_finding_out_is_worth_do_not_depend_on_threads() {
    let scenario = review(|scenario| {
        let kept = [ParameterId::NotProceedingShare(Stream::Welfare), ParameterId::RoadFactor, ParameterId::DeclineShare];
        let road =
            Range { low: 1.1, central: 1.25, high: 1.4, shape: RangeShape::Uniform, source: Source::Assumed { why: "a test".into() } };
        scenario.ranges.insert(ParameterId::RoadFactor, road);
        scenario.ranges.retain(|id, _| kept.contains(id));
    });
    let go = AtomicBool::new(false);
    let options = two_options(&scenario);
    let ask = GlobalAsk { options: options.clone(), ranges: scenario.ranges.clone(), points: 16, futures: 3 };
    let found = global(&scenario, &ask, 1, &go, &mut |_, _| ());
    assert_eq!(found, global(&scenario, &ask, 3, &go, &mut |_, _| ()));
    let shares = found.shares(Quantity::Option(1), KEY);
    // In the order of the catalogue; miles by road place nobody.
    assert_eq!(found.figures[1], ParameterId::RoadFactor);
    assert_eq!((shares[1].first, shares[1].total), (0.0, 0.0));
    assert!(shares[0].total > 0.5, "{shares:?}");
    let worth = found.worth(KEY, Aim::Best { margin: 0.0 }, &places(&scenario, &options)).expect("a worth");
    assert_eq!((worth.choice, worth.today.value, worth.of_all.value), (1, 1.0, 0.0), "beds are always better than none");
}

#[test]
fn the_choice_turns_where_a_level_is_passed() {
    let scenario = review(|scenario| scenario.ranges.retain(|id, _| *id == ParameterId::NotProceedingShare(Stream::Welfare)));
    let go = AtomicBool::new(false);
    let options = two_options(&scenario);
    let rule = Rule { measure: KEY.into(), aim: Aim::Reach { level: 0.40 } };
    let ask = SwitchingAsk { options, ranges: scenario.ranges.clone(), rule, futures: 10 };
    let found = switching(&scenario, &ask, 2, &go, &mut |_, _| ());
    assert_eq!(found, switching(&scenario, &ask, 1, &go, &mut |_, _| ()));
    // As now places about half of all requests whatever share is needless: 40 in 100 are reached without a home.
    assert_eq!(found.chosen, Some(0));
    let rule = Rule { measure: KEY.into(), aim: Aim::Reach { level: 0.70 } };
    let found = switching(&scenario, &SwitchingAsk { rule, ..ask }, 2, &go, &mut |_, _| ());
    assert_eq!(found.chosen, Some(1));
    assert_eq!(found.figures.len(), 1);
}

/// A home closes a year after it opens, whenever that is, and one in which children live already does not open late.
#[test]
fn worlds_of_homes_hold_for_homes_that_open_later_or_are_lived_in() {
    let mut scenario = Scenario::clone(&shipped("start-from-today").expect("shipped").load().expect("valid").scenario);
    let outage = |scenario: &Scenario| {
        let homes = scenario.options.iter().flat_map(|option| &option.homes);
        homes.filter_map(|home| home.outage.as_ref()).map(|outage| outage.from.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(outage(&Structural::HomeOutage.of(&scenario)), ["2027-04"; 5], "a year after April 2026, in each of five options");
    // Let two children live in the one home of 12.
    for home in scenario.options.iter_mut().flat_map(|option| &mut option.homes).filter(|home| home.id == "single") {
        home.opens = None;
    }
    let here = PlacedToday {
        stream: Stream::Welfare,
        place: PlaceToday::Home("single".into()),
        bands: vec![ElapsedBand { from_days: 0.0, to_days: 90.0, children: 2 }],
    };
    scenario.today.as_mut().expect("a census").placed.push(here);
    let late = Structural::OpeningDelayed.of(&scenario);
    let opens = |id: &str| late.options.iter().flat_map(|option| &option.homes).find(|home| home.id == id).expect("a home").opens;
    assert_eq!((opens("single"), opens("north").map(|month| month.to_string())), (None, Some("2027-04".into())));
    for world in Structural::ALL {
        assert!(ValidScenario::new(world.of(&scenario)).is_ok(), "{world:?}");
    }
}

/// The choice between two homes and one turns at the value where the paired difference of the two is the margin: tried there by itself, it is.
#[test]
fn a_switching_value_is_where_the_paired_difference_is_the_margin() {
    let never = ParameterId::NotProceedingShare(Stream::Welfare);
    let scenario = review(|scenario| scenario.ranges.retain(|id, _| *id == never));
    let go = AtomicBool::new(false);
    let options = ["small-12", "two-12"].map(|id| scenario.options.iter().position(|option| option.id == id).expect("an option"));
    let change = |share: f64| {
        let mut changed = Scenario::clone(&scenario);
        never.set(&mut changed, share);
        let mut run = Experiment::new(&ValidScenario::new(changed).expect("valid"), &options, 0, 2);
        run.advance(40, &go);
        run.summary().difference(1, 0, KEY).expect("a difference")
    };
    // A margin between what 24 beds add where no request is needless, and where half are.
    let margin = 0.5 * (change(0.0).mean + change(0.49).mean);
    let rule = Rule { measure: KEY.into(), aim: Aim::Best { margin } };
    let ask = SwitchingAsk { options: options.to_vec(), ranges: scenario.ranges.clone(), rule, futures: 40 };
    let found = switching(&scenario, &ask, 2, &go, &mut |_, _| ());
    assert_eq!(found, switching(&scenario, &ask, 1, &go, &mut |_, _| ()));
    let [switch] = found.figures[0].switches.as_slice() else { panic!("{found:?}") };
    let there = change(switch.at);
    assert!((there.mean - margin).abs() < 0.004, "{switch:?}: {there:?}, margin {margin}");
    // Its interval is that of the paired difference: tried at its ends, the ends of the difference's interval are the margin.
    let (low, high) = (switch.low.expect("in range"), switch.high.expect("in range"));
    assert!(low < switch.at && switch.at < high, "{switch:?}");
    for end in [low, high] {
        let difference = change(end);
        let nearest = (difference.low - margin).abs().min((difference.high - margin).abs());
        assert!(nearest < 0.008, "{end}: {difference:?}, margin {margin}");
    }
}
