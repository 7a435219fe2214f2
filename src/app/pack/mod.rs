//! A committee pack made from the window: what is chosen, and how far its making is.

pub mod job;
mod work;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::analysis::beds::Goal;
use crate::report::pack::{Choices, Contents, Item};
use crate::report::paper::{Length, Publication};
use crate::report::studies::Closer;

/// What is chosen for a pack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackView {
    /// Whether it may be published; chosen before anything else.
    pub publication: Option<Publication>,
    /// How long the paper is.
    pub length: Length,
    /// Whether the long analyses are left out of a full paper.
    pub quick: bool,
    /// Id of the option that the long analyses look at; none: the one that the program chooses.
    pub focus: Option<String>,
    /// Figures and tables left out, by their keys.
    pub left_out: BTreeSet<String>,
    /// The figure or table that is looked at, by its key; none: the first.
    pub previewed: Option<String>,
    /// The folder that the pack becomes, as typed or chosen.
    pub folder: String,
    /// Whether the system has no dialog to choose a folder with.
    pub has_no_dialog: bool,
    /// What the worker is to do.
    pub orders: Vec<Order>,
}

/// Something that only the worker can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Make the pack.
    Make {
        /// As it is to be.
        choices: Choices,
        /// What is chosen for the long analyses; none leaves them out.
        closer: Option<Closer>,
        /// Where.
        folder: PathBuf,
        /// Whether a pack that is there is replaced.
        replace: bool,
    },
    /// Work the long analyses out, so that they can be looked at.
    Study(Closer),
    /// Stop what is under way.
    Stop,
    /// Show the folder of the pack made last.
    ShowFolder(PathBuf),
}

/// What the page of the pack may wish for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Whether it may be published.
    Publication(Publication),
    /// How long the paper is.
    Length(Length),
    /// Leave the long analyses out, or not.
    Quick(bool),
    /// The option that the long analyses look at; none: the one that the program chooses.
    Focus(Option<String>),
    /// Work the long analyses out, for this goal.
    Study(Goal),
    /// Put these figures and tables in, or leave them out.
    Include(Vec<String>, bool),
    /// Look at a figure or table.
    Preview(String),
    /// The folder was typed so far.
    Folder(String),
    /// Make the pack, with the long analyses for this goal; whether one that is there is replaced.
    Make(Goal, bool),
    /// Stop making it.
    Stop,
    /// Show the folder of a pack.
    ShowFolder(PathBuf),
}

impl PackView {
    /// Grants a wish.
    pub fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Publication(publication) => self.publication = Some(publication),
            Wish::Length(length) => self.length = length,
            Wish::Quick(quick) => self.quick = quick,
            Wish::Focus(focus) => self.focus = focus,
            Wish::Study(goal) => self.orders.push(Order::Study(self.closer(goal))),
            Wish::Include(keys, true) => self.left_out.retain(|key| !keys.contains(key)),
            Wish::Include(keys, false) => self.left_out.extend(keys),
            Wish::Preview(key) => self.previewed = Some(key),
            Wish::Folder(folder) => self.folder = folder,
            Wish::Make(goal, replace) => {
                if let Some(choices) = self.choices() {
                    let closer = (self.length == Length::Full && !self.quick).then(|| self.closer(goal));
                    self.orders.push(Order::Make { choices, closer, folder: PathBuf::from(self.folder.trim()), replace });
                }
            }
            Wish::Stop => self.orders.push(Order::Stop),
            Wish::ShowFolder(folder) => self.orders.push(Order::ShowFolder(folder)),
        }
    }

    /// What is chosen for the long analyses.
    pub fn closer(&self, goal: Goal) -> Closer {
        Closer { focus: self.focus.clone(), goal }
    }

    /// Whether a figure or table goes in.
    pub fn has(&self, item: Item<'_>) -> bool {
        !self.left_out.contains(&item.key())
    }

    /// The figure or table that is looked at: the first of the list until one is chosen.
    pub fn shown<'a>(&self, contents: &'a Contents) -> Option<Item<'a>> {
        match &self.previewed {
            Some(key) => contents.item(key),
            None => contents.groups().first().and_then(|group| group.items.first()).copied(),
        }
    }

    /// The pack as it is to be; none before it is said whether it may be published.
    pub fn choices(&self) -> Option<Choices> {
        Some(Choices { publication: self.publication?, length: self.length, left_out: self.left_out.clone() })
    }
}
