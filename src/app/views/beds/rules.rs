//! What each rule about who may have which bed costs, alone and with the others.

use egui::{Grid, RichText, Ui};

use super::{headline_ui, remark_ui};
use crate::analysis::beds::restrictions::Restricted;
use crate::analysis::beds::{Goal, Restrictions};
use crate::app::theme::{self, Palette};
use crate::app::wording::{number, percent};
use crate::model::Stream;
use crate::report::beds as words;

/// The table, under what it says.
pub fn rules_ui(ui: &mut Ui, found: &Restrictions, goal: Goal) {
    let share = |provision: &Restricted, stream: Stream| provision.point.access[stream.index()].met(goal).share.mean;
    let Some((free, others)) = found.provisions.split_first() else { return };
    headline_ui(ui, &words::rules(found, goal));
    if others.is_empty() {
        return;
    }
    egui::ScrollArea::horizontal().id_salt("rules table").show(ui, |ui| {
        Grid::new("rules").striped(true).spacing([26.0, 6.0]).show(ui, |ui| {
            let palette = Palette::of(ui);
            ui.label("");
            for stream in [Stream::Welfare, Stream::Justice] {
                let head = format!("{} requests placed in London in time", stream.label());
                ui.label(RichText::new(head).small().color(palette.muted));
                ui.label(RichText::new("difference").small().color(palette.muted));
            }
            ui.end_row();
            for provision in &found.provisions {
                ui.label(words::restricted(provision));
                for stream in [Stream::Welfare, Stream::Justice] {
                    let own = share(provision, stream);
                    ui.label(if own.is_finite() { percent(own) } else { "–".to_owned() });
                    let change = (own - share(free, stream)) * 100.0;
                    let text = match change {
                        _ if provision.restrictions.is_empty() => String::new(),
                        change if !change.is_finite() => "–".to_owned(),
                        change => format!("{}{} points", if change > 0.0 { "+" } else { "" }, number(change, 1)),
                    };
                    // A tenth of a point either way is nothing to colour.
                    let colour = match change {
                        change if change < -0.1 => palette.worse,
                        change if change > 0.1 => palette.better,
                        _ => palette.text,
                    };
                    ui.label(RichText::new(text).font(theme::regular(theme::BODY)).color(colour));
                }
                ui.end_row();
            }
        });
    });
    let stands: Vec<&str> = found.as_it_stands.iter().map(|restriction| words::restriction(*restriction)).collect();
    let stands = if stands.is_empty() { "none of these".to_owned() } else { stands.join("; ") };
    remark_ui(
        ui,
        &format!(
            "The option as it stands: {stands}. Keeping beds apart can help one kind of placement while it harms the other: a bed that \
             anybody may have is often taken by somebody else."
        ),
    );
}
