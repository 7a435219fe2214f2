//! Files of every version that was ever released load for ever, and those of a version to come are looked at.

use sufficiency::model::FORMAT_VERSION;
use sufficiency::store::{LoadError, load_bytes, mendable, to_ron};

/// The scenarios supplied with the first release, as they were.
const V1: [(&str, &str); 5] = [
    ("homes-as-they-really-run", include_str!("v1/homes-as-they-really-run.ron")),
    ("london-review", include_str!("v1/london-review.ron")),
    ("police-custody", include_str!("v1/police-custody.ron")),
    ("rising-requests", include_str!("v1/rising-requests.ron")),
    ("scotland-closes-2030", include_str!("v1/scotland-closes-2030.ron")),
];

/// The scenarios supplied before anything could cost something.
const V2: [(&str, &str); 5] = [
    ("homes-as-they-really-run", include_str!("v2/homes-as-they-really-run.ron")),
    ("london-review", include_str!("v2/london-review.ron")),
    ("police-custody", include_str!("v2/police-custody.ron")),
    ("rising-requests", include_str!("v2/rising-requests.ron")),
    ("scotland-closes-2030", include_str!("v2/scotland-closes-2030.ron")),
];

/// One file with something in every part that a file can have: laid out as the program saves it, and read as it was.
#[test]
fn everything_a_file_can_hold_survives() {
    let text = include_str!("corpus/everything.ron");
    let scenario = load_bytes(text.as_bytes()).unwrap_or_else(|error| panic!("{error}")).scenario;
    assert_eq!(to_ron(&scenario), text);
    assert!(scenario.costs.is_some() && scenario.today.is_some() && !scenario.membership.is_default());
    assert!(!(scenario.ranges.is_empty() || scenario.register.is_empty() || scenario.alternative_texts.is_empty()));
    let appraisal = &scenario.appraisal;
    assert!(!(appraisal.scales.is_empty() || appraisal.scores.is_empty() || appraisal.gates.is_empty() || appraisal.overlaps.is_empty()));
    assert!(!(appraisal.members.is_empty() || appraisal.log.is_empty()) && appraisal.lock.is_some());
    assert!(scenario.options.iter().flat_map(|option| &option.homes).any(|home| home.outage.is_some()));
}

#[test]
fn files_of_version_2_load_and_lose_nothing() {
    for (name, text) in V2 {
        let loaded = load_bytes(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((loaded.version, loaded.scenario.format_version), (2, FORMAT_VERSION));
        // What version 2 said is said in the same words; whatever is new stays unsaid.
        let saved = to_ron(&loaded.scenario);
        assert!(text.lines().skip(2).all(|line| saved.contains(line)), "{name}");
        let again = load_bytes(saved.as_bytes()).unwrap();
        assert_eq!((again.version, &again.scenario), (FORMAT_VERSION, &loaded.scenario));
    }
}

#[test]
fn files_of_version_1_load_and_are_saved_in_this_version() {
    for (name, text) in V1 {
        let loaded = load_bytes(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((loaded.version, loaded.scenario.format_version), (1, FORMAT_VERSION));
        assert!(loaded.scenario.register.is_empty() && loaded.scenario.note.is_empty());
        let saved = to_ron(&loaded.scenario);
        assert!(saved.starts_with(&format!("(\n    format_version: {FORMAT_VERSION},\n")), "the version comes first");
        let again = load_bytes(saved.as_bytes()).unwrap();
        assert_eq!((again.version, &again.scenario), (FORMAT_VERSION, &loaded.scenario));
    }
}

#[test]
fn an_upgrade_keeps_every_figure() {
    let text = V1[1].1.replacen("youngest: 10", "youngest: 12", 1).replacen("oldest: 17", "oldest: 16", 1);
    let scenario = load_bytes(text.as_bytes()).unwrap().scenario;
    let accepts = scenario.options[1].homes[0].accepts;
    assert_eq!((accepts.youngest_years, accepts.oldest_years), (12, 16));
    assert_eq!((scenario.demand.welfare.requests_per_year, scenario.sources.len()), (121.0, 106));
}

#[test]
fn what_is_wrong_in_an_old_file_is_told_where_its_author_wrote_it() {
    let text = V1[1].1.replacen("youngest: 10,", "youngest: 18, oldest_age: 17,", 1);
    let (line, content) = text.lines().enumerate().find(|(_, line)| line.contains("youngest: 18")).unwrap();
    let Err(LoadError::Problems(problems)) = load_bytes(text.as_bytes()) else { panic!("two problems") };
    let at = |words: &str| Some((line + 1, 1 + content.find(words).unwrap()));
    assert!(problems.iter().any(|problem| problem.position == at("18") && problem.message.contains("between 10 and 17")), "{problems:#?}");
    assert!(problems.iter().any(|problem| problem.position == at("oldest_age") && problem.message.contains("oldest")), "{problems:#?}");
    // In its day it was right, whatever is wrong further on.
    let torn = &V1[1].1[..V1[1].1.len() / 2];
    let error = load_bytes(torn.as_bytes()).unwrap_err().to_string();
    assert!(!error.contains("youngest"), "{error}");
}

#[test]
fn a_newer_file_is_looked_at_as_far_as_it_is_known() {
    let saved = to_ron(&super::review());
    let newer = saved.replacen("format_version: 3", "format_version: 9, mood: (shade: \"blue\", depth: [1, 2])", 1).replacen(
        "requests_per_year: 121.0",
        "requests_per_year: 130.0",
        1,
    );
    assert_eq!(load_bytes(newer.as_bytes()), Err(LoadError::NewerFormat { found: 9 }));
    let looked_at = mendable(newer.as_bytes()).unwrap();
    assert_eq!(looked_at.newer_version, Some(9));
    assert_eq!(looked_at.scenario.demand.welfare.requests_per_year, 130.0);
    assert_eq!(looked_at.problems.len(), 1);
    assert!(looked_at.problems[0].message.contains("'mood'") && looked_at.problems[0].used.as_deref() == Some("left out"));
    assert_eq!(mendable(saved.as_bytes()), None, "nothing to mend");
}
