//! A small menu on every chart: copied, or saved as a picture. A chart that is a figure of papers too leaves as papers have it, with its numbers;
//! any other just as it is on screen.
//!
//! A chart says where it is while it is drawn ([`offer_figure`], or else [`offer`]); the menus are drawn over all charts at the end of the frame ([`menus_ui`]).

use std::sync::Arc;

use egui::{Id, LayerId, Rect, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::action::{Action, Actions};
use crate::app::files::{FileAction, PictureUse};
use crate::app::shot::{Around, Shot, drawing};
use crate::app::state::AppState;
use crate::app::theme::Palette;
use crate::report::figure::Unsourced;
use crate::report::figures::source_line;
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
    finding: String,
    /// What is laid out on a page in its place.
    figure: Option<Arc<Unsourced>>,
}

/// The title of a chart, with room for the menu at its right.
pub fn title_ui(ui: &mut Ui, title: &str) {
    ui.horizontal(|ui| {
        ui.set_max_width((ui.available_width() - BUTTON.x - 8.0).max(80.0));
        ui.set_min_height(BUTTON.y);
        ui.add(egui::Label::new(egui::RichText::new(title).font(crate::app::theme::bold(16.0))).wrap());
    });
}

/// Says that a chart has just been drawn, from the height `drawn` down to here, over the whole width. Its title stands at the height `top`.
pub fn offer(ui: &Ui, place: [f32; 2], title: &str, finding: &str) {
    offered(ui, place, title, finding, None);
}

/// The same of a chart that is drawn from a figure: what leaves the window is what papers have, whatever of it is in sight.
pub fn offer_figure(ui: &Ui, place: [f32; 2], title: &str, figure: Unsourced) {
    let finding = format!("{}.", figure.figure.title);
    offered(ui, place, title, &finding, Some(Arc::new(figure)));
}

fn offered(ui: &Ui, [top, drawn]: [f32; 2], title: &str, finding: &str, figure: Option<Arc<Unsourced>>) {
    let across = ui.max_rect().x_range();
    let chart = Rect::from_x_y_ranges(across, drawn..=ui.cursor().top());
    let corner = pos2(across.max, top);
    let (title, finding) = (title.to_owned(), finding.to_owned());
    let offered = Offered { layer: ui.layer_id(), chart, clip: ui.clip_rect(), corner, title, finding, figure };
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
    // A figure is laid out anew; all else is taken from the screen.
    let whole = chart.figure.is_some() || chart.clip.expand(2.0).contains_rect(chart.chart);
    if !whole {
        ui.label("Bring the whole chart into view first.");
    }
    ui.add_enabled_ui(whole, |ui| {
        for (used, label) in PictureUse::ALL.into_iter().zip(PictureUse::ALL.map(PictureUse::label)) {
            if ui.button(label).clicked() {
                if let Some(shot) = shot(ui, state, chart) {
                    actions.push(Action::File(FileAction::Picture(used, Arc::new(shot))));
                }
                ui.close();
            }
        }
    });
    if ui.button("Copy its words").clicked() {
        ui.ctx().copy_text(words(chart));
        ui.close();
    }
    if let Some(figure) = &chart.figure
        && ui.button("Copy its numbers").clicked()
    {
        ui.ctx().copy_text(figure.figure.data.tabbed());
        ui.close();
    }
}

fn words(chart: &Offered) -> String {
    match &chart.figure {
        Some(figure) => figure.figure.generated_text(),
        None => format!("Chart. {} {}", chart.title, chart.finding).trim().to_owned(),
    }
}

/// The chart as papers have it, or else as it is on screen; with what was run and how.
fn shot(ui: &Ui, state: &AppState, chart: &Offered) -> Option<Shot> {
    let scenario = state.shown_scenario()?;
    let sha256 = crate::store::sha256(crate::store::to_ron(scenario).as_bytes());
    let name = crate::app::files::plain_name(&chart.title, "chart");
    if let Some(figure) = &chart.figure {
        let figure = Unsourced::clone(figure).sourced(scenario, &sha256);
        return Some(Shot { name, words: words(chart), drawing: layout::drawing(&figure), title: figure.title });
    }
    let replications = state.results.shown.as_ref().map_or(0, |shown| shown.done);
    let source = source_line(scenario, &sha256, &crate::report::figures::replications(replications));
    let palette = Palette::of(ui);
    // Without a finding the title is what it says.
    let (title, subtitle) =
        if chart.finding.is_empty() { (chart.title.as_str(), "") } else { (chart.finding.as_str(), chart.title.as_str()) };
    let around = Around { title, subtitle, source: &source, colours: [palette.page, palette.text, palette.muted] };
    let drawing = ui.ctx().graphics(|layers| layers.get(chart.layer).map(|shapes| drawing(shapes.all_entries(), chart.chart, &around)))?;
    Some(Shot { name, title: title.to_owned(), words: words(chart), drawing })
}
