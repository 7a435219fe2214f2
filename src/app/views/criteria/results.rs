//! What follows from scales, scores and weights: whose worth is how much by whose weights, how much the first place hangs on them, what is
//! still open; and the lock.

use egui::{Align, Button, ComboBox, Frame, Label, Layout, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::{Line, Room, chart, edit, remark};
use crate::analysis::criteria::{Counting, Shares};
use crate::app::action::{Action, Actions};
use crate::app::criteria::Wish;
use crate::app::edit::AppraisalEdit;
use crate::app::theme::{self, Palette};
use crate::app::views::notices;
use crate::app::widgets::entry::entry;
use crate::app::widgets::segmented::segmented;
use crate::app::wording::hundredths;
use crate::model::appraisal::{Lock, Reopened};
use crate::report::criteria::{ILLUSTRATIVE, counting, is_illustrative, method, still_open, verdict};

/// The results.
pub fn results_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    let (palette, appraised) = (Palette::of(ui), room.appraised);
    ui.horizontal_wrapped(|ui| {
        ui.label("Counted");
        let choices = [(Counting::BenefitAlone, "benefit; money apart"), (Counting::AllEight, "all eight, as published")];
        if let Some(counted) = segmented(ui, "Counted", appraised.counting, &choices) {
            actions.push(Action::Criteria(Wish::Count(counted)));
        }
    });
    remark(ui, format!("Here: {}.", counting(appraised.counting)));
    ui.add_space(6.0);
    let said = verdict(appraised);
    if said.is_empty() {
        let text =
            "Score at least one criterion, with both ends of its scale in numbers and words, and judge the options where the model cannot.";
        notices::empty_ui(ui, "Nothing can be ranked yet", text);
    } else {
        let illustrative = is_illustrative(room.scenario);
        let fill = if illustrative { palette.warning_fill } else { palette.panel };
        Frame::new().fill(fill).corner_radius(8).inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if illustrative {
                ui.label(RichText::new(ILLUSTRATIVE).font(theme::bold(14.0)).color(palette.worse));
            }
            for (at, line) in said.iter().enumerate() {
                let text = RichText::new(line);
                ui.add(Label::new(if at == 0 { text.font(theme::bold(theme::HEADING)) } else { text }).wrap());
            }
        });
    }
    ui.add_space(8.0);
    let open = still_open(appraised);
    if !room.appraisal().is_empty() && !open.is_empty() {
        ui.label(RichText::new("Still open").font(theme::bold(theme::BODY)));
        for line in open {
            ui.add(Label::new(RichText::new(format!("•  {line}")).size(14.0)).wrap());
        }
        ui.add_space(8.0);
    }
    if let Some(group) = &appraised.group {
        chart::worth_ui(ui, room);
        if appraised.counting == Counting::BenefitAlone {
            ui.add_space(12.0);
            chart::cost_ui(ui, room, group);
        }
        ui.add_space(12.0);
        sweep_ui(ui, room, actions);
    }
    for (title, shares) in [
        ("All weights at random: of 100 weightings, so many give each rank", &appraised.weightings),
        ("All weights at random, and chance in the simulation as well", &appraised.futures),
    ] {
        if let Some(shares) = shares {
            ui.add_space(12.0);
            ranks_ui(ui, room, title, shares);
        }
    }
    if appraised.weightings.is_some() {
        ui.add_space(4.0);
        remark(ui, method(appraised));
    }
}

/// One weight from nothing to all.
fn sweep_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    let appraised = room.appraised;
    let swept = room.state.view.criteria.swept;
    let at = appraised.criteria.iter().position(|criterion| *criterion == swept).unwrap_or(0);
    let Some(criterion) = appraised.criteria.get(at) else { return };
    let top = ui.cursor().top();
    ui.label(RichText::new("One weight from nothing to all").font(theme::bold(theme::HEADING)));
    ui.horizontal_wrapped(|ui| {
        ui.label("Weight of");
        let combo = ComboBox::from_id_salt("swept").selected_text(criterion.label()).width(300.0).truncate().show_ui(ui, |ui| {
            for other in &appraised.criteria {
                if entry(ui, other == criterion, other.label()).clicked() {
                    actions.push(Action::Criteria(Wish::Sweep(*other)));
                }
            }
        });
        combo.response.accessible_name("Criterion whose weight is moved");
    });
    chart::sweep_ui(ui, room, at, top);
}

/// How often each option has each rank.
fn ranks_ui(ui: &mut Ui, room: &Room<'_>, title: &str, shares: &Shares) {
    ui.label(RichText::new(title).font(theme::bold(theme::HEADING)));
    ScrollArea::horizontal().id_salt(title).auto_shrink([false, true]).show(ui, |ui| rank_table_ui(ui, room, shares));
}

