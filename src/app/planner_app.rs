//! The frame: takes in results, draws, applies wishes, starts what is wanted.

use std::sync::Arc;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::model::ValidScenario;
use crate::store::LoadedScenario;

use super::action::{Action, Actions};
use super::closer_job::CloserJob;
use super::document::NotOpened;
use super::experience::Wish;
use super::jobs::Jobs;
use super::reducer::{self, Effect};
use super::state::{AppState, Room};
use super::{theme, views};

/// Go back one edit.
pub(super) const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
/// Go forward one edit.
pub(super) const REDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
/// Run again.
pub(super) const RUN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F5);

/// The window's program.
pub struct PlannerApp {
    state: AppState,
    jobs: Jobs,
    closer: CloserJob,
}

impl PlannerApp {
    /// Opens on a scenario, or on what is wrong with it.
    pub fn new(ctx: &egui::Context, loaded: Result<LoadedScenario, NotOpened>) -> Self {
        theme::install(ctx);
        let window = ctx.clone();
        let other = ctx.clone();
        Self {
            state: AppState::new(loaded),
            jobs: Jobs::new(move || window.request_repaint()),
            closer: CloserJob::new(move || other.request_repaint()),
        }
    }

    /// What the window shows.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    fn shortcuts(&self, ctx: &egui::Context, actions: &mut Actions) {
        let typing = ctx.text_edit_focused();
        ctx.input_mut(|input| {
            // The longer shortcut first, or the shorter one takes its key. A field being typed in has an undo of its own.
            if !typing && input.consume_shortcut(&REDO) {
                actions.push(Action::Redo);
            } else if !typing && input.consume_shortcut(&UNDO) {
                actions.push(Action::Undo);
            }
            if input.consume_shortcut(&RUN) {
                actions.push(Action::Run);
            }
            if !typing && self.state.results.is_running() && input.key_pressed(Key::Escape) {
                actions.push(Action::Stop);
            }
        });
    }

    fn apply(&mut self, ctx: &egui::Context, actions: Actions) {
        for action in actions {
            match reducer::apply(&mut self.state, action) {
                Some(Effect::Run) => {
                    self.jobs.forget();
                    self.keep_running();
                }
                Some(Effect::Stop) => self.jobs.stop(),
                Some(Effect::Theme(theme)) => ctx.options_mut(|options| options.theme_preference = theme),
                None => {}
            }
            ctx.request_repaint();
        }
    }

    /// Lets days pass where a future is being watched; nothing is painted again otherwise.
    fn pass_time(&mut self, ctx: &egui::Context) {
        if self.state.view.room == Room::Experience && self.state.view.experience.watch.playing {
            let seconds = f64::from(ctx.input(|input| input.stable_dt));
            self.apply(ctx, vec![Action::Experience(Wish::Pass(seconds))]);
        }
    }

    /// Starts a run if the document is not the one run last. During a drag a run that is about to give its first answer may give it, so
    /// that the charts follow the pointer.
    fn keep_running(&mut self) {
        let Ok(document) = &mut self.state.document else { return };
        let held = document.history.is_dragging() && self.jobs.awaits_first_answer();
        let goal = self.state.results.goal(&document.scenario, self.state.view.precision_share);
        if held || self.jobs.is_for(&document.scenario, goal) {
            return;
        }
        match ValidScenario::new(Arc::clone(&document.scenario)) {
            Ok(valid) => {
                document.problems.clear();
                if self.jobs.adopt(&document.scenario, goal) {
                    return;
                }
                if valid.options.is_empty() {
                    self.jobs.abandon(valid.shared(), goal);
                } else {
                    self.jobs.start(valid, goal);
                }
            }
            Err(problems) => {
                document.problems = problems;
                self.jobs.abandon(Arc::clone(&document.scenario), goal);
            }
        }
    }
}

impl eframe::App for PlannerApp {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        // An answer is taken in before a later run may take its place: it is what the charts follow a drag with.
        reducer::receive(&mut self.state, self.jobs.latest());
        self.keep_running();
        reducer::receive(&mut self.state, self.jobs.latest());
        self.closer.follow(&self.state);
        self.state.results.closer = self.closer.found();
        self.pass_time(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut actions = Actions::new();
        self.shortcuts(&ctx, &mut actions);
        views::window_ui(ui, &self.state, &mut actions);
        self.apply(&ctx, actions);
    }
}
