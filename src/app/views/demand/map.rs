//! London as 33 squares, one an authority, each with its share of requests.

use egui::{Popup, PopupCloseBehavior, Response, RichText, Ui};

use super::charts::title_ui;
use super::figures::badge_ui;
use super::several;
use crate::analysis::boroughs;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::files::FileAction;
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::views::boroughs::not_offered_ui;
use crate::app::views::{pictures, plots};
use crate::app::wording::number;
use crate::model::geography::{BOROUGHS, Borough};
use crate::model::{BoroughCount, BoroughMix, ParameterId as P, Stream};
use crate::report::boroughs::maps::{share_map, shares_figure, shares_sentence};
use crate::report::figure::Square;

/// The map, its sentence and its source.
pub fn map_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let mix = &document.scenario.demand.borough_mix;
    let shares = boroughs::expected_shares(mix, document.scenario.demand.welfare.requests_per_year);
    let known = !matches!(mix, BoroughMix::Unknown { .. });
    let sentence = shares_sentence(&shares, known);
    let top = ui.cursor().top();
    let title = "Which boroughs do they come from?";
    title_ui(ui, title, &sentence);
    ui.horizontal(|ui| {
        badge_ui(ui, document, P::BoroughMix, (*mix != document.opened.demand.borough_mix).then_some("another spread"));
        ui.label(RichText::new("Press a square to see or change it.").size(13.0).color(Palette::of(ui).muted));
    });
    ui.add_space(4.0);
    let squares = share_map(&shares, document.scenario.demand.stream(stream).requests_per_year);
    let colour = Palette::of(ui).stream(stream);
    let drawn = ui.cursor().top();
    let responses = plots::squares_ui(ui, &squares, colour, &sentence, |_| None);
    for ((borough, square), response) in BOROUGHS.iter().zip(&squares.squares).zip(&responses) {
        popup_ui(response, borough, square, document, actions);
    }
    // From shares and counts that somebody observed, single children could be told.
    match shares_figure(&document.scenario, stream, &shares) {
        Some(figure) => pictures::offer_figure(ui, [top, drawn], title, figure),
        None => not_offered_ui(ui),
    }
}

fn popup_ui(response: &Response, borough: &Borough, square: &Square, document: &Document, actions: &mut Actions) {
    let popup = Popup::from_toggle_button_response(response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(340.0);
    popup.show(|ui| {
        ui.label(RichText::new(&borough.name).font(theme::bold(theme::BODY)));
        ui.add(egui::Label::new(format!("{} on average.", square.said)).wrap());
        let residents = format!("{} residents are aged 10 to 17 (mid-2019).", number(borough.population_10_17, 0));
        ui.label(RichText::new(residents).size(13.0).color(Palette::of(ui).muted));
        ui.add_space(6.0);
        match &document.scenario.demand.borough_mix {
            BoroughMix::Known(_) => several::borough_weight_ui(ui, document, &borough.name, actions),
            BoroughMix::Counted(counts) => {
                let counted = match counts.get(&borough.name) {
                    Some(BoroughCount::Requests(count)) => format!("It counted {}.", number(f64::from(*count), 0)),
                    Some(BoroughCount::SixOrMore) => {
                        "It counted six or more; no number is kept, so that no small count can be worked out.".to_owned()
                    }
                    Some(BoroughCount::FewerThanSix) | None => "It counted fewer than six: no number is kept.".to_owned(),
                };
                super::form::note(ui, &counted);
                if ui.button("Change the counts").clicked() {
                    actions.push(Action::File(FileAction::GoToField(format!("{}.{}", P::BoroughMix.path(), borough.name))));
                    ui.close();
                }
            }
            BoroughMix::Unknown { .. } => {
                super::form::note(ui, "Which boroughs ask is not known, so no square has a figure of its own.");
                if ui.button("Set a share for each borough").clicked() {
                    actions.push(Action::Edit { edit: Edit::BoroughMix(several::as_known(document)), dragging: false });
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_told_in_a_sentence() {
        let mix = BoroughMix::Known([("Camden".to_owned(), 1.0), ("Sutton".to_owned(), 3.0)].into());
        let told = shares_sentence(&boroughs::expected_shares(&mix, 121.0), true);
        assert!(told.starts_with("Shares as set: most Sutton with 75% of requests, fewest"), "{told}");
    }
}
