//! The index on disk: the only place that names an engine.

use std::path::Path;

use crate::engine::{EngineError, Reader, Result, Writer};
/// x
pub fn open(folder: &Path) -> Result<Box<dyn Reader>> {
    Err(EngineError::Missing { path: folder.display().to_string() })
}
/// x
pub fn writer(folder: &Path) -> Result<Box<dyn Writer>> {
    Err(EngineError::Missing { path: folder.display().to_string() })
}
/// x
pub fn writer_of_existing(folder: &Path) -> Result<Box<dyn Writer>> {
    Err(EngineError::Missing { path: folder.display().to_string() })
}
