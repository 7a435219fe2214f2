//! From what is wrong in a file to the very field, in whatever room it is, though nothing can be run; and what has no field says so.

use std::collections::BTreeMap;

use sufficiency::app::files::{FileAction, Page};
use sufficiency::app::state::Room;
use sufficiency::model::appraisal::{
    Anchor, Appraisal, Basis, Criterion, Decision, FULL_SWING, Gate, GateResult, Lock, MOST_ON_A_SCALE, Member, Overlap, Scale, Score,
    Weight,
};

use super::desk::{Desk, press};
use super::support::*;

const ROLE: &str = "Head of placements";

fn scale(basis: Basis, worst: f64, best: f64) -> Scale {
    let end = |value, text: &str| Anchor { value: Some(value), text: text.to_owned() };
    Scale { basis, worst: end(worst, "as bad as it gets"), best: end(best, "as good as it gets") }
}

/// Scales, scores, weights, gates and decisions of a group, as they should be.
fn appraisal() -> Appraisal {
    let judged = scale(Basis::Judged, 0.0, 100.0);
    let score = |value| Score { value, by: ROLE.to_owned(), why: "visits".to_owned() };
    let day = jiff::civil::date(2026, 11, 24);
    let measured = scale(Basis::Measured("welfare_mean_distance_miles".to_owned()), 200.0, 0.0);
    Appraisal {
        scales: BTreeMap::from([(Criterion::Continuity, measured), (Criterion::CareAndEducation, judged.clone())]),
        scores: BTreeMap::from([("small-8".to_owned(), BTreeMap::from([(Criterion::CareAndEducation, score(40.0))]))]),
        gates: vec![Gate {
            name: "Can be registered".to_owned(),
            results: BTreeMap::from([("small-8".to_owned(), GateResult { passes: true, by: ROLE.to_owned(), why: "seen".to_owned() })]),
        }],
        overlaps: BTreeMap::from([(
            Overlap::Distance,
            Decision { counted_under: Some(Criterion::Continuity), by: ROLE.to_owned(), on: day, why: "once".to_owned() },
        )]),
        members: vec![Member {
            role: ROLE.to_owned(),
            weights: BTreeMap::from([(Criterion::CareAndEducation, Weight { swing: FULL_SWING, under: judged })]),
        }],
        ..Appraisal::default()
    }
}

/// A desk with a file that has this appraisal, and the window on it, no larger than most screens.
fn open_on(appraisal: Appraisal) -> (Desk, Window) {
    let desk = Desk::new();
    let mut scenario = small_review();
    scenario.options.truncate(3);
    scenario.appraisal = appraisal;
    std::fs::write(desk.plan(), store::to_ron(&scenario)).unwrap();
    let mut window = desk.open(&desk.plan());
    window.set_size(egui::vec2(1280.0, 800.0));
    window.step();
    (desk, window)
}

fn show_problems(window: &mut Window) {
    window.state_mut().wish(FileAction::Show(Some(Page::Mending)));
    window.step();
    window.step();
}

fn follow(window: &mut Window, path: &str) {
    show_problems(window);
    window.get_by_role_and_label(Role::Link, path).click();
    window.step();
    window.step();
    window.run_ok();
    assert_eq!(window.state().state().view.room, Room::Criteria, "{path}");
    assert_eq!(window.state().state().view.sought, None, "{path} is in sight");
}

/// The name of what has the keyboard; nothing where nothing has, or where it is out of sight.
fn with_keyboard(window: &Window) -> String {
    let Some(node) = window.query_all_by(|node| node.is_focused()).next() else { return String::new() };
    let (rect, screen) = (node.rect(), window.ctx.content_rect());
    let label = node.accesskit_node().label().unwrap_or_default();
    if screen.contains(rect.center()) { label } else { format!("{label}, out of sight") }
}

