//! What an answer comes to under figures that need no new run, such as prices or weights.
//!
//! It is kept with what it follows from, so that it is never shown for other figures. Where a figure or a choice was changed it is worked
//! out at once; where only the same run has become sharper, on a thread of its own, and what was known so far stays until then: a frame
//! has no time for it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};

use super::cores::give_way;
use super::jobs::{Snapshot, lock};
use crate::analysis::Summary;
use crate::model::Scenario;

/// Works it out, for a scenario, its answer and a choice.
type Derive<C, T> = fn(&Scenario, &Summary, &C) -> T;

/// What follows from an answer and a choice, as far as it is known.
#[derive(Clone, Debug)]
pub struct Derived<C, T> {
    kept: Option<Kept<C, T>>,
    beside: Arc<Mutex<Beside<Kept<C, T>>>>,
}

#[derive(Clone, Debug)]
struct Kept<C, T> {
    scenario: Arc<Scenario>,
    shown: Arc<Snapshot>,
    choice: C,
    value: Arc<T>,
}

/// How the work beside the window stands.
#[derive(Debug)]
enum Beside<K> {
    Free,
    UnderWay,
    Done(K),
    Failed(Box<dyn Any + Send>),
}

impl<C, T> Default for Derived<C, T> {
    fn default() -> Self {
        Self { kept: None, beside: Arc::new(Mutex::new(Beside::Free)) }
    }
}

impl<C: Clone + PartialEq + Send + 'static, T: Send + Sync + 'static> Derived<C, T> {
    /// What is known; none before it was first asked for.
    pub fn value(&self) -> Option<&Arc<T>> {
        self.kept.as_ref().map(|kept| &kept.value)
    }

    /// Brings it up to date with a scenario, the answer shown and a choice; the window is painted again when it is.
    pub fn follow(&mut self, ctx: &egui::Context, scenario: &Arc<Scenario>, shown: &Arc<Snapshot>, choice: C, derive: Derive<C, T>) {
        let Some(summary) = &shown.summary else { return };
        let same = |kept: &Kept<C, T>| Arc::ptr_eq(&kept.scenario, scenario) && kept.choice == choice;
        let mut beside = lock(&self.beside);
        if !matches!(*beside, Beside::UnderWay) {
            match std::mem::replace(&mut *beside, Beside::Free) {
                Beside::Done(done) if same(&done) && Arc::ptr_eq(&done.shown.scenario, &shown.scenario) => self.kept = Some(done),
                Beside::Failed(fault) => resume_unwind(fault),
                Beside::Free | Beside::Done(_) | Beside::UnderWay => {}
            }
        }
        let known = self.kept.as_ref().filter(|kept| same(kept));
        if known.is_some_and(|kept| kept.shown.summary.as_ref().is_some_and(|known| Arc::ptr_eq(known, summary))) {
            return;
        }
        let (scenario, shown, summary) = (Arc::clone(scenario), Arc::clone(shown), Arc::clone(summary));
        let sharper = known.is_some_and(|kept| Arc::ptr_eq(&kept.shown.scenario, &shown.scenario));
        let work = move || {
            let value = Arc::new(derive(&scenario, &summary, &choice));
            Kept { scenario, shown, choice, value }
        };
        if !sharper {
            self.kept = Some(work());
        } else if matches!(*beside, Beside::Free) {
            let (shared, window) = (Arc::clone(&self.beside), ctx.clone());
            let thread = std::thread::Builder::new().name("derived".to_owned()).spawn(move || {
                give_way();
                let found = catch_unwind(AssertUnwindSafe(work));
                *lock(&shared) = found.map_or_else(Beside::Failed, Beside::Done);
                window.request_repaint();
            });
            // The thread cannot have written before the lock is given back.
            *beside = if thread.is_ok() { Beside::UnderWay } else { Beside::Free };
        }
    }
}
