//! Sockets, files and crates: everything that the rules of the door are carried out with.

pub mod clock;
pub mod http;
pub mod identity;
pub mod metrics;
pub mod oidc;
pub mod openapi;
pub mod principals;
pub mod routes_file;
pub mod sealing;
pub mod server;
pub mod upstream;
pub mod web;
