//! Weights, each member alone: how much the swing from the worst to the best end of each scale matters, with both ends in view.

use egui::{Button, Label, RichText, Ui};

use super::scales::end_words;
use super::{Line, Room, card, criterion_ui, edit, remark, warning};
use crate::app::action::{Action, Actions};
use crate::app::criteria::Wish;
use crate::app::edit::{AppraisalEdit, member_fault};
use crate::app::theme::{self, Palette};
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::seek::lead;
use crate::app::widgets::segmented::segmented;
use crate::model::appraisal::{Criterion, FULL_SWING, Member};

/// Members and their weights.
pub fn weights_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    remark(
        ui,
        "Each member weighs alone, before anything is discussed. Look at the worst and the best end of every scale: the swing that matters most to you \
         has 100, the others so much less. Weights are kept by role and never averaged away.",
    );
    ui.add_space(4.0);
    let members = &room.appraisal().members;
    let chosen = room.state.view.criteria.member.as_deref().and_then(|role| room.appraisal().member(role)).or_else(|| members.first());
    ui.horizontal_wrapped(|ui| {
        if let Some(chosen) = chosen {
            ui.label("Weights of");
            let choices: Vec<(&str, &str)> = members.iter().map(|member| (member.role.as_str(), member.role.as_str())).collect();
            if let Some(role) = segmented(ui, "Weights of", chosen.role.as_str(), &choices) {
                actions.push(Action::Criteria(Wish::Member(role.to_owned())));
            }
        }
        let line = Line {
            key: format!("new member {}", members.len()),
            name: "Role of a new member",
            text: "",
            hint: "role of a new member, then Enter",
            width: 280.0,
        };
        if let Some(role) = line.show(ui, room, |text| member_fault(room.appraisal(), text), actions)
            && !role.trim().is_empty()
        {
            edit(actions, AppraisalEdit::AddMember(role.clone()), false);
            actions.push(Action::Criteria(Wish::Member(role.trim().to_owned())));
        }
    });
    let Some(member) = chosen else { return };
    ui.push_id(&member.role, |ui| card(ui, |ui| member_ui(ui, room, member, actions)));
}

fn member_ui(ui: &mut Ui, room: &Room<'_>, member: &Member, actions: &mut Actions) {
    let palette = Palette::of(ui);
    // A file may have two of one role.
    let members = || room.appraisal().members.iter().enumerate().filter(|(_, other)| other.role == member.role);
    let seeks = |field: &str| members().any(|(at, _)| room.seeks(&format!("members.#{}.{field}", at + 1)));
    lead(ui, seeks("role"), actions, |ui, actions| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(&member.role).font(theme::bold(theme::BODY)));
            let remove = ui.button("Remove").on_hover_text("Remove this member and their weights; can be undone.");
            if remove.accessible_name(format!("Remove {}", member.role)).clicked() {
                edit(actions, AppraisalEdit::RemoveMember(member.role.clone()), false);
            }
        });
    });
    let mut any = false;
    for criterion in Criterion::ALL {
        if room.appraisal().scales.contains_key(&criterion) {
            any = true;
            ui.separator();
            lead(ui, seeks(&format!("weights.{criterion:?}")), actions, |ui, actions| {
                ui.push_id(criterion, |ui| weight_ui(ui, room, member, criterion, actions));
            });
        }
    }
    if !any {
        remark(ui, "There is nothing to weigh yet: say above how at least one criterion is scored.");
        return;
    }
    let full = member.weights.values().any(|weight| weight.swing == FULL_SWING);
    if !member.weights.is_empty() && !full {
        ui.label(RichText::new("Give 100 to the swing that matters most.").color(palette.muted));
    }
}

fn weight_ui(ui: &mut Ui, room: &Room<'_>, member: &Member, criterion: Criterion, actions: &mut Actions) {
    let palette = Palette::of(ui);
    criterion_ui(ui, criterion);
    let Some(scale) = room.appraisal().scale(criterion) else {
        remark(ui, "Cannot be weighed before both ends of its scale have a number and words.");
        return;
    };
    let measure = room.appraised.measure(scale);
    let half = ((ui.available_width() - 24.0) / 2.0).max(120.0);
    ui.horizontal_top(|ui| {
        for (word, anchor) in [("Worst", &scale.worst), ("Best", &scale.best)] {
            ui.vertical(|ui| {
                ui.set_width(half);
                end_words(ui, word, measure, anchor);
            });
        }
    });
    let weight = member.weights.get(&criterion);
    let wish = |swing: f64| AppraisalEdit::Weight(member.role.clone(), criterion, swing);
    let name = format!("Weight of {}", criterion.short());
    let field = NumberField {
        label: &name,
        context: &member.role,
        help: "How much the swing from the worst to the best end matters; 100 for the one that matters most.",
        unit: "",
        scale: 1.0,
        decimals: 0,
        grouped: false,
        range: (0.0, FULL_SWING),
        value: weight.map_or(0.0, |weight| weight.swing),
        opened: None,
        source: None,
        slider: true,
    };
    let change = field.show_slid(ui, |ui| {
        let most = ui.add(Button::new("Matters most")).on_hover_text("Gives this swing 100.");
        if most.accessible_name(format!("Matters most: {}, {}", criterion.short(), member.role)).clicked() {
            edit(actions, wish(FULL_SWING), false);
        }
        if weight.is_none() {
            ui.add(Label::new(RichText::new("not weighed yet").color(palette.muted)));
        }
    });
    if let Some(change) = change {
        edit(actions, wish(change.value), change.dragging);
    }
    if let Some(weight) = weight.filter(|_| member.is_stale(criterion, Some(scale))) {
        warning(ui, "The scale has changed since: this weight was given with other ends in view, and is not used until it is confirmed.");
        let (measure, under) = (room.appraised.measure(&weight.under), &weight.under);
        end_words(ui, "Worst then", measure, &under.worst);
        end_words(ui, "Best then", measure, &under.best);
        let still = ui.button("Still right");
        if still.accessible_name(format!("Still right: weight of {}, {}", criterion.short(), member.role)).clicked() {
            edit(actions, wish(weight.swing), false);
        }
    }
}
