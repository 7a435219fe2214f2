//! Possible futures, a dot each: a row an option.

use super::Axis;
use crate::analysis::{DOTS, Dots};

/// Fifty equally possible futures a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Futures {
    /// The axis below.
    pub axis: Axis,
    /// Where the middle of the option lies that the others are compared with, and what it is called.
    pub line: Option<(f64, String)>,
    /// Rows, from above.
    pub rows: Vec<FutureRow>,
}

/// A row of [`Futures`].
#[derive(Clone, Debug, PartialEq)]
pub struct FutureRow {
    /// Index of the option in the scenario, by which it is marked.
    pub option: usize,
    /// Its name.
    pub label: String,
    /// The futures, the lowest first.
    pub dots: Dots,
    /// What they cannot pass, and what it is called.
    pub limit: Option<(f64, String)>,
    /// The middle in words, beside the row.
    pub written: String,
    /// Where most of them lie, below it.
    pub remark: String,
    /// Whether the others are compared with it.
    pub is_baseline: bool,
}

impl Futures {
    /// The width of a dot, the same in every row: the greatest of a range with which no column is higher than the room, or else the least.
    pub fn dot(&self, across: impl Fn(f64) -> f64, room: f64, [least, most]: [f64; 2]) -> f64 {
        let fits = |dot: &f64| self.rows.iter().all(|row| tallest(&row.columns(&across, *dot)) as f64 * dot <= room);
        const STEPS: usize = 12;
        (0..=STEPS).map(|step| most + (least - most) * step as f64 / STEPS as f64).find(fits).unwrap_or(least)
    }

    /// Every row in words.
    pub fn told(&self) -> String {
        let told = |row: &FutureRow| {
            let limit = row.limit.as_ref().map_or_else(String::new, |(_, words)| format!(", {words}"));
            format!("{}: {}, {}{limit}.", row.label, row.written, row.remark)
        };
        self.rows.iter().map(told).collect::<Vec<_>>().join(" ")
    }
}

impl FutureRow {
    /// Where the middles of its dots lie: across, and above the foot of the row. They stand in columns a dot wide, one above the other, and
    /// closer where the room is not high enough for all. `across` places a value; `dot` is the width of a dot.
    pub fn places(&self, across: impl Fn(f64) -> f64, dot: f64, room: f64) -> [[f64; 2]; DOTS] {
        let columns = self.columns(across, dot);
        let tallest = tallest(&columns);
        let rise = if tallest > 1 { ((room - dot) / (tallest - 1) as f64).clamp(0.0, dot) } else { dot };
        std::array::from_fn(|at| {
            let below = columns[..at].iter().filter(|other| **other == columns[at]).count();
            [columns[at] * dot, dot / 2.0 + rise * below as f64]
        })
    }

    fn columns(&self, across: impl Fn(f64) -> f64, dot: f64) -> Dots {
        self.dots.map(|value| (across(value) / dot).round())
    }
}

/// Dots of the tallest column.
fn tallest(columns: &Dots) -> usize {
    columns.iter().map(|of| columns.iter().filter(|other| *other == of).count()).max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(dots: Dots) -> FutureRow {
        let words = String::new;
        FutureRow { option: 0, label: words(), dots, limit: None, written: words(), remark: words(), is_baseline: false }
    }

    #[test]
    fn dots_are_as_large_as_the_narrowest_row_allows() {
        let wide: Dots = std::array::from_fn(|dot| 10.0 * dot as f64);
        let narrow: Dots = std::array::from_fn(|dot| dot as f64);
        let of = |rows: &[Dots]| {
            let rows = rows.iter().map(|dots| row(*dots)).collect();
            Futures { axis: Axis::new("", 0.0, 500.0), line: None, rows }.dot(|value| value, 40.0, [4.0, 9.0])
        };
        assert_eq!((of(&[wide]), of(&[[5.0; DOTS]])), (9.0, 4.0));
        let both = of(&[wide, narrow]);
        assert!(4.0 < both && both < 9.0, "{both}");
        assert!(tallest(&row(narrow).columns(|value| value, both)) as f64 * both <= 40.0);
    }

    #[test]
    fn fifty_dots_stay_in_their_row_whatever_they_are() {
        for dots in [[300.0; DOTS], std::array::from_fn(|dot| 100.0 + 9.0 * dot as f64), std::array::from_fn(|dot| 200.0 + dot as f64)] {
            let places = row(dots).places(|value| value, 9.0, 40.0);
            assert_eq!(places.len(), 50);
            for ([x, y], value) in places.into_iter().zip(dots) {
                assert!((x - value).abs() <= 4.5 && (4.5..=35.5 + 1e-9).contains(&y), "{value}: {x} {y}");
            }
        }
        // All in one column, none in the place of another.
        let mut heights = row([300.0; DOTS]).places(|value| value, 9.0, 40.0).map(|[_, y]| y);
        heights.sort_by(f64::total_cmp);
        assert!(heights.windows(2).all(|pair| pair[0] < pair[1]), "{heights:?}");
    }
}
