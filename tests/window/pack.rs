//! Charts and packs leave the window: a committee pack from the first choice to the files, and single charts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use egui_kittest::Harness;
use sufficiency::app::PlannerApp;
use sufficiency::app::compare;
use sufficiency::app::files::Question;
use sufficiency::app::files::worker::Places;
use sufficiency::app::pack::job::Making;
use sufficiency::report::drawing::svg;
use sufficiency::report::figures::futures::{Told, figure};
use sufficiency::report::layout;
use sufficiency::report::pack::Item;

use super::support::*;

const FOLDER: &str = "The pack becomes this folder";

/// The window on a small file with three options, one of them hidden.
fn window(folder: &Path) -> Window {
    let mut scenario = small_review();
    scenario.options.retain(|option| ["as-now", "small-8", "small-12"].contains(&option.id.as_str()));
    scenario.options[2].hidden = true;
    // Few figures in doubt keep the long analyses short.
    let kept: Vec<_> = scenario.ranges.keys().copied().take(3).collect();
    scenario.ranges.retain(|id, _| kept.contains(id));
    scenario.run.replications = 20;
    let file = folder.join("plan.ron");
    std::fs::write(&file, store::to_ron(&scenario)).unwrap();
    let places = Places { data: Some(folder.join("data")), dialogs: None };
    let mut window = Harness::builder()
        .with_size(egui::vec2(1600.0, 2400.0))
        .build_eframe(move |context| PlannerApp::on_file(&context.egui_ctx, Some(&file), places));
    settle(&mut window);
    window
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.step();
    window.step();
}

fn type_text(window: &mut Window, field: &str, text: &str) {
    type_into_role(window, Role::TextInput, field, text);
}

fn type_into_role(window: &mut Window, role: Role, field: &str, text: &str) {
    window.get_by_role_and_label(role, field).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(role, field).type_text(text);
    window.step();
    window.step();
}

/// Every file of a folder by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

fn sufficiency(arguments: &[&str]) -> bool {
    Command::new(env!("CARGO_BIN_EXE_sufficiency")).args(arguments).output().unwrap().status.success()
}

fn making(window: &Window) -> Option<Making> {
    window.state().state().results.pack.making.clone()
}

#[test]
fn a_pack_is_chosen_seen_made_and_the_same_as_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    click(&mut window, "Scenario");
    click(&mut window, "Make a committee pack…");
    wait(&mut window, "contents", |window| window.state().state().results.pack.contents.is_some());
    wait(&mut window, "a preview", |window| window.state().state().results.pack.picture.is_some());
    all_named(&window);
    // The mark comes first.
    let button = window.get_by_label("Make the pack");
    assert!(button.accesskit_node().is_disabled());
    window.get_by_label("Say first whether it may be published.");
    click(&mut window, "Exempt");
    assert!(window.state().state().view.pack.publication.is_some());
    // The long analyses can be looked at before they go in, of the option that is chosen.
    click(&mut window, "Work them out now");
    wait(&mut window, "the long analyses", |window| {
        let known = &window.state().state().results.pack;
        known.studying.is_none() && known.contents.as_ref().is_some_and(|contents| contents.figures.studies.len() >= 5)
    });
    window.get_by_label("Worked out: their charts and tables are in the list below.");
    window.get_by_label_contains("Include: Other worlds: Requests placed: welfare");
    // Beside the file, named after it.
    let suggested = window.get_by_role_and_label(Role::TextInput, FOLDER).accesskit_node().value().unwrap();
    assert_eq!(Path::new(&suggested), folder.path().join("plan-pack"));
    // No dialog on this system: the field is there, and it is said.
    click(&mut window, "Choose…");
    wait(&mut window, "no dialog", |window| window.state().state().view.pack.has_no_dialog);
    assert!(!window.get_by_label("Make the pack").accesskit_node().is_disabled(), "{:?}", window.state().state().view.pack);
    click(&mut window, "Make the pack");
    wait(&mut window, "made", |window| matches!(making(window), Some(Making::Done(..))));
    window.get_by_label("Open the folder");

    let (plan, other) = (folder.path().join("plan.ron"), folder.path().join("other"));
    assert!(sufficiency(&["report", plan.to_str().unwrap(), "--exempt", "--out", other.to_str().unwrap()]));
    let (made, expected) = (files(Path::new(&suggested)), files(&other));
    assert_eq!(made.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in &expected {
        assert!(made[name] == *bytes, "{name} differs from the command line's");
    }

    // Words of one's own, one table and one chart fewer; the pack that is there is replaced only after it is said to be.
    let words = "In plain words, 8 beds are not enough.";
    type_into_role(&mut window, Role::MultilineTextInput, "For readers who do not see the chart", words);
    window.get_by_label_contains("Kept with the scenario; check its numbers.");
    settle(&mut window);
    // The list is drawn anew, with the words; the long analyses stay.
    let whole = |window: &Window| {
        let contents = window.state().state().results.pack.contents.clone();
        contents.filter(|contents| contents.boroughs.get().is_some() && contents.figures.studies.len() >= 5)
    };
    wait(&mut window, "every chart with the new words", |window| {
        whole(window).is_some_and(|contents| {
            contents.item("charts/placements-welfare").is_some_and(|item| match item {
                Item::Figure(figure) => figure.written_text == words,
                Item::Table(_) => false,
            })
        })
    });
    // It is at the end of a long list, below what is in sight.
    window.get_by_label("Include: Definitions: what each measure means and how one replication gives it").click_accesskit();
    window.step();
    window.step();
    let keys: Vec<String> = whole(&window).unwrap().groups().into_iter().flat_map(|group| group.items).map(|item| item.key()).collect();
    let charts = keys.iter().filter(|key| key.starts_with("charts/")).count();
    let tables = keys.len() - charts;
    window.get_by_label(&format!("{charts} of {charts} charts, {} of {tables} tables", tables - 1));
    click(&mut window, "Make the pack");
    wait(&mut window, "said to be there", |window| matches!(making(window), Some(Making::Exists(_))));
    click(&mut window, "Replace the pack that is there");
    wait(&mut window, "made again", |window| matches!(making(window), Some(Making::Done(..))));
    let made = files(Path::new(&suggested));
    assert!(!made.contains_key("tables/definitions.csv"));
    let svg = String::from_utf8(made["charts/placements-welfare.svg"].clone()).unwrap();
    assert!(svg.contains(words));
    assert!(String::from_utf8(made["scenario.ron"].clone()).unwrap().contains(words), "the words are not kept with the scenario");
    assert!(sufficiency(&["verify", &suggested]), "the pack with a table left out does not hold");
    assert!(window.state().state().has_unsaved_changes());
}

