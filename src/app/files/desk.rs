//! Brings the window's files and the worker together, once a frame.

use std::path::{Path, PathBuf};

use egui::ViewportCommand;

use super::receive::{self, Keeper, opened, receive};
use super::worker::{Job, News, Places, Worker, read};
use crate::app::state::AppState;
use crate::model::{ValidScenario, validate};
use crate::store::{self, folders, shipped};

/// The worker, what it was given to keep, and whether the window may close.
pub struct Desk {
    worker: Worker,
    keeper: Keeper,
    may_close: bool,
}

impl Desk {
    /// A desk that keeps things in these places.
    pub fn new(ctx: &egui::Context, places: Places) -> Self {
        let window = ctx.clone();
        Self { worker: Worker::new(places, move || window.request_repaint()), keeper: Keeper::default(), may_close: false }
    }

    /// Takes in news, keeps unsaved work, hands out jobs, and asks before the window closes.
    pub fn look(&mut self, ctx: &egui::Context, state: &mut AppState) {
        for news in self.worker.news() {
            if let News::Picture(image) = &news {
                ctx.copy_image(image.clone());
            }
            receive(state, news);
        }
        // Somebody comes back to the window: the file may have been changed meanwhile.
        let comes_back = ctx.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::WindowFocused(true))));
        if let Some(path) = state.files.path.clone().filter(|_| comes_back) {
            state.files.outbox.push(Job::Look(path));
        }
        if let Some(wait) = self.keeper.look(state) {
            ctx.request_repaint_after(wait);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.may_close && !receive::closing(state) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        for job in std::mem::take(&mut state.files.outbox) {
            if job == Job::CloseWindow {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            } else if !self.worker.send(job) {
                state.files.say("Files cannot be read or written in this window any more; open another window", true);
            }
        }
    }
}

/// Where a window on a desktop keeps things.
pub fn desktop() -> Places {
    Places { data: folders::user_data(), dialogs: Some(super::dialog::system) }
}

/// The state in which a window opens on a file, or on the scenario supplied under that name where there is no such file.
pub fn open_on(state: &mut AppState, path: &Path) {
    let arrived = read(PathBuf::from(path));
    if !(arrived.result == Err(store::LoadError::Missing) && shipped(&path.to_string_lossy()).is_some()) {
        opened(state, arrived);
        if let Some(path) = state.files.path.clone() {
            state.files.outbox.push(Job::Remember(path));
        }
    }
}

/// About how many minutes a run would keep one core busy, where that is so long that it is not started without asking.
pub fn long_run_minutes(state: &AppState, scenario: &ValidScenario) -> Option<f64> {
    let agreed = state.files.long_run_agreed.as_ref().is_some_and(|agreed| std::sync::Arc::ptr_eq(agreed, &scenario.shared()));
    let minutes = validate::run_minutes(scenario, scenario.options.len());
    (minutes > validate::LONG_RUN_MINUTES && !agreed).then_some(minutes)
}
