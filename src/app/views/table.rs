//! The options side by side. Every number carries its 95% interval; the chosen row opens to its difference from the baseline.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Align2, Color32, EventFilter, FontId, Key, Label, Layout, Rect, Response, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::analysis::{Better, MeasureUnit, Summary};
use crate::app::action::{Action, Actions};
use crate::app::theme::{self, Palette};
use crate::app::wording::{self, Written};
use crate::model::{ProvisionOption, Scenario, Stream};
use crate::report::findings::{Beds, word};

/// What the table shows.
pub struct Rows<'a> {
    /// The answer.
    pub summary: &'a Summary,
    /// The scenario it belongs to.
    pub scenario: &'a Scenario,
    /// The stream looked at.
    pub stream: Stream,
    /// Id of the chosen option.
    pub chosen: &'a str,
}

/// A column: what it is called, its unit, the end of its measure's key, whether it needs London beds, and its meaning.
struct Column {
    title: &'static str,
    unit: &'static str,
    key: &'static str,
    of_beds: bool,
    help: &'static str,
}

const fn column(title: &'static str, unit: &'static str, key: &'static str, of_beds: bool, help: &'static str) -> Column {
    Column { title, unit, key, of_beds, help }
}

/// The column of beds in use is wider: it also says of how many.
const BEDS_IN_USE: usize = 4;
/// So is the next, whose intervals are often below 0.1.
const OCCUPANCY: usize = 5;

const COLUMNS: [Column; 8] = [
    column("Placed", "of requests", "{}_placed_share", false, "Requests that end in a placement, in London or elsewhere."),
    column("In London", "of placed", "{}_london_share", false, "Placements in a London home, of all placements."),
    column("Waiting", "children", "{}_waiting", false, "Children waiting for a place on an average day."),
    column("Mean wait", "days", "{}_mean_wait_days", false, "From request to placement, of the children placed."),
    column("Beds in use", "of London beds", "census_london_{}", true, "Children in London beds on an average day, of all London beds."),
    column("Occupancy", "of beds", "{}_occupancy", true, "Beds in use as a share of beds that can be used."),
    column("All full", "of the time", "{}_all_full_share", true, "Share of time in which no usable London bed is free."),
    column("Distance", "miles", "{}_mean_distance_miles", false, "From the home borough to the placement, on average."),
];

/// Widths of the columns: the name's, and then the right edge of each other, from the left of the table.
struct Widths {
    name: f32,
    cells: [f32; COLUMNS.len()],
}

impl Widths {
    fn of(total: f32) -> Self {
        let cell = (total * 0.084).clamp(76.0, 128.0);
        let cells = std::array::from_fn(|column| match column {
            BEDS_IN_USE => cell + 36.0,
            OCCUPANCY => cell + 14.0,
            _ => cell,
        });
        Self { name: (total - cells.iter().sum::<f32>()).max(150.0), cells }
    }

    /// The rectangle of a cell of a row.
    fn cell(&self, row: Rect, column: usize) -> Rect {
        let before: f32 = self.cells[..column].iter().sum();
        Rect::from_min_size(pos2(row.left() + self.name + before, row.top()), vec2(self.cells[column] - 6.0, row.height()))
    }
}

/// Sizes of type in the table: smaller in a low window.
struct Type {
    value: f32,
    interval: f32,
    name: f32,
}

impl Type {
    fn of(ui: &Ui) -> Self {
        if theme::is_low(ui) { Self { value: 14.0, interval: 11.5, name: 13.0 } } else { Self { value: 14.5, interval: 12.0, name: 14.5 } }
    }
}

/// Least width of the table.
pub const LEAST_WIDTH: f32 = 810.0;

/// The table.
pub fn table_ui(ui: &mut Ui, rows: &Rows<'_>, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let widths = Widths::of(ui.available_width());
    header(ui, &widths);
    let ids: Vec<&str> = rows.summary.options.iter().map(|option| option.id.as_str()).collect();
    let mut responses = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        responses.push(option_row(ui, rows, index, &widths));
        if *id == rows.chosen && index != rows.summary.baseline {
            difference_row(ui, rows, index, &widths);
        }
    }
    choose(ui, &ids, rows.chosen, &responses, actions);
}

/// Click, Enter or arrow keys choose a row.
fn choose(ui: &Ui, ids: &[&str], chosen: &str, responses: &[Response], actions: &mut Actions) {
    if let Some(index) = responses.iter().position(Response::clicked) {
        actions.push(Action::ChooseOption(ids[index].to_owned()));
        return;
    }
    let focused = responses.iter().position(Response::has_focus);
    if let Some(index) = focused {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(responses[index].id, filter));
    } else if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let from = focused.or_else(|| ids.iter().position(|id| *id == chosen)).unwrap_or(0);
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let to = if pressed(Key::ArrowDown) {
        (from + 1).min(ids.len().saturating_sub(1))
    } else if pressed(Key::ArrowUp) {
        from.saturating_sub(1)
    } else {
        return;
    };
    if let (Some(id), Some(response)) = (ids.get(to), responses.get(to)) {
        actions.push(Action::ChooseOption((*id).to_owned()));
        response.request_focus();
        response.scroll_to_me(None);
    }
}

