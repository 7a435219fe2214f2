//! A home as a block: its beds, its step-down units, when it opens, and the rest of what a home has, folded.

use egui::{Align, Button, CollapsingHeader, Layout, RichText, Ui, vec2};

use super::blocks::{Block, blocks_ui};
use super::fields::{MonthField, choice, figure, remark};
use super::{Builder, card, units};
use crate::app::action::Actions;
use crate::app::building::{EXPANSION, copy_of_home, new_unit};
use crate::app::edit::OptionEdit;
use crate::app::theme::{self, Palette};
use crate::app::widgets::number_field::{NumberField, STEP};
use crate::app::widgets::source_badge::source_badge;
use crate::app::widgets::text_field::TextField;
use crate::model::demand::AGES;
use crate::model::validate::{LATITUDES, LONGITUDES, MOST_HOMES, MOST_UNITS};
use crate::model::{Accepts, BedKind, Home, LinkedHome, ParameterId as P, Sexes};

/// Width of the names of what a home has, so that numbers stand under each other.
const NAMES: f32 = 104.0;
/// Side of a block.
const BLOCK: f32 = 15.0;

/// Name, unit word and help of a kind of bed.
fn kind_label(kind: BedKind) -> (&'static str, &'static str) {
    match kind {
        BedKind::Welfare => ("Welfare beds", "For welfare placements only."),
        BedKind::Justice => ("Justice beds", "For justice placements and children from police custody only."),
        BedKind::Either => ("Beds for either", "For any child, once the beds of the child's own kind are full."),
    }
}

/// The field of a home in the scenario file.
fn beds_field(kind: BedKind) -> &'static str {
    match kind {
        BedKind::Welfare => "welfare_beds",
        BedKind::Justice => "justice_beds",
        BedKind::Either => "either_beds",
    }
}

fn with_beds(home: &Home, kind: BedKind, beds: u32) -> Home {
    let mut home = home.clone();
    match kind {
        BedKind::Welfare => home.welfare_beds = beds,
        BedKind::Justice => home.justice_beds = beds,
        BedKind::Either => home.either_beds = beds,
    }
    home
}

/// The home at a place in the option.
pub fn home_ui(ui: &mut Ui, build: &Builder<'_>, at: usize, actions: &mut Actions) {
    let home = &build.option.homes[at];
    let opened = build.opened.and_then(|option| option.homes.iter().find(|other| other.id == home.id));
    let wish = |home: Home, dragging: bool, actions: &mut Actions| build.wish(OptionEdit::Home(Box::new(home)), dragging, actions);
    card(ui, &home.id, |ui| {
        let path = format!("homes.{}", home.id);
        let sought = build.beyond(&path);
        build.seek(ui, sought == Some("name"), |ui| title(ui, build, at, actions));
        ui.add_space(4.0);
        for kind in BedKind::ALL {
            let beds = home.beds(kind);
            // Justice beds are an expansion, beds for either are rare: both appear once there are some.
            if beds == 0 && kind != BedKind::Welfare {
                continue;
            }
            build.seek(ui, sought == Some(beds_field(kind)), |ui| {
                if let Some((beds, dragging)) = bed_row(ui, home, kind, beds) {
                    wish(with_beds(home, kind, beds), dragging, actions);
                }
            });
        }
        let linked = |link: &LinkedHome| *link == LinkedHome::Home(home.id.clone());
        for unit in build.option.step_down_units.iter().filter(|unit| linked(&unit.linked_home)) {
            units::unit_row(ui, build, unit, actions);
        }
        let has_unit = build.option.step_down_units.iter().any(|unit| linked(&unit.linked_home));
        if home.justice_beds == 0 || !has_unit {
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| additions(ui, build, at, has_unit, actions));
        }
        if home.total_beds() == 0 {
            let text = "This home has no beds, so nobody can be placed here. Give it beds or remove it.";
            ui.add(egui::Label::new(RichText::new(text).size(13.5).color(Palette::of(ui).worse)).wrap());
        }
        ui.add_space(2.0);
        let start = build.document.scenario.run.start;
        let months = MonthField {
            never: "Open throughout",
            from: "Opens",
            of: &home.name,
            help: P::HomeOpens.spec().help,
            month: home.opens,
            first: start,
        };
        build.seek(ui, sought == Some("opens"), |ui| {
            if let Some((opens, dragging)) = months.show(ui) {
                wish(Home { opens, ..home.clone() }, dragging, actions);
            }
        });
        let folded = sought.is_some_and(|field| !["name", "opens", "welfare_beds", "justice_beds"].contains(&field));
        CollapsingHeader::new(RichText::new(format!("More about {}", home.name)).size(13.5))
            .id_salt("more")
            .open(folded.then_some(true))
            .show_unindented(ui, |ui| {
                ui.add_space(4.0);
                if let Some((home, dragging)) = rare(ui, build, home, opened, sought) {
                    wish(home, dragging, actions);
                }
                build.seek(ui, sought.is_some_and(|field| field.starts_with("site.")), |ui| site_ui(ui, build, home, opened, actions));
            });
    });
}

