//! Who needs a place? Every figure has a control; charts say what the figures do.

use std::collections::BTreeSet;

use sufficiency::model::geography::BOROUGHS;
use sufficiency::model::{BoroughCount, BoroughMix, Offers, Patience, StayFamily};

use sufficiency::app::files::FileAction;

use super::support::*;

const FOLDS: [&str; 9] = [
    "Do months and years differ?",
    "How do stays differ?",
    "Who are the children?",
    "What comes after the stay?",
    "Are there other requests?",
    "Which boroughs do they come from?",
    "What does the rest of the country offer?",
    "Who cannot live together?",
    "Which rules hold for everybody?",
];

fn scenario(window: &Window) -> Scenario {
    (*window.state().state().document.as_ref().unwrap().scenario).clone()
}

fn open_demand(scenario: &Scenario) -> Window {
    let mut window = open(scenario);
    settle(&mut window);
    go(&mut window, DEMAND);
    window
}

fn press(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.step();
    settle(window);
}

/// Opens a fold; a chart's title may be the same.
fn unfold(window: &mut Window, fold: &str) {
    window.get_by(|node| node.label().as_deref() == Some(fold) && node.role() != Role::Label).click();
    window.step();
    window.run_ok();
}

fn find(window: &mut Window, words: &str) {
    window.get_by_role_and_label(Role::TextInput, "Find a figure").click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, "Find a figure").type_text(words);
    window.step();
    window.step();
}

fn labels(window: &Window, role: Role) -> BTreeSet<String> {
    window.query_all_by_role(role).filter_map(|node| node.accesskit_node().label()).collect()
}

/// Every figure of the catalogue that belongs here has a control in the window, whatever kind of figure it is.
#[test]
fn every_parameter_of_demand_has_a_control() {
    for stream in Stream::ALL {
        let mut window = open_demand(&small_review());
        press(&mut window, Role::RadioButton, &format!("Figures for: {}", stream.label()));
        let word = stream.label().to_lowercase();
        // One fold after the other: what is scrolled out of sight is not read out.
        let mut controls: BTreeSet<(Role, String)> = BTreeSet::new();
        for fold in std::iter::once(None).chain(FOLDS.map(Some)) {
            fold.into_iter().for_each(|fold| unfold(&mut window, fold));
            all_named(&window);
            for role in [Role::SpinButton, Role::ComboBox, Role::RadioButton, Role::CheckBox] {
                controls.extend(labels(&window, role).into_iter().map(|label| (role, label)));
            }
            fold.into_iter().for_each(|fold| unfold(&mut window, fold));
        }
        let has = |role: Role, label: &str| controls.contains(&(role, label.to_owned()));
        let all = ParameterId::OF_STREAM.iter().map(|id| id(stream)).chain(ParameterId::COMMON);
        for id in all.take_while(|id| *id != ParameterId::WaitingList) {
            let label = id.spec().label;
            let name = id.stream().map_or_else(|| label.to_owned(), |_| format!("{label}, {word}"));
            let there = match id {
                ParameterId::Seasonality(_) => has(Role::SpinButton, &format!("December, weight of the month, {word}")),
                ParameterId::AgeWeights(_) => has(Role::SpinButton, &format!("17 years, weight of the age, {word}")),
                ParameterId::LengthOfStayFamily(_) => has(Role::ComboBox, &name),
                ParameterId::Patience(_) => has(Role::RadioButton, &format!("How patience is known, {word}: Solved")),
                ParameterId::OffersPerYear(_) => has(Role::RadioButton, &format!("Kind of offers from elsewhere, {word}: So many a year")),
                ParameterId::ScottishOffersEnd => {
                    has(Role::CheckBox, "Offers from Scotland end") && has(Role::SpinButton, "Year in which Scottish offers end")
                }
                ParameterId::PriorityUnder14 => has(Role::CheckBox, "Children under 14 go first on the waiting list"),
                _ => has(Role::SpinButton, &name),
            };
            assert!(there, "{id:?} has no control called {name}; there are {controls:?}");
        }
    }
}

