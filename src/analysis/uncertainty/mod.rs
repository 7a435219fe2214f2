//! What is not known, kept apart from chance: how much of an answer's spread each causes, and what would change the answer.

pub mod choice;
pub mod figures;
mod gap;
pub mod global;
pub mod levels;
pub mod sobol;
mod stage;
pub mod structure;
pub mod switching;
pub mod variations;
pub mod worth;

pub use choice::{Aim, Rule, places};
pub use global::{Global, GlobalAsk, Quantity, global};
pub use levels::{Levels, LevelsAsk, Split, levels};
pub use sobol::Shares;
pub use stage::judged_measures;
pub use structure::Structural;
pub use switching::{Switch, Switching, SwitchingAsk, Turning, switching};
pub use variations::{Around, Change, Effect, Variation, Variations, VariationsAsk, variations};
pub use worth::Worth;
