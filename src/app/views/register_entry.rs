//! The form in which one figure is judged.

use egui::{Button, Frame, Label, Margin, RichText, Ui};
use jiff::civil::Date;

use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::files::pages::{Draft, RegisterView, label};
use crate::app::files::{FileAction, Files};
use crate::app::theme::{self, Palette};
use crate::app::widgets::segmented::segment;
use crate::app::wording::capital;
use crate::model::validate::MOST_CHARACTERS;
use crate::model::{ParameterId, Rating, RegisterEntry, Role};

/// The form, below the figure's row.
pub fn form_ui(ui: &mut Ui, id: ParameterId, entry: Option<&RegisterEntry>, files: &Files, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let before = files.register.draft.clone().unwrap_or_else(|| draft_of(entry));
    let mut draft = before.clone();
    Frame::new().fill(palette.panel).stroke((1.0, palette.line)).corner_radius(8).inner_margin(Margin::same(12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(capital(&label(id))).font(theme::bold(theme::BODY)));
        if let Some(was) = entry.and_then(RegisterEntry::judged_at) {
            let text = format!("Judged when the figure was {was}. Keep it only if it is right of the figure as it is now.");
            ui.add(Label::new(RichText::new(text).color(palette.worse)).wrap());
        }
        choice(ui, "Quality of the evidence", &mut draft.quality, Rating::label, Rating::ALL, Some(Rating::quality));
        choice(ui, "Impact on the answer", &mut draft.impact, Rating::label, Rating::ALL, Some(Rating::impact));
        choice(ui, "Judged by the", &mut draft.judged_by, Role::label, Role::ALL, None);
        text(ui, "Why", &mut draft.why, 3);
        text(ui, "Review by (year-month-day; empty: no day)", &mut draft.review_by, 1);
        text(ui, "Note", &mut draft.note, 2);
        ui.add_space(6.0);
        let judged = judgement(&draft, files.today);
        let mut done = false;
        ui.horizontal_wrapped(|ui| {
            let keep = Button::new(RichText::new("Keep this judgement").color(palette.page)).fill(palette.accent);
            if let Some(judgement) = ui.add_enabled_ui(judged.is_ok(), |ui| ui.add(keep).clicked()).inner.then_some(&judged)
                && let Ok(entry) = judgement
            {
                actions.push(Action::Edit { edit: Edit::Register(id, Some(entry.clone())), dragging: false });
                done = true;
            }
            if entry.is_some() && ui.button("Remove it").clicked() {
                actions.push(Action::Edit { edit: Edit::Register(id, None), dragging: false });
                done = true;
            }
            if ui.button("Cancel").clicked() {
                done = true;
            }
            if let Err(reason) = &judged {
                ui.label(RichText::new(*reason).color(palette.worse));
            }
        });
        if done {
            let view = RegisterView { chosen: None, draft: None, ..files.register.clone() };
            actions.push(Action::File(FileAction::Register(view)));
        } else if draft != before {
            let view = RegisterView { draft: Some(draft), ..files.register.clone() };
            actions.push(Action::File(FileAction::Register(view)));
        }
    });
    ui.add_space(6.0);
}

fn draft_of(entry: Option<&RegisterEntry>) -> Draft {
    Draft {
        quality: entry.map_or(Rating::Amber, |entry| entry.quality),
        impact: entry.map_or(Rating::Amber, |entry| entry.impact),
        judged_by: entry.map_or(Role::Analyst, |entry| entry.judged_by),
        why: entry.map_or_else(String::new, |entry| entry.why.clone()),
        review_by: entry.and_then(|entry| entry.review_by).map_or_else(String::new, |day| day.to_string()),
        note: entry.map_or_else(String::new, |entry| entry.own_note().to_owned()),
    }
}

/// The judgement that is typed, or what is still wrong with it.
fn judgement(draft: &Draft, today: Date) -> Result<RegisterEntry, &'static str> {
    let review_by = match draft.review_by.trim() {
        "" => None,
        day => Some(day.parse::<Date>().map_err(|_| "Write the day of review as year-month-day, for example 2027-03-31")?),
    };
    if draft.why.trim().is_empty() {
        return Err("Say why");
    }
    if review_by.is_some_and(|day| day < today) {
        return Err("The day of review has passed already");
    }
    let (quality, impact, judged_by) = (draft.quality, draft.impact, draft.judged_by);
    Ok(RegisterEntry { quality, impact, judged_by, judged_on: today, why: draft.why.clone(), review_by, note: draft.note.clone() })
}

fn choice<T: Copy + PartialEq, const N: usize>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    label: fn(T) -> &'static str,
    all: [T; N],
    meaning: Option<fn(T) -> &'static str>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(name);
        for other in all {
            let response = ui.add(segment(Palette::of(ui), &capital(label(other)), *value == other));
            let response = response.on_hover_text(meaning.map(|meaning| capital(meaning(other))).unwrap_or_default());
            if response.accessible_name(format!("{name}: {}", label(other))).clicked() {
                *value = other;
            }
        }
        if let Some(meaning) = meaning {
            ui.label(RichText::new(meaning(*value)).small().color(Palette::of(ui).muted));
        }
    });
}

fn text(ui: &mut Ui, name: &str, value: &mut String, rows: usize) {
    let label = ui.label(name);
    let field = if rows == 1 { egui::TextEdit::singleline(value) } else { egui::TextEdit::multiline(value).desired_rows(rows) };
    let width = if rows == 1 { 200.0 } else { f32::INFINITY };
    ui.add(field.desired_width(width).char_limit(MOST_CHARACTERS)).labelled_by(label.id);
}
