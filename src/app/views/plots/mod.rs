//! Charts on screen: the values of [`crate::report::figure`] that papers lay out too, painted in the colours of the theme, with tips under
//! the pointer and words for those who do not see them.

mod bars;
mod columns;
mod counted;
mod fan;
mod flow;
mod futures;
mod grid;
mod lines;
mod ranges;
mod scatter;
mod squares;
mod stacks;
mod tornado;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Mesh, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::report::figure::Axis;
use crate::report::layout::apart;

pub use bars::bars_ui;
pub use columns::columns_ui;
pub use counted::counted_ui;
pub use fan::fan_ui;
pub use flow::flow_ui;
pub use futures::futures_ui;
pub use grid::grid_ui;
pub use lines::lines_ui;
pub use ranges::ranges_ui;
pub use scatter::scatter_ui;
pub use squares::squares_ui;
pub use stacks::stacks_ui;
pub use tornado::tornado_ui;

/// Size of numbers at an axis and of words in a chart.
const SMALL: f32 = 12.5;
/// Room above a chart for what its upright axis measures, and below it for numbers and for what they measure.
const ABOVE: f32 = 20.0;
const NUMBERS: f32 = 20.0;
const NAME: f32 = 18.0;
/// Height of a line of words beside a chart.
const LINE: f32 = 15.0;

/// Where the values of two axes lie on screen.
struct Frame<'a> {
    rect: Rect,
    /// Left end of the numbers at the upright axis.
    left: f32,
    across: &'a Axis,
    upright: &'a Axis,
}

impl<'a> Frame<'a> {
    /// The part of an area that is left beside the numbers of the upright axis, its name above, and some room at the right and below.
    fn new(ui: &Ui, area: Rect, [across, upright]: [&'a Axis; 2], right: f32, below: f32) -> Self {
        let (ticks, decimals) = upright.ticks(level_count(area.height() - ABOVE - below));
        let width = |tick: &f64| text_width(ui, upright.written(*tick, decimals), theme::regular(SMALL));
        let numbers = ticks.iter().map(width).fold(16.0, f32::max) + 8.0;
        let rect = Rect::from_min_max(area.min + vec2(numbers, ABOVE), area.max - vec2(right, below));
        Self { rect, left: area.left(), across, upright }
    }

    /// A place on screen.
    fn at(&self, [x, y]: [f64; 2]) -> Pos2 {
        let (x, y) = (self.across.along(x) as f32, self.upright.along(y) as f32);
        pos2(self.rect.left() + x * self.rect.width(), self.rect.bottom() - y * self.rect.height())
    }

    /// How far along the axis below the pointer is, if it is over the chart.
    fn pointed(&self, response: &Response) -> Option<f64> {
        let pointer = response.hover_pos().filter(|pointer| self.rect.contains(*pointer))?;
        let share = f64::from((pointer.x - self.rect.left()) / self.rect.width().max(1.0));
        Some(self.across.low + share * (self.across.high - self.across.low))
    }

    /// Level lines, their numbers at the left, and the name of the upright axis above them.
    fn levels(&self, ui: &Ui) {
        let palette = Palette::of(ui);
        let (ticks, decimals) = self.upright.ticks(level_count(self.rect.height()));
        for tick in ticks {
            let y = self.at([0.0, tick]).y;
            ui.painter().hline(self.rect.x_range(), y, Stroke::new(1.0, if tick == 0.0 { palette.muted } else { palette.line }));
            let at = pos2(self.rect.left() - 6.0, y);
            ui.painter().text(at, Align2::RIGHT_CENTER, self.upright.written(tick, decimals), theme::regular(SMALL), palette.muted);
        }
        let at = pos2(self.left, self.rect.top() - ABOVE + 1.0);
        ui.painter().text(at, Align2::LEFT_TOP, &self.upright.label, theme::regular(SMALL), palette.text);
    }

    /// Numbers below, with lines upwards if `lines`, and the name of the axis below them.
    fn below(&self, ui: &Ui, lines: bool) {
        let palette = Palette::of(ui);
        // What is counted has no halves.
        let most = (self.across.high - self.across.low).max(1.0).min(f64::from(self.rect.width() / 60.0)).max(1.0) as usize;
        let (ticks, decimals) = self.across.ticks(most);
        for tick in ticks {
            let x = self.at([tick, self.upright.low]).x;
            if lines {
                ui.painter().vline(x, self.rect.y_range(), Stroke::new(1.0, palette.line));
            }
            let at = pos2(x, self.rect.bottom() + 4.0);
            ui.painter().text(at, Align2::CENTER_TOP, self.across.written(tick, decimals), theme::regular(SMALL), palette.muted);
        }
        let at = pos2(self.rect.center().x, self.rect.bottom() + NUMBERS);
        ui.painter().text(at, Align2::CENTER_TOP, &self.across.label, theme::regular(SMALL), palette.text);
    }
}

fn level_count(height: f32) -> usize {
    (height / 34.0).max(2.0) as usize
}

fn text_width(ui: &Ui, text: String, font: egui::FontId) -> f32 {
    ui.painter().layout_no_wrap(text, font, Color32::PLACEHOLDER).size().x
}

/// Room for a chart, which a screen reader hears as `described`.
fn area(ui: &mut Ui, height: f32, described: &str) -> (Rect, Response) {
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, described));
    (area, response)
}

