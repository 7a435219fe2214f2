//! Files that are wrong in form are mended as far as it can be told what is meant, and all that is wrong is told at once. Ten of them are
//! kept as examples to learn from, with the words in which the program explains each.

use std::path::Path;
use std::process::Command;

use sufficiency::store::{LoadError, load_bytes, mendable, to_ron};

use super::review;

#[test]
fn all_that_is_wrong_is_told_at_once_and_something_stands_in_its_place() {
    let text = to_ron(&review())
        .replacen("annual_growth: 0.0", "anual_growth: 0.0", 1)
        .replacen("            female_share: 0.5,\n", "", 1)
        .replacen("road_factor: 1.25", "road_factor: \"far\"", 1)
        .replacen("sexes: Both", "sexes: Bth", 1)
        .replacen("repeat_days: 180.0", "repeat_days: -4.0", 1)
        .replacen("Seed: Assumed", "RunStart: Assumed", 1);
    let Err(LoadError::Problems(problems)) = load_bytes(text.as_bytes()) else { panic!("six problems") };
    let told: Vec<(&str, Option<&str>)> = problems.iter().map(|problem| (problem.path.as_str(), problem.used.as_deref())).collect();
    assert_eq!(problems.len(), 6, "{problems:#?}");
    for expected in [
        ("demand.welfare", Some("annual_growth")),
        ("demand.welfare", Some("female_share: 0.5")),
        ("demand.welfare.repeat_days", None),
        ("elsewhere.road_factor", Some("1.25")),
        ("options.small-8.homes.single.accepts.sexes", Some("Both")),
        ("sources.RunStart", Some("the last one")),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    assert!(problems.is_sorted_by_key(|problem| problem.position), "in the order of the file");
    let mended = mendable(text.as_bytes()).unwrap();
    assert_eq!((mended.problems, mended.newer_version), (problems, None));
    let mut expected = review();
    expected.demand.welfare.repeat_days = -4.0;
    expected.sources.clear();
    let mut scenario = mended.scenario;
    scenario.sources.clear();
    assert_eq!(scenario, expected);
}

#[test]
fn a_text_without_structure_is_not_mended() {
    let text = to_ron(&review());
    for broken in ["hello", "(", "()x", "]]", &text.replace(['(', ')'], " ")] {
        assert_eq!(mendable(broken.as_bytes()), None, "{}", &broken[..broken.len().min(40)]);
        assert!(load_bytes(broken.as_bytes()).is_err());
    }
}

/// A bracket, comma or quotation mark lost or mistaken anywhere is put right by the indentation: the scenario is read as it was meant.
#[test]
fn slips_of_brackets_are_put_right_and_told() {
    let meant = review();
    let text = to_ron(&meant);
    let closers: Vec<usize> =
        text.lines().enumerate().filter(|(_, line)| [")", "),", "],", "},"].contains(&line.trim())).map(|(at, _)| at).collect();
    assert!(closers.len() > 200);
    let changed = |at: usize, change: &dyn Fn(&str) -> String| {
        let line = |(index, line): (usize, &str)| if index == at { change(line) } else { line.to_owned() };
        text.lines().enumerate().map(line).collect::<Vec<_>>().join("\n") + "\n"
    };
    // The last bracket's slip is that of the whole file.
    for at in closers.iter().copied().step_by(9).chain(closers.last().copied()) {
        for change in [&(|_: &str| String::new()) as &dyn Fn(&str) -> String, &|line| line.replace(')', "]").replace('}', ")"), &|line| {
            format!("{line}\n{line}")
        }] {
            let broken = changed(at, change);
            if broken == text {
                continue;
            }
            let mended =
                mendable(broken.as_bytes()).unwrap_or_else(|| panic!("line {} is not put right:\n{}", at + 1, changed(at, change)));
            assert_eq!(mended.scenario, meant, "line {}", at + 1);
            assert!(
                !mended.problems.is_empty() && mended.problems.iter().all(|problem| problem.used.is_some() && problem.position.is_some())
            );
            assert!(load_bytes(broken.as_bytes()).is_err(), "it is not run as it stands");
        }
    }
    for (right, wrong) in [("annual_growth: 0.0,", "annual_growth: 0.0"), ("name: \"The London review\",", "name: \"The London review,")] {
        let Some(at) = text.find(right) else { continue };
        let broken = text.replacen(right, wrong, 1);
        let mended = mendable(broken.as_bytes()).unwrap_or_else(|| panic!("{wrong} at {at} is not put right"));
        assert_eq!(mended.scenario.demand, meant.demand, "{wrong}");
        assert_eq!(mended.scenario.options, meant.options, "{wrong}");
    }
}

/// The same of a bracket that opens: mistaken for any other, or lost.
#[test]
fn slips_of_opening_brackets_are_put_right_and_told() {
    let meant = review();
    let text = to_ron(&meant);
    let openers: Vec<usize> = text.lines().enumerate().filter(|(_, line)| line.ends_with(['(', '[', '{'])).map(|(at, _)| at).collect();
    assert!(openers.len() > 200);
    for (count, at) in openers.iter().copied().enumerate().filter(|(count, _)| *count < 12 || count % 11 == 0) {
        let right = text.lines().nth(at).and_then(|line| line.chars().last()).unwrap();
        for wrong in ["(", "[", "{", ""].into_iter().filter(|wrong| !wrong.starts_with(right)) {
            let line =
                |(index, line): (usize, &str)| if index == at { format!("{}{wrong}", &line[..line.len() - 1]) } else { line.to_owned() };
            let broken = text.lines().enumerate().map(line).collect::<Vec<_>>().join("\n") + "\n";
            let mended = mendable(broken.as_bytes())
                .unwrap_or_else(|| panic!("‘{right}’ → ‘{wrong}’ in line {}: {:?}", at + 1, load_bytes(broken.as_bytes())));
            assert_eq!(mended.scenario, meant, "{count}: ‘{right}’ → ‘{wrong}’ in line {}", at + 1);
            assert!(!mended.problems.is_empty() && mended.problems.iter().all(|problem| problem.used.is_some()));
            let lines: Vec<usize> = mended.problems.iter().filter_map(|problem| Some(problem.position?.0)).collect();
            assert!(lines.iter().any(|line| line.abs_diff(at + 1) <= 1), "told in line {} at {lines:?}", at + 1);
            assert!(load_bytes(broken.as_bytes()).is_err(), "it is not run as it stands");
        }
    }
    // In one line.
    for (right, wrong) in
        [("Some(\"2030-03\")", "Some[\"2030-03\")"), ("Home(\"north\")", "Home{\"north\")"), ("seasonality: (1.0,", "seasonality: [1.0,")]
    {
        let broken = text.replacen(right, wrong, 1);
        assert_ne!(broken, text, "{right}");
        let mended = mendable(broken.as_bytes()).unwrap_or_else(|| panic!("{wrong}"));
        assert_eq!(mended.scenario, meant, "{wrong}");
    }
}

/// The bracket around everything, lost with its line or without, with the last one, below remarks, and in files laid out by hand.
#[test]
fn a_scenario_without_its_first_bracket_is_put_right_and_told() {
    let meant = review();
    let text = to_ron(&meant);
    let headless = text.strip_prefix("(\n").unwrap();
    let flat = |text: &str| text.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let first_on_its_line = |text: &str| text.trim_start().to_owned();
    for (case, broken, line, slips) in [
        ("its line is gone", headless.to_owned(), 1, 1),
        ("its line is empty", format!("\n{headless}"), 2, 1),
        ("the last is gone as well", headless.trim_end().trim_end_matches(')').to_owned(), 1, 2),
        ("remarks come first", format!("// a plan\n/* of\n  two */\n{headless}"), 4, 1),
        ("what the reader is told comes first", format!("#![enable(implicit_some)]\n{headless}"), 2, 1),
        ("fields stand at the edge", flat(headless), 1, 1),
        ("the first field stands at the edge", first_on_its_line(headless), 1, 1),
        ("all in one line", headless.split_whitespace().collect::<Vec<_>>().join(" "), 1, 1),
    ] {
        let mended = mendable(broken.as_bytes()).unwrap_or_else(|| panic!("{case}: {:?}", load_bytes(broken.as_bytes())));
        assert_eq!(mended.scenario, meant, "{case}");
        assert_eq!(mended.problems.len(), slips, "{case}: {:?}", mended.problems);
        let problem = &mended.problems[0];
        assert!(problem.message.contains("the opening bracket '(' of the scenario is missing"), "{case}: {problem}");
        assert_eq!((problem.position.map(|(line, _)| line), problem.used.as_deref()), (Some(line), Some("‘(’ is put in")), "{case}");
        assert!(load_bytes(broken.as_bytes()).is_err(), "{case}: it is not run as it stands");
    }
    // Of an older version too, and of a newer one, which is only looked at.
    let old = include_str!("v1/london-review.ron");
    let mended = mendable(old.strip_prefix("(\n").unwrap().as_bytes()).expect("an older file");
    assert_eq!(mended.scenario, *load_bytes(old.as_bytes()).unwrap().scenario);
    let newer = headless.replacen("format_version: 3", "format_version: 4, mood: \"new\"", 1);
    let looked_at = mendable(newer.as_bytes()).expect("a newer file");
    assert_eq!((looked_at.newer_version, looked_at.problems.len()), (Some(4), 2));
}

/// A file cut short opens with what is left of it; what is missing is stood in for, and told.
#[test]
fn a_file_cut_short_opens_with_what_is_left() {
    let meant = review();
    let text = to_ron(&meant);
    for part in [0.35, 0.5, 0.8, 0.97] {
        let mut end = (text.len() as f64 * part) as usize;
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let mended = mendable(&text.as_bytes()[..end]).unwrap_or_else(|| panic!("cut at {part}"));
        assert_eq!(mended.scenario.demand, meant.demand, "{part}");
        assert!(mended.scenario.options.len() >= 3 || part < 0.4, "{part}");
        assert!(mended.problems.iter().any(|problem| problem.message.contains("is missing")), "{part}");
    }
}

#[test]
fn the_line_is_drawn_and_the_place_marked() {
    let text = to_ron(&review()).replacen("requests_per_year: 121.0", "requests_per_year: -121.0", 1);
    let Err(LoadError::Problems(problems)) = load_bytes(text.as_bytes()) else { panic!("a problem") };
    let drawn = problems[0].drawn.clone().unwrap();
    assert_eq!(drawn, "15 |             requests_per_year: -121.0,\n   |                                ^^^^^^");
    // A file may be one long line.
    let text = text.replace("\n", " ");
    let Err(LoadError::Problems(problems)) = load_bytes(text.as_bytes()) else { panic!("a problem") };
    let drawn = problems[0].drawn.clone().unwrap();
    let (line, marks) = drawn.split_once('\n').unwrap();
    assert!(line.chars().count() < 110 && line.contains("requests_per_year: -121.0"), "{drawn}");
    assert_eq!(line.find("-121.0"), marks.find("^^^^^^"), "{drawn}");
}

/// The examples: each `.ron` is wrong in one way, and its `.txt` is what `sufficiency check` says of it.
#[test]
fn the_teaching_examples_are_explained_as_promised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenario_files/broken");
    let mut examples: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".ron"))
        .collect();
    examples.sort();
    assert_eq!(examples.len(), 10);
    for example in examples {
        let output = Command::new(env!("CARGO_BIN_EXE_sufficiency")).arg("check").arg(&example).current_dir(&folder).output().unwrap();
        let promised = std::fs::read_to_string(folder.join(example.replace(".ron", ".txt"))).unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), promised, "{example}");
        assert!(output.status.code().is_some_and(|code| code == 1 || code == 2));
    }
}
