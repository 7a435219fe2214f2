//! Scenario files: those supplied load, pass every check and survive saving; bad ones give the promised message.

#[path = "scenario_files/appraisal.rs"]
mod appraisal;
#[path = "scenario_files/bounds.rs"]
mod bounds;
#[path = "scenario_files/differing.rs"]
mod differing;
#[path = "scenario_files/edits.rs"]
mod edits;
#[path = "scenario_files/limits.rs"]
mod limits;
#[path = "scenario_files/mending.rs"]
mod mending;
#[path = "scenario_files/saving.rs"]
mod saving;
#[path = "scenario_files/versions.rs"]
mod versions;

use std::collections::BTreeMap;

use sufficiency::model::{
    BoroughMix, Home, LinkedHome, Offers, ParameterId, Patience, Scenario, Source, StayFamily, Stream, WhenFull, calibration::patience_days,
};
use sufficiency::store::recovery::Work;
use sufficiency::store::{Expect, LoadError, SHIPPED, load, load_bytes, save, shipped, to_ron};

const REVIEW: &str = include_str!("../scenarios/london-review.ron");

fn review() -> Scenario {
    Scenario::clone(&shipped("london-review").unwrap().load().unwrap().scenario)
}

/// The review with one option of one home, small enough to reach the limits of everything else.
fn small() -> Scenario {
    let mut scenario = review();
    scenario.options.retain(|option| option.id == "two-12-justice-step-down-open");
    scenario.demand.welfare.patience = Patience::MeanDays(193.0);
    scenario
}

#[test]
fn scenarios_supplied_load_and_are_saved_as_they_stand() {
    for supplied in SHIPPED {
        let loaded = supplied.load().unwrap_or_else(|error| panic!("{}: {error}", supplied.id));
        assert_eq!(to_ron(&loaded.scenario), supplied.text, "{} is not laid out as the program saves it", supplied.id);
        let options = if supplied.id == "start-from-today" { 6 } else { 11 };
        assert_eq!(loaded.scenario.options.len(), options, "{}", supplied.id);
        assert_eq!(loaded.scenario.options[0].id, "as-now");
        assert!(
            loaded.scenario.register.is_empty() && loaded.scenario.appraisal.is_empty(),
            "{}: no judgement that nobody made",
            supplied.id
        );
        assert!(loaded.scenario.options[0].homes.is_empty());
        assert_eq!(loaded.sha256.len(), 64);
        assert!(!loaded.scenario.description.is_empty());
    }
}

#[test]
fn every_figure_of_every_scenario_supplied_has_a_source() {
    for supplied in SHIPPED {
        let scenario = supplied.load().unwrap().scenario;
        for id in ParameterId::of(&scenario) {
            let source = scenario.sources.get(&id).unwrap_or_else(|| panic!("{} has no source for {id:?}", supplied.id));
            assert!(source.sentence().len() > 15, "{}: {id:?}", supplied.id);
        }
        assert!(scenario.options.iter().all(|option| !option.note.is_empty()), "{}", supplied.id);
    }
}

/// Nothing assumed counts as certain without a word: it has a range, with its source, or a reason why it has none.
#[test]
fn every_assumed_figure_has_a_range_or_a_reason() {
    for supplied in SHIPPED {
        let scenario = supplied.load().unwrap().scenario;
        let without = |id: &ParameterId| id.is_assumed(&scenario) && !id.has_range(&scenario) && id.without_range().is_none();
        let missing: Vec<ParameterId> = ParameterId::of(&scenario).filter(without).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", supplied.id);
        for (id, range) in &scenario.ranges {
            assert!(range.low <= range.central && range.central <= range.high && range.source.sentence().len() > 15, "{id:?}");
        }
        // What the review itself counts in one year is as uncertain as one count is.
        let requests = &scenario.ranges[&ParameterId::RequestsPerYear(Stream::Welfare)];
        assert_eq!((requests.low.round(), requests.central, requests.high), (101.0, 121.0, 144.0), "{}", supplied.id);
    }
    // A figure that moves the answer has no excuse.
    for id in
        [ParameterId::NotProceedingShare(Stream::Welfare), ParameterId::StaffedShare, ParameterId::LengthOfStayMeanDays(Stream::Welfare)]
    {
        assert_eq!(id.without_range(), None, "{id:?}");
    }
}

