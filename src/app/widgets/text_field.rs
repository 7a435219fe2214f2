//! A text that is typed. What is typed is a draft until Enter is pressed or something else is looked at; Escape forgets it.

use egui::{Key, RichText, TextEdit, Ui};

use crate::app::action::{Action, Actions};
use crate::app::state::Draft;
use crate::app::theme::Palette;

/// A text field.
pub struct TextField<'a> {
    /// What tells it from other fields.
    pub key: String,
    /// Its name for screen readers, and on hover.
    pub name: &'a str,
    /// The text as it stands.
    pub text: &'a str,
    /// Shown while there is no text.
    pub hint: &'a str,
    /// Size and weight of type.
    pub font: egui::FontId,
    /// Rows; one row is left with Enter.
    pub rows: usize,
}

impl TextField<'_> {
    /// Draws the field; gives the text once it is done and `fault` finds nothing wrong with it.
    pub fn show(self, ui: &mut Ui, draft: Option<&Draft>, fault: impl Fn(&str) -> Option<String>, actions: &mut Actions) -> Option<String> {
        let draft = draft.filter(|draft| draft.key == self.key);
        let mut text = draft.map_or_else(|| self.text.to_owned(), |draft| draft.text.clone());
        let edit = if self.rows > 1 { TextEdit::multiline(&mut text).desired_rows(self.rows) } else { TextEdit::singleline(&mut text) };
        let width = ui.available_width();
        let response = ui.add(
            edit.id_salt(&self.key)
                .hint_text(self.hint)
                .font(self.font)
                .desired_width(width)
                .char_limit(crate::model::validate::MOST_CHARACTERS),
        );
        let wrong = draft.and_then(|draft| fault(&draft.text));
        if let Some(wrong) = &wrong {
            ui.add(egui::Label::new(RichText::new(wrong).size(13.5).color(Palette::of(ui).worse)).wrap());
        }
        let name = wrong.map_or_else(|| self.name.to_owned(), |wrong| format!("{}. {wrong}", self.name));
        // A name too long for the field can be read in full.
        let response = if self.rows == 1 && !text.is_empty() { response.on_hover_text(&text) } else { response };
        let response = response.accessible_name(name);
        if response.changed() {
            actions.push(Action::Draft(Some(Draft { key: self.key.clone(), text: text.clone() })));
        }
        if !response.lost_focus() {
            return None;
        }
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if given_up || text == self.text {
            actions.push(Action::Draft(None));
            return None;
        }
        if fault(&text).is_some() {
            return None;
        }
        actions.push(Action::Draft(None));
        Some(text)
    }
}