#[test]
fn problems_of_the_criteria_lead_to_their_fields() {
    type Wrong = fn(&mut Appraisal);
    let care = "care and education";
    let cases: [(&str, Wrong, String); 11] = [
        (
            "appraisal.scales.Continuity.basis",
            |a| a.scales.get_mut(&Criterion::Continuity).unwrap().basis = Basis::Measured("miles".to_owned()),
            "Continuity of care and relationships: scored by".to_owned(),
        ),
        (
            "appraisal.scales.CareAndEducation.worst.value",
            |a| a.scales.get_mut(&Criterion::CareAndEducation).unwrap().worst.value = Some(-2.0 * MOST_ON_A_SCALE),
            format!("Worst end of {care}, number"),
        ),
        (
            "appraisal.scales.Continuity.best.value",
            |a| a.scales.get_mut(&Criterion::Continuity).unwrap().best.value = Some(200.0),
            "Best end of continuity, number".to_owned(),
        ),
        (
            "appraisal.scales.Continuity.best.text",
            |a| a.scales.get_mut(&Criterion::Continuity).unwrap().best.text = "a".repeat(4_097),
            "Best end of continuity, in words".to_owned(),
        ),
        (
            "appraisal.members.#1.weights.CareAndEducation.swing",
            |a| a.members[0].weights.get_mut(&Criterion::CareAndEducation).unwrap().swing = 101.0,
            format!("Weight of {care}, {ROLE}"),
        ),
        (
            "appraisal.members.#2.role",
            |a| a.members.push(Member { role: ROLE.to_uppercase(), weights: BTreeMap::new() }),
            format!("Remove {}", ROLE.to_uppercase()),
        ),
        ("appraisal.gates.#2.name", |a| a.gates.push(a.gates[0].clone()), "Remove the minimum Can be registered".to_owned()),
        (
            "appraisal.scores.small-8.CareAndEducation.value",
            |a| a.scores.get_mut("small-8").unwrap().get_mut(&Criterion::CareAndEducation).unwrap().value = 2.0 * MOST_ON_A_SCALE,
            format!("Score of One home of 8 for {care}"),
        ),
        (
            "appraisal.scores.small-8.CareAndEducation.by",
            |a| a.scores.get_mut("small-8").unwrap().get_mut(&Criterion::CareAndEducation).unwrap().by.clear(),
            format!("Score of One home of 8 for {care}"),
        ),
        (
            "appraisal.gates.#1.results.small-8.by",
            |a| a.gates[0].results.get_mut("small-8").unwrap().by.clear(),
            "Why, Can be registered, One home of 8".to_owned(),
        ),
        (
            "appraisal.overlaps.Distance.counted_under",
            |a| a.overlaps.get_mut(&Overlap::Distance).unwrap().counted_under = Some(Criterion::Transition),
            "Where distance from home counts: ".to_owned(),
        ),
    ];
    for (path, wrong, field) in cases {
        let mut appraisal = appraisal();
        wrong(&mut appraisal);
        let (_desk, mut window) = open_on(appraisal);
        follow(&mut window, path);
        let needs_role = ["scores", "results", "overlaps"].iter().any(|part| path.contains(part));
        if needs_role {
            // Nobody judges before it is said in which role.
            assert_eq!(with_keyboard(&window), "Role in which you judge", "{path}");
            write(&mut window, "Role in which you judge", ROLE);
            follow(&mut window, path);
        }
        let found = with_keyboard(&window);
        assert!(found.starts_with(&field), "{path} leads to “{found}”");
        all_named(&window);
        all_large_enough(&window);
    }
}

/// Of two minimums of one name, or two members of one role, one goes and the other stays.
#[test]
fn of_two_of_one_name_one_is_left() {
    let mut twice = appraisal();
    twice.gates.push(Gate { name: twice.gates[0].name.clone(), results: BTreeMap::new() });
    twice.members.push(Member { role: ROLE.to_owned(), weights: BTreeMap::new() });
    let kept = (twice.gates[0].clone(), twice.members[0].clone());
    let (_desk, mut window) = open_on(twice);
    for path in ["appraisal.members.#2.role", "appraisal.gates.#2.name"] {
        follow(&mut window, path);
        window.key_press(Key::Enter);
        window.step();
        window.step();
    }
    let document = window.state().state().document.as_ref().unwrap();
    assert_eq!(document.problems, []);
    assert_eq!((&document.scenario.appraisal.gates, &document.scenario.appraisal.members), (&vec![kept.0], &vec![kept.1]));
}

