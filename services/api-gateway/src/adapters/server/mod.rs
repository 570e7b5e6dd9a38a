//! Listening, TLS, HTTP/1.1 and HTTP/2 connections with their deadlines, and the drain.

mod accept;
mod connection;
mod exchange;
mod frames;
mod settings;
mod state;
mod stream;
mod tls;
mod wire;

pub use accept::{Listening, Served};
pub use connection::{Answering, Serve};
pub use exchange::Exchange;
pub use settings::{ServerSettings, Timeouts};
pub use state::{ConnectionState, Tally};
pub use tls::{TlsFault, acceptor};
