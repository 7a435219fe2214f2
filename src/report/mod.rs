//! How the answer is said: findings in words, charts, tables and committee papers. Everything here is a value or bytes; nothing is read from
//! or written to a disk, and nothing is drawn on a screen.

pub mod findings;
pub mod futures;
pub mod wording;
