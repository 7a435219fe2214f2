//! Every limit of a file from both sides: at the limit it is read, one beyond it is explained. The files are written and read as any other, so
//! that what holds before a text is parsed holds here as well.

use sufficiency::model::appraisal::{Criterion, Gate, LogEntry, MOST_ON_A_SCALE, Member, Overlap};
use sufficiency::model::{
    BoroughCount, BoroughMix, CostFigure, ParameterId, Patience, RangeShape, Scenario, StayFamily, Stream, WhenFull, validate,
};
use sufficiency::store::{LARGEST_FILE, LoadError, load_bytes, mendable, to_ron};

use super::small;

/// Something of all that a file can hold.
fn everything() -> Scenario {
    let text = include_bytes!("corpus/everything.ron");
    Scenario::clone(&load_bytes(text).expect("it is in order").scenario)
}

/// What is wrong with a text, a line each; nothing: it is read.
fn told(text: &str) -> String {
    load_bytes(text.as_bytes()).map_or_else(|error| error.to_string(), |_| String::new())
}

/// A figure or a number of things, at the limit and beyond it: where in the file, and a word that explains.
type Bound = (&'static str, f64, f64, &'static str, fn(&mut Scenario, f64));

fn hold(base: fn() -> Scenario, bounds: &[Bound]) {
    for (path, at, beyond, word, set) in bounds {
        let with = |value: f64| {
            let mut scenario = base();
            set(&mut scenario, value);
            told(&to_ron(&scenario))
        };
        assert_eq!(with(*at), "", "{path} = {at}");
        let why = with(*beyond);
        assert!(why.contains(path) && why.contains(word), "{path} = {beyond}: {why}");
    }
}

fn day(year: f64) -> jiff::civil::Date {
    jiff::civil::date(year as i16, if year > 2000.0 { 12 } else { 1 }, if year > 2000.0 { 31 } else { 1 })
}

fn month(year: f64) -> sufficiency::model::YearMonth {
    format!("{year}-{}", if year > 2000.0 { "12" } else { "01" }).parse().expect("a month")
}

#[test]
fn every_text_has_as_many_characters_as_are_allowed_and_no_more() {
    let text = to_ron(&everything());
    let lines: Vec<&str> = text.lines().collect();
    let not_written = ["id", "on", "opens", "closes", "start", "from", "judged_on"];
    let mut tried = std::collections::BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((field, _)) = line.trim().strip_suffix("\",").and_then(|line| line.split_once(": \"")) else { continue };
        if not_written.contains(&field) {
            continue;
        }
        tried.insert(field.trim_matches('"'));
        let with = |count: usize| {
            let (before, _) = line.split_once(": \"").expect("as above");
            let mut lines = lines.clone();
            let line = format!("{before}: \"{}\",", "é".repeat(count));
            lines[at] = &line;
            told(&lines.join("\n"))
        };
        assert_eq!(with(4_096), "", "line {}: {line}", at + 1);
        let why = with(4_097);
        assert!(why.starts_with(&format!("line {}, ", at + 1)), "{why}");
        assert!(why.contains("must have at most 4,096 characters, but has 4,097"), "{why}");
    }
    for field in ["description", "note", "name", "analyst", "why", "by", "role", "what", "text", "formula", "paragraph", "occupancy"] {
        assert!(tried.contains(field), "{field} in {tried:?}");
    }
    // However a character is written, and before anything is made of it.
    let written = |count: usize, character: &str| {
        let description = format!("description: \"{}\"", character.repeat(count));
        told(&text.replacen("description: \"What would one home of 8 change?\"", &description, 1))
    };
    for character in ["\\u{10FFFF}", "\\x41", "\\\"", "a"] {
        assert_eq!(written(4_096, character), "", "{character}");
        assert!(written(4_097, character).contains("description: must have at most 4,096 characters"), "{character}");
    }
    assert!(written(41_000, "a").contains("description: must have at most 4,096 characters"));
    // The names in a table.
    let key = |count: usize| told(&text.replacen("\"occupancy\"", &format!("\"{}\"", "x".repeat(count)), 1));
    assert_eq!(key(4_096), "");
    assert!(key(4_097).contains("alternative_texts: a name in this table must have at most 4,096 characters, but has 4,097"));
}

