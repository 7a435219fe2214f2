//! How many beds are enough, and what that depends on: sweeps of an option, the cost of restrictions, and the one thing that the figures
//! cannot tell. All points of a study are played on the same children.

pub mod access;
pub mod change;
pub mod erlang;
mod play;
pub mod restrictions;
pub mod sweep;
pub mod unknown;

use thiserror::Error;

pub use access::{Goal, MOST_DAYS, Met};
pub use change::{Vary, beds_for};
pub use play::Point;
pub use restrictions::{Restriction, Restrictions, restrictions};
pub use sweep::{Steps, Sweep, Tried, sweep};
pub use unknown::{Switch, Unknown, unknown};

use super::progress::Tell;

/// Why a study of beds cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StudyError {
    /// There is no option of that number.
    #[error("the option is no longer in the scenario; choose another")]
    NoOption,
    /// Nothing shows what a home is like.
    #[error("there is no home to make larger or smaller; add one to an option first")]
    NoHome,
    /// A provision that would be tried is more than a scenario may have.
    #[error("a provision that would be tried is not permitted: it {0}")]
    NotPermitted(String),
    /// The patience is stated, not solved from the review.
    #[error(
        "how long a welfare request can wait is stated here, or more is offered than is asked for, so moving the share that never needed a \
         bed would no longer agree with the review; let the patience be solved from the open requests"
    )]
    NotSolved,
}
