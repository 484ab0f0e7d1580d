//! tantivy's errors as the engine's own, each with the file or folder it is about.

use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::engine::EngineError;

/// An error of the file system at `path`.
pub(super) fn io(path: &Path, source: std::io::Error) -> EngineError {
    EngineError::Io { path: path.display().to_string(), source }
}

/// What is found at `path` cannot be.
pub(super) fn damaged(path: &Path, what: impl Into<String>) -> EngineError {
    EngineError::Damaged { path: path.display().to_string(), what: what.into() }
}

/// An error of tantivy about the index in `folder`.
pub(super) fn tantivy(folder: &Path, error: TantivyError) -> EngineError {
    match error {
        TantivyError::IoError(error) => io_shared(folder, &error),
        TantivyError::OpenReadError(error) => open_read(folder, error),
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
            io_shared(&folder.join(filepath), &io_error)
        }
        TantivyError::OpenWriteError(OpenWriteError::FileAlreadyExists(file)) => {
            damaged(&folder.join(file), "the file was left by an interrupted run")
        }
        TantivyError::OpenDirectoryError(error) => open_directory(folder, error),
        TantivyError::LockFailure(..) => {
            EngineError::Locked { path: folder.display().to_string(), holder: String::new() }
        }
        // A thread that writes has ended; why, it does not say. It is a full disk, mostly.
        TantivyError::ErrorInThread(_) => {
            io(folder, std::io::Error::other("cannot write here: the disk may be full"))
        }
        other => damaged(folder, other.to_string()),
    }
}

fn open_read(folder: &Path, error: OpenReadError) -> EngineError {
    match error {
        OpenReadError::FileDoesNotExist(file) => damaged(&folder.join(file), "the file is missing"),
        OpenReadError::IoError { io_error, filepath } => io_shared(&folder.join(filepath), &io_error),
        OpenReadError::IncompatibleIndex(what) => damaged(folder, format!("{what:?}")),
    }
}

fn open_directory(folder: &Path, error: OpenDirectoryError) -> EngineError {
    match error {
        OpenDirectoryError::IoError { io_error, directory_path } => io_shared(&directory_path, &io_error),
        other => damaged(folder, other.to_string()),
    }
}

/// Data that cannot be read is damage; what the system refuses is its own.
fn io_shared(path: &Path, error: &std::io::Error) -> EngineError {
    use std::io::ErrorKind::{InvalidData, Other, UnexpectedEof};
    if matches!(error.kind(), InvalidData | UnexpectedEof | Other) {
        return damaged(path, error.to_string());
    }
    let source = error.raw_os_error().map_or_else(
        || std::io::Error::new(error.kind(), error.to_string()),
        std::io::Error::from_raw_os_error,
    );
    io(path, source)
}
