use std::sync::Arc;

use super::*;
use crate::app::action::Action;
use crate::app::building::{Template, copy_of, copy_of_home, new_home, new_open_facility, new_unit};
use crate::app::reducer::apply;
use crate::app::state::AppState;
use crate::model::{AssuranceState, BedKind, LinkedHome, OptionColour, PlacementRule, Rating, Role, WaitingList};

fn state() -> AppState {
    AppState::new(crate::app::document::london_review())
}

fn scenario(state: &AppState) -> Arc<Scenario> {
    Arc::clone(&state.document.as_ref().unwrap().scenario)
}

/// One of each edit of the review's fullest option, each with what *Undo* calls it.
fn edits(scenario: &Scenario) -> Vec<(Edit, &'static str)> {
    let option = scenario.option("two-12-6-6").or_else(|| scenario.options.iter().find(|option| !option.step_down_units.is_empty()));
    let option = option.unwrap();
    let of = |edit| Edit::Option(option.id.clone(), edit);
    let mut home = option.homes[0].clone();
    home.welfare_beds = 10;
    let mut unit = option.step_down_units[0].clone();
    unit.places = 4;
    vec![
        (Edit::Parameter(ParameterId::LengthOfStayMeanDays(Stream::Welfare), 150.0), "127.75 to 150 days"),
        (Edit::Parameter(ParameterId::NotProceedingShare(Stream::Welfare), 0.4), "25 to 40%"),
        (Edit::Patience(Stream::Welfare, Patience::Unlimited), "18 open requests to no limit"),
        (Edit::StayFamily(Stream::Welfare, StayFamily::Gamma), "lognormal to gamma"),
        (Edit::ScottishOffersEnd(None), "March 2030 to none"),
        (of(OptionEdit::Name("Another".to_owned())), "to “Another”"),
        (of(OptionEdit::Note("Asked for in the meeting.".to_owned())), "note of"),
        (of(OptionEdit::Colour(Some(OptionColour::Plum))), "plum"),
        (of(OptionEdit::Hidden(true)), "hiding of"),
        (of(OptionEdit::Home(Box::new(home))), "welfare beds, North home: 12 to 10"),
        (of(OptionEdit::AddHome(Box::new(new_home(option)), 9)), "new home East home"),
        (of(OptionEdit::AddHome(Box::new(copy_of_home(option, &option.homes[0])), 1)), "new home North home 2"),
        (of(OptionEdit::RemoveHome("north".to_owned())), "removal of North home"),
        (of(OptionEdit::MoveHome("south".to_owned(), 0)), "order of homes: South home"),
        (of(OptionEdit::Unit(Box::new(unit))), "places, North step-down: 6 to 4"),
        (of(OptionEdit::AddUnit(Box::new(new_unit(option, 0)))), "new step-down unit"),
        (of(OptionEdit::RemoveUnit("north-step-down".to_owned())), "removal of North step-down"),
        (of(OptionEdit::OpenFacility(Some(Box::new(new_open_facility())))), "open facility"),
        (of(OptionEdit::PlacementRule(PlacementRule::MostFreeBeds)), "nearest home to home with most free beds"),
        (of(OptionEdit::WaitingList(WaitingList::SeparateCatchments)), "to a catchment for each home"),
        (Edit::AddOption(Box::new(Template::Two12.option(scenario)), 1), "new option “Two homes of 12 + 6 + 6"),
        (Edit::AddOption(Box::new(copy_of(scenario, option)), 3), "new option"),
        (Edit::RemoveOption(option.id.clone()), "removal of"),
        (Edit::MoveOption(option.id.clone(), 1), "order of options"),
    ]
}

#[test]
fn every_edit_is_undone_and_done_again() {
    let start = scenario(&state());
    for (edit, called) in edits(&start) {
        let mut state = state();
        let before = scenario(&state);
        apply(&mut state, Action::Edit { edit: edit.clone(), dragging: false });
        let after = scenario(&state);
        assert_ne!(*before, *after, "{edit:?} changes something");
        let label = state.document.as_ref().unwrap().history.undo_label().unwrap().to_owned();
        assert!(label.contains(called), "“{label}” does not say “{called}”");
        assert!(state.document.as_ref().unwrap().option(&state.view.option).is_some(), "{edit:?} leaves an option to look at");
        apply(&mut state, Action::Undo);
        assert_eq!(*scenario(&state), *before, "{edit:?}");
        apply(&mut state, Action::Redo);
        assert_eq!(*scenario(&state), *after, "{edit:?}");
    }
}

