//! What the review says: the figures that a model of its year must give back, where it disagrees with itself, and what it leaves out.
//! Tables in `assets`; what is compared with them is worked out in `analysis::gate`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::geography::table;

/// How a figure of the review is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureUnit {
    /// Children on an average day.
    Children,
    /// Requests.
    Requests,
    /// 0 to 1, percent on screen.
    Share,
    /// Miles.
    Miles,
    /// Months of 365/12 days.
    Months,
    /// Days.
    Days,
    /// Boroughs.
    Boroughs,
}

/// Something a scenario may describe that the review's year did not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// The first option has places in London.
    Homes,
    /// Requests grow or fall from year to year.
    Growth,
    /// Children are requested for again.
    Repeats,
    /// Offers from Scotland end within the years simulated.
    Scotland,
    /// Children in police custody are counted.
    PoliceCustody,
}

/// A figure of the review.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ReviewFigure {
    /// Key, never shown.
    pub key: String,
    /// Name on screen, sentence case.
    pub label: String,
    /// As the review prints it.
    pub printed: String,
    /// Least value of the model that agrees.
    pub low: f64,
    /// Greatest value of the model that agrees.
    pub high: f64,
    /// How it is written.
    pub unit: FigureUnit,
    /// Where the review says so.
    pub paragraph: String,
    /// The figure in one plain sentence.
    pub sentence: String,
    /// Why values from `low` to `high` agree.
    pub tolerance: String,
    /// What it is compared with.
    pub measure: String,
    differs_with: String,
}

impl ReviewFigure {
    /// What a scenario must not describe for the figure to be comparable; nothing where the table has a word that is not known.
    pub fn differs_with(&self) -> Option<Vec<Departure>> {
        let departure = |word| match word {
            "homes" => Some(Departure::Homes),
            "growth" => Some(Departure::Growth),
            "repeats" => Some(Departure::Repeats),
            "scotland" => Some(Departure::Scotland),
            "police_custody" => Some(Departure::PoliceCustody),
            _ => None,
        };
        self.differs_with.split_whitespace().map(departure).collect()
    }
}

/// Whether the review says two things or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum QuestionKind {
    /// It disagrees with itself, or can be read in two ways.
    Inconsistency,
    /// It does not say.
    Silence,
}

/// A question that the review leaves open.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ReviewQuestion {
    /// Whether the review says two things or nothing.
    pub kind: QuestionKind,
    /// The question or what is missing, in a few words.
    pub title: String,
    /// What the review says.
    pub says: String,
    /// What the program does about it.
    pub reading: String,
    /// Where.
    pub paragraph: String,
    /// Words that find the figure concerned in the window; empty for none.
    pub find: String,
}

/// The figures of the review, in the order in which they are shown.
pub static REVIEW_FIGURES: LazyLock<Vec<ReviewFigure>> = LazyLock::new(|| table(include_str!("../../assets/review_figures.csv")));

/// What the review leaves open.
pub static REVIEW_QUESTIONS: LazyLock<Vec<ReviewQuestion>> = LazyLock::new(|| table(include_str!("../../assets/review_questions.csv")));

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> usize {
        csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes()).records().count()
    }

    #[test]
    fn no_row_is_lost() {
        assert_eq!(REVIEW_FIGURES.len(), rows(include_str!("../../assets/review_figures.csv")));
        assert_eq!(REVIEW_QUESTIONS.len(), rows(include_str!("../../assets/review_questions.csv")));
        assert!(REVIEW_FIGURES.len() >= 12 && REVIEW_QUESTIONS.len() >= 8);
    }

    #[test]
    fn every_figure_is_whole() {
        for figure in REVIEW_FIGURES.iter() {
            assert!(figure.low < figure.high, "{}", figure.key);
            assert!(figure.differs_with().is_some(), "{}", figure.key);
            for text in [&figure.label, &figure.printed, &figure.paragraph, &figure.sentence, &figure.tolerance, &figure.measure] {
                assert!(!text.trim().is_empty(), "{}", figure.key);
            }
            assert!(figure.sentence.ends_with('.') && figure.tolerance.ends_with('.'), "{}", figure.key);
        }
        let mut keys: Vec<&str> = REVIEW_FIGURES.iter().map(|figure| figure.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), REVIEW_FIGURES.len());
    }
}
