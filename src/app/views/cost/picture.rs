//! Cost and access on one picture: whole-life cost upwards, requests without a place to the right. Nearer the corner is better in both.

use egui::{Align2, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::costs::{CostAnswer, CostMeasure, OptionCosts};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::pictures;
use crate::app::wording::number;
use crate::model::Scenario;
use crate::report::costs::{counted, dominated, pounds};

const HEIGHT: f32 = 300.0;
const WIDEST: f32 = 760.0;
/// Room for the numbers at the left, and below.
const LEFT: f32 = 64.0;
const BELOW: f32 = 44.0;
/// Side of a mark.
const MARK: f32 = 20.0;

/// The picture, and which options are dominated.
pub fn picture_ui(ui: &mut Ui, answer: &CostAnswer, scenario: &Scenario) {
    let palette = Palette::of(ui);
    let (begins, title) = (ui.cursor().top(), "What does the money buy?");
    pictures::title_ui(ui, title);
    let finding = dominated(answer);
    ui.add(egui::Label::new(RichText::new(&finding).size(13.5).color(palette.muted)).wrap());
    let points: Vec<(&OptionCosts, f64, f64)> = answer
        .options
        .iter()
        .filter_map(|option| {
            let (cost, unmet) = (option.estimate(CostMeasure::NetPresent)?, option.estimate(CostMeasure::UnmetRequests)?);
            Some((option, unmet.mean, cost.mean / 1e6))
        })
        .collect();
    let top = |value: fn(&(&OptionCosts, f64, f64)) -> f64| points.iter().map(value).fold(1.0, f64::max) * 1.08;
    let (most_unmet, most_cost) = (top(|point| point.1), top(|point| point.2));
    let size = vec2(ui.available_width().min(WIDEST), HEIGHT);
    let drawn = ui.cursor().top();
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let plot = Rect::from_min_max(pos2(area.left() + LEFT, area.top() + 22.0), pos2(area.right() - 12.0, area.bottom() - BELOW));
    let at = |unmet: f64, cost: f64| {
        let part = |value: f64, most: f64| (value / most) as f32;
        pos2(plot.left() + plot.width() * part(unmet, most_unmet), plot.bottom() - plot.height() * part(cost, most_cost))
    };
    let painter = ui.painter();
    let font = theme::regular(12.5);
    for tick in ticks(most_cost) {
        let y = at(0.0, tick).y;
        painter.hline(plot.x_range(), y, Stroke::new(1.0, palette.line));
        painter.text(pos2(plot.left() - 6.0, y), Align2::RIGHT_CENTER, number(tick, 0), font.clone(), palette.muted);
    }
    for tick in ticks(most_unmet) {
        let x = at(tick, 0.0).x;
        painter.vline(x, plot.y_range(), Stroke::new(1.0, palette.line));
        painter.text(pos2(x, plot.bottom() + 4.0), Align2::CENTER_TOP, number(tick, 0), font.clone(), palette.muted);
    }
    painter.text(area.left_top(), Align2::LEFT_TOP, "Whole-life cost, £ million", font.clone(), palette.text);
    let below = pos2(plot.center().x, area.bottom() - 4.0);
    painter.text(below, Align2::CENTER_BOTTOM, "Requests a year without a place", font, palette.text);
    let mut taken: Vec<Rect> = Vec::new();
    for (option, unmet, cost) in &points {
        let place = at(*unmet, *cost);
        let mut square = Rect::from_center_size(place, vec2(MARK, MARK));
        // Where marks would lie on each other the later one goes beside the point, tied to it by a line.
        while taken.iter().any(|other| other.intersects(square)) && square.right() < plot.right() {
            square = square.translate(vec2(MARK + 2.0, 0.0));
        }
        taken.push(square);
        if square.center() != place {
            painter.line_segment([place, square.center()], Stroke::new(1.0, palette.muted));
        }
        let number = scenario.options.iter().position(|described| described.id == option.id).unwrap_or(0);
        Mark::of(scenario, number).paint(ui, square);
        if option.dominated_by.is_some() {
            painter.line_segment(
                [square.left_bottom() + vec2(-3.0, 3.0), square.right_top() + vec2(3.0, -3.0)],
                Stroke::new(2.0, palette.worse),
            );
        }
    }
    let told: Vec<String> = points
        .iter()
        .map(|(option, unmet, cost)| {
            format!("{}: {} and {} requests a year without a place", option.name, pounds(cost * 1e6), number(*unmet, 1))
        })
        .collect();
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::GraphicsObject,
            true,
            format!("Chart. Whole-life cost and requests without a place. {finding} {}.", told.join("; ")),
        )
    });
    pictures::offer(ui, [begins, drawn], title, &format!("{finding} {}", counted(answer)));
    ui.add(
        egui::Label::new(
            RichText::new(format!(
                "Lower and further left is better in these two things. A struck mark is a dominated option. {}",
                counted(answer)
            ))
            .size(13.0)
            .color(palette.muted),
        )
        .wrap(),
    );
}

/// Round numbers up to a value, about five.
fn ticks(most: f64) -> impl Iterator<Item = f64> {
    let least = most / 6.0;
    let power = 10_f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= least).unwrap_or(power * 10.0);
    (0..=6).map(move |tick| f64::from(tick) * step).take_while(move |tick| *tick <= most)
}