#[test]
fn as_now_stays_as_it_is_and_first() {
    let before = scenario(&state());
    let first = before.options[0].id.clone();
    let of = |edit| Edit::Option(first.clone(), edit);
    let refused = [
        of(OptionEdit::Name("Something else".to_owned())),
        of(OptionEdit::Hidden(true)),
        of(OptionEdit::AddHome(Box::new(new_home(&before.options[0])), 0)),
        of(OptionEdit::OpenFacility(Some(Box::new(new_open_facility())))),
        Edit::RemoveOption(first.clone()),
        Edit::MoveOption(first.clone(), 4),
    ];
    for edit in refused {
        let mut after = Scenario::clone(&before);
        edit.clone().apply(&mut after);
        assert_eq!(after, *before, "{edit:?}");
    }
    let mut after = Scenario::clone(&before);
    Edit::AddOption(Box::new(Template::One12.option(&after)), 0).apply(&mut after);
    Edit::MoveOption(before.options[3].id.clone(), 0).apply(&mut after);
    assert_eq!(after.options[0], before.options[0]);
    assert_eq!(after.options[1].id, before.options[3].id);
}

#[test]
fn names_are_kept_apart() {
    let before = scenario(&state());
    let (id, taken) = (before.options[2].id.clone(), before.options[3].name.to_uppercase());
    for name in ["", "   ", "two\nlines", &taken] {
        let mut after = Scenario::clone(&before);
        Edit::Option(id.clone(), OptionEdit::Name(name.to_owned())).apply(&mut after);
        assert_eq!(after, *before, "{name:?}");
        assert!(name_fault(&before, &id, name).is_some());
    }
    assert_eq!(name_fault(&before, &id, &before.options[2].name), None, "its own name is its own");
}

#[test]
fn a_step_down_unit_goes_with_its_home() {
    let mut after = Scenario::clone(&scenario(&state()));
    let id = after.options.iter().find(|option| !option.step_down_units.is_empty()).unwrap().id.clone();
    Edit::Option(id.clone(), OptionEdit::RemoveHome("north".to_owned())).apply(&mut after);
    let option = after.option(&id).unwrap();
    assert!(option.step_down_units.iter().all(|unit| unit.linked_home == LinkedHome::Home("south".to_owned())));
    assert_eq!(option.homes[0].beds(BedKind::Welfare), 12);
    assert_eq!(crate::model::validate::problems(&after), []);
}

#[test]
fn what_only_people_read_does_not_change_the_answer() {
    let start = scenario(&state());
    let inputs = start.run_inputs();
    for (edit, called) in edits(&start) {
        let mut after = Scenario::clone(&start);
        edit.clone().apply(&mut after);
        let is_presentation = matches!(
            &edit,
            Edit::MoveOption(..)
                | Edit::Option(_, OptionEdit::Name(_) | OptionEdit::Note(_) | OptionEdit::Colour(_) | OptionEdit::Hidden(_))
        );
        assert_eq!(after.run_inputs() == inputs, is_presentation, "{called}");
    }
}

fn edit(state: &mut AppState, edit: Edit) {
    apply(state, Action::Edit { edit, dragging: false });
}

const STAY: ParameterId = ParameterId::LengthOfStayMeanDays(Stream::Welfare);

#[test]
fn a_figure_set_here_is_nobodys_until_it_is_set_back() {
    let mut state = state();
    let opened = scenario(&state);
    for days in [150.0, 182.5] {
        edit(&mut state, Edit::Parameter(STAY, days));
        assert_eq!(
            scenario(&state).sources[&STAY].sentence(),
            "Assumed: set in the program in place of 127.75 days (derived: 4.2 months × 365 / 12 = 127.75 days. The 4.2 months are in \
             paragraph 7 of the review)"
        );
    }
    let apart = |id: &ParameterId| *id != STAY;
    assert!(opened.sources.iter().filter(|(id, _)| apart(id)).eq(scenario(&state).sources.iter().filter(|(id, _)| apart(id))));
    edit(&mut state, Edit::Parameter(STAY, 127.75));
    assert_eq!(*scenario(&state), *opened);
    assert!(!state.document.as_ref().unwrap().is_changed());
}

