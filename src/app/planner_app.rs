//! The frame: takes in results, draws, applies wishes, starts what is wanted.

use std::path::Path;
use std::sync::Arc;

use egui::ViewportCommand;

use crate::analysis::costs::CostAnswer;
use crate::analysis::criteria::appraise;
use crate::model::ValidScenario;
use crate::store::{self, LoadedScenario};

use super::action::{Action, Actions};
use super::boroughs;
use super::closer_job::CloserJob;
use super::commands::{self, Held};
use super::document::{self, NotOpened};
use super::experience::Wish;
use super::files::FileAction;
use super::files::desk::{self, Desk};
use super::files::worker::Places;
use super::jobs::Jobs;
use super::pack::job::PackJob;
use super::reducer::{self, Effect};
use super::state::{AppState, Room};
use super::studies::Studies;
use super::{theme, views};

/// The window's program.
pub struct PlannerApp {
    state: AppState,
    jobs: Jobs,
    /// The title that the window has.
    title: String,
    closer: CloserJob,
    studies: Studies,
    desk: Desk,
    pack: PackJob,
    held: Held,
}

impl PlannerApp {
    /// Opens on a scenario, or on what is wrong with it.
    pub fn new(ctx: &egui::Context, loaded: Result<LoadedScenario, NotOpened>) -> Self {
        theme::install(ctx);
        let window = ctx.clone();
        let other = ctx.clone();
        let third = ctx.clone();
        Self {
            state: AppState::new(loaded),
            jobs: Jobs::new(move || window.request_repaint()),
            closer: CloserJob::new(move || other.request_repaint()),
            studies: Studies::new(move || third.request_repaint()),
            title: String::new(),
            desk: Desk::new(ctx, Places::default()),
            pack: PackJob::new(ctx),
            held: Held::default(),
        }
    }

    /// Opens on a file, or on the scenario supplied under that name, and keeps unsaved work and recent files in these places.
    pub fn on_file(ctx: &egui::Context, path: Option<&Path>, places: Places) -> Self {
        let named = path.filter(|path| store::shipped(&path.to_string_lossy()).is_some());
        let mut app = Self::new(ctx, document::initial(named));
        if let Some(path) = path {
            app.state.document = Err(NotOpened { file: path.display().to_string(), reasons: Vec::new(), readable: false });
            if named.is_none() || path.exists() {
                desk::open_on(&mut app.state, path);
            } else {
                app.state = AppState::new(document::initial(named));
            }
        }
        app.desk = Desk::new(ctx, places);
        app
    }

    /// Wishes for something about files, as a view would.
    pub fn wish(&mut self, wish: FileAction) {
        reducer::apply(&mut self.state, Action::File(wish));
    }

    /// What the window shows.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// The title says what is open and whether it has changes that are not saved.
    fn name_window(&mut self, ctx: &egui::Context) {
        let title = match &self.state.document {
            Ok(document) => {
                let mark = if self.state.has_unsaved_changes() { "• " } else { "" };
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
            // What was agreed to may run now.
            if matches!(action, Action::File(FileAction::AgreeToLongRun | FileAction::AgreeToMends)) {
                self.jobs.forget();
            }
            match reducer::apply(&mut self.state, action) {
                Some(Effect::Run) => {
                    self.jobs.forget();
                    self.keep_running();
                }
                Some(Effect::Stop) => self.jobs.stop(),
                Some(Effect::Study(wish)) => {
                    if let Some(scenario) = self.state.shown_scenario().map(Arc::clone) {
                        self.studies.grant(&scenario, wish);
                    }
                }
                Some(Effect::Appearance(appearance)) => theme::wear(ctx, appearance),
                Some(Effect::Zoom(zoom)) => ctx.set_zoom_factor(zoom),
                Some(Effect::FullScreen(full)) => ctx.send_viewport_cmd(ViewportCommand::Fullscreen(full)),
                None => {}
            }
            ctx.request_repaint();
        }
    }

    /// Lets costs and the eight criteria follow the scenario and its answer, while they are looked at.
    fn derive(&mut self, ctx: &egui::Context) {
        let (Some(scenario), Some(shown)) = (self.state.shown_scenario().map(Arc::clone), self.state.results.shown.clone()) else { return };
        let Some(summary) = &shown.summary else { return };
        let (view, results) = (&self.state.view, &mut self.state.results);
        match view.room {
            Room::Criteria if !view.presenting => {
                results.criteria.follow(ctx, &scenario, &shown, view.criteria.counting, |scenario, summary, counting| {
                    appraise(scenario, summary, *counting, scenario.run.seed)
                })
            }
            // The presenter's view shows what both options cost.
            room if room == Room::Costs || view.presenting => {
                let baseline = summary.option_index(&view.baseline).unwrap_or(summary.baseline);
                results.costs.follow(ctx, &scenario, &shown, baseline, |scenario, summary, baseline| {
                    CostAnswer::compared_with(scenario, summary, *baseline)
                });
            }
            _ => {}
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
                let minutes = desk::long_run_minutes(&self.state, &valid);
                self.state.files.long_run_minutes = minutes;
                if minutes.is_some() || self.state.files.holds_run() {
                    self.jobs.abandon(valid.shared(), goal);
                    return;
                }
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
        self.desk.look(ctx, &mut self.state);
        reducer::receive(&mut self.state, self.jobs.latest());
        self.keep_running();
        reducer::receive(&mut self.state, self.jobs.latest());
        if self.state.view.before {
            self.closer.follow(&self.state.as_opened());
        } else {
            self.closer.follow(&self.state);
        }
        self.state.results.closer = self.closer.found();
        if let Some(scenario) = self.state.shown_scenario().map(Arc::clone) {
            self.state.results.studies = self.studies.known(&scenario);
        }
        self.derive(ctx);
        boroughs::follow(&mut self.state);
        self.pack.follow(&mut self.state);
        self.pass_time(ctx);
    }

    /// The page itself: nothing has to be painted over all of the window, which costs time where there is no graphics card.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        while let Some(action) = commands::pressed(&ctx, &self.state, self.held) {
            self.apply(&ctx, vec![action]);
        }
        let mut actions = Actions::new();
        views::dropped_files(&ctx, &self.state.files, &mut actions);
        self.name_window(&ctx);
        if self.state.view.before {
            views::window_ui(ui, &self.state.as_opened(), &mut actions);
        } else {
            views::window_ui(ui, &self.state, &mut actions);
        }
        theme::mark_focus(&ctx);
        self.held = commands::held(&ctx);
        self.apply(&ctx, actions);
    }
}
