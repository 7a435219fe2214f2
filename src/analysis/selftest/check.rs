//! One thing checked: what was found, what it is held to, and whether it passes.

use serde::Serialize;

/// What kind of thing is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The engine gives exact values of queueing theory.
    Theory,
    /// Two counters agree: the time-average and the children one by one.
    Little,
    /// The warm-up is long enough.
    WarmUp,
    /// There are enough replications.
    Precision,
    /// Other seeds say the same.
    Seeds,
}

impl Subject {
    /// Every subject, in the order of the record.
    pub const ALL: [Subject; 5] = [Subject::Theory, Subject::Little, Subject::WarmUp, Subject::Precision, Subject::Seeds];
}

/// What a figure is held to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Held {
    /// The value lies within `margin` of the figure, and the margin is no wider than `widest`.
    Equal {
        /// The exact value.
        value: f64,
        /// Half-width of the interval around what was found.
        margin: f64,
        /// Widest half-width that says anything.
        widest: f64,
    },
    /// The figure is at most this.
    AtMost {
        /// The greatest that passes.
        value: f64,
    },
    /// The figure is at least this.
    AtLeast {
        /// The least that passes.
        value: f64,
    },
}

impl Held {
    /// Whether a figure passes. What is not a number never does.
    fn passes(self, found: f64) -> bool {
        match self {
            Held::Equal { value, margin, widest } => (found - value).abs() <= margin && margin <= widest,
            Held::AtMost { value } => found <= value,
            Held::AtLeast { value } => found >= value,
        }
    }

    /// The value that the figure is held to.
    pub fn value(self) -> f64 {
        match self {
            Held::Equal { value, .. } | Held::AtMost { value } | Held::AtLeast { value } => value,
        }
    }
}

/// In what a figure is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckUnit {
    /// Children on an average day, or their variance.
    Children,
    /// 0 to 1.
    Share,
    /// Days.
    Days,
    /// Possible futures.
    Replications,
    /// Seeds.
    Seeds,
}

/// One thing checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// What kind of thing it is.
    pub subject: Subject,
    /// What is checked, in words.
    pub name: String,
    /// Where the value or the method comes from.
    pub reference: &'static str,
    /// In what it is counted.
    pub unit: CheckUnit,
    /// What was found.
    pub found: f64,
    /// What it is held to.
    pub held: Held,
    /// Replications behind it.
    pub replications: u32,
    /// Whether it passes.
    pub passed: bool,
}

impl Check {
    /// Holds what was found to what it should be.
    pub fn new(
        (subject, name): (Subject, impl Into<String>),
        reference: &'static str,
        unit: CheckUnit,
        found: f64,
        held: Held,
        replications: u32,
    ) -> Self {
        Self { subject, name: name.into(), reference, unit, found, held, replications, passed: held.passes(found) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_fails() {
        let held = Held::Equal { value: 21.0, margin: 0.1, widest: 0.21 };
        assert!(held.passes(21.05) && !held.passes(21.2) && !held.passes(20.8) && !held.passes(f64::NAN));
        assert!(!Held::Equal { value: 21.0, margin: 0.3, widest: 0.21 }.passes(21.0), "too wide to say anything");
        assert!(!Held::Equal { value: 21.0, margin: f64::NAN, widest: 0.21 }.passes(21.0));
        assert!(Held::AtMost { value: 730.0 }.passes(730.0) && !Held::AtMost { value: 730.0 }.passes(730.1));
        assert!(Held::AtLeast { value: 5.0 }.passes(5.0) && !Held::AtLeast { value: 5.0 }.passes(4.9));
        assert!(!Held::AtMost { value: 730.0 }.passes(f64::NAN) && !Held::AtLeast { value: 1.0 }.passes(f64::NAN));
    }
}
