//! What options cost: a small example worked by hand, identities to the penny, and where answers turn.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use sufficiency::analysis::costs::{CostAnswer, CostMeasure, Ends, Gain, QUANTITIES, Usage, break_even_occupancy, dominates};
use sufficiency::analysis::{Experiment, Summary};
use sufficiency::model::costs::{BespokePaid, PaidBy, Spread};
use sufficiency::model::{CostFigure, CostGroup, CostKind, Payer, Scenario, ValidScenario};
use sufficiency::store::shipped;

/// The review's scenario with so many years and replications and only some of its options.
fn small(years: f64, replications: u32, options: &[&str]) -> Scenario {
    let mut scenario = Scenario::clone(&shipped("london-review").unwrap().load().unwrap().scenario);
    (scenario.run.horizon_years, scenario.run.warm_up_years, scenario.run.replications) = (years, 1.0, replications);
    scenario.options.retain(|option| options.contains(&option.id.as_str()));
    scenario
}

fn run(scenario: &Scenario) -> Summary {
    let scenario = ValidScenario::new(scenario.clone()).unwrap();
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let mut experiment = Experiment::new(&scenario, &options, 0, 1);
    experiment.advance(scenario.run.replications, &AtomicBool::new(false));
    experiment.summary()
}

const EVERYTHING: [&str; 4] = ["as-now", "small-12", "two-12-justice-step-down", "two-12-justice-step-down-open"];

/// A run of four options, played once for all tests that only ask for its prices.
static PLAYED: LazyLock<(Scenario, Summary)> = LazyLock::new(|| {
    let scenario = small(3.0, 30, &EVERYTHING);
    let summary = run(&scenario);
    (scenario, summary)
});

fn answer(scenario: &Scenario, summary: &Summary) -> CostAnswer {
    CostAnswer::new(scenario, summary).expect("the scenario has prices")
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 0.01, "{found} instead of {expected}");
}

