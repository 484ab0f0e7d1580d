//! The `onrecord` command: hands over to the `cli` room.

use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::cli::run()
}
