//! Opens the window, or says in one sentence why it cannot be opened.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::PlannerApp;
use super::cores::window_comes_first;
use super::files::desk::desktop;
use super::jobs::lock;

/// Opens the window on a scenario file, or on the London review, and returns when it is closed.
///
/// # Errors
/// One sentence saying why there is no window and what to do.
pub fn run(path: Option<PathBuf>) -> Result<(), String> {
    let opened = Arc::new(AtomicBool::new(false));
    let fault: Arc<Mutex<Option<String>>> = Arc::default();
    let noted = Arc::clone(&fault);
    // A missing library shows as a panic deep in the windowing library: keep its words instead of printing them.
    std::panic::set_hook(Box::new(move |info| {
        lock(&noted).get_or_insert_with(|| info.to_string().replace('\n', " "));
    }));
    let flag = Arc::clone(&opened);
    let ended = catch_unwind(AssertUnwindSafe(move || {
        let options = window_options();
        window_comes_first();
        let create: eframe::AppCreator<'_> = Box::new(move |context| {
            flag.store(true, Ordering::Relaxed);
            Ok(Box::new(PlannerApp::on_file(&context.egui_ctx, path.as_deref(), desktop())))
        });
        eframe::run_native("sufficiency-planner", options, create)
    }));
    drop(std::panic::take_hook());
    let reason = match ended {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => lock(&fault).take().unwrap_or_default(),
    };
    Err(if opened.load(Ordering::Relaxed) {
        format!("The window was closed by a fault in the program ({reason}); the command line works without a window")
    } else {
        no_window(&reason)
    })
}

/// How the window is opened and painted.
pub fn window_options() -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Sufficiency Planner")
            .with_app_id("sufficiency-planner")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([960.0, 600.0]),
        // Colours here are flat, so noise against bands would show nothing, and every dot of it is worked out where there is no graphics card.
        dithering: false,
        ..Default::default()
    }
}

fn no_window(reason: &str) -> String {
    // What comes before the last colon is about the windowing library's own source.
    let reason = reason.rsplit(": ").next().unwrap_or(reason).trim_end_matches('.');
    format!(
        "The window cannot be opened: it needs a desktop and, on Debian, the packages libx11-6 libxcursor1 libx11-xcb1 libxi6 \
         libxkbcommon-x11-0 libgl1 ({reason}); the command line works without a window"
    )
}