/// Two years; today, and one home of 8. Every figure is worked out beside it.
#[test]
fn a_small_example_worked_by_hand() {
    let mut scenario = small(2.0, 1, &["as-now", "small-8"]);
    let costs = scenario.costs.as_mut().unwrap();
    for (figure, value) in [
        (CostFigure::ElsewhereWelfareWeek, 7_000.0),    // £1,000 a night
        (CostFigure::LondonWelfareBedWeek, 7_000.0),    // £1,000 a night with a child in the bed
        (CostFigure::LondonFixedShare, 0.8),            // £800 a night without
        (CostFigure::CapitalPerSecureBed, 1_000_000.0), // £8,000,000 for 8 beds
        (CostFigure::NonStandardShare, 0.3),            // 30% at 51% and 70% at 24%: 32.1% more
        (CostFigure::AssetLifeYears, 40.0),
    ] {
        costs.set(figure, value);
    }
    let mut summary = run(&scenario);
    let year = |kinds: &[(CostKind, f64)], placements: f64, no_place: f64, requests: f64| {
        let mut row = [0.0; QUANTITIES];
        kinds.iter().for_each(|(kind, nights)| row[kind.index()] = *nights);
        row[QUANTITIES - 3..].copy_from_slice(&[placements, no_place, requests]);
        row
    };
    let as_now =
        [year(&[(CostKind::ElsewhereWelfare, 700.0)], 5.0, 6.0, 12.0), year(&[(CostKind::ElsewhereWelfare, 1_400.0)], 10.0, 4.0, 14.0)];
    // 8 beds are there for 8 × 365 = 2,920 nights a year; 2,000 of them are in use.
    let home = [(CostKind::LondonWelfare, 2_000.0), (CostKind::LondonWelfareEmpty, 920.0)];
    let small_8 = [year(&home, 16.0, 1.0, 12.0), year(&home, 16.0, 1.0, 14.0)];
    let mut usage = Usage::new(2, &scenario.run);
    usage.push([as_now.concat(), small_8.concat()].iter().map(Vec::as_slice));
    summary.usage = Arc::new(usage);

    let answer = answer(&scenario, &summary);
    let mean = |option: usize, measure: CostMeasure| answer.options[option].estimate(measure).unwrap().mean;
    // Today: £700,000 and £1,400,000, £1,050,000 a year; 2,100 nights are 300 weeks; 15 children placed.
    close(mean(0, CostMeasure::PerYear), 1_050_000.0);
    close(mean(0, CostMeasure::PerChildWeek), 7_000.0);
    close(mean(0, CostMeasure::PerPlacement), 140_000.0);
    close(mean(0, CostMeasure::UnmetRequests), 5.0);
    // The second year counts for 1 ÷ 1.035.
    close(mean(0, CostMeasure::NetPresent), 700_000.0 + 1_400_000.0 / 1.035);
    // The home: £2,000,000 for beds in use and £736,000 for empty ones, the same each year.
    close(mean(1, CostMeasure::Running), 2_736_000.0);
    // £8,000,000 and 32.1% are £10,568,000: £264,200 a year over 40 years.
    close(answer.options[1].capital.said_pounds, 8_000_000.0);
    close(answer.options[1].capital.pounds, 10_568_000.0);
    close(mean(1, CostMeasure::PerYear), 3_000_200.0);
    assert_eq!(answer.options[1].of_kind(CostKind::Capital), 26_420_000);
    assert_eq!(answer.options[1].of_kind(CostKind::LondonWelfareEmpty), 73_600_000);
    assert_eq!(answer.options[1].total(), 300_020_000);
    // Two of its 40 years are gone at the end, when the factor is that of year 2.
    close(mean(1, CostMeasure::NetPresent), 2_736_000.0 * (1.0 + 1.0 / 1.035) + 10_568_000.0 * (1.0 - 0.95 / (1.035 * 1.035)));
    // 4,000 nights in London beds are 571.43 weeks: £2,736,000 × 2 ÷ 571.43.
    close(mean(1, CostMeasure::PerLondonChildWeek), 9_576.0);
    let break_even = answer.options[1].break_even.unwrap();
    close(break_even.fee, 9_576.0);
    close(break_even.simulated_occupancy, 2_000.0 / 2_920.0);
    // A full bed costs exactly the fee elsewhere, so only full beds pay for themselves.
    close(break_even.occupancy.unwrap(), 1.0);
    // The Department for Education pays for the building, the boroughs for the rest.
    assert_eq!(answer.options[1].of_payer(Payer::DepartmentForEducation, true), 26_420_000);
    assert_eq!(answer.options[1].of_payer(Payer::Boroughs, true), 273_600_000);
    // Each fee a night elsewhere is paid on 1,050 nights a year today and never with the home: it must rise by £1,950,200 ÷ 1,050 a night.
    let switch = answer.options[1].switches.iter().find(|switch| switch.figure == CostFigure::ElsewhereWelfareWeek).unwrap();
    close(switch.at.unwrap(), 7_000.0 + 7.0 * 1_950_200.0 / 1_050.0);
    assert!(switch.cheaper_above && !switch.in_range);
    // It costs more and leaves fewer without a place: neither is the better for everybody.
    assert!(answer.options.iter().all(|option| option.dominated_by.is_none()));
    // Prices of £5,579 to £10,500 a week, of which 60% to 95% are fixed; 920 nights are empty beside 2,000 in use.
    let ends = |found: Ends, low: f64, high: f64| {
        close(found.low, low);
        close(found.high, high);
    };
    ends(break_even.fee_range, 5_579.0 * (1.0 + 0.6 * 0.46), 10_500.0 * (1.0 + 0.95 * 0.46));
    // At best £5,579 in London with 60% fixed against £10,500 elsewhere, at worst the other way about.
    ends(break_even.occupancy_range, 0.6 * 5_579.0 / (10_500.0 - 0.4 * 5_579.0), 0.6 * 10_500.0 / (5_579.0 - 0.4 * 10_500.0));
    // Today: the fees elsewhere at their ends, over 100 and 200 weeks, the second year for 1 ÷ 1.035.
    let weeks = 100.0 + 200.0 / 1.035;
    ends(answer.options[0].price_range.of(CostMeasure::NetPresent).unwrap(), 5_579.0 * weeks, 10_500.0 * weeks);
    ends(answer.options[0].price_range.of(CostMeasure::PerChildWeek).unwrap(), 5_579.0, 10_500.0);
}

