//! A run that starts from where things stand today: exact days by hand in both engines, the long run kept, an empty start that ramps as
//! theory says, and what is wrong with a count of today explained.

mod reference;

use std::sync::atomic::AtomicBool;

use reference::hand::{World, child, patient};
use reference::worlds::{fixed, home, quiet, valid};
use sufficiency::analysis::Experiment;
use sufficiency::analysis::start::average_day;
use sufficiency::model::{
    ElapsedBand, LengthOfStay, Offers, OpenToday, Patience, PlaceToday, PlacedToday, Scenario, StayFamily, Stream, Today, ValidScenario,
};
use sufficiency::sim::quantiles::Stays;
use sufficiency::sim::record::Ending;
use sufficiency::sim::{Outcome, Player, Request};

fn band(from_days: f64, to_days: f64, children: u32) -> ElapsedBand {
    ElapsedBand { from_days, to_days, children }
}

fn elsewhere(bands: Vec<ElapsedBand>) -> PlacedToday {
    PlacedToday { stream: Stream::Welfare, place: PlaceToday::Elsewhere, bands }
}

/// A year, or two, of requests that all find a place elsewhere at once, from a day with these children in placement.
fn from_day(length_of_stay: LengthOfStay, requests_per_year: f64, bands: Vec<ElapsedBand>) -> ValidScenario {
    let mut scenario = quiet();
    scenario.elsewhere.welfare = Offers::Unlimited;
    scenario.demand.welfare.length_of_stay = length_of_stay;
    scenario.demand.welfare.requests_per_year = requests_per_year;
    scenario.run.horizon_years = 2.0;
    scenario.today = Some(Today { placed: vec![elsewhere(bands)], open: Vec::new() });
    valid(scenario)
}

// --- by hand ---

#[test]
fn children_in_placement_leave_when_their_stay_ends() {
    let story = World::welfare_beds(1)
        .already_placed("here", Some("north"), child(-30.0, 50.0))
        .already_placed("away", None, child(-10.0, 40.5))
        .child("next", child(5.0, 9.0))
        .play();
    assert_eq!(story.in_london("here"), (0, -30.0));
    assert_eq!(story.left("here"), (20.0, 20.0, false));
    assert_eq!(story.left("away"), (30.5, 30.5, false));
    assert_eq!(story.in_london("next"), (0, 20.0));
}

#[test]
fn a_child_in_a_home_that_this_option_has_not_is_elsewhere() {
    let story = World::welfare_beds(1).already_placed("away", Some("south"), child(-4.0, 10.0)).child("next", child(1.0, 9.0)).play();
    assert_eq!(story.elsewhere("away"), -4.0);
    assert_eq!(story.in_london("next"), (0, 1.0));
}

#[test]
fn open_requests_are_looked_at_on_the_first_day_longest_wait_first() {
    let idle = Request { proceeds: false, ..patient(21.0, child(-10.0, 99.0)) };
    let story = World::welfare_beds(2)
        .already_placed("here", Some("north"), child(-30.0, 50.0))
        .already_open("longest", child(-14.0, 60.0))
        .already_open("idle", idle)
        .already_open("impatient", patient(15.0, child(-9.0, 60.0)))
        .already_open("patient", child(-5.0, 3.0))
        .play();
    assert_eq!(story.in_london("longest"), (0, 0.0));
    assert_eq!(story.ending("idle"), Ending::NotProceeding { day: 11.0 });
    assert_eq!(story.ending("impatient"), Ending::NoPlace { day: 6.0 });
    assert_eq!(story.in_london("patient"), (0, 20.0));
    assert_eq!(story.requested("patient"), Some(-5.0));
}

/// Children counted today are reported, of whatever stream and whoever follows them.
#[test]
fn police_custody_is_reported_where_only_today_has_it() {
    let keys = |stream| {
        let mut scenario = quiet();
        scenario.demand.stream_mut(stream).length_of_stay = fixed(100.0);
        scenario.today = Some(Today { placed: vec![PlacedToday { stream, ..elsewhere(vec![band(0.0, 30.0, 2)]) }], open: Vec::new() });
        let mut experiment = Experiment::new(&valid(scenario), &[0], 0, 1);
        experiment.advance(2, &AtomicBool::new(false));
        experiment.summary().measures.into_iter().filter(|measure| measure.key.starts_with("police_custody")).count()
    };
    assert_eq!(keys(Stream::Justice), 0);
    assert!(keys(Stream::PoliceCustody) > 0);
}

