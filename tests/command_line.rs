//! The command line, by way of the program itself.

#[path = "command_line/criteria.rs"]
mod criteria;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use sufficiency::model::{Home, ParameterId, ProvisionOption, Scenario, Stream};
use sufficiency::store::{SHIPPED, sha256, shipped, to_ron};

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sufficiency")).args(arguments).stdin(Stdio::null()).output().expect("the program starts")
}

/// Exit code, standard output and standard error.
fn call(arguments: &[&str]) -> (i32, String, String) {
    let output = program(arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints text");
    (output.status.code().expect("the program is not killed"), text(output.stdout), text(output.stderr))
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The review with one replacement, as a file.
    fn review(&self, name: &str, from: &str, to: &str) -> String {
        let text = SHIPPED[0].text.replacen(from, to, 1);
        self.file(name, text.as_bytes())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("the folder can be written to");
        text(&path)
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a plain path").to_owned()
}

/// Nobody writes into the pipe: whoever opens it waits for ever.
#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let folder = Folder::new();
    let pipe = text(&folder.path("pipe.ron"));
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is part of every Unix").success());
    for arguments in [vec!["check", &pipe], vec!["run", &pipe], vec!["diff", &pipe, "london-review"], vec!["report", &pipe, "--out", "x"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sufficiency"))
            .args(&arguments)
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
        let status = loop {
            match child.try_wait().expect("it can be asked") {
                Some(status) => break status,
                None if std::time::Instant::now() > deadline => {
                    child.kill().expect("it can be ended");
                    panic!("{arguments:?} waits for the pipe");
                }
                None => std::thread::sleep(std::time::Duration::from_millis(10)),
            }
        };
        let mut said = String::new();
        child.stderr.take().expect("standard error").read_to_string(&mut said).expect("text");
        assert_eq!(status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("pipe.ron: this is a device or a pipe, not a file; give a file"), "{arguments:?}: {said}");
    }
}

#[test]
fn help_says_what_there_is() {
    let (code, out, err) = call(&["--help"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for word in ["secure placements for children", "run", "check", "FILE", "window", "Exit codes"] {
        assert!(out.contains(word), "{word} in {out}");
    }
    let (code, out, _) = call(&["run", "--help"]);
    assert_eq!(code, 0);
    for word in ["--replications", "--seed", "--threads", "--option", "--baseline", "--json", "london-review"] {
        assert!(out.contains(word), "{word} in {out}");
    }
    assert_eq!(call(&["--version"]).1, format!("sufficiency {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn scenarios_supplied_check_by_name_and_as_files() {
    let folder = Folder::new();
    for supplied in SHIPPED {
        let (code, out, err) = call(&["check", supplied.id]);
        assert_eq!((code, err.as_str()), (0, ""), "{}", supplied.id);
        let options = supplied.load().expect("valid").scenario.options.len();
        assert!(out.contains("nothing is wrong") && out.contains(&format!("{options} options")), "{out}");
        let file = folder.file(supplied.id, supplied.text.as_bytes());
        assert_eq!(call(&["check", &file]).0, 0);
    }
    let (code, _, err) = call(&["check", "london-reveiw"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean 'london-review'"), "{err}");
}

/// Everything a council officer may hand over by mistake: a sentence and an exit code, the same from `check` and `run`, and no run is started.
#[test]
fn bad_input_is_explained_and_starts_no_run() {
    let folder = Folder::new();
    let mut crowded = Scenario::clone(&SHIPPED[0].load().expect("a scenario").scenario);
    let home = Home { welfare_beds: 2_000, justice_beds: 2_000, ..crowded.options[1].homes[0].clone() };
    crowded.options[1].homes = (0..6).map(|number| Home { id: format!("home-{number}"), ..home.clone() }).collect();
    crowded.options[1].step_down_units.clear();
    let more = |number: u32| ProvisionOption { id: format!("more-{number}"), ..crowded.options[1].clone() };
    crowded.options = crowded.options.iter().cloned().chain((0..4).map(more)).collect();
    let many_beds = to_ron(&crowded);
    let cases: Vec<(String, i32, &[&str])> = vec![
        (text(&folder.path("missing.ron")), 2, &["there is no such file", "check the name"]),
        (text(folder.0.path()), 2, &["this is a folder"]),
        (folder.file("empty.ron", b""), 2, &["the file is empty"]),
        (folder.file("big.ron", &vec![b' '; 2_000_000]), 2, &["too large", "2,000,000 bytes"]),
        (folder.file("image.ron", b"\x89PNG\r\n\x1a\n\xff\xfe"), 2, &["not valid UTF-8", "save the file as plain text"]),
        (folder.review("newer.ron", "format_version: 3", "format_version: 4"), 2, &["version 4", "newer version of the program"]),
        (
            folder.review("type.ron", "requests_per_year: 121.0", "requests_per_year: \"many\""),
            1,
            &["line 15", "a number is expected", "many"],
        ),
        (folder.review("field.ron", "annual_growth", "anual_growth"), 1, &["line 16, column 13", "did you mean 'annual_growth'?"]),
        (
            folder.review("negative.ron", "requests_per_year: 121.0", "requests_per_year: -1"),
            1,
            &["line 15", "between 0 and 100,000 a year", "-1"],
        ),
        (folder.review("infinite.ron", "annual_growth: 0.0", "annual_growth: inf"), 1, &["line 16", "infinite"]),
        (folder.review("nan.ron", "annual_growth: 0.0", "annual_growth: NaN"), 1, &["line 16", "not a number"]),
        (
            folder.review("beds.ron", "welfare_beds: 8", "welfare_beds: 5000"),
            1,
            &["options.small-8.homes.single.welfare_beds", "2,000", "5,000"],
        ),
        (
            folder.review("closing.ron", "welfare_beds: 8", "opens: Some(\"2026-04\"), closes: Some(\"2025-04\"), welfare_beds: 8"),
            1,
            &["closes", "must be after the home opens"],
        ),
        (folder.review("link.ron", "Home(\"north\")", "Home(\"nroth\")"), 1, &["linked_home", "did you mean 'north'?"]),
        (folder.review("duplicate.ron", "id: \"small-8\"", "id: \"as-now\""), 1, &["'as-now' is a duplicate"]),
        (folder.review("stays.ron", "family: Lognormal", "family: Empirical([])"), 1, &["list of observed stays is empty"]),
        (folder.review("hours.ron", "replications: 1000", "replications: 1000000"), 1, &["run.replications", "reduce"]),
        (folder.review("below.ron", "welfare_beds: 8", "welfare_beds: -3"), 1, &["a whole number between 0 and 2,000", "-3"]),
        (folder.review("half.ron", "replications: 1000", "replications: 0.5"), 1, &["a whole number between 1 and 1,000,000", "0.5"]),
        (folder.review("word.ron", "format_version: 3", "format_version: \"abc\""), 1, &["line 2", "a whole number", "abc"]),
        (folder.review("part.ron", "format_version: 3", "format_version: 2.5"), 1, &["line 2", "a whole number", "2.5"]),
        (folder.review("vast.ron", "format_version: 3", "format_version: 99999999999999999999999"), 1, &["line 2", "a whole number"]),
        (folder.file("beds-of-all.ron", many_beds.as_bytes()), 1, &["options", "at most 100,000 beds"]),
    ];
    for (file, code, words) in &cases {
        let (check_code, check_out, check_err) = call(&["check", file]);
        assert_eq!((check_code, check_out.as_str()), (*code, ""), "{file}: {check_err}");
        for word in *words {
            assert!(check_err.contains(word), "{file}\ngave: {check_err}\nwithout: {word}");
        }
        assert!(check_err.starts_with(file.as_str()) && !check_err.contains("panicked"), "{check_err}");
        let result = folder.path("result.json");
        let run = call(&["run", file, "--json", &text(&result)]);
        assert_eq!(run, (check_code, String::new(), check_err));
        assert!(!result.exists());
    }
}

#[test]
fn numbers_of_the_command_line_are_checked_too() {
    let (futures, seeds, threads) = ("between 1 and 1,000,000", "between 0 and 9,007,199,254,740,992", "0..=1024");
    let wrong = [
        ("--replications", vec!["0", "many", "-1", "1.5", "1000001"], futures),
        ("--seed", vec!["1.5", "-1", "9007199254740993", "18446744073709551615"], seeds),
        ("--threads", vec!["5000", "-1"], threads),
    ];
    for (flag, values, permitted) in wrong {
        for value in values {
            let (code, out, err) = call(&["run", "london-review", flag, value]);
            assert_eq!((code, out.as_str()), (2, ""));
            assert!(err.contains(flag) && err.contains(value) && err.contains(permitted), "{err}");
        }
    }
}

/// Without a desktop no window can say what is wrong with the file it was asked to open.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_is_not_there_is_told_without_a_window() {
    let output = Command::new(env!("CARGO_BIN_EXE_sufficiency"))
        .arg("no-such-file.ron")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program starts");
    let err = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.starts_with("no-such-file.ron: there is no such file") && err.contains("The window cannot be opened"), "{err}");
}

#[test]
fn an_unknown_option_is_met_with_the_likeliest() {
    for flag in ["--option", "--baseline"] {
        let (code, out, err) = call(&["run", "london-review", flag, "two12"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("no option 'two12'") && err.contains("did you mean 'two-12'?"), "{err}");
    }
    let (_, _, err) = call(&["run", "london-review", "--option", "zzz"]);
    assert!(err.contains("its options are as-now, small-8"), "{err}");
}

#[test]
fn a_path_that_cannot_be_written_is_told_before_the_run() {
    let folder = Folder::new();
    for path in [folder.path("no/such/folder.json"), folder.0.path().to_owned()] {
        let (code, out, err) = call(&["run", "london-review", "--json", &text(&path)]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("folder") && err.starts_with(&text(&path)), "{err}");
    }
}

/// Results never take the place of a scenario: neither of the one that is run, whatever its name, nor of another.
#[test]
fn results_do_not_take_the_place_of_a_scenario() {
    let folder = Folder::new();
    let review = SHIPPED[0].text;
    let (plain, other) = (folder.file("plan.txt", review.as_bytes()), folder.file("other.RON", review.as_bytes()));
    for command in ["run", "beds", "unknown", "cost", "uncertainty", "drivers", "criteria", "selftest"] {
        for path in [&plain, &other] {
            let (code, out, err) = call(&[command, &plain, "--json", path]);
            assert_eq!((code, out.as_str()), (2, ""), "{command}: {err}");
            assert!(err.starts_with(path.as_str()) && err.contains("give the results another name"), "{command}: {err}");
            assert_eq!(std::fs::read_to_string(path).expect("it is there"), review, "{command}");
        }
    }
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sufficiency"))
        .args(["check", "london-review"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut err).expect("text");
    assert!(child.wait().expect("it ends").code() == Some(0) && err.is_empty(), "{err}");
}

const QUICK: [&str; 10] =
    ["run", "london-review", "--replications", "8", "--option", "as-now", "--option", "two-12-justice-step-down", "--seed", "7"];

fn quick<'a>(more: &[&'a str]) -> Vec<&'a str> {
    QUICK.into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn tables_fit_a_hundred_columns_and_name_every_option() {
    let (code, out, err) = call(&["run", "london-review", "--replications", "4"]);
    assert_eq!((code, err.as_str()), (0, ""), "nothing but results where nobody watches");
    for supplied in
        ["as-now", "small-8", "two-12-justice-step-down-open", "one-24-transition", "Difference to as-now", "±", "4 replications"]
    {
        assert!(out.contains(supplied), "{supplied} in\n{out}");
    }
    for line in out.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn json_has_the_promised_shape() {
    let (code, out, err) = call(&quick(&["--json", "-"]));
    assert_eq!((code, err.as_str()), (0, ""));
    let document: Value = serde_json::from_str(&out).expect("only JSON on standard output");
    let keys = |value: &Value| {
        let mut keys = value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
        keys.sort();
        keys
    };
    let top = ["costs", "differences", "horizon_years", "options", "replications", "scenario", "seed", "version", "warm_up_years"];
    assert_eq!(keys(&document), top);
    assert_eq!(document["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(document["scenario"]["name"], "London review");
    assert_eq!(document["scenario"]["sha256"], sha256(SHIPPED[0].text.as_bytes()));
    assert_eq!((&document["seed"], &document["replications"]), (&Value::from(7), &Value::from(8)));
    assert_eq!((&document["warm_up_years"], &document["horizon_years"]), (&Value::from(2.0), &Value::from(10.0)));
    let options = document["options"].as_array().expect("a list");
    let ids: Vec<&Value> = options.iter().map(|option| &option["id"]).collect();
    assert_eq!(ids, ["as-now", "two-12-justice-step-down"]);
    let statistics = ["high", "low", "mean", "p05", "p25", "p50", "p75", "p95", "standard_error"];
    for option in options {
        assert_eq!(keys(option), ["homes", "id", "measures", "name", "occupancy_distribution", "quarterly"]);
        let measures = option["measures"].as_object().expect("an object");
        for key in ["welfare_placed_share", "census_london", "welfare_mean_distance_miles"] {
            assert!(measures.contains_key(key), "{key} among {:?}", measures.keys());
        }
        assert!(measures.values().all(|estimate| keys(estimate) == statistics));
        for home in option["homes"].as_array().expect("a list") {
            assert_eq!(keys(home), ["id", "measures", "name"]);
        }
        assert!(option["occupancy_distribution"].as_object().expect("an object").values().all(Value::is_array));
        assert!(
            option["quarterly"].as_object().expect("an object").values().all(|points| points.as_array().is_some_and(|p| p.len() == 40))
        );
    }
    assert_eq!(options[1]["homes"].as_array().map(Vec::len), Some(2));
    let share = options[0]["measures"]["welfare_placed_share"]["mean"].as_f64().expect("a number");
    assert!((0.3..0.7).contains(&share), "{share}");
    let differences = document["differences"].as_array().expect("a list");
    assert_eq!(differences.len(), 1);
    assert_eq!(keys(&differences[0]), ["baseline", "measures", "option"]);
    assert_eq!(
        (&differences[0]["option"], &differences[0]["baseline"]),
        (&Value::from("two-12-justice-step-down"), &Value::from("as-now"))
    );
    let measures = differences[0]["measures"].as_object().expect("an object");
    assert!(measures.values().all(|difference| keys(difference) == ["better_share", "high", "low", "mean"]));
    assert!(!out.contains("NaN") && !out.contains("inf"));
}

#[test]
fn the_same_run_gives_the_same_bytes_on_any_number_of_threads() {
    let one = program(&quick(&["--json", "-", "--threads", "1"])).stdout;
    assert!(!one.is_empty());
    assert_eq!(one, program(&quick(&["--json", "-", "--threads", "2"])).stdout);
    let folder = Folder::new();
    let path = folder.path("result.json");
    let (code, out, err) = call(&quick(&["--json", &text(&path)]));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Difference to as-now"), "the tables are printed as well");
    assert_eq!(std::fs::read(&path).expect("the file is there"), one);
    assert_eq!(std::fs::read_dir(folder.0.path()).expect("a folder").count(), 1, "no temporary file is left behind");
}

#[test]
fn any_option_can_be_the_baseline() {
    let (code, out, _) =
        call(&["run", "london-review", "--replications", "2", "--option", "small-8", "--baseline", "two-12", "--json", "-"]);
    assert_eq!(code, 0);
    let document: Value = serde_json::from_str(&out).expect("JSON");
    let difference = &document["differences"][0];
    assert_eq!((&difference["option"], &difference["baseline"]), (&Value::from("small-8"), &Value::from("two-12")));
}

#[test]
fn a_problem_is_drawn_with_its_line_and_every_problem_told_at_once() {
    let folder = Folder::new();
    let file = folder.review("wrong.ron", "annual_growth", "anual_growth");
    let text = std::fs::read_to_string(&file).expect("the file is there").replace("road_factor: 1.25", "road_factor: 0.5");
    std::fs::write(&file, text).expect("the folder can be written to");
    let (code, _, err) = call(&["check", &file]);
    assert_eq!(code, 1);
    assert!(err.contains(": 2 problems\n"), "{err}");
    assert!(err.contains("\n      16 |             anual_growth: 0.0,\n         |             ^^^^^^^^^^^^\n"), "{err}");
    assert!(err.contains("elsewhere.road_factor: must be between 1 and 3"), "{err}");
}

#[test]
fn what_should_be_known_of_a_file_is_no_fault() {
    let folder = Folder::new();
    let file = folder.review("noted.ron", "note: \"\"", "note: \"ask Mrs Example, born 2009\" /* soon */");
    let (code, out, err) = call(&["check", &file]);
    assert_eq!(code, 0);
    assert!(out.contains("nothing is wrong"));
    for words in ["3 warnings", "'Mrs Example' looks like a person's name", "a date of birth", "this remark is not kept"] {
        assert!(err.contains(words), "{words} in {err}");
    }
    let old = folder.file("old.ron", include_bytes!("scenario_files/v1/london-review.ron"));
    let (code, _, err) = call(&["check", &old]);
    assert!(code == 0 && err.contains("written in format version 1; it is saved in version 3"), "{err}");
}

#[test]
fn differences_are_told_with_both_values_and_sources() {
    let (code, out, err) = call(&["diff", "london-review", "rising-requests"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in ["A  London review", "Growth a year, welfare  [demand.welfare.annual_growth]", "  A  0%  (", "  B  3%  (Assumed"] {
        assert!(out.contains(words), "{words} in {out}");
    }
    let (_, out, _) = call(&["diff", "london-review", "london-review"]);
    assert!(out.contains("nothing differs"), "{out}");
    let (code, out, _) = call(&["diff", "london-review", "--option", "two-12", "--option", "two-12-justice"]);
    assert!(code == 0 && out.contains("[homes.north.justice_beds]\n  A  0") && out.contains("  B  6"), "{out}");
    let (code, out, _) = call(&["diff", "london-review", "homes-as-they-really-run", "--option", "two-12"]);
    assert!(code == 0 && out.contains("homes.north.decline_share"), "{out}");
    for (wrong, words) in [
        (&["diff", "london-review"][..], "two files, or one file and two options"),
        (&["diff", "london-review", "--option", "two-12"], "give a second"),
        (&["diff", "london-review", "--option", "two-12", "--option", "two12"], "did you mean 'two-12'?"),
        (&["diff", "london-review", "rising-request"], "did you mean 'rising-requests'"),
    ] {
        let (code, out, err) = call(wrong);
        assert!(code == 2 && out.is_empty() && err.contains(words), "{err}");
    }
}

#[test]
fn a_run_of_hours_is_asked_for_twice() {
    let folder = Folder::new();
    let file = folder.review("long.ron", "horizon_years: 10.0", "horizon_years: 100.0");
    let (code, out, err) = call(&["run", &file, "--replications", "150000"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("for about") && err.contains("--long"), "{err}");
}

#[test]
fn an_option_is_made_larger_until_it_is_enough() {
    let shared = ["london-review", "--replications", "10", "--json", "-"];
    let call_json = |arguments: &[&str]| {
        let (code, out, err) = call(&[arguments, &shared].concat());
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        serde_json::from_str::<Value>(&out).expect("JSON")
    };
    let swept = call_json(&["beds", "--option", "two-12", "--try-numbers", "8..14:2", "--goal", "60", "--days", "14"]);
    let beds: Vec<i64> = swept["tried"].as_array().expect("a list").iter().filter_map(|tried| tried["beds"].as_i64()).collect();
    assert_eq!(beds, [16, 20, 24, 28]);
    assert_eq!(swept["options"].as_array().expect("a list").len(), 11);
    let smallest = &swept["smallest_on_average"];
    // What it costs stands beside it, more with every bed; and by which file it was found.
    let costs: Vec<f64> = swept["tried"].as_array().unwrap().iter().filter_map(|tried| tried["cost_per_year"]["mean"].as_f64()).collect();
    assert!(costs.len() == 4 && costs.windows(2).all(|pair| pair[0] < pair[1]), "{costs:?}");
    assert_eq!(swept["scenario"]["sha256"], sha256(SHIPPED[0].text.as_bytes()));
    assert!(smallest["placed_in_london_in_time_share"]["mean"].as_f64().is_some_and(|share| share >= 0.6), "{smallest}");
    assert_eq!(
        swept,
        call_json(&["beds", "--option", "two-12", "--try-numbers", "8..14:2", "--goal", "60", "--days", "14", "--threads", "1"])
    );

    let unknown = call_json(&["unknown", "--option", "two-12", "--points", "4"]);
    assert_eq!(unknown["settings"].as_array().expect("a list").len(), 4);
    assert_eq!(unknown["switching_values"][0]["option"], "two-12");

    let rules = call_json(&["beds", "--option", "two-12-justice", "--restrictions"]);
    assert_eq!(rules["provisions"].as_array().expect("a list").len(), 4);

    // In words, within the width of a terminal, goals out of reach included.
    let (code, out, _) =
        call(&["beds", "london-review", "--option", "two-12", "--replications", "5", "--try-numbers", "12..12", "--goal", "95"]);
    assert_eq!(code, 0);
    assert!(out.contains("No number of beds can do it") && out.lines().all(|line| line.chars().count() <= 110), "{out}");
    for (arguments, said) in [
        (vec!["beds", "london-review", "--try-numbers", "9"], "write 4..24"),
        (vec!["beds", "london-review", "--try-numbers", "9..4"], "must not be above the last"),
        (vec!["beds", "london-review", "--goal", "101"], "between 0 and 100"),
        (vec!["beds", "london-review", "--goal", "0.6"], "write 60 for 60 in 100"),
        (vec!["beds", "london-review", "--option", "two-12", "--option", "large-24"], "one option"),
        (vec!["unknown", "london-review", "--baseline", "two-12"], "--baseline says nothing here"),
    ] {
        let (code, _, err) = call(&arguments);
        assert_eq!(code, 2);
        assert!(err.contains(said), "{err}");
    }
}

/// A scenario that is played in no time: two options, two years.
fn short(folder: &Folder) -> String {
    let mut scenario = Scenario::clone(&shipped("london-review").expect("supplied").load().expect("valid").scenario);
    scenario.options.retain(|option| ["as-now", "two-12"].contains(&option.id.as_str()));
    (scenario.run.warm_up_years, scenario.run.horizon_years, scenario.run.replications) = (0.5, 1.0, 20);
    let kept = [ParameterId::RequestsPerYear(Stream::Welfare), ParameterId::NotProceedingShare(Stream::Welfare)];
    scenario.ranges.retain(|id, _| kept.contains(id));
    folder.file("short.ron", to_ron(&scenario).as_bytes())
}

#[test]
fn what_is_not_known_is_told_apart_from_chance() {
    let folder = Folder::new();
    let file = short(&folder);
    let (code, out, err) = call(&["uncertainty", &file, "--draws", "12", "--replications", "6"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in ["12 draws of 2 uncertain figures with 6 possible futures each", "as-now", "two-12", "±"] {
        assert!(out.contains(words), "{words} in {out}");
    }
    let json = |threads: &str| call(&["uncertainty", &file, "--draws", "12", "--replications", "6", "--threads", threads, "--json", "-"]).1;
    let out = json("1");
    assert_eq!(out, json("2"));
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(document["figures"], json!(["demand.welfare.requests_per_year", "demand.welfare.not_proceeding_share"]));
    assert_eq!((document["draws"].as_u64(), document["futures_each"].as_u64()), (Some(12), Some(6)));
    let split = &document["options"][1]["measures"]["welfare_placed_share"];
    let number = |key: &str| split[key].as_f64().unwrap_or(f64::NAN);
    assert!(number("half_width") > 0.0 && number("chance_sd") > 0.0 && number("not_knowing_sd") >= 0.0, "{split}");
    assert!(number("total_p05") < number("mean") && number("mean") < number("total_p95"), "{split}");
    assert!(document["assumed_without_range"].as_object().is_some_and(|without| without.contains_key("run.seed")));
    // Until the mean is known well enough: fewer draws than the most there may be.
    let (_, out, _) = call(&["uncertainty", &file, "--draws", "4000", "--replications", "2", "--within", "0.1", "--json", "-"]);
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert!(document["draws"].as_u64().is_some_and(|draws| draws < 4_000), "{}", document["draws"]);
}

#[test]
fn what_would_change_the_answer_is_told_figure_by_figure() {
    let folder = Folder::new();
    let file = short(&folder);
    let call_with = |more: &[&str]| call(&[&["drivers", &file, "--replications", "10", "--points", "12"], more].concat());
    let (code, out, err) = call_with(&["--reach", "0.6"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in [
        "one figure at a time",
        "Requests that never need a place, welfare",
        "The largest home closes for six months",
        "Where the choice turns",
        "What finding out would be worth",
        "Where all uncertain figures are drawn from their ranges at once",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
    let out = call_with(&["--json", "-", "--threads", "1"]).1;
    assert_eq!(out, call_with(&["--json", "-", "--threads", "2"]).1);
    let document: Value = serde_json::from_str(&out).expect("JSON");
    let figures = document["figures"].as_array().expect("a list");
    assert_eq!(figures.len(), 2);
    for figure in figures {
        assert!(figure["source"].as_str().is_some_and(|source| source.len() > 15), "{figure}");
        let shares = &figure["shares"]["two-12"];
        assert!(shares["first"].is_number() && shares["total_low"].is_number(), "{shares}");
        assert!(figure["at_low"]["two-12"]["welfare_placed_share"]["half_width"].is_number(), "{figure}");
        assert!(figure["switches"].is_array() && figure["worth_finding_out"]["mean"].is_number(), "{figure}");
    }
    let worlds: Vec<&str> = document["worlds"].as_array().expect("a list").iter().filter_map(|world| world["key"].as_str()).collect();
    let expected = ["scotland_closed", "orders_refused", "latent_demand", "gang_conflict", "home_outage", "opening_delayed"];
    assert_eq!(worlds, expected);
    assert!(document["unchanged"]["two-12"]["welfare_placed_share"]["mean"].as_f64().is_some_and(|mean| mean > 0.4));
}

#[test]
fn studies_of_what_is_not_known_refuse_what_they_cannot_do() {
    let folder = Folder::new();
    let mut scenario = Scenario::clone(&shipped("london-review").expect("supplied").load().expect("valid").scenario);
    scenario.ranges.clear();
    let without_ranges = folder.file("without.ron", to_ron(&scenario).as_bytes());
    scenario.options.truncate(1);
    let as_now = folder.file("as-now.ron", to_ron(&scenario).as_bytes());
    for command in ["uncertainty", "drivers"] {
        for (arguments, code, said) in [
            (vec![command, &without_ranges], 1, "gives no ranges"),
            (vec![command, "london-review", "--measure", "welfare_placed_shar"], 2, "did you mean 'welfare_placed_share'?"),
            (vec![command, "london-review", "--measure", "nonsense"], 2, "options are judged by"),
            (vec![command, "london-review", "--option", "two-13"], 2, "did you mean 'two-12'?"),
            (vec![command, "london-review", "--replications", "0"], 2, "replications"),
            (vec![command, "no-such-file.ron"], 2, "no-such-file.ron"),
        ] {
            let (found, _, err) = call(&arguments);
            assert!(found == code && err.contains(said), "{arguments:?}: {found} {err}");
        }
    }
    for (arguments, code, said) in [
        (vec!["uncertainty", "london-review", "--within", "0"], 2, "must be above 0"),
        (vec!["uncertainty", "london-review", "--within", "-0.1"], 2, "must be above 0"),
        (vec!["uncertainty", "london-review", "--draws", "1"], 2, "2..=100000"),
        (vec!["drivers", "london-review", "--margin", "-1"], 2, "--margin"),
        (vec!["drivers", "london-review", "--margin", "0.1", "--reach", "0.5"], 2, "cannot be used with"),
        // A scenario with nothing but as now has a home to make larger nowhere, and for one option nothing turns.
        (vec!["beds", &as_now, "--replications", "2"], 1, "there is no home to make larger or smaller"),
        (vec!["beds", &as_now, "--replications", "2", "--restrictions"], 1, "no home"),
    ] {
        let (found, _, err) = call(&arguments);
        assert!(found == code && err.contains(said), "{arguments:?}: {found} {err}");
    }
    let (code, out, err) = call(&["unknown", &as_now, "--replications", "4", "--points", "3"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
}

#[test]
fn a_run_that_starts_from_today_says_so() {
    let (code, out, _) = call(&["run", "start-from-today", "--replications", "3", "--option", "two-12"]);
    assert_eq!(code, 0);
    assert!(out.contains("without a warm-up from a census of 32 children in placement and 18 open requests"), "{out}");
    let (_, out, _) = call(&["run", "start-from-today", "--replications", "3", "--option", "two-12", "--json", "-"]);
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(document["starts_from"]["children_in_placement"], json!({ "welfare": 21, "justice": 11, "police_custody": 0 }));
    assert_eq!(document["starts_from"]["open_requests"]["welfare"], 18);
}

#[test]
fn costs_are_printed_and_add_up_for_machines() {
    let play = ["--replications", "20", "--option", "two-12-justice-step-down-open", "--baseline", "as-now"];
    let with = |command: &'static str, rest: &[&'static str]| call(&[&[command, "london-review"], &play[..], rest].concat());
    let (code, out, err) = with("cost", &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in ["In pounds of 2019", "Who pays", "pays for itself if it prevents", "costs less than “As now” if the fee", "32%"] {
        assert!(out.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words} in {out}");
    }
    let (code, out, _) = with("cost", &["--json", "-"]);
    assert_eq!(code, 0);
    let document: Value = serde_json::from_str(&out).expect("JSON");
    let option = &document["costs"]["options"][1];
    let sum = |value: &Value| value.as_object().unwrap().values().map(|pence| pence.as_i64().unwrap()).sum::<i64>();
    for (kind, payers) in option["cost_per_year_by_payer_pence"].as_object().unwrap() {
        assert_eq!(option["cost_per_year_pence"][kind].as_i64().unwrap(), sum(payers), "{kind}");
    }
    let mean = option["measures"]["cost_per_year"]["mean"].as_f64().unwrap();
    assert!((sum(&option["cost_per_year_pence"]) as f64 / 100.0 - mean).abs() < 0.1);
    // `run` has the same, beside its measures.
    let (_, out, _) = with("run", &["--json", "-"]);
    let run: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(run["costs"], document["costs"]);
    let folder = Folder::new();
    let unpriced = include_str!("scenario_files/v2/london-review.ron");
    let (code, _, err) = call(&["cost", &folder.file("unpriced.ron", unpriced.as_bytes()), "--replications", "5"]);
    assert!(code == 1 && err.contains("has no prices"), "{err}");
}
