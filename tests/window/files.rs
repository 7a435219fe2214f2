//! Files in the window: opened, saved, mended, compared, and taken up again after a crash.

use std::path::{Path, PathBuf};

use sufficiency::app::files::{Fate, FileAction, Next, Page, Purpose, Question};
use sufficiency::store::recovery::lost_work;

use super::desk::{Desk, change, command, files, menu, name, press};
use super::support::*;

#[test]
fn a_changed_file_is_saved_with_its_version_before_beside_it() {
    let desk = Desk::new();
    let before = std::fs::read_to_string(desk.plan()).unwrap();
    let mut window = desk.open(&desk.plan());
    change(&mut window);
    command(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "saved", |window| !window.state().state().has_unsaved_changes());
    window.get_by_label("Saved as plan.ron.");
    assert_eq!(store::load(&desk.plan()).unwrap().scenario.demand.welfare.requests_per_year, 150.0);
    assert_eq!(std::fs::read_to_string(store::backup_of(&desk.plan())).unwrap(), before);
    wait(&mut window, "remembered", |window| files(window).recent == [desk.plan()]);
}

#[test]
fn save_as_asks_for_a_path_and_for_leave_to_replace_a_file() {
    let desk = Desk::new();
    let other = desk.folder.path().join("other.ron");
    std::fs::write(&other, "something else").unwrap();
    let mut window = desk.open(&desk.plan());
    command(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    wait(&mut window, "asked", |window| matches!(files(window).question, Some(Question::Path { .. })));
    all_named(&window);
    all_large_enough(&window);
    let field = "Folder and name of the file";
    window.get_by_role_and_label(Role::TextInput, field).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, field).type_text(other.to_str().unwrap());
    window.step();
    window.step();
    all_named(&window);
    press(&mut window, "Save");
    wait(&mut window, "asked again", |window| matches!(files(window).question, Some(Question::Exists(_))));
    all_named(&window);
    all_large_enough(&window);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "something else");
    press(&mut window, "Replace it");
    wait(&mut window, "saved", |window| files(window).path.as_deref() == Some(&other));
    assert!(store::load(&other).is_ok());
    assert_eq!(std::fs::read_to_string(store::backup_of(&other)).unwrap(), "something else");
}

#[test]
fn enter_saves_where_the_place_was_typed() {
    let desk = Desk::new();
    let copy = desk.folder.path().join("copy.ron");
    let mut window = desk.open(&desk.plan());
    command(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    wait(&mut window, "asked", |window| matches!(files(window).question, Some(Question::Path { .. })));
    let field = "Folder and name of the file";
    window.get_by_role_and_label(Role::TextInput, field).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, field).type_text(copy.to_str().unwrap());
    window.step();
    window.step();
    window.key_press(Key::Enter);
    wait(&mut window, "saved", |window| files(window).path.as_deref() == Some(&copy));
    assert!(store::load(&copy).is_ok());
}

#[test]
fn a_file_changed_by_somebody_else_is_not_overwritten_in_silence() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    change(&mut window);
    let mut theirs = small_review();
    theirs.name = "A colleague's".to_owned();
    std::fs::write(desk.plan(), store::to_ron(&theirs)).unwrap();
    command(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "asked", |window| matches!(files(window).question, Some(Question::Changed(_))));
    all_named(&window);
    all_large_enough(&window);
    window.get_by_label_contains("Somebody else has changed “plan.ron”");
    press(&mut window, "See what differs");
    wait(&mut window, "compared", |window| files(window).page == Some(Page::Differences));
    window.get_by_label("150 a year");
    window.get_by_label("A colleague's");
    assert_eq!(store::load(&desk.plan()).unwrap().scenario.name, "A colleague's");
}

