//! What may go into a pack: every figure and every table of it, one value that is listed, looked at, picked from and packed.

use std::sync::OnceLock;

use super::Choices;
use crate::report::boroughs::{self, Told};
use crate::report::figure::Figure;
use crate::report::figures::{Figures, figures};
use crate::report::results::tables;
use crate::report::tables::Table;
use crate::report::{Answer, costs, criteria};

/// What may go into a pack.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Its figures, with the words that the scenario has for readers who do not see them.
    pub figures: Figures,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What is said of the boroughs, with figures and tables of its own; not there while it is still played.
    pub boroughs: OnceLock<Told>,
    /// Names of the options run.
    options: Vec<String>,
}

/// A figure or a table that may go into a pack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    /// A chart.
    Figure(&'a Figure),
    /// A table.
    Table(&'a Table),
}

impl<'a> Item<'a> {
    /// By what it is picked: its file in the pack without the ending. A chart and a table may share their id.
    pub fn key(self) -> String {
        let folder = match self {
            Item::Figure(_) => "charts",
            Item::Table(_) => "tables",
        };
        format!("{folder}/{}", self.id())
    }

    /// Its id.
    pub fn id(self) -> &'a str {
        match self {
            Item::Figure(figure) => &figure.id,
            Item::Table(table) => &table.id,
        }
    }

    /// What it finds, or what stands in it.
    pub fn title(self) -> &'a str {
        match self {
            Item::Figure(figure) => &figure.title,
            Item::Table(table) => &table.title,
        }
    }
}

/// Figures and tables on one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// The subject.
    pub title: &'a str,
    /// Figures, then tables.
    pub items: Vec<Item<'a>>,
    /// Whether more of them are still being worked out.
    pub is_awaited: bool,
}

/// Subjects, in the order of the paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Compared,
    Sure,
    Change,
    Costs,
    Boroughs,
    Criteria,
    Closely,
    Option(usize),
    Register,
}

impl Subject {
    fn of_comparison(id: &str) -> Self {
        match id {
            id if costs::FIGURES.contains(&id) => Subject::Costs,
            id if criteria::FIGURES.contains(&id) => Subject::Criteria,
            _ => Subject::Compared,
        }
    }

    fn of_study(id: &str) -> Self {
        if id == "uncertainty" { Subject::Sure } else { Subject::Change }
    }

    fn of_table(id: &str) -> Self {
        match id {
            "options" | "comparison" | "results" | "differences" => Subject::Compared,
            "review" | "ranges" | "uncertainty" => Subject::Sure,
            "beds" | "unknown" | "drivers" | "turns" | "worlds" | "finding-out" => Subject::Change,
            "homes" | "occupancy" | "quarters" => Subject::Closely,
            id if id.starts_with("costs") => Subject::Costs,
            id if id.starts_with("criteria-") || id.starts_with("criterion-") => Subject::Criteria,
            _ => Subject::Register,
        }
    }

    fn title(self, options: &[String]) -> &str {
        match self {
            Subject::Compared => "How the options compare",
            Subject::Sure => "How sure we are",
            Subject::Change => "What would change the answer",
            Subject::Costs => "Costs and who pays",
            Subject::Boroughs => "What each borough pays",
            Subject::Criteria => "The eight criteria",
            Subject::Closely => "Homes, beds in use and quarters, option by option",
            Subject::Option(option) => options.get(option).map_or("", String::as_str),
            Subject::Register => "Assumptions and definitions",
        }
    }
}

fn of_boroughs(told: &Told) -> impl Iterator<Item = Item<'_>> {
    told.figures.iter().map(Item::Figure).chain(told.tables.iter().map(Item::Table))
}

impl Contents {
    /// Everything that an answer has.
    pub fn of(answer: &Answer) -> Self {
        Self { boroughs: boroughs::told(answer).into(), ..Self::at_once(answer) }
    }

    /// The same but for what is said of the boroughs, for which children are played again.
    pub fn at_once(answer: &Answer) -> Self {
        let options = answer.summary.options.iter().map(|option| option.name.clone()).collect();
        Self { figures: figures(answer), tables: tables(answer), boroughs: OnceLock::new(), options }
    }

    /// Every figure and table by subject, in the order of the paper.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let told = self.boroughs.get();
        let figures = &self.figures;
        let of_options =
            figures.options.iter().flat_map(|(option, figures)| figures.iter().map(|figure| (Subject::Option(*option), figure)));
        let found: Vec<(Subject, Item<'_>)> = figures
            .comparisons
            .iter()
            .map(|figure| (Subject::of_comparison(&figure.id), figure))
            .chain(figures.studies.iter().map(|figure| (Subject::of_study(&figure.id), figure)))
            .chain(of_options)
            .map(|(subject, figure)| (subject, Item::Figure(figure)))
            .chain(self.tables.iter().map(|table| (Subject::of_table(&table.id), Item::Table(table))))
            .chain(told.into_iter().flat_map(of_boroughs).map(|item| (Subject::Boroughs, item)))
            .collect();
        let first =
            [Subject::Compared, Subject::Sure, Subject::Change, Subject::Costs, Subject::Boroughs, Subject::Criteria, Subject::Closely];
        let options = figures.options.iter().map(|(option, _)| Subject::Option(*option));
        let group = |subject: Subject| Group {
            title: subject.title(&self.options),
            items: found.iter().filter(|(of, _)| *of == subject).map(|(_, item)| *item).collect(),
            is_awaited: subject == Subject::Boroughs && told.is_none(),
        };
        let groups = first.into_iter().chain(options).chain([Subject::Register]).map(group);
        groups.filter(|group| group.is_awaited || !group.items.is_empty()).collect()
    }

    /// The figure or table of a key.
    pub fn item(&self, key: &str) -> Option<Item<'_>> {
        self.groups().into_iter().flat_map(|group| group.items).find(|item| item.key() == key)
    }

    /// The same without what is left out.
    pub(super) fn without(mut self, choices: &Choices) -> Self {
        let figure = |figure: &Figure| choices.keeps(Item::Figure(figure));
        let table = |table: &Table| choices.keeps(Item::Table(table));
        self.figures.comparisons.retain(figure);
        self.figures.studies.retain(figure);
        self.figures.options.iter_mut().for_each(|(_, figures)| figures.retain(figure));
        self.figures.options.retain(|(_, figures)| !figures.is_empty());
        self.tables.retain(table);
        if let Some(told) = self.boroughs.get_mut() {
            told.figures.retain(figure);
            told.tables.retain(table);
        }
        self
    }
}
