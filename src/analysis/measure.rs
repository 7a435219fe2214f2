//! What is measured: one row a measure, with its key, label, unit and better direction.

/// How a measure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureUnit {
    /// A number of children, requests or beds on an average day.
    Children,
    /// So many a year.
    PerYear,
    /// Days.
    Days,
    /// 0 to 1, percent on screen.
    Share,
    /// Miles.
    Miles,
}

/// Which way is better for children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: an output to look at, not to judge by.
    Neither,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureSpec {
    /// Key in the machine-readable output.
    pub key: String,
    /// Name on screen, sentence case.
    pub label: String,
    /// How it is written.
    pub unit: MeasureUnit,
    /// Which way is better.
    pub better: Better,
}