#[test]
fn the_review_s_figures_are_in_its_scenario() {
    let scenario = review();
    let (welfare, justice) = (&scenario.demand.welfare, &scenario.demand.justice);
    assert_eq!((welfare.requests_per_year, justice.requests_per_year), (121.0, 52.8));
    assert_eq!((welfare.length_of_stay.mean_days, welfare.length_of_stay.minimum_days), (127.75, 28.0));
    assert_eq!(scenario.elsewhere.welfare, Offers::PerYear(60.0));
    let patience = patience_days(welfare, &scenario.elsewhere, Stream::Welfare).unwrap().unwrap();
    assert!((patience - 193.0).abs() < 0.5, "{patience}");
    let beds: Vec<(String, u32)> =
        scenario.options.iter().map(|option| (option.id.clone(), option.homes.iter().map(Home::total_beds).sum())).collect();
    let expected = [
        ("as-now", 0),
        ("small-8", 8),
        ("small-12", 12),
        ("large-20", 20),
        ("large-24", 24),
        ("two-small-8", 16),
        ("two-12", 24),
        ("two-12-justice", 36),
        ("two-12-justice-step-down", 36),
        ("two-12-justice-step-down-open", 36),
        ("one-24-transition", 24),
    ];
    assert_eq!(beds, expected.map(|(id, beds)| (id.to_owned(), beds)));
    assert!(matches!(scenario.sources[&ParameterId::RequestsPerYear(Stream::Welfare)], Source::Stated { .. }));
    assert!(matches!(scenario.sources[&ParameterId::Patience(Stream::Welfare)], Source::Derived { .. }));
}

/// Each question changes only what it asks about.
#[test]
fn the_other_scenarios_differ_from_the_review_only_in_their_question() {
    let review = review();
    let scenario = |id: &str| Scenario::clone(&shipped(id).unwrap().load().unwrap().scenario);
    let changed = |mut other: Scenario, undo: fn(&mut Scenario)| {
        undo(&mut other);
        (other.name, other.description, other.sources) = (review.name.clone(), review.description.clone(), review.sources.clone());
        assert_eq!(other, review);
    };
    changed(scenario("scotland-closes-2030"), |s| s.run.start = "2020-04".parse().unwrap());
    changed(scenario("police-custody"), |s| {
        s.demand.police_custody.requests_per_year = 0.0;
        // A count comes with its uncertainty.
        assert!(s.ranges.remove(&ParameterId::RequestsPerYear(Stream::PoliceCustody)).is_some());
    });
    changed(scenario("rising-requests"), |s| {
        (s.demand.welfare.annual_growth, s.demand.justice.annual_growth) = (0.0, 0.0);
        // What growth may be lies about what this scenario says it is.
        let about = self::review().ranges[&ParameterId::AnnualGrowth(Stream::Welfare)].clone();
        s.ranges.insert(ParameterId::AnnualGrowth(Stream::Welfare), about);
    });
    changed(scenario("homes-as-they-really-run"), |s| {
        for stream in Stream::ALL {
            let demand = s.demand.stream_mut(stream);
            (demand.gang_affiliated_share_boys, demand.gang_affiliated_share_girls) = (0.0, 0.0);
            (demand.repeat_share_direct, demand.repeat_share_after_step_down) = (0.0, 0.0);
        }
        (s.pathway.conflict_probability, s.pathway.bespoke_share) = (0.0, 0.0);
        for home in s.options.iter_mut().flat_map(|option| &mut option.homes) {
            (home.staffed_share, home.decline_share) = (1.0, 0.0);
        }
    });
}

#[test]
fn saving_keeps_everything_and_twice_gives_the_same_bytes() {
    let mut scenario = small();
    scenario.name = "It's \"quoted\" \\' \u{e9} \\".to_owned();
    scenario.description = "Two\nlines, a 'tick' and a \\backslash".to_owned();
    scenario.demand.borough_mix = BoroughMix::Known(BTreeMap::from([("Camden".to_owned(), 1.0), ("Hackney".to_owned(), 2.5)]));
    scenario.demand.justice.length_of_stay.family = StayFamily::Empirical(vec![3.0, 28.5, 400.0]);
    scenario.options[0].homes[0].opens = Some("2026-04".parse().unwrap());
    scenario.options[0].homes[0].closes = Some("2030-01".parse().unwrap());
    scenario.options[0].step_down_units[0].when_full = WhenFull::StayInSecure { max_days: None };
    scenario.options[0].step_down_units[1].linked_home = LinkedHome::Any;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.ron");
    save(&path, &scenario, Expect::Nothing).unwrap();
    let loaded = load(&path).unwrap();
    assert_eq!(*loaded.scenario, scenario);
    save(&path, &loaded.scenario, Expect::File(&loaded.sha256)).unwrap();
    assert_eq!(load(&path).unwrap().sha256, loaded.sha256);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left behind");
}

