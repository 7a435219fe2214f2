//! The frame: takes in results, draws, applies wishes, starts what is wanted.

use std::sync::Arc;

use egui::ViewportCommand;

use crate::model::ValidScenario;
use crate::store::LoadedScenario;

use super::action::{Action, Actions};
use super::closer_job::CloserJob;
use super::commands;
use super::document::NotOpened;
use super::experience::Wish;
use super::jobs::Jobs;
use super::reducer::{self, Effect};
use super::state::{AppState, Overlay, Room};
use super::{theme, views};

/// The window's program.
pub struct PlannerApp {
    state: AppState,
    jobs: Jobs,
    /// The title that the window has.
    title: String,
    /// Whether changes that are not saved may be lost.
    may_close: bool,
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
            title: String::new(),
            may_close: false,
        }
    }

    /// What the window shows.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Changes are not lost without a question.
    fn mind_closing(&self, ctx: &egui::Context, actions: &mut Actions) {
        let changed = self.state.document.as_ref().is_ok_and(super::state::Document::is_changed);
        if changed && !self.may_close && ctx.input(|input| input.viewport().close_requested()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            actions.push(Action::Show(Overlay::Closing));
        }
    }

    /// The title says what is open and whether it has changes that are not saved.
    fn name_window(&mut self, ctx: &egui::Context) {
        let title = match &self.state.document {
            Ok(document) => {
                let mark = if document.is_changed() { "• " } else { "" };
                format!("{mark}{} – Sufficiency Planner", document.scenario.name)
            }
            Err(_) => "Sufficiency Planner".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn apply(&mut self, ctx: &egui::Context, actions: Actions) {
        for action in actions {
            match reducer::apply(&mut self.state, action) {
                Some(Effect::Run) => {
                    self.jobs.forget();
                    self.keep_running();
                }
                Some(Effect::Stop) => self.jobs.stop(),
                Some(Effect::Appearance(appearance)) => theme::wear(ctx, appearance),
                Some(Effect::Zoom(zoom)) => ctx.set_zoom_factor(zoom),
                Some(Effect::FullScreen(full)) => ctx.send_viewport_cmd(ViewportCommand::Fullscreen(full)),
                Some(Effect::Close) => {
                    self.may_close = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
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
        let Some(scenario) = self.state.shown_scenario().map(Arc::clone) else { return };
        let Ok(document) = &mut self.state.document else { return };
        let held = document.history.is_dragging() && self.jobs.awaits_first_answer();
        let goal = self.state.results.goal(&scenario, self.state.view.precision_share);
        if held || self.jobs.is_for(&scenario, goal) {
            return;
        }
        match ValidScenario::new(Arc::clone(&scenario)) {
            Ok(valid) => {
                document.problems.clear();
                if self.jobs.adopt(&scenario, goal) {
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
                self.jobs.abandon(scenario, goal);
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
        if self.state.view.before {
            self.closer.follow(&self.state.as_opened());
        } else {
            self.closer.follow(&self.state);
        }
        self.state.results.closer = self.closer.found();
        self.pass_time(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let mut actions = Actions::from_iter(commands::pressed(&ctx, &self.state));
        self.mind_closing(&ctx, &mut actions);
        self.name_window(&ctx);
        if self.state.view.before {
            views::window_ui(ui, &self.state.as_opened(), &mut actions);
        } else {
            views::window_ui(ui, &self.state, &mut actions);
        }
        theme::mark_focus(&ctx);
        self.apply(&ctx, actions);
    }
}