/// Two homes; the same two homes with step-down, which costs more and shortens nobody's wait.
#[test]
fn an_option_is_dominated_only_in_money_and_all_access_at_once() {
    let clear = |mean: f64| Gain { mean, is_clear: true };
    let by_chance = |mean: f64| Gain { mean, is_clear: false };
    let told = |saving: Gain, gains: &[(Gain, bool)]| {
        dominates(1, saving, gains.iter().copied().map(Some)).map(|found| (found.cheaper, found.better_in))
    };
    let same_wait = (Gain::NONE, true);
    // In cost and waiting alone the dearer is dominated, and is not once step-down counts.
    assert_eq!(told(clear(49.0), &[same_wait]), Some((true, vec![])));
    assert_eq!(told(clear(49.0), &[same_wait, (clear(-7.7), true)]), None);
    // Nor by a difference that may be chance: what is worse on average condemns nobody.
    assert_eq!(told(clear(49.0), &[same_wait, (by_chance(-0.1), true)]), None);
    // As dear and nowhere worse is enough, if clearly better somewhere; and it is said where.
    assert_eq!(told(Gain::NONE, &[same_wait, (clear(7.7), true)]), Some((false, vec![1])));
    assert_eq!(told(by_chance(0.2), &[same_wait, (by_chance(7.7), true)]), None, "all of it may be chance");
    // Distance stands on illustrative sites: it saves, and never decides.
    assert_eq!(told(Gain::NONE, &[same_wait, (clear(3.0), false)]), None);
    assert_eq!(told(clear(49.0), &[same_wait, (clear(3.0), false)]), Some((true, vec![1])));
    assert_eq!(told(clear(49.0), &[same_wait, (clear(-3.0), false)]), None);
    // Equals dominate nobody; what only one of them has is compared with nothing; more placed does not pay for more money.
    assert_eq!(told(Gain::NONE, &[same_wait]), None);
    assert_eq!(dominates(1, clear(49.0), [Some(same_wait), None].into_iter()), None);
    assert_eq!(told(clear(-1.0), &[(clear(0.2), true)]), None);
}

/// The same beds under another roof cost the same and take the same children: only the miles to an illustrative site differ.
#[test]
fn one_home_of_24_does_not_dominate_two_of_12() {
    let scenario = small(10.0, 60, &["as-now", "large-24", "two-12"]);
    let summary = run(&scenario);
    let miles = summary.difference(1, 2, "welfare_mean_distance_miles").unwrap();
    assert!(miles.mean < 0.0 && miles.is_clear(), "nearer, and clearly: {miles:?}");
    let found = answer(&scenario, &summary);
    assert!(found.options.iter().all(|option| option.dominated_by.is_none()), "{:?}", found.options.iter().map(|o| &o.dominated_by));
}

#[test]
fn step_down_that_nobody_else_gives_is_not_dominated() {
    let (scenario, summary) = &*PLAYED;
    let found = answer(scenario, summary);
    let keys: Vec<&str> = found.access.iter().map(|measure| measure.key.as_str()).collect();
    for key in ["welfare_placed_share", "welfare_mean_distance_miles", "justice_london_share", "step_down_census"] {
        assert!(keys.contains(&key), "{keys:?}");
    }
    assert_eq!(found.options[2].dominated_by, None);
}

/// The ends told are those of every way of setting seven prices to their ends, all others being known.
#[test]
fn ranges_of_what_pays_for_itself_hold_every_corner() {
    let (scenario, _) = &*PLAYED;
    let free = [
        CostFigure::LondonWelfareBedWeek,
        CostFigure::LondonFixedShare,
        CostFigure::ElsewhereWelfareWeek,
        CostFigure::OpenFacilityPlaceWeek,
        CostFigure::StepDownFixedShare,
        CostFigure::CapitalPerOpenPlace,
        CostFigure::AssetLifeYears,
    ];
    let mut known = scenario.clone();
    known.options.truncate(1);
    known.options.push(scenario.options[3].clone());
    let costs = known.costs.as_mut().unwrap();
    for (figure, spread) in &mut costs.figures {
        if !free.contains(figure) {
            (spread.low, spread.high) = (spread.central, spread.central);
        }
    }
    let summary = run(&Scenario { run: sufficiency::model::RunSettings { replications: 4, ..known.run.clone() }, ..known.clone() });
    let last = |scenario: &Scenario| answer(scenario, &summary).options.pop().unwrap();
    let told = last(&known);
    let (even, prevention) = (told.break_even.unwrap(), told.prevention.unwrap());
    let mut found = [(f64::INFINITY, f64::NEG_INFINITY); 5];
    for corner in 0_u32..128 {
        let mut at = known.clone();
        let costs = at.costs.as_mut().unwrap();
        for (bit, figure) in free.iter().enumerate() {
            let Spread { low, high, .. } = costs.figures[figure];
            let value = if (corner >> bit) & 1 == 1 { high } else { low };
            costs.figures.insert(*figure, Spread { central: value, low: value, high: value });
        }
        let option = last(&at);
        let (even, prevention) = (option.break_even.unwrap(), option.prevention.unwrap());
        let values = [
            Some(even.fee),
            even.occupancy,
            even.occupancy_with_buildings,
            prevention.requests_per_year,
            prevention.requests_with_building,
        ];
        for ((low, high), value) in found.iter_mut().zip(values) {
            let value = value.unwrap_or(f64::INFINITY);
            (*low, *high) = (low.min(value), high.max(value));
        }
    }
    let ends = [
        even.fee_range,
        even.occupancy_range,
        even.occupancy_with_buildings_range,
        prevention.requests_range,
        prevention.requests_with_building_range,
    ];
    for (ends, (low, high)) in ends.iter().zip(found) {
        assert!(
            (ends.low - low).abs() < 1e-9 * low && (ends.high == high || (ends.high - high).abs() < 1e-9 * high),
            "{ends:?} {low} {high}"
        );
    }
}

