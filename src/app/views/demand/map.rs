//! London as 33 squares, one an authority, each with its share of requests.

use egui::{
    Align2, Color32, CornerRadius, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    lerp, pos2, vec2,
};

use super::charts::title_ui;
use super::figures::badge_ui;
use super::several;
use crate::analysis::boroughs;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::wording::{number, percent};
use crate::model::geography::{BOROUGHS, Borough};
use crate::model::{BoroughMix, ParameterId as P, Stream};

/// Columns and rows of the layout.
const COLUMNS: f32 = 8.0;
const ROWS: f32 = 7.0;
const GAP: f32 = 3.0;
const MOST_SIZE: f32 = 84.0;
const LEAST_SIZE: f32 = 40.0;

/// What a square is drawn from.
struct Square<'a> {
    borough: &'a Borough,
    share: f64,
    /// Requests of the stream a year.
    requests: f64,
    most: f64,
    colour: Color32,
}

/// The map, its sentence and its source.
pub fn map_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let mix = &document.scenario.demand.borough_mix;
    let shares = boroughs::expected_shares(mix);
    let known = matches!(mix, BoroughMix::Known(_));
    let sentence = sentence(&shares, known);
    title_ui(ui, "Which boroughs do they come from?", &sentence);
    ui.horizontal(|ui| {
        badge_ui(ui, document, P::BoroughMix, (*mix != document.opened.demand.borough_mix).then_some("another spread"));
        ui.label(RichText::new("Press a square to see or change it.").size(13.0).color(Palette::of(ui).muted));
    });
    ui.add_space(4.0);
    let size = ((ui.available_width() - GAP * (COLUMNS - 1.0)) / COLUMNS).clamp(LEAST_SIZE, MOST_SIZE).floor();
    let whole = vec2(COLUMNS * (size + GAP) - GAP, ROWS * (size + GAP) - GAP);
    let (area, response) = ui.allocate_exact_size(whole, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, format!("Map of London in 33 squares. {sentence}")));
    let most = shares.iter().copied().fold(0.0, f64::max);
    let requests = document.scenario.demand.stream(stream).requests_per_year;
    let colour = Palette::of(ui).stream(stream);
    for (borough, share) in BOROUGHS.iter().zip(shares) {
        let at = vec2((borough.grid_column as f32 - 1.0) * (size + GAP), (borough.grid_row as f32 - 1.0) * (size + GAP));
        let rect = Rect::from_min_size(area.min + at, vec2(size, size));
        square_ui(ui, rect, &Square { borough, share, requests, most, colour }, document, actions);
    }
}

/// The map in a sentence.
fn sentence(shares: &[f64], known: bool) -> String {
    let by = |better: fn(f64, f64) -> bool| {
        (1..shares.len()).fold(0, |kept, index| if better(shares[index], shares[kept]) { index } else { kept })
    };
    let told = |index: usize| BOROUGHS.get(index).map_or("", |borough| borough.name.as_str());
    let (most, fewest) = (by(|a, b| a > b), by(|a, b| a < b));
    let ends = format!(
        "most {} with {} of requests, fewest {} with {}",
        told(most),
        percent(shares.get(most).copied().unwrap_or(0.0)),
        told(fewest),
        percent(shares.get(fewest).copied().unwrap_or(0.0))
    );
    if known {
        format!("Shares as set: {ends}.")
    } else {
        format!("Not known: each possible future draws its own shares. On average, {ends}.")
    }
}

