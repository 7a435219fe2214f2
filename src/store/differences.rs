//! What differs between two scenarios, or between two options: every field, with both values and where they come from.
//!
//! Compared is what the files say, field by field, so that nothing a file can hold is left out.

use std::collections::BTreeSet;

use super::outline::Node;
use super::save::to_ron;
use crate::model::{ParameterId, ProvisionOption, Scenario, Source, Unit, validate};

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path in the file; of options compared with each other, its path within the option.
    pub path: String,
    /// What it is called on screen, where it is in the catalogue of parameters.
    pub label: Option<String>,
    /// Its value in the first; none: not there.
    pub first: Option<String>,
    /// Its value in the second.
    pub second: Option<String>,
    /// Where the first value comes from.
    pub first_source: Option<String>,
    /// Where the second value comes from.
    pub second_source: Option<String>,
}

/// Every field in which two scenarios differ, in the order of the file.
pub fn between_scenarios(first: &Scenario, second: &Scenario) -> Vec<Difference> {
    let source = |scenario: &Scenario, path: &str, id: Option<ParameterId>| {
        let option = path.strip_prefix("options.").and_then(|rest| scenario.option(rest.split('.').next()?));
        source_of(scenario, path, option, id)
    };
    let (first_text, second_text) = (to_ron(first), to_ron(second));
    let (first_leaves, second_leaves) = (leaves(&first_text, ""), leaves(&second_text, ""));
    let mut found = merged(&first_leaves, &second_leaves, |path| {
        let id = parameter_at(path);
        (label(path, id), id, source(first, path, id), source(second, path, id))
    });
    // Where an option comes from is told with its figures.
    let paths: Vec<String> = found.iter().map(|difference| difference.path.clone()).collect();
    found.retain(|difference| {
        let of_option = difference.path.strip_suffix("source").filter(|option| option.starts_with("options."));
        of_option.is_none_or(|option| !paths.iter().any(|path| path.starts_with(option) && *path != difference.path))
    });
    let already: BTreeSet<ParameterId> = paths.iter().filter_map(|path| parameter_at(path)).collect();
    let is_told = |id: ParameterId| if id.path().contains('*') { already.contains(&id) } else { paths.contains(&id.path()) };
    // A figure that is the same in both, but comes from elsewhere.
    for id in ParameterId::all().filter(|id| !is_told(*id)) {
        if first.sources.get(&id) != second.sources.get(&id) {
            let value = |leaves: &[(String, String)]| value_at(leaves, id);
            found.push(Difference {
                path: id.path(),
                label: label(&id.path(), Some(id)),
                first: value(&first_leaves),
                second: value(&second_leaves),
                first_source: source_of(first, &id.path(), None, Some(id)),
                second_source: source_of(second, &id.path(), None, Some(id)),
            });
        }
    }
    found
}

