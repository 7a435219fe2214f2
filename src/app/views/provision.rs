//! What the chosen option provides: homes, beds, step-down, open facility, rules.

use egui::{Checkbox, ComboBox, DragValue, Frame, Margin, RichText, Ui};

use super::section;
use crate::app::action::{Action, Actions};
use crate::app::edit::{Edit, OptionEdit};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::source_badge::source_badge;
use crate::app::wording::{month, typed_month};
use crate::model::{BedKind, Home, OpenFacility, ParameterId as P, PlacementRule, ProvisionOption, StepDownUnit, WaitingList, YearMonth};

/// What the views of an option share.
struct Context<'a> {
    document: &'a Document,
    option: &'a ProvisionOption,
    opened: Option<&'a ProvisionOption>,
}

impl Context<'_> {
    fn wish(&self, edit: OptionEdit, dragging: bool, actions: &mut Actions) {
        actions.push(Action::Edit { edit: Edit::Option(self.option.id.clone(), edit), dragging });
    }
}

/// The chosen option.
pub fn provision_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui);
    section(ui, "What would be provided?", true);
    let Some((index, option)) = document.option(&state.view.option) else {
        ui.add(egui::Label::new(RichText::new("Choose an option in the table.").color(palette.muted)).wrap());
        return;
    };
    ui.add(egui::Label::new(RichText::new(&option.name).font(theme::bold(theme::BODY))).wrap());
    if !option.note.is_empty() {
        ui.add(egui::Label::new(RichText::new(&option.note).size(13.5).color(palette.muted)).wrap());
    }
    ui.horizontal(|ui| source_badge(ui, &option.name, Some(&option.source), None));
    ui.add_space(6.0);
    if index == 0 {
        let text =
            "Every other option is compared with this one, so it cannot be changed. Choose another option in the table to change it.";
        ui.add(egui::Label::new(text).wrap());
        return;
    }
    let opened = document.opened.option(&option.id);
    let context = Context { document, option, opened };
    ui.push_id(&option.id, |ui| {
        for home in &option.homes {
            home_ui(ui, &context, home, actions);
        }
        if option.homes.is_empty() {
            ui.add(egui::Label::new(RichText::new("This option has no home in London.").color(palette.muted)).wrap());
        }
        for unit in &option.step_down_units {
            unit_ui(ui, &context, unit, actions);
        }
        open_facility_ui(ui, &context, actions);
        rules_ui(ui, &context, actions);
    });
}

fn home_ui(ui: &mut Ui, context: &Context<'_>, home: &Home, actions: &mut Actions) {
    let opened = context.opened.and_then(|option| option.homes.iter().find(|candidate| candidate.id == home.id));
    card(ui, &home.id, |ui| {
        ui.label(RichText::new(&home.name).font(theme::bold(theme::BODY))).on_hover_text(format!("Site: {}", home.site.name));
        for (kind, label) in [(BedKind::Welfare, "Welfare beds"), (BedKind::Justice, "Justice beds"), (BedKind::Either, "Beds for either")]
        {
            let beds = home.beds(kind);
            let field = whole_field(label, &home.name, " beds", beds, opened.map(|home| home.beds(kind)));
            if let Some((beds, dragging)) = ui.push_id(kind, |ui| show_whole(field, ui)).inner {
                let mut home = home.clone();
                match kind {
                    BedKind::Welfare => home.welfare_beds = beds,
                    BedKind::Justice => home.justice_beds = beds,
                    BedKind::Either => home.either_beds = beds,
                }
                context.wish(OptionEdit::Home(Box::new(home)), dragging, actions);
            }
        }
        if home.total_beds() == 0 {
            ui.label(RichText::new("No beds: nobody can be placed here.").size(13.5).color(Palette::of(ui).worse));
        }
        if let Some((month, dragging)) = month_ui(ui, &home.name, home.opens, context.document.scenario.run.start) {
            context.wish(OptionEdit::Home(Box::new(Home { opens: month, ..home.clone() })), dragging, actions);
        }
    });
}

fn unit_ui(ui: &mut Ui, context: &Context<'_>, unit: &StepDownUnit, actions: &mut Actions) {
    let opened = context.opened.and_then(|option| option.step_down_units.iter().find(|candidate| candidate.id == unit.id));
    card(ui, &unit.id, |ui| {
        ui.label(RichText::new(&unit.name).font(theme::bold(theme::BODY)));
        let field = whole_field("Step-down places", &unit.name, " places", unit.places, opened.map(|unit| unit.places));
        if let Some((places, dragging)) = show_whole(field, ui) {
            context.wish(OptionEdit::Unit(Box::new(StepDownUnit { places, ..unit.clone() })), dragging, actions);
        }
    });
}

