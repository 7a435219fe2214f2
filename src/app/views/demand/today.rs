//! Where the run starts: empty with a warm-up, or from where things stand today, children and requests counted in bands of time.

use egui::{Button, ComboBox, Grid, Label, RichText, Ui};

use super::figures::badge_ui;
use super::form::note;
use crate::analysis::start::average_day;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme;
use crate::app::views::register::register_mark;
use crate::app::widgets::describe::describe;
use crate::app::widgets::entry::entry;
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::seek::seek;
use crate::app::wording::{capital, month, short_number};
use crate::model::{ElapsedBand, OpenToday, ParameterId as P, PlaceToday, PlacedToday, Scenario, Source, Stream, Today};
use crate::report::findings::word;
use crate::report::method::census;

/// Longest time that can have passed, days.
const LONGEST_DAYS: f64 = 3_650.0;
/// Most children of a band that the form takes.
const MOST_CHILDREN: f64 = 30_000.0;
/// Width of a new band, days.
const NEW_BAND_DAYS: f64 = 90.0;
/// Warm-up where the scenario as opened has none.
const USUAL_WARM_UP_YEARS: f64 = 2.0;

/// Whether a path leads to the whole of where things stand, which is said first under this figure.
pub fn is_sought(id: P, sought: Option<&str>) -> bool {
    id == P::TodayPlaced && sought == Some("today")
}

/// Where the numbers of an average day come from.
fn average_day_source() -> Source {
    Source::Assumed {
        why:
            "nobody has counted them: as many as there are on an average day by this scenario's requests, offers and stays (Little's law), \
              spread over the bands as such placements and requests are in the long run"
                .to_owned(),
    }
}

/// How the run starts, and the children in placement if it starts from today; `sought` leads beyond the figure's own path.
pub fn placed_ui(ui: &mut Ui, document: &Document, sought: Option<&str>, actions: &mut Actions) {
    let scenario = &document.scenario;
    let Some(today) = &scenario.today else {
        let years = short_number(scenario.run.warm_up_years, 1);
        note(
            ui,
            &format!("Empty, with a warm-up of {years} years that is thrown away: the years reported begin as things are in the long run."),
        );
        let tip = "In place of the warm-up: the children in placement and the requests open on the first day. Begins with an average day of \
                   this scenario; put your own counts in its place.";
        let response = ui.button("Start from today instead");
        if describe(ui, response, tip).clicked() {
            let edit = Edit::StartFromToday(Box::new(average_day(scenario)), average_day_source());
            actions.push(Action::Edit { edit, dragging: false });
        }
        ui.add_space(6.0);
        return;
    };
    let text = format!("From {}: {}. There is no warm-up.", month(scenario.run.start), census(today));
    ui.add(Label::new(RichText::new(text).font(theme::bold(theme::BODY))).wrap());
    note(
        ui,
        "Only numbers in bands: no names, no dates. A band is a week wide at least. Where one to five real children are in a band, the pack \
         cannot be marked public.",
    );
    let response = ui.button("Start with a warm-up instead");
    if describe(ui, response, "Leaves the counts out; undo brings them back.").clicked() {
        let opened = document.opened.run.warm_up_years;
        let years = if opened > 0.0 { opened } else { USUAL_WARM_UP_YEARS };
        actions.push(Action::Edit { edit: Edit::StartWithWarmUp(years), dragging: false });
    }
    ui.add_space(8.0);
    let mut list = List { document, today, id: P::TodayPlaced, sought, actions };
    list.head_ui(ui);
    for (index, group) in today.placed.iter().enumerate() {
        let name = format!("{}, {}", capital(word(group.stream)), place_words(&group.place, scenario));
        list.group_ui(ui, index, &name, &group.bands);
    }
    let missing = Stream::ALL.into_iter().flat_map(|stream| places(scenario).into_iter().map(move |place| (stream, place)));
    let missing = missing.filter(|(stream, place)| !today.placed.iter().any(|group| group.stream == *stream && group.place == *place));
    let missing = missing.map(|(stream, place)| {
        let name = format!("{}, {}", capital(word(stream)), place_words(&place, scenario));
        let mut changed = today.clone();
        changed.placed.push(PlacedToday { stream, place, bands: vec![first_band()] });
        (name, changed)
    });
    list.add_ui(ui, "Children elsewhere or in another home …", missing.collect());
}

