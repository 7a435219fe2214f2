//! What the uncertain figures may be: low, middle and high, how likely the values between are, and where the range comes from.

use egui::{CollapsingHeader, ComboBox, Frame, Margin, RichText, Ui};

use super::muted;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::entry;
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::seek::lead;
use crate::app::widgets::source_badge::source_badge;
use crate::app::wording::{self, capital, in_months};
use crate::model::{ParameterId, Range, RangeShape, Source, Unit};

/// Shapes that can be chosen; the one from a count reckons its own ends.
const SHAPES: [RangeShape; 4] = [RangeShape::Uniform, RangeShape::Triangular, RangeShape::Pert, RangeShape::Counted { years: 1.0 }];

/// Room for each end of a range, points.
const END_WIDTH: f32 = 96.0;

/// One of the three values of a range.
type End = fn(&mut Range) -> &mut f64;

/// The page.
pub fn ranges_ui(ui: &mut Ui, document: &Document, sought: Option<&str>, actions: &mut Actions) {
    let scenario = &document.scenario;
    muted(
        ui,
        "Low, middle and high of each figure that is not known for sure. The scenario itself uses the value named beside it, which need not be \
         the middle. What homes have each changes in every home at once. Prices carry their ranges with them.",
    );
    ui.add_space(6.0);
    add_ui(ui, document, actions);
    ui.add_space(6.0);
    for (id, range) in &scenario.ranges {
        // What of it is sought: one of the three numbers, or else the range as a whole.
        let part = sought.and_then(|path| path.strip_prefix(&format!("ranges.{id:?}")));
        let part = part.map(|rest| rest.trim_start_matches('.'));
        let end = part.filter(|part| matches!(*part, "low" | "central" | "high"));
        lead(ui, part.is_some() && end.is_none(), actions, |ui, actions| {
            ui.push_id(id, |ui| range_ui(ui, document, (*id, range), end, actions));
        });
        ui.add_space(6.0);
    }
    without_ui(ui, document);
}

/// Assumed figures that have no range, and why.
fn without_ui(ui: &mut Ui, document: &Document) {
    let scenario = &document.scenario;
    let without: Vec<ParameterId> = ParameterId::of(scenario).filter(|id| id.is_assumed(scenario) && !id.has_range(scenario)).collect();
    if without.is_empty() {
        return;
    }
    CollapsingHeader::new(format!("Assumed and without a range: {} figures, and why", without.len())).show_unindented(ui, |ui| {
        for id in without {
            ui.label(RichText::new(id.full_label()).font(theme::bold(14.0)));
            muted(ui, &capital(id.without_range().unwrap_or("Nobody has given it one: it counts as known.")));
            ui.add_space(4.0);
        }
    });
}

