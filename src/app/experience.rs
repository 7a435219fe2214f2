//! What is looked at in the room of experience, and how wishes change it.

use crate::analysis::closely::Scope;

/// What the room shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    /// Beds and waiting over time, in all futures.
    OverTime,
    /// One possible future, day by day.
    Watch,
    /// Where requests go.
    Flow,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct ExperienceView {
    /// Which picture.
    pub picture: Picture,
    /// The home, and perhaps the kind of bed, looked at; children of the chosen stream unless everyone is.
    pub scope: Scope,
    /// Whether children of all streams are looked at together.
    pub everyone: bool,
    /// Years drawn, from the start of the horizon; none for all of them.
    pub years: Option<u32>,
    /// The future being watched.
    pub watch: WatchView,
}

/// A future being watched.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchView {
    /// Its number, from 0: that of the replication.
    pub replication: u32,
    /// The day shown, from the start of the horizon.
    pub day: f64,
    /// Whether days pass by themselves.
    pub playing: bool,
    /// How fast.
    pub days_per_second: u32,
}

/// Days that may pass in a second.
pub const SPEEDS: [u32; 3] = [1, 7, 30];
/// The longest time between two frames that counts, seconds: after a pause of the window, no day is skipped.
const LONGEST_FRAME: f64 = 0.1;

impl Default for ExperienceView {
    fn default() -> Self {
        Self {
            picture: Picture::OverTime,
            scope: Scope::default(),
            everyone: false,
            years: None,
            watch: WatchView { replication: 0, day: 0.0, playing: false, days_per_second: 7 },
        }
    }
}

/// What the room may wish for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wish {
    /// Look at another picture.
    Show(Picture),
    /// Look at some beds.
    Look(Scope),
    /// Look at children of all streams together, or of the chosen one.
    Everyone(bool),
    /// Draw so many years.
    Years(Option<u32>),
    /// Watch another future.
    Future(u32),
    /// Go to a day, and stop there.
    Seek(f64),
    /// Let days pass, or stop.
    Play(bool),
    /// Let so many days pass in a second.
    Speed(u32),
    /// So many seconds have gone by.
    Pass(f64),
}

impl ExperienceView {
    /// Grants a wish. `horizon_days`: where days end.
    pub fn grant(&mut self, wish: Wish, horizon_days: f64) {
        let watch = &mut self.watch;
        match wish {
            Wish::Show(picture) => {
                self.picture = picture;
                watch.playing = false;
            }
            Wish::Look(scope) => self.scope = scope,
            Wish::Everyone(everyone) => self.everyone = everyone,
            Wish::Years(years) => self.years = years,
            Wish::Future(replication) => watch.replication = replication,
            Wish::Seek(day) => {
                watch.day = day.clamp(0.0, horizon_days);
                watch.playing = false;
            }
            Wish::Play(play) => {
                // At the end, play begins again.
                if play && watch.day >= horizon_days {
                    watch.day = 0.0;
                }
                watch.playing = play;
            }
            Wish::Speed(days) => watch.days_per_second = days,
            Wish::Pass(seconds) => {
                watch.day = (watch.day + seconds.clamp(0.0, LONGEST_FRAME) * f64::from(watch.days_per_second)).min(horizon_days);
                watch.playing &= watch.day < horizon_days;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_pass_only_while_playing_and_end_with_the_horizon() {
        let mut view = ExperienceView::default();
        view.grant(Wish::Seek(360.0), 365.0);
        view.grant(Wish::Play(true), 365.0);
        view.grant(Wish::Pass(0.1), 365.0);
        assert!((view.watch.day - 360.7).abs() < 1e-9 && view.watch.playing);
        for _ in 0..20 {
            view.grant(Wish::Pass(5.0), 365.0);
        }
        assert_eq!((view.watch.day, view.watch.playing), (365.0, false));
        view.grant(Wish::Play(true), 365.0);
        assert_eq!(view.watch.day, 0.0, "again from the start");
        view.grant(Wish::Seek(900.0), 365.0);
        assert_eq!((view.watch.day, view.watch.playing), (365.0, false));
    }
}
