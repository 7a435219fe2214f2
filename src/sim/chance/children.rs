//! The children of a stream: when each is requested for, and all that chance says of them.

use std::sync::Arc;

use crate::model::calibration::patience_days;
use crate::model::{Scenario, Stream};

use super::super::arrivals::{ArrivalRate, Lottery};
use super::super::draws::{Attribute, Purpose, Quantile, Share, half, word};
use super::super::quantiles::{Quantiles, exponential};
use super::super::trace::{Request, on_grid, stay_on_grid};

/// Children drawn at a time.
const BLOCK: usize = 64;

/// What chance knows of a stream's children.
#[derive(Clone, Debug)]
pub(super) struct StreamChance {
    stream: Stream,
    unit: &'static Quantiles,
    rate: ArrivalRate,
    latent_rate: Option<ArrivalRate>,
    stay: Arc<Quantiles>,
    pub(super) patience_days: f64,
    pub(super) not_proceeding_share: f64,
    not_proceeding: Share,
    pub(super) not_proceeding_days: f64,
    female: Share,
    /// Ages from 10.
    ages: Lottery,
    unsuitable: Share,
    gang_boys: Share,
    gang_girls: Share,
    groups: u32,
    intensive: Share,
    step_down: Share,
    pub(super) repeat_direct: Share,
    pub(super) repeat_after_step_down: Share,
    pub(super) repeat_days: f64,
}

impl StreamChance {
    pub(super) fn new(scenario: &Scenario, stream: Stream) -> Self {
        let demand = scenario.demand.stream(stream);
        let run = &scenario.run;
        // A valid scenario has a patience; an unlimited one is infinite.
        let patience = patience_days(demand, &scenario.elsewhere, stream).ok().flatten().unwrap_or(f64::INFINITY);
        Self {
            stream,
            unit: exponential(),
            rate: ArrivalRate::new(demand.requests_per_year, demand, run),
            latent_rate: (demand.latent_requests_per_year > 0.0).then(|| ArrivalRate::new(demand.latent_requests_per_year, demand, run)),
            stay: Arc::new(Quantiles::new(&demand.length_of_stay)),
            patience_days: patience,
            not_proceeding_share: demand.not_proceeding_share,
            not_proceeding: Share::new(demand.not_proceeding_share),
            not_proceeding_days: demand.not_proceeding_days,
            female: Share::new(demand.female_share),
            ages: Lottery::new(demand.age_weights.iter().copied()),
            unsuitable: Share::new(demand.unsuitable_for_london_share),
            gang_boys: Share::new(demand.gang_affiliated_share_boys),
            gang_girls: Share::new(demand.gang_affiliated_share_girls),
            groups: scenario.pathway.rival_groups,
            intensive: Share::new(if demand.beds_closed_each > 0 { demand.intensive_support_share } else { 0.0 }),
            step_down: Share::new(demand.step_down_need_share),
            repeat_direct: Share::new(demand.repeat_share_direct),
            repeat_after_step_down: Share::new(demand.repeat_share_after_step_down),
            repeat_days: demand.repeat_days,
        }
    }