/// One child in a home, one waiting: no request and one placement are counted, the wait is the whole wait, and the beds are taken from day 0.
#[test]
fn those_already_there_are_counted_as_there_and_not_as_placed() {
    let mut scenario = quiet();
    scenario.demand.welfare.length_of_stay = fixed(100.0);
    scenario.demand.welfare.patience = Patience::Unlimited;
    scenario.options[0].homes = vec![home("north", 1, 0, 0)];
    scenario.today = Some(Today {
        placed: vec![PlacedToday { place: PlaceToday::Home("north".to_owned()), ..elsewhere(vec![band(10.0, 17.0, 1)]) }],
        open: vec![OpenToday { stream: Stream::Welfare, bands: vec![band(0.0, 30.0, 1)] }],
    });
    let mut player = Player::new(&valid(scenario));
    let mut outcomes = [Outcome::default()];
    player.replicate(0, &[0], &mut outcomes);
    let (there, open) = (player.trace().already_placed[0].request, player.trace().already_open[0]);
    let stream = &outcomes[0].streams[0];
    let leaves = there.arrival_day + 100.0;
    assert_eq!(there.stay_days, 100.0);
    assert!((-17.0..=-10.0).contains(&there.arrival_day));
    assert_eq!((f64::from(stream.totals().requests), f64::from(stream.totals().placed_london)), (0.0, 1.0));
    assert_eq!(stream.waits_days().copied().collect::<Vec<_>>(), [leaves - open.arrival_day]);
    assert_eq!(stream.days().waiting, leaves);
    assert_eq!(stream.days().london, leaves + 100.0);
    assert_eq!(outcomes[0].pools[0].occupied_days(), leaves + 100.0);
    assert_eq!(outcomes[0].pools[0].admissions, 1);
}

// --- chance ---

#[test]
fn a_child_more_changes_no_other_and_stays_outlast_what_has_passed() {
    let days = || vec![20.0, 30.0, 200.0];
    for family in [StayFamily::Empirical(days()), StayFamily::Fixed, StayFamily::Gamma, StayFamily::Weibull, StayFamily::Lognormal] {
        let stay = LengthOfStay { family, mean_days: 150.0, cv: 0.5, minimum_days: 10.0 };
        let trace =
            |children| Player::new(&from_day(stay.clone(), 0.0, vec![band(25.0, 60.0, children), band(60.0, 90.0, 3)])).chance().trace(4);
        let (fewer, more) = (trace(2), trace(3));
        assert_eq!((fewer.already_placed.len(), more.already_placed.len()), (5, 6));
        assert!(fewer.already_placed.iter().all(|already| more.already_placed.contains(already)), "{stay:?}");
        for already in &more.already_placed {
            let request = already.request;
            assert!(request.stay_days > -request.arrival_day && (-90.0..=-25.0).contains(&request.arrival_day), "{request:?}");
            if let StayFamily::Empirical(stays) = &stay.family {
                assert!(stays.contains(&request.stay_days), "{request:?}");
            }
        }
    }
}

/// Children there on average in each quarter over so many futures, and the standard error of each.
fn by_quarter(scenario: &ValidScenario, futures: u32) -> Vec<(f64, f64)> {
    let mut player = Player::new(scenario);
    let mut outcomes = [Outcome::default()];
    let mut quarters = vec![Vec::new(); 8];
    for future in 0..futures {
        player.replicate(future, &[0], &mut outcomes);
        let days = outcomes[0].streams[0].days_by_quarter();
        quarters.iter_mut().zip(days).for_each(|(values, days)| values.push(days.elsewhere / 91.25));
    }
    let count = f64::from(futures);
    let estimate = |values: Vec<f64>| {
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        (mean, (squares / (count - 1.0) / count).sqrt())
    };
    quarters.into_iter().map(estimate).collect()
}

