//! The reference engine: a plain list of events, with nothing clever in it.
//!
//! It plays a trace by the letter of the rules: every event stands on an agenda in the order of time, every bed is an object, every
//! waiting list is walked from its front, and whatever can be recomputed is. It shares with the program only the model, the answers of
//! chance and the types of the record, so its agreement with the fast engine, to the last bit, says that the fast engine is exact.

#![allow(dead_code, reason = "each test uses a part")]

pub mod agenda;
pub mod engine;
pub mod hand;
pub mod homes;
pub mod rules;
pub mod scenarios;
pub mod seam;
pub mod worlds;
