//! The picture of a day: who waits, who is in which bed, who is in step-down or elsewhere, whose request has just been withdrawn.

use egui::{
    Align2, Color32, Frame, Margin, Painter, Pos2, Rect, RichText, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::Subject;
use super::caption::age_band;
use crate::analysis::story::{Bed, FADING_DAYS, PoolScene, Scene};
use crate::app::theme::{self, Palette};
use crate::app::views::experience::words;
use crate::model::{BedKind, Stream};
use crate::report::findings::word;
use crate::report::wording::{capital, number};

/// The least width in which waiting, homes and elsewhere stand side by side.
const LEAST_WIDTH: f32 = 820.0;
/// Most children drawn in one box; the rest are counted.
const MOST_DRAWN: usize = 600;

/// The picture, from left to right as children go.
pub fn picture_ui(ui: &mut Ui, subject: &Subject<'_>, scene: &Scene) {
    if ui.available_width() >= LEAST_WIDTH {
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            column(ui, width * 0.23, |ui| waiting_ui(ui, subject, scene));
            column(ui, width * 0.47, |ui| homes_ui(ui, subject, scene));
            column(ui, ui.available_width(), |ui| beyond_ui(ui, subject, scene));
        });
    } else {
        waiting_ui(ui, subject, scene);
        homes_ui(ui, subject, scene);
        beyond_ui(ui, subject, scene);
    }
    ui.add_space(8.0);
    key_ui(ui);
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(width, 0.0), |ui| ui.vertical(contents));
}

fn card(ui: &mut Ui, title: &str, least_height: f32, contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui);
    Frame::new().fill(palette.panel).corner_radius(8).inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(least_height);
        ui.label(RichText::new(title).font(theme::bold(theme::BODY)));
        contents(ui);
    });
    ui.add_space(8.0);
}

fn note(ui: &mut Ui, text: &str) {
    let muted = Palette::of(ui).muted;
    ui.add(egui::Label::new(RichText::new(text).size(13.0).color(muted)).wrap());
}

fn count(n: usize) -> String {
    number(n as f64, 0)
}

/// Children of each stream, in words.
fn by_stream(subject: &Subject<'_>, children: &[usize]) -> String {
    let of = |stream: Stream| children.iter().filter(|child| subject.story().stream(**child) == stream).count();
    let parts: Vec<String> =
        Stream::ALL.into_iter().filter(|stream| of(*stream) > 0).map(|stream| format!("{} {}", count(of(stream)), word(stream))).collect();
    if parts.is_empty() { "nobody".to_owned() } else { parts.join(", ") }
}

fn waiting_ui(ui: &mut Ui, subject: &Subject<'_>, scene: &Scene) {
    card(ui, &format!("Waiting for a place: {}", count(scene.waiting.len())), 96.0, |ui| {
        children_ui(ui, subject, &plain(&scene.waiting), &format!("Waiting for a place: {}", by_stream(subject, &scene.waiting)));
        if let Some(first) = scene.waiting.first() {
            let days = subject.watch.day - subject.story().day_of(subject.story().children()[*first].episode.arrival_day);
            note(ui, &format!("Longest wait so far: {}", words::span(days.max(1.0))));
        }
    });
    if !scene.withdrawn_lately.is_empty() {
        let title = format!("Withdrawn for want of a place: {}", count(scene.withdrawn_lately.len()));
        card(ui, &title, 0.0, |ui| {
            let fading: Vec<(usize, f32)> =
                scene.withdrawn_lately.iter().map(|(child, since)| (*child, 1.0 - 0.75 * (since / FADING_DAYS) as f32)).collect();
            children_ui(ui, subject, &fading, &format!("{title} in the last {} days", number(FADING_DAYS, 0)));
            note(ui, &format!("In the last {} days", number(FADING_DAYS, 0)));
        });
    }
    if !scene.open_only.is_empty() {
        let (requests, are) = if scene.open_only.len() == 1 { ("request", "is") } else { ("requests", "are") };
        note(ui, &format!("{} more {requests} {are} open and will turn out to need no place.", count(scene.open_only.len())));
    }
}

fn homes_ui(ui: &mut Ui, subject: &Subject<'_>, scene: &Scene) {
    let Some(option) = subject.option() else { return };
    if scene.pools.is_empty() {
        card(ui, "No London homes", 96.0, |ui| {
            note(ui, &format!("“{}” has no beds in London: children are placed elsewhere or not at all.", option.name));
        });
        return;
    }
    for (index, home) in option.homes.iter().enumerate() {
        let pools: Vec<&PoolScene> = scene.pools.iter().filter(|pool| pool.home == index).collect();
        let beds = || pools.iter().flat_map(|pool| &pool.beds);
        let taken = beds().filter(|bed| matches!(bed, Bed::Taken { .. })).count();
        let usable = beds().filter(|bed| **bed != Bed::NotUsable).count();
        let title = if pools.is_empty() {
            format!("{}: no beds", home.name)
        } else if usable == 0 {
            format!("{}: not open", home.name)
        } else {
            format!("{}: {} of {} usable beds in use", home.name, count(taken), count(usable))
        };
        card(ui, &title, 0.0, |ui| pools.iter().for_each(|pool| pool_ui(ui, subject, pool)));
    }
}

