//! What people judge of each option, under the criteria that are scored by judgement, with the role and the reason.

use egui::{RichText, Ui};

use super::scales::{end_words, number_fault};
use super::{Line, Room, card, criterion_ui, edit, option_ui, remark};
use crate::app::action::Actions;
use crate::app::edit::AppraisalEdit;
use crate::app::theme::Palette;
use crate::app::widgets::seek::lead;
use crate::app::wording::{short_number, typed_number};
use crate::model::ProvisionOption;
use crate::model::appraisal::{Basis, Criterion, Score};

/// The scores.
pub fn scores_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    let judged: Vec<Criterion> =
        room.appraisal().scales.iter().filter(|(_, scale)| scale.basis == Basis::Judged).map(|(criterion, _)| *criterion).collect();
    if judged.is_empty() {
        remark(ui, "No criterion is scored by people’s judgement: choose so above for those that the model cannot measure.");
    }
    for criterion in judged {
        ui.push_id(criterion, |ui| card(ui, |ui| criterion_scores_ui(ui, room, criterion, actions)));
    }
}

fn criterion_scores_ui(ui: &mut Ui, room: &Room<'_>, criterion: Criterion, actions: &mut Actions) {
    criterion_ui(ui, criterion);
    remark(ui, criterion.judged());
    let Some(scale) = room.appraisal().scale(criterion) else {
        remark(ui, "Say first what both ends of the scale mean, in numbers and words.");
        return;
    };
    end_words(ui, "Worst", None, &scale.worst);
    end_words(ui, "Best", None, &scale.best);
    ui.add_enabled_ui(!room.role().is_empty(), |ui| {
        for (at, option) in room.described() {
            lead(ui, room.seeks_as_role(&format!("scores.{}.{criterion:?}", option.id)), actions, |ui, actions| {
                ui.push_id(&option.id, |ui| score_ui(ui, room, criterion, (at, option), actions));
            });
        }
    });
}

/// One option: its score, and why.
fn score_ui(ui: &mut Ui, room: &Room<'_>, criterion: Criterion, (at, option): (usize, &ProvisionOption), actions: &mut Actions) {
    let palette = Palette::of(ui);
    let score = room.appraisal().scores.get(&option.id).and_then(|scores| scores.get(&criterion));
    ui.horizontal_top(|ui| {
        option_ui(ui, room, at, option);
        let line = Line {
            key: format!("score {criterion:?} {}", option.id),
            name: &format!("Score of {} for {}", option.name, criterion.short()),
            text: &score.map_or_else(String::new, |score| short_number(score.value, 2)),
            hint: "score",
            width: 70.0,
        };
        let by = || room.role().to_owned();
        if let Some(text) = line.show(ui, room, number_fault, actions) {
            let why = score.map_or_else(String::new, |score| score.why.clone());
            let new = typed_number(&text).map(|value| Score { value, by: by(), why });
            edit(actions, AppraisalEdit::Score(option.id.clone(), criterion, new), false);
        }
        let Some(score) = score else {
            ui.label(RichText::new("not judged").color(palette.muted));
            return;
        };
        let line = Line {
            key: format!("why {criterion:?} {}", option.id),
            name: &format!("Why {} has this score for {}", option.name, criterion.short()),
            text: &score.why,
            hint: "why; a score without a reason is not counted",
            width: ui.available_width() - 150.0,
        };
        if let Some(why) = line.show(ui, room, |_| None, actions) {
            let new = Score { value: score.value, by: by(), why: why.trim().to_owned() };
            edit(actions, AppraisalEdit::Score(option.id.clone(), criterion, Some(new)), false);
        }
        ui.add(egui::Label::new(RichText::new(&score.by).size(13.0).color(palette.muted)).truncate()).on_hover_text(&score.by);
    });
}
