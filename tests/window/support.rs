//! Opening a window without a screen, waiting for its answers, handling it.

pub use std::time::{Duration, Instant};

pub use egui::accesskit::Role;
pub use egui::{Key, Modifiers};
use egui_kittest::Harness;
pub use egui_kittest::kittest::{NodeT, Queryable};
use sufficiency::app::PlannerApp;
pub use sufficiency::app::document;
use sufficiency::app::document::NotOpened;
use sufficiency::app::files::Question;
pub use sufficiency::app::jobs::Phase;
pub use sufficiency::model::{ParameterId, Scenario, Stream};
pub use sufficiency::store;
use sufficiency::store::LoadedScenario;

pub type Window = Harness<'static, PlannerApp>;

/// Long enough for a busy machine: work behind the window gives way to everything else.
const LONG: Duration = Duration::from_secs(240);

pub const REQUESTS: &str = "Requests, welfare";

pub fn small_review() -> Scenario {
    let mut scenario = Scenario::clone(&document::london_review().unwrap().scenario);
    scenario.run.replications = 30;
    scenario.run.horizon_years = 2.0;
    scenario.run.warm_up_years = 0.5;
    scenario
}

/// Opens the window on a scenario, as if from its file.
pub fn open(scenario: &Scenario) -> Window {
    open_loaded(Ok(store::load_bytes(store::to_ron(scenario).as_bytes()).unwrap()))
}

pub fn open_loaded(loaded: Result<LoadedScenario, NotOpened>) -> Window {
    Harness::builder().with_size(egui::vec2(1600.0, 2400.0)).build_eframe(move |context| PlannerApp::new(&context.egui_ctx, loaded))
}

/// Waits until the run of the document as it stands is over.
pub fn settle(window: &mut Window) {
    window.step();
    wait(window, "the run is over", |window| {
        let state = window.state().state();
        let document = state.document.as_ref().unwrap();
        let over = state.results.run.as_ref().is_some_and(|run| run.phase == Phase::Finished);
        !document.problems.is_empty() || (over && state.results.are_for(&document.scenario))
    });
    window.run_ok();
}

/// Goes to the room that answers a question.
pub fn go(window: &mut Window, question: &str) {
    window.get_by_role_and_label(Role::Tab, question).click();
    window.step();
    window.step();
}

/// The name of the number that has the keyboard.
pub fn focused(window: &Window) -> String {
    let mut numbers = window.query_all_by_role(Role::SpinButton).filter_map(|node| {
        let node = node.accesskit_node();
        node.is_focused().then(|| node.label()).flatten()
    });
    numbers.next().unwrap_or_default()
}

pub const DEMAND: &str = "Who needs a place?";

pub const OPTIONS: &str = "What could we build?";

pub const COMPARISON: &str = "How do they compare?";

pub fn requests(window: &Window) -> f64 {
    let document = window.state().state().document.as_ref().unwrap();
    ParameterId::RequestsPerYear(Stream::Welfare).value(&document.scenario).unwrap()
}

/// The mean shown for the share of welfare requests placed, second option.
pub fn placed(window: &Window) -> f64 {
    let shown = window.state().state().results.shown.clone().unwrap();
    shown.summary.as_ref().unwrap().estimate(1, "welfare_placed_share").unwrap().mean
}

/// What the cells of an option say in the comparison, in the order of the measures.
pub fn cells(window: &Window, name: &str) -> Vec<String> {
    let start = format!("{name}, ");
    let cells = window.get_all_by_role(Role::Cell).filter_map(|cell| cell.accesskit_node().label());
    cells.filter_map(|label| label.strip_prefix(&start).map(str::to_owned)).collect()
}

pub fn type_into(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::SpinButton, field).click();
    window.step();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::SpinButton, field).type_text(text);
    window.step();
    window.key_press(Key::Enter);
    window.step();
    window.step();
}

/// What can be handled.
pub const CONTROLS: [Role; 10] = [
    Role::DisclosureTriangle,
    Role::Button,
    Role::SpinButton,
    Role::Slider,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::TextInput,
    Role::Tab,
    Role::ListBoxOption,
];

/// Everything that can be handled or read out has a name, and every chart can be copied and saved.
pub fn all_named(window: &Window) {
    charts_can_leave(window);
    for role in CONTROLS.into_iter().chain([Role::GraphicsObject, Role::ProgressIndicator]) {
        for node in window.query_all_by_role(role) {
            let label = node.accesskit_node().label().unwrap_or_default();
            assert!(!label.trim().is_empty(), "a {role:?} at {:?} has no name", node.rect());
        }
    }
}

