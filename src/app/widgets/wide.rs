//! Tables that are wider than the page or longer than the window: the names of the rows and the head stay in sight, and it is said how many columns more there are.

use egui::{Align, Button, Id, Layout, Rect, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::describe::describe;
use crate::app::theme::Palette;

/// What is in sight of the columns, points.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Width of a column.
    pub column: f32,
    /// How far they are scrolled.
    pub offset: f32,
    /// How much of them is in sight.
    pub inner: f32,
    /// How wide they are together.
    pub content: f32,
}

/// Where columns are to be scrolled to, if that was asked for.
pub fn asked(ui: &Ui, id: Id) -> Option<f32> {
    ui.data_mut(|data| data.remove_temp(id))
}

/// How many columns are out of sight on either side: pressed, the table goes there.
pub fn more_ui(ui: &mut Ui, place: Rect, layout: Layout, id: Id, shown: Shown) {
    let Shown { column, offset, inner, content } = shown;
    let count = |points: f32| (points / column).round().max(0.0) as usize;
    let (before, after) = (count(offset), count(content - inner - offset));
    let mut head = ui.new_child(UiBuilder::new().id_salt("beyond").max_rect(place).layout(layout));
    head.spacing_mut().item_spacing.y = 2.0;
    for (columns, sign, side, to) in
        [(before, "◀", "to the left", (offset - inner).max(0.0)), (after, "▶", "to the right", (offset + inner).min(content - inner))]
    {
        if columns == 0 {
            continue;
        }
        let options = if columns == 1 { "option" } else { "options" };
        let text = RichText::new(format!("{sign}  {columns} more")).small();
        let response = head.add(Button::new(text).min_size(vec2(0.0, 26.0)).frame_when_inactive(false));
        let response = response.accessible_name(format!("{columns} more {options} {side}"));
        if describe(&head, response, "Bring these options into sight.").clicked() {
            head.data_mut(|data| data.insert_temp(id, (to / column).round() * column));
            head.ctx().request_repaint();
        }
    }
}

/// Height of a short head: marks without names.
const SHORT: f32 = 30.0;

/// A table whose columns scroll beside the names of its rows.
#[derive(Clone, Copy)]
pub struct Wide {
    /// Width of the names.
    names: f32,
    /// Width of a column.
    pub column: f32,
    /// Where what is in sight begins.
    left: f32,
}

impl Wide {
    /// Draws a table of so many columns, each between these widths, under a head of the height that it has at a column's width; it is told whether it is to be short.
    pub fn show(
        ui: &mut Ui,
        names: f32,
        count: usize,
        (least, most): (f32, f32),
        height: impl FnOnce(&Ui, f32) -> f32,
        head: impl FnOnce(&mut Ui, Self, bool),
        rows: impl FnOnce(&mut Ui, Self),
    ) {
        let id = ui.scope_id().with("wide");
        let (seen, count) = (ui.available_width(), count.max(1) as f32);
        // As many whole columns as there is room for, so that none is cut at an edge.
        let beside = ((seen - names) / least).floor().clamp(1.0, count);
        let column = ((seen - names) / beside).clamp(least, most);
        let height = height(ui, column);
        let mut area = ScrollArea::horizontal().id_salt("columns").auto_shrink([false, true]);
        if let Some(offset) = asked(ui, id) {
            area = area.horizontal_scroll_offset(offset);
        }
        let left = ui.max_rect().left();
        let wide = Self { names, column, left };
        let area = area.show(ui, |ui| {
            ui.set_min_width(names + column * count);
            pinned(ui, [height, SHORT], |ui, is_short| head(ui, wide, is_short), |ui| rows(ui, wide))
        });
        let shown = Shown { column, offset: area.state.clamped_offset().x, inner: seen - names, content: column * count };
        let stands = area.inner;
        if stands.height() > SHORT {
            let place = Rect::from_min_size(pos2(left, stands.top() + 24.0), vec2(names, height - 24.0));
            more_ui(ui, place, Layout::top_down(Align::Min), id, shown);
        } else {
            let place = Rect::from_min_size(pos2(left, stands.top()), vec2(names, SHORT));
            more_ui(ui, place, Layout::left_to_right(Align::Center), id, shown);
        }
    }