#[test]
fn what_cannot_be_saved_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let message = |path: &std::path::Path| save(path, &small(), Expect::Anything).unwrap_err().to_string();
    assert!(message(folder.path()).contains("folder"));
    assert!(message(&folder.path().join("no/such/folder.ron")).contains("folder to save in does not exist"));
}

/// Files that cannot be read at all.
#[test]
fn files_that_are_no_scenario_are_refused_before_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(load(&folder.path().join("missing.ron")), Err(LoadError::Missing));
    assert_eq!(load(folder.path()), Err(LoadError::Folder));
    let path = folder.path().join("big.ron");
    std::fs::write(&path, vec![b' '; 2_000_000]).unwrap();
    assert_eq!(load(&path), Err(LoadError::TooLarge(2_000_000)));
    assert_eq!(load_bytes(b""), Err(LoadError::Empty));
    assert_eq!(load_bytes(b" \n\t "), Err(LoadError::Empty));
    assert_eq!(load_bytes(b"(\n\n\xff\xfe)"), Err(LoadError::NotText { line: 3 }));
    assert!(load_bytes(&vec![b' '; 1 << 20]).is_err_and(|error| error == LoadError::Empty), "exactly the limit is read");
    assert!(load_bytes(&vec![b' '; (1 << 20) + 1]).is_err_and(|error| matches!(error, LoadError::TooLarge(_))));
    assert!(load_bytes(format!("\u{feff}{REVIEW}").as_bytes()).is_ok(), "a byte order mark is no part of the text");
    let behind = load_bytes(format!("{REVIEW}more\n").as_bytes()).unwrap_err().to_string();
    assert!(behind.contains("the scenario ends before this line"), "{behind}");
    let unknown: String = (0..100).map(|i| format!("Nonsense{i}: Assumed(why: \"\"),\n")).collect();
    let all = load_bytes(REVIEW.replace("sources: {", &format!("sources: {{{unknown}")).as_bytes()).unwrap_err().to_string();
    assert!(all.contains("the rest was not looked at"), "{all}");
    let version = |version: &str| load_bytes(REVIEW.replace("format_version: 3", version).as_bytes()).unwrap_err();
    assert_eq!(version("format_version: 4, mood: \"new\""), LoadError::NewerFormat { found: 4 });
    assert!(version("format_version: 4").to_string().contains("newer version of the program"));
    assert_eq!(version("format_version: 0"), LoadError::UnknownFormat { found: "0".to_owned() });
    let any: Vec<LoadError> = vec![LoadError::Missing, LoadError::Folder, LoadError::Empty];
    assert!(any.iter().all(LoadError::is_unreadable));
}

