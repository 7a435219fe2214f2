//! Boroughs' own counts while they are typed or pasted. They stand here only, and here alone may one of them be small: what goes
//! into the scenario is what may be kept of them.

mod read;

use crate::model::counts::{BoroughCount, BoroughCounts, in_order, kept};
use crate::model::geography::BOROUGHS;
use crate::model::{BoroughMix, Scenario};

pub use read::{Typed, typed};

/// Longest text taken from a spreadsheet, characters.
pub const MOST_CHARACTERS: usize = 20_000;

/// What is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountsView {
    /// A text for each borough, in the order of [`BOROUGHS`]; none while nobody types.
    pub cells: Option<Vec<String>>,
    /// What is typed or pasted into the column.
    pub column: String,
    /// What was understood of the last column, and what was not.
    pub said: Vec<String>,
}

/// What the form may wish for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Begin to type.
    Begin,
    /// The text of a borough, by its index.
    Type(usize, String),
    /// The text of the column.
    Column(String),
    /// Put the counts of a column into the list.
    Fill(String),
    /// Forget what was typed.
    Forget,
}

impl CountsView {
    /// The texts of the list: those that are typed, or what the scenario holds.
    pub fn texts(&self, scenario: &Scenario) -> Vec<String> {
        self.cells.clone().unwrap_or_else(|| held(&scenario.demand.borough_mix))
    }

    /// Grants a wish.
    pub fn grant(&mut self, wish: Wish, mix: &BoroughMix) {
        match wish {
            Wish::Begin => self.cells = Some(held(mix)),
            Wish::Type(index, text) => {
                if let Some(cell) = self.cells.get_or_insert_with(|| held(mix)).get_mut(index) {
                    *cell = text;
                }
            }
            Wish::Column(text) => self.column = text,
            Wish::Fill(text) => {
                let column = read::column(&text);
                let cells = self.cells.get_or_insert_with(|| held(mix));
                for (index, count) in column.cells {
                    if let Some(cell) = cells.get_mut(index) {
                        *cell = count;
                    }
                }
                // What could not be read stays, to be mended.
                self.column = column.unread;
                self.said = column.said;
            }
            Wish::Forget => *self = Self::default(),
        }
    }
}

/// What a scenario holds, as texts that read back to the same.
fn held(mix: &BoroughMix) -> Vec<String> {
    let BoroughMix::Counted(counts) = mix else { return vec![String::new(); BOROUGHS.len()] };
    let text = |count: BoroughCount| match count {
        BoroughCount::FewerThanSix => "<6".to_owned(),
        BoroughCount::SixOrMore => "6+".to_owned(),
        BoroughCount::Requests(count) => count.to_string(),
    };
    in_order(counts).into_iter().map(text).collect()
}

/// What may be kept of the texts; what is wrong with the first that cannot be read.
///
/// # Errors
/// A sentence that names the borough.
pub fn to_keep(texts: &[String]) -> Result<BoroughCounts, String> {
    let mut counts = BoroughCounts::new();
    for (borough, text) in BOROUGHS.iter().zip(texts) {
        let count = match typed(text).map_err(|fault| format!("{}: {fault}", borough.name))? {
            Typed::Blank | Typed::Few => BoroughCount::FewerThanSix,
            Typed::Many => BoroughCount::SixOrMore,
            Typed::Count(count) => BoroughCount::of(count),
        };
        counts.insert(borough.name.clone(), count);
    }
    Ok(kept(&counts))
}

/// Least and greatest sum of what is typed: bands count from their least to their greatest, a blank as none to five; no greatest where a
/// band has none.
pub fn sum_typed(texts: &[String]) -> (u64, Option<u64>) {
    let ends = texts.iter().filter_map(|text| typed(text).ok()).map(|typed| match typed {
        Typed::Count(count) => (u64::from(count), Some(u64::from(count))),
        Typed::Blank | Typed::Few => (0, Some(u64::from(BoroughCount::LEAST - 1))),
        Typed::Many => (u64::from(BoroughCount::LEAST), None),
    });
    ends.fold((0, Some(0)), |sum, end| (sum.0 + end.0, sum.1.zip(end.1).map(|(sum, end)| sum + end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_reads_back_to_itself_and_holds_no_small_count() {
        let mut texts = vec!["14".to_owned(); 33];
        (texts[5], texts[30]) = ("3".to_owned(), String::new());
        let counts = to_keep(&texts).unwrap();
        assert_eq!(in_order(&counts)[5], BoroughCount::FewerThanSix);
        assert_eq!(in_order(&counts).iter().filter(|count| **count == BoroughCount::SixOrMore).count(), 2);
        assert_eq!(to_keep(&held(&BoroughMix::Counted(counts.clone()))).unwrap(), counts);
        assert_eq!(sum_typed(&texts), (31 * 14 + 3, Some(31 * 14 + 3 + 5)));
        texts[6] = "6+".to_owned();
        assert_eq!(sum_typed(&texts).1, None);
        texts[7] = "a few".to_owned();
        let fault = to_keep(&texts).unwrap_err();
        assert!(fault.starts_with(&format!("{}: ", BOROUGHS[7].name)), "{fault}");
    }

    #[test]
    fn what_could_not_be_read_stays_to_be_mended() {
        let mut view = CountsView::default();
        let mix = BoroughMix::Unknown { shape: 0.9 };
        view.grant(Wish::Fill("Camden\t12\nNarnia\t4\nBarnet\t9".to_owned()), &mix);
        assert_eq!(view.column, "Narnia\t4");
        assert!(view.said.iter().any(|line| line.contains("Narnia")), "{:?}", view.said);
        let cells = view.cells.clone().unwrap();
        let of = |name: &str| cells[BOROUGHS.iter().position(|borough| borough.name == name).unwrap()].as_str();
        assert_eq!((of("Camden"), of("Barnet"), of("Ealing")), ("12", "9", ""));
        view.grant(Wish::Forget, &mix);
        assert_eq!(view, CountsView::default());
    }
}
