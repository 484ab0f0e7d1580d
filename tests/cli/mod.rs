//! Whole commands as a user types them, in a folder of their own with a cleared environment.

mod accurate;
mod annotate;
pub mod bench;
mod cite;
mod config;
mod evaluate;
mod filter;
mod formats;
mod ingest;
mod kills;
mod output;
mod queries;
mod takedown;
mod timeline;
mod unreadable;
mod verify;