fn header(ui: &mut Ui, widths: &Widths) {
    let palette = Palette::of(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    ui.painter().text(pos2(row.left() + 10.0, row.bottom() - 4.0), Align2::LEFT_BOTTOM, "Option", theme::bold(14.0), palette.text);
    for (index, column) in COLUMNS.iter().enumerate() {
        let mut job = LayoutJob { halign: Align::RIGHT, ..LayoutJob::default() };
        job.append(column.title, 0.0, format(theme::bold(13.5), palette.text));
        job.append(&format!("\n{}", column.unit), 0.0, format(theme::regular(12.5), palette.muted));
        cell(ui, widths.cell(row, index), job).on_hover_text(column.help);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, palette.muted));
}

fn option_row(ui: &mut Ui, rows: &Rows<'_>, index: usize, widths: &Widths) -> Response {
    let palette = Palette::of(ui);
    let summary = &rows.summary.options[index];
    let chosen = summary.id == rows.chosen;
    let baseline = index == rows.summary.baseline;
    let low = theme::is_low(ui);
    let (lines, size) = (if low { 1 } else { 2 }, Type::of(ui).name);
    let mut name = LayoutJob {
        wrap: TextWrapping { max_width: widths.name - 14.0, max_rows: lines, break_anywhere: low, ..TextWrapping::default() },
        ..LayoutJob::default()
    };
    name.append(&summary.name, 0.0, format(if chosen { theme::bold(size) } else { theme::regular(size) }, palette.text));
    if baseline {
        name.append("  baseline", 0.0, format(theme::regular(12.5), palette.muted));
    }
    let galley = ui.painter().layout_job(name);
    let height = if low { 22.0_f32 } else { 26.0 }.max(galley.size().y + 4.0);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let fill = if chosen {
        palette.chosen
    } else if response.hovered() {
        palette.hovered
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(row, 0.0, fill);
    if chosen {
        ui.painter().rect_filled(Rect::from_min_size(row.min, vec2(4.0, row.height())), 0.0, palette.accent);
    } else {
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, palette.line));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(row.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), egui::StrokeKind::Inside);
    }
    let elided = galley.elided;
    ui.painter().galley(pos2(row.left() + 10.0, row.center().y - galley.size().y / 2.0), galley, palette.text);
    let mut spoken = vec![summary.name.clone()];
    for column in 0..COLUMNS.len() {
        spoken.push(value_cell(ui, rows, index, column, widths.cell(row, column)));
    }
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, spoken.join("; ")));
    if elided { response.on_hover_text(&summary.name) } else { response }
}

/// Draws a cell and gives what it says.
fn value_cell(ui: &mut Ui, rows: &Rows<'_>, index: usize, column: usize, rect: Rect) -> String {
    let palette = Palette::of(ui);
    let spec = &COLUMNS[column];
    let beds = beds(rows, index);
    let mut job = LayoutJob { halign: Align::RIGHT, ..LayoutJob::default() };
    if spec.of_beds && beds.is_some_and(|beds| beds.total() == 0) {
        let text = if column == BEDS_IN_USE { "no London beds" } else { "–" };
        job.append(text, 0.0, format(theme::regular(12.5), palette.muted));
        let label = cell(ui, rect, job);
        label.on_hover_text(format!("This option has no London beds for {} placements.", word(rows.stream)));
        return if column == BEDS_IN_USE { text.to_owned() } else { format!("{}: no London beds", spec.title) };
    }
    match written(rows, index, spec) {
        Err(reason) => {
            job.append("n/a", 0.0, format(theme::regular(14.0), palette.muted));
            cell(ui, rect, job).on_hover_text(reason);
            format!("{}: not available", spec.title)
        }
        Ok(Written { value, interval }) => {
            let size = Type::of(ui);
            job.append(&value, 0.0, format(theme::regular(size.value), palette.text));
            job.append(&format!(" {interval}"), 0.0, format(theme::regular(size.interval), palette.muted));
            let mut of = String::new();
            if column == BEDS_IN_USE
                && let Some(beds) = beds
            {
                of = if beds.either > 0 { format!(" of {}+{}", beds.own, beds.either) } else { format!(" of {}", beds.own) };
                job.append(&of, 0.0, format(theme::regular(size.value), palette.text));
            }
            let label = cell(ui, rect, job);
            if beds.is_some_and(|beds| beds.either > 0) && column == BEDS_IN_USE {
                label.on_hover_text("The second number of beds may be used by either kind of placement.");
            }
            format!("{} {value}{of} {}, {interval}", spec.title, spec.unit)
        }
    }
}

