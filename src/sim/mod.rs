//! One replication at a time: chance first (`trace`), then logic (`play`). Knows no screen, file or money, nor that options are compared.

pub mod arrivals;
pub mod chance;
pub mod draws;
pub mod quantiles;
pub mod record;
pub mod special;
pub mod trace;

pub use chance::Chance;
pub use trace::{Request, Trace};