/// Blocks that the home does not have yet.
fn additions(ui: &mut Ui, build: &Builder<'_>, at: usize, has_unit: bool, actions: &mut Actions) {
    let home = &build.option.homes[at];
    if home.justice_beds == 0 {
        let tip = format!("Adds {EXPANSION} justice beds to {}.", home.name);
        if add_button(ui, &format!("+ {EXPANSION} justice beds"), &home.name, &tip, true) {
            build.wish(OptionEdit::Home(Box::new(with_beds(home, BedKind::Justice, EXPANSION))), false, actions);
        }
    }
    if !has_unit {
        let free = build.option.step_down_units.len() < MOST_UNITS;
        let tip = if free {
            format!("Adds a step-down unit of {EXPANSION} places for children who leave {}.", home.name)
        } else {
            format!("An option may have at most {MOST_UNITS} step-down units.")
        };
        if add_button(ui, "+ Step-down unit", &home.name, &tip, free) {
            build.wish(OptionEdit::AddUnit(Box::new(new_unit(build.option, at))), false, actions);
        }
    }
}

/// A button that adds a block.
pub fn add_button(ui: &mut Ui, text: &str, of: &str, tip: &str, possible: bool) -> bool {
    let palette = Palette::of(ui);
    let text = RichText::new(text).size(13.5).color(palette.accent);
    let button = Button::new(text.clone()).fill(egui::Color32::TRANSPARENT).min_size(vec2(0.0, 26.0));
    let name = if of.is_empty() { text.text().to_owned() } else { format!("{}, {of}", text.text()) };
    ui.add_enabled(possible, button).on_hover_text(tip).on_disabled_hover_text(tip).accessible_name(name).clicked()
}

/// Name, site and what can be done with the home.
fn title(ui: &mut Ui, build: &Builder<'_>, at: usize, actions: &mut Actions) {
    let home = &build.option.homes[at];
    let homes = build.option.homes.len();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let menu = ui.menu_button(RichText::new("⋯").font(theme::bold(theme::BODY)), |ui| {
                let mut wish = None;
                let item = |ui: &mut Ui, text: &str, possible: bool| ui.add_enabled(possible, Button::new(text)).clicked();
                if item(ui, "Duplicate home", homes < MOST_HOMES) {
                    wish = Some(OptionEdit::AddHome(Box::new(copy_of_home(build.option, home)), at + 1));
                }
                if item(ui, "Move earlier", at > 0) {
                    wish = Some(OptionEdit::MoveHome(home.id.clone(), at.saturating_sub(1)));
                }
                if item(ui, "Move later", at + 1 < homes) {
                    wish = Some(OptionEdit::MoveHome(home.id.clone(), at + 1));
                }
                ui.separator();
                if item(ui, "Remove home", true) {
                    wish = Some(OptionEdit::RemoveHome(home.id.clone()));
                }
                if let Some(wish) = wish {
                    build.wish(wish, false, actions);
                    ui.close();
                }
            });
            menu.response.on_hover_text("Duplicate, move or remove this home").accessible_name(format!("Actions for {}", home.name));
            let field = TextField {
                key: format!("home {} {}", build.option.id, home.id),
                name: &format!("Name of home {}", at + 1),
                text: &home.name,
                hint: "Name of the home",
                font: theme::bold(theme::BODY),
                rows: 1,
            };
            let fault = |name: &str| name.trim().is_empty().then(|| "A home needs a name.".to_owned());
            if let Some(name) = field.show(ui, build.draft, fault, actions) {
                build.wish(OptionEdit::Home(Box::new(Home { name: name.trim().to_owned(), ..home.clone() })), false, actions);
            }
        });
    });
    ui.horizontal(|ui| {
        let palette = Palette::of(ui);
        source_badge(ui, &format!("site of {}", home.name), build.document.scenario.sources.get(&P::HomeSite), None);
        ui.add(egui::Label::new(RichText::new(&home.site.name).size(13.5).color(palette.muted)).truncate());
    });
}

