//! The planner.

fn main() {
    if let Err(message) = sufficiency::app::run(std::env::args_os().nth(1).map(Into::into)) {
        eprintln!("{message}");
        std::process::exit(1);
    }
}
