//! The window, driven through its widgets without a screen. Runs are small: what is tested is the window, not the numbers.

mod accessibility;
mod beds;
mod boroughs;
mod comparison;
mod costs;
mod criteria;
mod demand;
mod desk;
mod dialogs;
mod drivers;
mod editing;
mod evidence;
mod experience;
mod files;
mod journeys;
mod leading;
mod newcomer;
mod opening;
mod options;
mod pack;
mod pages;
mod register;
mod runs;
mod support;
mod today;
mod typed;
