//! Pages for people, JSON for programs, over one list of operations.
//!
//! Separate from the store and the report, because HTML and HTTP stay at this edge: a handler reads a request, calls one
//! function, and writes a page. It refuses to run a script that is not its own file, and to change anything for a GET.

pub mod access;
pub mod api;
mod app;
mod aside;
mod assets;
pub mod coach;
mod deliver;
pub mod embeddings;
pub mod export;
pub mod failure;
mod handle;
pub mod listen;
pub mod live;
mod mailbox;
pub mod metrics;
pub mod operation;
pub mod page;
pub mod pages;
mod patient;
pub mod refit;
pub mod remind;
mod security;
mod server;
mod settings;
mod single;
mod stream;
mod upkeep;
pub mod visitor;

pub use app::{App, Parts};
pub use pages::service::comments::file as comments_file;
pub use server::{Running, serve};
pub use settings::{Demo, Settings, Smtp};
