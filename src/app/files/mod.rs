//! The window's files: which one the scenario belongs to, what is asked before anything is lost, what was left behind by a crash, and the
//! pages on which a file is mended, compared and judged.
//!
//! Nothing here touches the disk. What must be done goes to the [`worker`] by way of the outbox, and its news comes back.

pub mod desk;
pub mod dialog;
pub mod grant;
pub mod names;
pub mod pages;
pub mod places;
pub mod receive;
pub mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::Scenario;
use crate::report::drawing::Drawing;
use crate::store::differences::Difference;
use crate::store::recovery::{self, Work};
use crate::store::{FileProblem, SaveError};

use pages::{Compared, RegisterView};
use worker::Job;

/// A chart ready to leave the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    /// What its file would be called, without an ending.
    pub name: String,
    /// What it finds.
    pub title: String,
    /// What a reader is told who does not see it.
    pub words: String,
    /// The drawing.
    pub drawing: Drawing,
}

/// What the window knows of files.
#[derive(Clone, Debug)]
pub struct Files {
    /// The file that the scenario belongs to; none before it is first saved.
    pub path: Option<PathBuf>,
    /// The version of a newer file, which can be looked at but not changed.
    pub newer_version: Option<u64>,
    /// What could not be read in the file, and what stands there instead until somebody agrees.
    pub mending: Vec<FileProblem>,
    /// What could be read but not run, where it stands in the file.
    pub located: Vec<FileProblem>,
    /// Whether the scenario holds what somebody agreed to and no file has yet.
    pub is_mended: bool,
    /// What has become of the file since it was read or saved here.
    pub fate: Option<Fate>,
    /// What should be known of the file: personal data, remarks that a save would lose.
    pub warnings: Vec<FileProblem>,
    /// Files opened last.
    pub recent: Vec<PathBuf>,
    /// Work left behind by a window that ended without asking.
    pub lost: Vec<Lost>,
    /// The place in that list of the work that is now on screen.
    pub restored: Option<usize>,
    /// What is asked.
    pub question: Option<Question>,
    /// What is said.
    pub notice: Option<Notice>,
    /// How many notices there have been.
    said: u32,
    /// The page shown in place of a room.
    pub page: Option<Page>,
    /// What is compared.
    pub compared: Option<Compared>,
    /// How the register is looked at.
    pub register: RegisterView,
    /// The day on which the window was opened.
    pub today: Date,
    /// What the worker is to do.
    pub outbox: Vec<Job>,
    /// The chart that waits for a path, and as what.
    pub picture: Option<(PictureUse, Arc<Shot>)>,
    /// The dialog that has been asked for and has not answered.
    pub asked: Option<Asked>,
    /// Whether that takes so long that the dialog may not be there at all.
    pub is_kept_waiting: bool,
    /// How many dialogs have been asked for.
    dialogs: u64,
    /// What happens once the work on screen is in its file.
    pub after_save: Option<Next>,
    /// The scenario that may run although it takes long.
    pub long_run_agreed: Option<Arc<Scenario>>,
    /// About how many minutes the run would take that waits to be agreed to.
    pub long_run_minutes: Option<f64>,
}

/// What somebody else has made of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It says something else.
    Changed,
    /// It is no longer there.
    Gone,
}

/// Work left behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// The work.
    pub work: Work,
    /// The name of its scenario.
    pub name: String,
    /// When it was kept, in words.
    pub when: String,
    /// In what it differs from the file as it was last read or saved.
    pub differences: Vec<Difference>,
    /// Whether the user has decided.
    pub decided: bool,
}

/// A page in place of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What is wrong with the file.
    Mending,
    /// What differs.
    Differences,
    /// The assumption register.
    Register,
    /// A committee pack to be made.
    Pack,
    /// Name, question, note.
    About,
    /// Is it right?
    Selftest,
}

/// What is asked before going on.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// There are changes that are not saved.
    Unsaved(Next),
    /// Where to find or put a file, where the system shows no dialog for it.
    Path {
        /// What for.
        purpose: Purpose,
        /// What is typed.
        text: String,
    },
    /// There is a file of this name.
    Exists(PathBuf),
    /// Somebody else has changed the file.
    Changed(PathBuf),
    /// Work was left behind.
    Lost,
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To save there.
    SaveAs,
    /// To compare with it.
    Compare,
    /// To make a committee pack in it.
    PackFolder,
    /// To put a chart there as a picture.
    Picture,
}

impl Purpose {
    /// What is being looked for or saved.
    pub fn thing(self) -> &'static str {
        match self {
            Purpose::Open | Purpose::Compare => "file",
            Purpose::SaveAs => "scenario",
            Purpose::PackFolder => "folder",
            Purpose::Picture => "chart",
        }
    }
}

/// A dialog that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which it was: those asked for before count no more.
    number: u64,
    /// What for.
    pub purpose: Purpose,
}

