//! What is looked at in the room of the eight criteria, and what they make of the options.

use super::derived::Derived;
use crate::analysis::criteria::{Appraised, Counting};
use crate::model::Criterion;

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct CriteriaView {
    /// The role in which scores are given and decisions made.
    pub role: String,
    /// The member whose weights are shown, by role.
    pub member: Option<String>,
    /// What makes up the worth of an option.
    pub counting: Counting,
    /// The criterion whose weight is moved from 0 to all.
    pub swept: Criterion,
    /// Why what is locked is to be opened.
    pub reason: String,
}

impl Default for CriteriaView {
    fn default() -> Self {
        let (role, reason) = (String::new(), String::new());
        Self { role, member: None, counting: Counting::BenefitAlone, swept: Criterion::Accessibility, reason }
    }
}

/// A wish to look at something else.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Judge in this role.
    Role(String),
    /// Look at a member's weights.
    Member(String),
    /// Count other criteria.
    Count(Counting),
    /// Move the weight of another criterion.
    Sweep(Criterion),
    /// Say why what is locked is to be opened.
    Reason(String),
}

impl CriteriaView {
    /// Grants a wish.
    pub fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Role(role) => self.role = role,
            Wish::Member(role) => self.member = Some(role),
            Wish::Count(counting) => self.counting = counting,
            Wish::Sweep(criterion) => self.swept = criterion,
            Wish::Reason(reason) => self.reason = reason,
        }
    }
}

/// What the criteria make of the options, by what is counted.
pub type Known = Derived<Counting, Appraised>;
