//! What would it feel like? The chosen option over time, one future to be watched, and where requests go.

mod over_time;
mod watch;
mod words;

use std::sync::Arc;

use egui::{ComboBox, RichText, Ui};

use super::{flow, notices, pages};
use crate::analysis::closely::{Beds, CloseLook, Scope};
use crate::app::action::{Action, Actions};
use crate::app::closer_job::{Closer, MOST_FUTURES};
use crate::app::experience::{ExperienceView, Picture, Wish};
use crate::app::jobs::{Phase, Snapshot};
use crate::app::state::{AppState, Document};
use crate::app::theme::Palette;
use crate::app::widgets::entry::entry;
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::term::meant_by;
use crate::model::{BedKind, ProvisionOption, Scenario, Stream};
use crate::report::wording::number;

/// The pictures of the room.
const PICTURES: [(Picture, &str); 3] =
    [(Picture::OverTime, "Over time"), (Picture::Watch, "Watch one possible year"), (Picture::Flow, "Where requests go")];
/// With less height, what chooses and plays would leave too little for the picture.
const LEAST_HEIGHT: f32 = 430.0;
/// With fewer futures, one in twenty cannot be told.
const LEAST_FUTURES: u32 = 20;

/// What a picture is drawn from.
struct Subject<'a> {
    scenario: &'a Scenario,
    option: &'a ProvisionOption,
    look: &'a CloseLook,
    view: &'a ExperienceView,
    /// The stream looked at; none for all together.
    stream: Option<Stream>,
    /// The beds looked at; none if the option has none for these children.
    scope: Option<Scope>,
}

/// The room of experience. Where little height is left, all of it scrolls; otherwise what chooses and plays stays in sight.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let low = ui.available_height() < LEAST_HEIGHT;
    scrolling(ui, low, |ui| contents_ui(ui, state, document, !low, actions));
}

fn scrolling(ui: &mut Ui, scrolls: bool, contents: impl FnOnce(&mut Ui)) {
    if scrolls {
        pages::scroll(ui, contents);
    } else {
        contents(ui);
    }
}

fn contents_ui(ui: &mut Ui, state: &AppState, document: &Document, scrolls: bool, actions: &mut Actions) {
    let Some((index, option)) = document.option(&state.view.option) else {
        notices::empty_ui(ui, "No option is chosen", "Choose an option above to see what it would be like.");
        return;
    };
    let found = &state.results.closer;
    let current = found.closer_for(&document.scenario, index);
    // A look at earlier figures is better than nothing to look at, but must not be taken for the answer.
    let earlier = || found.closer.as_deref().filter(|closer| closer.scenario.options.get(closer.option).is_some_and(|o| o.id == option.id));
    let closer = current.or_else(earlier);
    controls_ui(ui, state, document, option, closer, actions);
    if state.view.experience.picture == Picture::Watch {
        let watch = &state.view.experience.watch;
        let watched = found.watched_for(&document.scenario, index, watch.replication);
        if watched.is_none() && (found.fault.is_some() || !document.problems.is_empty()) {
            nothing_yet_ui(ui, state, document);
        } else {
            watch::watch_ui(ui, watched, watch, scrolls, actions);
        }
        return;
    }
    ui.add_space(2.0);
    freshness_ui(ui, state, document, current, closer);
    ui.add_space(6.0);
    let Some(closer) = closer else {
        nothing_yet_ui(ui, state, document);
        return;
    };
    let Some(seen) = closer.scenario.options.get(closer.option) else { return };
    let stream = (!state.view.experience.everyone).then_some(state.view.stream);
    let subject = Subject {
        scenario: &closer.scenario,
        option: seen,
        look: &closer.look,
        view: &state.view.experience,
        stream,
        scope: scope(&closer.look, &state.view.experience, stream),
    };
    scrolling(ui, scrolls, |ui| {
        super::dim_unless(ui, current.is_some());
        if subject.view.picture == Picture::Flow {
            let height = ui.clip_rect().height() - 108.0;
            flow::flow_ui(ui, subject.scenario, subject.look, subject.option, subject.stream, height.min(560.0));
        } else {
            over_time::over_time_ui(ui, &subject);
        }
    });
}

/// The run of the figures on screen.
fn run_of<'a>(state: &'a AppState, document: &Document) -> Option<&'a Snapshot> {
    state.results.run.as_deref().filter(|run| Arc::ptr_eq(&run.scenario, &document.scenario))
}

/// The beds looked at: those chosen, if there are any such, or else those of all homes.
fn scope(look: &CloseLook, view: &ExperienceView, stream: Option<Stream>) -> Option<Scope> {
    let usual = stream.map_or(Beds::All, Beds::For);
    let chosen = match view.scope.beds {
        Beds::Kind(kind) if usable_by(kind, stream) => view.scope,
        _ => Scope { home: view.scope.home, beds: usual },
    };
    [chosen, Scope { home: None, beds: usual }].into_iter().find(|scope| look.scope(*scope).is_some())
}

fn usable_by(kind: BedKind, stream: Option<Stream>) -> bool {
    stream.is_none_or(|stream| kind == BedKind::Either || kind == BedKind::own(stream))
}

