//! What the outcome means: measures of one replication, and what replications say together.

pub mod beds;
pub mod boroughs;
pub mod closely;
pub mod costs;
pub mod criteria;
pub mod demand;
pub mod experiment;
pub mod gate;
pub mod kept;
pub mod measure;
mod progress;
pub mod sample;
pub mod selftest;
pub mod series;
pub mod start;
pub mod story;
pub mod summary;
pub mod uncertainty;
mod values;

pub use experiment::Experiment;
pub use measure::{Better, MeasureSpec, MeasureUnit};
pub use progress::{Progress, Tell};
pub use summary::{DOTS, Difference, Dots, Estimate, OptionSummary, Summary};
