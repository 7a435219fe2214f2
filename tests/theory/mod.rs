//! The exact answers and the special cases of the model that must give them.

pub mod delay;
pub mod infinite;
pub mod lengths;
pub mod loss;
pub mod run;
pub mod samplers;
pub mod seasons;
pub mod step_down;
pub mod table;
