//! Sufficiency Planner: is this provision enough for this demand?
//!
//! Demand and provision are described (`model`), a simulation plays them (`sim`), an analysis weighs the result (`analysis`),
//! a report says it (`report`), and an app lets people turn the knobs (`app`); `store` keeps scenario files, and `cli` does without a
//! window. One road runs through it: scenario → trace → play → outcome → summary → chart. Arrows point one way:
//! model ← sim ← analysis ← report ← app, and model ← store ← app.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod model;
pub mod report;
pub mod sim;
pub mod store;