/// The letter in an empty bed: who it is for.
fn letter(kind: BedKind) -> &'static str {
    match kind {
        BedKind::Welfare => "W",
        BedKind::Justice => "J",
        BedKind::Either => "E",
    }
}

fn pool_ui(ui: &mut Ui, subject: &Subject<'_>, pool: &PoolScene) {
    let palette = Palette::of(ui);
    let blocked = pool.beds.iter().filter(|bed| matches!(bed, Bed::Taken { blocked: true, .. })).count();
    let taken = pool.beds.iter().filter(|bed| matches!(bed, Bed::Taken { .. })).count();
    let closed = pool.beds.iter().filter(|bed| **bed == Bed::NotUsable).count();
    let mut said = format!("{}: {} of {} in use", capital(words::beds_of_kind(pool.kind)), count(taken), count(pool.beds.len() - closed));
    if blocked > 0 {
        said.push_str(&format!(", {} ready to leave but blocked", count(blocked)));
    }
    if closed > 0 {
        said.push_str(&format!(", {} cannot be used", count(closed)));
    }
    note(ui, &said);
    let size = if pool.beds.len() > 120 { 16.0 } else { 28.0 };
    let last = last_child(subject);
    let (cells, response) = cells(ui, pool.beds.len(), size, 4.0, &said);
    for (bed, cell) in pool.beds.iter().zip(&cells) {
        let painter = ui.painter();
        painter.rect_filled(*cell, 3.0, palette.card);
        let outline = if pool.kind == BedKind::Either { Stroke::new(1.5, palette.text) } else { Stroke::new(1.0, palette.muted) };
        painter.rect_stroke(*cell, 3.0, outline, StrokeKind::Inside);
        match bed {
            Bed::Free => {
                painter.text(cell.center(), Align2::CENTER_CENTER, letter(pool.kind), theme::regular(size * 0.46), palette.muted);
            }
            Bed::NotUsable => {
                let inner = cell.shrink(size * 0.25);
                painter.line_segment([inner.left_top(), inner.right_bottom()], Stroke::new(1.5, palette.muted));
                painter.line_segment([inner.right_top(), inner.left_bottom()], Stroke::new(1.5, palette.muted));
            }
            Bed::Taken { child, blocked } => {
                let mark = Mark { stream: subject.story().stream(*child), blocked: *blocked, last: last == Some(*child), strength: 1.0 };
                mark.draw(painter, palette, cell.center(), size * 0.33);
            }
        }
    }
    if let Some(index) = under(&response, &cells) {
        let text = match pool.beds[index] {
            Bed::Free => format!("Free: one of the {}", words::beds_of_kind(pool.kind)),
            Bed::NotUsable => "Cannot be used: not open yet, closed, or kept empty beside a child with intensive support".to_owned(),
            Bed::Taken { child, blocked } => {
                let ready = if blocked { "; ready to leave, but step-down has no place" } else { "" };
                format!("{}{ready}", about(subject, child))
            }
        };
        response.on_hover_text_at_pointer(text);
    }
}

fn beyond_ui(ui: &mut Ui, subject: &Subject<'_>, scene: &Scene) {
    let Some(option) = subject.option() else { return };
    for (index, unit) in option.step_down_units.iter().enumerate().filter(|(_, unit)| unit.places > 0) {
        unit_ui(ui, subject, scene, index, &unit.name, unit.places);
    }
    if let Some(facility) = option.open_facility.as_ref().filter(|facility| facility.places > 0) {
        let unit = option.step_down_units.len();
        unit_ui(ui, subject, scene, unit, "Open facility", facility.places);
        if scene.diverted > 0 {
            note(ui, &format!("{} more are there instead of being requested.", count(scene.diverted)));
        }
    }
    card(ui, &format!("Placed elsewhere: {}", count(scene.elsewhere.len())), 96.0, |ui| {
        children_ui(ui, subject, &plain(&scene.elsewhere), &format!("Placed elsewhere: {}", by_stream(subject, &scene.elsewhere)));
        let miles: Vec<f64> = scene.elsewhere.iter().filter_map(|child| subject.story().children()[*child].miles).collect();
        if !miles.is_empty() {
            note(ui, &format!("{} miles from home on average", number(miles.iter().sum::<f64>() / miles.len() as f64, 0)));
        }
    });
}

fn unit_ui(ui: &mut Ui, subject: &Subject<'_>, scene: &Scene, unit: usize, name: &str, places: u32) {
    let here: Vec<usize> = scene.step_down.iter().filter(|(of, _)| *of == unit).map(|(_, child)| *child).collect();
    let title = format!("{name}: {} of {} places in use", count(here.len()), number(f64::from(places), 0));
    card(ui, &title, 0.0, |ui| children_ui(ui, subject, &plain(&here), &format!("{title}: {}", by_stream(subject, &here))));
}