#[test]
fn break_even_occupancy_has_its_closed_form() {
    // £4,000 of £5,000 a week are fixed; each child brings £7,000 and costs £1,000 more: 4,000 ÷ 6,000.
    assert!((break_even_occupancy(5_000.0, 0.8, 0.0, 7_000.0).unwrap() - 4_000.0 / 6_000.0).abs() < 1e-12);
    // With £1,000 a week of building: 5,000 ÷ 6,000.
    assert!((break_even_occupancy(5_000.0, 0.8, 1_000.0, 7_000.0).unwrap() - 5_000.0 / 6_000.0).abs() < 1e-12);
    // A fee below what a child adds is never enough.
    assert_eq!(break_even_occupancy(5_000.0, 0.0, 0.0, 4_000.0), None);
}

#[test]
fn nights_in_the_bill_are_the_nights_of_the_run() {
    let (scenario, summary) = &*PLAYED;
    let days = scenario.run.horizon_days();
    for (option, described) in scenario.options.iter().enumerate() {
        let mut nights = [0.0; QUANTITIES];
        summary.usage.mean_by_year(option).for_each(|year| nights.iter_mut().zip(year).for_each(|(sum, value)| *sum += value));
        let of = |kinds: &[CostKind]| kinds.iter().map(|kind| nights[kind.index()]).sum::<f64>();
        let mean = |key: &str| summary.estimate(option, key).unwrap().mean * days;
        close(of(&[CostKind::LondonWelfare, CostKind::LondonJustice]), mean("census_london"));
        close(of(&[CostKind::ElsewhereWelfare, CostKind::ElsewhereJustice]), mean("census_elsewhere"));
        close(of(&[CostKind::StepDown, CostKind::OpenFacility]), mean("step_down_census") + mean("open_facility_census"));
        let beds: u32 = described.homes.iter().map(|home| home.total_beds()).sum();
        let london = [CostKind::LondonWelfare, CostKind::LondonWelfareEmpty, CostKind::LondonJustice, CostKind::LondonJusticeEmpty];
        close(of(&london), f64::from(beds) * days);
        let places: u32 = described.step_down_units.iter().map(|unit| unit.places).sum();
        close(of(&[CostKind::StepDown, CostKind::StepDownEmpty]), f64::from(places) * days);
    }
}

#[test]
fn a_price_asks_for_no_new_run() {
    let (scenario, summary) = &*PLAYED;
    let mut dearer = scenario.clone();
    dearer.costs.as_mut().unwrap().set(CostFigure::ElsewhereWelfareWeek, 9_000.0);
    dearer.costs.as_mut().unwrap().paid_by.insert(CostGroup::StepDown, PaidBy { nhs: 0.5, ..PaidBy::default() });
    dearer.options[1].capital_pounds = Some(1.0);
    assert_eq!(dearer.run_inputs(), scenario.run_inputs());
    let (before, after) = (answer(scenario, summary), answer(&dearer, summary));
    let week = |answer: &CostAnswer| answer.options[0].of_kind(CostKind::ElsewhereWelfare) as f64;
    assert!((week(&after) / week(&before) - 9.0 / 7.0).abs() < 1e-6);
    assert_eq!(after.options[2].of_kind(CostKind::LondonWelfare), before.options[2].of_kind(CostKind::LondonWelfare));
    let mut unpriced = scenario.clone();
    unpriced.costs = None;
    assert_eq!(CostAnswer::new(&unpriced, summary), None);
}