fn bed_row(ui: &mut Ui, home: &Home, kind: BedKind, beds: u32) -> Option<(u32, bool)> {
    let (label, help) = kind_label(kind);
    count_row(ui, (label, label, &home.name, help), beds, P::HomeBeds, Block::Bed(kind))
}

/// A number with what it counts: name on screen, name for screen readers, what it belongs to and help; the number; and as many blocks.
pub fn count_row(
    ui: &mut Ui,
    (shown, label, context, help): (&str, &str, &str, &str),
    count: u32,
    id: P,
    block: Block,
) -> Option<(u32, bool)> {
    let number = NumberField {
        label,
        context,
        help,
        unit: "",
        scale: 1.0,
        decimals: 0,
        grouped: true,
        range: (id.spec().min, id.spec().max),
        value: f64::from(count),
        opened: None,
        source: None,
        slider: false,
    };
    let named = |ui: &mut Ui| {
        ui.allocate_ui_with_layout(vec2(NAMES, STEP), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(vec2(NAMES, STEP));
            ui.label(shown).on_hover_text(help);
        });
    };
    let drawn = |ui: &mut Ui| {
        ui.vertical(|ui| {
            ui.add_space(5.0);
            blocks_ui(ui, block, count, BLOCK);
        });
    };
    number.show_stepped(ui, named, drawn).map(|change| (change.value as u32, change.dragging))
}

/// What a home has that most leave as it is.
fn rare(ui: &mut Ui, build: &Builder<'_>, home: &Home, opened: Option<&Home>, sought: Option<&str>) -> Option<(Home, bool)> {
    let mut wish = None;
    if home.either_beds == 0
        && let Some((beds, dragging)) = bed_row(ui, home, BedKind::Either, 0)
    {
        wish = Some((Home { either_beds: beds, ..home.clone() }, dragging));
    }
    let start = build.document.scenario.run.start;
    let closes = MonthField {
        never: "Never closes",
        from: "Closes",
        of: &home.name,
        help: "First month without admissions; children already there stay to the end of their placement.",
        month: home.closes,
        first: home.opens.unwrap_or(start).plus_months(60),
    };
    build.seek(ui, sought == Some("closes"), |ui| {
        if let Some((closes, dragging)) = closes.show(ui) {
            wish = Some((Home { closes, ..home.clone() }, dragging));
        }
    });
    let mut number = |ui: &mut Ui, id: P, of: fn(&Home) -> f64, set: fn(&mut Home, f64)| {
        if let Some((value, dragging)) = figure(ui, build, id, &home.name, of(home), opened.map(of)) {
            let mut changed = home.clone();
            set(&mut changed, value);
            wish = Some((changed, dragging));
        }
    };
    number(ui, P::RampUpMonths, |home| home.ramp_up_months, |home, value| home.ramp_up_months = value);
    number(ui, P::StaffedShare, |home| home.staffed_share, |home, value| home.staffed_share = value);
    if home.staffed_share < 1.0 {
        number(ui, P::MeanClosureDays, |home| home.mean_closure_days, |home, value| home.mean_closure_days = value);
    }
    number(ui, P::DeclineShare, |home| home.decline_share, |home, value| home.decline_share = value);
    let mut accepts = None;
    build.seek(ui, sought.is_some_and(|field| field.starts_with("accepts.")), |ui| accepts = accepts_ui(ui, home, opened));
    accepts.or(wish)
}