/// Started from the distribution of the long run (of so many days having passed: the share of stays that last longer, over the mean), the
/// number of children stays at requests times stay, as it does after a warm-up.
#[test]
fn the_long_run_is_kept() {
    for family in [StayFamily::Exponential, StayFamily::Lognormal] {
        let stay = LengthOfStay { family, mean_days: 100.0, cv: 0.8, minimum_days: 0.0 };
        let stays = Stays::new(&stay);
        let (children, width) = (1_000.0, 7.0);
        let lasting = |day: f64| (1.0 - stays.share_within(day)) / stay.mean_days;
        let (mut owed, mut bands) = (0.0, Vec::new());
        for week in 0..300 {
            let from = f64::from(week) * width;
            owed += children * (0..70).map(|i| lasting(from + (f64::from(i) + 0.5) * 0.1) * 0.1).sum::<f64>();
            // Whole children, with what is left carried on to the next week.
            let whole = f64::round(owed);
            owed -= whole;
            bands.push(band(from, from + width, whole as u32));
        }
        let per_year = children / stay.mean_days * 365.0;
        let started = from_day(stay.clone(), per_year, bands);
        let mut warm = Scenario::clone(&started);
        (warm.today, warm.run.warm_up_years) = (None, 8.0);
        for (how, scenario) in [("from today", started), ("after a warm-up", valid(warm))] {
            for (quarter, (mean, standard_error)) in by_quarter(&scenario, 30).into_iter().enumerate() {
                let within = 4.0 * standard_error + 2.0;
                assert!((mean - children).abs() < within, "{how}, {stay:?}, quarter {quarter}: {mean} ± {standard_error}");
            }
        }
    }
}

/// From nobody at all, exponential stays fill the places as 1 − exp(−t/m).
#[test]
fn an_empty_start_ramps_as_theory_says() {
    let mean_days = 120.0;
    let stay = LengthOfStay { family: StayFamily::Exponential, mean_days, cv: 1.0, minimum_days: 0.0 };
    let scenario = from_day(stay, 365.0 * 500.0 / mean_days, Vec::new());
    for (quarter, (mean, standard_error)) in by_quarter(&scenario, 40).into_iter().enumerate() {
        let (from, to) = (quarter as f64 * 91.25, (quarter + 1) as f64 * 91.25);
        let exact = 500.0 * (1.0 - mean_days / 91.25 * ((-from / mean_days).exp() - (-to / mean_days).exp()));
        assert!((mean - exact).abs() < 4.0 * standard_error, "quarter {quarter}: {mean} ± {standard_error}, not {exact}");
    }
}

// --- what is wrong is said ---

/// Where a problem is, part of what is said of it, and what brings it about.
type Case<'a> = (&'a str, &'a str, &'a dyn Fn(&mut Scenario));

#[test]
fn what_is_wrong_with_today_names_its_place_and_the_mend() {
    let good = || Scenario::clone(&from_day(fixed(100.0), 10.0, vec![band(0.0, 30.0, 2)]));
    let said = |change: &dyn Fn(&mut Scenario)| {
        let mut scenario = good();
        scenario.options[0].homes = vec![home("north", 1, 0, 1)];
        change(&mut scenario);
        let problems = ValidScenario::new(scenario).expect_err("a problem");
        assert_eq!(problems.len(), 1, "{problems:?}");
        (problems[0].path.clone(), problems[0].message.clone())
    };
    let group = |scenario: &mut Scenario, change: &dyn Fn(&mut PlacedToday)| {
        change(scenario.today.as_mut().and_then(|today| today.placed.first_mut()).expect("a group"));
    };
    let in_home = |id: &'static str| move |group: &mut PlacedToday| group.place = PlaceToday::Home(id.to_owned());
    let cases: [Case<'_>; 6] = [
        ("run.warm_up_years", "set it to 0", &|scenario| scenario.run.warm_up_years = 2.0),
        ("today.placed.#1.bands.#1.to_days", "no single child's dates", &|scenario| group(scenario, &|group| group.bands[0].to_days = 3.0)),
        ("today.placed.#1.bands.#1.to_days", "no stay lasts longer than 100", &|scenario| {
            group(scenario, &|group| group.bands[0].to_days = 101.0);
        }),
        ("today.placed.#1.place", "did you mean 'north'?", &|scenario| group(scenario, &in_home("nort"))),
        ("today.placed.#1.place", "not open", &|scenario| {
            scenario.options[0].homes[0].opens = Some(scenario.run.start.plus_months(1));
            group(scenario, &in_home("north"));
        }),
        ("today.placed", "not enough beds", &|scenario| {
            group(scenario, &|group| group.bands[0].children = 3);
            group(scenario, &in_home("north"));
        }),
    ];
    for (path, part, change) in cases {
        let (at, message) = said(change);
        assert!(at == path && message.contains(part), "{at}: {message}");
    }
}

