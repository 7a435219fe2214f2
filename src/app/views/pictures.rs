//! A small menu on every chart: copied, or saved as a picture, as papers have it, with its words and its numbers.
//!
//! A chart says where it is while it is drawn ([`offer_figure`]); the menus are drawn over all charts at the end of the frame ([`menus_ui`]).

use std::sync::Arc;

use egui::{Id, LayerId, Rect, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::action::{Action, Actions};
use crate::app::files::{FileAction, PictureUse, Shot};
use crate::app::state::AppState;
use crate::report::figure::{Figure, Unsourced};
use crate::report::layout;

/// Size of the button that opens the menu.
const BUTTON: egui::Vec2 = vec2(28.0, 24.0);

/// A chart on screen.
#[derive(Clone)]
struct Offered {
    layer: LayerId,
    /// The chart without its words above.
    chart: Rect,
    /// What can be seen at all.
    clip: Rect,
    /// Where the menu stands: the top right corner.
    corner: egui::Pos2,
    title: String,
    /// What is laid out on a page.
    figure: Arc<Unsourced>,
}

/// The title of a chart, with room for the menu at its right.
pub fn title_ui(ui: &mut Ui, title: &str) {
    ui.horizontal(|ui| {
        ui.set_max_width((ui.available_width() - BUTTON.x - 8.0).max(80.0));
        ui.set_min_height(BUTTON.y);
        ui.add(egui::Label::new(egui::RichText::new(title).font(crate::app::theme::bold(16.0))).wrap());
    });
}

/// Says that a chart has just been drawn, from the height `drawn` down to here, over the whole width. Its title stands at the height `top`;
/// what leaves the window is `figure`, whatever of it is in sight.
pub fn offer_figure(ui: &Ui, [top, drawn]: [f32; 2], title: &str, figure: Unsourced) {
    let across = ui.max_rect().x_range();
    let chart = Rect::from_x_y_ranges(across, drawn..=ui.cursor().top());
    let corner = pos2(across.max, top);
    let offered = Offered { layer: ui.layer_id(), chart, clip: ui.clip_rect(), corner, title: title.to_owned(), figure: Arc::new(figure) };
    ui.ctx().data_mut(|data| data.get_temp_mut_or_default::<Vec<Offered>>(Id::unique("charts")).push(offered));
}

/// The menus of all charts of this frame.
pub fn menus_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let offered = ui.ctx().data_mut(|data| data.remove_temp::<Vec<Offered>>(Id::unique("charts"))).unwrap_or_default();
    for (index, chart) in offered.iter().enumerate() {
        // While the title scrolls away the menu stays, as long as it does not lie on the chart.
        let top = chart.corner.y.max(chart.clip.top()).min(chart.chart.top().max(chart.corner.y));
        let place = Rect::from_min_size(pos2(chart.corner.x.min(chart.clip.right()) - BUTTON.x, top), BUTTON);
        if !chart.clip.expand(2.0).contains_rect(place) {
            continue;
        }
        let builder = UiBuilder::new().max_rect(place).layer_id(chart.layer).id_salt(("chart menu", index));
        ui.scope_builder(builder, |ui| {
            ui.set_clip_rect(chart.clip);
            ui.spacing_mut().button_padding = vec2(5.0, 2.0);
            let menu = ui.menu_button("⋯", |ui| menu_ui(ui, state, chart, actions));
            menu.response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Copy or save chart: {}", chart.title)));
        });
    }
}

fn menu_ui(ui: &mut Ui, state: &AppState, chart: &Offered, actions: &mut Actions) {
    ui.set_min_width(180.0);
    for (used, label) in PictureUse::ALL.into_iter().zip(PictureUse::ALL.map(PictureUse::label)) {
        if ui.button(label).clicked() {
            actions.extend(shot(state, chart).map(|shot| Action::File(FileAction::Picture(used, Arc::new(shot)))));
            ui.close();
        }
    }
    let figure = &chart.figure.figure;
    for (label, text) in
        [("Copy its words", Figure::generated_text as fn(&Figure) -> String), ("Copy its numbers", |figure| figure.data.tabbed())]
    {
        if ui.button(label).clicked() {
            ui.ctx().copy_text(text(figure));
            ui.close();
        }
    }
}

/// The chart as papers have it, with what was run and how.
fn shot(state: &AppState, chart: &Offered) -> Option<Shot> {
    let scenario = state.shown_scenario()?;
    let sha256 = crate::store::sha256(crate::store::to_ron(scenario).as_bytes());
    let figure = Unsourced::clone(&chart.figure).sourced(scenario, &sha256);
    let name = crate::app::files::plain_name(&chart.title, "chart");
    Some(Shot { name, words: figure.generated_text(), drawing: layout::drawing(&figure), title: figure.title })
}
