//! Packs, made and verified through the command line: whole, repeatable, and found out when they do not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

use sufficiency::report::pack::{Choices, Contents, pack};
use sufficiency::report::studies::Closer;
use sufficiency::store::to_ron;

use super::support::{answer, keep, scenario};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sufficiency")).args(arguments).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A small scenario in a folder.
fn small(folder: &Path) -> PathBuf {
    let scenario = scenario("london-review", 30, |scenario| {
        keep(scenario, &["as-now", "small-8", "small-12"]);
        scenario.options[2].hidden = true;
        // Few figures in doubt keep the long analyses short.
        let kept: Vec<_> = scenario.ranges.keys().copied().take(3).collect();
        scenario.ranges.retain(|id, _| kept.contains(id));
    });
    let path = folder.join("small.ron");
    fs::write(&path, to_ron(&scenario)).expect("a file");
    path
}

/// Every file below a folder, by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).expect("inside").to_string_lossy().into_owned(), fs::read(&path).expect("bytes"));
            }
        }
    }
    found
}

#[test]
fn a_pack_is_the_same_on_any_number_of_threads_and_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = small(folder.path());
    let file = file.to_str().expect("a path");
    let at = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let (one, two) = (at("one"), at("two"));
    for (out, threads) in [(&one, "1"), (&two, "2")] {
        let output = run(&["report", file, "--out", out, "--public", "--threads", threads]);
        assert!(output.status.success(), "{}", said(&output));
    }
    let (first, second) = (files(Path::new(&one)), files(Path::new(&two)));
    assert!(first.keys().eq(second.keys()), "the packs have other files");
    for (name, bytes) in &first {
        assert_eq!(bytes, &second[name], "{name} differs");
    }
    for name in [
        "annex.docx",
        "tables.xlsx",
        "manifest.json",
        "scenario.ron",
        "tables/results.csv",
        "charts/placements-welfare.svg",
        "charts/drivers.svg",
        "tables/worlds.csv",
    ] {
        assert!(first.contains_key(name), "{name} is missing");
    }
    assert_eq!(first["scenario.ron"], fs::read(file).expect("the file"), "the scenario is not the exact file");
    assert!(!first.contains_key("charts/over-time-small-12.png"), "a hidden option is shown");
    let place = folder.path().to_str().expect("a path");
    for (name, bytes) in &first {
        assert!(!bytes.windows(place.len()).any(|window| window == place.as_bytes()), "{name} tells where it was made");
    }

    let output = run(&["verify", &one]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("holds"), "{}", said(&output));

    // A number of the manifest that was tampered with, by a pack that says it is of an older version.
    let manifest = fs::read_to_string(Path::new(&two).join("manifest.json")).expect("a manifest");
    let mut value: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    value["headlines"]["as-now"]["welfare_waiting"][0] = serde_json::json!(1.25);
    value["program_version"] = serde_json::json!("0.0.9");
    value["studies"]["results_sha256"] = serde_json::json!("0".repeat(64));
    fs::write(Path::new(&two).join("manifest.json"), value.to_string()).expect("written");
    let output = run(&["verify", &two]);
    assert_eq!(output.status.code(), Some(1));
    for words in ["as-now, welfare_waiting, mean: the pack has 1.25, now", "the results of the long analyses were made by version 0.0.9"] {
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    // A table that was changed.
    fs::write(Path::new(&two).join("manifest.json"), manifest).expect("written");
    fs::write(Path::new(&two).join("tables/results.csv"), "nothing").expect("written");
    let output = run(&["verify", &two]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("tables/results.csv: changed since the pack was made"), "{}", said(&output));
    // A scenario that was changed.
    fs::write(Path::new(&two).join("scenario.ron"), "()").expect("written");
    let output = run(&["verify", &two]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("not the one that the pack was made from"), "{}", said(&output));
}

/// A pack without the long analyses says so in plain sight, holds, and holds with the manifest of the version before them.
#[test]
fn the_long_analyses_can_be_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = small(folder.path());
    let file = file.to_str().expect("a path");
    let out = folder.path().join("pack");
    let path = out.to_str().expect("a path");
    let output = run(&["report", file, "--out", path, "--quick"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!out.join("charts/drivers.png").exists() && !out.join("tables/worlds.csv").exists());
    let manifest = out.join("manifest.json");
    let mut value: serde_json::Value = serde_json::from_slice(&fs::read(&manifest).expect("a manifest")).expect("JSON");
    assert!(value.get("studies").is_none());
    value["manifest_version"] = serde_json::json!(1);
    fs::write(&manifest, value.to_string()).expect("written");
    let output = run(&["verify", path]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = run(&["report", file, "--out", path, "--replace", "--focus", "smal-8"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean 'small-8'?"), "{}", said(&output));
}

/// A disk that takes no more, and a folder where nobody may write: a message, and nothing half is left.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_forbidden_folder_leave_nothing_half() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = small(folder.path());
    let out = folder.path().join("pack");
    // No file beyond 64 KiB: writing fails as on a full disk, in the middle of the pack.
    let command = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' report '{}' --quick --replications 1 --out '{}'",
        env!("CARGO_BIN_EXE_sufficiency"),
        file.display(),
        out.display()
    );
    let output = Command::new("sh").args(["-c", &command]).output().expect("a shell");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("cannot be written") && said(&output).contains("the disk is not full"), "{}", said(&output));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "something was left behind");
    // Nobody may make a folder here, not even the user who may do everything.
    let output = run(&["report", file.to_str().expect("a path"), "--quick", "--replications", "1", "--out", "/sys/pack"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("/sys/pack: the folder cannot be written"), "{}", said(&output));
}