    /// A row: its name, which stays where it is, and its cells, which are scrolled beneath it.
    pub fn row(self, ui: &mut Ui, name: impl FnOnce(&mut Ui), cells: impl FnOnce(&mut Ui)) {
        let place = Rect::from_min_size(pos2(self.left, ui.cursor().top()), vec2(self.names - 8.0, 0.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)));
        child.spacing_mut().item_spacing.y = 0.0;
        name(&mut child);
        let height = child.min_rect().height();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.set_min_height(height);
            ui.add_space(self.names);
            let mut seen = ui.clip_rect();
            seen.min.x = seen.min.x.max(self.left + self.names);
            ui.set_clip_rect(seen);
            cells(ui);
        });
    }

    /// A line of one text over all columns, which stays where it is.
    pub fn line(self, ui: &mut Ui, text: impl FnOnce(&mut Ui)) {
        let place = Rect::from_min_size(pos2(self.left, ui.cursor().top()), vec2(ui.clip_rect().right() - self.left, 0.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Min)));
        text(&mut child);
        ui.add_space(child.min_rect().height());
    }

    /// A cell, read out in these words.
    pub fn cell(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui)) -> Response {
        let cell = ui.allocate_ui_with_layout(vec2(self.column, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(self.column - 6.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            contents(ui);
        });
        ui.add_space(6.0);
        cell.response
    }
}

/// The gap between columns of a table that has room enough from a width on: the least up to that, and more where there is more room.
pub fn gap(ui: &Ui, [least, most]: [f32; 2], width: f32) -> f32 {
    (least + (ui.available_width() - width) / 12.0).clamp(least, most)
}

/// Draws a head, which stays in sight while the rows beneath it are scrolled, and then the rows. The head is told whether it is to be short: where little
/// would be in sight beside all of it, it has the second height once it is scrolled. Gives where it stands.
pub fn pinned(ui: &mut Ui, [full, short]: [f32; 2], head: impl FnOnce(&mut Ui, bool), rows: impl FnOnce(&mut Ui)) -> Rect {
    let id = ui.scope_id().with("height of rows");
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), full), Sense::hover());
    // As high as they were when they were drawn last.
    let bottom = ui.data(|data| data.get_temp::<f32>(id)).map_or(place.bottom(), |rows| place.bottom() + rows);
    let seen = ui.clip_rect();
    let has_room = seen.height() >= 3.0 * full;
    let height = if has_room { full } else { short };
    // Where hardly more than the head would be in sight, it goes with the rows.
    let is_beyond = place.bottom() - height < seen.top() && seen.height() >= 3.0 * height;
    let stands = if is_beyond {
        Rect::from_min_size(pos2(place.left(), seen.top().min(bottom - height)), vec2(place.width(), height))
    } else {
        place
    };
    let is_short = is_beyond && !has_room;
    let mut child = ui.new_child(UiBuilder::new().id_salt("head").max_rect(stands).layout(Layout::top_down(Align::Min)));
    head(&mut child, is_short);
    let palette = Palette::of(ui);
    let line = if is_beyond { palette.muted } else { palette.line };
    ui.painter().hline(stands.x_range(), stands.bottom() - 0.5, (1.0, line));
    let rows = ui.scope(|ui| {
        let mut seen = ui.clip_rect();
        seen.min.y = seen.min.y.max(stands.bottom());
        ui.set_clip_rect(seen);
        rows(ui);
    });
    ui.data_mut(|data| data.insert_temp(id, rows.response.rect.bottom() - place.bottom()));
    stands
}

/// Writes the heads of a grid over its rows, where they have been scrolled out of sight: each where it stands, at the top of what is in sight.
pub fn heads_again(ui: &Ui, heads: &[Response], names: &[&str], table: Rect) {
    let (seen, palette) = (ui.clip_rect(), Palette::of(ui));
    let Some(height) = heads.iter().map(|head| head.rect.height()).reduce(f32::max) else { return };
    let (top, over) = (heads[0].rect.top(), height + 10.0);
    if top >= seen.top() || table.bottom() < seen.top() + 2.0 * over || seen.height() < 3.0 * over {
        return;
    }
    let stands = Rect::from_x_y_ranges(table.x_range(), seen.top()..=seen.top() + over);
    ui.painter().rect_filled(stands, 0.0, palette.page);
    ui.painter().hline(stands.x_range(), stands.bottom() - 0.5, (1.0, palette.muted));
    for (head, name) in heads.iter().zip(names) {
        let font = egui::TextStyle::Small.resolve(ui.style());
        ui.painter().text(pos2(head.rect.left(), stands.top() + 5.0), egui::Align2::LEFT_TOP, name, font, palette.muted);
    }
}
