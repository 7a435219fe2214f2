//! The window: how the planner is handled.
//!
//! A frame has five steps: `logic` takes in what the worker has found; `ui` lets views read [`state::AppState`] and wish for
//! [`action::Action`]s; the reducer applies them; a run starts if the document has moved on; and the window is painted again only
//! while something is under way. Nothing about children, beds or chance is worked out here.

pub mod action;
pub mod beds;
pub mod boroughs;
pub mod building;
pub mod closer_job;
pub mod commands;
pub mod compare;
pub mod cores;
pub mod counts;
pub mod criteria;
pub mod derived;
pub mod document;
pub mod drivers;
pub mod edit;
pub mod experience;
pub mod files;
pub mod glossary;
pub mod history;
pub mod jobs;
mod launch;
pub mod pack;
mod planner_app;
pub mod reducer;
mod standing;
pub mod state;
pub mod studies;
pub mod theme;
mod views;
mod widgets;
pub mod wording;

pub use launch::{run, window_options};
pub use planner_app::PlannerApp;