fn plain(children: &[usize]) -> Vec<(usize, f32)> {
    children.iter().map(|child| (*child, 1.0)).collect()
}

/// Children as marks, each with how strongly it is drawn.
fn children_ui(ui: &mut Ui, subject: &Subject<'_>, children: &[(usize, f32)], described: &str) {
    let palette = Palette::of(ui);
    let drawn = &children[..children.len().min(MOST_DRAWN)];
    let size = if drawn.len() > 120 { 12.0 } else { 20.0 };
    let last = last_child(subject);
    let (cells, response) = cells(ui, drawn.len(), size, 2.0, described);
    for ((child, strength), cell) in drawn.iter().zip(&cells) {
        let mark = Mark { stream: subject.story().stream(*child), blocked: false, last: last == Some(*child), strength: *strength };
        mark.draw(ui.painter(), palette, cell.center(), size * 0.4);
    }
    if let Some(index) = under(&response, &cells) {
        response.on_hover_text_at_pointer(about(subject, drawn[index].0));
    }
    if children.len() > drawn.len() {
        note(ui, &format!("and {} more", count(children.len() - drawn.len())));
    }
}

/// What may be said of a child.
fn about(subject: &Subject<'_>, child: usize) -> String {
    let known = &subject.story().children()[child];
    let since = subject.watch.day - subject.story().day_of(known.episode.arrival_day);
    format!("A child aged {}, {} request, made {} ago", age_band(known.age), word(known.episode.stream), words::span(since.max(1.0)))
}

/// The child to whom something happened last.
fn last_child(subject: &Subject<'_>) -> Option<usize> {
    subject.story().last_event(subject.watch.day).map(|event| event.child)
}

/// Squares in rows, as many as fit in the width; one picture for a screen reader.
fn cells(ui: &mut Ui, count: usize, size: f32, gap: f32, described: &str) -> (Vec<Rect>, egui::Response) {
    let pitch = size + gap;
    let a_row = ((ui.available_width() + gap) / pitch).floor().max(1.0) as usize;
    let rows = count.div_ceil(a_row).max(1);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), rows as f32 * pitch), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::new(Role::GraphicsObject);
        info.label = Some(described.to_owned());
        info
    });
    let cell =
        |index: usize| Rect::from_min_size(rect.min + vec2((index % a_row) as f32, (index / a_row) as f32) * pitch, vec2(size, size));
    ((0..count).map(cell).collect(), response)
}

fn under(response: &egui::Response, cells: &[Rect]) -> Option<usize> {
    let pointer = response.hover_pos()?;
    cells.iter().position(|cell| cell.contains(pointer))
}

/// A child.
struct Mark {
    stream: Stream,
    blocked: bool,
    /// Whether something has just happened to this child.
    last: bool,
    strength: f32,
}

impl Mark {
    fn draw(&self, painter: &Painter, palette: &Palette, at: Pos2, radius: f32) {
        let colour = palette.stream(self.stream).gamma_multiply(self.strength);
        if self.last {
            painter.circle_stroke(at, radius + 3.0, Stroke::new(2.0, palette.text));
        }
        match self.stream {
            Stream::Welfare => {
                painter.circle_filled(at, radius, colour);
            }
            Stream::Justice => {
                painter.add(polygon(at, radius * 1.15, &[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)], colour));
            }
            Stream::PoliceCustody => {
                painter.add(polygon(at, radius * 1.1, &[(0.0, -1.0), (0.95, 0.8), (-0.95, 0.8)], colour));
            }
        }
        if self.blocked {
            let bar = Rect::from_center_size(at, vec2(radius * 2.9, radius * 0.62));
            painter.rect_filled(bar, 1.0, palette.card);
            painter.rect_filled(bar.shrink2(vec2(0.0, radius * 0.12)), 1.0, palette.full);
        }
    }
}

fn polygon(at: Pos2, radius: f32, corners: &[(f32, f32)], colour: Color32) -> Shape {
    let points = corners.iter().map(|(x, y)| pos2(at.x + x * radius, at.y + y * radius)).collect();
    Shape::convex_polygon(points, colour, Stroke::NONE)
}

/// What is what.
fn key_ui(ui: &mut Ui) {
    let palette = Palette::of(ui);
    let mark = |stream, blocked, last| Mark { stream, blocked, last, strength: 1.0 };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        for (mark, text) in [
            (mark(Stream::Welfare, false, false), "welfare"),
            (mark(Stream::Justice, false, false), "justice"),
            (mark(Stream::Welfare, true, false), "ready to leave, blocked: step-down has no place"),
            (mark(Stream::Welfare, false, true), "what happened last"),
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(24.0, 20.0), Sense::hover());
            mark.draw(ui.painter(), palette, rect.center(), 7.0);
            note(ui, text);
            ui.add_space(8.0);
        }
        note(ui, "Squares are beds: W welfare, J justice, E either; crossed out: cannot be used");
    });
}