fn accepts_ui(ui: &mut Ui, home: &Home, opened: Option<&Home>) -> Option<(Home, bool)> {
    let mut accepts = home.accepts;
    let sexes = [(Sexes::Both, "Girls and boys"), (Sexes::Girls, "Girls only"), (Sexes::Boys, "Boys only")];
    if let Some(sexes) = choice(ui, "Accepts", &home.name, P::HomeAccepts.spec().help, &accepts.sexes, &sexes) {
        accepts.sexes = sexes;
    }
    let mut dragging = false;
    // A file may have them the wrong way round.
    let (least, most) = (*AGES.start(), *AGES.end());
    let mut age = |ui: &mut Ui, label: &str, (least, most): (u8, u8), of: fn(&Accepts) -> u8, age: &mut u8| {
        let field = NumberField {
            label,
            context: &home.name,
            help: "Age in years of the children this home accepts.",
            unit: " years",
            scale: 1.0,
            decimals: 0,
            grouped: false,
            range: (f64::from(least), f64::from(most)),
            value: f64::from(of(&home.accepts)),
            opened: opened.map(|home| f64::from(of(&home.accepts))),
            source: None,
            slider: false,
        };
        if let Some(change) = field.show(ui) {
            *age = change.value as u8;
            dragging |= change.dragging;
        }
    };
    let (youngest, oldest) = (home.accepts.youngest_years.clamp(least, most), home.accepts.oldest_years.clamp(least, most));
    age(ui, "Youngest age", (least, oldest), |accepts| accepts.youngest_years, &mut accepts.youngest_years);
    age(ui, "Oldest age", (youngest, most), |accepts| accepts.oldest_years, &mut accepts.oldest_years);
    (accepts != home.accepts).then(|| (Home { accepts, ..home.clone() }, dragging))
}

fn site_ui(ui: &mut Ui, build: &Builder<'_>, home: &Home, opened: Option<&Home>, actions: &mut Actions) {
    ui.label("Site");
    let field = TextField {
        key: format!("site {} {}", build.option.id, home.id),
        name: &format!("Site of {}", home.name),
        text: &home.site.name,
        hint: "Where it stands; say “illustrative” if nobody has chosen it",
        font: theme::regular(theme::BODY),
        rows: 1,
    };
    let fault = |name: &str| name.trim().is_empty().then(|| "A site needs a name.".to_owned());
    let mut site = home.site.clone();
    let mut dragging = false;
    if let Some(name) = field.show(ui, build.draft, fault, actions) {
        name.trim().clone_into(&mut site.name);
    }
    let context = format!("site of {}", home.name);
    let was = opened.map(|home| &home.site);
    for (value, unit, label, range, opened) in [
        (&mut site.latitude, "° north", "Degrees north", LATITUDES, was.map(|site| site.latitude)),
        (&mut site.longitude, "° east", "Degrees east", LONGITUDES, was.map(|site| site.longitude)),
    ] {
        let field = NumberField {
            label,
            context: &context,
            help: "Where the home stands, in decimal degrees. West is below nought.",
            unit,
            scale: 1.0,
            decimals: 3,
            grouped: false,
            range,
            value: *value,
            opened,
            source: None,
            slider: false,
        };
        if let Some(change) = field.show(ui) {
            *value = change.value;
            dragging |= change.dragging;
        }
    }
    remark(ui, "Distances from each borough are measured to this point.");
    if site != home.site {
        build.wish(OptionEdit::Home(Box::new(Home { site, ..home.clone() })), dragging, actions);
    }
}
