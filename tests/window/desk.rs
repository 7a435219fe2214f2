//! A desk with a scenario file on it, and a window that is opened on the file.

use std::path::{Path, PathBuf};

use egui_kittest::Harness;
use sufficiency::app::PlannerApp;
use sufficiency::app::files::Files;
use sufficiency::app::files::dialog::Show;
use sufficiency::app::files::worker::Places;

use super::support::*;

/// A folder with a scenario file and a place for what the program keeps.
pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(desk.plan(), store::to_ron(&small_review())).unwrap();
        desk
    }

    pub fn plan(&self) -> PathBuf {
        self.folder.path().join("plan.ron")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn open(&self, path: &Path) -> Window {
        self.open_with(path, None)
    }

    /// With file dialogs that are shown in this way.
    pub fn open_with(&self, path: &Path, dialogs: Option<Show>) -> Window {
        let (path, places) = (path.to_owned(), Places { data: Some(self.data()), dialogs });
        Harness::builder()
            .with_size(egui::vec2(1600.0, 2400.0))
            .build_eframe(move |context| PlannerApp::on_file(&context.egui_ctx, Some(&path), places))
    }
}

pub fn files(window: &Window) -> &Files {
    &window.state().state().files
}

pub fn name(window: &Window) -> String {
    window.state().state().document.as_ref().unwrap().scenario.name.clone()
}

pub fn press(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.step();
    window.step();
}

pub fn menu(window: &mut Window, label: &str) {
    press(window, "Scenario");
    press(window, label);
}

/// One figure is another.
pub fn change(window: &mut Window) {
    go(window, DEMAND);
    type_into(window, REQUESTS, "150");
    assert!(window.state().state().has_unsaved_changes());
}

pub fn command(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.step();
    window.step();
}