#[test]
fn closing_with_unsaved_work_asks_once_and_names_the_scenario() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    change(&mut window);
    window.state_mut().wish(FileAction::Start(Next::Close));
    window.step();
    window.step();
    window.get_by_label("“London review” has changes that are not saved");
    press(&mut window, "Keep working");
    assert_eq!(files(&window).question, None);
    // Another scenario asks just the same, and saving comes first where it is wanted.
    menu(&mut window, "New from a template");
    press(&mut window, "Rising requests");
    press(&mut window, "Save and go on");
    wait(&mut window, "the other", |window| name(window) != "London review");
    assert_eq!(store::load(&desk.plan()).unwrap().scenario.demand.welfare.requests_per_year, 150.0);
    assert_eq!(files(&window).path, None, "a template is not the file");
    menu(&mut window, "New from a template");
    press(&mut window, "Blank: no requests, no options");
    wait(&mut window, "blank", |window| name(window) == "New scenario");
}

#[test]
fn unsaved_work_is_offered_after_a_crash_and_kept_until_somebody_decides() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    change(&mut window);
    // Dropping the window without closing it is as good as a crash: nobody was asked.
    drop(window);
    let mut window = desk.open(&desk.plan());
    wait(&mut window, "offered", |window| files(window).question == Some(Question::Lost));
    all_named(&window);
    all_large_enough(&window);
    window.get_by_label("1 difference from the file as it was");
    window.get_by_label_contains("→ 150 a year");
    press(&mut window, "Decide later");
    drop(window);
    let mut window = desk.open(&desk.plan());
    wait(&mut window, "offered again", |window| files(window).question == Some(Question::Lost));
    press(&mut window, "Take it up");
    wait(&mut window, "taken up", |window| window.state().state().has_unsaved_changes());
    assert_eq!(requests(&window), 150.0);
    assert_eq!(files(&window).path, Some(desk.plan()));
    command(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "saved", |window| !window.state().state().has_unsaved_changes());
    drop(window);
    assert!(lost_work(&desk.data().join("unsaved")).is_empty());
    assert_eq!(store::load(&desk.plan()).unwrap().scenario.demand.welfare.requests_per_year, 150.0);
}

#[test]
fn a_file_with_problems_opens_for_mending_and_leads_to_the_figure() {
    let desk = Desk::new();
    let bad = store::to_ron(&small_review())
        .replacen("annual_growth: 0.0", "anual_growth: 0.0", 1)
        .replacen("priority_under_14: false", "priority_under_14: maybe", 1)
        .replacen("welfare_beds: 8", "welfare_beds: 5000", 1);
    std::fs::write(desk.plan(), &bad).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    window.get_by_label("plan.ron needs mending");
    window.get_by_label_contains("did you mean 'annual_growth'?");
    window.get_by_label("In its place stands: false.");
    window.get_by_label_contains("between 0 and 2,000");
    all_named(&window);
    command(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(desk.plan()).unwrap(), bad, "nothing is saved before somebody agrees");
    press(&mut window, "options.small-8.homes.single.welfare_beds");
    assert_eq!(window.state().state().view.option, "small-8");
    window.run_ok();
    assert!(focused(&window).starts_with("Welfare beds, "), "{}", focused(&window));
    assert_eq!(window.state().state().view.sought, None, "the field is in sight");
    window.state_mut().wish(FileAction::AgreeToMends);
    window.state_mut().wish(FileAction::Show(Some(Page::Mending)));
    window.step();
    assert!(!window.state().state().document.as_ref().unwrap().problems.is_empty());
    press(&mut window, "How do they compare?");
    let bullet = |window: &Window| {
        window.query_all_by_role(Role::Link).any(|link| link.accesskit_node().label().is_some_and(|l| l.starts_with('•')))
    };
    assert!(bullet(&window), "what is wrong leads to its figure");
}

/// What was mended and agreed to is work that no file has yet.
#[test]
fn a_mended_scenario_is_unsaved_until_it_is_saved() {
    let desk = Desk::new();
    let bad = store::to_ron(&small_review()).replacen("annual_growth: 0.0", "anual_growth: 0.0", 1);
    std::fs::write(desk.plan(), &bad).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    press(&mut window, "Use what stands in place of these");
    assert!(window.state().state().has_unsaved_changes());
    window.state_mut().wish(FileAction::Start(Next::Close));
    window.step();
    window.step();
    assert_eq!(files(&window).question, Some(Question::Unsaved(Next::Close)));
    press(&mut window, "Keep working");
    wait(&mut window, "kept", |_| {
        store::recovery::lost_work(&desk.data().join("unsaved")).is_empty() && desk.data().join("unsaved/work-0.ron").exists()
    });
    command(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "saved", |window| !window.state().state().has_unsaved_changes());
    assert!(store::load(&desk.plan()).is_ok());
    assert_eq!(std::fs::read_to_string(store::backup_of(&desk.plan())).unwrap(), bad);
}

