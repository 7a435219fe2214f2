//! A measure along a number of the option, with the other options marked.

use egui::{Align2, RichText, Role, Stroke, Ui, WidgetInfo};
use egui_plot::{AxisHints, FilledArea, GridMark, HLine, HoverPosition, Line, LineStyle, Plot, PlotPoint, Points, Text};

use super::drawn::Drawn;
use super::priced::Priced;
use crate::analysis::Estimate;
use crate::analysis::beds::{Sweep, Tried, Vary};
use crate::app::action::Actions;
use crate::app::beds::BedsView;
use crate::app::theme::{self, Palette};
use crate::app::views::charts::{Mark as Key, frame_plot, key_ui, marks};
use crate::app::views::mark::Mark;
use crate::app::views::pictures;
use crate::app::wording::{number, short_number};
use crate::model::Scenario;
use crate::report::beds as words;

/// Height of the picture.
const HEIGHT: f32 = 300.0;

/// Where a provision stands on the axis across: all its beds, or its places.
fn across(tried: &Tried, vary: Vary) -> f64 {
    f64::from(match vary {
        Vary::BedsPerHome | Vary::Homes => tried.beds,
        Vary::StepDownPlaces => tried.step_down_places,
    })
}

/// Which measure, and its curve.
pub fn curve_ui(ui: &mut Ui, scenario: &Scenario, (sweep, prices): (&Sweep, &Priced), view: &BedsView, actions: &mut Actions) {
    let drawn = Drawn::of(sweep, prices, view);
    drawn.choose_ui(ui, actions);
    let at = |tried: &Tried| across(tried, sweep.ask.vary);
    let points: Vec<(f64, Estimate)> = drawn.tried().filter_map(|(tried, estimate)| Some((at(tried), estimate?))).collect();
    if points.is_empty() {
        crate::app::views::notices::empty_ui(ui, "Nothing to draw", "This measure has no value for any provision tried.");
        return;
    }
    let palette = Palette::of(ui);
    let colour = palette.stream(sweep.ask.stream);
    let (top, answer) = (ui.cursor().top(), words::answer(scenario, sweep, view.goal));
    pictures::title_ui(ui, &drawn.title);
    let from = ui.cursor().top();
    let mut entries = vec![
        (Key::Line, colour, "average of possible futures"),
        (Key::Band(0.38), colour, "its 95% interval"),
        (Key::Band(0.16), colour, "nine futures in ten"),
    ];
    if drawn.is_goal() {
        entries.push((Key::Dashes, palette.text, "the goal"));
    }
    key_ui(ui, &drawn.title, &entries);
    let scale = drawn.scale();
    let along = |value: fn(&Estimate) -> f64| points.iter().map(|(_, estimate)| value(estimate) * scale).collect::<Vec<f64>>();
    let xs: Vec<f64> = points.iter().map(|(x, _)| *x).collect();
    let bands = [(along(|e| e.p05), along(|e| e.p95), 0.16), (along(|e| e.low), along(|e| e.high), 0.38)];
    let means: Vec<[f64; 2]> = xs.iter().copied().zip(along(|e| e.mean)).map(|(x, y)| [x, y]).collect();
    let option = |(index, tried, estimate): (usize, &Tried, Option<Estimate>)| Some((index, at(tried), estimate?.mean * scale));
    let options: Vec<(usize, f64, f64)> = drawn.options().filter_map(option).collect();
    let goal = drawn.is_goal().then_some(view.goal.share * 100.0);
    let highest =
        along(|e| e.p95).into_iter().chain(options.iter().map(|(_, _, y)| *y)).chain(goal).filter(|y| y.is_finite()).fold(0.0, f64::max);
    let (first, last) = (xs.iter().copied().fold(f64::INFINITY, f64::min), xs.iter().copied().fold(0.0, f64::max));
    let (before, unit) = drawn.unit();
    let x_axis = AxisHints::new_x().label(axis_title(sweep)).formatter(|mark: GridMark, _| number(mark.value, 0)).label_spacing(8.0..=16.0);
    let y_axis = AxisHints::new_y()
        .formatter(move |mark: GridMark, _| format!("{before}{}{unit}", short_number(mark.value, 1)))
        .label_spacing(8.0..=16.0);
    let (title, hovered) = (drawn.title.clone(), points.clone());
    let plot = frame_plot(Plot::new(("curve", sweep.ask.vary)), palette, HEIGHT, x_axis, y_axis, highest)
        .include_x(first.min(0.0))
        .include_x(last + 1.0)
        .x_grid_spacer(marks(first.min(0.0), last + 1.0, (ui.available_width() / 60.0) as usize))
        .label_formatter(move |position| hover_text(position, &hovered, &title, scale, (before, unit)));
    let shown = plot.show(ui, |plot| {
        for (index, (low, high, alpha)) in bands.into_iter().enumerate() {
            // One future has no interval.
            if low.iter().chain(&high).all(|value| value.is_finite()) {
                let area = FilledArea::new(format!("band {index}"), &xs, &low, &high);
                plot.add(area.fill_color(colour.gamma_multiply(alpha)).stroke(Stroke::NONE).allow_hover(false));
            }
        }
        if let Some(goal) = goal {
            plot.hline(HLine::new("goal", goal).color(palette.text).width(1.5).style(LineStyle::dashed_dense()).allow_hover(false));
        }
        plot.line(Line::new("average", means).color(colour).width(2.5));
        let near = |(x, y): (f64, f64), (other_x, other_y): (f64, f64)| x == other_x && (y - other_y).abs() < highest * 0.05;
        let inside: Vec<&(usize, f64, f64)> = options.iter().filter(|(_, x, _)| *x <= last + 1.0).collect();
        for (place, &&(index, x, y)) in inside.iter().enumerate() {
            let mark = Mark::of(scenario, index);
            let fill = mark_fill(&mark, palette, colour);
            plot.points(Points::new(format!("option {index}"), vec![[x, y]]).radius(5.0).color(fill).allow_hover(false));
            // Options in one place share one line of letters.
            let together = |other: &&&(usize, f64, f64)| near((other.1, other.2), (x, y));
            if inside[..place].iter().any(|other| together(&other)) {
                continue;
            }
            let letters: Vec<String> = inside.iter().filter(together).map(|(index, ..)| Mark::of(scenario, *index).letter).collect();
            let letter = RichText::new(letters.join(" ")).font(theme::bold(13.0));
            let above = PlotPoint::new(x, y + highest * 0.035);
            plot.text(
                Text::new(format!("letter {index}"), above, letter).color(palette.text).anchor(Align2::CENTER_BOTTOM).allow_hover(false),
            );
        }
    });
    let title = format!("{}, by {}", drawn.title, axis_title(sweep).to_lowercase());
    // What the goal says is about its own measure.
    pictures::offer(ui, [top, from], &title, if drawn.is_goal() { &answer } else { "" });
    shown.response.widget_info(|| {
        let mut info = WidgetInfo::new(Role::GraphicsObject);
        info.label = Some(format!("Chart. {title}. {answer} The numbers are in the table below."));
        info
    });
    super::remark_ui(
        ui,
        "Each letter is an option of this scenario as it stands, for the same children; those that lie off the curve differ in more than this number.",
    );
    ui.add_space(8.0);
}

