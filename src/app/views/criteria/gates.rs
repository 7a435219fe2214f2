//! Minimums that an option must meet, and effects that two criteria could count twice.

use egui::{Button, Label, RichText, Ui};

use super::{Line, Room, card, edit, option_ui, remark, warning};
use crate::app::action::Actions;
use crate::app::edit::AppraisalEdit;
use crate::app::theme::{self, Palette};
use crate::app::widgets::seek::lead;
use crate::app::widgets::segmented::segmented;
use crate::app::wording::capital;
use crate::model::ProvisionOption;
use crate::model::appraisal::{Criterion, Decision, Gate, GateResult, MOST_GATES, Overlap, SuccessFactor};
use crate::report::criteria::listed;

/// The minimums.
pub fn gates_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    remark(
        ui,
        "What the law or children’s safety demands is not traded against anything: an option that fails a minimum is not ranked, however well it does \
         otherwise. The review lists none; write those that apply.",
    );
    let line = Line {
        key: format!("new gate {}", room.appraisal().gates.len()),
        name: "A new minimum",
        text: "",
        hint: "a legal or safety minimum in words, then Enter",
        width: 520.0,
    };
    if let Some(name) = line.show(ui, room, |_| None, actions)
        && !name.trim().is_empty()
    {
        edit(actions, AppraisalEdit::AddGate(name), false);
    }
    let missing = SuccessFactor::without_gate(room.appraisal());
    if !missing.is_empty() {
        let possible = room.appraisal().gates.len() + missing.len() <= MOST_GATES;
        let button = ui.add_enabled(possible, Button::new("Add the Green Book’s critical success factors"));
        let about = "Five questions by which the Treasury’s guidance sifts options before they are compared. The review names none of its own. Each is added as a \
                     minimum that nobody has judged yet.";
        if button.on_hover_text(about).on_disabled_hover_text(format!("There may be at most {MOST_GATES} minimums.")).clicked() {
            edit(actions, AppraisalEdit::AddSuccessFactors, false);
        }
    }
    ui.add_space(6.0);
    for (index, gate) in room.appraisal().gates.iter().enumerate() {
        // Of two of one name one has to go.
        ui.push_id((index, &gate.name), |ui| card(ui, |ui| gate_ui(ui, room, (index, gate), actions)));
    }
}

fn gate_ui(ui: &mut Ui, room: &Room<'_>, (index, gate): (usize, &Gate), actions: &mut Actions) {
    let path = format!("gates.#{}", index + 1);
    lead(ui, room.seeks(&format!("{path}.name")), actions, |ui, actions| {
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(RichText::new(&gate.name).font(theme::bold(theme::BODY))).wrap());
            if ui.button("Remove").accessible_name(format!("Remove the minimum {}", gate.name)).clicked() {
                edit(actions, AppraisalEdit::RemoveGate(gate.name.clone()), false);
            }
        });
    });
    if let Some(factor) = SuccessFactor::of_gate(&gate.name) {
        let weighed: Vec<&str> = factor.criteria().iter().map(|criterion| criterion.short()).collect();
        remark(
            ui,
            format!(
                "Critical success factor ({}), judged by people, not measured. {} It is weighed again under {}.",
                SuccessFactor::CITATION,
                factor.asks(),
                listed(&weighed)
            ),
        );
    }
    if room.role().is_empty() {
        remark(ui, "Say above in which role you judge.");
    }
    ui.add_enabled_ui(!room.role().is_empty(), |ui| {
        for (at, option) in room.described() {
            lead(ui, room.seeks_as_role(&format!("{path}.results.{}", option.id)), actions, |ui, actions| {
                ui.push_id(&option.id, |ui| result_ui(ui, room, gate, (at, option), actions));
            });
        }
    });
}