/// Maps and tables of the boroughs follow the list when they are played, are seen and left out like all else, and so is a whole subject.
#[test]
fn maps_and_tables_of_the_boroughs_are_seen_and_left_out_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    click(&mut window, "Scenario");
    click(&mut window, "Make a committee pack…");
    let contents = |window: &Window| window.state().state().results.pack.contents.clone();
    wait(&mut window, "the boroughs", |window| contents(window).is_some_and(|contents| contents.boroughs.get().is_some()));
    window.get_by_label("Exempt").click();
    click(&mut window, "Put the long analyses in");
    all_named(&window);
    let title = |window: &Window, key: &str| contents(window).unwrap().item(key).unwrap().title().to_owned();
    let (map, table) = (title(&window, "charts/boroughs-change-small-8"), title(&window, "tables/boroughs"));
    click(&mut window, &map);
    wait(&mut window, "a picture of the map", |window| {
        let known = &window.state().state().results.pack;
        known.picture_of(known.contents.as_ref().unwrap(), "charts/boroughs-change-small-8").is_some()
    });
    assert!(window.query_by_label_contains("Map of London, 33 squares").is_some(), "the map is not shown");
    click(&mut window, &format!("Table: {table}"));
    assert!(window.query_by_label_contains("Bad year as now, £").is_some(), "the table is not shown");
    // A chart and a table of the same name are two things.
    let chart = title(&window, "charts/costs-by-payer");
    click(&mut window, &chart);
    wait(&mut window, "a picture of the chart", |window| {
        let known = &window.state().state().results.pack;
        known.picture_of(known.contents.as_ref().unwrap(), "charts/costs-by-payer").is_some()
    });
    for title in [&map, &table, &chart] {
        click(&mut window, &format!("Include: {title}"));
    }
    click(&mut window, "Include all on: Assumptions and definitions");
    click(&mut window, "Make the pack");
    wait(&mut window, "made", |window| matches!(making(window), Some(Making::Done(..))));
    let pack = folder.path().join("plan-pack");
    let made = files(&pack);
    for gone in ["charts/boroughs-change-small-8.svg", "tables/boroughs.csv", "charts/costs-by-payer.png", "tables/assumptions.csv"] {
        assert!(!made.contains_key(gone), "{gone} was left out");
    }
    for kept in ["charts/boroughs-requests.svg", "tables/sites.csv", "tables/costs-by-payer.csv", "tables/results.csv"] {
        assert!(made.contains_key(kept), "{kept} was not left out");
    }
    let manifest = String::from_utf8(made["manifest.json"].clone()).unwrap();
    assert!(manifest.contains("charts/boroughs-change-small-8") && manifest.contains("tables/boroughs"));
    assert!(sufficiency(&["verify", pack.to_str().unwrap()]), "the pack with maps left out does not hold");
}

