//! Whatever is edited can be undone to the last byte, and whatever is saved is read as it was.

use proptest::prelude::*;
use sufficiency::app::action::Action;
use sufficiency::app::edit::Edit;
use sufficiency::app::reducer;
use sufficiency::app::state::AppState;
use sufficiency::model::{Assurance, ParameterId, Rating, RegisterEntry, Role, Scenario, Stream, YearMonth};
use sufficiency::store::{load_bytes, mendable, shipped, to_ron};

fn any_parameter() -> impl Strategy<Value = ParameterId> {
    let all: Vec<ParameterId> = ParameterId::all().collect();
    proptest::sample::select(all)
}

/// Any text: quotes, backslashes, lines, other scripts, control characters.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,20}", "[a-z'\"\\\\\n\r\t{}(),:/*#-]{0,20}", any::<String>().prop_map(|text| text.chars().take(40).collect())]
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let entry = (0..3_usize, 0..3_usize, any_text(), any::<bool>()).prop_map(|(quality, impact, why, reviewed)| RegisterEntry {
        quality: Rating::ALL[quality],
        impact: Rating::ALL[impact],
        judged_by: Role::Assurer,
        judged_on: jiff::civil::date(2026, 2, 28),
        why,
        review_by: reviewed.then(|| jiff::civil::date(2028, 2, 29)),
        note: String::new(),
    });
    prop_oneof![
        (any_parameter(), 0.0..1.0).prop_map(|(id, part)| {
            let spec = id.spec();
            Edit::Parameter(id, spec.min + part * (spec.max - spec.min))
        }),
        any_text().prop_map(Edit::Name),
        any_text().prop_map(Edit::Note),
        any_text().prop_map(Edit::Description),
        any_text().prop_map(|analyst| Edit::Assurance(Assurance { analyst, ..Assurance::default() })),
        (any_parameter(), proptest::option::of(entry)).prop_map(|(id, entry)| Edit::Register(id, entry)),
        proptest::option::of(1..=12).prop_map(|month| Edit::ScottishOffersEnd(month.and_then(|month| YearMonth::new(2031, month)))),
        (0..12_usize, 0.0..9.0).prop_map(|(month, weight)| Edit::MonthWeight(Stream::Justice, month, weight)),
        Just(Edit::RemoveOption("small-8".to_owned())),
        (1..11_usize).prop_map(|to| Edit::MoveOption("two-12".to_owned(), to)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_undone_give_the_original_bytes(edits in proptest::collection::vec((any_edit(), any::<bool>()), 1..30)) {
        let supplied = shipped("london-review").unwrap();
        let mut state = AppState::new(Ok(supplied.load().unwrap()));
        let now = |state: &AppState| to_ron(&state.document.as_ref().unwrap().scenario);
        for (edit, dragging) in edits {
            reducer::apply(&mut state, Action::Edit { edit, dragging });
        }
        let after = now(&state);
        let mut undone = 0;
        while state.document.as_ref().unwrap().history.undo_label().is_some() {
            reducer::apply(&mut state, Action::Undo);
            undone += 1;
        }
        prop_assert_eq!(now(&state), supplied.text);
        for _ in 0..undone {
            reducer::apply(&mut state, Action::Redo);
        }
        prop_assert_eq!(now(&state), after);
    }

    #[test]
    fn what_is_saved_is_read_as_it_was_and_saved_the_same(edits in proptest::collection::vec(any_edit(), 1..20)) {
        let mut scenario = Scenario::clone(&shipped("police-custody").unwrap().load().unwrap().scenario);
        for edit in edits {
            edit.apply(&mut scenario);
        }
        let text = to_ron(&scenario);
        // What may not be run is read and saved just as well.
        let read = match load_bytes(text.as_bytes()) {
            Ok(loaded) => Scenario::clone(&loaded.scenario),
            Err(_) => mendable(text.as_bytes()).expect("what the program writes it can read").scenario,
        };
        prop_assert_eq!(&read, &scenario);
        prop_assert_eq!(to_ron(&read), text);
    }
}
