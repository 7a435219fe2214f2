//! How far a long analysis has come.

/// Portions of work done, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Portions done.
    pub done: u32,
    /// Portions in all.
    pub wanted: u32,
}

/// Told after each portion of a long analysis how far it is and what is known so far.
pub type Tell<'a, F> = &'a mut dyn FnMut(Progress, &F);