/// Coming back to the window tells what has become of the file meanwhile.
#[test]
fn a_file_changed_or_gone_meanwhile_is_noticed() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    let comes_back = |window: &mut Window| {
        window.event(egui::Event::WindowFocused(true));
        window.step();
    };
    comes_back(&mut window);
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(5));
        window.step();
    }
    assert_eq!(files(&window).fate, None);
    let mut theirs = small_review();
    theirs.name = "A colleague's".to_owned();
    std::fs::write(desk.plan(), store::to_ron(&theirs)).unwrap();
    comes_back(&mut window);
    wait(&mut window, "noticed", |window| files(window).fate == Some(Fate::Changed));
    window.get_by_label_contains("Somebody else has changed “plan.ron” since it was opened here");
    press(&mut window, "Open theirs");
    wait(&mut window, "opened", |window| name(window) == "A colleague's");
    assert_eq!(files(&window).fate, None);
    std::fs::remove_file(desk.plan()).unwrap();
    comes_back(&mut window);
    wait(&mut window, "noticed", |window| files(window).fate == Some(Fate::Gone));
    window.get_by_label_contains("“plan.ron” is no longer in its folder");
    press(&mut window, "Save");
    wait(&mut window, "saved", |window| files(window).fate.is_none());
    assert_eq!(store::load(&desk.plan()).unwrap().scenario.name, "A colleague's");
}

/// What is no scenario is told by its name, and what is on screen stays.
#[test]
fn what_cannot_be_opened_leaves_what_is_on_screen() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    let (text, two) = (desk.folder.path().join("notes.txt"), desk.folder.path().join("other.ron"));
    std::fs::write(&text, "minutes of a meeting").unwrap();
    std::fs::write(&two, store::to_ron(&small_review())).unwrap();
    let drop_on = |window: &mut Window, paths: &[&Path], told: &str| {
        for path in paths {
            window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.to_path_buf())));
        }
        window.step();
        wait(window, told, |window| files(window).notice.as_ref().is_some_and(|notice| notice.text.contains(told)));
        assert_eq!(files(window).path, Some(desk.plan()));
    };
    drop_on(&mut window, &[&text], "notes.txt was not opened");
    drop_on(&mut window, &[&two, &text], "2 files were dropped together, and none was opened");
    drop_on(&mut window, &[desk.folder.path()], "this is a folder");
    #[cfg(unix)]
    {
        drop_on(&mut window, &[Path::new("/dev/null")], "a device or a pipe");
        // Nobody writes into the pipe: whoever opens it waits for ever.
        let pipe = desk.folder.path().join("pipe.ron");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        drop_on(&mut window, &[&pipe], "pipe.ron was not opened: this is a device or a pipe");
        window.state_mut().wish(FileAction::SaveOver(pipe.clone()));
        window.step();
        let said = |window: &Window, words: &str| files(window).notice.as_ref().is_some_and(|notice| notice.text.contains(words));
        wait(&mut window, "refused", |window| said(window, "pipe.ron was not saved: this is a device or a pipe"));
        assert!(said(&window, "Your work is still open here."));
        window.state_mut().wish(FileAction::Start(Next::Open(pipe.clone())));
        window.step();
        window.state_mut().wish(FileAction::PathChosen(Purpose::Compare, pipe.clone()));
        window.step();
        wait(&mut window, "refused", |window| said(window, "pipe.ron cannot be compared with: this is a device or a pipe"));
        // The argument with which a window opens.
        let other = desk.open(&pipe);
        let Err(why) = &other.state().state().document else { panic!("a pipe is no scenario") };
        assert!(why.reasons[0].contains("this is a device or a pipe"), "{:?}", why.reasons);
    }
    // No system dialog: the place is typed, and it is said why.
    command(&mut window, Modifiers::COMMAND, Key::O);
    wait(&mut window, "asked", |window| matches!(files(window).question, Some(Question::Path { .. })));
    all_named(&window);
    all_large_enough(&window);
    window.get_by_label_contains("shows no dialog for files");
    let Some(Question::Path { text, .. }) = &files(&window).question else { panic!("asked") };
    assert_eq!(Path::new(text), desk.folder.path().join(""), "the folder is there already");
}

