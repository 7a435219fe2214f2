//! What the figures say before anything is simulated: requests month by month, lengths of stay, boroughs. They follow a drag.

use egui::{Align, Align2, Color32, Label, Layout, Mesh, Rect, RichText, Shape, Stroke, Ui, pos2, vec2};

use super::axes::{Axes, plain};
use super::map;
use crate::analysis::demand::{self, MonthOfRequests, StayPicture};
use crate::app::action::Actions;
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::views::{notices, pictures};
use crate::app::wording::{MONTHS, capital, month, number, percent, short_number};
use crate::model::{Stream, StreamDemand};
use crate::report::findings::word;

/// The least width in which charts stand beside the map.
const LEAST_WIDTH: f32 = 740.0;
/// Heights of a chart, and what stands about two charts: titles, sentences, keys.
const LEAST_HEIGHT: f32 = 118.0;
const MOST_HEIGHT: f32 = 320.0;
const ABOUT: f32 = 250.0;
/// Room above the stays for labels of mean and median.
const LABELS: f32 = 36.0;

/// The charts of a stream.
pub fn charts_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let height = ((ui.clip_rect().height() - ABOUT - LABELS) / 2.0).clamp(LEAST_HEIGHT, MOST_HEIGHT);
    if ui.available_width() < LEAST_WIDTH {
        requests_ui(ui, document, stream, height);
        ui.add_space(14.0);
        stays_ui(ui, document, stream, height);
        ui.add_space(14.0);
        map::map_ui(ui, document, stream, actions);
        return;
    }
    ui.spacing_mut().item_spacing.x = 28.0;
    ui.columns(2, |columns| {
        for column in columns.iter_mut() {
            column.spacing_mut().item_spacing.x = 8.0;
        }
        columns[0].with_layout(Layout::top_down(Align::Min), |ui| {
            requests_ui(ui, document, stream, height);
            ui.add_space(12.0);
            stays_ui(ui, document, stream, height);
        });
        columns[1].with_layout(Layout::top_down(Align::Min), |ui| map::map_ui(ui, document, stream, actions));
    });
}

/// A title and what there is to see.
pub fn title_ui(ui: &mut Ui, title: &str, sentence: &str) {
    let palette = Palette::of(ui);
    ui.label(RichText::new(title).font(theme::bold(theme::HEADING)));
    ui.add(Label::new(RichText::new(sentence).size(14.0).color(palette.muted)).wrap());
    ui.add_space(4.0);
}

fn requests_ui(ui: &mut Ui, document: &Document, stream: Stream, height: f32) {
    let scenario = &document.scenario;
    let figures = scenario.demand.stream(stream);
    let title = "How many requests a month?";
    if figures.requests_per_year <= 0.0 {
        notices::empty_ui(ui, title, &format!("This scenario has no {} requests.", word(stream)));
        return;
    }
    let months = demand::months(figures, &scenario.run);
    let sentence = months_sentence(figures, &months);
    let title_top = ui.cursor().top();
    title_ui(ui, title, &sentence);
    let drawn = ui.cursor().top();
    let palette = Palette::of(ui);
    let colour = palette.stream(stream);
    let top = months.iter().map(|month| month.high).fold(1.0, f64::max);
    let axes = Axes::new(ui, height, 0.0, (0.0, months.len() as f64), top, plain);
    let middle = |index: usize| index as f64 + 0.5;
    let mut band = Mesh::default();
    for (index, month) in months.iter().enumerate() {
        for value in [month.low, month.high] {
            band.colored_vertex(axes.at(middle(index), value), colour.gamma_multiply(0.2));
        }
        if index > 0 {
            let last = 2 * index as u32;
            band.add_triangle(last - 2, last - 1, last);
            band.add_triangle(last - 1, last, last + 1);
        }
    }
    ui.painter().add(band);
    let line: Vec<_> = months.iter().enumerate().map(|(index, month)| axes.at(middle(index), month.mean)).collect();
    ui.painter().add(Shape::line(line, Stroke::new(2.5, colour)));
    years_below(ui, &axes, &months);
    if let Some(pointed) = axes.pointed_x().and_then(|x| months.get(x as usize)) {
        let text = format!(
            "{}: {} expected, {} to {} in nine months of ten",
            month(pointed.month),
            number(pointed.mean, 1),
            number(pointed.low, 0),
            number(pointed.high, 0)
        );
        axes.response.clone().on_hover_text_at_pointer(text);
    }
    axes.described(&format!("Chart. {title} {sentence}"));
    key_ui(ui, &[(colour, 1.0, "expected"), (colour, 0.2, "nine months of ten")]);
    pictures::offer(ui, [title_top, drawn], title, &sentence);
}

