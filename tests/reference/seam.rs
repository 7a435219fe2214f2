//! The engine under test.

pub use sufficiency::sim::Player;
