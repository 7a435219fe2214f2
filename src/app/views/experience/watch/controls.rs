//! Play, step, seek, speed, which future.

use egui::{Button, RichText, Slider, SliderClamping, Ui, vec2};

use super::Subject;
use super::caption::day_in_words;
use crate::app::experience::{SPEEDS, WatchView, Wish};
use crate::app::theme::{self, Palette};
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::segmented::segmented;
use crate::model::DAYS_PER_YEAR;
use crate::report::wording::number;

/// Go to the next event.
pub fn next_event(subject: &Subject<'_>) -> Option<Wish> {
    subject.story().next_event_day(subject.watch.day).map(Wish::Seek)
}

/// Go back to the event before.
pub fn previous_event(subject: &Subject<'_>) -> Option<Wish> {
    let story = subject.story();
    let now = story.last_event(subject.watch.day).map_or(subject.watch.day, |event| event.day);
    story.previous_event_day(now).filter(|day| *day >= 0.0).map(Wish::Seek)
}

/// Which future of how many.
pub fn future_ui(ui: &mut Ui, watch: &WatchView, futures: u32, wishes: &mut Vec<Wish>) {
    let futures = futures.max(1);
    let now = watch.replication + 1;
    let field = NumberField {
        label: "Possible future",
        context: "number",
        help: "The same children as in this possible future of the run. Type a number, or drag.",
        unit: "",
        scale: 1.0,
        decimals: 0,
        grouped: true,
        range: (1.0, f64::from(futures)),
        value: f64::from(now),
        opened: None,
        source: None,
        slider: false,
    };
    let change = field.show_amid(ui, |ui, shown| {
        let line = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label("Possible future no.");
            ui.spacing_mut().interact_size = vec2(64.0, 28.0);
            let change = shown(ui);
            let step = |ui: &mut Ui, text: &str, name: &str, to: Option<u32>, wishes: &mut Vec<Wish>| {
                let response = ui.add_enabled(to.is_some(), Button::new(text).min_size(vec2(28.0, 28.0)));
                if response.on_hover_text(name).accessible_name(name).clicked() {
                    wishes.extend(to.map(Wish::Future));
                }
            };
            step(ui, "−", "Previous possible future", watch.replication.checked_sub(1), wishes);
            step(ui, "+", "Next possible future", Some(now).filter(|next| *next < futures), wishes);
            let muted = Palette::of(ui).muted;
            ui.label(RichText::new(format!("of {}, with the children of the run", number(f64::from(futures), 0))).size(13.0).color(muted));
            change
        });
        line.inner
    });
    let chosen = change.map(|change| change.value as u32).filter(|chosen| *chosen != now);
    wishes.extend(chosen.map(|chosen| Wish::Future(chosen - 1)));
}

/// Everything that moves the day.
pub fn controls_ui(ui: &mut Ui, subject: &Subject<'_>, wishes: &mut Vec<Wish>) {
    let (story, watch) = (subject.story(), subject.watch);
    let horizon = story.horizon_days();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let palette = Palette::of(ui);
        let text = RichText::new(if watch.playing { "Pause" } else { "Play" }).font(theme::bold(theme::BODY)).color(palette.page);
        let play = Button::new(text).fill(palette.accent).min_size(vec2(76.0, 30.0));
        if ui.add(play).on_hover_text("Space").clicked() {
            wishes.push(Wish::Play(!watch.playing));
        }
        let step = |ui: &mut Ui, text: &str, tip: &str, wish: Option<Wish>, wishes: &mut Vec<Wish>| {
            if ui.add_enabled(wish.is_some(), Button::new(text).min_size(vec2(30.0, 30.0))).on_hover_text(tip).clicked() {
                wishes.extend(wish);
            }
        };
        step(ui, "Event before", "Back to the event before (comma)", previous_event(subject), wishes);
        step(ui, "Next event", "On to the next event (full stop)", next_event(subject), wishes);
        step(ui, "−1 day", "One day back", Some(Wish::Seek(watch.day - 1.0)).filter(|_| watch.day > 0.0), wishes);
        step(ui, "+1 day", "One day on", Some(Wish::Seek(watch.day + 1.0)).filter(|_| watch.day < horizon), wishes);
        ui.add_space(8.0);
        ui.label("Days a second");
        let speeds: [(u32, String); 3] = SPEEDS.map(|days| (days, days.to_string()));
        let speeds: Vec<(u32, &str)> = speeds.iter().map(|(days, label)| (*days, label.as_str())).collect();
        wishes.extend(segmented(ui, "Days a second", watch.days_per_second, &speeds).map(Wish::Speed));
    });
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let years = (horizon / DAYS_PER_YEAR).ceil().max(1.0);
        let year = (watch.day / DAYS_PER_YEAR).floor().min(years - 1.0);
        let within = watch.day - year * DAYS_PER_YEAR;
        let start = |year: f64| Some(Wish::Seek(year * DAYS_PER_YEAR));
        let step = |ui: &mut Ui, text: &str, name: &str, wish: Option<Wish>, wishes: &mut Vec<Wish>| {
            let response = ui.add_enabled(wish.is_some(), Button::new(text).min_size(vec2(28.0, 28.0)));
            if response.on_hover_text(name).accessible_name(name).clicked() {
                wishes.extend(wish);
            }
        };
        step(ui, "−", "Year before", start(year - 1.0).filter(|_| year > 0.0), wishes);
        ui.label(format!("Year {} of {}", number(year + 1.0, 0), number(years, 0)));
        step(ui, "+", "Year after", start(year + 1.0).filter(|_| year + 1.0 < years), wishes);
        let when = day_in_words(watch.day, subject.watched.scenario.run.start);
        let label_room = 230.0;
        ui.spacing_mut().slider_width = (ui.available_size_before_wrap().x - label_room).clamp(160.0, 900.0);
        let mut day = within;
        let last = (horizon - year * DAYS_PER_YEAR).min(DAYS_PER_YEAR);
        let slider = Slider::new(&mut day, 0.0..=last).show_value(false).clamping(SliderClamping::Edits).step_by(1.0);
        let response = ui.add(slider);
        response.clone().accessible_name(format!("Day of the year shown; {when}"));
        if response.changed() {
            wishes.push(Wish::Seek(year * DAYS_PER_YEAR + day));
        }
        ui.label(RichText::new(when).font(theme::bold(theme::BODY)));
    });
}