fn years_below(ui: &Ui, axes: &Axes, months: &[MonthOfRequests]) {
    let januaries: Vec<(usize, i32)> =
        months.iter().enumerate().filter(|(_, found)| found.month.month() == 1).map(|(index, found)| (index, found.month.year())).collect();
    if januaries.len() < 2 {
        let step = (months.len() / 6).max(1);
        for (index, found) in months.iter().enumerate().step_by(step) {
            axes.word(ui, index as f64 + 0.5, Align2::CENTER_TOP, &month(found.month).chars().take(3).collect::<String>());
        }
        return;
    }
    let fit = (axes.plot.width() / 52.0).max(1.0) as usize;
    for (index, year) in januaries.iter().step_by(januaries.len().div_ceil(fit)) {
        axes.word(ui, *index as f64, Align2::CENTER_TOP, &year.to_string());
    }
}

fn months_sentence(figures: &StreamDemand, months: &[MonthOfRequests]) -> String {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return String::new() };
    let spoken = |mean: f64| if mean < 9.95 { short_number(mean, 1) } else { number(mean, 0) };
    let mut text = if figures.annual_growth == 0.0 {
        format!("{} a month on average", capital(&spoken(figures.requests_per_year / 12.0)))
    } else {
        format!("From {} in {} to {} in {}", spoken(first.mean), month(first.month), spoken(last.mean), month(last.month))
    };
    let season = &figures.seasonality;
    let mean = season.iter().sum::<f64>() / 12.0;
    let index = |best: fn(f64, f64) -> bool| (1..12).fold(0, |kept, index| if best(season[index], season[kept]) { index } else { kept });
    let (most, fewest) = (index(|a, b| a > b), index(|a, b| a < b));
    if season[most] > season[fewest] && mean > 0.0 {
        text.push_str(&format!(", most in {} and fewest in {}", MONTHS[most], MONTHS[fewest]));
    }
    let low = months.iter().map(|month| month.low).fold(f64::INFINITY, f64::min);
    let high = months.iter().map(|month| month.high).fold(0.0, f64::max);
    text.push_str(&format!("; nine months in ten bring {} to {}.", number(low, 0), number(high, 0)));
    text
}

fn stays_ui(ui: &mut Ui, document: &Document, stream: Stream, height: f32) {
    let title = "How long do children stay?";
    let Some(picture) = demand::stays(&document.scenario.demand.stream(stream).length_of_stay) else {
        notices::empty_ui(
            ui,
            title,
            "These figures do not go together: the mean must be longer than the shortest stay, and the spread fit both.",
        );
        return;
    };
    let sentence = stays_sentence(&picture);
    let title_top = ui.cursor().top();
    title_ui(ui, title, &sentence);
    let drawn = ui.cursor().top();
    let palette = Palette::of(ui);
    let colour = palette.stream(stream);
    let end = picture.shares.len() as f64 * picture.bar_days;
    let top = picture.shares.iter().copied().fold(0.01, f64::max) * 100.0;
    let axes = Axes::new(ui, height + LABELS, LABELS, (0.0, end), top, |value| format!("{}%", plain(value)));
    for (index, share) in picture.shares.iter().enumerate() {
        let from = index as f64 * picture.bar_days;
        let gap = if picture.shares.len() > 50 { 0.5 } else { 1.0 };
        let corners = Rect::from_two_pos(axes.at(from, share * 100.0), axes.at(from + picture.bar_days, 0.0));
        let beyond = from >= 365.0;
        let bar = corners.shrink2(vec2(gap, 0.0));
        ui.painter().rect_filled(bar, 1.0, if beyond { palette.full } else { colour.gamma_multiply(0.75) });
    }
    stay_marks(ui, &axes, &picture, end);
    days_below(ui, &axes, end);
    if let Some(pointed) = axes.pointed_x() {
        let bar = (pointed / picture.bar_days) as usize;
        if let Some(share) = picture.shares.get(bar) {
            let from = bar as f64 * picture.bar_days;
            let days = format!("{} to {} days", short_number(from, 2), short_number(from + picture.bar_days, 2));
            axes.response.clone().on_hover_text_at_pointer(format!("{days}: {} of stays", percent(*share)));
        }
    }
    axes.described(&format!("Chart. {title} {sentence}"));
    let bars = format!("share of stays in each {} days", short_number(picture.bar_days, 2));
    let mut entries = vec![(colour, 0.75, bars.as_str())];
    if end > 365.0 {
        entries.push((palette.full, 1.0, "over a year"));
    }
    key_ui(ui, &entries);
    pictures::offer(ui, [title_top, drawn], title, &sentence);
}