#[test]
fn as_many_things_as_are_allowed_and_no_more() {
    hold(
        everything,
        &[
            ("options", 200.0, 201.0, "at most 200 options, but there are 201", |s, count| {
                // As now, which has no homes, so that all of them have room in a file.
                let first = s.options[0].clone();
                s.options =
                    (0..count as usize).map(|at| sufficiency::model::ProvisionOption { id: format!("o-{at}"), ..first.clone() }).collect();
            }),
            ("options.two-12-justice-step-down-open.homes", 50.0, 51.0, "at most 50 homes in an option, but there are 51", |s, count| {
                let option = s.options.last_mut().unwrap();
                let home = option.homes[0].clone();
                let more =
                    (option.homes.len()..count as usize).map(|at| sufficiency::model::Home { id: format!("h-{at}"), ..home.clone() });
                option.homes.extend(more);
            }),
            (
                "options.two-12-justice-step-down-open.step_down_units",
                50.0,
                51.0,
                "at most 50 step-down units in an option, but there are 51",
                |s, count| {
                    let option = s.options.last_mut().unwrap();
                    let unit = option.step_down_units[0].clone();
                    let more = (option.step_down_units.len()..count as usize)
                        .map(|at| sufficiency::model::StepDownUnit { id: format!("u-{at}"), ..unit.clone() });
                    option.step_down_units.extend(more);
                },
            ),
            ("appraisal.gates", 20.0, 21.0, "at most 20 gates, but there are 21", |s, count| {
                let gate = |at: usize| Gate { name: format!("minimum {at}"), results: Default::default() };
                s.appraisal.gates = (0..count as usize).map(gate).collect();
            }),
            ("appraisal.members", 60.0, 61.0, "at most 60 members, but there are 61", |s, count| {
                let member = |at: usize| Member { role: format!("member {at}"), weights: Default::default() };
                s.appraisal.members = (0..count as usize).map(member).collect();
            }),
            ("appraisal.log", 2_000.0, 2_001.0, "at most 2,000 entries in the log, but there are 2,001", |s, count| {
                let entry = LogEntry { on: day(2026.0), by: "Director".to_owned(), what: "changed".to_owned(), why: String::new() };
                s.appraisal.log = vec![entry; count as usize];
            }),
            ("demand.welfare.length_of_stay.family", 10_000.0, 10_001.0, "at most 10,000 observed stays", |s, count| {
                s.demand.welfare.length_of_stay.family = StayFamily::Empirical(vec![200.0; count as usize]);
            }),
            ("options.#1.id", 40.0, 41.0, "at most 40 characters, but has 41", |s, count| {
                s.appraisal.scores.clear();
                s.options[0].id = "a".repeat(count as usize);
            }),
            (
                "today",
                30_000.0,
                30_001.0,
                "at most 30,000 children in placement and requests open together, but there are 30,001",
                |s, count| {
                    let rest: u32 = 6 + 9 + 11;
                    s.today.as_mut().unwrap().open[0].bands[0].children = count as u32 - rest;
                },
            ),
        ],
    );
}

