//! Undo and redo of whole documents.

use std::sync::Arc;

use crate::model::Scenario;

/// Documents kept.
const DEPTH: usize = 100;

/// A document to go back (or forward) to, and what the edit between is called.
#[derive(Clone, Debug)]
struct Step {
    label: String,
    scenario: Arc<Scenario>,
}

/// What came before the document and what was undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    /// Whether the earliest step kept is not the first.
    forgotten: bool,
    /// Whether a drag is under way: its further moves belong to the step that it began.
    dragging: bool,
}

impl History {
    /// Notes an edit that turned `before` into `after`, and gives the document to keep: one drag is one step, and a drag that
    /// ends where it began is none.
    pub fn edited(&mut self, label: String, before: &Arc<Scenario>, after: Scenario, still_dragging: bool) -> Arc<Scenario> {
        if !self.dragging && after == **before {
            return Arc::clone(before);
        }
        if !self.dragging {
            self.past.push(Step { label, scenario: Arc::clone(before) });
            if self.past.len() > DEPTH {
                self.past.remove(0);
                self.forgotten = true;
            }
            self.future.clear();
        } else if let Some(step) = self.past.last_mut() {
            step.label = label;
        }
        self.dragging = still_dragging;
        if !still_dragging && self.past.last().is_some_and(|step| *step.scenario == after) {
            return self.past.pop().map_or_else(|| Arc::clone(before), |step| step.scenario);
        }
        if after == **before { Arc::clone(before) } else { Arc::new(after) }
    }

    /// The document before the last edit.
    pub fn undo(&mut self, now: &Arc<Scenario>) -> Option<Arc<Scenario>> {
        self.dragging = false;
        let step = self.past.pop()?;
        self.future.push(Step { label: step.label, scenario: Arc::clone(now) });
        Some(step.scenario)
    }

    /// The document after the edit last undone.
    pub fn redo(&mut self, now: &Arc<Scenario>) -> Option<Arc<Scenario>> {
        self.dragging = false;
        let step = self.future.pop()?;
        self.past.push(Step { label: step.label, scenario: Arc::clone(now) });
        Some(step.scenario)
    }

    /// What undo would undo.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would redo.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Whether every change is still here.
    pub fn is_complete(&self) -> bool {
        !self.forgotten
    }

    /// What was done, oldest first.
    pub fn past(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.past.iter().map(|step| step.label.as_str())
    }

    /// What was undone, in the order in which it would be done again.
    pub fn future(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.future.iter().rev().map(|step| step.label.as_str())
    }

    /// The document that the drag under way began with.
    pub fn drag_start(&self) -> Option<&Arc<Scenario>> {
        self.past.last().filter(|_| self.dragging).map(|step| &step.scenario)
    }

    /// Whether a drag is under way.
    pub fn is_dragging(&self) -> bool {
        self.dragging
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Scenario {
        let mut scenario = Scenario::clone(&crate::app::document::london_review().unwrap().scenario);
        scenario.name = name.to_owned();
        scenario
    }

    #[test]
    fn a_drag_is_one_step_and_can_be_redone() {
        let mut history = History::default();
        let start = Arc::new(named("a"));
        let b = history.edited("name".into(), &start, named("b"), true);
        let c = history.edited("name".into(), &b, named("c"), true);
        let d = history.edited("name".into(), &c, named("d"), false);
        assert_eq!(history.undo_label(), Some("name"));
        let back = history.undo(&d).unwrap();
        assert!(Arc::ptr_eq(&back, &start));
        assert!(history.undo(&back).is_none());
        assert_eq!(history.redo(&back).unwrap().name, "d");
    }

    #[test]
    fn a_drag_back_to_where_it_began_is_no_step() {
        let mut history = History::default();
        let start = Arc::new(named("a"));
        let b = history.edited("name".into(), &start, named("b"), true);
        let end = history.edited("name".into(), &b, named("a"), false);
        assert!(Arc::ptr_eq(&end, &start));
        assert_eq!(history.undo_label(), None);
    }

    #[test]
    fn a_new_edit_forgets_what_was_undone() {
        let mut history = History::default();
        let start = Arc::new(named("a"));
        let b = history.edited("name".into(), &start, named("b"), false);
        let back = history.undo(&b).unwrap();
        history.edited("other".into(), &back, named("c"), false);
        assert_eq!(history.redo_label(), None);
    }
}
