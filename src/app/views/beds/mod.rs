//! How many beds? An option made larger and smaller against a goal, what rules about beds cost, and what the figures cannot tell.

mod curve;
mod drawn;
mod goal;
mod grid;
mod numbers;
mod priced;
mod rules;
mod unknown;

use egui::{ComboBox, Label, RichText, Ui};

use super::{notices, study};
use crate::analysis::beds::{StudyError, Vary};
use crate::app::action::{Action, Actions};
use crate::app::beds::{Picture, Wish};
use crate::app::state::{AppState, Document};
use crate::app::studies::Found;
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::entry;
use crate::app::widgets::page::main_area;
use crate::app::widgets::segmented::segmented;
use crate::report::beds as words;

/// The pictures of the room.
const PICTURES: [(Picture, &str); 6] = [
    (Picture::Along(Vary::BedsPerHome), "Beds in each home"),
    (Picture::Along(Vary::Homes), "Homes"),
    (Picture::Along(Vary::StepDownPlaces), "Step-down"),
    (Picture::Together, "Beds and step-down"),
    (Picture::Rules, "Who may have which bed"),
    (Picture::Unknown, "What cannot be known"),
];
/// The least width in which the pictures are chosen side by side.
const LEAST_WIDTH: f32 = 900.0;

/// The room of beds.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    main_area(ui, |ui| {
        ui.set_max_width(ui.available_width() - 10.0);
        contents_ui(ui, state, document, actions);
    });
}

fn contents_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let view = &state.view.beds;
    picture_ui(ui, view.picture, actions);
    ui.add_space(6.0);
    let Some((index, option)) = document.option(&state.view.option) else {
        notices::empty_ui(ui, "No option is chosen", "Choose an option above to make it larger and smaller.");
        return;
    };
    let name = &option.name;
    let (what, why) = match view.picture {
        Picture::Along(Vary::BedsPerHome) => (
            format!("how many beds are enough, beginning with “{name}”"),
            "Each home is tried with fewer and more beds, all for the same children.",
        ),
        Picture::Along(Vary::Homes) => (
            format!("how many homes are enough, beginning with “{name}”"),
            "Homes like those of the option are taken away and added, all for the same children.",
        ),
        Picture::Along(Vary::StepDownPlaces) => (
            format!("how many step-down places are enough for “{name}”"),
            "The homes stay as they are; their step-down places are tried fewer and more, all for the same children.",
        ),
        Picture::Together => (
            format!("how beds and step-down places work together in “{name}”"),
            "Beds are blocked where there is no step-down place to go to: each number of beds is tried with each number of places.",
        ),
        Picture::Rules => (
            format!("what rules about beds cost in “{name}”"),
            "Every bed for every child first, then each rule alone, then all together, for the same children.",
        ),
        Picture::Unknown => (
            "the one thing that the figures cannot tell".to_owned(),
            "The review does not say how many of the withdrawn requests needed a bed. Each possibility that agrees with its figures is tried.",
        ),
    };
    goal::goal_ui(ui, state, document, actions);
    let ask = view.ask(&document.scenario, index, state.view.stream);
    let found = study::study_ui(ui, state, document, &ask, &what, &format!("{why} It takes some seconds; the window stays free."), actions);
    ui.add_space(6.0);
    let Some(all) = found else { return };
    match all.as_ref() {
        Found::Beds(found) => shown(ui, found, |ui, sweep| {
            let prices = priced::Priced::of(ui, &document.scenario, &all, sweep);
            headline_ui(ui, &words::answer(&document.scenario, sweep, view.goal));
            if let Some(cost) = words::cost_of_answer(&document.scenario, sweep, view.goal) {
                remark_ui(ui, &cost);
                ui.add_space(4.0);
            }
            if sweep.ask.step_down_places.is_some() {
                grid::grid_ui(ui, &document.scenario, (sweep, &prices), view, actions);
            } else {
                curve::curve_ui(ui, &document.scenario, (sweep, &prices), view, actions);
                numbers::numbers_ui(ui, &document.scenario, sweep, &prices, view.goal);
            }
            if let Some(costs) = document.scenario.costs.as_ref().filter(|_| !prices.is_empty()) {
                remark_ui(ui, &words::cost_basis(costs.price_year));
            }
        }),
        Found::Restrictions(found) => {
            shown(ui, found, |ui, restrictions| rules::rules_ui(ui, restrictions, view.goal));
        }
        Found::Unknown(found) => {
            shown(ui, found, |ui, unknown| unknown::unknown_ui(ui, &document.scenario, unknown, index, view.goal));
        }
        _ => {}
    }
}

/// What was found, or why it could not be worked out.
fn shown<T>(ui: &mut Ui, found: &Result<T, StudyError>, show: impl FnOnce(&mut Ui, &T)) {
    match found {
        Ok(found) => show(ui, found),
        Err(error) => notices::empty_ui(ui, "This cannot be worked out for these figures", &format!("{}.", words_of(error))),
    }
}

fn words_of(error: &StudyError) -> String {
    crate::report::wording::capital(&error.to_string())
}

fn picture_ui(ui: &mut Ui, picture: Picture, actions: &mut Actions) {
    let mut wish = |picture| actions.push(Action::Beds(Wish::Show(picture)));
    if ui.available_width() >= LEAST_WIDTH {
        if let Some(picked) = segmented(ui, "Question", picture, &PICTURES) {
            wish(picked);
        }
        return;
    }
    let chosen = PICTURES.iter().find(|(at, _)| *at == picture).map_or("", |(_, label)| label);
    let combo = ComboBox::from_id_salt("picture").selected_text(chosen).width(240.0).show_ui(ui, |ui| {
        for (at, label) in PICTURES {
            if entry(ui, at == picture, label).clicked() {
                wish(at);
            }
        }
    });
    combo.response.accessible_name("Question");
}

/// The answer, first and large.
fn headline_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).font(theme::bold(17.0))).wrap());
    ui.add_space(6.0);
}

/// A remark of second rank.
fn remark_ui(ui: &mut Ui, text: &str) {
    let muted = Palette::of(ui).muted;
    ui.add(Label::new(RichText::new(text).size(13.5).color(muted)).wrap());
}