/// What is mended there is mended: the answer comes, and with it the rest of the room.
#[test]
fn a_score_mended_in_its_field_lets_the_scenario_run() {
    let mut wrong = appraisal();
    wrong.scores.get_mut("small-8").unwrap().get_mut(&Criterion::CareAndEducation).unwrap().value = 2.0 * MOST_ON_A_SCALE;
    let (_desk, mut window) = open_on(wrong);
    go(&mut window, "Which option does most?");
    window.get_by_label("Something in the scenario needs mending first");
    follow(&mut window, "appraisal.scores.small-8.CareAndEducation.value");
    write(&mut window, "Role in which you judge", ROLE);
    follow(&mut window, "appraisal.scores.small-8.CareAndEducation.value");
    write(&mut window, "Score of One home of 8 for care and education", "40");
    let problems = |window: &Window| window.state().state().document.as_ref().unwrap().problems.clone();
    assert_eq!(problems(&window), []);
    settle(&mut window);
    assert!(window.query_by_label("Something in the scenario needs mending first").is_none());
}

/// What is locked leads to where it is opened again.
#[test]
fn problems_of_locked_criteria_lead_to_the_lock() {
    let mut locked = appraisal();
    locked.members[0].weights.get_mut(&Criterion::CareAndEducation).unwrap().swing = 101.0;
    locked.lock = Some(Lock { by: ROLE.to_owned(), on: jiff::civil::date(2026, 11, 24) });
    let (_desk, mut window) = open_on(locked);
    let path = "appraisal.members.#1.weights.CareAndEducation.swing";
    follow(&mut window, path);
    assert_eq!(with_keyboard(&window), "Role in which you judge");
    // Not twice on one page.
    let lock = window.get_by_label("Why it is opened again").rect();
    assert!(window.ctx.content_rect().contains(lock.center()));
    let role = window.query_all_by_label("Role in which you judge").last().unwrap().rect();
    assert!(role.top() < lock.top());
}

/// What the window has no form for says so, and what to do.
#[test]
fn what_has_no_form_says_so() {
    let mut wrong = appraisal();
    let score = wrong.scores["small-8"].clone();
    wrong.scores.insert("an-option-that-was-removed".to_owned(), score);
    wrong.scores.values_mut().for_each(|scores| scores.get_mut(&Criterion::CareAndEducation).unwrap().by.clear());
    let (_desk, mut window) = open_on(wrong);
    show_problems(&mut window);
    let path = "appraisal.scores.an-option-that-was-removed.CareAndEducation.by";
    assert!(window.query_by_role_and_label(Role::Link, path).is_none());
    window.get_by_label(path);
    window.get_by_label_contains("There is no form for this: mend it in the file, and open it again.");
    window.get_by_role_and_label(Role::Link, "appraisal.scores.small-8.CareAndEducation.by");
}

/// On the page of what is wrong, the line of a path leads to the field whose name begins so, and brings it into sight.
fn leads_to(window: &mut Window, path: &str, field: &str) {
    window.state_mut().wish(FileAction::Show(Some(Page::Mending)));
    window.step();
    window.step();
    press(window, path);
    window.run_ok();
    assert!(with_keyboard(window).starts_with(field), "{path} leads to “{}”", with_keyboard(window));
    assert_eq!(window.state().state().view.sought, None, "{path} is in sight");
}

/// What is wrong with a unit or the open facility leads to the very field, even of a unit whose home is not there.
#[test]
fn problems_of_places_lead_to_their_fields() {
    let desk = Desk::new();
    let mut scenario = small_review();
    let id = "two-12-justice-step-down-open";
    let option = scenario.options.iter_mut().find(|option| option.open_facility.is_some()).expect("an option with an open facility");
    assert_eq!(option.id, id);
    option.open_facility.as_mut().expect("it").places = 50_000;
    option.step_down_units[0].name = String::new();
    option.step_down_units[1].linked_home = sufficiency::model::LinkedHome::Home("nowhere".to_owned());
    let units: Vec<String> = option.step_down_units.iter().map(|unit| unit.id.clone()).collect();
    std::fs::write(desk.plan(), store::to_ron(&scenario)).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    for (path, field) in [
        (format!("options.{id}.open_facility.places"), "Places, open facility"),
        (format!("options.{id}.step_down_units.{}.name", units[0]), "Name of step-down unit "),
        (format!("options.{id}.step_down_units.{}.linked_home", units[1]), "For children from"),
    ] {
        leads_to(&mut window, &path, field);
    }
}