#[test]
fn nothing_is_overwritten_and_nothing_half_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = small(folder.path());
    let file = file.to_str().expect("a path");
    let report = |out: &Path, more: &[&str]| {
        run(&[&["report", file, "--quick", "--replications", "1", "--out", out.to_str().expect("a path")], more].concat())
    };
    let full = folder.path().join("full");
    fs::create_dir(&full).expect("a folder");
    fs::write(full.join("letter.txt"), "keep me").expect("a file");
    for (out, more, words) in [
        (full.clone(), &[][..], "the folder is not empty"),
        (full.clone(), &["--replace"][..], "other than a pack"),
        (folder.path().join("small.ron"), &[], "a file of this name is there"),
        (folder.path().join("nowhere/pack"), &[], "does not exist"),
    ] {
        let output = report(&out, more);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(full.join("letter.txt")).expect("the file"), "keep me");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "something was left behind");
    let output = run(&["report", file, "--out", "x", "--public", "--exempt"]);
    assert_eq!(output.status.code(), Some(2));
    for (what, words) in
        [(folder.path().join("none"), "no such pack"), (full, "no manifest.json"), (PathBuf::from(file), "claims no results")]
    {
        let output = run(&["verify", what.to_str().expect("a path")]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

#[test]
fn a_public_pack_tells_of_no_single_child() {
    let folder = tempfile::tempdir().expect("a folder");
    let observed = scenario("london-review", 1, |scenario| {
        keep(scenario, &["as-now"]);
        scenario.demand.welfare.length_of_stay.family = sufficiency::model::StayFamily::Empirical(vec![31.0, 93.0, 212.0]);
    });
    let known = scenario("london-review", 1, |scenario| {
        keep(scenario, &["as-now"]);
        scenario.demand.borough_mix =
            sufficiency::model::BoroughMix::Known([("Camden".to_owned(), 0.02), ("Barnet".to_owned(), 0.98)].into());
    });
    for (scenario, words) in [(observed, "observed lengths of stay"), (known, "shares of requests by borough")] {
        let file = folder.path().join("observed.ron");
        fs::write(&file, to_ron(&scenario)).expect("a file");
        let out = folder.path().join("pack");
        let output = run(&["report", file.to_str().expect("a path"), "--public", "--out", out.to_str().expect("a path")]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(words) && said(&output).contains("mark the pack exempt"), "{}", said(&output));
        assert!(!out.exists());
    }
}

/// Whatever ends up among the charts and tables of a pack is in the list that people pick from, once, and can be left out by itself.
#[test]
fn every_chart_and_table_of_a_pack_is_listed_and_can_be_left_out() {
    let scenario = scenario("london-review", 12, |scenario| {
        keep(scenario, &["as-now", "small-8", "two-12"]);
        let kept: Vec<_> = scenario.ranges.keys().copied().take(2).collect();
        scenario.ranges.retain(|id, _| kept.contains(id));
    });
    let answer = answer(&scenario).studied(&Closer::default(), 2, &AtomicBool::new(false), &mut |_| ());
    let contents = Contents::of(&answer);
    let made = |left_out: &[&str]| {
        let left_out = left_out.iter().map(|key| (*key).to_owned()).collect();
        let choices = Choices { left_out, ..Choices::default() };
        let files = pack(&answer, contents.clone(), &choices, b"", sufficiency::store::sha256, &mut |_| true).expect("a pack");
        let listed = files.into_iter().map(|(name, _)| name).filter(|name| name.starts_with("charts/") || name.starts_with("tables/"));
        listed.collect::<BTreeSet<String>>()
    };
    let groups = contents.groups();
    assert!(groups.iter().all(|group| !group.items.is_empty() && !group.is_awaited && !group.title.is_empty()));
    let keys: Vec<String> = groups.iter().flat_map(|group| &group.items).map(|item| item.key()).collect();
    let endings = |key: &String| -> Vec<String> {
        let endings: &[&str] = if key.starts_with("charts/") { &["svg", "csv", "png"] } else { &["csv"] };
        endings.iter().map(|ending| format!("{key}.{ending}")).collect()
    };
    let mut expected: BTreeSet<String> = keys.iter().flat_map(endings).collect();
    assert_eq!(expected.len(), keys.iter().map(|key| endings(key).len()).sum::<usize>(), "something is listed twice");
    expected.insert("charts/alternative-text.csv".to_owned());
    let everything = made(&[]);
    assert_eq!(everything, expected);
    for key in ["charts/boroughs-requests", "charts/boroughs-change-two-12", "tables/boroughs", "tables/sites", "charts/drivers"] {
        assert!(keys.iter().any(|listed| listed == key), "{key}");
    }
    // A chart and the table of its name are two things; an id alone, as packs once had it, is both.
    let left = made(&["charts/costs-by-payer", "tables/costs-by-kind", "drivers"]);
    let gone: BTreeSet<&String> = everything.difference(&left).collect();
    let of = |key: &str| endings(&key.to_owned());
    let expected = [of("charts/costs-by-payer"), of("tables/costs-by-kind"), of("charts/drivers"), of("tables/drivers")].concat();
    assert_eq!(gone, expected.iter().collect());
    let all: Vec<&str> = keys.iter().map(String::as_str).collect();
    assert_eq!(made(&all), BTreeSet::new());
}