// --- a census that nobody has counted ---

fn numbers(bands: &[ElapsedBand]) -> Vec<u32> {
    bands.iter().map(|band| band.children).collect()
}

fn shipped_scenario(id: &str) -> ValidScenario {
    sufficiency::store::shipped(id).expect("supplied").load().expect("valid").scenario
}

#[test]
fn an_average_day_of_the_review_has_its_children_and_requests() {
    let today = average_day(&shipped_scenario("london-review"));
    // 60 a year for 4.2 months, 52.8 a year for 2.5 months; 18 open.
    assert_eq!((today.placed_children(Stream::Welfare), today.placed_children(Stream::Justice)), (21, 11));
    assert_eq!((today.open_requests(Stream::Welfare), today.open_requests(Stream::Justice)), (18, 0));
    // Nobody has waited longer than 193 days × ln(90.75 / 60) = 80 days, but for the few who will never need a place.
    let open = &today.open[0].bands;
    assert_eq!(open.iter().filter(|band| band.from_days > 90.0).map(|band| band.children).sum::<u32>(), 0, "{open:?}");
    assert!(today.placed.iter().all(|group| group.place == PlaceToday::Elsewhere));
}

#[test]
fn days_passed_have_their_closed_forms() {
    let of = |length_of_stay: LengthOfStay, per_year: f64| {
        let today = average_day(&from_day(length_of_stay, per_year, Vec::new()));
        today.placed[0].bands.clone()
    };
    // Of exponential stays with mean 100 those who came within t days are 1 − exp(−t/100) of those there.
    let bands = of(LengthOfStay { family: StayFamily::Exponential, mean_days: 100.0, cv: 1.0, minimum_days: 0.0 }, 3_650.0);
    let (mut to_there, beyond) = (0, (-7.3_f64).exp());
    for band in &bands {
        to_there += band.children;
        let exact = 1_000.0 * (1.0 - (-band.to_days / 100.0).exp()) / (1.0 - beyond);
        assert!((f64::from(to_there) - exact).abs() < 3.0, "{bands:?}: {exact} within {} days", band.to_days);
    }
    assert_eq!(to_there, 1_000);
    // Stays all alike: evenly spread up to the stay, and never beyond it.
    let bands = of(fixed(100.0), 365.0);
    assert_eq!((numbers(&bands), bands.last().map(|band| band.to_days)), (vec![30, 30, 30, 10], Some(100.0)));
}

/// The scenario supplied: what it says its census is made of is true, nothing has to settle, and a home that opens fills.
#[test]
fn the_scenario_supplied_begins_as_it_goes_on_and_its_homes_ramp_up() {
    let scenario = shipped_scenario("start-from-today");
    assert_eq!(scenario.today.as_ref(), Some(&average_day(&scenario)));
    let option = |id: &str| scenario.options.iter().position(|option| option.id == id).expect("an option");
    let mut short = Scenario::clone(&scenario);
    short.run.replications = 120;
    let chosen = [0, option("two-12-justice-step-down"), option("two-12-staggered")];
    let mut run = Experiment::new(&valid(short), &chosen, 0, 2);
    run.advance(120, &AtomicBool::new(false));
    let summary = run.summary();
    let series = |place: usize, key: &str| -> Vec<f64> {
        let series = summary.options[place].quarterly.iter().find(|series| series.key == key).expect("a series");
        series.points.iter().map(|point| point.mean).collect()
    };
    // As now: 21 welfare children elsewhere and 18 requests open from the first quarter to the last.
    for (key, average, within) in [("census_elsewhere_welfare", 21.0, 1.2), ("welfare_open_requests", 18.0, 2.0)] {
        let found = series(0, key);
        assert!(found.iter().all(|mean| (mean - average).abs() < within), "{key}: {found:?}");
    }
    // Nobody in London for the six years before a home opens; four quarters later two homes of 12 are nearly full.
    let london = series(1, "census_london_welfare");
    assert!(london[..24].iter().all(|mean| *mean == 0.0) && london[24] > 1.0 && london[28] > 18.0, "{london:?}");
    let steps = series(2, "census_london_welfare");
    assert!(steps[28] > 9.0 && steps[31] < 12.01 && steps[36] > 18.0, "{steps:?}");
}
