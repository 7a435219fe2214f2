//! Who gains and who loses: all authorities by what changes for them in an average year.

use egui::{Align, Button, Grid, Label, Layout, RichText, Ui};

use super::{Subject, heading, look};
use crate::analysis::boroughs::bills::BoroughBill;
use crate::app::action::Actions;
use crate::app::theme::{self, Palette};
use crate::app::widgets::wide::{gap, heads_again};
use crate::model::geography::BOROUGHS;
use crate::report::boroughs::{gainers_sentence, pounds};

/// The list, those who gain most first.
pub fn list_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let Some(bills) = &subject.found.bills else { return };
    heading(ui, "Who gains, who loses?");
    ui.add(Label::new(gainers_sentence(bills)).wrap());
    ui.add_space(4.0);
    let mut order: Vec<usize> = (0..bills.boroughs.len()).collect();
    let change = |index: &usize| bills.boroughs.get(*index).map_or(0.0, |bill| bill.change.mean);
    order.sort_by(|a, b| change(a).total_cmp(&change(b)));
    let names = ["", "Average year", "As now", "Change"];
    let gap = gap(ui, [18.0, 60.0], 700.0);
    let grid = Grid::new("gainers").num_columns(4).striped(true).spacing([gap, 2.0]).show(ui, |ui| {
        let heads = names.map(|heading| ui.label(RichText::new(heading).small().color(Palette::of(ui).muted)));
        ui.end_row();
        for index in order {
            let (Some(borough), Some(bill)) = (BOROUGHS.get(index), bills.boroughs.get(index)) else { continue };
            let chosen = subject.chosen == Some(index);
            let name = RichText::new(&borough.name).font(if chosen { theme::bold(theme::BODY) } else { theme::regular(theme::BODY) });
            let response = ui.add(Button::new(name).frame_when_inactive(false).min_size(egui::vec2(0.0, 24.0)));
            let words = format!("{}, {} in an average year, {}", borough.name, pounds(bill.with_option.average_year), change_words(bill));
            let response = response.on_hover_text(&words);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &words));
            if response.clicked() {
                actions.push(look(index));
            }
            number_ui(ui, &pounds(bill.with_option.average_year));
            number_ui(ui, &pounds(bill.as_now.average_year));
            change_ui(ui, bill);
            ui.end_row();
        }
        heads
    });
    heads_again(ui, &grid.inner, &names, grid.response.rect);
}

fn number_ui(ui: &mut Ui, text: &str) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
}

/// What changes, with a sign beside the colour; a difference that the run cannot tell is no difference.
fn change_ui(ui: &mut Ui, bill: &BoroughBill) {
    let palette = Palette::of(ui);
    let change = bill.change.mean;
    let (text, colour) = match (bill.change.is_clear(), change < 0.0) {
        (false, _) => ("no clear difference".to_owned(), palette.muted),
        (true, true) => (format!("▼ {}", pounds(change.abs())), palette.better),
        (true, false) => (format!("▲ {}", pounds(change)), palette.worse),
    };
    ui.label(RichText::new(text).color(colour));
}

fn change_words(bill: &BoroughBill) -> String {
    if bill.change.is_clear() {
        format!("{} {} than as now", pounds(bill.change.mean.abs()), if bill.change.mean < 0.0 { "less" } else { "more" })
    } else {
        "no clear difference to now".to_owned()
    }
}
