//! How smooth the window is: the time of each frame, at rest and while a run takes the cores. Needs a screen: `cargo bench --bench frames`,
//! or with the number of a room behind `--` for that room alone.
//!
//! The pointer wanders over the window all the time, so that every frame has something to do; frames are drawn one after the other without
//! waiting for the screen. Each room is looked at in turn. Of each frame the part is told that the program's own code takes; the rest is
//! egui's shaping into triangles and the painting of them, which on a machine without a graphics card is done by its cores.

use std::time::{Duration, Instant};

use eframe::{App, CreationContext};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Ui, ViewportCommand};
use sufficiency::app::cores::window_comes_first;
use sufficiency::app::document::initial;
use sufficiency::app::state::Room;
use sufficiency::app::{PlannerApp, window_options};

/// The rooms, in the order of their keys.
const ROOMS: [(Room, Key); 10] = [
    (Room::Evidence, Key::Num1),
    (Room::Demand, Key::Num2),
    (Room::Options, Key::Num3),
    (Room::Comparison, Key::Num4),
    (Room::Experience, Key::Num5),
    (Room::Beds, Key::Num6),
    (Room::Costs, Key::Num7),
    (Room::Criteria, Key::Num8),
    (Room::Boroughs, Key::Num9),
    (Room::Drivers, Key::D),
];
/// Frames looked at in each room, at rest and during a run.
const FRAMES: usize = 300;
/// Frames passed over when a room is entered.
const SETTLING: usize = 30;

/// The program's own window, watched.
struct Watched {
    app: PlannerApp,
    opened: Instant,
    rooms: Vec<(Room, Key)>,
    first_picture: Option<Duration>,
    first_answer: Option<Duration>,
    room: usize,
    during_run: bool,
    passed: usize,
    last_frame: Option<Instant>,
    milliseconds: Vec<f64>,
    /// Of them, what the program's own code took.
    own_milliseconds: Vec<f64>,
    own: Duration,
    wandered: u32,
}

impl Watched {
    fn new(context: &CreationContext<'_>, opened: Instant, rooms: Vec<(Room, Key)>) -> Self {
        Self {
            app: PlannerApp::new(&context.egui_ctx, initial(None)),
            opened,
            rooms,
            first_picture: None,
            first_answer: None,
            room: 0,
            during_run: false,
            passed: 0,
            last_frame: None,
            milliseconds: Vec::new(),
            own_milliseconds: Vec::new(),
            own: Duration::ZERO,
            wandered: 0,
        }
    }

    fn is_running(&self) -> bool {
        self.app.state().results.is_running()
    }

    /// Whether nothing is worked out, the close look at an option included in the rooms that show it: in others it is left as it is.
    fn is_at_rest(&self) -> bool {
        let shows = self.rooms.get(self.room).is_some_and(|(room, _)| matches!(room, Room::Experience | Room::Options));
        let closer = self.app.state().results.closer.closer.as_deref().filter(|_| shows);
        !self.is_running() && closer.is_none_or(|closer| closer.look.futures >= closer.wanted)
    }

    /// Whether this frame counts: at rest nothing runs, and during a run something does.
    fn counts(&self) -> bool {
        let as_wanted = if self.during_run { self.is_running() } else { self.is_at_rest() };
        self.first_answer.is_some() && self.passed >= SETTLING && as_wanted
    }

    fn show(&mut self) {
        let at = |sorted: &[f64], share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
        for milliseconds in [&mut self.milliseconds, &mut self.own_milliseconds] {
            milliseconds.sort_by(f64::total_cmp);
        }
        let when = if self.during_run { "during a run" } else { "at rest" };
        let (all, own) = (&self.milliseconds, &self.own_milliseconds);
        println!(
            "{:<28} {when:<13} median {:>5.1} ms   99th percentile {:>5.1} ms   own code {:>5.1} ms, {:>5.1} ms",
            self.rooms[self.room].0.question(),
            at(all, 0.5),
            at(all, 0.99),
            at(own, 0.5),
            at(own, 0.99)
        );
        self.milliseconds.clear();
        self.own_milliseconds.clear();
    }

    fn go_on(&mut self, ctx: &Context) {
        self.show();
        self.passed = 0;
        if self.during_run {
            self.room += 1;
        }
        self.during_run = !self.during_run;
        if self.room == self.rooms.len() {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

fn press(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

impl App for Watched {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        let began = Instant::now();
        self.app.logic(ctx, frame);
        self.own += began.elapsed();
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let now = Instant::now();
        if let Some(last) = self.last_frame.replace(now)
            && self.counts()
        {
            self.milliseconds.push((now - last).as_secs_f64() * 1_000.0);
            self.own_milliseconds.push(self.own.as_secs_f64() * 1_000.0);
        }
        self.own = Duration::ZERO;
        if self.first_picture.is_none() && self.wandered > 1 {
            self.first_picture = Some(self.opened.elapsed());
            println!("first picture after {:.2} s", self.opened.elapsed().as_secs_f64());
        }
        if self.first_answer.is_none() && self.app.state().results.shown.is_some() {
            self.first_answer = Some(self.opened.elapsed());
            println!("first answer after {:.2} s", self.opened.elapsed().as_secs_f64());
        }
        let began = Instant::now();
        self.app.ui(ui, frame);
        self.own += began.elapsed();
        if self.first_answer.is_some() {
            self.passed += 1;
        }
        if self.milliseconds.len() == FRAMES && self.room < self.rooms.len() {
            self.go_on(ui.ctx());
        }
        ui.ctx().request_repaint();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }

    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        self.wandered += 1;
        let angle = f64::from(self.wandered) / 40.0;
        input
            .events
            .push(Event::PointerMoved(Pos2::new((640.0 + 500.0 * angle.cos()) as f32, (420.0 + 300.0 * (1.3 * angle).sin()) as f32)));
        let Some((_, key)) = self.rooms.get(self.room).filter(|_| self.first_answer.is_some()) else { return };
        if self.passed == 1 {
            input.events.push(press(*key, Modifiers::COMMAND));
        } else if self.during_run && !self.is_running() {
            input.events.push(press(Key::F5, Modifiers::NONE));
        } else if !self.during_run && self.is_running() && self.passed > 1 {
            input.events.push(press(Key::Escape, Modifiers::NONE));
        }
    }
}

fn main() {
    let opened = Instant::now();
    let number = std::env::args().skip(1).find_map(|argument| argument.parse::<usize>().ok());
    let rooms = number.map_or_else(|| ROOMS.to_vec(), |number| ROOMS.iter().skip(number.saturating_sub(1)).take(1).copied().collect());
    let mut options = window_options();
    window_comes_first();
    options.viewport = options.viewport.with_inner_size([1280.0, 800.0]);
    options.glow_options.vsync = false;
    let create: eframe::AppCreator<'_> = Box::new(move |context| Ok(Box::new(Watched::new(context, opened, rooms))));
    if let Err(error) = eframe::run_native("sufficiency-planner-frames", options, create) {
        println!("no window, nothing measured: {error}");
    }
}
