//! Standard output, buffered. Nothing is lost silently: [`Output::finish`] says whether all was written.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::failure::Failure;

/// Standard output.
pub struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Locks standard output for the rest of the command.
    #[must_use]
    pub fn stdout() -> Self {
        Self { writer: BufWriter::with_capacity(64 << 10, io::stdout().lock()) }
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    /// Where the output is closed or full.
    pub fn finish(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(Failure::output)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