#[test]
fn figures_reach_as_far_as_is_said_and_no_further() {
    hold(
        everything,
        &[
            ("demand.borough_mix.Croydon", 6.0, 5.0, "between 6 and 100,000", |s, count| croydon(s, count)),
            ("demand.borough_mix.Croydon", 100_000.0, 100_001.0, "between 6 and 100,000", |s, count| croydon(s, count)),
            ("demand.borough_mix.Camden", 1e9, 1.1e9, "finite", |s, share| {
                s.demand.borough_mix = BoroughMix::Known([("Camden".to_owned(), share)].into());
            }),
            ("demand.welfare.patience.open_requests", 18.0, -0.5, "between 0 and 100,000 requests", |s, open| {
                s.demand.welfare.patience = Patience::Solved { open_requests: open };
            }),
            ("elsewhere.scottish_offers_end", 1950.0, 1949.0, "between 1950-01 and 2150-12", |s, year| {
                s.elsewhere.scottish_offers_end = Some(month(year));
            }),
            ("elsewhere.scottish_offers_end", 2150.0, 2151.0, "between 1950-01 and 2150-12", |s, year| {
                s.elsewhere.scottish_offers_end = Some(month(year));
            }),
            ("homes.north.welfare_beds", 2_000.0, 2_001.0, "between 0 and 2,000", |s, beds| {
                s.options.last_mut().unwrap().homes[0].welfare_beds = beds as u32
            }),
            ("homes.north.justice_beds", 2_000.0, 2_001.0, "between 0 and 2,000", |s, beds| {
                s.options.last_mut().unwrap().homes[0].justice_beds = beds as u32
            }),
            ("homes.north.either_beds", 2_000.0, 2_001.0, "between 0 and 2,000", |s, beds| {
                s.options.last_mut().unwrap().homes[0].either_beds = beds as u32
            }),
            ("step_down_units.north-step-down.places", 2_000.0, 2_001.0, "between 0 and 2,000", |s, places| {
                s.options.last_mut().unwrap().step_down_units[0].places = places as u32;
            }),
            ("open_facility.places", 2_000.0, 2_001.0, "between 0 and 2,000", |s, places| {
                s.options.last_mut().unwrap().open_facility.as_mut().unwrap().places = places as u32;
            }),
            ("homes.single.outage.from", 2150.0, 2151.0, "between 1950-01 and 2150-12", |s, year| {
                single(s).outage.as_mut().unwrap().from = month(year);
            }),
            ("homes.single.site.latitude", 61.0, 61.01, "between 49 and 61", |s, degrees| single(s).site.latitude = degrees),
            ("homes.single.site.latitude", 49.0, 48.99, "between 49 and 61", |s, degrees| single(s).site.latitude = degrees),
            ("homes.single.site.longitude", 3.0, 3.01, "between -9 and 3", |s, degrees| single(s).site.longitude = degrees),
            ("homes.single.site.longitude", -9.0, -9.01, "between -9 and 3", |s, degrees| single(s).site.longitude = degrees),
            ("homes.single.accepts.youngest_years", 10.0, 9.0, "between 10 and 17", |s, age| single(s).accepts.youngest_years = age as u8),
            ("homes.single.accepts.oldest_years", 17.0, 18.0, "between 10 and 17", |s, age| single(s).accepts.oldest_years = age as u8),
            ("when_full.max_days", 3_650.0, 3_651.0, "3,650", |s, days| {
                s.options.last_mut().unwrap().step_down_units[0].when_full = WhenFull::StayInSecure { max_days: Some(days) };
            }),
            ("membership.equal_weight", 100.0, 100.5, "between 0 and 100", |s, weight| s.membership.equal_weight = weight),
            ("membership.population_weight", 0.0, -0.5, "between 0 and 100", |s, weight| s.membership.population_weight = weight),
            ("membership.use_weight", 100.0, 101.0, "between 0 and 100", |s, weight| s.membership.use_weight = weight),
            ("membership.most_times_equal_share", 1.0, 0.99, "between 1 and 33", |s, times| {
                s.membership.most_times_equal_share = Some(times)
            }),
            ("membership.most_times_equal_share", 33.0, 33.5, "between 1 and 33", |s, times| {
                s.membership.most_times_equal_share = Some(times)
            }),
            ("run.start", 1950.0, 1949.0, "between 1950-01 and 2150-12", |s, year| s.run.start = month(year)),
            ("run.horizon_years", 100.0, 100.5, "100 years", |s, years| s.run.horizon_years = years),
            ("run.replications", 1.0, 0.0, "between 1 and 1,000,000", |s, count| s.run.replications = count as u32),
            ("run.warm_up_years", 0.0, 0.5, "must be 0 where the run starts from where things stand today", |s, years| {
                s.run.warm_up_years = years
            }),
            ("today.open.#1.bands.#1.to_days", 3_650.0, 3_651.0, "between 0 and 3,650 days", |s, days| band(s).to_days = days),
            ("today.open.#1.bands.#1.from_days", 0.0, -1.0, "between 0 and 3,650 days", |s, days| band(s).from_days = days),
            ("today.open.#1.bands.#1.to_days", 7.0, 6.5, "must be at least 7 days above", |s, days| band(s).to_days = days),
            ("costs.price_year", 1990.0, 1989.0, "between 1990 and 2100", |s, year| s.costs.as_mut().unwrap().price_year = year as u32),
            ("costs.price_year", 2100.0, 2101.0, "between 1990 and 2100", |s, year| s.costs.as_mut().unwrap().price_year = year as u32),
            ("costs.figures.LondonWelfareBedWeek.low", 7_000.0, 7_001.0, "must not be above the central value", |s, pounds| {
                s.costs.as_mut().unwrap().figures.get_mut(&CostFigure::LondonWelfareBedWeek).unwrap().low = pounds;
            }),
            ("ranges.RequestsPerYear(Welfare).shape.years", 1.0, 1_001.0, "at most 1,000 years", |s, years| {
                s.ranges.get_mut(&ParameterId::RequestsPerYear(Stream::Welfare)).unwrap().shape = RangeShape::Counted { years };
            }),
            ("ranges.DeclineShare.low", 0.1, 0.11, "must not be above the central value", |s, low| {
                s.ranges.get_mut(&ParameterId::DeclineShare).unwrap().low = low
            }),
            ("register.NotProceedingShare(Welfare).judged_on", 1950.0, 1949.0, "between 1950-01-01 and 2150-12-31", |s, year| {
                s.register.values_mut().next().unwrap().judged_on = day(year);
            }),
            ("register.NotProceedingShare(Welfare).review_by", 2150.0, 2151.0, "between 1950-01-01 and 2150-12-31", |s, year| {
                s.register.values_mut().next().unwrap().review_by = Some(day(year));
            }),
            ("appraisal.lock.on", 2150.0, 2151.0, "between 1950-01-01 and 2150-12-31", |s, year| {
                s.appraisal.lock.as_mut().unwrap().on = day(year)
            }),
            ("appraisal.log.#1.on", 1950.0, 1949.0, "between 1950-01-01 and 2150-12-31", |s, year| s.appraisal.log[0].on = day(year)),
            ("appraisal.overlaps.Distance.on", 2150.0, 2151.0, "between 1950-01-01 and 2150-12-31", |s, year| {
                s.appraisal.overlaps.get_mut(&Overlap::Distance).unwrap().on = day(year);
            }),
            (
                "appraisal.scales.Continuity.worst.value",
                -MOST_ON_A_SCALE,
                -1.1 * MOST_ON_A_SCALE,
                "at most 1,000,000,000,000",
                |s, value| {
                    s.appraisal.scales.get_mut(&Criterion::Continuity).unwrap().worst.value = Some(value);
                },
            ),
            ("appraisal.scales.Continuity.best.value", MOST_ON_A_SCALE, 1.1 * MOST_ON_A_SCALE, "at most 1,000,000,000,000", |s, value| {
                s.appraisal.scales.get_mut(&Criterion::Continuity).unwrap().best.value = Some(value);
            }),
            (
                "appraisal.scores.as-now.CareAndEducation.value",
                MOST_ON_A_SCALE,
                1.1 * MOST_ON_A_SCALE,
                "at most 1,000,000,000,000",
                |s, value| {
                    s.appraisal.scores.values_mut().flat_map(|scores| scores.values_mut()).for_each(|score| score.value = value);
                },
            ),
            ("appraisal.members.#1.weights.Continuity.swing", 0.0, -1.0, "between 0 and 100", |s, swing| {
                s.appraisal.members[0].weights.get_mut(&Criterion::Continuity).unwrap().swing = swing;
            }),
            ("appraisal.members.#1.weights.Continuity.swing", 100.0, 101.0, "between 0 and 100", |s, swing| {
                s.appraisal.members[0].weights.get_mut(&Criterion::Continuity).unwrap().swing = swing;
            }),
        ],
    );
}

