//! What each borough asks for and pays: the children of the run counted by borough, bills that add up to the penny, and sites tried in turn.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use sufficiency::analysis::Experiment;
use sufficiency::analysis::boroughs::beside::Beside;
use sufficiency::analysis::boroughs::bills::{Bills, YearBills, bills};
use sufficiency::analysis::boroughs::charges::Charges;
use sufficiency::analysis::boroughs::needs::needs;
use sufficiency::analysis::boroughs::siting::sitings;
use sufficiency::analysis::boroughs::split::shares;
use sufficiency::analysis::boroughs::study::{BoroughAsk, BoroughStudy, study};
use sufficiency::analysis::boroughs::use_of::{BoroughYear, Night};
use sufficiency::analysis::costs::CostAnswer;
use sufficiency::model::costs::apportion;
use sufficiency::model::counts::kept;
use sufficiency::model::geography::{BOROUGHS, great_circle_miles};
use sufficiency::model::{BedKind, BoroughCount, BoroughMix, CostFigure, Membership, Payer, Scenario, Stream, ValidScenario};
use sufficiency::report::Answer;
use sufficiency::report::boroughs::told;
use sufficiency::report::tables::{Cell, Symbol};
use sufficiency::sim::{Outcome, Player};
use sufficiency::store::shipped;

fn scenario(id: &str, change: impl FnOnce(&mut Scenario)) -> ValidScenario {
    let mut scenario = (*shipped(id).expect("a shipped scenario").load().expect("a valid one").scenario.shared()).clone();
    change(&mut scenario);
    ValidScenario::new(Arc::new(scenario)).expect("a valid scenario")
}

fn option(scenario: &Scenario, id: &str) -> usize {
    scenario.options.iter().position(|option| option.id == id).expect("an option")
}

fn studied(scenario: &ValidScenario, option: usize, futures: u32, threads: usize) -> BoroughStudy {
    study(scenario, &BoroughAsk { option, futures }, threads, &AtomicBool::new(false), &mut |_, _| ())
}

/// Day for day and child for child, boroughs add up to what the run measures.
#[test]
fn the_boroughs_add_up_to_the_run() {
    for id in ["two-12-justice-step-down-open", "large-24"] {
        let scenario = scenario("homes-as-they-really-run", |scenario| {
            scenario.run.horizon_years = 3.0;
            scenario.pathway.bespoke_share = 0.4;
            if let Some(facility) = scenario.options.iter_mut().find_map(|option| option.open_facility.as_mut()) {
                (facility.divertible_share, facility.prevents_share) = (0.3, 0.5);
            }
        });
        let option = option(&scenario, id);
        let study = studied(&scenario, option, 3, 1);
        let mut player = Player::new(&scenario);
        for (number, future) in study.futures.iter().enumerate() {
            let mut outcomes = [Outcome::default(), Outcome::default()];
            player.replicate(number as u32, &[option, 0], &mut outcomes);
            for (rows, outcome) in [(&future.with, &outcomes[0]), (&future.without, &outcomes[1])] {
                let nights = |night: Night| rows.iter().map(|row| row.nights(night)).sum::<f64>();
                let welfare = &outcome.streams[Stream::Welfare.index()];
                let others = [Stream::Justice, Stream::PoliceCustody].map(|stream| &outcome.streams[stream.index()]);
                let in_beds = |justice: bool| {
                    let pools = outcome.pools.iter().enumerate().filter(|(pool, _)| (pool % 3 == BedKind::Justice.index()) == justice);
                    pools.map(|(_, pool)| pool.occupied_days()).sum::<f64>()
                };
                assert_eq!((nights(Night::LondonWelfare), nights(Night::LondonJustice)), (in_beds(false), in_beds(true)));
                assert_eq!(nights(Night::ElsewhereWelfare), welfare.days().elsewhere);
                assert_eq!(nights(Night::ElsewhereJustice), others.iter().map(|s| s.days().elsewhere).sum::<f64>());
                let beside = outcome.step_down_census.days() + outcome.open_facility_census.days();
                assert_eq!(nights(Night::StepDown) + nights(Night::OpenFacility), beside);
                let bespoke: f64 = outcome.streams.iter().map(|s| s.days().waiting + s.unplaced_stay_days).sum();
                assert!((nights(Night::Bespoke) - 0.4 * bespoke).abs() < 1e-6 * bespoke);
                let without: f64 = rows.iter().map(|row| row.nights_without_place).sum();
                assert!((without - bespoke).abs() < 1e-6 * bespoke, "whoever pays for them");
                let requests: u32 = rows.iter().map(|row| row.welfare_requests).sum();
                assert_eq!(f64::from(requests), f64::from(welfare.totals().requests));
                let placements: u32 = rows.iter().map(|row| row.welfare_placements).sum();
                assert_eq!(f64::from(placements), f64::from(welfare.totals().placed_london + welfare.totals().placed_elsewhere));
                let miles: f64 = rows.iter().map(|row| row.welfare_miles).sum();
                assert!((miles - welfare.miles).abs() < 1e-6 * miles);
            }
        }
    }
}

