//! Where one or two homes would be near: centres of boroughs, tried in turn.

use egui::{Label, RichText, Ui};

use super::heading;
use crate::analysis::boroughs::siting::sitings;
use crate::app::action::{Action, Actions};
use crate::app::boroughs::Wish;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::views::{london, pictures};
use crate::app::widgets::segmented::segmented;
use crate::app::wording::number;
use crate::model::geography::BOROUGHS;
use crate::report::boroughs::siting_sentence;

/// Sites told in words.
const TOLD: usize = 8;
/// With less width, the list stands below the map.
const WIDE: f32 = 1_080.0;
const MAP_WIDTH: f32 = 620.0;

/// The page of sites. All centres and pairs are tried at once: nothing needs to be played for it.
pub fn sites_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let two = state.view.boroughs.two_homes;
    if let Some(two) = segmented(ui, "Homes to be sited", two, &[(false, "One home"), (true, "Two homes")]) {
        actions.push(Action::Boroughs(Wish::TwoHomes(two)));
    }
    ui.add_space(4.0);
    let weights: Vec<f64> = BOROUGHS.iter().map(|borough| borough.population_10_17).collect();
    let found = sitings(&weights, document.scenario.elsewhere.road_factor, two);
    let Some(best) = found.first() else { return };
    ui.add(Label::new(RichText::new(siting_sentence(best)).font(theme::bold(theme::HEADING))).wrap());
    let note = "By children aged 10 to 17 (mid-2019) in each borough, from centre to centre, by road. No site is known to be available: \
                every place shown is illustrative.";
    ui.add(Label::new(RichText::new(note).small().color(Palette::of(ui).muted)).wrap());
    ui.add_space(6.0);
    let list = |ui: &mut Ui| {
        heading(ui, "Which others are nearly as near?");
        for siting in found.iter().skip(1).take(TOLD) {
            ui.add(Label::new(siting_sentence(siting)).wrap());
        }
    };
    let map = |ui: &mut Ui| {
        let (top, title) = (ui.cursor().top(), "How far would it be from each borough?");
        heading(ui, title);
        let drawn = ui.cursor().top();
        let miles: Vec<f64> = crate::analysis::boroughs::siting::miles_to(&best.sites, document.scenario.elsewhere.road_factor);
        let most = miles.iter().copied().fold(0.0, f64::max);
        let colour = Palette::of(ui).welfare;
        let places = london::map_ui(ui, &siting_sentence(best));
        for (index, ((borough, miles), rect)) in BOROUGHS.iter().zip(&miles).zip(places).enumerate() {
            let here = best.sites.contains(&index);
            let words = if here {
                format!("{}: a home would be here", borough.name)
            } else {
                format!("{}: {} miles to the nearest home", borough.name, number(*miles, 1))
            };
            let square = london::Square {
                figure: if here { "home".to_owned() } else { format!("{} mi", number(*miles, 0)) },
                strength: if most > 0.0 { (miles / most) as f32 } else { 0.0 },
                colour,
                chosen: Some(here),
                words: &words,
            };
            london::square_ui(ui, rect, borough, &square);
        }
        pictures::offer(ui, [top, drawn], title, &siting_sentence(best));
    };
    if ui.available_width() >= WIDE {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(MAP_WIDTH);
                map(ui);
            });
            ui.add_space(16.0);
            ui.vertical(list);
        });
    } else {
        map(ui);
        list(ui);
    }
}