fn croydon(scenario: &mut Scenario, count: f64) {
    let BoroughMix::Counted(counts) = &mut scenario.demand.borough_mix else { panic!("counted") };
    counts.insert("Croydon".to_owned(), BoroughCount::Requests(count as u32));
}

fn single(scenario: &mut Scenario) -> &mut sufficiency::model::Home {
    scenario.options.iter_mut().flat_map(|option| &mut option.homes).find(|home| home.id == "single").expect("it is there")
}

fn band(scenario: &mut Scenario) -> &mut sufficiency::model::ElapsedBand {
    &mut scenario.today.as_mut().expect("today").open[0].bands[0]
}

/// Every figure of the catalogue is allowed to be as little and as much as is said, whatever else must then be otherwise.
#[test]
fn every_figure_of_the_catalogue_may_be_at_both_ends_of_its_range() {
    let mut tried = 0;
    for id in ParameterId::all() {
        let spec = id.spec();
        let step = (spec.max - spec.min) * 1e-6;
        let whole = matches!(spec.unit, sufficiency::model::Unit::Count | sufficiency::model::Unit::Beds);
        let step = if whole { 1.0 } else { step };
        for value in [spec.min, spec.max, spec.min - step, spec.max + step] {
            let mut scenario = small();
            // Whole numbers in memory do not hold a fraction or less than nothing.
            if !id.set(&mut scenario, value) || id.value(&scenario).is_none_or(|held| (held - value).abs() > step / 2.0) {
                continue;
            }
            let found = validate::problems(&scenario);
            let says = |problem: &sufficiency::model::Problem| {
                problem.path.starts_with(&id.path()) && problem.message.contains(&format!("between {}", validate::figure(spec.min)))
            };
            // The next number after the greatest seed is the same in memory.
            if (spec.min..=spec.max).contains(&value) {
                assert!(!found.iter().any(says), "{id:?} = {value}: {found:?}");
            } else {
                assert!(found.iter().any(|problem| problem.path.starts_with(&id.path())), "{id:?} = {value}: {found:?}");
            }
            tried += 1;
        }
    }
    assert!(tried > 250, "{tried}");
}

