//! The pages about the file, each in place of a room.

use egui::{Frame, Margin, RichText, TextEdit, Ui};

use super::{differences, pack, register, repair, selftest};
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::files::{FileAction, Page};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area;
use crate::app::widgets::seek::lead;
use crate::model::personal::suspects;
use crate::model::validate::MOST_CHARACTERS;

/// A page.
pub fn page_ui(ui: &mut Ui, page: Page, state: &AppState, document: &Document, actions: &mut Actions) {
    match page {
        Page::Mending => repair::page_ui(ui, state, document, actions),
        Page::Differences => differences::page_ui(ui, state, document, actions),
        Page::Register => register::page_ui(ui, state, document, actions),
        Page::Pack => pack::page_ui(ui, state, document, actions),
        Page::About => about_ui(ui, state, document, actions),
        Page::Selftest => selftest::page_ui(ui, state, document, actions),
    }
}

/// The way back to the rooms.
pub fn back_ui(ui: &mut Ui, actions: &mut Actions) {
    if ui.button("← Back").on_hover_text("Back to the rooms (Esc)").clicked() {
        actions.push(Action::File(FileAction::Show(None)));
    }
    ui.add_space(4.0);
}

/// The heading of a page.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::bold(22.0)));
    ui.add_space(4.0);
}

/// What is on a page; it scrolls, with its bar beside it.
pub fn scroll(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    main_area(ui, |ui| {
        Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, contents);
    });
}

/// Makes an edit of what is typed.
type EditOf = fn(String) -> Edit;

/// Name, question and note.
fn about_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    back_ui(ui, actions);
    heading(ui, "The scenario");
    scroll(ui, |ui| {
        ui.set_max_width(ui.available_width().min(760.0));
        texts_ui(ui, state, document, actions);
    });
}

fn texts_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let scenario = &document.scenario;
    let fields: [(&str, &str, &str, usize, EditOf); 3] = [
        ("name", "Name", &scenario.name, 1, Edit::Name),
        ("description", "Question it asks", &scenario.description, 4, Edit::Description),
        ("note", "Note: what you want to remember", &scenario.note, 8, Edit::Note),
    ];
    for (path, name, value, rows, edit) in fields {
        let label = ui.label(RichText::new(name).font(theme::bold(theme::BODY)));
        lead(ui, state.view.sought.as_deref() == Some(path), actions, |ui, actions| {
            text_ui(ui, value, rows, &label, |text, dragging| actions.push(Action::Edit { edit: edit(text), dragging }));
        });
        for (what, words) in suspects(value) {
            let text = format!("“{words}” looks like {what}: take it out.");
            ui.add(egui::Label::new(RichText::new(text).color(palette.worse)).wrap());
        }
        ui.add_space(8.0);
    }
    let text = "Write nothing about a person here: no names, dates of birth, addresses or case numbers. Remarks written into the file \
                by hand (// …) are not kept; notes are.";
    ui.add(egui::Label::new(RichText::new(text).color(palette.muted)).wrap());
}

/// A text being typed is one change, however many keys it takes.
pub fn text_ui(ui: &mut Ui, value: &str, rows: usize, label: &egui::Response, mut changed: impl FnMut(String, bool)) {
    let mut text = value.to_owned();
    let field = if rows == 1 { TextEdit::singleline(&mut text) } else { TextEdit::multiline(&mut text).desired_rows(rows) };
    let field = ui.add(field.desired_width(f32::INFINITY).char_limit(MOST_CHARACTERS)).labelled_by(label.id);
    if field.changed() {
        changed(text, true);
    } else if field.lost_focus() {
        changed(text, false);
    }
}
