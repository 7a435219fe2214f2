//! Watch one possible future: homes as rows of beds, children who arrive, wait, move in, move on and leave.

mod caption;
mod controls;
mod picture;

pub use controls::future_ui;

use egui::{Key, Modifiers, RichText, Ui};

use super::scrolling;

use crate::analysis::story::Story;
use crate::app::action::{Action, Actions};
use crate::app::closer_job::Watched;
use crate::app::experience::{WatchView, Wish};
use crate::app::theme::{self, Palette};
use crate::app::views::{notices, pictures};
use crate::report::figures::moment;
use crate::report::wording::number;

/// What is watched.
struct Subject<'a> {
    watched: &'a Watched,
    watch: &'a WatchView,
}

impl<'a> Subject<'a> {
    fn story(&self) -> &'a Story {
        &self.watched.story
    }

    fn option(&self) -> Option<&'a crate::model::ProvisionOption> {
        self.watched.scenario.options.get(self.watched.option)
    }
}

/// The whole picture; what is not there yet is said to be on its way.
pub fn watch_ui(ui: &mut Ui, watched: Option<&Watched>, watch: &WatchView, scrolls: bool, actions: &mut Actions) {
    let Some(watched) = watched else {
        ui.add_space(8.0);
        notices::empty_ui(ui, "Playing this future", "It appears here in a moment.");
        return;
    };
    let mut wishes: Vec<Wish> = Vec::new();
    let subject = Subject { watched, watch };
    keys(ui, &subject, &mut wishes);
    controls::controls_ui(ui, &subject, &mut wishes);
    ui.add_space(6.0);
    let caption = caption::caption(&subject);
    let response = ui.add(egui::Label::new(RichText::new(&caption).font(theme::bold(17.0))).wrap());
    // Read out when it changes, but not while days fly by.
    let live = if watch.playing { egui::accesskit::Live::Off } else { egui::accesskit::Live::Polite };
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(live));
    let scene = subject.story().state_at(watch.day);
    counts_ui(ui, &scene.so_far);
    ui.add_space(6.0);
    scrolling(ui, scrolls, |ui| {
        let drawn = ui.cursor().top();
        picture::picture_ui(ui, &subject, &scene);
        if let Some(option) = subject.option() {
            let when = caption::day_in_words(watch.day, watched.scenario.run.start);
            // What happened last names its own day.
            let figure = moment(option, watched.replication, subject.story(), &scene, [&when, &caption]);
            pictures::offer_figure(ui, [drawn, drawn], "One possible future", figure);
        }
    });
    actions.extend(wishes.into_iter().map(Action::Experience));
}

/// Space plays and stops, comma and full stop step back and forward; none while a control has the keyboard.
fn keys(ui: &Ui, subject: &Subject<'_>, wishes: &mut Vec<Wish>) {
    if ui.ctx().memory(|memory| memory.focused().is_some()) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Space) {
        wishes.push(Wish::Play(!subject.watch.playing));
    }
    if pressed(Key::Period) {
        wishes.extend(controls::next_event(subject));
    }
    if pressed(Key::Comma) {
        wishes.extend(controls::previous_event(subject));
    }
}

fn counts_ui(ui: &mut Ui, so_far: &crate::analysis::story::SoFar) {
    let count = |n: usize| number(n as f64, 0);
    let text = format!(
        "Since day 1: {} requests made · {} placed in London · {} placed elsewhere · {} withdrawn for want of a place · {} withdrawn, no place needed",
        count(so_far.requested),
        count(so_far.placed_london),
        count(so_far.placed_elsewhere),
        count(so_far.no_place),
        count(so_far.not_proceeding)
    );
    let muted = Palette::of(ui).muted;
    ui.add(egui::Label::new(RichText::new(text).size(13.5).color(muted)).wrap());
}