#[test]
fn a_drag_that_ends_where_it_began_leaves_the_source_as_it_was() {
    let mut state = state();
    let opened = scenario(&state);
    for (days, dragging) in [(130.0, true), (140.0, true), (127.75, false)] {
        apply(&mut state, Action::Edit { edit: Edit::Parameter(STAY, days), dragging });
    }
    let document = state.document.as_ref().unwrap();
    assert!(Arc::ptr_eq(&document.scenario, &opened) && document.history.undo_label().is_none());
}

#[test]
fn every_kind_of_figure_tells_that_it_was_set_and_what_it_was() {
    let start = scenario(&state());
    let welfare = Stream::Welfare;
    let requests = ParameterId::RequestsPerYear(welfare);
    let bed = CostFigure::LondonWelfareBedWeek;
    let range = crate::model::Range::counted(130.0, 1.0, start.ranges[&requests].source.clone());
    let prices = start.costs.as_ref().unwrap();
    let spread = prices.figures[&bed];
    let rule = crate::model::Membership { most_times_equal_share: Some(2.0), ..start.membership.clone() };
    let of = |id: ParameterId| move |scenario: &Scenario| scenario.sources.get(&id).cloned();
    let paid = prices.paid_by[&CostGroup::OpenFacility];
    let shared = crate::model::costs::PaidBy { nhs: 0.5, ..paid };
    type Told = Box<dyn Fn(&Scenario) -> Option<Source>>;
    let cases: Vec<(Edit, Told, &str)> = vec![
        (
            Edit::Parameter(requests, 150.0),
            Box::new(of(requests)),
            "set in the program in place of 121 a year (stated in the review, paragraph 7.",
        ),
        (Edit::MonthWeight(welfare, 2, 3.0), Box::new(of(ParameterId::Seasonality(welfare))), "in place of flat (assumed: "),
        (
            Edit::Patience(welfare, Patience::Unlimited),
            Box::new(of(ParameterId::Patience(welfare))),
            "solved from 18 open requests (derived: ",
        ),
        (Edit::Parameter(ParameterId::Cost(bed), 9_000.0), Box::new(of(ParameterId::Cost(bed))), "in place of £"),
        (
            Edit::PaidBy(CostGroup::OpenFacility, shared),
            Box::new(of(ParameterId::PaidBy(CostGroup::OpenFacility))),
            "in place of London boroughs 100%",
        ),
        (
            Edit::CostRange(bed, crate::model::costs::Spread { high: spread.high + 500.0, ..spread }),
            Box::new(of(ParameterId::Cost(bed))),
            "The ends of its range were set in the program in place of £",
        ),
        (
            Edit::Range(requests, Some(range)),
            Box::new(move |scenario| scenario.ranges.get(&requests).map(|range| range.source.clone())),
            "in place of low 100.9 a year, middle 121 a year, high 144 a year (derived: ",
        ),
        (Edit::Membership(rule), Box::new(|scenario| Some(scenario.membership.source.clone())), "in place of “"),
    ];
    for (change, told, words) in cases {
        let mut state = state();
        edit(&mut state, change.clone());
        let sentence = told(&scenario(&state)).unwrap().sentence();
        assert!(sentence.contains(words), "{change:?}: {sentence}");
        assert_eq!(crate::model::validate::problems(&scenario(&state)), [], "{change:?}");
        apply(&mut state, Action::Undo);
        assert_eq!(*scenario(&state), *start);
    }
}

