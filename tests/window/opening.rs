//! Opening scenarios, and what is said of those that cannot be opened.

use super::support::*;

#[test]
fn opens_on_the_review_with_results() {
    let mut window = open(&small_review());
    settle(&mut window);
    let options = window.state().state().document.as_ref().unwrap().scenario.options.len();
    assert!(options > 1);
    let heads =
        window.get_all_by_role(Role::RadioButton).filter(|head| head.accesskit_node().label().is_some_and(|l| l.starts_with("Option ")));
    assert_eq!(heads.count(), options);
    let done = window.state().state().results.run.as_ref().unwrap().done;
    window.get_by_label_contains(&format!("{done} of {done} replications done"));
    let dots = format!("Chart. Dot plot, {options} rows, 50 possible futures in each. ");
    window.get_by(|node| node.label().is_some_and(|label| label.starts_with(&dots) && label.contains(", waiting for a place: ")));
    window.get_by_label_contains("Beds over time: ").click();
    window.run_ok();
    window.get_by_label_contains("Chart. How full would the beds be over time? On an average day");
    window.get_by_label_contains("Chart. How often would every bed be taken? All");
}

#[test]
fn a_file_that_cannot_be_opened_says_why_and_offers_the_review() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.ron");
    let text = store::to_ron(&small_review());
    let bad = text.replacen("road_factor: ", "road_factor: 9", 1).replacen("horizon_years: ", "horizon_years: -", 1);
    std::fs::write(&file, bad).unwrap();
    let mut window = open_loaded(document::initial(Some(&file)));
    window.run_ok();
    window.get_by_label("This scenario could not be opened");
    window.get_by_label_contains("plan.ron");
    window.get_by_label("2 things in it are wrong");
    window.get_by_label_contains("elsewhere.road_factor: must be between 1 and 3");
    window.get_by_label_contains("run.horizon_years: must be between");
    all_named(&window);

    std::fs::write(&file, [0xFF, 0xFE, 0x00]).unwrap();
    let mut window = open_loaded(document::initial(Some(&file)));
    window.run_ok();
    window.get_by_label_contains("not text that can be read");
    window.get_by_label("Open the London review").click();
    window.step();
    window.step();
    assert!(window.state().state().document.is_ok());

    let missing = document::initial(Some(&folder.path().join("none.ron"))).unwrap_err();
    assert!(!missing.readable);
    assert!(missing.reasons[0].contains("no such file"));
    assert!(document::initial(Some("police-custody".as_ref())).is_ok(), "the name of a scenario supplied will do");
}