fn result_ui(ui: &mut Ui, room: &Room<'_>, gate: &Gate, (at, option): (usize, &ProvisionOption), actions: &mut Actions) {
    let result = gate.results.get(&option.id);
    let wish = |result: Option<GateResult>| AppraisalEdit::Gate(gate.name.clone(), option.id.clone(), result);
    ui.horizontal(|ui| {
        option_ui(ui, room, at, option);
        let choices = [(None, "not said"), (Some(true), "passes"), (Some(false), "fails")];
        let picked = segmented(ui, &format!("{}, {}", gate.name, option.name), result.map(|result| result.passes), &choices);
        if let Some(passes) = picked {
            let why = result.map_or_else(String::new, |result| result.why.clone());
            edit(actions, wish(passes.map(|passes| GateResult { passes, by: room.role().to_owned(), why })), false);
        }
        let Some(result) = result else { return };
        let line = Line {
            key: format!("gate {} {}", gate.name, option.id),
            name: &format!("Why, {}, {}", gate.name, option.name),
            text: &result.why,
            hint: "why; a pass without a reason stays open",
            width: ui.available_width() - 150.0,
        };
        if let Some(why) = line.show(ui, room, |_| None, actions) {
            let new = GateResult { passes: result.passes, by: room.role().to_owned(), why: why.trim().to_owned() };
            edit(actions, wish(Some(new)), false);
        }
        ui.add(Label::new(RichText::new(&result.by).size(13.0).color(Palette::of(ui).muted)).truncate()).on_hover_text(&result.by);
    });
}

/// Effects that two criteria could count.
pub fn overlaps_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    if room.role().is_empty() {
        remark(ui, "Say above in which role you judge.");
    }
    ui.add_enabled_ui(!room.role().is_empty(), |ui| {
        for overlap in Overlap::ALL {
            ui.push_id(overlap, |ui| card(ui, |ui| overlap_ui(ui, room, overlap, actions)));
        }
    });
}

fn overlap_ui(ui: &mut Ui, room: &Room<'_>, overlap: Overlap, actions: &mut Actions) {
    ui.label(RichText::new(capital(overlap.label())).font(theme::bold(theme::BODY)));
    remark(ui, overlap.warning());
    let decision = room.appraisal().overlaps.get(&overlap);
    let seeks = |field: &str| room.seeks_as_role(&format!("overlaps.{overlap:?}.{field}"));
    lead(ui, seeks("counted_under"), actions, |ui, actions| counted_ui(ui, room, (overlap, decision), actions));
    let Some(decision) = decision else { return };
    lead(ui, ["by", "on", "why"].into_iter().any(seeks), actions, |ui, actions| {
        ui.horizontal(|ui| {
            let line = Line {
                key: format!("overlap {overlap:?}"),
                name: &format!("Why {} counts there", overlap.label()),
                text: &decision.why,
                hint: "why",
                width: ui.available_width() - 300.0,
            };
            if let Some(why) = line.show(ui, room, |_| None, actions) {
                let new =
                    Decision { why: why.trim().to_owned(), by: room.role().to_owned(), on: room.state.files.today, ..decision.clone() };
                edit(actions, AppraisalEdit::Overlap(overlap, Some(new)), false);
            }
            let by = format!("{}, {}", decision.by, decision.on);
            ui.add(Label::new(RichText::new(by).size(13.0).color(Palette::of(ui).muted)).truncate());
        });
    });
    if room.appraisal().contradicts(overlap) {
        let words = format!(
            "It is counted under {} by this decision, but the scales and weights count it under {} too.",
            decision.counted_under.map_or("both", Criterion::short),
            overlap.between().into_iter().find(|criterion| Some(*criterion) != decision.counted_under).map_or("", Criterion::short)
        );
        warning(ui, words);
    }
}

/// Where an effect is counted.
fn counted_ui(ui: &mut Ui, room: &Room<'_>, (overlap, decision): (Overlap, Option<&Decision>), actions: &mut Actions) {
    let [one, other] = overlap.between();
    ui.horizontal_wrapped(|ui| {
        ui.label("Counted");
        let now: Option<Option<Criterion>> = decision.map(|decision| decision.counted_under);
        let under = |criterion: Criterion| format!("under {}", criterion.short());
        let (first, second) = (under(one), under(other));
        let choices = [
            (None, "not decided"),
            (Some(Some(one)), first.as_str()),
            (Some(Some(other)), second.as_str()),
            (Some(None), "under both, on purpose"),
        ];
        if let Some(picked) = segmented(ui, &format!("Where {} counts", overlap.label()), now, &choices) {
            let why = decision.map_or_else(String::new, |decision| decision.why.clone());
            let (by, on) = (room.role().to_owned(), room.state.files.today);
            let new = picked.map(|counted_under| Decision { counted_under, by, on, why });
            edit(actions, AppraisalEdit::Overlap(overlap, new), false);
        }
    });
}