fn mark_fill(mark: &Mark, palette: &Palette, colour: egui::Color32) -> egui::Color32 {
    if mark.letter == "0" { palette.muted } else { colour }
}

fn axis_title(sweep: &Sweep) -> String {
    match sweep.ask.vary {
        Vary::BedsPerHome | Vary::Homes => format!("{} beds in London, all homes together", sweep.ask.stream.label()),
        Vary::StepDownPlaces => "Step-down places in London".to_owned(),
    }
}

fn hover_text(
    position: &HoverPosition<'_>,
    points: &[(f64, Estimate)],
    title: &str,
    scale: f64,
    (before, unit): (&str, &str),
) -> Option<String> {
    let HoverPosition::NearDataPoint { position, .. } = position else { return None };
    let (x, estimate) = points.iter().min_by(|a, b| (a.0 - position.x).abs().total_cmp(&(b.0 - position.x).abs()))?;
    let said = |value: f64| format!("{before}{}{unit}", short_number(value * scale, 1));
    Some(format!(
        "{} at {}\naverage {} (95% interval {} to {})\nnine futures in ten: {} to {}",
        title,
        number(*x, 0),
        said(estimate.mean),
        said(estimate.low),
        said(estimate.high),
        said(estimate.p05),
        said(estimate.p95)
    ))
}