fn square_ui(ui: &mut Ui, rect: Rect, square: &Square<'_>, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let borough = square.borough;
    let response = ui.interact(rect, ui.scope_id().with(("borough", &borough.ons_code)), Sense::click());
    let strength = if square.most > 0.0 { (square.share / square.most) as f32 } else { 0.0 };
    let fill = mixed(palette.panel, square.colour, 0.06 + 0.84 * strength);
    let ink = ink_on(fill);
    ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    let outline = if response.has_focus() {
        Stroke::new(3.0, palette.text)
    } else if response.hovered() {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.line)
    };
    ui.painter().rect_stroke(rect, CornerRadius::same(4), outline, StrokeKind::Inside);
    let name_size = (rect.width() * 0.2).clamp(9.5, 14.0);
    let up = pos2(rect.center().x, rect.center().y - rect.height() * 0.16);
    let down = pos2(rect.center().x, rect.center().y + rect.height() * 0.18);
    let fitted = |text: &str, size: f32| {
        let mut size = size;
        let width = |size: f32| ui.painter().layout_no_wrap(text.to_owned(), theme::bold(size), ink).size().x;
        while size > 7.0 && width(size) > rect.width() - 4.0 {
            size -= 0.5;
        }
        size
    };
    let size = fitted(&borough.short_name, name_size);
    ui.painter().text(up, Align2::CENTER_CENTER, &borough.short_name, theme::bold(size), ink);
    ui.painter().text(down, Align2::CENTER_CENTER, share_words(square.share), theme::regular(name_size + 1.0), ink);
    let words = words(square);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let response = response.on_hover_text(&words);
    popup_ui(&response, square, document, actions);
}

fn share_words(share: f64) -> String {
    format!("{}%", number(share * 100.0, 1))
}

fn words(square: &Square<'_>) -> String {
    let requests = several::requests_words(square.share * square.requests);
    format!("{}: {} of requests, {requests}", square.borough.name, share_words(square.share))
}

fn popup_ui(response: &Response, square: &Square<'_>, document: &Document, actions: &mut Actions) {
    let borough = square.borough;
    let popup = Popup::from_toggle_button_response(response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(340.0);
    popup.show(|ui| {
        ui.label(RichText::new(&borough.name).font(theme::bold(theme::BODY)));
        let requests = several::requests_words(square.share * square.requests);
        ui.add(egui::Label::new(format!("{} of requests: {requests} on average.", share_words(square.share))).wrap());
        let residents = format!("{} residents are aged 10 to 17 (mid-2019).", number(borough.population_10_17, 0));
        ui.label(RichText::new(residents).size(13.0).color(Palette::of(ui).muted));
        ui.add_space(6.0);
        match &document.scenario.demand.borough_mix {
            BoroughMix::Known(_) => several::borough_weight_ui(ui, document, &borough.name, actions),
            BoroughMix::Counted(_) | BoroughMix::Unknown { .. } => {
                super::form::note(ui, "Which boroughs ask is not known, so no square has a figure of its own.");
                if ui.button("Set a share for each borough").clicked() {
                    actions.push(Action::Edit { edit: Edit::BoroughMix(several::as_known(document)), dragging: false });
                }
            }
        }
    });
}

fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    let [r, g, b] = [0, 1, 2].map(|channel| {
        let (from, to) = (f32::from(from.to_array()[channel]), f32::from(to.to_array()[channel]));
        lerp(from..=to, share.clamp(0.0, 1.0)).round() as u8
    });
    Color32::from_rgb(r, g, b)
}

/// Black or white, whichever is read better: one of the two always has a contrast of 4.5.
fn ink_on(fill: Color32) -> Color32 {
    if contrast(fill, Color32::BLACK) >= contrast(fill, Color32::WHITE) { Color32::BLACK } else { Color32::WHITE }
}

/// Contrast of two colours as WCAG has it.
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let [r, g, b, _] = egui::Rgba::from(colour).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_square_can_be_read_on_any_shade() {
        for ground in [Color32::WHITE, Color32::from_rgb(0x1A, 0x1F, 0x26)] {
            for colour in [Color32::from_rgb(0x12, 0x43, 0x6D), Color32::from_rgb(0x28, 0xA1, 0x97), Color32::from_rgb(0x56, 0xB4, 0xE9)] {
                for step in 0..=20_u8 {
                    let fill = mixed(ground, colour, f32::from(step) / 20.0);
                    assert!(contrast(fill, ink_on(fill)) >= 4.5, "{fill:?}");
                }
            }
        }
    }

    #[test]
    fn the_map_is_told_in_a_sentence() {
        let mix = BoroughMix::Known([("Camden".to_owned(), 1.0), ("Sutton".to_owned(), 3.0)].into());
        let told = sentence(&boroughs::expected_shares(&mix), true);
        assert!(told.starts_with("Shares as set: most Sutton with 75% of requests, fewest"), "{told}");
    }
}