fn open_facility_ui(ui: &mut Ui, context: &Context<'_>, actions: &mut Actions) {
    let Some(facility) = &context.option.open_facility else { return };
    let opened = context.opened.and_then(|option| option.open_facility.as_ref()).map(|facility| facility.places);
    card(ui, "open-facility", |ui| {
        ui.label(RichText::new("Open facility (not secure)").font(theme::bold(theme::BODY)));
        let field = whole_field("Places", "open facility", " places", facility.places, opened);
        if let Some((places, dragging)) = show_whole(field, ui) {
            context.wish(OptionEdit::OpenFacility(Some(Box::new(OpenFacility { places, ..facility.clone() }))), dragging, actions);
        }
    });
}

fn rules_ui(ui: &mut Ui, context: &Context<'_>, actions: &mut Actions) {
    let option = context.option;
    ui.label(P::PlacementRule.spec().label).on_hover_text(P::PlacementRule.spec().help);
    let rules = [(PlacementRule::Nearest, "Nearest home"), (PlacementRule::MostFreeBeds, "Home with most free beds")];
    if let Some(rule) = choice(ui, P::PlacementRule.spec().label, option.placement_rule, &rules) {
        context.wish(OptionEdit::PlacementRule(rule), false, actions);
    }
    ui.label(P::WaitingList.spec().label).on_hover_text(P::WaitingList.spec().help);
    let lists = [(WaitingList::Shared, "One shared by all homes"), (WaitingList::SeparateCatchments, "A catchment for each home")];
    if let Some(list) = choice(ui, P::WaitingList.spec().label, option.waiting_list, &lists) {
        context.wish(OptionEdit::WaitingList(list), false, actions);
    }
}

fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: T, choices: &[(T, &str)]) -> Option<T> {
    let mut picked = None;
    let label = choices.iter().find(|(value, _)| *value == current).map_or("", |(_, label)| label);
    let width = ui.available_width();
    let response = ComboBox::from_id_salt(name).selected_text(label).width(width).show_ui(ui, |ui| {
        for &(value, label) in choices {
            if ui.selectable_label(value == current, label).clicked() && value != current {
                picked = Some(value);
            }
        }
    });
    response.response.accessible_name(name);
    picked
}

fn card(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui);
    let frame = Frame::new().fill(palette.page).stroke((1.0, palette.line)).corner_radius(8).inner_margin(Margin::same(10));
    ui.push_id(id, |ui| frame.show(ui, contents));
    ui.add_space(4.0);
}

fn whole_field<'a>(label: &'a str, context: &'a str, unit: &'a str, value: u32, opened: Option<u32>) -> NumberField<'a> {
    let spec = P::HomeBeds.spec();
    NumberField {
        label,
        context,
        help: label,
        unit,
        scale: 1.0,
        whole: true,
        grouped: true,
        range: (spec.min, spec.max),
        value: f64::from(value),
        opened: opened.map(f64::from),
        source: None,
        slider: false,
    }
}

fn show_whole(field: NumberField<'_>, ui: &mut Ui) -> Option<(u32, bool)> {
    field.show(ui).map(|change| (change.value.round() as u32, change.dragging))
}

/// The month in which a home opens: open throughout, or from a month that is dragged or typed.
fn month_ui(ui: &mut Ui, home: &str, opens: Option<YearMonth>, start: YearMonth) -> Option<(Option<YearMonth>, bool)> {
    let mut wish = None;
    let mut throughout = opens.is_none();
    let response = ui.add(Checkbox::new(&mut throughout, "Open throughout")).accessible_name(format!("Open throughout, {home}"));
    if response.changed() {
        wish = Some(((!throughout).then_some(start), false));
    }
    let Some(first) = opens else { return wish };
    ui.horizontal(|ui| {
        ui.label("Opens in");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let at = |months: f64| start.plus_months(months.round() as i32);
            let mut months = f64::from(first.months_since(start));
            let field = DragValue::new(&mut months)
                .range(-240.0..=600.0)
                .clamp_existing_to_range(false)
                .update_while_editing(false)
                .speed(0.1)
                .custom_formatter(move |months, _| month(at(months)))
                .custom_parser(move |text| typed_month(text).map(|month| f64::from(month.months_since(start))));
            let response = ui.add(field).on_hover_text(P::HomeOpens.spec().help).accessible_name(format!("Opening month, {home}"));
            if response.changed() || response.drag_stopped() {
                wish = Some((Some(at(months)), response.dragged()));
            }
        });
    });
    wish
}
