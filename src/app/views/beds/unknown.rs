//! What the figures cannot tell: the answer of each option by how many of the withdrawn requests needed a bed.

use egui::{Grid, RichText, Role, Stroke, Ui, WidgetInfo};
use egui_plot::{AxisHints, FilledArea, GridMark, HLine, Line, LineStyle, Plot};

use super::{headline_ui, remark_ui};
use crate::analysis::Estimate;
use crate::analysis::beds::{Goal, Switch, Unknown};
use crate::app::theme::{self, Palette};
use crate::app::views::charts::{Mark as Key, frame_plot, key_ui, marks};
use crate::app::views::mark::Mark;
use crate::app::views::pictures;
use crate::app::wording::{hundredths, number, percent};
use crate::model::{Scenario, Stream};
use crate::report::beds as words;

/// Height of the picture.
const HEIGHT: f32 = 290.0;

/// The sentence, the picture and a row for each option.
pub fn unknown_ui(ui: &mut Ui, scenario: &Scenario, found: &Unknown, chosen: usize, goal: Goal) {
    let place = found.options.iter().position(|option| *option == chosen);
    let name = |option: usize| scenario.options.get(option).map_or("", |option| option.name.as_str());
    match place {
        Some(place) => headline_ui(ui, &words::switch(name(chosen), found.switch(place, goal), found)),
        None => headline_ui(ui, "The chosen option is hidden, so it was not tried. Show it, or choose another."),
    }
    remark_ui(ui, &words::unknown(found));
    ui.add_space(4.0);
    let sentence = place.map(|place| words::switch(name(chosen), found.switch(place, goal), found)).unwrap_or_default();
    picture_ui(ui, scenario, found, place, goal, &sentence);
    ui.add_space(8.0);
    table_ui(ui, scenario, found, goal);
}

fn along(found: &Unknown, place: usize, goal: Goal) -> Vec<(f64, Estimate)> {
    let of = found.agreeing().filter_map(|setting| {
        let share = setting.points.get(place)?.access[Stream::Welfare.index()].met(goal).share;
        share.mean.is_finite().then_some((setting.needed_share * 100.0, share))
    });
    of.collect()
}

fn picture_ui(ui: &mut Ui, scenario: &Scenario, found: &Unknown, chosen: Option<usize>, goal: Goal, sentence: &str) {
    let palette = Palette::of(ui);
    let entries = [
        (Key::Line, palette.welfare, "chosen option, with its 95% interval"),
        (Key::Band(0.5), palette.edge, "the others, by letter"),
        (Key::Dashes, palette.text, "the goal"),
    ];
    let top = ui.cursor().top();
    let title = format!("Genuine requests placed in London within {} days", goal.days);
    pictures::title_ui(ui, &title);
    let from = ui.cursor().top();
    key_ui(ui, &title, &entries);
    let percents = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| format!("{}%", number(mark.value, 0));
    let x_axis = AxisHints::new_x()
        .label(format!("Of the {} requests withdrawn in a year, so many needed a bed", number(found.withdrawn_per_year, 0)))
        .formatter(percents)
        .label_spacing(8.0..=16.0);
    let y_axis = AxisHints::new_y().formatter(percents).label_spacing(8.0..=16.0);
    let plot = frame_plot(Plot::new("unknown picture"), palette, HEIGHT, x_axis, y_axis, 100.0)
        .include_x(0.0)
        .include_x(104.0)
        .x_grid_spacer(marks(0.0, 100.0, (ui.available_width() / 70.0) as usize))
        .label_formatter(|_| None);
    let shown = plot.show(ui, |plot| {
        plot.hline(
            HLine::new("goal", goal.share * 100.0).color(palette.text).width(1.5).style(LineStyle::dashed_dense()).allow_hover(false),
        );
        for (place, option) in found.options.iter().enumerate() {
            let points = along(found, place, goal);
            let line: Vec<[f64; 2]> = points.iter().map(|(x, share)| [*x, share.mean * 100.0]).collect();
            let is_chosen = chosen == Some(place);
            if is_chosen && points.iter().all(|(_, share)| share.low.is_finite()) && !points.is_empty() {
                let xs: Vec<f64> = points.iter().map(|(x, _)| *x).collect();
                let (low, high): (Vec<f64>, Vec<f64>) = points.iter().map(|(_, share)| (share.low * 100.0, share.high * 100.0)).unzip();
                let area = FilledArea::new("interval", &xs, &low, &high);
                plot.add(area.fill_color(palette.welfare.gamma_multiply(0.3)).stroke(Stroke::NONE).allow_hover(false));
            }
            if let Some(last) = line.last().copied() {
                let letter = RichText::new(Mark::of(scenario, *option).letter).font(theme::bold(12.5));
                let at = egui_plot::PlotPoint::new(last[0] + 1.0, last[1]);
                let letter = egui_plot::Text::new(format!("letter {place}"), at, letter).color(palette.text).allow_hover(false);
                plot.text(letter.anchor(egui::Align2::LEFT_CENTER));
            }
            let (colour, width) = if is_chosen { (palette.welfare, 3.0) } else { (palette.edge, 1.3) };
            plot.line(Line::new(format!("option {place}"), line).color(colour).width(width).allow_hover(false));
        }
    });
    pictures::offer(ui, [top, from], &title, sentence);
    shown.response.widget_info(|| {
        let mut info = WidgetInfo::new(Role::GraphicsObject);
        info.label =
            Some(format!("Chart. {title}, by how many withdrawn requests needed a bed. {sentence} The table below has each option."));
        info
    });
}

fn table_ui(ui: &mut Ui, scenario: &Scenario, found: &Unknown, goal: Goal) {
    ui.label(RichText::new("When each option is no longer enough").font(theme::bold(16.0)));
    egui::ScrollArea::horizontal().id_salt("unknown table").show(ui, |ui| {
        Grid::new("switching values").striped(true).spacing([22.0, 4.0]).show(ui, |ui| {
            let palette = Palette::of(ui);
            for head in ["", "", "Not enough from", "If few needed a bed", "If half did", "If all did"] {
                ui.label(RichText::new(head).small().color(palette.muted));
            }
            ui.end_row();
            for (place, option) in found.options.iter().enumerate() {
                Mark::of(scenario, *option).show(ui, 20.0);
                ui.label(scenario.options.get(*option).map_or("", |option| option.name.as_str()));
                ui.label(match found.switch(place, goal) {
                    Switch::NeverMissed => "none in range: always enough".to_owned(),
                    Switch::AlwaysMissed => "none in range: never enough".to_owned(),
                    Switch::From { share, .. } => format!("{} of 100", hundredths(share).unwrap_or_default()),
                    Switch::Unclear => "cannot be told".to_owned(),
                });
                let points = along(found, place, goal);
                let middle = points.iter().min_by(|a, b| (a.0 - 50.0).abs().total_cmp(&(b.0 - 50.0).abs()));
                for point in [points.first(), middle, points.last()] {
                    ui.label(point.map_or_else(|| "–".to_owned(), |(_, share)| percent(share.mean)));
                }
                ui.end_row();
            }
        });
    });
}
