//! The part of a page that scrolls: it follows the keyboard.

use egui::scroll_area::ScrollAreaOutput;
use egui::style::ScrollAnimation;
use egui::{Id, Key, Modifiers, Popup, Rect, ScrollArea, Ui, vec2};

/// Room kept around what gets the focus, points: above it a head may stand over the rows.
const AROUND: f32 = 10.0;
const ABOVE: f32 = 50.0;
/// Frames in which the focus may still move after a key.
const MOVING: u64 = 3;

/// The main part of a page: as large as there is room for, and scrolled by Page Up, Page Down, Home and End.
pub fn main_area<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    main_area_of(ui, ScrollArea::vertical().auto_shrink([false, false]), contents).inner
}

/// The same of another area.
pub fn main_area_of<R>(ui: &mut Ui, area: ScrollArea, contents: impl FnOnce(&mut Ui) -> R) -> ScrollAreaOutput<R> {
    area.show(ui, |ui| {
        let inner = contents(ui);
        follow_focus(ui);
        follow_keys(ui);
        inner
    })
}

/// A part beside the main one: as large as there is room for; it follows the focus only.
pub fn side_area<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    area.show(ui, |ui| {
        let inner = contents(ui);
        follow_focus(ui);
        inner
    })
    .inner
}

/// Whatever gets the focus by the keyboard comes into sight.
fn follow_focus(ui: &Ui) {
    let (frame, moving) = (ui.ctx().cumulative_frame_nr(), Id::unique("focus moved by key"));
    let focus_keys = [Key::Tab, Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
    if ui.input(|input| focus_keys.iter().any(|key| input.key_pressed(*key))) {
        ui.data_mut(|data| data.insert_temp(moving, frame));
    }
    let by_key = ui.data(|data| data.get_temp::<u64>(moving)).is_some_and(|moved| frame < moved + MOVING);
    let focused = ui.memory(|memory| memory.focused());
    let last = ui.scope_id().with("focus last");
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<Option<Id>>(last), focused));
    let Some(focused) = focused.filter(|focused| by_key && before != Some(*focused)) else { return };
    let Some(widget) = ui.ctx().read_response(focused).filter(|widget| widget.layer_id == ui.layer_id()) else { return };
    if ui.min_rect().contains(widget.rect.center()) {
        let rect = Rect::from_min_max(widget.rect.min - vec2(0.0, ABOVE), widget.rect.max + vec2(0.0, AROUND));
        ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
    }
}

/// Page Up, Page Down, and Home and End where nothing is typed.
fn follow_keys(ui: &mut Ui) {
    let (content, seen) = (ui.min_rect(), ui.clip_rect());
    let (offset, most) = (seen.top() - content.top(), (content.height() - seen.height()).max(0.0));
    if Popup::is_any_open(ui.ctx()) || !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return;
    }
    let typing = ui.ctx().text_edit_focused();
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    // A little of what was in sight stays, so that one does not lose the place.
    let step = (seen.height() - ABOVE).max(seen.height() * 0.5);
    let to = if pressed(Key::PageDown) {
        offset + step
    } else if pressed(Key::PageUp) {
        offset - step
    } else if !typing && pressed(Key::Home) {
        0.0
    } else if !typing && pressed(Key::End) {
        most
    } else {
        return;
    };
    ui.scroll_with_delta_animation(vec2(0.0, offset - to.clamp(0.0, most)), ScrollAnimation::none());
}
