//! A bar an option: its cost of an average year in parts, by what is paid for or by who pays.

use egui::{Align2, Color32, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::costs::{CostAnswer, OptionCosts};
use crate::app::action::{Action, Actions};
use crate::app::state::CostParts;
use crate::app::theme::{self, Palette};
use crate::app::views::mark::{Mark, fill, ink};
use crate::app::views::pictures;
use crate::app::widgets::segmented::segmented;
use crate::app::wording::number;
use crate::model::costs::Payer;
use crate::model::{OptionColour, Scenario};
use crate::report::costs::{PARTS, pounds};

/// Height of a bar's row.
const ROW: f32 = 30.0;
/// Room for mark and name.
const NAME: f32 = 236.0;
/// The parts, told apart by colour, order and, where there is room, number.
const COLOURS: [OptionColour; 4] = [OptionColour::Blue, OptionColour::Orange, OptionColour::Teal, OptionColour::Plum];

fn names(parts: CostParts) -> [&'static str; 4] {
    match parts {
        CostParts::Kind => PARTS.map(|(name, _)| name),
        CostParts::Payer => Payer::ALL.map(Payer::label),
    }
}

/// Pence a year of each part.
fn values(option: &OptionCosts, parts: CostParts) -> [i64; 4] {
    match parts {
        CostParts::Kind => PARTS.map(|(_, kinds)| kinds.iter().map(|kind| option.of_kind(*kind)).sum()),
        CostParts::Payer => Payer::ALL.map(|payer| option.of_payer(payer, true)),
    }
}

/// The bars.
pub fn bars_ui(ui: &mut Ui, answer: &CostAnswer, scenario: &Scenario, parts: CostParts, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let top = ui.cursor().top();
    let title = match parts {
        CostParts::Kind => "What is paid for?",
        CostParts::Payer => "Who pays?",
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(theme::bold(16.0)));
        ui.label(RichText::new("millions of pounds a year").size(13.5).color(palette.muted));
        ui.add_space(8.0);
        let choices = [(CostParts::Kind, "By kind"), (CostParts::Payer, "By payer")];
        if let Some(parts) = segmented(ui, "Parts of the cost", parts, &choices) {
            actions.push(Action::ShowCosts(parts));
        }
    });
    ui.add_space(4.0);
    let (dark, drawn_from) = (ui.visuals().dark_mode, ui.cursor().top());
    let names = names(parts);
    let drawn: [bool; 4] = std::array::from_fn(|part| answer.options.iter().any(|option| values(option, parts)[part] != 0));
    ui.horizontal_wrapped(|ui| {
        for ((name, colour), _) in names.iter().zip(COLOURS).zip(drawn).filter(|(_, drawn)| *drawn) {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, fill(colour, dark));
            ui.label(RichText::new(*name).size(13.0));
            ui.add_space(6.0);
        }
    });
    ui.add_space(4.0);
    let most = answer.options.iter().map(OptionCosts::total).max().unwrap_or(0).max(1) as f32;
    for option in &answer.options {
        bar_ui(ui, option, scenario, (parts, &names), most);
    }
    let cost = |option: &OptionCosts| format!("{}: {} a year", option.name, pounds(option.total() as f64 / 100.0));
    let told: Vec<String> = answer.options.iter().map(cost).collect();
    pictures::offer(ui, [top, drawn_from], &format!("{title} Millions of pounds a year"), &format!("{}.", told.join("; ")));
}

fn bar_ui(ui: &mut Ui, option: &OptionCosts, scenario: &Scenario, (parts, names): (CostParts, &[&str; 4]), most: f32) {
    let palette = Palette::of(ui);
    let dark = ui.visuals().dark_mode;
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let at = scenario.options.iter().position(|described| described.id == option.id).unwrap_or(0);
    Mark::of(scenario, at).paint(ui, Rect::from_center_size(pos2(row.left() + 10.0, row.center().y), vec2(18.0, 18.0)));
    let total = format!("£{}m", number(option.total() as f64 / 1e8, 1));
    let right = row.right() - 64.0;
    // Where there is room the name stands beside the mark.
    let named = row.width() >= 640.0;
    let left = row.left() + if named { NAME } else { 28.0 };
    if named {
        let style = egui::text::TextFormat::simple(theme::regular(13.5), palette.text);
        let mut job = egui::text::LayoutJob::single_section(option.name.clone(), style);
        job.wrap = egui::text::TextWrapping::truncate_at_width(NAME - 36.0);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(row.left() + 26.0, row.center().y - galley.size().y / 2.0), galley, palette.text);
    }
    ui.painter().text(pos2(row.right(), row.center().y), Align2::RIGHT_CENTER, &total, theme::bold(13.5), palette.text);
    let values = values(option, parts);
    let mut from = left;
    for (pence, colour) in values.iter().zip(COLOURS) {
        let width = (right - left) * *pence as f32 / most;
        if width < 0.5 {
            continue;
        }
        let part = Rect::from_min_max(pos2(from, row.top() + 5.0), pos2(from + (width - 1.0).max(0.5), row.bottom() - 5.0));
        let colour: Color32 = fill(colour, dark);
        ui.painter().rect_filled(part, 1.0, colour);
        if width > 34.0 {
            let text = number(*pence as f64 / 1e8, 1);
            ui.painter().text(part.center(), Align2::CENTER_CENTER, text, theme::bold(12.5), ink(colour));
        }
        from += width;
    }
    let told: Vec<String> = names
        .iter()
        .zip(values)
        .filter(|(_, pence)| *pence != 0)
        .map(|(name, pence)| format!("{name} {}", pounds(pence as f64 / 100.0)))
        .collect();
    let spoken = format!("{}: {} a year; {}", option.name, pounds(option.total() as f64 / 100.0), told.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, format!("Chart. {spoken}")));
    response.on_hover_text(spoken);
}