/// Which picture, which beds, whose, and how many years.
fn controls_ui(
    ui: &mut Ui,
    state: &AppState,
    document: &Document,
    option: &ProvisionOption,
    closer: Option<&Closer>,
    actions: &mut Actions,
) {
    let futures = document.scenario.run.replications.max(run_of(state, document).map_or(0, |run| run.done));
    let view = &state.view.experience;
    let mut wish = |wish: Option<Wish>| actions.extend(wish.map(Action::Experience));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        wish(segmented(ui, "Picture", view.picture, &PICTURES).map(Wish::Show));
        if view.picture == Picture::Watch {
            let mut wishes = Vec::new();
            watch::future_ui(ui, &view.watch, futures, &mut wishes);
            wishes.into_iter().for_each(|future| wish(Some(future)));
            return;
        }
        let everyone = [(false, words::children(Some(state.view.stream))), (true, "All children")];
        wish(segmented(ui, "Children looked at", view.everyone, &everyone).map(Wish::Everyone));
        if view.picture == Picture::Flow {
            return;
        }
        let stream = (!view.everyone).then_some(state.view.stream);
        if let Some(closer) = closer
            && scope(&closer.look, view, stream).is_some()
        {
            wish(beds_ui(ui, &closer.look, option, view, stream).map(Wish::Look));
        }
        let horizon = closer.map_or(0.0, |closer| closer.scenario.run.horizon_years);
        let mut spans: Vec<(Option<u32>, String)> = [1, 2, 5]
            .into_iter()
            .filter(|years| f64::from(*years) < horizon)
            .map(|years| (Some(years), words::first_years(years)))
            .collect();
        if !spans.is_empty() {
            spans.push((None, format!("All {} years", crate::report::wording::short_number(horizon, 1))));
            let years = view.years.filter(|years| f64::from(*years) < horizon);
            let spans: Vec<(Option<u32>, &str)> = spans.iter().map(|(years, label)| (*years, label.as_str())).collect();
            wish(segmented(ui, "Years drawn", years, &spans).map(Wish::Years));
        }
    });
}

/// A choice of beds: all homes, each home, each pool of a home that has more than one for these children.
fn beds_ui(ui: &mut Ui, look: &CloseLook, option: &ProvisionOption, view: &ExperienceView, stream: Option<Stream>) -> Option<Scope> {
    let usual = stream.map_or(Beds::All, Beds::For);
    let mut choices: Vec<Scope> = look.scopes.iter().map(|look| look.scope).filter(|scope| scope.beds == usual).collect();
    for home in 0..option.homes.len() {
        let pools = BedKind::ALL.into_iter().filter(|kind| usable_by(*kind, stream));
        let pools: Vec<Scope> =
            pools.map(|kind| Scope { home: Some(home), beds: Beds::Kind(kind) }).filter(|pool| look.scope(*pool).is_some()).collect();
        if pools.len() > 1 {
            choices.extend(pools);
        }
    }
    choices.sort_by_key(|scope| (scope.home, matches!(scope.beds, Beds::Kind(_))));
    let chosen = scope(look, view, stream)?;
    let mut picked = None;
    let combo = ComboBox::from_id_salt("beds").selected_text(words::place(chosen, option)).width(200.0).truncate().show_ui(ui, |ui| {
        for choice in choices {
            if entry(ui, choice == chosen, words::place(choice, option)).clicked() {
                picked = Some(choice);
            }
        }
    });
    combo.response.accessible_name("Beds looked at");
    picked
}

/// How many futures are behind the pictures, and whether they belong to the figures on screen.
fn freshness_ui(ui: &mut Ui, state: &AppState, document: &Document, current: Option<&Closer>, closer: Option<&Closer>) {
    let palette = Palette::of(ui);
    let count = |futures: u32| number(f64::from(futures), 0);
    let run = run_of(state, document);
    let of_run = run.map_or(document.scenario.run.replications, |run| if run.phase == Phase::Running { run.wanted } else { run.done });
    let (text, colour) = match (current, closer) {
        (Some(closer), _) if closer.look.futures < LEAST_FUTURES => {
            let futures = count(closer.look.futures);
            (
                format!("Only {futures} possible futures: too few to say what happens in one of twenty. Run more replications."),
                palette.worse,
            )
        }
        (Some(closer), _) if closer.look.futures < closer.wanted => (
            format!(
                "{} of {} possible futures looked at so far; the same children as in the run.",
                count(closer.look.futures),
                count(closer.wanted)
            ),
            palette.muted,
        ),
        (Some(closer), _) if closer.look.futures < of_run => {
            let more = if of_run > MOST_FUTURES && run.is_some_and(|run| run.phase != Phase::Running) {
                ""
            } else {
                "; more when the run is done"
            };
            (
                format!(
                    "The first {} of the run’s {} possible futures; the same children{more}.",
                    count(closer.look.futures),
                    count(of_run)
                ),
                palette.muted,
            )
        }
        (Some(closer), _) => {
            (format!("{} possible futures, all those of the run; the same children.", count(closer.look.futures)), palette.muted)
        }
        (None, Some(_)) => ("Not up to date: what is dimmed is for the figures before the change.".to_owned(), palette.worse),
        (None, None) => return,
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(text).size(13.0).color(colour));
        meant_by(ui, &["Possible future", "Waiting", "Blocked"]);
    });
}

fn nothing_yet_ui(ui: &mut Ui, state: &AppState, document: &Document) {
    if let Some(fault) = &state.results.closer.fault {
        notices::empty_ui(
            ui,
            "The closer look failed",
            &format!("It was given up: {fault}. Choose another option, or change a figure, to try again."),
        );
    } else if !document.problems.is_empty() {
        notices::empty_ui(ui, "Nothing to look at", "These figures cannot be run. Mend what is listed above, or undo the change.");
    } else {
        notices::empty_ui(
            ui,
            "Looking closely",
            "The first possible futures of this option are being played. They appear here in a moment.",
        );
    }
}
