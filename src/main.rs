//! Sufficiency Planner: the window, or the command line where one is asked for.

use std::process::ExitCode;

fn main() -> ExitCode {
    sufficiency::cli::main()
}
