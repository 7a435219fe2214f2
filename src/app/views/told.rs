//! What has just been done, over the page and for a while: nothing moves for it.

use std::time::Duration;

use egui::accesskit::Live;
use egui::{Align2, Area, Context, Frame, Id, Label, Margin, Order, RichText, Role, Shadow, WidgetInfo, vec2};

use crate::app::action::{Action, Actions};
use crate::app::files::{FileAction, Files};
use crate::app::theme::Palette;

/// Seconds for which it stands there.
const SECONDS: f64 = 8.0;
/// How far it stands above the lower edge of the window, clear of the status bar.
const ABOVE: f32 = 44.0;
/// Most width of the words, points.
const WIDTH: f32 = 560.0;

/// The notice, if there is one. It goes by itself unless something went wrong, or the pointer or the keyboard is at it.
pub fn told_ui(ctx: &Context, files: &Files, actions: &mut Actions) {
    let Some(notice) = &files.notice else { return };
    let now = ctx.input(|input| input.time);
    let since = Id::unique("told since");
    let (number, began) = ctx.data(|data| data.get_temp::<(u32, f64)>(since)).unwrap_or((0, now));
    let began = if number == notice.number { began } else { now };
    let area = Area::new(Id::unique("told")).order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -ABOVE)).show(ctx, |ui| {
        let palette = Palette::of(ui);
        let (fill, edge) = if notice.is_fault { (palette.warning_fill, palette.worse) } else { (palette.chosen, palette.accent) };
        let shadow = Shadow { offset: [0, 2], blur: 10, spread: 0, color: egui::Color32::from_black_alpha(50) };
        let frame = Frame::new().fill(fill).stroke((1.0, edge)).shadow(shadow).corner_radius(8).inner_margin(Margin::symmetric(14, 8));
        let shown = frame.show(ui, |ui| {
            let most = WIDTH.min(ui.ctx().content_rect().width() - 140.0);
            ui.horizontal(|ui| {
                let words = ui.scope(|ui| {
                    ui.set_max_width(most);
                    ui.add(Label::new(RichText::new(&notice.text).color(palette.text)).wrap())
                });
                let words = words.inner;
                words.widget_info(|| WidgetInfo::labeled(Role::Label, true, &notice.text));
                let live = if notice.is_fault { Live::Assertive } else { Live::Polite };
                ui.ctx().accesskit_node_builder(words.id, |node| node.set_live(live));
                ui.button("Close").on_hover_text("Put this message away")
            })
            .inner
        });
        let close = shown.inner;
        if close.clicked() {
            actions.push(Action::File(FileAction::DropNotice));
        }
        close.has_focus() || ui.rect_contains_pointer(shown.response.rect)
    });
    // While it is being read or about to be pressed, its time does not pass.
    let began = if area.inner { now } else { began };
    ctx.data_mut(|data| data.insert_temp(since, (notice.number, began)));
    if notice.is_fault {
        return;
    }
    let left = began + SECONDS - now;
    if left <= 0.0 {
        actions.push(Action::File(FileAction::DropNotice));
    } else if !area.inner {
        ctx.request_repaint_after(Duration::from_secs_f64(left));
    }
}