/// A file as the window system hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// A file dropped on the window comes by way of its input events; the system's own drag cannot be played here.
#[test]
fn a_file_dropped_on_the_window_opens_after_asking_about_unsaved_work() {
    let desk = Desk::new();
    let other = desk.folder.path().join("other.ron");
    let mut theirs = small_review();
    theirs.name = "Dropped".to_owned();
    std::fs::write(&other, store::to_ron(&theirs)).unwrap();
    let mut window = desk.open(&desk.plan());
    change(&mut window);
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(other.clone())));
    window.step();
    window.run_ok();
    assert!(matches!(files(&window).question, Some(Question::Unsaved(Next::Open(_)))));
    press(&mut window, "Go on without saving");
    wait(&mut window, "opened", |window| name(window) == "Dropped");
}

#[test]
fn a_newer_file_is_only_looked_at() {
    let desk = Desk::new();
    let newer = store::to_ron(&small_review()).replacen("format_version: 3", "format_version: 4, mood: \"new\"", 1);
    std::fs::write(desk.plan(), &newer).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    window.get_by_label_contains("Read only: this file has format version 4");
    window.get_by_label_contains("'mood' is not a field here");
    press(&mut window, "← Back");
    let before = requests(&window);
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "150");
    assert_eq!(requests(&window), before);
    command(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(desk.plan()).unwrap(), newer);
    assert!(window.state().state().results.shown.is_none(), "a file half understood is not run");
}

#[test]
fn words_about_a_person_are_warned_of() {
    let desk = Desk::new();
    let mut scenario = small_review();
    scenario.note = "ask Mrs Example".to_owned();
    std::fs::write(desk.plan(), format!("// a remark\n{}", store::to_ron(&scenario))).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    window.get_by_label_contains("'Mrs Example' looks like a person's name");
    assert_eq!(files(&window).warnings.len(), 2, "and a remark that would be lost");
}

#[test]
fn a_run_of_hours_is_not_started_unasked() {
    let desk = Desk::new();
    let mut scenario = small_review();
    (scenario.run.replications, scenario.run.horizon_years) = (150_000, 100.0);
    scenario.demand.welfare.annual_growth = 0.03;
    std::fs::write(desk.plan(), store::to_ron(&scenario)).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    window.get_by_label_contains("so it was not started");
    assert!(window.state().state().results.run.is_none());
    press(&mut window, "Run it all the same");
    wait(&mut window, "it runs", |window| window.state().state().results.is_running());
}

#[test]
fn two_options_are_compared_on_screen() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    menu(&mut window, "What differs…");
    window.get_by_label("Nothing differs.");
    press(&mut window, "or one option with another:");
    assert!(files(&window).compared.as_ref().unwrap().found.len() > 5);
    window.get_by_label_contains("differences.");
    all_named(&window);
    command(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(files(&window).page, None);
}

/// Where unsaved work cannot be kept against a crash it is said, and saving goes on.
#[test]
fn work_that_cannot_be_kept_is_said() {
    let desk = Desk::new();
    std::fs::write(desk.data(), "a file where the folder should be").unwrap();
    let mut window = desk.open(&desk.plan());
    change(&mut window);
    wait(&mut window, "said", |window| {
        files(window)
            .notice
            .as_ref()
            .is_some_and(|notice| notice.is_fault && notice.text.starts_with("Unsaved work is not kept against a crash: "))
    });
    window.get_by_label_contains("Save it soon.");
    command(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, "saved", |window| !window.state().state().has_unsaved_changes());
    assert_eq!(std::fs::read_to_string(desk.data()).unwrap(), "a file where the folder should be");
}
