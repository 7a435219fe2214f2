//! Step-down units and the open facility.

use egui::{Button, CollapsingHeader, RichText, Ui};

use super::blocks::Block;
use super::fields::{choice, figure, figure_called, remark, stay};
use super::homes::count_row;
use super::{Builder, card};
use crate::app::action::Actions;
use crate::app::edit::OptionEdit;
use crate::app::theme;
use crate::app::widgets::source_badge::source_badge;
use crate::app::widgets::text_field::TextField;
use crate::app::wording::{short_number, with_unit};
use crate::model::{LinkedHome, OpenFacility, ParameterId as P, StepDownUnit, WhenFull};

/// Longest stay in secure to begin with, days.
const LIMIT_DAYS: f64 = 60.0;

/// A step-down unit in the block of its home: places, and the rest folded.
pub fn unit_row(ui: &mut Ui, build: &Builder<'_>, unit: &StepDownUnit, actions: &mut Actions) {
    let wish = |unit: StepDownUnit, dragging: bool, actions: &mut Actions| build.wish(OptionEdit::Unit(Box::new(unit)), dragging, actions);
    ui.push_id(&unit.id, |ui| {
        let words = ("Step-down", "Step-down places", unit.name.as_str(), P::StepDownPlaces.spec().help);
        let path = format!("step_down_units.{}", unit.id);
        let sought = build.beyond(&path);
        build.seek(ui, sought == Some("places"), |ui| {
            if let Some((places, dragging)) = count_row(ui, words, unit.places, P::StepDownPlaces, Block::StepDown) {
                wish(StepDownUnit { places, ..unit.clone() }, dragging, actions);
            }
        });
        let folded = sought.is_some_and(|field| field != "places");
        let title = format!("{}: {} on average", unit.name, with_unit(&short_number(unit.stay.mean_days, 1), " days"));
        CollapsingHeader::new(RichText::new(title).size(13.5)).id_salt("unit").open(folded.then_some(true)).show_unindented(ui, |ui| {
            ui.add_space(4.0);
            about_ui(ui, build, unit, sought, actions);
        });
    });
}

/// Name, stay and rules of a unit; `sought` is the field of it to go to.
fn about_ui(ui: &mut Ui, build: &Builder<'_>, unit: &StepDownUnit, sought: Option<&str>, actions: &mut Actions) {
    let opened = build.opened.and_then(|option| option.step_down_units.iter().find(|other| other.id == unit.id));
    let field = TextField {
        key: format!("unit {} {}", build.option.id, unit.id),
        name: &format!("Name of step-down unit {}", unit.name),
        text: &unit.name,
        hint: "Name of the unit",
        font: theme::regular(theme::BODY),
        rows: 1,
    };
    let fault = |name: &str| name.trim().is_empty().then(|| "A unit needs a name.".to_owned());
    let mut wish = None;
    build.seek(ui, sought == Some("name"), |ui| {
        if let Some(name) = field.show(ui, build.draft, fault, actions) {
            wish = Some((StepDownUnit { name: name.trim().to_owned(), ..unit.clone() }, false));
        }
    });
    if let Some((stay, dragging)) = stay(ui, build, P::StepDownStay, ("Mean stay", &unit.name), &unit.stay, opened.map(|unit| &unit.stay)) {
        wish = Some((StepDownUnit { stay, ..unit.clone() }, dragging));
    }
    let rules = [
        (0, "Leave without step-down"),
        (1, "Stay in the secure bed, so many days at most"),
        (2, "Stay in the secure bed until a place is free"),
    ];
    let now = match unit.when_full {
        WhenFull::LeaveDirect => 0,
        WhenFull::StayInSecure { max_days: Some(_) } => 1,
        WhenFull::StayInSecure { max_days: None } => 2,
    };
    if let Some(rule) = choice(ui, "When full", &unit.name, P::StepDownWhenFull.spec().help, &now, &rules) {
        let when_full = match rule {
            0 => WhenFull::LeaveDirect,
            1 => WhenFull::StayInSecure { max_days: Some(LIMIT_DAYS) },
            _ => WhenFull::StayInSecure { max_days: None },
        };
        wish = Some((StepDownUnit { when_full, ..unit.clone() }, false));
    }
    if let WhenFull::StayInSecure { max_days: Some(days) } = unit.when_full {
        let before = opened.and_then(|unit| match unit.when_full {
            WhenFull::StayInSecure { max_days } => max_days,
            WhenFull::LeaveDirect => None,
        });
        if let Some((days, dragging)) = figure_called(ui, build, P::StepDownWhenFull, "At most", &unit.name, days, before) {
            wish = Some((StepDownUnit { when_full: WhenFull::StayInSecure { max_days: Some(days) }, ..unit.clone() }, dragging));
        }
    }
    let mut homes = vec![(LinkedHome::Any, "Any London home")];
    homes.extend(build.option.homes.iter().map(|home| (LinkedHome::Home(home.id.clone()), home.name.as_str())));
    let help = "The home whose children it takes; it opens and closes with that home.";
    build.seek(ui, sought == Some("linked_home"), |ui| {
        if let Some(linked_home) = choice(ui, "For children from", &unit.name, help, &unit.linked_home, &homes) {
            wish = Some((StepDownUnit { linked_home, ..unit.clone() }, false));
        }
    });
    let from = [(false, "No"), (true, "Yes")];
    let spec = P::StepDownFromElsewhere.spec();
    if let Some(accepts_from_elsewhere) = choice(ui, spec.label, &unit.name, spec.help, &unit.accepts_from_elsewhere, &from) {
        wish = Some((StepDownUnit { accepts_from_elsewhere, ..unit.clone() }, false));
    }
    if let Some((unit, dragging)) = wish {
        build.wish(OptionEdit::Unit(Box::new(unit)), dragging, actions);
    }
    if ui.add(Button::new("Remove step-down unit")).accessible_name(format!("Remove step-down unit, {}", unit.name)).clicked() {
        build.wish(OptionEdit::RemoveUnit(unit.id.clone()), false, actions);
    }
}

