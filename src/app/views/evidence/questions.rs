//! What the review leaves open: what it says, and what the program does about it.

use egui::{Button, Frame, Label, Margin, RichText, Ui, vec2};

use crate::app::action::{Action, Actions};
use crate::app::state::Room;
use crate::app::theme::{self, Palette};
use crate::model::evidence::{QuestionKind, REVIEW_QUESTIONS, ReviewQuestion};

/// The least width of a question; as many stand side by side as have room.
const LEAST_WIDTH: f32 = 420.0;

/// The questions of a kind.
pub fn questions_ui(ui: &mut Ui, kind: QuestionKind, actions: &mut Actions) {
    let questions: Vec<&ReviewQuestion> = REVIEW_QUESTIONS.iter().filter(|question| question.kind == kind).collect();
    let beside = ((ui.available_width() / LEAST_WIDTH) as usize).clamp(1, 2);
    for row in questions.chunks(beside) {
        ui.columns(beside, |columns| {
            for (column, question) in columns.iter_mut().zip(row) {
                column.push_id(&question.title, |ui| question_ui(ui, question, actions));
            }
        });
        ui.add_space(10.0);
    }
}

fn question_ui(ui: &mut Ui, question: &ReviewQuestion, actions: &mut Actions) {
    let palette = Palette::of(ui);
    Frame::new().inner_margin(Margin { left: 12, right: 8, top: 2, bottom: 4 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let top = ui.cursor().top();
        ui.add(Label::new(RichText::new(&question.title).font(theme::bold(16.0))).wrap());
        for (who, text) in [("The review", &question.says), ("The model", &question.reading)] {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.label(RichText::new(format!("{who}: ")).font(theme::bold(14.0)).color(palette.muted));
                ui.add(Label::new(RichText::new(text).size(14.0)).wrap());
            });
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&question.paragraph).size(13.0).color(palette.muted));
            if !question.find.is_empty() {
                let name = format!("See the figure: {}", question.title);
                let text = RichText::new("See the figure").size(13.5).color(palette.accent);
                let button = Button::new(text).min_size(vec2(24.0, 24.0)).frame_when_inactive(false);
                let response = ui.add(button).on_hover_text(format!("Finds “{}” among the figures", question.find));
                if response.accessible_name(name).clicked() {
                    actions.push(Action::Find(question.find.clone()));
                    actions.push(Action::GoTo(Room::Demand));
                }
            }
        });
        let left = ui.min_rect().left() - 10.0;
        ui.painter().vline(left, top..=ui.min_rect().bottom(), egui::Stroke::new(3.0, palette.line));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that lead nowhere would be a dead end.
    #[test]
    fn every_question_leads_to_a_figure_that_exists() {
        for question in REVIEW_QUESTIONS.iter().filter(|question| !question.find.is_empty()) {
            assert!(crate::app::views::demand::finds_something(&question.find), "{}", question.find);
        }
    }
}