#[test]
fn a_figure_out_of_range_is_refused_and_kept_until_mended() {
    let mut window = open_demand(&small_review());
    const SHARE: &str = "Requests that never need a place, welfare";
    type_into(&mut window, SHARE, "150");
    assert_eq!(scenario(&window).demand.welfare.not_proceeding_share, 0.25, "nothing was changed");
    window.get_by_label_contains("“150” was not taken: from 0 to 100%");
    let field = window.get_by_role_and_label(Role::TextInput, SHARE);
    assert_eq!(field.accesskit_node().value().as_deref(), Some("150"), "what was typed is still there");
    // Another attempt that is no better, then one that is.
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, SHARE).type_text("many");
    window.key_press(Key::Enter);
    window.step();
    window.step();
    window.get_by_label_contains("“many” was not taken");
    window.get_by_role_and_label(Role::TextInput, SHARE).click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::TextInput, SHARE).type_text("30");
    window.key_press(Key::Enter);
    window.step();
    settle(&mut window);
    assert_eq!(scenario(&window).demand.welfare.not_proceeding_share, 0.3);
    assert!(window.query_by_label_contains("was not taken").is_none());
    window.get_by_role_and_label(Role::SpinButton, SHARE);
}

#[test]
fn escape_gives_up_what_was_refused() {
    let mut window = open_demand(&small_review());
    type_into(&mut window, REQUESTS, "-5");
    window.get_by_label_contains("“-5” was not taken");
    window.key_press(Key::Escape);
    window.step();
    window.step();
    assert!(window.query_by_label_contains("was not taken").is_none());
    assert_eq!(requests(&window), 121.0);
}

#[test]
fn charts_say_what_the_figures_do() {
    let mut window = open_demand(&small_review());
    window.get_by_label("Chart. How many requests a month? 10 a month on average; nine months in ten bring 5 to 16.");
    window.get_by_label_contains("Chart. How long do children stay? Mean 128 days; half leave within 98 days");
    type_into(&mut window, "Mean length of stay, welfare", "200");
    settle(&mut window);
    window.get_by_label_contains("Chart. How long do children stay? Mean 200 days");
    type_into(&mut window, REQUESTS, "242");
    settle(&mut window);
    window.get_by_label_contains("Chart. How many requests a month? 20 a month on average");
}

#[test]
fn months_of_the_year_can_be_weighed_and_undone() {
    let mut window = open_demand(&small_review());
    unfold(&mut window, FOLDS[0]);
    type_into(&mut window, "January, weight of the month, welfare", "3");
    settle(&mut window);
    assert_eq!(scenario(&window).demand.welfare.seasonality[0], 3.0);
    assert!(window.query_all_by_label_contains("most in January and fewest in February").count() > 0);
    window.get_by_label_contains("(1 changed)");
    window.get_by_label("Reset January, weight of the month, welfare").click();
    window.step();
    settle(&mut window);
    assert_eq!(scenario(&window).demand.welfare.seasonality[0], 1.0);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(scenario(&window).demand.welfare.seasonality[0], 3.0);
}