#[test]
fn an_option_that_was_changed_is_nobodys_proposal() {
    let mut state = state();
    let opened = scenario(&state);
    let option = opened.option("one-8").unwrap_or(&opened.options[1]).clone();
    let home = |beds| {
        Edit::Option(option.id.clone(), OptionEdit::Home(Box::new(crate::model::Home { welfare_beds: beds, ..option.homes[0].clone() })))
    };
    let told = |state: &AppState, id: &str| scenario(state).option(id).unwrap().source.sentence();
    edit(&mut state, Edit::Option(option.id.clone(), OptionEdit::Name("A small home".to_owned())));
    assert_eq!(told(&state, &option.id), option.source.sentence(), "a name is no provision");
    edit(&mut state, home(30));
    let before =
        format!("Assumed: set in the program in place of {} ({})", crate::app::building::totals(&option), uncapital(&option.source));
    assert_eq!(told(&state, &option.id), before);
    let beds = scenario(&state).sources[&ParameterId::HomeBeds].sentence();
    assert!(beds.starts_with("Stated") && beds.ends_with("Not so in “A small home”, which was changed in the program."), "{beds}");
    edit(&mut state, home(option.homes[0].welfare_beds));
    assert_eq!((told(&state, &option.id), &scenario(&state).sources), (option.source.sentence(), &opened.sources));

    let copy = copy_of(&opened, &option);
    let id = copy.id.clone();
    edit(&mut state, Edit::AddOption(Box::new(copy), 2));
    let as_copied = format!("Assumed: a copy of “{}” ({})", option.name, uncapital(&option.source));
    assert_eq!(told(&state, &id), as_copied);
    let small = crate::model::Home { welfare_beds: 3, ..option.homes[0].clone() };
    edit(&mut state, Edit::Option(id.clone(), OptionEdit::Home(Box::new(small))));
    assert_eq!(told(&state, &id), format!("{as_copied}. Changed since."));
}

fn uncapital(source: &Source) -> String {
    crate::app::wording::uncapital(source.sentence().trim_end_matches('.'))
}

#[test]
fn a_figure_set_again_after_saving_still_says_what_it_was_at_first() {
    let mut state = state();
    edit(&mut state, Edit::Parameter(STAY, 150.0));
    let saved = scenario(&state);
    let mut state = AppState::new(Ok(crate::store::load_bytes(crate::store::to_ron(&saved).as_bytes()).unwrap()));
    assert_eq!(*scenario(&state), *saved);
    edit(&mut state, Edit::Parameter(STAY, 160.0));
    assert_eq!(scenario(&state).sources[&STAY], saved.sources[&STAY]);
}

