//! The frame of a small chart: its height, lines, numbers at the left and words below.

use egui::{Align2, Color32, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::app::wording::short_number;

/// Room for numbers at the left, for words below, and for labels of marks above.
const LEFT: f32 = 40.0;
const BELOW: f32 = 22.0;
const ABOVE: f32 = 6.0;
const TICKS: f32 = 12.5;

/// A chart under way: where values go on screen.
pub struct Axes {
    /// Where things are drawn.
    pub plot: Rect,
    /// The whole chart, which can be pointed at and read out.
    pub response: Response,
    x: (f64, f64),
    top: f64,
}

impl Axes {
    /// A chart of that height over x from `x.0` to `x.1` and y from 0 to `top`, with lines at round values. `labels` is room above for
    /// labels of marks. `written` writes a value at the left.
    pub fn new(ui: &mut Ui, height: f32, labels: f32, x: (f64, f64), top: f64, written: impl Fn(f64) -> String) -> Self {
        let palette = Palette::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let plot = Rect::from_min_max(rect.min + vec2(LEFT, ABOVE + labels), rect.max - vec2(6.0, BELOW));
        let step = round_step(top / f64::from((plot.height() / 38.0).max(2.0)));
        let axes = Self { plot, response, x, top: (top / step).ceil().max(1.0) * step };
        let mut value = 0.0;
        while value <= axes.top + step * 0.01 {
            let y = axes.at(x.0, value).y;
            let stroke = Stroke::new(1.0, if value == 0.0 { palette.muted } else { palette.line });
            ui.painter().hline(plot.x_range(), y, stroke);
            ui.painter().text(pos2(plot.left() - 6.0, y), Align2::RIGHT_CENTER, written(value), theme::regular(TICKS), palette.muted);
            value += step;
        }
        axes
    }

    /// Where a value goes.
    pub fn at(&self, x: f64, y: f64) -> Pos2 {
        let across = ((x - self.x.0) / (self.x.1 - self.x.0)) as f32;
        let up = (y / self.top) as f32;
        pos2(self.plot.left() + across * self.plot.width(), self.plot.bottom() - up * self.plot.height())
    }

    /// A word below the chart.
    pub fn word(&self, ui: &Ui, x: f64, align: Align2, word: &str) {
        let at = pos2(self.at(x, 0.0).x, self.plot.bottom() + 4.0);
        ui.painter().text(at, align, word, theme::regular(TICKS), Palette::of(ui).muted);
    }

    /// A line from bottom to top with its label, `row` rows above the chart or, for -1, in it. A label with no room at the right of its
    /// line stands at the left.
    pub fn mark(&self, ui: &Ui, x: f64, label: &str, colour: Color32, row: i8, dashed: bool) {
        let middle = self.plot.top() - 9.0 - f32::from(row) * 17.0;
        let ends = [pos2(self.at(x, 0.0).x, self.plot.bottom()), pos2(self.at(x, 0.0).x, middle.min(self.plot.top()) - 6.0)];
        let stroke = Stroke::new(1.8, colour);
        if dashed {
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 5.0, 4.0));
        } else {
            ui.painter().line_segment(ends, stroke);
        }
        let label = ui.painter().layout_no_wrap(label.to_owned(), theme::bold(TICKS), colour);
        let room = self.plot.right() - ends[0].x > label.size().x + 6.0;
        let left = if room { ends[0].x + 5.0 } else { ends[0].x - 5.0 - label.size().x };
        ui.painter().galley(pos2(left.max(self.plot.left()), middle - label.size().y / 2.0), label, colour);
    }

    /// What of the chart's x is under the pointer.
    pub fn pointed_x(&self) -> Option<f64> {
        let at = self.response.hover_pos().filter(|at| self.plot.expand(2.0).contains(*at))?;
        Some(self.x.0 + f64::from((at.x - self.plot.left()) / self.plot.width()) * (self.x.1 - self.x.0))
    }

    /// Gives the chart its words: read out in place of the picture.
    pub fn described(&self, words: &str) {
        self.response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, words));
    }
}

/// 1, 2 or 5 times a power of ten, at least so great.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= least * 0.999).unwrap_or(10.0 * power)
}

/// A value at the left of a chart.
pub fn plain(value: f64) -> String {
    short_number(value, 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_at_round_values() {
        for (least, step) in [(0.3, 0.5), (1.0, 1.0), (1.4, 2.0), (34.0, 50.0), (0.011, 0.02), (7.0, 10.0)] {
            assert!((round_step(least) - step).abs() < 1e-12, "{least}");
        }
    }
}
