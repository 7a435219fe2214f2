//! London as 33 squares, one an authority, each with a number.

use crate::model::geography::BOROUGHS;
use crate::report::tables::Symbol;

/// The 33 authorities as squares.
#[derive(Clone, Debug, PartialEq)]
pub struct Squares {
    /// What the numbers are, with their unit.
    pub label: String,
    /// What numbers below zero and above are, where the sign matters.
    pub signs: Option<[String; 2]>,
    /// The squares, in the order of [`BOROUGHS`].
    pub squares: Vec<Square>,
}

/// A square of [`Squares`].
#[derive(Clone, Debug, PartialEq)]
pub struct Square {
    /// The number, from which the shade follows; none where there is none, or where it is held back.
    pub value: Option<f64>,
    /// What stands in the square.
    pub written: String,
    /// The square in words, after the name of the authority.
    pub said: String,
    /// Whether it is held back.
    pub is_hidden: bool,
}

impl Square {
    /// A square with a number.
    pub fn new(value: f64, written: impl Into<String>, said: impl Into<String>) -> Self {
        Self { value: Some(value), written: written.into(), said: said.into(), is_hidden: false }
    }

    /// A square without a number, and why.
    pub fn without(written: impl Into<String>, said: impl Into<String>) -> Self {
        Self { value: None, written: written.into(), said: said.into(), is_hidden: false }
    }

    /// A square whose number is held back.
    fn hidden() -> Self {
        Self { is_hidden: true, ..Self::without(Symbol::Confidential.sign(), Symbol::Confidential.meaning()) }
    }
}

impl Squares {
    /// The same without the numbers that may not leave the program, authority by authority.
    pub fn held_back(mut self, hidden: &[bool]) -> Self {
        for (square, _) in self.squares.iter_mut().zip(hidden).filter(|(_, hidden)| **hidden) {
            *square = Square::hidden();
        }
        self
    }

    /// How strong the colour of a square is: 0 to 1, the largest number of all, with either sign, being 1.
    pub fn strength(&self, square: &Square) -> f64 {
        let most = self.squares.iter().filter_map(|square| square.value).map(f64::abs).fold(0.0, f64::max);
        square.value.filter(|_| most > 0.0).map_or(0.0, |value| (value.abs() / most).clamp(0.0, 1.0))
    }

    /// The squares with a number, by their places, the least first.
    fn ordered(&self) -> Vec<(usize, f64)> {
        let mut known: Vec<(usize, f64)> =
            self.squares.iter().enumerate().filter_map(|(at, square)| square.value.map(|value| (at, value))).collect();
        known.sort_by(|one, other| one.1.total_cmp(&other.1));
        known
    }

    /// The authority with the least number, and the one with the most; none where no number is shown.
    pub fn ends(&self) -> Option<[usize; 2]> {
        let ordered = self.ordered();
        let (least, most) = (ordered.first()?, ordered.last()?);
        // Of equals, the first in the order of the authorities.
        let first = |value: f64| ordered.iter().find(|(_, other)| *other == value).map(|(at, _)| *at);
        Some([first(least.1)?, first(most.1)?])
    }

    /// An authority in words.
    pub fn said(&self, at: usize) -> String {
        let name = BOROUGHS.get(at).map_or("", |borough| borough.name.as_str());
        format!("{name}: {}", self.squares.get(at).map_or("", |square| square.said.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_back_shades_nothing_and_is_no_end() {
        let number = |at: usize| Square::new(at as f64, format!("{at}"), format!("{at} requests"));
        let squares = Squares { label: String::new(), signs: None, squares: (0..33).map(number).collect() };
        assert_eq!(squares.ends(), Some([0, 32]));
        let mut hidden = [false; 33];
        (hidden[0], hidden[32]) = (true, true);
        let held = squares.clone().held_back(&hidden);
        assert_eq!(held.ends(), Some([1, 31]));
        assert_eq!(held.squares[32].written, "[c]");
        assert!(held.said(32).contains("held back") && !held.said(32).contains("32"));
        assert_eq!((held.strength(&held.squares[31]), held.strength(&held.squares[32])), (1.0, 0.0));
        assert_eq!(squares.held_back(&[true; 33]).ends(), None);
    }
}