/// What a run may ask of a machine: the last that is allowed and the first that is not are at the limit.
#[test]
fn runs_are_as_long_as_is_allowed_and_no_longer() {
    fn quiet() -> Scenario {
        let mut scenario = small();
        scenario.options.iter_mut().flat_map(|option| &mut option.homes).for_each(|home| home.staffed_share = 1.0);
        (scenario.run.warm_up_years, scenario.run.horizon_years) = (0.0, 100.0);
        scenario
    }
    type Load = (&'static str, &'static str, f64, fn(&mut Scenario, f64));
    let cases: [Load; 2] = [
        ("run.horizon_years: one possible future would hold about", "above the 5,000,000 permitted", 0.5, |s, growth| {
            s.demand.welfare.annual_growth = growth;
        }),
        ("run.replications: the run would take hours", "above the 2e11 permitted", 90_000.0, |s, requests| {
            (s.demand.welfare.requests_per_year, s.run.replications, s.run.horizon_years) = (requests, 1_000_000, 10.0);
        }),
    ];
    for (start, limit, most, set) in cases {
        let with = |value: f64| {
            let mut scenario = quiet();
            set(&mut scenario, value);
            told(&to_ron(&scenario))
        };
        let (mut allowed, mut refused) = (0.0, most);
        assert_eq!(with(allowed), "");
        for _ in 0..40 {
            let middle = (allowed + refused) / 2.0;
            *(if with(middle).is_empty() { &mut allowed } else { &mut refused }) = middle;
        }
        let why = with(refused);
        assert!(why.contains(start) && why.contains(limit) && why.contains("reduce"), "{why}");
        assert!(why.contains("5,000,0") || why.contains("2.0e11"), "the first beyond the limit is just beyond it: {why}");
    }
    // Results kept: two million, of two options a million each.
    let results = |options: usize, replications: u32| {
        let mut scenario = quiet();
        let first = scenario.options[0].clone();
        scenario.options = (0..options).map(|at| sufficiency::model::ProvisionOption { id: format!("o-{at}"), ..first.clone() }).collect();
        (scenario.run.replications, scenario.run.horizon_years) = (replications, 1.0);
        told(&to_ron(&scenario))
    };
    assert_eq!(results(2, 1_000_000), "");
    assert_eq!(results(3, 666_666), "");
    assert!(results(3, 666_667).contains("run.replications: 666,667 replications of 3 options are above the 2,000,000 results"));
    // Requests a year of all streams together.
    let requests = |welfare: f64| {
        let mut scenario = quiet();
        (scenario.demand.welfare.requests_per_year, scenario.demand.justice.requests_per_year) = (welfare, 40_000.0);
        (scenario.run.replications, scenario.run.horizon_years) = (100, 1.0);
        told(&to_ron(&scenario))
    };
    assert_eq!(requests(60_000.0), "");
    assert!(requests(60_000.5).contains("demand: all streams together may have at most 100,000 requests a year, but have 100,000.5"));
}

