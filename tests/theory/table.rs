//! The table of exact values: what it asks, how closely it must be answered, and which rows ask nothing of this model.

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

/// One exact value.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Name of the model in queueing theory.
    pub model: String,
    /// Its parameters: `name=value;name=value`.
    pub params: String,
    /// What is asked.
    pub metric: String,
    /// The answer.
    pub value: f64,
}

/// All rows.
pub fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let text = include_str!("queueing_reference.csv");
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("a row of four columns")).collect()
    });
    &ROWS
}

/// Rows that this model cannot be asked; empty parameters or metric mean all.
#[derive(Debug)]
pub struct NotApplicable {
    model: &'static str,
    params: &'static str,
    metric: &'static str,
    /// Why.
    pub reason: &'static str,
}

impl NotApplicable {
    /// Whether a row is meant.
    pub fn covers(&self, row: &Row) -> bool {
        self.model == row.model && row.params.starts_with(self.params) && (self.metric.is_empty() || self.metric == row.metric)
    }
}

/// Every row that is not matched, with the reason.
pub const NOT_APPLICABLE: &[NotApplicable] = &[
    NotApplicable { model: "mmck", params: "", metric: "", reason: "no waiting list of the model has a limited number of places" },
    NotApplicable {
        model: "student_t",
        params: "",
        metric: "q95",
        reason: "intervals are two-sided at 95%: only the 97.5th percentile is used",
    },
    NotApplicable {
        model: "erlang_b",
        params: "arrivals_per_year=12100",
        metric: "overflow_variance",
        reason: "1% of it would take some 80,000 years of 12,100 children each; the other five cases ask the same",
    },
];

/// Why a row is not matched, if it is listed.
pub fn not_applicable(row: &Row) -> Option<&'static str> {
    NOT_APPLICABLE.iter().find(|entry| entry.covers(row)).map(|entry| entry.reason)
}

/// Rows at the scale of a country whose queue or overflow is the small difference of large numbers: 1% would take hours. The half-width
/// asked for instead, as a share of the value.
const WIDER: &[(&str, &str, &str, f64)] = &[
    ("erlang_b", "arrivals_per_year=12100", "overflow_mean", 0.08),
    ("erlang_c", "arrivals_per_year=12100", "p_wait", 0.10),
    ("erlang_c", "arrivals_per_year=12100", "mean_wait", 0.20),
    ("erlang_c", "arrivals_per_year=12100", "mean_queue", 0.20),
    ("erlang_c", "arrivals_per_year=12100", "mean_wait_of_waiters", 0.15),
];

/// One set of parameters of a model, with its rows.
pub struct Case {
    params: String,
    rows: Vec<Row>,
}

impl Case {
    /// A parameter as text.
    pub fn text(&self, name: &str) -> &str {
        let parameter = self.params.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        parameter.unwrap_or_else(|| panic!("no parameter {name} in {}", self.params))
    }

    /// A parameter.
    pub fn get(&self, name: &str) -> f64 {
        self.text(name).parse().unwrap_or_else(|error| panic!("{name} in {}: {error}", self.params))
    }

    /// The row with this metric, if the case has it.
    pub fn row(&self, metric: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.metric == metric)
    }

    /// The metric that starts like this, and the number it ends in.
    pub fn metric_with_number(&self, start: &str) -> (&str, f64) {
        let mut found = self.rows.iter().filter_map(|row| Some((row.metric.as_str(), row.metric.strip_prefix(start)?.parse().ok()?)));
        found.next().unwrap_or_else(|| panic!("no {start}... in {}", self.params))
    }

    /// The exact value of a metric.
    pub fn value(&self, metric: &str) -> f64 {
        self.row(metric).unwrap_or_else(|| panic!("no {metric} in {}", self.params)).value
    }

    /// Widest half-width of the 99.9% interval that says anything: 1% of the value; 0.01 for a probability under 0.05, and so for a
    /// covariance under 0.05 of the variance.
    pub fn half_width(&self, row: &Row) -> f64 {
        let wider =
            WIDER.iter().find(|(model, params, metric, _)| *model == row.model && row.params.starts_with(params) && *metric == row.metric);
        let unit = match row.metric.split('_').next() {
            Some("p") => 1.0,
            Some("autocov") => self.value("variance"),
            _ => 0.0,
        };
        match wider {
            Some((.., share)) => share * row.value,
            None if row.value < 0.05 * unit => 0.01 * unit,
            None => 0.01 * row.value,
        }
    }
}

/// What the model answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Without chance: within this share of the value.
    Exact {
        /// The answer.
        value: f64,
        /// Greatest error as a share of the value.
        within: f64,
    },
    /// From replications.
    Sampled {
        /// The answer.
        mean: f64,
        /// Half-width of its 99.9% interval.
        half_width: f64,
        /// Replications.
        count: usize,
    },
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Exact { value, .. } => write!(f, "{value}"),
            Answer::Sampled { mean, half_width, count } => write!(f, "{mean} ± {half_width} in {count} replications"),
        }
    }
}

/// Answers by metric.
pub type Answers = Vec<(String, Answer)>;

/// Solves every case of a model and compares each row.
pub fn check(model: &str, solve: fn(&Case) -> Answers) {
    let mut cases: Vec<Case> = Vec::new();
    for row in rows().iter().filter(|row| row.model == model) {
        match cases.last_mut() {
            Some(case) if case.params == row.params => case.rows.push(row.clone()),
            _ => cases.push(Case { params: row.params.clone(), rows: vec![row.clone()] }),
        }
    }
    assert!(!cases.is_empty(), "no rows of {model}");
    let mut wrong = Vec::new();
    for case in &cases {
        let answers = solve(case);
        for row in case.rows.iter().filter(|row| not_applicable(row).is_none()) {
            let (_, answer) = answers.iter().find(|(metric, _)| *metric == row.metric).unwrap_or_else(|| panic!("{row:?} is not answered"));
            let (difference, least, most) = match answer {
                Answer::Exact { value, within } => (value - row.value, within * row.value.abs(), f64::INFINITY),
                Answer::Sampled { mean, half_width, .. } => (mean - row.value, *half_width, case.half_width(row)),
            };
            println!("{model} {} {}: {} and {answer}", case.params, row.metric, row.value);
            // What happens once in centuries, and then to many, leaves no interval to speak of: one in a thousand is near enough.
            let rare = row.metric.starts_with("p_") && row.value < 0.001;
            let agrees = difference.abs() <= if rare { least.max(0.001) } else { least };
            let narrow = matches!(answer, Answer::Exact { .. }) || least <= most;
            if !agrees || !narrow {
                wrong.push(format!("{} {}: {} but {answer}; half-width at most {most}", case.params, row.metric, row.value));
            }
        }
    }
    assert!(wrong.is_empty(), "{model}:\n{}", wrong.join("\n"));
}
