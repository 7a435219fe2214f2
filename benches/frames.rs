//! How smooth the window is: the time of each frame, at rest and while a run takes every core. Needs a screen: `cargo bench --bench frames`.
//!
//! The pointer wanders over the window all the time, so that every frame has something to do; frames are drawn one after the other without
//! waiting for the screen. Each room is looked at in turn.

use std::time::{Duration, Instant};

use eframe::{App, CreationContext, NativeOptions};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Ui, ViewportCommand};
use sufficiency::app::PlannerApp;
use sufficiency::app::document::initial;
use sufficiency::app::state::Room;

/// The rooms, in the order of their keys.
const ROOMS: [Room; 5] = [Room::Evidence, Room::Demand, Room::Options, Room::Comparison, Room::Experience];
/// Frames looked at in each room, at rest and during a run.
const FRAMES: usize = 300;
/// Frames passed over when a room is entered.
const SETTLING: usize = 10;

/// The program's own window, watched.
struct Watched {
    app: PlannerApp,
    opened: Instant,
    first_picture: Option<Duration>,
    first_answer: Option<Duration>,
    room: usize,
    during_run: bool,
    passed: usize,
    last_frame: Option<Instant>,
    milliseconds: Vec<f64>,
    wandered: u32,
}

impl Watched {
    fn new(context: &CreationContext<'_>, opened: Instant) -> Self {
        Self {
            app: PlannerApp::new(&context.egui_ctx, initial(None)),
            opened,
            first_picture: None,
            first_answer: None,
            room: 0,
            during_run: false,
            passed: 0,
            last_frame: None,
            milliseconds: Vec::new(),
            wandered: 0,
        }
    }

    fn is_running(&self) -> bool {
        self.app.state().results.is_running()
    }

    /// Whether this frame counts: at rest nothing runs, and during a run something does.
    fn counts(&self) -> bool {
        self.first_answer.is_some() && self.passed >= SETTLING && self.is_running() == self.during_run
    }

    fn show(&mut self) {
        self.milliseconds.sort_by(f64::total_cmp);
        let at = |share: f64| self.milliseconds[((self.milliseconds.len() - 1) as f64 * share) as usize];
        let when = if self.during_run { "during a run" } else { "at rest" };
        println!("{:<28} {when:<13} median {:>5.1} ms   99th percentile {:>5.1} ms", ROOMS[self.room].question(), at(0.5), at(0.99));
        self.milliseconds.clear();
    }

    fn go_on(&mut self, ctx: &Context) {
        self.show();
        self.passed = 0;
        if self.during_run {
            self.room += 1;
        }
        self.during_run = !self.during_run;
        if self.room == ROOMS.len() {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

impl App for Watched {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let now = Instant::now();
        if let Some(last) = self.last_frame.replace(now)
            && self.counts()
        {
            self.milliseconds.push((now - last).as_secs_f64() * 1_000.0);
        }
        if self.first_picture.is_none() && self.wandered > 1 {
            self.first_picture = Some(self.opened.elapsed());
            println!("first picture after {:.2} s", self.opened.elapsed().as_secs_f64());
        }
        if self.first_answer.is_none() && self.app.state().results.shown.is_some() {
            self.first_answer = Some(self.opened.elapsed());
            println!("first answer after {:.2} s", self.opened.elapsed().as_secs_f64());
        }
        self.app.ui(ui, frame);
        self.passed += 1;
        if self.milliseconds.len() == FRAMES && self.room < ROOMS.len() {
            self.go_on(ui.ctx());
        }
        ui.ctx().request_repaint();
    }

    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        self.wandered += 1;
        let angle = f64::from(self.wandered) / 40.0;
        input
            .events
            .push(Event::PointerMoved(Pos2::new((640.0 + 500.0 * angle.cos()) as f32, (420.0 + 300.0 * (1.3 * angle).sin()) as f32)));
        if self.passed == 1 && self.room < ROOMS.len() {
            let digit = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5][self.room.min(4)];
            input.events.push(press(digit, Modifiers::COMMAND));
        } else if self.during_run && !self.is_running() {
            input.events.push(press(Key::F5, Modifiers::NONE));
        }
    }
}

fn main() {
    let opened = Instant::now();
    let mut options =
        NativeOptions { viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]), ..NativeOptions::default() };
    options.glow_options.vsync = false;
    let create: eframe::AppCreator<'_> = Box::new(move |context| Ok(Box::new(Watched::new(context, opened))));
    if let Err(error) = eframe::run_native("sufficiency-planner-frames", options, create) {
        println!("no window, nothing measured: {error}");
    }
}