#[test]
fn threads_change_nothing_and_a_stop_keeps_what_is_done() {
    let scenario = scenario("london-review", |scenario| scenario.run.horizon_years = 2.0);
    let two_12 = option(&scenario, "two-12");
    assert_eq!(studied(&scenario, two_12, 23, 1), studied(&scenario, two_12, 23, 3));
    let stop = AtomicBool::new(false);
    let part = study(&scenario, &BoroughAsk { option: two_12, futures: 1_000 }, 1, &stop, &mut |progress, _| {
        assert_eq!(progress.wanted, 1_000);
        stop.store(progress.done >= 20, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!(part.futures, studied(&scenario, two_12, 20, 1).futures);
}

fn rule() -> impl Strategy<Value = Membership> {
    let weight = || prop_oneof![Just(0.0), 0.01..100.0];
    let cap = prop_oneof![Just(None), (1.0..33.0_f64).prop_map(Some), Just(Some(1.0))];
    (weight(), weight(), weight(), cap).prop_filter_map(
        "a rule",
        |(equal_weight, population_weight, use_weight, most_times_equal_share)| {
            let rule = Membership { equal_weight, population_weight, use_weight, most_times_equal_share, ..Membership::default() };
            (equal_weight + population_weight + use_weight > 0.0).then_some(rule)
        },
    )
}

fn year() -> impl Strategy<Value = Vec<BoroughYear>> {
    let nights = proptest::array::uniform7(prop_oneof![Just(0.0), 0.0..900.0_f64]);
    proptest::collection::vec(nights.prop_map(|nights| BoroughYear { nights, ..BoroughYear::default() }), BOROUGHS.len())
}

fn charges() -> impl Strategy<Value = Charges> {
    (0.0..4e7_f64, proptest::array::uniform7(0.0..3e3_f64), proptest::array::uniform7(0.0..3e3_f64))
        .prop_map(|(fixed, shared_night, own_night)| Charges { shared_fixed: vec![fixed], shared_night, own_night })
}

proptest! {
    #[test]
    fn bills_add_up_to_the_income_to_the_penny(rows in year(), charges in charges(), rule in rule()) {
        let bills = YearBills::of(&rows, 0, &charges, &rule);
        prop_assert_eq!(bills.shared.iter().sum::<i64>(), bills.income);
        prop_assert!(bills.shared.iter().all(|pence| *pence >= 0));
        if let Some(times) = rule.most_times_equal_share {
            let most = bills.income as f64 * times / BOROUGHS.len() as f64;
            prop_assert!(bills.shared.iter().all(|pence| *pence as f64 <= most + 1.0 + 1e-6 * most));
        }
        let variable: f64 = rows.iter().flat_map(|row| row.nights.iter().zip(charges.shared_night).map(|(nights, price)| nights * price)).sum();
        prop_assert!((bills.income as f64 / 100.0 - charges.shared_fixed[0] - variable).abs() < 0.01 + 1e-6);
    }

    #[test]
    fn equal_shares_are_a_thirty_third_each(pence in 0_i64..10_000_000_000, nights in proptest::collection::vec(0.0..900.0_f64, 33)) {
        let parts = apportion(pence, &shares(&Membership::default(), &nights));
        prop_assert_eq!(parts.iter().sum::<i64>(), pence);
        prop_assert!(parts.iter().all(|part| *part == pence / 33 || *part == pence / 33 + 1));
    }
}

/// One borough uses everything, at most twice the equal share: it pays 2/33, the others a 32nd of the rest each. By use alone the others
/// have no share of their own, so the rest falls on them alike.
#[test]
fn a_cap_moves_what_is_above_it_to_the_others() {
    let rule = Membership { most_times_equal_share: Some(2.0), ..Membership::named("use").expect("a rule") };
    let mut nights = [0.0; 33];
    nights[7] = 100.0;
    let shares = shares(&rule, &nights);
    for (borough, share) in shares.iter().enumerate() {
        let expected = if borough == 7 { 2.0 / 33.0 } else { 31.0 / 33.0 / 32.0 };
        assert!((share - expected).abs() < 1e-12, "{borough}: {share}");
    }
}

/// With no fixed cost and by use, sharing is no different from buying: every borough pays its own nights. With equal shares one authority's
/// part varies as the whole does, a thirty-third of it.
#[test]
fn use_pools_nothing_and_equal_shares_pool_everything() {
    let scenario = scenario("london-review", |scenario| scenario.run.horizon_years = 3.0);
    let two_12 = option(&scenario, "two-12");
    let study = studied(&scenario, two_12, 30, 1);
    let mut charges = Charges { shared_fixed: vec![0.0; 3], shared_night: [0.0; Night::COUNT], own_night: [0.0; Night::COUNT] };
    charges.shared_night[Night::LondonWelfare as usize] = 1_000.0;
    let by_use = Membership::named("use").expect("a rule");
    for future in &study.futures {
        for (year, rows) in future.with.chunks(BOROUGHS.len()).enumerate() {
            let bills = YearBills::of(rows, year, &charges, &by_use);
            for (row, pence) in rows.iter().zip(&bills.shared) {
                assert!((row.nights(Night::LondonWelfare) * 100_000.0 - *pence as f64).abs() <= 1.0);
            }
        }
    }
    let equal = bills(&study, &charges, &charges, &Membership::default()).expect("bills");
    let used = bills(&study, &charges, &charges, &by_use).expect("bills");
    let first = &equal.boroughs[0].shared;
    assert!((first.spread * 33.0 - equal.income.spread).abs() < 1.0 && (first.bad_year * 33.0 - equal.income.bad_year).abs() < 1.0);
    assert_eq!(equal.income, used.income);
    // A small borough that hardly ever asks has little to vary; over all of them pooling shows.
    let spreads = |bills: &Bills| bills.boroughs.iter().map(|bill| bill.shared.spread).sum::<f64>();
    let bad_years = |bills: &Bills| bills.boroughs.iter().map(|bill| bill.shared.bad_year).sum::<f64>();
    assert!(2.0 * spreads(&equal) < spreads(&used) && 2.0 * bad_years(&equal) < bad_years(&used));
    for bills in [&equal, &used] {
        let sum: f64 = bills.boroughs.iter().map(|bill| bill.shared.average_year).sum();
        assert!((sum - bills.income.average_year).abs() < 0.001, "to the penny");
    }
}

/// As now beside itself: nobody gains and nobody loses.
#[test]
fn as_now_changes_nothing() {
    let scenario = scenario("london-review", |scenario| scenario.run.horizon_years = 2.0);
    let study = studied(&scenario, 0, 10, 1);
    let charges = &Charges::of(&scenario, &[0]).expect("prices")[0];
    let bills = bills(&study, charges, charges, &Membership::default()).expect("bills");
    assert!(
        bills.boroughs.iter().all(|bill| bill.change.mean == 0.0 && bill.with_option == bill.as_now && bill.shared.average_year == 0.0)
    );
}

/// The gamma mix has closed-form expected shares; 121 requests a year.
#[test]
fn expected_requests_follow_the_shares() {
    let scenario = scenario("london-review", |scenario| scenario.run.horizon_years = 10.0);
    let study = studied(&scenario, 0, 40, 0);
    let needs = needs(&study).expect("needs");
    let total: f64 = needs.iter().map(|need| need.requests.mean).sum();
    assert!((total - 121.0).abs() < 2.0, "{total}");
    let expected = sufficiency::analysis::boroughs::expected_shares(&scenario.demand.borough_mix, 121.0);
    // Between futures a borough's share has a coefficient of variation of about 1: four standard errors of 40.
    for (need, share) in needs.iter().zip(expected) {
        assert!((need.requests.mean - 121.0 * share).abs() < 121.0 * share * 4.0 * 1.05 / 40_f64.sqrt());
        assert!(need.requests.low <= need.requests.mean && need.requests.mean <= need.requests.high);
    }
}

/// The bills of all boroughs are what the costs of the same run say that boroughs pay, with an option and as now.
#[test]
fn bills_agree_with_the_costs_of_the_run() {
    let scenario = scenario("homes-as-they-really-run", |scenario| {
        scenario.run.horizon_years = 4.0;
        scenario.pathway.bespoke_share = 0.25;
    });
    let open = option(&scenario, "two-12-justice-step-down-open");
    let mut experiment = Experiment::new(&scenario, &[0, open], 0, 1);
    experiment.advance(25, &AtomicBool::new(false));
    let costs = CostAnswer::new(&scenario, &experiment.summary()).expect("costs");
    let study = studied(&scenario, open, 25, 1);
    let charges = Charges::of(&scenario, &[open, 0]).expect("prices");
    for word in ["equal", "use"] {
        let bills = bills(&study, &charges[0], &charges[1], &Membership::named(word).expect("a rule")).expect("bills");
        for (bill, costs) in [(&bills.as_now, &costs.options[0]), (&bills.with_option, &costs.options[1])] {
            let expected = costs.of_payer(Payer::Boroughs, true) as f64 / 100.0;
            // Here every year is in whole pence, there only the mean of a kind.
            assert!((bill.average_year - expected).abs() < 0.1, "{word}: {} beside {expected}", bill.average_year);
        }
        let sum: f64 = bills.boroughs.iter().map(|bill| bill.with_option.average_year).sum();
        assert!((sum - bills.with_option.average_year).abs() < 0.001, "to the penny");
    }
}

/// The share of nights without a place that makes the two bills equal does so when the scenario takes so much of them to be paid for.
#[test]
fn the_even_share_of_bespoke_care_makes_the_bills_equal() {
    let with_share = |share: f64| {
        let scenario = scenario("london-review", |scenario| {
            scenario.run.horizon_years = 3.0;
            scenario.pathway.bespoke_share = share;
            // Cheap homes, so that some share makes them equal.
            let figures = &mut scenario.costs.as_mut().expect("prices").figures;
            let bed = figures.get_mut(&CostFigure::LondonWelfareBedWeek).expect("a price");
            (bed.low, bed.central) = (0.5 * bed.central, 0.8 * bed.central);
        });
        let two_12 = option(&scenario, "two-12");
        let study = studied(&scenario, two_12, 20, 0);
        let charges = Charges::of(&scenario, &[two_12, 0]).expect("prices");
        let bills = bills(&study, &charges[0], &charges[1], &Membership::default()).expect("bills");
        (Beside::of_all(&bills, &needs(&study).expect("needs")), charges[0].own_night[Night::Bespoke as usize])
    };
    let (none, night) = with_share(0.0);
    let even = none.even_share(0.0, night).expect("fewer nights without a place");
    assert!((0.0..=1.0).contains(&even), "{even}");
    let (paid, _) = with_share(even);
    assert!((paid.with_option.pounds - paid.as_now.pounds).abs() < 1.0, "{paid:?}");
    assert!((paid.even_share(even, night).expect("a share") - even).abs() < 1e-6);
}

/// Less than a year makes no bill.
#[test]
fn a_horizon_below_a_year_has_no_bill() {
    let scenario = scenario("london-review", |scenario| scenario.run.horizon_years = 0.5);
    let study = studied(&scenario, 1, 2, 1);
    let charges = &Charges::of(&scenario, &[1]).expect("prices")[0];
    assert!(bills(&study, charges, charges, &Membership::default()).is_none() && needs(&study).is_none());
}

#[test]
fn the_best_sites_are_those_of_brute_force() {
    let weights: Vec<f64> = BOROUGHS.iter().map(|borough| borough.population_10_17).collect();
    let at = |borough: usize| (BOROUGHS[borough].latitude, BOROUGHS[borough].longitude);
    let mean = |sites: &[usize]| {
        let miles = (0..33).map(|from| {
            let nearest = sites.iter().map(|to| great_circle_miles(at(from), at(*to))).fold(f64::MAX, f64::min);
            1.25 * nearest * weights[from]
        });
        miles.sum::<f64>() / weights.iter().sum::<f64>()
    };
    let (singles, pairs) = (sitings(&weights, 1.25, false), sitings(&weights, 1.25, true));
    assert_eq!((singles.len(), pairs.len()), (33, 33 * 32 / 2));
    let mut best = (f64::MAX, 0, 0);
    for a in 0..33 {
        for b in 0..33 {
            let miles = mean(&[a, b]);
            if miles < best.0 - 1e-9 {
                best = (miles, a, b);
            }
        }
    }
    assert_eq!(pairs[0].sites, [best.1, best.2]);
    assert!((pairs[0].mean_miles - best.0).abs() < 1e-9);
    for siting in singles.iter().chain(&pairs) {
        assert!((siting.mean_miles - mean(&siting.sites)).abs() < 1e-9 && siting.worst_miles >= siting.mean_miles);
    }
    assert!(pairs.windows(2).all(|two| two[0].mean_miles <= two[1].mean_miles));
    assert!(pairs[0].mean_miles < singles[0].mean_miles);
    // A child in one borough only: a home there is no way off.
    let mut alone = vec![0.0; 33];
    alone[12] = 4.0;
    let nearest = &sitings(&alone, 1.25, false)[0];
    assert_eq!((nearest.sites.as_slice(), nearest.mean_miles, nearest.worst_miles), (&[12][..], 0.0, 0.0));
    assert!(sitings(&[0.0; 33], 1.25, true).is_empty());
}

fn call(arguments: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_sufficiency")).args(arguments).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints text");
    (output.status.code().expect("the program is not killed"), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_line_answers_for_one_borough_and_for_all() {
    let few = ["boroughs", "london-review", "--replications", "12", "--option", "two-12"];
    let with = |more: &[&'static str]| call(&few.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>());
    let (code, out, err) = with(&["--borough", "camden"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("In an average year Camden pays £") && out.contains("without it") && out.contains("illustrative"), "{out}");
    assert!(out.contains("children a year are placed for welfare, and as now") && out.contains("Not in the bills:"), "{out}");
    let (code, out, _) = call(&["boroughs", "london-review", "--replications", "12", "--option", "as-now", "--borough", "Camden"]);
    assert!(code == 0 && out.contains("with “As now” as without it"), "{out}");
    let (code, out, _) = with(&["--rule", "use", "--cap", "3"]);
    assert!(code == 0 && out.contains("by use, nobody more than 3 times the equal share") && out.contains("All 33 together"), "{out}");
    let (code, out, _) = with(&["--json"]);
    let document: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let boroughs = document["boroughs"].as_array().expect("boroughs");
    let pence = |bill: &serde_json::Value| (bill["average_year"].as_f64().expect("pounds") * 100.0).round() as i64;
    assert_eq!((code, boroughs.len()), (0, 33));
    assert_eq!(boroughs.iter().map(|entry| pence(&entry["figures"]["shared"])).sum::<i64>(), pence(&document["income"]));
    assert_eq!(boroughs.iter().map(|entry| pence(&entry["figures"]["bill"])).sum::<i64>(), pence(&document["all"]));
    let (code, _, err) = with(&["--borough", "Camdem"]);
    assert!(code == 2 && err.contains("did you mean 'Camden'?"), "{err}");
    let (code, _, err) = with(&["--cap", "0.5"]);
    assert!(code == 1 && err.contains("most_times_equal_share") && err.contains("between 1 and 33"), "{err}");
}

/// A borough that counted few is held back wherever it is asked for, and so is one that would give it away.
#[test]
fn few_requests_are_held_back_in_every_export() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("counted.ron");
    let mut counted = (*scenario("london-review", |_| ())).clone();
    let counts = BOROUGHS.iter().map(|borough| {
        let count = if borough.name == "Sutton" { BoroughCount::FewerThanSix } else { BoroughCount::Requests(6) };
        (borough.name.clone(), count)
    });
    counted.demand.borough_mix = BoroughMix::Counted(counts.collect());
    // The file itself may not give the count away: what the year's requests leave would be Sutton's.
    let refused = ValidScenario::new(Arc::new(counted.clone())).expect_err("Sutton's count could be worked out");
    assert!(refused.iter().any(|problem| problem.message.contains("could be worked out")), "{refused:?}");
    let BoroughMix::Counted(counts) = &mut counted.demand.borough_mix else { unreachable!("counts") };
    *counts = kept(counts);
    std::fs::write(&path, sufficiency::store::to_ron(&counted)).expect("a file");
    let path = path.to_str().expect("a plain path");
    let all = |more: &[&str]| call(&[&["boroughs", path, "--replications", "6"], more].concat()).1;
    for option in ["two-12", "large-24"] {
        let document: serde_json::Value = serde_json::from_str(&all(&["--option", option, "--json"])).expect("JSON");
        let held: Vec<&serde_json::Value> =
            document["boroughs"].as_array().expect("boroughs").iter().filter(|entry| entry["held_back"] == true).collect();
        assert!(held.len() > 1 && held.iter().all(|entry| entry["figures"].is_null()), "{option}");
        assert!(held.iter().any(|entry| entry["name"] == "Sutton"));
    }
    assert!(all(&["--borough", "Sutton"]).contains("Sutton: [c]"));
}

/// The table of a paper holds back what the command line holds back, and its bills add up to those of all to a pound a borough.
#[test]
fn a_paper_tells_bills_and_holds_few_requests_back() {
    let counted = scenario("london-review", |scenario| {
        scenario.run.replications = 4;
        scenario.run.horizon_years = 2.0;
        scenario.options.retain(|option| matches!(option.id.as_str(), "as-now" | "two-12"));
    });
    let told_of = |scenario: &ValidScenario| {
        let mut experiment = Experiment::new(scenario, &[0, 1], 0, 1);
        experiment.advance(4, &AtomicBool::new(false));
        told(&Answer::new(scenario.clone(), String::new(), experiment.summary()))
    };
    let unknown = told_of(&counted);
    let [table, distances, sites] = unknown.tables.as_slice() else { panic!("{} tables", unknown.tables.len()) };
    assert_eq!((table.rows.len(), distances.rows.len(), sites.rows.len()), (34, 2 * 33, 20));
    let column = table.columns.iter().position(|column| column == "Average year, £").expect("a column");
    let pounds: Vec<f64> =
        table.rows.iter().map(|row| if let Cell::Number { value, .. } = row[column] { value } else { f64::NAN }).collect();
    assert!((pounds[..33].iter().sum::<f64>() - pounds[33]).abs() <= 17.0, "{pounds:?}");
    let told = unknown.sentence.as_ref().expect("a sentence");
    assert!(told.contains("authorities pay less than as now"), "{told}");
    let few = scenario("london-review", |scenario| {
        (scenario.run, scenario.options) = (counted.run.clone(), counted.options.clone());
        scenario.demand.borough_mix =
            BoroughMix::Counted(kept(&BOROUGHS.iter().zip([40, 30, 20, 10]).map(|(b, n)| (b.name.clone(), BoroughCount::of(n))).collect()));
    });
    let table = &told_of(&few).tables[0];
    let held = table.rows.iter().filter(|row| row.contains(&Cell::Missing(Symbol::Confidential))).count();
    assert!(held == 31 && table.rows[33].iter().all(|cell| *cell != Cell::Missing(Symbol::Confidential)));
}
