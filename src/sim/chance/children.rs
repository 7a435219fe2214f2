//! The children of a stream: when each is requested for, and all that chance says of them.

use std::sync::Arc;

use crate::model::calibration::patience_days;
use crate::model::demand::AGES;
use crate::model::{Accepts, Scenario, Stream, StreamDemand};

use super::super::arrivals::{ArrivalRate, Lottery};
use super::super::draws::{Attribute, Purpose, Share, half, word};
use super::super::quantiles::{Quantiles, exponential};
use super::super::trace::{Request, on_grid, stay_on_grid};

/// Children drawn at a time: few enough to stay at hand while one attribute after the other is drawn.
const BLOCK: usize = 128;

/// What chance knows of a stream's children.
#[derive(Clone, Debug)]
pub(super) struct StreamChance {
    pub(super) stream: Stream,
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
    /// Whether anything in the scenario depends on a child's sex or age.
    pub(super) asks_sex_and_age: bool,
    unsuitable: Share,
    gang_boys: Share,
    gang_girls: Share,
    groups: u32,
    intensive: Share,
    step_down: Share,
    pub(super) repeat_direct: Share,
    pub(super) repeat_after_step_down: Share,
    pub(super) repeat_days: f64,
    /// A child of whom nothing has been drawn.
    plain: Request,
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
            asks_sex_and_age: asks_sex_and_age(scenario),
            unsuitable: Share::new(demand.unsuitable_for_london_share),
            gang_boys: Share::new(demand.gang_affiliated_share_boys),
            gang_girls: Share::new(demand.gang_affiliated_share_girls),
            groups: scenario.pathway.rival_groups,
            intensive: Share::new(if demand.beds_closed_each > 0 { demand.intensive_support_share } else { 0.0 }),
            step_down: Share::new(demand.step_down_need_share),
            repeat_direct: Share::new(demand.repeat_share_direct),
            repeat_after_step_down: Share::new(demand.repeat_share_after_step_down),
            repeat_days: demand.repeat_days,
            plain: Request {
                stream,
                age: *AGES.start(),
                patience_days: f64::INFINITY,
                proceeds: true,
                suitable_for_london: true,
                ..Request::default()
            },
        }
    }

    pub(super) fn requests_into(&self, seed: u64, replication: u32, boroughs: &Lottery, requests: &mut Vec<Request>) {
        requests.clear();
        let index = self.stream.index();
        let years = Purpose::Years(index);
        self.rate.requests_into(seed, replication, (Purpose::Children(index), years), self.plain, requests);
        if let Some(rate) = &self.latent_rate {
            let plain = Request { latent: true, ..self.plain };
            rate.requests_into(seed, replication, (Purpose::LatentChildren(index), years), plain, requests);
        }
        self.draw(boroughs, requests);
        if self.latent_rate.is_some() {
            requests.sort_by(|one, other| one.arrival_day.total_cmp(&other.arrival_day));
        }
    }

    /// Children requested for on some days, all else drawn.
    pub(super) fn requests_on(&self, children: impl Iterator<Item = (u64, f64)>, boroughs: &Lottery) -> Vec<Request> {
        let mut requests = children.map(|(key, arrival_day)| Request { key, arrival_day, ..self.plain }).collect::<Vec<_>>();
        self.draw(boroughs, &mut requests);
        requests
    }

    /// Draws all that is said of some children, attribute by attribute: a feature that is off draws nothing.
    fn draw(&self, boroughs: &Lottery, requests: &mut [Request]) {
        for block in requests.chunks_mut(BLOCK) {
            self.draw_course(block);
            match boroughs.only() {
                Some(only) => block.iter_mut().for_each(|child| child.borough = only as u8),
                None => block.iter_mut().for_each(|child| {
                    child.borough = boroughs.draw(half(word(child.key, Attribute::Borough), Attribute::Borough)) as u8;
                }),
            }
            if self.asks_sex_and_age {
                self.draw_sex_and_age(block.iter_mut());
            }
            if self.gang_girls.is_possible() || self.gang_boys.is_possible() {
                self.draw_gang(block);
            }
            if self.unsuitable.is_possible() {
                block.iter_mut().for_each(|child| child.suitable_for_london = !holds(child, Attribute::Unsuitable, self.unsuitable));
            }
            if self.intensive.is_possible() {
                block.iter_mut().for_each(|child| child.intensive_support = holds(child, Attribute::IntensiveSupport, self.intensive));
            }
        }
    }

    /// Draws sex and age.
    pub(super) fn draw_sex_and_age<'a>(&self, children: impl Iterator<Item = &'a mut Request>) {
        for child in children {
            let word = word(child.key, Attribute::Sex);
            child.female = self.female.holds(half(word, Attribute::Sex));
            child.age = *AGES.start() + self.ages.draw(half(word, Attribute::Age)) as u8;
        }
    }

    fn draw_gang(&self, children: &mut [Request]) {
        for child in children {
            let share = if child.female { self.gang_girls } else { self.gang_boys };
            let word = word(child.key, Attribute::Gang);
            if share.holds(half(word, Attribute::Gang)) {
                child.gang_group = 1 + ((u64::from(half(word, Attribute::GangGroup)) * u64::from(self.groups)) >> 32) as u16;
            }
        }
    }

    /// Draws what differs between two requests for the same child.
    pub(super) fn draw_course(&self, children: &mut [Request]) {
        let is_patient = self.patience_days == f64::INFINITY;
        for child in &mut *children {
            let word = word(child.key, Attribute::Stay);
            child.stay_days = stay_on_grid(self.stay.days(half(word, Attribute::Stay)));
            if !is_patient {
                child.patience_days = on_grid(self.unit.days(half(word, Attribute::Patience)) * self.patience_days);
            }
        }
        if self.not_proceeding.is_possible() {
            for child in &mut *children {
                let word = word(child.key, Attribute::NotProceeding);
                if self.not_proceeding.holds(half(word, Attribute::NotProceeding)) {
                    child.proceeds = false;
                    child.patience_days = on_grid(self.unit.days(half(word, Attribute::NotProceedingDays)) * self.not_proceeding_days);
                }
            }
        }
        if self.step_down.is_possible() {
            for child in &mut *children {
                let word = word(child.key, Attribute::StepDownStay);
                child.needs_step_down = self.step_down.holds(half(word, Attribute::StepDownNeed));
                child.step_down_quantile = half(word, Attribute::StepDownStay);
            }
        }
    }

    /// A further request for a child: another course, all else the same.
    pub(super) fn further_request(&self, request: &Request, key: u64, arrival_day: f64) -> Request {
        let mut next = Request {
            key,
            arrival_day,
            borough: request.borough,
            female: request.female,
            age: request.age,
            gang_group: request.gang_group,
            suitable_for_london: request.suitable_for_london,
            intensive_support: request.intensive_support,
            ..self.plain
        };
        self.draw_course(std::slice::from_mut(&mut next));
        next
    }
}

/// Whether a share holds for a child.
#[inline(always)]
fn holds(child: &Request, attribute: Attribute, share: Share) -> bool {
    share.holds(half(word(child.key, attribute), attribute))
}

/// Whether anything in a scenario depends on a child's sex or age.
fn asks_sex_and_age(scenario: &Scenario) -> bool {
    let has_gangs = |demand: &StreamDemand| demand.gang_affiliated_share_boys > 0.0 || demand.gang_affiliated_share_girls > 0.0;
    scenario.pathway.priority_under_14
        || Stream::ALL.into_iter().any(|stream| has_gangs(scenario.demand.stream(stream)))
        || scenario.options.iter().flat_map(|option| &option.homes).any(|home| home.accepts != Accepts::default())
}
