//! Grants wishes: nothing else changes the state.

use std::sync::Arc;

use crate::model::Stream;

use super::action::Action;
use super::edit::keep_true;
use super::files::{self, FileAction, Next};
use super::jobs::{Phase, Snapshot};
use super::state::AppState;
use super::studies;
use super::theme::Appearance;

/// What the window must do besides showing the new state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Carry on with the run.
    Run,
    /// Stop the run.
    Stop,
    /// Change how the window looks.
    Appearance(Appearance),
    /// Change how large everything is.
    Zoom(f32),
    /// Begin or stop a long analysis.
    Study(studies::Wish),
    /// Fill the screen, or no longer.
    FullScreen(bool),
}

/// Applies a wish.
pub fn apply(state: &mut AppState, action: Action) -> Option<Effect> {
    // A file of a newer version is only looked at.
    if state.files.newer_version.is_some() && matches!(action, Action::Edit { .. } | Action::ResetAll | Action::Run) {
        return None;
    }
    let effect = grant(state, action);
    state.keep_an_option_chosen();
    effect
}

fn grant(state: &mut AppState, action: Action) -> Option<Effect> {
    // What is shown as it was opened cannot be changed; what is done to the document shows the document.
    match action {
        Action::Edit { .. } | Action::ResetAll if state.view.before => return None,
        Action::Undo | Action::Redo | Action::Jump(_) => state.view.before = false,
        _ => {}
    }
    match (action, &mut state.document) {
        (Action::Edit { edit, dragging }, Ok(document)) => {
            // One drag is one step: it is called after all that it has changed so far.
            let label = edit.label(document.history.drag_start().unwrap_or(&document.scenario));
            let mut after = (*document.scenario).clone();
            edit.apply(&mut after);
            let chosen = after.assurance.state;
            keep_true(&mut after, &document.scenario, &document.opened);
            if after.assurance.state < chosen {
                state.files.say(format!("A draft again: what was {} had other figures.", chosen.label()), false);
            }
            document.scenario = document.history.edited(label, &document.scenario, after, dragging);
            None
        }
        (Action::Undo, Ok(document)) => {
            let before = document.history.undo(&document.scenario);
            document.scenario = before.unwrap_or_else(|| Arc::clone(&document.scenario));
            None
        }
        (Action::Redo, Ok(document)) => {
            let after = document.history.redo(&document.scenario);
            document.scenario = after.unwrap_or_else(|| Arc::clone(&document.scenario));
            None
        }
        (Action::Jump(steps), Ok(document)) => {
            for _ in 0..steps.unsigned_abs() {
                let next = if steps < 0 { document.history.undo(&document.scenario) } else { document.history.redo(&document.scenario) };
                document.scenario = next.unwrap_or_else(|| Arc::clone(&document.scenario));
            }
            None
        }
        (Action::ResetAll, Ok(document)) => {
            let opened = (*document.opened).clone();
            document.scenario = document.history.edited("all changes".to_owned(), &document.scenario, opened, false);
            None
        }
        (Action::GoTo(room), _) => {
            (state.view.room, state.view.sought) = (room, None);
            state.files.page = None;
            None
        }
        (Action::ChooseOption(id), _) => {
            state.view.option = id;
            None
        }
        (Action::ChooseBaseline(id), _) => {
            state.view.baseline = id;
            None
        }
        (Action::Precision(share), _) => {
            state.view.precision_share = share;
            None
        }
        (Action::ChooseStream(stream), _) => {
            (state.view.stream, state.view.figures_for) = (stream, stream);
            None
        }
        (Action::ShowCosts(parts), _) => {
            state.view.cost_parts = parts;
            None
        }
        (Action::ChooseFigures(stream), _) => {
            state.view.figures_for = stream;
            if stream != Stream::PoliceCustody {
                state.view.stream = stream;
            }
            None
        }
        (Action::Sought, _) => {
            state.view.sought = None;
            None
        }
        (Action::Find(words), _) => {
            state.view.find = words;
            None
        }
        (Action::Compare(wish), _) => {
            state.view.compare.grant(wish);
            None
        }
        (Action::Beds(wish), _) => {
            state.view.beds.grant(wish);
            None
        }
        (Action::Criteria(wish), _) => {
            state.view.criteria.grant(wish);
            None
        }
        (Action::Draft(draft), _) => {
            state.view.draft = draft;
            None
        }
        (Action::Boroughs(wish), _) => {
            state.view.boroughs.grant(wish);
            None
        }
        (Action::Counts(wish), Ok(document)) => {
            state.view.counts.grant(wish, &document.scenario.demand.borough_mix);
            None
        }
        (Action::Experience(wish), document) => {
            let horizon_days = document.as_ref().map_or(0.0, |document| document.scenario.run.horizon_days());
            state.view.experience.grant(wish, horizon_days);
            None
        }
        (Action::Drivers(wish), _) => {
            state.view.drivers.grant(wish);
            None
        }
        (Action::Appearance(appearance), _) => {
            state.view.appearance = appearance;
            Some(Effect::Appearance(appearance))
        }
        (Action::Zoom(zoom), _) => {
            state.view.zoom = zoom;
            Some(Effect::Zoom(zoom))
        }
        (Action::Show(overlay), _) => {
            state.view.overlay = Some(overlay);
            None
        }
        (Action::Dismiss, _) => {
            state.view.overlay = None;
            None
        }
        (Action::Before(before), _) => {
            state.view.before = before;
            None
        }
        (Action::Present(presenting), document) => {
            state.view.presenting = presenting;
            // What was looked at before is looked at again: steps of the presenter are not choices of the work.
            if presenting {
                state.view.before_presenting = Some(state.view.option.clone());
            } else if let Some(option) = state.view.before_presenting.take() {
                // An edit taken back meanwhile may have taken the option away.
                if document.as_ref().is_ok_and(|document| document.option(&option).is_some()) {
                    state.view.option = option;
                }
            }
            Some(Effect::FullScreen(presenting))
        }
        (Action::Run, Ok(document)) => {
            if let Some(run) = state.results.run.as_ref().filter(|run| run.phase == Phase::Finished) {
                state.results.extended = Some((Arc::clone(&document.scenario), run.done.saturating_mul(2)));
            }
            Some(Effect::Run)
        }
        (Action::Stop, _) => Some(Effect::Stop),
        (Action::Study(wish), _) => Some(Effect::Study(wish)),
        (Action::OpenReview, _) => {
            files::grant::grant(state, FileAction::Start(Next::New("london-review")));
            None
        }
        (Action::Pack(wish), _) => {
            state.view.pack.grant(wish);
            None
        }
        (Action::File(wish), _) => {
            files::grant::grant(state, wish);
            None
        }
        (
            Action::Edit { .. } | Action::Counts(_) | Action::Undo | Action::Redo | Action::Jump(_) | Action::ResetAll | Action::Run,
            Err(_),
        ) => None,
    }
}

/// Takes in how the newest run stands.
pub fn receive(state: &mut AppState, snapshot: Option<Arc<Snapshot>>) {
    if let Some(snapshot) = &snapshot
        && snapshot.summary.is_some()
    {
        state.results.shown = Some(Arc::clone(snapshot));
        keep_opened(state, snapshot);
    }
    state.results.run = snapshot;
}

/// Keeps the sharpest answer to the scenario as it was opened, to stand beside what comes of changes.
fn keep_opened(state: &mut AppState, snapshot: &Arc<Snapshot>) {
    let Ok(document) = &state.document else { return };
    let kept = state.results.opened.as_ref().filter(|kept| Arc::ptr_eq(&kept.scenario, &document.opened));
    if Arc::ptr_eq(&snapshot.scenario, &document.opened) && kept.is_none_or(|kept| kept.done <= snapshot.done) {
        state.results.opened = Some(Arc::clone(snapshot));
    }
}