/// What a chart is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureUse {
    /// To be pasted elsewhere.
    Copy,
    /// As a file of dots, 300 an inch.
    Png,
    /// As a file of lines.
    Svg,
}

impl PictureUse {
    /// Every use.
    pub const ALL: [PictureUse; 3] = [PictureUse::Copy, PictureUse::Png, PictureUse::Svg];

    /// What asks for it.
    pub fn label(self) -> &'static str {
        match self {
            PictureUse::Copy => "Copy picture",
            PictureUse::Png => "Save as PNG…",
            PictureUse::Svg => "Save as SVG…",
        }
    }

    /// How its file's name ends.
    pub fn extension(self) -> &'static str {
        if self == PictureUse::Svg { "svg" } else { "png" }
    }
}

/// What comes once unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// The window closes.
    Close,
    /// A scenario supplied opens, by its id.
    New(&'static str),
    /// The scenario supplied without any figures of the review opens.
    Blank,
    /// A file is asked for.
    AskOpen,
    /// A file opens.
    Open(PathBuf),
    /// Work left behind is taken up, by its place in the list.
    Restore(usize),
}

/// A sentence about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub is_fault: bool,
    /// Its number among those said: the same may be said twice.
    pub number: u32,
}

/// What views may wish for.
#[derive(Clone, Debug, PartialEq)]
pub enum FileAction {
    /// Start something, asking first if changes are not saved.
    Start(Next),
    /// Go on without saving.
    WithoutSaving,
    /// Save what is not saved, then go on.
    SaveAndGoOn,
    /// Save.
    Save,
    /// Save in place of whatever is there.
    SaveOver(PathBuf),
    /// Save under another name.
    SaveAs,
    /// Ask for a path.
    AskPath(Purpose),
    /// Take a chart out of the window.
    Picture(PictureUse, Arc<Shot>),
    /// Files were dropped on the window.
    Dropped(Vec<PathBuf>),
    /// A path was typed so far.
    PathTyped(String),
    /// A path was chosen.
    PathChosen(Purpose, PathBuf),
    /// The place is typed, whatever becomes of the dialog that was asked for.
    TypeInstead,
    /// Whatever comes of the dialog that was asked for counts no more.
    StopWaiting,
    /// Nothing was chosen, or a question is left.
    Leave,
    /// Throw work left behind away, by its place in the list.
    Discard(usize),
    /// Look at work left behind again.
    AskLost,
    /// Show a page, or the rooms again.
    Show(Option<Page>),
    /// Use what stands in for what could not be read.
    AgreeToMends,
    /// Start a run that takes long.
    AgreeToLongRun,
    /// Put a notice away.
    DropNotice,
    /// Put the warnings away.
    DropWarnings,
    /// Go to the field at a path.
    GoToField(String),
    /// Compare with something.
    Compare(pages::With),
    /// Look at the register in another way.
    Register(RegisterView),
}

impl Files {
    /// Before anything is opened; `today` is the day.
    pub fn new(today: Date) -> Self {
        Self {
            path: None,
            newer_version: None,
            mending: Vec::new(),
            located: Vec::new(),
            is_mended: false,
            fate: None,
            warnings: Vec::new(),
            recent: Vec::new(),
            lost: Vec::new(),
            restored: None,
            question: None,
            notice: None,
            said: 0,
            page: None,
            compared: None,
            register: RegisterView::default(),
            today,
            outbox: Vec::new(),
            picture: None,
            asked: None,
            is_kept_waiting: false,
            dialogs: 0,
            after_save: None,
            long_run_agreed: None,
            long_run_minutes: None,
        }
    }

    /// Whether the scenario may be run and changed: not while part of it is only standing in, nor if a newer program wrote it.
    pub fn holds_run(&self) -> bool {
        self.newer_version.is_some() || !self.mending.is_empty()
    }

    /// Work left behind that is still to be decided on, with its place in the list.
    pub fn undecided(&self) -> impl Iterator<Item = (usize, &Lost)> {
        self.lost.iter().enumerate().filter(|(index, lost)| !lost.decided && self.restored != Some(*index))
    }

    /// Where a file is of which only the mark is known: among those opened last.
    pub fn marked(&self, mark: &str) -> Option<&PathBuf> {
        self.recent.iter().find(|path| recovery::mark(path) == mark)
    }

    /// Says something; whether it is a fault.
    pub fn say(&mut self, text: impl Into<String>, is_fault: bool) {
        self.said += 1;
        self.notice = Some(Notice { text: text.into(), is_fault, number: self.said });
    }

    /// Says why a file was not saved.
    fn say_not_saved(&mut self, path: &Path, error: &SaveError) {
        self.say(format!("{} was not saved: {error}. Your work is still open here.", name_of(path)), true);
    }
}

/// The name of a file, as people call it.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A name for a file made of what something is called: small letters, digits and hyphens; `otherwise` where none is left.
pub fn plain_name(called: &str, otherwise: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = called.chars().map(plain).take(60).collect();
    let name = name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if name.is_empty() { otherwise.to_owned() } else { name }
}