    pub(super) fn requests_into(&self, seed: u64, replication: u32, boroughs: &Lottery, requests: &mut Vec<Request>) {
        requests.clear();
        let index = self.stream.index();
        self.requests_at(&self.rate, seed, replication, Purpose::Children(index), boroughs, false, requests);
        if let Some(rate) = &self.latent_rate {
            self.requests_at(rate, seed, replication, Purpose::LatentChildren(index), boroughs, true, requests);
            requests.sort_by(|one, other| one.arrival_day.total_cmp(&other.arrival_day));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all that a request depends on")]
    fn requests_at(
        &self,
        rate: &ArrivalRate,
        seed: u64,
        replication: u32,
        purpose: Purpose,
        boroughs: &Lottery,
        latent: bool,
        requests: &mut Vec<Request>,
    ) {
        let (mut keys, mut days, mut count) = ([0; BLOCK], [0.0; BLOCK], 0);
        rate.each(seed, replication, purpose, Purpose::Years(self.stream.index()), |key, day| {
            (keys[count], days[count]) = (key, day);
            count += 1;
            if count == BLOCK {
                self.draw(&keys, &days, boroughs, latent, requests);
                count = 0;
            }
        });
        self.draw(&keys[..count], &days[..count], boroughs, latent, requests);
    }

    /// Draws any number of children.
    pub(super) fn draw_all(&self, keys: &[u64], days: &[f64], boroughs: &Lottery, requests: &mut Vec<Request>) {
        for (keys, days) in keys.chunks(BLOCK).zip(days.chunks(BLOCK)) {
            self.draw(keys, days, boroughs, false, requests);
        }
    }

    /// Draws all that is said of some children, attribute by attribute: a feature that is off draws nothing.
    fn draw(&self, keys: &[u64], days: &[f64], boroughs: &Lottery, latent: bool, requests: &mut Vec<Request>) {
        let course = self.course(keys);
        let mut borough = [0; BLOCK];
        match boroughs.only() {
            Some(only) => borough.fill(only as u8),
            None => each(keys, Attribute::Borough, &mut borough, |word| boroughs.draw(half(word, Attribute::Borough)) as u8),
        }
        let (mut female, mut age) = ([false; BLOCK], [0; BLOCK]);
        let words = Words::of(keys, Attribute::Sex);
        words.each(&mut female, |word| self.female.holds(half(word, Attribute::Sex)));
        words.each(&mut age, |word| 10 + self.ages.draw(half(word, Attribute::Age)) as u8);
        let mut gang_group = [0; BLOCK];
        if self.gang_girls.is_possible() || self.gang_boys.is_possible() {
            for ((group, key), female) in gang_group.iter_mut().zip(keys).zip(female) {
                let share = if female { self.gang_girls } else { self.gang_boys };
                let word = word(*key, Attribute::Gang);
                if share.holds(half(word, Attribute::Gang)) {
                    *group = 1 + ((u64::from(half(word, Attribute::GangGroup)) * u64::from(self.groups)) >> 32) as u16;
                }
            }
        }
        let (mut unsuitable, mut intensive) = ([false; BLOCK], [false; BLOCK]);
        holds(keys, Attribute::Unsuitable, self.unsuitable, &mut unsuitable);
        holds(keys, Attribute::IntensiveSupport, self.intensive, &mut intensive);
        requests.extend((0..keys.len().min(BLOCK)).map(|i| Request {
            arrival_day: days[i],
            stay_days: course.stay_days[i],
            patience_days: course.patience_days[i],
            key: keys[i],
            step_down_quantile: course.step_down_quantile[i],
            stream: self.stream,
            borough: borough[i],
            age: age[i],
            gang_group: gang_group[i],
            female: female[i],
            proceeds: course.proceeds[i],
            suitable_for_london: !unsuitable[i],
            intensive_support: intensive[i],
            needs_step_down: course.needs_step_down[i],
            latent,
        }));
    }

    /// What differs between two requests for the same child.
    pub(super) fn course(&self, keys: &[u64]) -> Course {
        let mut course = Course {
            stay_days: [0.0; BLOCK],
            patience_days: [f64::INFINITY; BLOCK],
            proceeds: [true; BLOCK],
            needs_step_down: [false; BLOCK],
            step_down_quantile: [0; BLOCK],
        };
        let words = Words::of(keys, Attribute::Stay);
        words.days(Attribute::Stay, &self.stay, &mut course.stay_days);
        course.stay_days.iter_mut().for_each(|days| *days = stay_on_grid(*days));
        if self.patience_days < f64::INFINITY {
            words.days(Attribute::Patience, self.unit, &mut course.patience_days);
            course.patience_days.iter_mut().for_each(|days| *days = on_grid(*days * self.patience_days));
        }
        if self.not_proceeding.is_possible() {
            let words = Words::of(keys, Attribute::NotProceeding);
            let mut days = [0.0; BLOCK];
            words.days(Attribute::NotProceedingDays, self.unit, &mut days);
            words.each(&mut course.proceeds, |word| !self.not_proceeding.holds(half(word, Attribute::NotProceeding)));
            for ((patience, days), proceeds) in course.patience_days.iter_mut().zip(days).zip(course.proceeds) {
                *patience = if proceeds { *patience } else { on_grid(days * self.not_proceeding_days) };
            }
        }
        if self.step_down.is_possible() {
            let words = Words::of(keys, Attribute::StepDownStay);
            words.each(&mut course.needs_step_down, |word| self.step_down.holds(half(word, Attribute::StepDownNeed)));
            words.each(&mut course.step_down_quantile, |word| half(word, Attribute::StepDownStay));
        }
        course
    }
}

/// The words that hold an attribute, and its neighbour, of some children.
struct Words {
    words: [u64; BLOCK],
    count: usize,
}

impl Words {
    #[inline(always)]
    fn of(keys: &[u64], attribute: Attribute) -> Self {
        let mut words = [0; BLOCK];
        words.iter_mut().zip(keys).for_each(|(place, key)| *place = word(*key, attribute));
        Self { words, count: keys.len().min(BLOCK) }
    }

    #[inline(always)]
    fn each<T>(&self, values: &mut [T; BLOCK], value: impl Fn(u64) -> T) {
        values.iter_mut().zip(&self.words[..self.count]).for_each(|(place, word)| *place = value(*word));
    }

    #[inline(always)]
    fn days(&self, attribute: Attribute, quantiles: &Quantiles, days: &mut [f64; BLOCK]) {
        self.each(days, |word| quantiles.days(half(word, attribute)));
    }
}

#[inline(always)]
fn each<T>(keys: &[u64], attribute: Attribute, values: &mut [T; BLOCK], value: impl Fn(u64) -> T) {
    Words::of(keys, attribute).each(values, value);
}

/// Whether a share holds for each child; draws nothing where it never does.
fn holds(keys: &[u64], attribute: Attribute, share: Share, values: &mut [bool; BLOCK]) {
    if share.is_possible() {
        each(keys, attribute, values, |word| share.holds(half(word, attribute)));
    }
}

/// What differs between two requests for the same child, child by child.
pub(super) struct Course {
    pub(super) stay_days: [f64; BLOCK],
    pub(super) patience_days: [f64; BLOCK],
    pub(super) proceeds: [bool; BLOCK],
    pub(super) needs_step_down: [bool; BLOCK],
    pub(super) step_down_quantile: [Quantile; BLOCK],
}