#[test]
fn a_file_is_as_large_and_as_deep_as_is_allowed_and_no_more() {
    let text = to_ron(&everything());
    let padded = |size: usize| format!("{text}{}", " ".repeat(size - text.len())).into_bytes();
    assert!(load_bytes(&padded(LARGEST_FILE as usize)).is_ok());
    assert_eq!(load_bytes(&padded(LARGEST_FILE as usize + 1)), Err(LoadError::TooLarge(LARGEST_FILE + 1)));
    // Nothing of this version is so deep; a newer file is looked at as far as it goes.
    let deep = |brackets: usize| {
        let mood = format!("format_version: 4, mood: {}{},", "[".repeat(brackets - 1), "]".repeat(brackets - 1));
        text.replacen("format_version: 3,", &mood, 1).into_bytes()
    };
    assert!(mendable(&deep(32)).is_some_and(|mendable| mendable.problems.len() == 1));
    assert_eq!(mendable(&deep(33)), None);
    assert!(load_bytes(&deep(33)).unwrap_err().to_string().contains("nested far too deeply"));
    // Brackets in texts and remarks are none.
    let quoted = text.replacen("description: \"", &format!("// {}\n description: \"{}", "(".repeat(99), "(".repeat(99)), 1);
    assert_eq!(told(&quoted), "");
}

/// Mends of the form of a file: as many as somebody may get wrong, and one more.
#[test]
fn as_many_mends_as_are_allowed_and_no_more() {
    let text = to_ron(&small());
    // Fields that nobody knows, each left out.
    let with = |count: usize| {
        let unknown: String = (0..count).map(|at| format!("    zzz{at}: 1,\n")).collect();
        mendable(text.replacen("(\n", &format!("(\n{unknown}"), 1).as_bytes())
    };
    assert!(with(60).is_some_and(|mended| mended.problems.len() == 60 && mended.scenario == small()));
    assert_eq!(with(61), None);
    // Brackets: each extra one closes nothing.
    let with = |count: usize| mendable(text.replacen("    demand: (", &format!("{}    demand: (", "    ]\n".repeat(count)), 1).as_bytes());
    assert!(with(40).is_some_and(|mended| mended.problems.len() == 40 && mended.scenario == small()));
    assert_eq!(with(41), None);
}
