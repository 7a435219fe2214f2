//! How a long analysis stands: a button to begin it, progress with time left, stop, and what went wrong.

use std::sync::Arc;
use std::time::Duration;

use egui::{Button, RichText, Ui};

use super::notices;
use crate::app::action::{Action, Actions};
use crate::app::jobs::Phase;
use crate::app::state::{AppState, Document};
use crate::app::studies::{Ask, Found, Study, Wish};
use crate::app::theme::Palette;
use crate::app::widgets::describe::describe;
use crate::app::widgets::progress::progress;

/// How a study of the scenario shown stands, with the buttons that begin and stop it; what it has found, so far or in all.
///
/// `what` completes the button "Work out …"; `why` says in a sentence what the reader will have of it and how long it takes.
pub fn study_ui(
    ui: &mut Ui,
    state: &AppState,
    document: &Document,
    ask: &Ask,
    what: &str,
    why: &str,
    actions: &mut Actions,
) -> Option<Arc<Found>> {
    if !document.problems.is_empty() {
        notices::empty_ui(
            ui,
            "Something in the scenario needs mending first",
            "The list below says what. Nothing is worked out until then.",
        );
        return None;
    }
    let study = state.results.studies.of(ask);
    let begin = |ui: &mut Ui, word: String, actions: &mut Actions| {
        // The one thing to do on a page with nothing on it yet.
        let palette = Palette::of(ui);
        let button = match study {
            None => Button::new(RichText::new(word).color(palette.page)).fill(palette.accent),
            Some(_) => Button::new(word),
        };
        let response = ui.add(button.min_size(egui::vec2(0.0, 28.0)));
        if describe(ui, response, why).clicked() {
            actions.push(Action::Study(Wish::Start(ask.clone())));
        }
    };
    match study {
        None => {
            notices::empty_ui(ui, &format!("Not worked out yet: {what}"), why);
            ui.add_space(6.0);
            begin(ui, format!("Work out {what}"), actions);
        }
        Some(study) if study.phase == Phase::Running => {
            running_ui(ui, study, what, actions);
            if study.found.is_some() {
                ui.label(RichText::new("So far: what stands here may still change.").color(Palette::of(ui).muted));
            }
        }
        Some(study) => match &study.phase {
            Phase::Failed(reason) => {
                notices::empty_ui(
                    ui,
                    "This could not be worked out",
                    &format!("A fault in the program ended it: {reason}. Nothing of yours is lost."),
                );
                begin(ui, "Try again".to_owned(), actions);
            }
            Phase::Stopped => {
                ui.horizontal_wrapped(|ui| {
                    let progress = study.progress;
                    ui.label(format!("Stopped after {} of {} parts; what was done is shown.", progress.done, progress.wanted));
                    begin(ui, "Work out all of it".to_owned(), actions);
                });
            }
            Phase::Finished | Phase::Running => {}
        },
    }
    study.and_then(|study| study.found.clone())
}

fn running_ui(ui: &mut Ui, study: &Study, what: &str, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let share = f64::from(study.progress.done) / f64::from(study.progress.wanted.max(1));
    ui.horizontal(|ui| {
        let response = ui.button("Stop");
        if describe(ui, response, "Stop and keep what is done.").clicked() {
            actions.push(Action::Study(Wish::Stop));
        }
        let name = format!("Progress of {what}: {} of {} parts", study.progress.done, study.progress.wanted);
        progress(ui, share, (ui.available_width() - 220.0).clamp(60.0, 320.0), &name);
        let left = study.time_left().map_or_else(|| "beginning".to_owned(), in_words);
        ui.label(RichText::new(left).small().color(palette.muted));
    });
}

/// Time left, to the second or minute.
fn in_words(left: Duration) -> String {
    match left.as_secs() {
        0..=1 => "a moment left".to_owned(),
        seconds @ 2..=90 => format!("about {seconds} seconds left"),
        seconds => format!("about {} minutes left", seconds.div_ceil(60)),
    }
}