fn rank_table_ui(ui: &mut Ui, room: &Room<'_>, shares: &Shares) {
    let palette = Palette::of(ui);
    let count = shares.options.len();
    let names = (ui.available_width() * 0.26).clamp(150.0, 320.0);
    let width = ((ui.available_width() - names) / count.max(1) as f32 - 8.0).clamp(30.0, 90.0);
    let cell = |ui: &mut Ui, width: f32, text: RichText, layout: Layout| {
        ui.allocate_ui_with_layout(vec2(width, 22.0), layout, |ui| {
            ui.set_min_width(width);
            ui.add(Label::new(text).truncate());
        })
        .response
    };
    let (left, right) = (Layout::left_to_right(Align::Center), Layout::right_to_left(Align::Center));
    ui.horizontal(|ui| {
        cell(ui, names, RichText::new("Rank").color(palette.muted), left);
        for rank in 1..=count {
            cell(ui, width, RichText::new(rank.to_string()).color(palette.muted), right);
        }
    });
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| shares.ranks[*b][0].total_cmp(&shares.ranks[*a][0]));
    for at in order {
        let name = &room.appraised.options[shares.options[at]].name;
        let row = ui.horizontal(|ui| {
            cell(ui, names, RichText::new(name), left);
            for (rank, share) in shares.ranks[at].iter().enumerate() {
                let count = hundredths(*share).unwrap_or(0);
                let text = if count == 0 { "–".to_owned() } else { count.to_string() };
                let text = RichText::new(text).font(if rank == 0 { theme::bold(theme::BODY) } else { theme::regular(theme::BODY) });
                // The shade lies beneath the number.
                let shade = ui.painter().add(egui::Shape::Noop);
                let rect = cell(ui, width, text, right).rect;
                let colour = palette.selection.gamma_multiply(*share as f32 * 0.6);
                ui.painter().set(shade, egui::Shape::rect_filled(rect, 3.0, colour));
            }
        });
        let told: Vec<String> = shares.ranks[at]
            .iter()
            .enumerate()
            .filter_map(|(rank, share)| hundredths(*share).filter(|count| *count > 0).map(|count| format!("rank {} in {count}", rank + 1)))
            .collect();
        row.response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("{name}: {} of 100 weightings", told.join(", "))));
    }
}

/// Who locked it, how it is opened again, and what was done since.
pub fn lock_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let (role, today) = (room.role().to_owned(), room.state.files.today);
    let appraisal = room.appraisal();
    match &appraisal.lock {
        None => {
            remark(
                ui,
                "Locked, scores and weights are no longer only an illustration: they stand with a role and a day, and any later change needs a reason \
                 that is kept.",
            );
            let possible = !role.is_empty() && !appraisal.is_empty();
            let button = ui.add_enabled(possible, Button::new("Lock scores and weights"));
            if button.on_disabled_hover_text("Say first in which role you judge, and judge something.").clicked() {
                edit(actions, AppraisalEdit::Lock(Lock { by: role, on: today }), false);
            }
            if let Some(reopened) = &appraisal.reopened {
                remark(ui, format!("Opened again by {} on {}: {}. Every change is in the log.", reopened.by, reopened.on, reopened.why));
            }
        }
        Some(lock) => {
            ui.label(RichText::new(format!("Locked by {} on {}", lock.by, lock.on)).font(theme::bold(theme::BODY)));
            super::role_ui(ui, room, actions);
            let reason = room.state.view.criteria.reason.trim().to_owned();
            let line = Line {
                key: "reopen".to_owned(),
                name: "Why it is opened again",
                text: &reason,
                hint: "why it must be changed",
                width: 520.0,
            };
            if let Some(reason) = line.show(ui, room, |_| None, actions) {
                actions.push(Action::Criteria(Wish::Reason(reason)));
            }
            let possible = !role.is_empty() && !reason.is_empty();
            let button = ui.add_enabled(possible, Button::new("Open again for this reason"));
            if button.on_disabled_hover_text("Say first in which role, and why.").clicked() {
                edit(actions, AppraisalEdit::Reopen(Reopened { by: role, on: today, why: reason }), false);
                actions.push(Action::Criteria(Wish::Reason(String::new())));
            }
        }
    }
    for entry in appraisal.log.iter().rev().take(40) {
        let why = if entry.why.is_empty() { String::new() } else { format!(" ({})", entry.why) };
        let text = format!("{}, {}: {}{why}", entry.on, entry.by, entry.what);
        ui.add(Label::new(RichText::new(text).size(13.5).color(palette.muted)).wrap());
    }
}