/// Nothing that can be pressed is smaller than 24 by 24 points.
pub fn all_large_enough(window: &Window) {
    let mut small = Vec::new();
    for role in CONTROLS {
        for node in window.query_all_by_role(role) {
            let size = node.rect().size();
            if size.x < 23.9 || size.y < 23.9 {
                small.push(format!("{role:?} “{}” {} × {}", node.accesskit_node().label().unwrap_or_default(), size.x, size.y));
            }
        }
    }
    assert!(small.is_empty(), "{}", small.join("\n"));
}

/// Every chart in sight has a menu at its top right by which it is copied or saved. Says how many charts there are.
pub fn charts_can_leave(window: &Window) -> usize {
    let named = |role: Role, start: &'static str| {
        window.query_all_by_role(role).filter_map(move |node| {
            let label = node.accesskit_node().label().filter(|label| label.starts_with(start))?;
            Some((label, node.rect()))
        })
    };
    let menus: Vec<egui::Rect> = named(Role::Button, "Copy or save chart: ").map(|(_, rect)| rect).collect();
    let mut count = 0;
    let bottom = window.ctx.content_rect().bottom();
    for (label, chart) in named(Role::GraphicsObject, "Chart").chain(named(Role::GraphicsObject, "Map of London")) {
        if chart.bottom() > bottom {
            continue;
        }
        count += 1;
        let is_its_own = |menu: &&egui::Rect| {
            let above = chart.bottom() - menu.top();
            menu.left() >= chart.left() && menu.right() < chart.right() + 900.0 && (0.0..900.0).contains(&above)
        };
        assert!(menus.iter().any(|menu| is_its_own(&menu)), "no menu for {label} at {chart:?}: {menus:?}");
    }
    count
}

/// Presses keys with Ctrl and lets the window answer.
pub fn ctrl(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.step();
    window.step();
}

/// Presses a key and lets the window answer.
pub fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.step();
    window.step();
}

/// Types a text into a field and leaves it with Enter.
pub fn write(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, field).type_text(text);
    window.step();
    window.key_press(Key::Enter);
    window.step();
    window.step();
}

/// Saves the chart of this title as SVG through its menu, and reads it.
pub fn saved_chart(window: &mut Window, title: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.svg");
    let press = |window: &mut Window, label: &str| {
        window.get_by_label(label).click();
        window.step();
        window.step();
    };
    press(window, &format!("Copy or save chart: {title}"));
    press(window, "Save as SVG…");
    wait(window, "the question where to", |window| matches!(window.state().state().files.question, Some(Question::Path { .. })));
    let field = "Folder and name of the file";
    window.get_by_role_and_label(Role::TextInput, field).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, field).type_text(path.to_str().unwrap());
    window.step();
    press(window, "Save");
    wait(window, title, |_| path.exists());
    std::fs::read_to_string(path).unwrap()
}

/// Saves every chart in sight as papers have it: under a finding with a number, with what was run. Gives the titles on screen.
pub fn charts_are_saved_as_papers_have_them(window: &mut Window) -> Vec<String> {
    let menus = window.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let titles: Vec<String> = menus.filter_map(|label| label.strip_prefix("Copy or save chart: ").map(str::to_owned)).collect();
    for title in &titles {
        let svg = saved_chart(window, title);
        let between = |start: &str, end: &str| svg.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(of, _)| of);
        let finding = between("<title id=\"title\">", "</title>");
        assert!(finding.chars().any(|c| c.is_ascii_digit()) && !finding.ends_with('.'), "{title}: {finding}");
        let words = between("<desc id=\"description\">", "</desc>");
        assert!(words.contains(finding), "{title}: {words}");
        // The words on the page itself: the finding from its first word, the source, numbers.
        let (_, page) = svg.split_once("</desc>").unwrap();
        let first = finding.split(' ').next().unwrap();
        for part in [first, "Source: scenario", "seed", "Draft,"] {
            assert!(page.contains(part), "“{title}” has no “{part}”");
        }
        let source = svg.rfind("Source: scenario").unwrap();
        assert!(svg[..source].matches("<text").count() >= 4, "“{title}” is empty");
    }
    titles
}

/// Waits until something holds.
pub fn wait(window: &mut Window, what: &str, mut holds: impl FnMut(&Window) -> bool) {
    let deadline = Instant::now() + LONG;
    while !holds(window) {
        let state = window.state().state();
        let run = state.results.run.as_ref().map(|run| &run.phase);
        assert!(Instant::now() < deadline, "never: {what}; {run:?} {:?} {:?}", state.results.pack.making, state.files.notice);
        std::thread::sleep(Duration::from_millis(5));
        window.step();
    }
    window.step();
    window.step();
}
