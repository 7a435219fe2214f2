//! Does what may have to wait for a disk or for somebody looking at a dialog, behind the window's back.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use egui::ColorImage;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dialog::{self, Answer, Show};
use super::{Asked, Lost, PictureUse, Shot};
use crate::model::Scenario;
use crate::report::drawing::{Pixels, pixels, png, svg};
use crate::store::recovery::{LostWork, Recovery, Work, lost_work, mark};
use crate::store::{self, Expect, FileProblem, LoadError, LoadedScenario, Mendable, SaveError, differences, folders, warnings};

/// Dots in a point of a chart on the clipboard: about 150 an inch, so that it is sharp and may still be pasted into a letter.
const COPIED_SCALE: f64 = 150.0 / 72.0;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Read a file.
    Open(PathBuf),
    /// Read a file to compare with.
    Compare(PathBuf),
    /// Ask for a path; a name is suggested.
    Ask(Asked, PathBuf),
    /// Save.
    Save(PathBuf, Arc<Scenario>, Expected),
    /// Keep unsaved work, as it stands and as it was last read or saved.
    Keep {
        /// The file it belongs to.
        file: Option<PathBuf>,
        /// SHA-256 of that file.
        sha256: String,
        /// As it was last read or saved.
        before: Arc<Scenario>,
        /// As it stands.
        scenario: Arc<Scenario>,
    },
    /// Forget the unsaved work kept by this window.
    ClearKept,
    /// Throw away work left behind, by its place in the list.
    Discard(usize),
    /// Look what has become of a file.
    Look(PathBuf),
    /// Put a file on the list of files opened last.
    Remember(PathBuf),
    /// Take a file off the list of files opened last.
    Forget(PathBuf),
    /// Draw a chart, to be put on the clipboard.
    CopyPicture(Arc<Shot>),
    /// Save a chart.
    SavePicture {
        /// Where.
        path: PathBuf,
        /// As what.
        used: PictureUse,
        /// The chart.
        shot: Arc<Shot>,
        /// Whether a file that is there is replaced.
        replace: bool,
    },
    /// Close the window; done by the window itself.
    CloseWindow,
}

/// What a save may find in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Anything.
    Anything,
    /// No file.
    Nothing,
    /// The file with this SHA-256.
    File(String),
}

/// What came of a file that was read.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The file.
    pub path: PathBuf,
    /// What was read.
    pub result: Result<LoadedScenario, LoadError>,
    /// As much as could be read, where not all could.
    pub mendable: Option<Mendable>,
    /// What should be known of it.
    pub warnings: Vec<FileProblem>,
}

/// What came of a job.
#[derive(Clone, Debug)]
pub enum News {
    /// A file was read.
    Opened(Box<Arrived>),
    /// A file to compare with was read.
    ToCompare(Box<Arrived>),
    /// The SHA-256 of a file as it is now; none: it is not there.
    Looked(PathBuf, Option<String>),
    /// What came of a dialog.
    Answered(Asked, Answer),
    /// A dialog has not answered yet, and may not be there at all.
    StillAsked(Asked),
    /// A scenario was saved, with the SHA-256 of the file.
    Saved(PathBuf, Arc<Scenario>, Result<String, SaveError>),
    /// A chart for the clipboard.
    Picture(ColorImage),
    /// A chart was saved, or why not.
    PictureSaved(PathBuf, Result<(), String>),
    /// Files opened last.
    Recent(Vec<PathBuf>),
    /// Work left behind.
    Lost(Vec<Lost>),
    /// Unsaved work could not be kept.
    NotKept(SaveError),
}

/// Where the worker may go.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The user's data folder; none: nothing is kept.
    pub data: Option<PathBuf>,
    /// How file dialogs are shown; none: there are none, and paths are typed.
    pub dialogs: Option<Show>,
}

/// The worker's end in the window.
pub struct Worker {
    jobs: Option<mpsc::Sender<Job>>,
    news: mpsc::Receiver<News>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Worker {
    /// Starts the worker; `wake` is called from its thread whenever there is news.
    pub fn new(places: Places, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, jobs) = mpsc::channel();
        let (tell, news) = mpsc::channel();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let tell = Teller { tell, wake };
        let thread = std::thread::Builder::new().name("files".to_owned()).spawn(move || work(&jobs, &places, &tell)).ok();
        Self { jobs: Some(sender), news, thread }
    }

    /// Whether the job can be done.
    pub fn send(&self, job: Job) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// What has come of jobs since last asked.
    pub fn news(&self) -> Vec<News> {
        self.news.try_iter().collect()
    }
}

impl Drop for Worker {
    /// Jobs under way come to their end before the window is gone.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A worker that failed has nothing more to do.
            let _ = thread.join();
        }
    }
}