#[test]
fn a_pack_that_cannot_be_made_says_why_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    click(&mut window, "Scenario");
    click(&mut window, "Make a committee pack…");
    wait(&mut window, "contents", |window| window.state().state().results.pack.contents.is_some());
    click(&mut window, "Not decided yet");
    let before = files(folder.path()).len();
    for (path, words) in [("nowhere/pack", "does not exist"), ("plan.ron", "a file of this name"), (".", "not empty")] {
        type_text(&mut window, FOLDER, folder.path().join(path).to_str().unwrap());
        click(&mut window, "Make the pack");
        wait(&mut window, words, |window| matches!(making(window), Some(Making::Failed(why)) if why.contains(words)));
    }
    type_text(&mut window, FOLDER, folder.path().join("stopped").to_str().unwrap());
    click(&mut window, "Make the pack");
    wait(&mut window, "under way", |window| matches!(making(window), Some(Making::Running(..))));
    click(&mut window, "Stop");
    wait(&mut window, "stopped", |window| matches!(making(window), Some(Making::Failed(why)) if why.starts_with("Stopped")));
    assert_eq!(files(folder.path()).len(), before, "something was left behind");
}

#[test]
fn a_chart_is_copied_and_saved_as_papers_have_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    go(&mut window, DEMAND);
    let menu = "Copy or save chart: How many requests a month?";
    click(&mut window, menu);
    click(&mut window, "Copy picture");
    let mut image = None;
    wait(&mut window, "a picture is copied", |window| {
        image = window.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyImage(image) => Some(image.clone()),
            _ => None,
        });
        image.is_some()
    });
    let image = image.unwrap();
    assert!(image.width() > 300 && image.pixels.iter().any(|pixel| *pixel != image.pixels[0]), "the picture is empty");
    for (label, name) in [("Save as PNG…", "chart.png"), ("Save as SVG…", "chart.svg")] {
        click(&mut window, menu);
        click(&mut window, label);
        wait(&mut window, "asked", |window| matches!(window.state().state().files.question, Some(Question::Path { .. })));
        type_text(&mut window, "Folder and name of the file", folder.path().join(name).to_str().unwrap());
        click(&mut window, "Save");
        wait(&mut window, "saved", |_| folder.path().join(name).exists());
    }
    let png = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(folder.path().join("chart.png")).unwrap()));
    let dots = png.read_info().unwrap().info().pixel_dims.unwrap();
    assert_eq!((dots.xppu, dots.yppu), (11_811, 11_811), "300 dots an inch");
    let svg = std::fs::read_to_string(folder.path().join("chart.svg")).unwrap();
    for words in ["a month on average", "Welfare requests a month, London", "Source: scenario", "seed", "Draft,", "<polygon"] {
        assert!(svg.contains(words), "the picture has no “{words}”");
    }
}

/// A chart that papers have leaves as papers have it, even where part of it is out of sight.
#[test]
fn a_figure_of_papers_leaves_as_papers_have_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    go(&mut window, COMPARISON);
    let state = window.state().state();
    let shown = state.results.shown.as_ref().unwrap();
    let (scenario, summary) = (&shown.scenario, shown.summary.as_ref().unwrap());
    let measure = summary.measures.iter().find(|measure| measure.key == "welfare_waiting").unwrap();
    let options = compare::columns(summary, scenario, &state.view.baseline, None);
    let told = Told { options: &options, baseline: 0, about: summary.option_index(&state.view.option) };
    let sha256 = store::sha256(store::to_ron(scenario).as_bytes());
    let drawn = figure(scenario, summary, measure, &told).unwrap();
    let (numbers, drawn) = (drawn.figure.data.tabbed(), drawn.sourced(scenario, &sha256));
    let expected = svg(&layout::drawing(&drawn), &drawn.title, &drawn.generated_text());
    window.set_size(egui::vec2(1_600.0, 1_080.0));
    window.run_ok();
    let menu = "Copy or save chart: Waiting for a place: fifty possible futures";
    click(&mut window, menu);
    window.get_by_label("Copy its numbers").click();
    let mut copied = None;
    for _ in 0..3 {
        window.step();
        copied = copied.or_else(|| {
            window.output().platform_output.commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
        });
    }
    assert_eq!(copied.as_ref(), Some(&numbers));
    assert_eq!(numbers.lines().count(), 1 + 50 * options.len());
    click(&mut window, menu);
    click(&mut window, "Save as SVG…");
    wait(&mut window, "asked", |window| matches!(window.state().state().files.question, Some(Question::Path { .. })));
    let path = folder.path().join("dots.svg");
    type_text(&mut window, "Folder and name of the file", path.to_str().unwrap());
    click(&mut window, "Save");
    wait(&mut window, "saved", |_| path.exists());
    assert_eq!(std::fs::read_to_string(path).unwrap(), expected);
    assert!(expected.contains("Source: scenario") && expected.contains("seed"));
}