fn difference_row(ui: &mut Ui, rows: &Rows<'_>, index: usize, widths: &Widths) {
    let palette = Palette::of(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
    ui.painter().rect_filled(row, 0.0, palette.chosen);
    ui.painter().rect_filled(Rect::from_min_size(row.min, vec2(4.0, row.height())), 0.0, palette.accent);
    let baseline = rows.summary.options.get(rows.summary.baseline).map_or("", |option| option.name.as_str());
    let mut job =
        LayoutJob { wrap: TextWrapping { max_width: widths.name - 24.0, max_rows: 3, ..TextWrapping::default() }, ..LayoutJob::default() };
    job.append(&format!("Change from “{baseline}”"), 0.0, format(theme::regular(13.5), palette.text));
    job.append("\n± 95% interval\nbetter in … histories", 0.0, format(theme::regular(12.0), palette.muted));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(row.left() + 20.0, row.top() + 1.0), galley, palette.text);
    // A baseline without London beds has nothing to compare beds with.
    let beds_to_compare = beds(rows, rows.summary.baseline).is_some_and(|beds| beds.total() > 0);
    for (column, spec) in COLUMNS.iter().enumerate() {
        if spec.of_beds && !beds_to_compare {
            continue;
        }
        let key = spec.key.replace("{}", rows.stream.key());
        let unit = rows.summary.measure_index(&key).and_then(|at| rows.summary.measures.get(at));
        let difference = rows.summary.difference(index, rows.summary.baseline, &key);
        let (Some(measure), Some(difference)) = (unit, difference.as_ref()) else { continue };
        if difference.low == 0.0 && difference.high == 0.0 {
            let mut job = LayoutJob { halign: Align::RIGHT, ..LayoutJob::default() };
            job.append("same", 0.0, format(theme::regular(13.5), palette.muted));
            job.append("\n \n ", 0.0, format(theme::regular(12.0), palette.muted));
            cell(ui, widths.cell(row, column), job).on_hover_text(format!("{}: the same in every history.", spec.title));
            continue;
        }
        let Some(Written { value, interval }) = wording::difference(measure.unit, difference) else { continue };
        let gain = match measure.better {
            Better::Higher => difference.mean,
            Better::Lower => -difference.mean,
            Better::Neither => 0.0,
        };
        let colour = match gain {
            _ if !difference.is_clear() || gain == 0.0 => palette.text,
            gain if gain > 0.0 => palette.better,
            _ => palette.worse,
        };
        let mut job = LayoutJob { halign: Align::RIGHT, ..LayoutJob::default() };
        job.append(&value, 0.0, format(theme::bold(13.5), colour));
        let better = wording::out_of_100(difference.better_share).unwrap_or_default();
        job.append(&format!("\n{interval}\n{better}"), 0.0, format(theme::regular(12.0), palette.muted));
        let verdict = if better.is_empty() { String::new() } else { format!("; better in {better} histories") };
        let clear = if difference.is_clear() { "" } else { "; the difference may be chance" };
        cell(ui, widths.cell(row, column), job).on_hover_text(format!("{}: {value} {interval}{verdict}{clear}", spec.title));
    }
}

fn beds(rows: &Rows<'_>, index: usize) -> Option<Beds> {
    let option: &ProvisionOption = rows.scenario.option(&rows.summary.options.get(index)?.id)?;
    Some(Beds::of(option, rows.stream))
}

/// A measure of an option as text, or why there is none.
fn written(rows: &Rows<'_>, index: usize, column: &Column) -> Result<Written, &'static str> {
    let key = column.key.replace("{}", rows.stream.key());
    let at = rows.summary.measure_index(&key).ok_or("This run does not measure it for this kind of placement.")?;
    let unit = rows.summary.measures.get(at).map_or(MeasureUnit::Children, |measure| measure.unit);
    let estimate = rows.summary.estimate(index, &key).ok_or("This run does not measure it for this option.")?;
    wording::estimate(unit, estimate).ok_or("There is nothing to average: no such placement was made.")
}

fn format(font: FontId, colour: Color32) -> TextFormat {
    TextFormat { line_height: Some(font.size * 1.22), valign: Align::BOTTOM, ..TextFormat::simple(font, colour) }
}

fn cell(ui: &mut Ui, rect: Rect, job: LayoutJob) -> Response {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| ui.add(Label::new(job).extend())).inner
}
