//! The `onrecord` command: hands over to the `cli` room.

fn main() {}