/// Each replaces the first `from` in the review by `to`, and must be told with all the words.
#[test]
fn bad_files_give_the_promised_message() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("annual_growth: 0.0", "anual_growth: 0.0", &["line 16, column 13", "anual_growth", "did you mean 'annual_growth'?"]),
        ("mean_days: 127.75", "mean_stay: 127.75", &["line 21", "'mean_stay' is not a field", "did you mean 'mean_days'?"]),
        ("family: Lognormal", "family: LogNormal", &["line 20", "LogNormal", "did you mean 'Lognormal'?"]),
        ("Seed: Assumed", "Sead: Assumed", &["Sead", "did you mean 'Seed'?"]),
        ("requests_per_year: 121.0", "requests_per_year: \"many\"", &["line 15, column 32", "a number is expected", "\"many\""]),
        ("requests_per_year: 121.0", "requests_per_year: 121,5", &["line 15", "decimals are written with a point"]),
        ("requests_per_year: 121.0", "requests_per_year: true", &["requests_per_year", "a number is expected", "true"]),
        (
            "welfare_beds: 8",
            "welfare_beds: 8.5",
            &["options.small-8.homes.single.welfare_beds", "a whole number between 0 and 2,000 is expected", "8.5"],
        ),
        ("welfare_beds: 8", "welfare_beds: -8", &["options.small-8.homes.single.welfare_beds", "between 0 and 2,000", "-8"]),
        ("welfare_beds: 8", "welfare_beds: 99999999999", &["welfare_beds", "a whole number between 0 and 2,000", "99999999999"]),
        ("name: \"London review\"", "name: London review", &["line 3", "quotation marks", "London"]),
        ("priority_under_14: false", "priority_under_14: no", &["priority_under_14", "true or false", "no"]),
        ("seasonality: (1.0, ", "seasonality: (", &["seasonality", "12", "11"]),
        ("Some(\"2030-03\")", "\"2030-03\"", &["scottish_offers_end", "Some(...)", "2030-03"]),
        ("Some(\"2030-03\")", "Some(\"March 2030\")", &["scottish_offers_end", "March 2030", "is not a month"]),
        ("            annual_growth: 0.0,\n", "", &["demand.welfare", "'annual_growth' is missing"]),
        ("between_year_cv: 0.0", "annual_growth: 0.0", &["line 18", "'annual_growth'", "given twice"]),
        ("Seed: Assumed", "RunStart: Assumed", &["sources.RunStart", "given twice"]),
        ("requests_per_year: 121.0", "requests_per_year: -121.0", &["line 15, column 32", "demand.welfare.requests_per_year", "-121"]),
        ("requests_per_year: 121.0", "requests_per_year: NaN", &["line 15", "requests_per_year", "not a number"]),
        ("annual_growth: 0.0", "annual_growth: inf", &["line 16", "annual_growth", "infinite"]),
        ("welfare_beds: 8", "welfare_beds: 2001", &["line 148", "between 0 and 2,000", "2,001"]),
        (
            "welfare_beds: 8",
            "opens: Some(\"2026-04\"), closes: Some(\"2025-04\"), welfare_beds: 8",
            &["line 148", "options.small-8.homes.single.closes", "after the home opens (2026-04)", "2025-04"],
        ),
        ("Home(\"north\")", "Home(\"noth\")", &["linked_home", "'noth'", "did you mean 'north'?"]),
        ("Home(\"north\")", "Home(\"\")", &["linked_home", "'north', 'south'"]),
        ("id: \"small-8\"", "id: \"as-now\"", &["options.#2.id", "'as-now' is a duplicate"]),
        ("id: \"south\"", "id: \"north\"", &["homes.#2.id", "'north' is a duplicate"]),
        ("family: Lognormal", "family: Empirical([])", &["line 20", "list of observed stays is empty"]),
        ("Unknown(\n            shape: 0.9,\n        )", "Known({\"Hackny\": 2})", &["Hackny", "did you mean 'Hackney'?"]),
        ("(", "{", &["line 1", "'{' is no start of this group, which ends with ')'"]),
        ("price_year: 2019", "price_year: 1066", &["costs.price_year", "must be a year between 1990 and 2100, but is 1066"]),
        ("length_of_stay: (", "length_of_stay: ", &["line 19", "the opening bracket '(' is missing"]),
    ];
    for (from, to, words) in cases {
        let text = REVIEW.replacen(from, to, 1);
        assert_ne!(text, REVIEW, "{from}");
        let error = load_bytes(text.as_bytes()).expect_err(to);
        assert!(matches!(error, LoadError::Problems(_)) && !error.is_unreadable());
        let message = error.to_string();
        for word in *words {
            assert!(message.contains(word), "{to}\ngave: {message}\nwithout: {word}");
        }
    }
}

#[test]
fn broken_text_never_breaks_the_program() {
    for cut in (0..REVIEW.len()).step_by(499).filter(|cut| REVIEW.is_char_boundary(*cut)) {
        let error = load_bytes(&REVIEW.as_bytes()[..cut]).expect_err("half a file is no scenario");
        assert!(!error.to_string().is_empty());
    }
    for text in
        ["(".repeat(100_000), "[".repeat(100_000), "{".repeat(1000), "(a:".repeat(1000), "\"".to_owned(), "/*".to_owned(), "r#".to_owned()]
    {
        assert!(load_bytes(text.as_bytes()).is_err());
    }
    // Every byte changed to something disturbing, one at a time.
    for at in (0..REVIEW.len()).step_by(997) {
        for byte in [b'(', b')', b'"', b'{', b',', b'\\', b'/', b'-', b'#', 0] {
            let mut bytes = REVIEW.as_bytes().to_vec();
            bytes[at] = byte;
            let _ = load_bytes(&bytes);
        }
    }
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_file() {
    let text = REVIEW
        .replace("road_factor: 1.25", "road_factor: 0.5")
        .replace("female_share: 0.5", "female_share: 7.0")
        .replace("seed: 2020", "seed: 18446744073709551615");
    let Err(LoadError::Problems(found)) = load_bytes(text.as_bytes()) else { panic!("three problems") };
    let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["demand.welfare.female_share", "elsewhere.road_factor", "run.seed"]);
    for problem in &found {
        let (line, column) = problem.position.unwrap();
        let there = text.lines().nth(line - 1).unwrap().chars().skip(column - 1).collect::<String>();
        assert!(there.starts_with(['7', '0', '1']), "{problem} points at {there}");
    }
}

/// A scenario kept as unsaved work.
fn work(scenario: &Scenario) -> Work {
    let text = to_ron(scenario);
    Work { kept_at: "2026-03-01T10:00:00Z".parse().unwrap(), file: None, sha256: String::new(), before: text.clone(), text }
}