fn stay_marks(ui: &Ui, axes: &Axes, picture: &StayPicture, end: f64) {
    let palette = Palette::of(ui);
    // The label of the line further left stands higher, so that it runs above the other line.
    let median_row = i8::from(picture.median_days <= picture.mean_days);
    if picture.median_days < end {
        axes.mark(ui, picture.median_days, &format!("half leave by {}", spoken_days(picture.median_days)), palette.text, median_row, true);
    }
    if picture.mean_days < end {
        axes.mark(ui, picture.mean_days, &format!("mean {}", spoken_days(picture.mean_days)), palette.text, 1 - median_row, false);
    }
    if end > 365.0 {
        axes.mark(ui, 365.0, &format!("a year: {} stay longer", percent(picture.over_a_year_share)), palette.worse, -1, true);
    }
}

fn days_below(ui: &Ui, axes: &Axes, end: f64) {
    let fit = f64::from((axes.plot.width() / 56.0).max(2.0));
    let step = [0.5, 1.0, 2.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0, 730.0].into_iter().find(|step| end / step <= fit).unwrap_or(end);
    let mut days = 0.0;
    while days <= end * 0.97 {
        let align = if days == 0.0 { Align2::LEFT_TOP } else { Align2::CENTER_TOP };
        let word = if days == 0.0 { "0 days".to_owned() } else { short_number(days, 1) };
        axes.word(ui, days, align, &word);
        days += step;
    }
}

fn spoken_days(days: f64) -> String {
    let decimals = usize::from(days < 9.95);
    format!("{} days", short_number(days, decimals))
}

fn stays_sentence(picture: &StayPicture) -> String {
    let over = match picture.over_a_year_share {
        share if share < 0.0005 => "fewer than 1 in 1,000 stay over a year".to_owned(),
        share => format!("{} stay over a year", percent(share)),
    };
    format!(
        "Mean {}; half leave within {} and nine in ten within {}; {over}.",
        spoken_days(picture.mean_days),
        spoken_days(picture.median_days),
        spoken_days(picture.p90_days)
    )
}

/// What the colours stand for.
fn key_ui(ui: &mut Ui, entries: &[(Color32, f32, &str)]) {
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        for (colour, strength, words) in entries {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 14.0), egui::Sense::hover());
            let height = if *strength >= 1.0 && entries.len() > 1 && *words == "expected" { 2.5 } else { 10.0 };
            let swatch = Rect::from_center_size(pos2(rect.center().x, rect.center().y), vec2(16.0, height));
            ui.painter().rect_filled(swatch, 1.0, colour.gamma_multiply(*strength));
            ui.label(RichText::new(*words).size(12.5).color(palette.muted));
            ui.add_space(6.0);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::document;

    #[test]
    fn the_months_are_told_as_they_are() {
        let mut scenario = crate::model::Scenario::clone(&document::london_review().unwrap().scenario);
        let told = |scenario: &crate::model::Scenario| {
            let welfare = &scenario.demand.welfare;
            months_sentence(welfare, &demand::months(welfare, &scenario.run))
        };
        assert_eq!(told(&scenario), "10 a month on average; nine months in ten bring 5 to 16.");
        scenario.demand.welfare.seasonality[0] = 2.0;
        assert!(told(&scenario).contains("most in January and fewest in February"));
        scenario.demand.welfare.annual_growth = 0.05;
        assert!(told(&scenario).starts_with("From 9.3 in April 2020 to 15 in March 2030"), "{}", told(&scenario));
    }

    #[test]
    fn the_stay_is_told_as_it_is() {
        let scenario = &document::london_review().unwrap().scenario;
        let picture = demand::stays(&scenario.demand.welfare.length_of_stay).unwrap();
        assert_eq!(
            stays_sentence(&picture),
            "Mean 128 days; half leave within 98 days and nine in ten within 234 days; 3.1% stay over a year."
        );
    }
}