#[test]
fn what_was_judged_of_another_value_says_so_until_it_is_that_again() {
    let id = ParameterId::RequestsPerYear(Stream::Welfare);
    let judged = RegisterEntry {
        quality: Rating::Green,
        impact: Rating::Red,
        judged_by: Role::Assurer,
        judged_on: jiff::civil::date(2026, 1, 5),
        why: "counted twice".to_owned(),
        review_by: None,
        note: "Ask again".to_owned(),
    };
    let mut state = state();
    edit(&mut state, Edit::Register(id, Some(judged.clone())));
    edit(&mut state, Edit::Register(ParameterId::HomeBeds, Some(judged.clone())));
    let entry = |state: &AppState, id: ParameterId| scenario(state).register[&id].clone();
    edit(&mut state, Edit::Parameter(ParameterId::RequestsPerYear(Stream::Justice), 50.0));
    assert_eq!(entry(&state, id), judged, "another figure was changed");
    edit(&mut state, Edit::Parameter(id, 130.0));
    edit(&mut state, Edit::Parameter(id, 140.0));
    assert_eq!(entry(&state, id).note, "Ask again. Judged when the figure was 121 a year, and changed since.");
    let table = crate::report::register::register(&scenario(&state), &Stream::ALL);
    let on_paper = format!("{:?}", table.rows);
    assert!(on_paper.contains("not as it is now, but when it was 121 a year: quality green, impact red"), "{on_paper}");

    // Saved and opened again it still does; undone, it is what it was.
    let saved = scenario(&state);
    let mut later = AppState::new(Ok(crate::store::load_bytes(crate::store::to_ron(&saved).as_bytes()).unwrap()));
    edit(&mut later, Edit::Parameter(id, 150.0));
    assert_eq!(entry(&later, id).judged_at(), Some("121 a year"));
    edit(&mut later, Edit::Parameter(id, 121.0));
    assert_eq!(entry(&later, id).judged_at(), None);
    apply(&mut state, Action::Undo);
    apply(&mut state, Action::Undo);
    assert_eq!(entry(&state, id), judged);

    // Judged anew, it is judged of the figure as it is.
    edit(&mut state, Edit::Parameter(id, 130.0));
    let anew = RegisterEntry { judged_by: Role::Analyst, ..judged.clone() };
    edit(&mut state, Edit::Register(id, Some(anew.clone())));
    assert_eq!(entry(&state, id), anew);

    // Set back to what the file had, the judgement is the file's to the last byte.
    let file = scenario(&state);
    let mut state = AppState::new(Ok(crate::store::load_bytes(crate::store::to_ron(&file).as_bytes()).unwrap()));
    edit(&mut state, Edit::Parameter(id, 131.0));
    assert_eq!(entry(&state, id).judged_at(), Some("130 a year"));
    edit(&mut state, Edit::Parameter(id, 130.0));
    assert_eq!(scenario(&state).register, file.register);

    // Of a figure that each option has: a name changes nothing, a bed does.
    let option = scenario(&state).options[1].clone();
    let of_option = |change: OptionEdit| Edit::Option(option.id.clone(), change);
    edit(&mut state, of_option(OptionEdit::Name("A small home".to_owned())));
    assert_eq!(entry(&state, ParameterId::HomeBeds), judged);
    edit(&mut state, of_option(OptionEdit::Home(Box::new(crate::model::Home { welfare_beds: 30, ..option.homes[0].clone() }))));
    assert!(entry(&state, ParameterId::HomeBeds).judged_at().unwrap().contains("before options were changed"));
    edit(&mut state, of_option(OptionEdit::Home(Box::new(option.homes[0].clone()))));
    assert_eq!(entry(&state, ParameterId::HomeBeds), judged);
}

/// Nobody has approved figures that were changed since.
#[test]
fn with_other_figures_a_scenario_is_a_draft_again() {
    let mut file = Scenario::clone(&scenario(&state()));
    file.assurance.state = AssuranceState::Approved;
    Role::ALL.into_iter().for_each(|role| *file.assurance.post_mut(role) = format!("Post of the {}", role.label()));
    let mut state = AppState::new(Ok(crate::store::load_bytes(crate::store::to_ron(&file).as_bytes()).unwrap()));
    let option = file.options[1].id.clone();
    let of_option = |change: OptionEdit| Edit::Option(option.clone(), change);
    for harmless in
        [Edit::Name("Another name".to_owned()), of_option(OptionEdit::Hidden(true)), of_option(OptionEdit::Note("Why".to_owned()))]
    {
        edit(&mut state, harmless);
        assert_eq!(scenario(&state).assurance.state, AssuranceState::Approved);
    }
    assert!(state.files.notice.is_none());
    let range = file.ranges.keys().next().copied().unwrap();
    for change in [Edit::Parameter(STAY, 150.0), Edit::Range(range, None), of_option(OptionEdit::CapitalPounds(Some(1.0)))] {
        edit(&mut state, change);
        assert_eq!(scenario(&state).assurance.state, AssuranceState::Draft);
        assert_eq!(state.files.notice.take().unwrap().text, "A draft again: what was approved had other figures.");
        apply(&mut state, Action::Undo);
        assert_eq!(scenario(&state).assurance.state, AssuranceState::Approved);
    }
    // Set back by hand it is what was approved; said anew, it holds of the new figures.
    edit(&mut state, Edit::Parameter(STAY, 150.0));
    edit(&mut state, Edit::Parameter(STAY, 127.75));
    assert_eq!(scenario(&state).assurance.state, AssuranceState::Approved);
    edit(&mut state, Edit::Parameter(STAY, 150.0));
    let tested = Assurance { state: AssuranceState::Tested, ..file.assurance };
    edit(&mut state, Edit::Assurance(tested));
    assert_eq!(scenario(&state).assurance.state, AssuranceState::Tested);
}