/// The requests that are open, if the run starts from today.
pub fn open_ui(ui: &mut Ui, document: &Document, sought: Option<&str>, actions: &mut Actions) {
    let Some(today) = &document.scenario.today else { return };
    let mut list = List { document, today, id: P::TodayOpen, sought, actions };
    list.head_ui(ui);
    for (index, group) in today.open.iter().enumerate() {
        list.group_ui(ui, index, &format!("{} requests", capital(word(group.stream))), &group.bands);
    }
    let missing = Stream::ALL.into_iter().filter(|stream| !today.open.iter().any(|group| group.stream == *stream));
    let missing = missing.map(|stream| {
        let mut changed = today.clone();
        changed.open.push(OpenToday { stream, bands: vec![first_band()] });
        (format!("{} requests", capital(word(stream))), changed)
    });
    list.add_ui(ui, "Requests of another kind …", missing.collect());
}

fn first_band() -> ElapsedBand {
    ElapsedBand { from_days: 0.0, to_days: NEW_BAND_DAYS, children: 0 }
}

/// Where children may be on the first day: elsewhere, or in a home that is open by then.
fn places(scenario: &Scenario) -> Vec<PlaceToday> {
    let start = scenario.run.start;
    let mut places = vec![PlaceToday::Elsewhere];
    for home in scenario.options.iter().flat_map(|option| &option.homes) {
        let same = || scenario.options.iter().flat_map(|option| &option.homes).filter(|other| other.id == home.id);
        let is_open = same().all(|home| home.opens.is_none_or(|opens| opens <= start) && home.closes.is_none_or(|closes| closes > start));
        let place = PlaceToday::Home(home.id.clone());
        if is_open && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn place_words(place: &PlaceToday, scenario: &Scenario) -> String {
    match place {
        PlaceToday::Elsewhere => "elsewhere".to_owned(),
        PlaceToday::Home(id) => {
            let home = scenario.options.iter().flat_map(|option| &option.homes).find(|home| home.id == *id);
            format!("in {}", home.map_or(id.as_str(), |home| &home.name))
        }
    }
}

/// The groups of one figure, and what may be done to them.
struct List<'a> {
    document: &'a Document,
    today: &'a Today,
    id: P,
    sought: Option<&'a str>,
    actions: &'a mut Actions,
}

/// One number of a band.
type Part = fn(&mut ElapsedBand, f64);

impl List<'_> {
    fn head_ui(&mut self, ui: &mut Ui) {
        let id = self.id;
        let opened = self.document.opened.today.as_ref();
        let changed = match id {
            P::TodayOpen => opened.is_some_and(|opened| opened.open != self.today.open),
            _ => opened.is_some_and(|opened| opened.placed != self.today.placed),
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(id.spec().label).font(theme::bold(theme::BODY))).on_hover_text(id.spec().help);
            badge_ui(ui, self.document, id, changed.then_some("other numbers"));
        });
        register_mark(ui, self.document, id, self.actions);
    }

    fn wish(&mut self, changed: Today, dragging: bool) {
        self.actions.push(Action::Edit { edit: Edit::Today(self.id, Box::new(changed)), dragging });
    }

    /// The bands of a group in a copy of everything.
    fn bands_of<'b>(&self, today: &'b mut Today, group: usize) -> Option<&'b mut Vec<ElapsedBand>> {
        match self.id {
            P::TodayOpen => today.open.get_mut(group).map(|group| &mut group.bands),
            _ => today.placed.get_mut(group).map(|group| &mut group.bands),
        }
    }

    fn remove_group(&mut self, group: usize) {
        let mut changed = self.today.clone();
        match self.id {
            P::TodayOpen => drop(changed.open.remove(group)),
            _ => drop(changed.placed.remove(group)),
        }
        self.wish(changed, false);
    }

    fn group_ui(&mut self, ui: &mut Ui, group: usize, name: &str, bands: &[ElapsedBand]) {
        let prefix = format!("#{}", group + 1);
        let sought = self.sought.and_then(|path| path.strip_prefix(prefix.as_str())).map(str::to_owned);
        let sum: u64 = bands.iter().map(|band| u64::from(band.children)).sum();
        let is_here = sought.as_deref().is_some_and(|rest| !rest.starts_with(".bands."));
        let mut removed = false;
        let shown = seek(ui, is_here, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(format!("{name}: {sum}")).font(theme::bold(14.0)));
                removed = ui.button("Remove").accessible_name(format!("Remove {name}")).clicked();
            });
        });
        if shown {
            self.actions.push(Action::Sought);
        }
        if removed {
            self.remove_group(group);
        }
        Grid::new(("bands", self.id, group)).num_columns(4).spacing([10.0, 4.0]).show(ui, |ui| {
            for head in ["from day", "to day", "how many", ""] {
                note(ui, head);
            }
            ui.end_row();
            for (index, band) in bands.iter().enumerate() {
                self.band_ui(ui, (group, name), index, band, sought.as_deref());
                ui.end_row();
            }
        });
        let last = bands.last().map_or(0.0, |band| band.to_days);
        let new = ElapsedBand { from_days: last, to_days: (last + NEW_BAND_DAYS).min(LONGEST_DAYS), children: 0 };
        let fits = new.to_days - new.from_days >= ElapsedBand::LEAST_SPAN_DAYS;
        let more = ui.add_enabled(fits, Button::new("One more band")).on_disabled_hover_text("The last band ends at ten years.");
        more.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, fits, format!("One more band, {name}")));
        if more.clicked() {
            let mut changed = self.today.clone();
            if let Some(bands) = self.bands_of(&mut changed, group) {
                bands.push(new);
            }
            self.wish(changed, false);
        }
        ui.add_space(8.0);
    }

    fn band_ui(&mut self, ui: &mut Ui, (group, name): (usize, &str), index: usize, band: &ElapsedBand, sought: Option<&str>) {
        let context = format!("band {} of {}, {name}", index + 1, self.id.spec().label.to_lowercase());
        let parts: [(&str, &str, f64, f64, Part); 3] = [
            ("From day", "from_days", band.from_days, LONGEST_DAYS, |band, value| band.from_days = value),
            ("To day", "to_days", band.to_days, LONGEST_DAYS, |band, value| band.to_days = value),
            ("How many", "children", f64::from(band.children), MOST_CHILDREN, |band, value| band.children = value as u32),
        ];
        for (label, field, value, most, set) in parts {
            let wanted = format!(".bands.#{}.{field}", index + 1);
            let number = NumberField {
                label,
                context: &context,
                help: match field {
                    "children" => "Children, or requests, for whom so much time has passed; any time in the band is as likely as another.",
                    _ => "Days that have passed since the admission or the request.",
                },
                unit: "",
                scale: 1.0,
                decimals: 0,
                grouped: false,
                range: (0.0, most),
                value,
                opened: None,
                source: None,
                slider: false,
            };
            let mut change = None;
            if seek(ui, sought == Some(wanted.as_str()), |ui| change = number.show_alone(ui)) {
                self.actions.push(Action::Sought);
            }
            if let Some(change) = change {
                let mut changed = self.today.clone();
                if let Some(band) = self.bands_of(&mut changed, group).and_then(|bands| bands.get_mut(index)) {
                    set(band, change.value);
                }
                self.wish(changed, change.dragging);
            }
        }
        let remove = Button::new("×").min_size(egui::vec2(24.0, 24.0));
        if ui.add(remove).on_hover_text("Remove this band").accessible_name(format!("Remove {context}")).clicked() {
            let mut changed = self.today.clone();
            if let Some(bands) = self.bands_of(&mut changed, group) {
                bands.remove(index);
            }
            self.wish(changed, false);
        }
    }

    /// A choice of groups that are not there yet, each with everything as it would be.
    fn add_ui(&mut self, ui: &mut Ui, label: &str, missing: Vec<(String, Today)>) {
        if missing.is_empty() {
            return;
        }
        let mut picked = None;
        let combo =
            ComboBox::from_id_salt(("add", self.id)).width(ui.available_width().min(300.0)).selected_text(label).show_ui(ui, |ui| {
                for (name, changed) in missing {
                    if entry(ui, false, name).clicked() {
                        picked = Some(changed);
                    }
                }
            });
        combo.response.accessible_name(label.trim_end_matches(" …"));
        if let Some(changed) = picked {
            self.wish(changed, false);
        }
        ui.add_space(8.0);
    }
}