#[test]
fn the_map_has_33_squares_that_can_be_set() {
    let mut window = open_demand(&small_review());
    let squares: Vec<(String, egui::Rect)> = window
        .query_all_by_role(Role::Button)
        .filter_map(|node| {
            node.accesskit_node().label().filter(|label| label.contains("% of requests, about")).map(|label| (label, node.rect()))
        })
        .collect();
    assert_eq!(squares.len(), 33);
    for borough in BOROUGHS.iter() {
        assert_eq!(squares.iter().filter(|(label, _)| label.starts_with(&format!("{}: ", borough.name))).count(), 1, "{}", borough.name);
    }
    let places: BTreeSet<(i32, i32)> = squares.iter().map(|(_, rect)| (rect.left() as i32, rect.top() as i32)).collect();
    assert_eq!(places.len(), 33, "no square hides another");
    assert!(squares.iter().all(|(_, rect)| rect.width() >= 24.0 && rect.height() >= 24.0));
    window.get_by_label_contains("Map of London in 33 squares. Not known");

    window.get_by(|node| node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Camden: "))).click();
    window.step();
    window.step();
    window.get_by_label_contains("residents are aged 10 to 17");
    press(&mut window, Role::Button, "Set a share for each borough");
    assert!(matches!(scenario(&window).demand.borough_mix, BoroughMix::Known(ref weights) if weights.len() == 33));
    type_into(&mut window, "Camden, weight of the borough", "100");
    settle(&mut window);
    assert!(window.query_by_label_contains("Map of London in 33 squares. Shares as set: most Camden with 51% of requests").is_some());
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    assert!(matches!(scenario(&window).demand.borough_mix, BoroughMix::Unknown { .. }));
}

#[test]
fn figures_are_found_by_words() {
    let mut window = open_demand(&small_review());
    find(&mut window, "scotland");
    window.get_by_role_and_label(Role::SpinButton, "Year in which Scottish offers end");
    assert!(window.query_by_role_and_label(Role::SpinButton, REQUESTS).is_none());
    find(&mut window, "nothing of the kind");
    window.get_by_label_contains("No figure has these words");
    window.get_by_label("Clear the search for a figure").click();
    window.step();
    window.step();
    window.get_by_role_and_label(Role::SpinButton, REQUESTS);
}

#[test]
fn figures_that_are_not_numbers_can_be_changed() {
    let mut window = open_demand(&small_review());
    press(&mut window, Role::RadioButton, "How patience is known, welfare: Stated");
    assert!(matches!(scenario(&window).demand.welfare.patience, Patience::MeanDays(days) if (days - 193.0).abs() < 1.0));
    press(&mut window, Role::RadioButton, "How patience is known, welfare: Solved");
    assert_eq!(scenario(&window).demand.welfare.patience, Patience::Solved { open_requests: 18.0 });
    press(&mut window, Role::RadioButton, "Kind of offers from elsewhere, welfare: All that is needed");
    assert_eq!(scenario(&window).elsewhere.welfare, Offers::Unlimited);
    window.get_by_label("These figures cannot be run");
    press(&mut window, Role::RadioButton, "Kind of offers from elsewhere, welfare: So many a year");
    assert_eq!(scenario(&window).elsewhere.welfare, Offers::PerYear(60.0));
    for fold in ["How do stays differ?", "What does the rest of the country offer?", "Which rules hold for everybody?"] {
        unfold(&mut window, fold);
    }
    press(&mut window, Role::CheckBox, "Children under 14 go first on the waiting list");
    assert!(scenario(&window).pathway.priority_under_14);
    type_into(&mut window, "Year in which Scottish offers end", "2028");
    settle(&mut window);
    assert_eq!(scenario(&window).elsewhere.scottish_offers_end, "2028-03".parse().ok());
    press(&mut window, Role::Button, "Reset Scottish offers end");
    assert_eq!(scenario(&window).elsewhere.scottish_offers_end, "2030-03".parse().ok());
}

#[test]
fn observed_stays_are_told_not_edited() {
    let mut observed = small_review();
    observed.demand.welfare.length_of_stay.family = StayFamily::Empirical(vec![30.0, 60.0, 90.0, 120.0, 500.0]);
    let mut window = open_demand(&observed);
    unfold(&mut window, "How do stays differ?");
    window.get_by_label_contains("5 observed stays, each as likely as the next");
    assert!(window.query_all_by_label_contains("Without effect: the observed stays").count() > 0);
    window.get_by_label_contains(
        "Chart. How long do children stay? Mean 160 days; half leave within 90 days and nine in ten within 500 days; 20%",
    );
}

/// What was typed, counted or observed stays in the window: from it single children could be told.
#[test]
fn charts_leave_unless_somebody_observed_what_is_in_them() {
    let titles = ["How many requests a month?", "How long do children stay?", "Which boroughs do they come from?"];
    let offered = |window: &Window| {
        let menu = |title: &&str| window.query_by_label(&format!("Copy or save chart: {title}")).is_some();
        titles.into_iter().filter(menu).collect::<Vec<&str>>()
    };
    let mut window = open_demand(&small_review());
    assert_eq!(offered(&window), titles);
    assert_eq!(charts_are_saved_as_papers_have_them(&mut window).len(), titles.len());
    let shares = BOROUGHS.iter().map(|borough| (borough.name.clone(), 1.0));
    let counts = BOROUGHS.iter().enumerate().map(|(at, borough)| (borough.name.clone(), BoroughCount::Requests(6 + at as u32)));
    let counts = sufficiency::model::counts::kept(&counts.chain([("Camden".to_owned(), BoroughCount::FewerThanSix)]).collect());
    for mix in [BoroughMix::Known(shares.collect()), BoroughMix::Counted(counts)] {
        let mut observed = small_review();
        observed.demand.borough_mix = mix;
        observed.demand.welfare.length_of_stay.family = StayFamily::Empirical(vec![30.0, 60.0, 90.0, 120.0, 500.0]);
        let window = open_demand(&observed);
        assert_eq!(offered(&window), titles[..1]);
        window.get_by_label_contains("Single stays that were observed are behind this chart");
        window.get_by_label_contains("Numbers of few children are behind this map");
    }
}

#[test]
fn a_source_tells_what_the_figure_means_and_what_is_permitted() {
    let mut window = open_demand(&small_review());
    window.get_by_label("Source of Mean length of stay, welfare: derived").click();
    window.step();
    window.step();
    window.get_by_label_contains("4.2 months × 365 / 12 = 127.75 days");
    window.get_by_label("Admission to discharge, on average. Longer than the shortest stay, now 28 days.");
    window.get_by_label("Permitted: from 28 to 3,650 days.");
}

#[test]
fn police_custody_has_figures_before_it_has_requests() {
    let mut window = open_demand(&small_review());
    press(&mut window, Role::RadioButton, "Figures for: Police custody");
    window.get_by_label_contains("None are counted until a figure is given");
    window.get_by_label_contains("This scenario has no police custody requests");
    assert_eq!(window.state().state().view.stream, Stream::Welfare, "results stay those of a stream that has some");
    type_into(&mut window, "Requests, police custody", "342");
    settle(&mut window);
    window.get_by_label_contains("Chart. How many requests a month? 28 a month on average");
}

/// In a narrow window, as with text twice as large, figures and charts stand below each other and nothing sticks out.
#[test]
fn a_narrow_window_stacks_figures_and_charts() {
    let scenario = small_review();
    let loaded = store::load_bytes(store::to_ron(&scenario).as_bytes()).unwrap();
    let mut window = egui_kittest::Harness::builder()
        .with_size(egui::vec2(640.0, 6_000.0))
        .build_eframe(move |context| sufficiency::app::PlannerApp::new(&context.egui_ctx, Ok(loaded)));
    settle(&mut window);
    for room in [DEMAND, super::evidence::EVIDENCE] {
        go(&mut window, room);
        window.run_ok();
        for role in [Role::GraphicsObject, Role::SpinButton, Role::Slider, Role::Button, Role::Row] {
            for node in window.query_all_by_role(role) {
                assert!(node.rect().right() <= 640.0, "{:?} sticks out: {:?}", node.accesskit_node().label(), node.rect());
            }
        }
    }
}

/// A path in the scenario file leads to its field, whatever fold, stream or place it is in.
#[test]
fn a_path_leads_to_its_field() {
    let mut window = open_demand(&small_review());
    find(&mut window, "girls");
    for (path, field) in [
        ("demand.justice.seasonality.#3", "March, weight of the month, justice"),
        ("demand.welfare.age_weights.#8", "17 years, weight of the age, welfare"),
        ("demand.welfare.length_of_stay.cv", "Spread of length of stay, welfare"),
        ("elsewhere.road_factor", ParameterId::RoadFactor.spec().label),
        ("run.horizon_years", ParameterId::HorizonYears.spec().label),
    ] {
        window.state_mut().wish(FileAction::GoToField(path.to_owned()));
        window.step();
        window.run_ok();
        assert_eq!(focused(&window), field);
        assert_eq!(window.state().state().view.sought, None, "{path} is in sight");
    }
}

#[test]
fn all_weights_go_back_at_once() {
    let mut window = open_demand(&small_review());
    let before = scenario(&window);
    unfold(&mut window, "Do months and years differ?");
    assert!(window.query_by_label_contains("Reset all: ").is_none(), "there is nothing to reset");
    type_into(&mut window, "January, weight of the month, welfare", "3");
    type_into(&mut window, "June, weight of the month, welfare", "2");
    assert_ne!(scenario(&window), before);
    settle(&mut window);
    window.get_by_label_contains("Reset all: ").click();
    window.step();
    settle(&mut window);
    assert_eq!(scenario(&window), before);
    ctrl(&mut window, Key::Z);
    assert_eq!(scenario(&window).demand.welfare.seasonality[5], 2.0, "one step to undo");
}

#[test]
fn a_stay_is_typed_in_months_and_found_by_its_source() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    window.get_by_label("4.2 months; type days, weeks or months");
    let stay = |window: &Window| {
        let document = window.state().state().document.as_ref().unwrap();
        ParameterId::LengthOfStayMeanDays(Stream::Welfare).value(&document.scenario).unwrap()
    };
    type_into(&mut window, "Mean length of stay, welfare", "6 months");
    assert_eq!(stay(&window), 182.5);
    window.get_by_label("6 months; type days, weeks or months");
    window.get_by_label("Reset Mean length of stay, welfare").click();
    window.step();
    window.step();
    assert_eq!(stay(&window), 127.75);
    window.get_by_role_and_label(Role::TextInput, "Find a figure").click();
    window.step();
    window.get_by_role_and_label(Role::TextInput, "Find a figure").type_text("4.2 months");
    window.step();
    window.step();
    assert!(window.query_by_role_and_label(Role::SpinButton, "Mean length of stay, welfare").is_some());
    assert!(window.query_by_role_and_label(Role::SpinButton, "Annual growth, welfare").is_none());
}

