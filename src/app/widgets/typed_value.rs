//! A value that is typed to its last letter, dragged, or moved by the arrow keys. What is typed and not understood or not permitted
//! stays where it was typed, for mending, with a sentence that says what is permitted: nothing is cut to size unasked.

use std::cell::RefCell;

use egui::accesskit::{Invalid, Live};
use egui::{DragValue, Id, Key, Label, RichText, TextEdit, Ui};

use crate::app::theme::Palette;

use super::describe::describe;

/// Something with a place on a line of numbers: a number, a month.
pub struct TypedValue<'a> {
    /// What it is called, for screen readers.
    pub name: &'a str,
    /// What it means.
    pub help: &'a str,
    /// What is permitted, in words.
    pub permitted: &'a str,
    /// The value now.
    pub value: f64,
    /// Where dragging and the arrow keys stop.
    pub range: (f64, f64),
    /// How far a point of dragging goes.
    pub speed: f64,
    /// Decimals that dragging gives at most.
    pub decimals: usize,
    /// What is written behind the value.
    pub suffix: String,
    /// The value as it is written.
    pub written: &'a dyn Fn(f64) -> String,
    /// What a text means, if it is understood and permitted.
    pub read: &'a dyn Fn(&str) -> Option<f64>,
}

/// A new value, and whether more of the same is coming.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The new value.
    pub value: f64,
    /// Whether the pointer is still down.
    pub dragging: bool,
}

/// What was typed and not accepted, and the value that it did not replace. Like the caret of a text field it belongs to the widget alone.
#[derive(Clone, Debug, PartialEq)]
struct Refused {
    text: String,
    value: f64,
    /// Whether the field has yet to take the keyboard, because Enter was pressed in it.
    wants_focus: bool,
}

/// That Escape was pressed in the field. A number hears for two frames that it has lost the keyboard, but of the key in the first alone: in
/// the second it would take what was given up.
#[derive(Clone, Default)]
struct GivenUp;

impl TypedValue<'_> {
    /// Draws the value; gives the change asked for. What was refused is kept under the id.
    pub fn show(&self, ui: &mut Ui, id: Id) -> Option<Change> {
        let refused = ui.data(|data| data.get_temp::<Refused>(id)).filter(|refused| refused.value == self.value);
        if let Some(refused) = refused {
            return self.mended(ui, id, refused);
        }
        forget(ui, id);
        self.typed(ui, id)
    }

    /// Says what is wrong with what was typed, if anything is.
    pub fn refusal(&self, ui: &mut Ui, id: Id) {
        let palette = Palette::of(ui);
        let Some(refused) = ui.data(|data| data.get_temp::<Refused>(id)) else { return };
        let typed: String = refused.text.trim().chars().take(24).collect();
        let text = format!("⚠ “{typed}” was not taken: {}. Type another, or press Esc.", self.permitted);
        if ui.layout().main_wrap() {
            ui.end_row();
        }
        // Where a card fills its width, words are not to be drawn apart.
        let response = ui.vertical(|ui| ui.add(Label::new(RichText::new(text).size(13.0).color(palette.worse)).wrap())).inner;
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Assertive));
    }

    fn typed(&self, ui: &mut Ui, id: Id) -> Option<Change> {
        let mut shown = self.value;
        let refused = RefCell::new(None);
        let given_up = ui.data_mut(|data| data.remove_temp::<GivenUp>(id)).is_some();
        let accept = |text: &str| {
            if given_up {
                return None;
            }
            let accepted = (self.read)(text);
            if accepted.is_none() && !text.trim().is_empty() {
                *refused.borrow_mut() = Some(text.to_owned());
            }
            accepted
        };
        let field = DragValue::new(&mut shown)
            .range(self.range.0..=self.range.1)
            .clamp_existing_to_range(false)
            .update_while_editing(false)
            .speed(self.speed)
            .max_decimals(self.decimals)
            .custom_formatter(|value, _| (self.written)(value))
            .custom_parser(accept)
            .suffix(&self.suffix);
        let response = ui.add(field).accessible_name(self.name);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.data_mut(|data| data.insert_temp(id, GivenUp));
        }
        let response = describe(ui, response, &format!("{}\nPermitted: {}", self.help, self.permitted));
        if let Some(text) = refused.into_inner() {
            let wants_focus = ui.input(|input| input.key_pressed(Key::Enter));
            ui.data_mut(|data| data.insert_temp(id, Refused { text, value: self.value, wants_focus }));
            ui.ctx().request_repaint();
            return None;
        }
        (response.changed() || response.drag_stopped()).then(|| Change { value: shown, dragging: response.dragged() })
    }

    /// The field while it holds something that was refused.
    fn mended(&self, ui: &mut Ui, id: Id, mut refused: Refused) -> Option<Change> {
        let palette = Palette::of(ui);
        // An id of its own: the number's would have it read the refused text once more when the keyboard leaves.
        let edit = TextEdit::singleline(&mut refused.text).id(id).desired_width(96.0).text_color(palette.worse);
        let response = ui.add(edit).accessible_name(self.name);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(Invalid::True);
            node.set_description(self.permitted);
        });
        if refused.wants_focus {
            response.request_focus();
            refused.wants_focus = false;
        }
        let escaped = (response.has_focus() || response.lost_focus()) && ui.input(|input| input.key_pressed(Key::Escape));
        let accepted = response.lost_focus().then(|| (self.read)(&refused.text)).flatten();
        if escaped || accepted.is_some() || refused.text.trim().is_empty() && response.lost_focus() {
            forget(ui, id);
            return accepted.filter(|_| !escaped).map(|value| Change { value, dragging: false });
        }
        ui.data_mut(|data| data.insert_temp(id, refused));
        None
    }
}

/// Lets go of what was refused.
pub fn forget(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.remove::<Refused>(id));
}
