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
use crate::app::views::london;
use crate::app::views::pictures;
use crate::app::wording::{number, percent};
use crate::model::geography::{BOROUGHS, Borough};
use crate::model::{BoroughCount, BoroughMix, ParameterId as P, Stream};

/// What a square is drawn from.
struct Square<'a> {
    borough: &'a Borough,
    share: f64,
    /// Requests of the stream a year.
    requests: f64,
}

/// The map, its sentence and its source.
pub fn map_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let mix = &document.scenario.demand.borough_mix;
    let shares = boroughs::expected_shares(mix, document.scenario.demand.welfare.requests_per_year);
    let known = !matches!(mix, BoroughMix::Unknown { .. });
    let sentence = sentence(&shares, known);
    let top = ui.cursor().top();
    let title = "Which boroughs do they come from?";
    title_ui(ui, title, &sentence);
    ui.horizontal(|ui| {
        badge_ui(ui, document, P::BoroughMix, (*mix != document.opened.demand.borough_mix).then_some("another spread"));
        ui.label(RichText::new("Press a square to see or change it.").size(13.0).color(Palette::of(ui).muted));
    });
    ui.add_space(4.0);
    let most = shares.iter().copied().fold(0.0, f64::max);
    let requests = document.scenario.demand.stream(stream).requests_per_year;
    let colour = Palette::of(ui).stream(stream);
    let drawn = ui.cursor().top();
    let places = london::map_ui(ui, &sentence);
    for ((borough, share), rect) in BOROUGHS.iter().zip(shares).zip(places) {
        let square = Square { borough, share, requests };
        let painted = london::Square {
            figure: share_words(share),
            strength: if most > 0.0 { (share / most) as f32 } else { 0.0 },
            colour,
            chosen: None,
            words: &words(&square),
        };
        let response = london::square_ui(ui, rect, borough, &painted);
        popup_ui(&response, &square, document, actions);
    }
    pictures::offer(ui, [top, drawn], title, &sentence);
}

/// The map in a sentence.
fn sentence(shares: &[f64], known: bool) -> String {
    let by = |better: fn(f64, f64) -> bool| {
        (1..shares.len()).fold(0, |kept, index| if better(shares[index], shares[kept]) { index } else { kept })
    };
    let told = |index: usize| BOROUGHS.get(index).map_or("", |borough| borough.name.as_str());
    let (most, fewest) = (by(|a, b| a > b), by(|a, b| a < b));
    let ends = format!(
        "most {} with {} of requests, fewest {} with {}",
        told(most),
        percent(shares.get(most).copied().unwrap_or(0.0)),
        told(fewest),
        percent(shares.get(fewest).copied().unwrap_or(0.0))
    );
    if known {
        format!("Shares as set: {ends}.")
    } else {
        format!("Not known: each possible future draws its own shares. On average, {ends}.")
    }
}

fn share_words(share: f64) -> String {
    format!("{}%", number(share * 100.0, 1))
}

fn words(square: &Square<'_>) -> String {
    let requests = several::requests_words(square.share * square.requests);
    format!("{}: {} of requests, {requests}", square.borough.name, share_words(square.share))
}

fn popup_ui(response: &Response, square: &Square<'_>, document: &Document, actions: &mut Actions) {
    let borough = square.borough;
    let popup = Popup::from_toggle_button_response(response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(340.0);
    popup.show(|ui| {
        ui.label(RichText::new(&borough.name).font(theme::bold(theme::BODY)));
        let requests = several::requests_words(square.share * square.requests);
        ui.add(egui::Label::new(format!("{} of requests: {requests} on average.", share_words(square.share))).wrap());
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
        let told = sentence(&boroughs::expected_shares(&mix, 121.0), true);
        assert!(told.starts_with("Shares as set: most Sutton with 75% of requests, fewest"), "{told}");
    }
}