#[derive(Clone)]
struct Teller {
    tell: mpsc::Sender<News>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Teller {
    fn tell(&self, news: News) {
        // A window that is gone needs no news.
        let _ = self.tell.send(news);
        (self.wake)();
    }
}

fn work(jobs: &mpsc::Receiver<Job>, places: &Places, teller: &Teller) {
    let recovery_folder = places.data.as_ref().map(|data| data.join("unsaved"));
    let mut lost: Vec<Option<LostWork>> = recovery_folder.iter().flat_map(|folder| lost_work(folder)).map(Some).collect();
    let mut slot: Option<Recovery> = None;
    if let Some(data) = &places.data {
        teller.tell(News::Recent(folders::recent_files(data)));
    }
    if !lost.is_empty() {
        teller.tell(News::Lost(lost.iter().flatten().map(|lost| describe(&lost.work)).collect()));
    }
    let remember = |path: &Path| {
        // A list that cannot be written is of no consequence.
        if let Some(Ok(recent)) = places.data.as_ref().map(|data| folders::remember_file(data, path)) {
            teller.tell(News::Recent(recent));
        }
    };
    while let Ok(job) = jobs.recv() {
        match job {
            Job::Open(path) => {
                store::sweep(&path);
                let arrived = read(path.clone());
                if arrived.result.is_ok() || arrived.mendable.is_some() {
                    remember(&path);
                }
                teller.tell(News::Opened(Box::new(arrived)));
            }
            Job::Compare(path) => teller.tell(News::ToCompare(Box::new(read(path)))),
            Job::Ask(asked, suggested) => match places.dialogs {
                None => teller.tell(News::Answered(asked, Answer::NotThere)),
                Some(show) => {
                    let teller = teller.clone();
                    dialog::begin(show, asked, suggested, move |news| teller.tell(news));
                }
            },
            Job::Save(path, scenario, expected) => {
                let expect = match &expected {
                    Expected::Anything => Expect::Anything,
                    Expected::Nothing => Expect::Nothing,
                    Expected::File(known) => Expect::File(known),
                };
                let saved = store::save(&path, &scenario, expect);
                if saved.is_ok() {
                    remember(&path);
                }
                teller.tell(News::Saved(path, scenario, saved));
            }
            Job::Keep { file, sha256, before, scenario } => {
                let Some(folder) = &recovery_folder else { continue };
                let (before, text) = (store::to_ron(&before), store::to_ron(&scenario));
                let work = Work { kept_at: Timestamp::now(), file: file.as_deref().map(mark), sha256, before, text };
                let taken = match slot.take() {
                    Some(taken) => Ok(taken),
                    None => Recovery::start(folder),
                };
                let kept = taken.and_then(|taken| slot.insert(taken).keep(&work));
                if let Err(error) = kept {
                    teller.tell(News::NotKept(error));
                }
            }
            Job::ClearKept => {
                if let Some(Err(error)) = slot.as_ref().map(Recovery::clear) {
                    teller.tell(News::NotKept(error));
                }
            }
            Job::Discard(index) => {
                if let Some(Err(error)) = lost.get_mut(index).and_then(Option::take).map(LostWork::discard) {
                    teller.tell(News::NotKept(error));
                }
            }
            Job::Look(path) => match store::read_bytes(&path) {
                Ok(bytes) => teller.tell(News::Looked(path, Some(store::sha256(&bytes)))),
                Err(LoadError::Missing) => teller.tell(News::Looked(path, None)),
                // A disk out of reach says nothing of the file.
                Err(_) => {}
            },
            Job::Remember(path) => remember(&path),
            Job::Forget(path) => {
                if let Some(Ok(recent)) = places.data.as_ref().map(|data| folders::forget_file(data, &path)) {
                    teller.tell(News::Recent(recent));
                }
            }
            Job::CopyPicture(shot) => teller.tell(match pixels(&shot.drawing, COPIED_SCALE) {
                Ok(Pixels { width, height, rgb }) => News::Picture(ColorImage::from_rgb([width as usize, height as usize], &rgb)),
                Err(error) => News::PictureSaved(PathBuf::from(&shot.name), Err(error.to_string())),
            }),
            Job::SavePicture { path, used, shot, replace } => {
                let saved = save_picture(&path, used, &shot, replace);
                teller.tell(News::PictureSaved(path, saved));
            }
            Job::CloseWindow => {}
        }
    }
}

/// Writes a chart to a file.
fn save_picture(path: &Path, used: PictureUse, shot: &Shot, replace: bool) -> Result<(), String> {
    match path.metadata() {
        Ok(about) if !about.is_file() && !about.is_dir() => return Err(SaveError::NotAFile.to_string()),
        Ok(_) if !replace => return Err("there is a file of this name already; give another".to_owned()),
        _ => {}
    }
    let bytes = match used {
        PictureUse::Svg => svg(&shot.drawing, &shot.title, &shot.words).into_bytes(),
        PictureUse::Png | PictureUse::Copy => png(&shot.drawing).map_err(|error| error.to_string())?,
    };
    store::write_whole(path, &bytes).map_err(|error| error.to_string())
}

/// Reads a file.
pub fn read(path: PathBuf) -> Arrived {
    // Wherever the program is told to go next, the file stays where it is.
    let path = std::path::absolute(&path).unwrap_or(path);
    let bytes = store::read_bytes(&path);
    let result = bytes.as_ref().map_err(Clone::clone).and_then(|bytes| store::load_bytes(bytes));
    let bytes = bytes.unwrap_or_default();
    let mendable = if result.is_err() { store::mendable(&bytes) } else { None };
    let mut warnings = result.as_ref().map(|loaded| warnings::personal_data(&loaded.scenario)).unwrap_or_default();
    if result.is_ok() {
        warnings.extend(std::str::from_utf8(&bytes).map(warnings::remarks).unwrap_or_default());
    }
    Arrived { path, result, mendable, warnings }
}

/// Work left behind, in words.
fn describe(work: &Work) -> Lost {
    let read = |text: &str| store::load_bytes(text.as_bytes()).map(|loaded| Scenario::clone(&loaded.scenario));
    let scenario = read(&work.text).ok().or_else(|| store::mendable(work.text.as_bytes()).map(|mendable| mendable.scenario));
    let differences = match (read(&work.before), &scenario) {
        (Ok(before), Some(scenario)) => differences::between_scenarios(&before, scenario),
        _ => Vec::new(),
    };
    let when = work.kept_at.to_zoned(TimeZone::system()).strftime("%-d %B %Y at %H:%M").to_string();
    let name = scenario.map_or_else(|| "a scenario".to_owned(), |scenario| scenario.name);
    Lost { work: work.clone(), name, when, differences, decided: false }
}