/// Adds a range to a figure that has none.
fn add_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let scenario = &document.scenario;
    let without: Vec<ParameterId> = ParameterId::all()
        .filter(|id| id.may_have_range() && !scenario.ranges.contains_key(id) && id.ranged_value(scenario).is_some())
        .collect();
    let combo = ComboBox::from_id_salt("add a range").width(320.0).selected_text("Another figure is uncertain …");
    let response = combo.show_ui(ui, |ui| {
        for id in without {
            if entry(ui, false, id.full_label()).clicked() {
                actions.push(Action::Edit { edit: Edit::Range(id, Some(first_range(id, document))), dragging: false });
            }
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Add a range"));
}

/// A range to begin with: a tenth either way of the value, or of the room there is.
fn first_range(id: ParameterId, document: &Document) -> Range {
    let (spec, central) = (id.spec(), id.ranged_value(&document.scenario).unwrap_or(0.0));
    let step = if central == 0.0 { 0.1 * (spec.max - spec.min).min(1.0) } else { 0.1 * central.abs() };
    Range {
        low: (central - step).max(spec.min),
        central,
        high: (central + step).min(spec.max),
        shape: RangeShape::Triangular,
        source: Source::Assumed { why: "a tenth either way, until somebody says better".to_owned() },
    }
}

fn range_ui(ui: &mut Ui, document: &Document, (id, range): (ParameterId, &Range), sought: Option<&str>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let wish = |range: Option<Range>, dragging: bool, actions: &mut Actions| {
        actions.push(Action::Edit { edit: Edit::Range(id, range), dragging });
    };
    Frame::new().fill(palette.card).stroke((1.0, palette.line)).corner_radius(8).inner_margin(Margin::same(10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let name = id.full_label();
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&name).font(theme::bold(theme::BODY))).on_hover_text(id.spec().help);
            if let Some(value) = id.ranged_value(&document.scenario) {
                ui.label(RichText::new(format!("scenario: {}", id.written(value))).size(13.0).color(palette.muted));
            }
            source_badge(ui, &format!("Range of {name}"), Some(&range.source), None);
            if ui.button("Remove").accessible_name(format!("Remove the range of {name}")).clicked() {
                wish(None, false, actions);
            }
        });
        let counted = matches!(range.shape, RangeShape::Counted { .. });
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let opened = document.opened.ranges.get(&id);
            let ends: [(&str, f64, Option<f64>, End); 3] = [
                ("Low", range.low, opened.map(|range| range.low), |range| &mut range.low),
                ("Middle", range.central, opened.map(|range| range.central), |range| &mut range.central),
                ("High", range.high, opened.map(|range| range.high), |range| &mut range.high),
            ];
            for (label, value, opened, field) in ends {
                // Of a count only the middle is known; the ends follow.
                ui.add_enabled_ui(!counted || label == "Middle", |ui| {
                    ui.vertical(|ui| {
                        ui.set_min_width(END_WIDTH);
                        ui.label(RichText::new(label).size(13.0).color(palette.muted));
                        let here = sought.is_some_and(|part| (if part == "central" { "middle" } else { part }) == label.to_lowercase());
                        lead(ui, here, actions, |ui, actions| {
                            if let Some((value, dragging)) = number_ui(ui, id, (label, &name), value, opened) {
                                let mut changed = range.clone();
                                *field(&mut changed) = value;
                                wish(Some(in_order(changed, label)), dragging, actions);
                            }
                        });
                    });
                });
            }
            ui.vertical(|ui| {
                ui.label(RichText::new("Values between").size(13.0).color(palette.muted));
                let combo = ComboBox::from_id_salt("shape").width(130.0).selected_text(range.shape.label());
                let response = combo.show_ui(ui, |ui| {
                    let of_a_count = matches!(id.spec().unit, Unit::PerYear);
                    for shape in SHAPES.into_iter().filter(|shape| of_a_count || !matches!(shape, RangeShape::Counted { .. })) {
                        if entry(ui, shape.label() == range.shape.label(), shape.label()).clicked() {
                            wish(Some(in_order(Range { shape, ..range.clone() }, "Middle")), false, actions);
                        }
                    }
                });
                response
                    .response
                    .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Shape of the range of {name}")));
            });
        });
        if id.spec().unit == Unit::Days
            && let (Some(low), Some(high)) = (in_months(range.low), in_months(range.high))
        {
            ui.label(RichText::new(format!("{low} to {high}; type days, weeks or months")).size(13.0).color(palette.muted));
        }
        ui.add(egui::Label::new(RichText::new(range.source.sentence()).size(13.0).color(palette.muted)).wrap());
    });
}

/// Low, middle and high in order after one of them was set, the others giving way; the ends of a count reckoned again.
fn in_order(mut range: Range, set: &str) -> Range {
    if let RangeShape::Counted { years } = range.shape {
        return Range::counted(range.central, years, range.source);
    }
    match set {
        "Low" => range.central = range.central.max(range.low),
        "High" => range.central = range.central.min(range.high),
        _ => {}
    }
    (range.low, range.high) = (range.low.min(range.central), range.high.max(range.central));
    range
}

fn number_ui(ui: &mut Ui, id: ParameterId, (label, name): (&str, &str), value: f64, opened: Option<f64>) -> Option<(f64, bool)> {
    let spec = id.spec();
    let share = spec.unit == Unit::Share;
    let field = NumberField {
        label,
        context: &format!("range of {name}"),
        help: spec.help,
        unit: wording::parameter_unit(id),
        scale: if share { 100.0 } else { 1.0 },
        decimals: 2,
        grouped: true,
        range: (spec.min, spec.max),
        value,
        opened,
        source: None,
        slider: false,
    };
    field.show_alone(ui).map(|change| (change.value, change.dragging))
}
