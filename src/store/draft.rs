//! A file's text on its way to being read: older forms brought up to date, mistakes mended. Every change remembers where it was made,
//! so that whatever is said later still points into the file as its author wrote it.

use std::ops::Range;

/// The text as it stands and how it came from the file's.
pub struct Draft {
    /// As it stands.
    pub text: String,
    /// In the order made: where, in the text as it then stood, and how many bytes took the place of how many.
    changes: Vec<(usize, usize, usize)>,
}

impl Draft {
    /// A text as its author wrote it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), changes: Vec::new() }
    }

    /// Puts other text in a place.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        if self.text.get(range.clone()).is_some() {
            self.changes.push((range.start, range.len(), with.len()));
            self.text.replace_range(range, with);
        }
    }

    /// Takes text away, and leaves the lines as they are.
    pub fn blank(&mut self, range: Range<usize>) {
        let Some(gone) = self.text.get(range.clone()) else { return };
        let blank: String = gone.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        self.replace(range, &blank);
    }

    /// The byte of the author's text at which a byte of the text as it stands was written.
    pub fn origin(&self, mut at: usize) -> usize {
        for (start, before, after) in self.changes.iter().rev() {
            if at >= start + after {
                at = at - after + before;
            } else if at > *start {
                // Within what was put there: the place itself, or as far into what was replaced as that reaches.
                at = start + (at - start).min(*before);
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_author() {
        let mut draft = Draft::new("one two three four");
        draft.replace(4..7, "zwei und");
        draft.replace(0..3, "");
        assert_eq!(draft.text, " zwei und three four");
        let at = |word: &str| draft.origin(draft.text.find(word).unwrap());
        assert_eq!((at("zwei"), at("three"), at("four")), (4, 8, 14));
        draft.blank(1..5);
        assert_eq!(draft.text, "      und three four");
        assert_eq!(draft.origin(draft.text.find("four").unwrap()), 14);
    }
}
