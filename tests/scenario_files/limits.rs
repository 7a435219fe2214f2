//! Every limit, at the limit and one beyond.

use std::collections::BTreeMap;

use sufficiency::model::validate::problems;
use sufficiency::model::{BoroughMix, Home, Offers, ParameterId, Patience, Scenario, Site, StayFamily, Stream, ValidScenario, WhenFull};

use super::small;

/// A change to [`small`], and whether it is allowed: words of the path and the message where it is not.
type Limit = (&'static str, fn(&mut Scenario), &'static [&'static str]);

fn homes(count: usize) -> Vec<Home> {
    let site = Site { name: "Anywhere".to_owned(), latitude: 51.5, longitude: 0.0 };
    (0..count).map(|number| Home::plain(&format!("home-{number}"), "Home", site.clone(), 1, 0)).collect()
}

/// Options that hold nothing but these homes.
fn only_homes(scenario: &mut Scenario, homes: Vec<Home>) {
    let option = &mut scenario.options[0];
    option.step_down_units.clear();
    option.homes = homes;
}

fn options(scenario: &mut Scenario, count: usize) {
    let first = scenario.options[0].clone();
    scenario.options = (0..count)
        .map(|number| {
            let mut option = first.clone();
            option.id = format!("option-{number}");
            option
        })
        .collect();
}

#[test]
fn limits_hold_at_the_limit_and_one_beyond() {
    let cases: &[Limit] = &[
        ("share 1", |s| s.demand.welfare.female_share = 1.0, &[]),
        ("share above 1", |s| s.demand.welfare.female_share = 1.000_001, &["demand.welfare.female_share", "between 0 and 1 (a share"]),
        ("share below 0", |s| s.demand.welfare.not_proceeding_share = -0.1, &["not_proceeding_share", "but is -0.1"]),
        ("minus zero", |s| s.demand.welfare.not_proceeding_share = -0.0, &[]),
        ("no demand", |s| Stream::ALL.iter().for_each(|stream| s.demand.stream_mut(*stream).requests_per_year = 0.0), &[]),
        (
            "no demand, patience solved",
            |s| (s.demand.welfare.requests_per_year, s.demand.welfare.patience) = (0.0, Patience::Solved { open_requests: 18.0 }),
            &[],
        ),
        ("no options", |s| s.options.clear(), &["options: there is no option"]),
        ("no homes", |s| only_homes(s, vec![]), &[]),
        (
            "no beds",
            |s| {
                only_homes(s, {
                    let mut h = homes(1);
                    h[0].welfare_beds = 0;
                    h
                })
            },
            &[],
        ),
        ("one bed", |s| only_homes(s, homes(1)), &[]),
        ("50 homes", |s| only_homes(s, homes(50)), &[]),
        ("51 homes", |s| only_homes(s, homes(51)), &["homes: there may be at most 50", "51"]),
        ("2,000 beds", |s| s.options[0].homes[0].either_beds = 2_000, &[]),
        ("2,001 beds", |s| s.options[0].homes[0].justice_beds = 2_001, &["homes.north.justice_beds", "between 0 and 2,000"]),
        (
            "30,000 beds",
            |s| {
                only_homes(s, {
                    let mut h = homes(15);
                    h.iter_mut().for_each(|h| h.welfare_beds = 2_000);
                    h
                })
            },
            &[],
        ),
        (
            "30,001 beds",
            |s| {
                only_homes(s, {
                    let mut h = homes(16);
                    h.iter_mut().take(15).for_each(|h| h.welfare_beds = 2_000);
                    h
                })
            },
            &["at most 30,000 beds in all", "30,001"],
        ),
        (
            "4 billion beds of each kind",
            |s| {
                let h = &mut s.options[0].homes[0];
                (h.welfare_beds, h.justice_beds, h.either_beds) = (u32::MAX, u32::MAX, u32::MAX);
            },
            &["welfare_beds", "4,294,967,295"],
        ),
        (
            "2,001 step-down places",
            |s| s.options[0].step_down_units[0].places = 2_001,
            &["step_down_units.north-step-down.places", "2,000"],
        ),
        ("200 options", |s| options(s, 200), &[]),
        ("201 options", |s| options(s, 201), &["at most 200 options", "201"]),
        ("long text", |s| s.description = "é".repeat(4_096), &[]),
        ("too long text", |s| s.description = "é".repeat(4_097), &["description", "4,096", "4,097"]),
        ("no name", |s| s.name = " ".to_owned(), &["name: must not be empty"]),
        (
            "name with control characters",
            |s| s.options[0].name = "a\u{1b}[31m".to_owned(),
            &["options.two-12-justice-step-down-open.name", "control"],
        ),
        ("no id", |s| s.options[0].homes[0].id = String::new(), &["homes.#1.id", "must not be empty"]),
        ("malformed id", |s| s.options[0].id = "Two Homes".to_owned(), &["options.#1.id", "lower-case", "'Two Homes'"]),
        ("id of 40", |s| s.options[0].id = "a".repeat(40), &[]),
        ("id of 41", |s| s.options[0].id = "a".repeat(41), &["options.#1.id", "at most 40"]),
        (
            "closes as it opens",
            |s| {
                let h = &mut s.options[0].homes[0];
                h.opens = "2026-04".parse().ok();
                h.closes = h.opens;
            },
            &["homes.north.closes", "must be after"],
        ),
        (
            "closes a month later",
            |s| {
                let h = &mut s.options[0].homes[0];
                h.opens = "2026-04".parse().ok();
                h.closes = "2026-05".parse().ok();
            },
            &[],
        ),
        ("opens long ago", |s| s.options[0].homes[0].opens = "1949-12".parse().ok(), &["homes.north.opens", "1950-01"]),
        ("staffed too little", |s| s.options[0].homes[0].staffed_share = 0.0, &["homes.north.staffed_share", "0.05"]),
        (
            "ages the wrong way round",
            |s| {
                let a = &mut s.options[0].homes[0].accepts;
                (a.youngest_years, a.oldest_years) = (16, 14);
            },
            &["accepts.youngest_years", "oldest age accepted (14)"],
        ),
        ("age 18", |s| s.options[0].homes[0].accepts.oldest_years = 18, &["accepts.oldest_years", "between 10 and 17"]),
        ("far away", |s| s.options[0].homes[0].site.latitude = 48.9, &["site.latitude", "between 49 and 61"]),
        ("nowhere", |s| s.options[0].homes[0].site.longitude = f64::NAN, &["site.longitude", "not a number"]),
        (
            "blocked for ever",
            |s| s.options[0].step_down_units[0].when_full = WhenFull::StayInSecure { max_days: Some(f64::INFINITY) },
            &["when_full.max_days", "infinite"],
        ),
        (
            "mean at the minimum",
            |s| s.demand.welfare.length_of_stay.minimum_days = 127.75,
            &["length_of_stay.mean_days", "longer than the shortest stay (127.75 days)"],
        ),
        (
            "fixed at the minimum",
            |s| {
                let l = &mut s.demand.welfare.length_of_stay;
                l.family = StayFamily::Fixed;
                l.minimum_days = 127.75;
                l.cv = 0.0;
            },
            &[],
        ),
        ("no spread", |s| s.demand.welfare.length_of_stay.cv = 0.0, &["length_of_stay.cv", "choose Fixed"]),
        (
            "exponential has no spread of its own",
            |s| {
                let l = &mut s.demand.welfare.length_of_stay;
                l.family = StayFamily::Exponential;
                l.cv = 0.0;
            },
            &[],
        ),
        (
            "too much spread above the minimum",
            |s| {
                let l = &mut s.demand.welfare.length_of_stay;
                l.minimum_days = 127.0;
                l.cv = 0.8;
            },
            &["length_of_stay.cv", "with this mean and shortest stay"],
        ),
        ("10,000 observed stays", |s| s.demand.welfare.length_of_stay.family = StayFamily::Empirical(vec![1.0; 10_000]), &[]),
        (
            "10,001 observed stays",
            |s| s.demand.welfare.length_of_stay.family = StayFamily::Empirical(vec![1.0; 10_001]),
            &["family", "at most 10,000"],
        ),
        (
            "a negative observed stay",
            |s| s.demand.welfare.length_of_stay.family = StayFamily::Empirical(vec![1.0, -1.0]),
            &["family.#2", "-1"],
        ),
        (
            "step-down stay",
            |s| s.options[0].step_down_units[0].stay.mean_days = 4_000.0,
            &["step_down_units.north-step-down.stay.mean_days", "3,650"],
        ),
        ("open facility", |s| s.options[0].open_facility.as_mut().unwrap().prevents_share = 2.0, &["open_facility.prevents_share"]),
        (
            "open facility stay",
            |s| s.options[0].open_facility.as_mut().unwrap().prevention_stay.mean_days = f64::NAN,
            &["open_facility.prevention_stay.mean_days", "not a number"],
        ),
        ("no season", |s| s.demand.welfare.seasonality = [0.0; 12], &["seasonality", "above 0"]),
        (
            "one month",
            |s| {
                s.demand.welfare.seasonality = {
                    let mut w = [0.0; 12];
                    w[5] = 1.0;
                    w
                }
            },
            &[],
        ),
        ("a negative month", |s| s.demand.welfare.seasonality[3] = -1.0, &["seasonality.#4"]),
        ("no age", |s| s.demand.justice.age_weights = [0.0; 8], &["age_weights", "above 0"]),
        (
            "unknown borough",
            |s| s.demand.borough_mix = BoroughMix::Known(BTreeMap::from([("Camdn".to_owned(), 1.0)])),
            &["borough_mix", "did you mean 'Camden'?"],
        ),
        ("no borough", |s| s.demand.borough_mix = BoroughMix::Known(BTreeMap::new()), &["borough_mix", "at least one"]),
        (
            "patience without a solution",
            |s| (s.demand.welfare.patience, s.elsewhere.welfare) = (Patience::Solved { open_requests: 18.0 }, Offers::PerYear(120.0)),
            &["demand.welfare.patience", "cannot be solved"],
        ),
        (
            "patience nobody has",
            |s| (s.demand.welfare.patience, s.elsewhere.welfare) = (Patience::Solved { open_requests: 18.0 }, Offers::PerYear(90.74)),
            &["demand.welfare.patience", "above the 100,000"],
        ),
        ("warm-up and horizon of 200 years", |s| (s.run.warm_up_years, s.run.horizon_years) = (100.0, 100.0), &[]),
        ("horizon of 101 years", |s| s.run.horizon_years = 101.0, &["run.horizon_years", "100 years"]),
        ("no replications", |s| s.run.replications = 0, &["run.replications", "a whole number between 1 and 1,000,000"]),
        ("a million replications", |s| s.run.replications = 1_000_000, &[]),
        ("a million and one", |s| s.run.replications = 1_000_001, &["run.replications"]),
        (
            "100,000 requests a year",
            |s| (s.demand.welfare.requests_per_year, s.demand.justice.requests_per_year) = (60_000.0, 40_000.0),
            &[],
        ),
        (
            "more than 100,000 requests a year",
            |s| (s.demand.welfare.requests_per_year, s.demand.justice.requests_per_year) = (60_000.0, 40_001.0),
            &["demand:", "at most 100,000 requests a year"],
        ),
        (
            "a history beyond memory",
            |s| {
                s.demand.welfare.annual_growth = {
                    s.run.horizon_years = 100.0;
                    0.5
                }
            },
            &["run.horizon_years", "one possible future"],
        ),
        (
            "a run of hours",
            |s| (s.demand.welfare.requests_per_year, s.run.replications) = (90_000.0, 1_000_000),
            &["run.replications", "would take hours", "reduce"],
        ),
        (
            "more results than memory",
            |s| {
                options(s, 3);
                s.run.replications = 1_000_000;
            },
            &["run.replications", "results", "reduce"],
        ),
    ];
    for (name, change, words) in cases {
        let mut scenario = small();
        change(&mut scenario);
        let found: Vec<String> = problems(&scenario).iter().map(ToString::to_string).collect();
        let told = found.join("\n");
        assert_eq!(found.is_empty(), words.is_empty(), "{name}: {told}");
        assert_eq!(ValidScenario::new(scenario).is_ok(), words.is_empty());
        for word in *words {
            assert!(told.contains(word), "{name}: {told}\nwithout: {word}");
        }
    }
}

/// Every figure that has a range is held to it: below, above, not a number, infinite.
#[test]
fn every_figure_of_the_catalogue_is_checked() {
    let mut checked = 0;
    for id in ParameterId::all() {
        let spec = id.spec();
        for value in [spec.min - 1.0, spec.max * 1.5 + 1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let mut scenario = small();
            // Whole numbers cannot hold these in memory, and a patience of zero is caught by its own limit.
            if !id.set(&mut scenario, value) || id.value(&scenario).is_some_and(|held| (spec.min..=spec.max).contains(&held)) {
                continue;
            }
            let found = problems(&scenario);
            assert!(found.iter().any(|problem| problem.path.starts_with(&id.path())), "{id:?} = {value}: {found:?}");
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked}");
}