/// What a scenario says of a figure: of one with parts all of them, and of one that each option has for itself only that.
fn value_at(leaves: &[(String, String)], id: ParameterId) -> Option<String> {
    let path = id.path();
    if path.contains('*') {
        return Some("as each option says".to_owned());
    }
    if let Some((_, text)) = leaves.iter().find(|(other, _)| *other == path) {
        return Some(written(text, Some(id)));
    }
    let parts = leaves.iter().filter_map(|(other, text)| Some((other.strip_prefix(&path)?.strip_prefix('.')?, text)));
    let parts: Vec<String> = parts.map(|(part, text)| format!("{} {}", part.replace('_', " "), written(text, Some(id)))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Every field in which two options differ, each of its own scenario, in the order of the file.
pub fn between_options(first: (&Scenario, &str), second: (&Scenario, &str)) -> Vec<Difference> {
    let (first_text, second_text) = (to_ron(first.0), to_ron(second.0));
    let at = |id: &str| format!("options.{id}");
    let source = |(scenario, option): (&Scenario, &str), id| source_of(scenario, "", scenario.option(option), id);
    let fields = |text: &str, id: &str| {
        let mut fields = leaves(text, &at(id));
        // What names an option says nothing about it, and its source is told with its figures.
        fields.retain(|(path, _)| path != "id" && path != "source");
        fields
    };
    merged(&fields(&first_text, first.1), &fields(&second_text, second.1), |path| {
        let id = parameter_at(&format!("options.x.{path}"));
        (label(path, id), id, source(first, id), source(second, id))
    })
}

/// The fields of a text below a path, with what each says.
fn leaves(text: &str, below: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let outline = Node::outline(text);
    let node = outline.as_ref().and_then(|outline| if below.is_empty() { Some(outline) } else { outline.find(below) });
    if let Some(node) = node {
        collect(node, "", &mut found);
    }
    found
}

fn collect(node: &Node, path: &str, found: &mut Vec<(String, String)>) {
    let inner = node.text.strip_prefix("Some(").unwrap_or(node.text);
    let is_choice = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_plain_list = !node.items().is_empty() && node.items().iter().all(Node::is_word);
    let parts = node.parts();
    if parts.is_empty() || is_choice || is_plain_list {
        // The version is the program's business, and sources are told with their figures.
        // An empty list says nothing that the entries of a fuller one do not.
        let is_empty = node.text.starts_with(['[', '{', '(']) && parts.is_empty();
        if path != "format_version" && !is_empty {
            found.push((path.to_owned(), node.text.to_owned()));
        }
        return;
    }
    for (name, part) in parts.into_iter().filter(|(name, _)| !(path.is_empty() && name == "sources")) {
        let inner = if path.is_empty() { name } else { format!("{path}.{name}") };
        collect(part, &inner, found);
    }
}

type Told = (Option<String>, Option<ParameterId>, Option<String>, Option<String>);

/// The fields that are not the same, those of the second alone behind the one they follow there.
fn merged(first: &[(String, String)], second: &[(String, String)], told: impl Fn(&str) -> Told) -> Vec<Difference> {
    let in_first: std::collections::BTreeMap<&str, &str> = first.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let in_second: std::collections::BTreeMap<&str, &str> = second.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut order: Vec<&str> = Vec::new();
    let mut rest = second.iter().map(|(path, _)| path.as_str()).peekable();
    for (path, _) in first {
        if in_second.contains_key(path.as_str()) {
            while let Some(only) = rest.next_if(|other| !in_first.contains_key(other)) {
                order.push(only);
            }
            rest.next_if_eq(&path.as_str());
        }
        order.push(path);
    }
    let listed: std::collections::BTreeSet<&str> = order.iter().copied().collect();
    order.extend(second.iter().map(|(path, _)| path.as_str()).filter(|path| !listed.contains(path)));
    let mut found = Vec::new();
    for path in order {
        let (before, after) = (in_first.get(path), in_second.get(path));
        if before != after {
            let (label, id, first_source, second_source) = told(path);
            found.push(Difference {
                path: path.to_owned(),
                label,
                first: before.map(|text| written(text, id)),
                second: after.map(|text| written(text, id)),
                first_source: first_source.filter(|_| before.is_some()),
                second_source: second_source.filter(|_| after.is_some()),
            });
        }
    }
    found
}

/// The row of the catalogue for a path: in options any id stands for all, beds of every kind are one row, a price has its ends, and what is
/// not known or judged of a figure is told with it.
fn parameter_at(path: &str) -> Option<ParameterId> {
    if let Some((table, rest)) = path.split_once('.')
        && matches!(table, "ranges" | "register")
    {
        let name = rest.split('.').next()?;
        return ParameterId::all().find(|id| format!("{id:?}") == name);
    }
    let segments: Vec<&str> = path.split('.').collect();
    ParameterId::all().find(|id| {
        let row = id.path();
        let row = row.strip_suffix(".central").unwrap_or(&row);
        let row: Vec<&str> = row.split('.').collect();
        let fits = |(row, segment): (&&str, &&str)| *row == "*" || row == segment || (*row == "beds" && segment.ends_with("_beds"));
        row.len() <= segments.len() && row.iter().zip(&segments).all(fits)
    })
}

/// What the field at a path of a file is called, where it is in the catalogue of parameters.
pub fn label_at(path: &str) -> Option<String> {
    label(path, parameter_at(path))
}

/// What a field is called: with its stream, or with the option, home or unit it belongs to.
fn label(path: &str, id: Option<ParameterId>) -> Option<String> {
    let last = path.rsplit('.').next().unwrap_or(path);
    let words = last.replace('_', " ");
    let text = [("name", "Name"), ("description", "Question it asks"), ("note", "Note")].into_iter().find(|(field, _)| *field == path);
    if let Some((_, name)) = text {
        return Some(name.to_owned());
    }
    if path.starts_with("membership.") {
        return Some(format!("How the authorities share ({words})"));
    }
    let id = id?;
    let name = id.spec().label;
    let row = id.path();
    let detail = match last.strip_suffix("_beds") {
        _ if path.starts_with("ranges.") => format!("Range of {} ({words})", uncapital(name)),
        _ if path.starts_with("register.") => format!("Judgement of {} ({words})", uncapital(name)),
        Some(kind) => format!("{name} ({kind})"),
        None if row == path => name.to_owned(),
        None if row.ends_with(".central") || row.split('.').count() < path.split('.').count() => format!("{name} ({words})"),
        None => name.to_owned(),
    };
    Some(id.stream().map_or_else(|| detail.clone(), |stream| format!("{detail}, {}", stream.label().to_lowercase())))
}

fn uncapital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// Where a figure comes from: as its row says, or where its option does; names and notes come from nowhere.
fn source_of(scenario: &Scenario, path: &str, option: Option<&ProvisionOption>, id: Option<ParameterId>) -> Option<String> {
    let option = option.map(|option| &option.source);
    let source = match id {
        _ if path.ends_with(".source") || path.starts_with("register.") => None,
        _ if path.starts_with("membership.") => Some(&scenario.membership.source),
        Some(id) if path.starts_with("ranges.") => scenario.ranges.get(&id).map(|range| &range.source),
        // The figures by which options differ come from whoever proposes the option.
        Some(ParameterId::HomeBeds | ParameterId::StepDownPlaces | ParameterId::OpenFacilityPlaces) => {
            option.or_else(|| scenario.sources.get(&id?))
        }
        Some(id) => scenario.sources.get(&id).or(option),
        None => None,
    };
    source.map(Source::sentence)
}

/// A value as people write it: on one line, shares as percent, with its unit.
fn written(text: &str, id: Option<ParameterId>) -> String {
    let text = text.strip_prefix("Some(").and_then(|inner| inner.strip_suffix(')')).unwrap_or(text);
    // Years and seeds are names, not quantities.
    if matches!(id, Some(ParameterId::PriceYear | ParameterId::Seed)) {
        return text.to_owned();
    }
    if let Ok(source) = ron::from_str::<Source>(text) {
        return source.sentence();
    }
    if let (Some(id), Ok(number)) = (id, text.parse::<f64>()) {
        let figure = validate::figure;
        return match id.spec().unit {
            Unit::Share => format!("{}%", figure((number * 1e8).round() / 1e6)),
            Unit::PerYear => format!("{} a year", figure(number)),
            Unit::Days => format!("{} days", figure(number)),
            Unit::Months => format!("{} months", figure(number)),
            Unit::Years => format!("{} years", figure(number)),
            Unit::PoundsPerWeek => format!("£{} a week", figure(number)),
            Unit::Pounds => format!("£{}", figure(number)),
            Unit::Number | Unit::Beds | Unit::Count | Unit::None => figure(number),
        };
    }
    if let Some(inner) = text.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        return inner.replace("\\n", " ").replace("\\\"", "\"");
    }
    let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    line.replace("( ", "(").replace("[ ", "[").replace(", )", ")").replace(",)", ")").replace(", ]", "]")
}