/// Units for children from any home, and those linked to a home that is not there.
pub fn shared_units_ui(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let is_lost = |unit: &StepDownUnit| match &unit.linked_home {
        LinkedHome::Any => false,
        LinkedHome::Home(id) => build.option.homes.iter().all(|home| home.id != *id),
    };
    let units = &build.option.step_down_units;
    let shared: Vec<_> = units.iter().filter(|unit| unit.linked_home == LinkedHome::Any).collect();
    let lost: Vec<_> = units.iter().filter(|unit| is_lost(unit)).collect();
    for (id, title, units) in
        [("shared units", "Step-down for children from any home", shared), ("lost units", "Step-down for a home that is not there", lost)]
    {
        if units.is_empty() {
            continue;
        }
        card(ui, id, |ui| {
            ui.label(RichText::new(title).font(theme::bold(theme::BODY)));
            for unit in units {
                unit_row(ui, build, unit, actions);
            }
        });
    }
}

/// The open facility, if there is one.
pub fn open_facility_ui(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let Some(facility) = &build.option.open_facility else { return };
    let opened = build.opened.and_then(|option| option.open_facility.as_ref());
    let of = "open facility";
    let mut wish = None;
    card(ui, "open facility", |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new("Open facility (not secure)").font(theme::bold(theme::BODY)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui
                    .button("Remove")
                    .on_hover_text("Takes the open facility out of this option")
                    .accessible_name("Remove open facility")
                    .clicked()
                {
                    build.wish(OptionEdit::OpenFacility(None), false, actions);
                }
            });
        });
        source_badge(ui, "open facility places", build.document.scenario.sources.get(&P::OpenFacilityPlaces), None);
        let words = ("Places", "Places", "open facility", P::OpenFacilityPlaces.spec().help);
        let sought = build.beyond("open_facility");
        build.seek(ui, sought == Some("places"), |ui| {
            if let Some((places, dragging)) = count_row(ui, words, facility.places, P::OpenFacilityPlaces, Block::Open) {
                wish = Some((OpenFacility { places, ..facility.clone() }, dragging));
            }
        });
        let folded = sought.is_some_and(|field| field != "places");
        let more = CollapsingHeader::new(RichText::new("More about the open facility").size(13.5)).open(folded.then_some(true));
        more.show_unindented(ui, |ui| {
            ui.add_space(4.0);
            let before = opened.map(|facility| &facility.step_down_stay);
            if let Some((step_down_stay, dragging)) =
                stay(ui, build, P::OpenFacilityStepDownStay, ("Mean stay of children who step down", of), &facility.step_down_stay, before)
            {
                wish = Some((OpenFacility { step_down_stay, ..facility.clone() }, dragging));
            }
            let share = opened.map(|facility| facility.divertible_share);
            if let Some((divertible_share, dragging)) = figure(ui, build, P::DivertibleShare, of, facility.divertible_share, share) {
                wish = Some((OpenFacility { divertible_share, ..facility.clone() }, dragging));
            }
            if facility.divertible_share > 0.0 {
                let share = opened.map(|facility| facility.prevents_share);
                if let Some((prevents_share, dragging)) = figure(ui, build, P::PreventsShare, of, facility.prevents_share, share) {
                    wish = Some((OpenFacility { prevents_share, ..facility.clone() }, dragging));
                }
                let before = opened.map(|facility| &facility.prevention_stay);
                if let Some((prevention_stay, dragging)) = stay(
                    ui,
                    build,
                    P::PreventionStay,
                    ("Mean stay of children who come instead of a request", of),
                    &facility.prevention_stay,
                    before,
                ) {
                    wish = Some((OpenFacility { prevention_stay, ..facility.clone() }, dragging));
                }
            } else {
                remark(ui, "No child comes here in place of a request until the share above is more than 0.");
            }
        });
    });
    if let Some((facility, dragging)) = wish {
        build.wish(OptionEdit::OpenFacility(Some(Box::new(facility))), dragging, actions);
    }
}