#[test]
fn at_the_switching_value_both_cost_the_same() {
    let (scenario, summary) = &*PLAYED;
    for option in answer(scenario, summary).options.iter().skip(1) {
        for switch in option.switches.iter().filter(|switch| switch.at.is_some()) {
            let mut turned = scenario.clone();
            turned.costs.as_mut().unwrap().set(switch.figure, switch.at.unwrap());
            let turned = answer(&turned, summary);
            let own = turned.options.iter().find(|other| other.id == option.id).unwrap();
            // Each line of a bill is rounded to a penny.
            assert!((own.total() - turned.options[0].total()).abs() <= 24, "{:?}", switch.figure);
        }
    }
}

#[test]
fn the_open_facility_pays_for_itself_at_its_switching_value() {
    let (scenario, summary) = &*PLAYED;
    let option = answer(scenario, summary).options.pop().unwrap();
    let prevention = option.prevention.unwrap();
    let facility = (option.of_kind(CostKind::OpenFacility) + option.of_kind(CostKind::OpenFacilityEmpty)) as f64 / 100.0;
    close(prevention.pounds_per_year, facility);
    close(prevention.requests_per_year.unwrap() * prevention.pounds_per_request, facility);
    assert!((80.0..160.0).contains(&prevention.of_requests), "{}", prevention.of_requests);
    // Its own building: so much a place with optimism bias, over its life.
    let costs = scenario.costs.as_ref().unwrap();
    let places = f64::from(scenario.options[3].open_facility.as_ref().unwrap().places);
    let building =
        places * costs.figure(CostFigure::CapitalPerOpenPlace) * (1.0 + costs.optimism_bias()) / costs.figure(CostFigure::AssetLifeYears);
    close(prevention.requests_with_building.unwrap() * prevention.pounds_per_request, facility + building);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    /// Whatever the prices and whoever pays: lines add up to the bill, payers pay it, and replications agree with it.
    #[test]
    fn everything_adds_up_to_the_penny(
        prices in prop::collection::vec(0.0..1.0_f64, 17),
        shares in prop::collection::vec((0.0..0.34_f64, 0.0..0.33_f64, 0.0..0.33_f64), 8),
        per_year in any::<bool>(),
    ) {
        let (scenario, summary) = &*PLAYED;
        let mut scenario = scenario.clone();
        let costs = scenario.costs.as_mut().unwrap();
        for (figure, part) in CostFigure::ALL.into_iter().zip(&prices) {
            let spec = figure.spec();
            let central = spec.min + part * (spec.max - spec.min);
            costs.figures.insert(figure, Spread { central, low: central * 0.5, high: central * 1.5 });
        }
        for (group, (department_for_education, ministry_of_justice, nhs)) in CostGroup::ALL.into_iter().zip(shares) {
            costs.paid_by.insert(group, PaidBy { department_for_education, ministry_of_justice, nhs });
        }
        costs.bespoke_paid = if per_year { BespokePaid::PerYear } else { BespokePaid::PerWeek };
        for option in &answer(&scenario, summary).options {
            let kinds: i64 = CostKind::ALL.into_iter().map(|kind| option.of_kind(kind)).sum();
            let payers: i64 = Payer::ALL.into_iter().map(|payer| option.of_payer(payer, true)).sum();
            prop_assert_eq!(kinds, option.total());
            prop_assert_eq!(payers, option.total());
            prop_assert_eq!(option.capital_by_payer.iter().sum::<i64>(), (option.capital.pounds * 100.0).round() as i64);
            let mean = option.estimate(CostMeasure::PerYear).unwrap().mean;
            prop_assert!((option.total() as f64 / 100.0 - mean).abs() < 0.07 + 1e-9 * mean, "{} {mean}", option.total());
            let years: i64 = option.by_year.iter().flatten().sum();
            prop_assert!((years as f64 / 300.0 - mean).abs() < 0.2 + 1e-9 * mean);
            prop_assert!(option.price_range.low <= mean + 1.0 && mean <= option.price_range.high + 1.0);
        }
    }
}
