//! One replication at a time: chance first (`trace`), then logic (`play`). Knows no screen, file or money, nor that options are compared.

pub mod record;
pub mod trace;
