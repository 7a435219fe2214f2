//! Whatever is edited can be undone to the last byte, and whatever is saved is read as it was.

use proptest::prelude::*;
use sufficiency::app::action::Action;
use sufficiency::app::edit::Edit;
use sufficiency::app::edit::{AppraisalEdit, OptionEdit};
use sufficiency::app::reducer;
use sufficiency::app::state::AppState;
use sufficiency::model::appraisal::{Anchor, Basis, Criterion, Scale, Score};
use sufficiency::model::costs::{BespokePaid, PaidBy, Spread};
use sufficiency::model::{Assurance, ParameterId, Rating, RegisterEntry, Role, Scenario, Stream, YearMonth};
use sufficiency::model::{BoroughCount, BoroughMix, CostFigure, CostGroup, Membership, Range, RangeShape, Source};
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
        any_newer_edit(),
        any_newer_edit(),
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

/// Of prices, ranges, shares, boroughs and the appraisal.
fn any_newer_edit() -> impl Strategy<Value = Edit> {
    let scale = |value: f64, text: String| {
        let end = Anchor { value: Some(value), text };
        Scale { basis: Basis::Judged, worst: end.clone(), best: end }
    };
    prop_oneof![
        (0..CostFigure::ALL.len(), 0.0..9.0)
            .prop_map(|(figure, low)| { Edit::CostRange(CostFigure::ALL[figure], Spread { central: low + 1.0, low, high: low + 2.0 }) }),
        (0..CostGroup::ALL.len(), 0.0..1.0).prop_map(|(group, nhs)| {
            Edit::PaidBy(CostGroup::ALL[group], PaidBy { department_for_education: 0.0, ministry_of_justice: 0.0, nhs })
        }),
        Just(Edit::BespokePaid(BespokePaid::PerYear)),
        (any_parameter(), proptest::option::of(0.0..5.0), any_text()).prop_map(|(id, low, why)| {
            let range = |low| Range { low, central: low, high: low + 1.0, shape: RangeShape::Triangular, source: Source::Assumed { why } };
            Edit::Range(id, low.map(range))
        }),
        (0.0..100.0, any_text()).prop_map(|(use_weight, why)| {
            Edit::Membership(Membership { use_weight, source: Source::Assumed { why }, ..Membership::default() })
        }),
        (6..90_u32).prop_map(|count| {
            let counts = [("Camden".to_owned(), BoroughCount::Requests(count)), ("Hackney".to_owned(), BoroughCount::FewerThanSix)];
            Edit::BoroughMix(BoroughMix::Counted(counts.into()))
        }),
        (any_text(), any_text()).prop_map(|(chart, words)| Edit::AlternativeText(chart, words)),
        (0.0..1.0e7_f64).prop_map(|pounds| Edit::Option("two-12".to_owned(), OptionEdit::CapitalPounds(Some(pounds.round())))),
        any_text().prop_map(|name| Edit::Appraisal(AppraisalEdit::AddGate(name))),
        any_text().prop_map(|role| Edit::Appraisal(AppraisalEdit::AddMember(role))),
        (prop_oneof![-1.0..1.0e6, Just(-0.0)], any_text())
            .prop_map(move |(value, text)| Edit::Appraisal(AppraisalEdit::Scale(Criterion::Continuity, Some(scale(value, text))))),
        (0.0..100.0, any_text()).prop_map(|(value, why)| {
            let score = Score { value, by: "Head of placements".to_owned(), why };
            Edit::Appraisal(AppraisalEdit::Score("two-12".to_owned(), Criterion::CareAndEducation, Some(score)))
        }),
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