/// Half of what was typed would be a wrong figure.
#[test]
fn what_is_not_understood_is_refused_and_what_people_write_is_understood() {
    let mut window = open_demand(&small_review());
    let stay = "Mean length of stay, welfare";
    let days = |window: &Window| {
        let document = window.state().state().document.as_ref().unwrap();
        ParameterId::LengthOfStayMeanDays(Stream::Welfare).value(&document.scenario).unwrap()
    };
    for text in ["30 xyz", "1e99", "20"] {
        type_into(&mut window, stay, text);
        window.get_by_label_contains(&format!("“{text}” was not taken: from 28 to 3,650 days"));
        assert_eq!(days(&window), 127.75);
        window.key_press(Key::Escape);
        window.step();
        window.step();
    }
    type_into(&mut window, stay, "6 mths");
    assert_eq!(days(&window), 182.5);
    window.get_by_label_contains("this does not change how many requests “As now” places");
    type_into(&mut window, REQUESTS, "150x");
    window.get_by_label_contains("“150x” was not taken");
    assert_eq!(requests(&window), 121.0);
    go(&mut window, "What does it cost?");
    type_into(&mut window, "London welfare bed", "8k");
    let document = window.state().state().document.as_ref().unwrap();
    let price = ParameterId::Cost(sufficiency::model::CostFigure::LondonWelfareBedWeek).value(&document.scenario);
    assert_eq!(price, Some(8_000.0));
}