/// The same of prices, ranges, the register, texts, and of criteria where they can be judged; what has no form says so.
#[test]
fn problems_of_the_newer_rooms_lead_to_their_fields() {
    use sufficiency::model::{CostFigure, CostGroup, ElapsedBand, PlaceToday, PlacedToday, Today};
    let desk = Desk::new();
    let mut scenario = small_review();
    let too_narrow = vec![ElapsedBand { from_days: 0.0, to_days: 3.0, children: 6 }];
    scenario.today = Some(Today {
        placed: vec![PlacedToday { stream: Stream::Welfare, place: PlaceToday::Elsewhere, bands: too_narrow }],
        open: Vec::new(),
    });
    scenario.run.warm_up_years = 0.0;
    scenario.note = "a".repeat(5_000);
    scenario.assurance.analyst = "tab\tbed".to_owned();
    scenario.options[2].capital_pounds = Some(-5.0);
    let option = scenario.options[2].id.clone();
    let costs = scenario.costs.as_mut().unwrap();
    costs.price_year = 1066;
    costs.figures.get_mut(&CostFigure::LondonFixedShare).unwrap().central = 7.0;
    let step_down = costs.figures.get_mut(&CostFigure::StepDownPlaceWeek).unwrap();
    step_down.low = step_down.central + 1.0;
    let paid_by = costs.paid_by.get_mut(&CostGroup::StepDown).unwrap();
    (paid_by.nhs, paid_by.ministry_of_justice) = (0.9, 0.9);
    costs.paid_by.get_mut(&CostGroup::LondonWelfare).unwrap().nhs = 4.0;
    costs.figures.remove(&CostFigure::Inflation);
    let requests = ParameterId::NotProceedingShare(Stream::Welfare);
    scenario.ranges.get_mut(&requests).unwrap().high = 2.0;
    scenario.membership.equal_weight = 1_000.0;
    scenario.membership.most_times_equal_share = Some(0.5);
    scenario.membership.source = sufficiency::model::Source::Assumed { why: String::new() };
    std::fs::write(desk.plan(), store::to_ron(&scenario)).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    all_named(&window);
    all_large_enough(&window);
    for (path, field) in [
        ("note".to_owned(), "Note: what you want to remember"),
        ("today.placed.#1.bands.#1.to_days".to_owned(), "To day, band 1 of children in placement"),
        ("assurance.analyst".to_owned(), "Analyst"),
        (format!("options.{option}.capital_pounds"), "Cost of building the option, "),
        ("costs.price_year".to_owned(), "Price year"),
        ("costs.figures.LondonFixedShare.central".to_owned(), "Cost of an empty bed"),
        ("costs.figures.StepDownPlaceWeek.low".to_owned(), "At least, "),
        ("costs.paid_by.StepDown".to_owned(), "Department for Education, "),
        ("costs.paid_by.LondonWelfare.nhs".to_owned(), "NHS, "),
        ("ranges.NotProceedingShare(Welfare).high".to_owned(), "High, range of "),
        ("membership.equal_weight".to_owned(), "How the homes are shared: "),
        ("membership.most_times_equal_share".to_owned(), "Cap: "),
    ] {
        leads_to(&mut window, &path, field);
    }
    window.state_mut().wish(FileAction::Show(Some(Page::Mending)));
    window.step();
    window.step();
    let links = |window: &Window, path: &str| window.query_all_by_role_and_label(Role::Link, path).count();
    for path in ["costs.figures", "membership.source.why"] {
        assert_eq!(links(&window, path), 0, "{path} leads nowhere");
        window.get_by_label(path);
    }
    assert_eq!(window.query_all_by_label_contains("There is no form for this").count(), 2);
    // Any rule and any cap that is chosen mends what the file says.
    press(&mut window, "membership.equal_weight");
    window.run_ok();
    press(&mut window, "How the homes are shared: Equal shares");
    press(&mut window, "Cap: No cap");
    let membership = window.state().state().document.as_ref().unwrap().scenario.membership.clone();
    assert_eq!((membership.equal_weight, membership.most_times_equal_share), (1.0, None));
    window.state_mut().wish(FileAction::Show(Some(Page::Mending)));
    window.step();
    window.step();
    assert_eq!(window.query_all_by_label_contains("membership.equal_weight").count(), 0);
    // Each wrong figure is shown in its line.
    assert!(window.query_all_by_label_contains("price_year: 1066").count() == 1);
}