/// The surface between two lines.
fn band(low: &[Pos2], high: &[Pos2], colour: Color32) -> Shape {
    let mut mesh = Mesh::default();
    for (low, high) in low.iter().zip(high) {
        let next = mesh.vertices.len() as u32;
        mesh.colored_vertex(*low, colour);
        mesh.colored_vertex(*high, colour);
        if next >= 2 {
            mesh.add_triangle(next - 2, next - 1, next);
            mesh.add_triangle(next - 1, next, next + 1);
        }
    }
    Shape::mesh(mesh)
}

/// Words at the right end of a chart, the uppermost first, each by the height of what it names; moved apart where they would touch.
fn words_at_right(ui: &Ui, frame: &Frame<'_>, words: Vec<(Pos2, String, Color32, bool)>) {
    let palette = Palette::of(ui);
    let heights: Vec<f64> = words.iter().map(|(at, ..)| f64::from(at.y)).collect();
    let moved = apart(&heights, f64::from(LINE), f64::from(frame.rect.bottom() - LINE / 2.0));
    let right = frame.rect.right();
    for ((at, word, colour, strong), height) in words.into_iter().zip(moved) {
        let height = height as f32;
        ui.painter().line_segment([pos2(at.x + 2.0, at.y), pos2(right + 12.0, height)], Stroke::new(1.0, palette.line));
        let font = if strong { theme::bold(SMALL) } else { theme::regular(SMALL) };
        ui.painter().text(pos2(right + 15.0, height), Align2::LEFT_CENTER, word, font, colour);
    }
}

/// A name in a rectangle, from its left and around its middle, in so many lines at most.
fn name_in(ui: &Ui, name: &str, rect: Rect, most_lines: usize) {
    let palette = Palette::of(ui);
    let mut job = LayoutJob::single_section(name.to_owned(), TextFormat::simple(theme::regular(13.5), palette.text));
    job.wrap = TextWrapping { max_width: rect.width() - 8.0, max_rows: most_lines, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, palette.text);
}

/// How a thing in a chart is drawn.
enum Sample {
    /// A line.
    Line,
    /// A thin line.
    Thin,
    /// A dashed line.
    Dashes,
    /// An upright line.
    Upright,
    /// A surface, with how much of its colour shows.
    Surface(f32),
}

/// What is what, in a line above a chart.
fn key_ui(ui: &mut Ui, entries: &[(Sample, Color32, &str)]) {
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
        ui.spacing_mut().interact_size.y = 18.0;
        for (sample, colour, label) in entries {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 12.0), Sense::hover());
            let painter = ui.painter();
            let line = |width| {
                painter.hline(rect.x_range(), rect.center().y, Stroke::new(width, *colour));
            };
            match sample {
                Sample::Line => line(2.5),
                Sample::Thin => line(1.3),
                Sample::Dashes => {
                    for step in 0..3 {
                        let from = rect.left() + 7.0 * step as f32;
                        painter.hline(from..=from + 4.0, rect.center().y, Stroke::new(1.5, *colour));
                    }
                }
                Sample::Upright => {
                    painter.vline(rect.center().x, rect.y_range(), Stroke::new(2.0, *colour));
                }
                Sample::Surface(share) => {
                    painter.rect_filled(rect, 2.0, colour.gamma_multiply(*share));
                }
            }
            ui.label(RichText::new(*label).size(13.0).color(palette.muted));
            ui.add_space(8.0);
        }
    });
}
