//! What views may wish for.

use crate::model::Stream;
use crate::report::costs::CostParts;

use super::beds;
use super::boroughs;
use super::compare::CompareWish;
use super::counts;
use super::criteria;
use super::drivers;
use super::edit::Edit;
use super::experience;
use super::files::FileAction;
use super::pack;
use super::state::{Draft, Overlay, Room};
use super::studies;
use super::theme::Appearance;

/// A wish; only the reducer grants it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Change the scenario. `dragging`: more of the same is coming.
    Edit {
        /// The change.
        edit: Edit,
        /// Whether the pointer is still down.
        dragging: bool,
    },
    /// Go back one edit.
    Undo,
    /// Go forward one edit.
    Redo,
    /// Go back (negative) or forward so many edits.
    Jump(isize),
    /// Go back to the scenario as it was opened; one edit.
    ResetAll,
    /// Go to a room.
    GoTo(Room),
    /// Look at an option, by its id.
    ChooseOption(String),
    /// Compare with an option, by its id.
    ChooseBaseline(String),
    /// Look at a stream.
    ChooseStream(Stream),
    /// Look at something else in the comparison.
    Compare(CompareWish),
    /// Look at something else in the room of beds.
    Beds(beds::Wish),
    /// Look at something else in the room of the eight criteria.
    Criteria(criteria::Wish),
    /// Choose how the window looks.
    Appearance(Appearance),
    /// Choose how large everything is.
    Zoom(f32),
    /// Lay something over the window.
    Show(Overlay),
    /// Take away what lies over the window.
    Dismiss,
    /// Show the scenario as it was opened, or as it stands.
    Before(bool),
    /// Present one option against another, or go back to the rooms.
    Present(bool),
    /// Look at the figures of a stream.
    ChooseFigures(Stream),
    /// Show costs in these parts.
    ShowCosts(CostParts),
    /// The field that was sought is in sight.
    Sought,
    /// Look for a figure by words of its name.
    Find(String),
    /// Note what is being typed into a text field; none: nothing is.
    Draft(Option<Draft>),
    /// Look at something else in the room of the boroughs.
    Boroughs(boroughs::Wish),
    /// Type or paste the boroughs' own counts.
    Counts(counts::Wish),
    /// Look at something else in the room of experience.
    Experience(experience::Wish),
    /// Look at something else in the room of what could change the answer.
    Drivers(drivers::Wish),
    /// Sharpen answers until the interval of the share of requests placed is this wide, half of it, as a share.
    Precision(f64),
    /// Carry on after a stop; run twice as many replications once all is done.
    Run,
    /// Stop and keep what is done.
    Stop,
    /// Begin or stop a long analysis.
    Study(studies::Wish),
    /// Open the London review.
    OpenReview,
    /// Something about a committee pack.
    Pack(pack::Wish),
    /// Something about files.
    File(FileAction),
}

/// The wishes of one frame.
pub type Actions = Vec<Action>;
