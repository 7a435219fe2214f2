//! A committee pack made from the window: what is chosen, and how far its making is.

pub mod job;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::report::pack::Choices;
use crate::report::paper::{Length, Publication};

/// What is chosen for a pack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackView {
    /// Whether it may be published; chosen before anything else.
    pub publication: Option<Publication>,
    /// How long the paper is.
    pub length: Length,
    /// Figures and tables left out, by their ids.
    pub left_out: BTreeSet<String>,
    /// The figure or table that is looked at, by its id; none: the first.
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
        /// Where.
        folder: PathBuf,
        /// Whether a pack that is there is replaced.
        replace: bool,
    },
    /// Stop making it.
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
    /// Put a figure or table in, or leave it out.
    Include(String, bool),
    /// Put these in, or leave them out.
    IncludeAll(Vec<String>, bool),
    /// Look at a figure or table.
    Preview(String),
    /// The folder was typed so far.
    Folder(String),
    /// Make the pack; whether one that is there is replaced.
    Make(bool),
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
            Wish::Include(id, true) => {
                self.left_out.remove(&id);
            }
            Wish::Include(id, false) => {
                self.left_out.insert(id);
            }
            Wish::IncludeAll(ids, true) => self.left_out.retain(|id| !ids.contains(id)),
            Wish::IncludeAll(ids, false) => self.left_out.extend(ids),
            Wish::Preview(id) => self.previewed = Some(id),
            Wish::Folder(folder) => self.folder = folder,
            Wish::Make(replace) => {
                if let Some(choices) = self.choices() {
                    self.orders.push(Order::Make { choices, folder: PathBuf::from(self.folder.trim()), replace });
                }
            }
            Wish::Stop => self.orders.push(Order::Stop),
            Wish::ShowFolder(folder) => self.orders.push(Order::ShowFolder(folder)),
        }
    }

    /// The pack as it is to be; none before it is said whether it may be published.
    pub fn choices(&self) -> Option<Choices> {
        Some(Choices { publication: self.publication?, length: self.length, left_out: self.left_out.clone() })
    }
}
