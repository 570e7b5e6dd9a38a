//! How long and how much a connection may.

use std::time::Duration;

/// Every wait of a client connection.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// From the first byte of a request to the end of its headers.
    pub header: Duration,
    /// Without any request.
    pub idle: Duration,
    /// Without a byte of the answer being taken.
    pub write: Duration,
    /// For a TLS handshake.
    pub handshake: Duration,
    /// After this an idle connection gives its buffers back.
    pub park: Duration,
    /// What a body may take beyond one second a kilobyte.
    pub body_grace: Duration,
    /// For clients that keep asking to learn, by `Connection: close`, that the process leaves.
    pub farewell: Duration,
    /// From the stop to the end, whatever is still open.
    pub drain: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            header: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            write: Duration::from_secs(30),
            handshake: Duration::from_secs(10),
            park: Duration::from_millis(100),
            body_grace: Duration::from_secs(5),
            farewell: Duration::from_secs(1),
            drain: Duration::from_millis(9_500),
        }
    }
}

/// How the server listens.
#[derive(Debug, Clone, Copy)]
pub struct ServerSettings {
    /// Every wait.
    pub timeouts: Timeouts,
    /// Threads, each with its own accept loop.
    pub workers: usize,
    /// Open connections, all workers together.
    pub max_connections: usize,
    /// Streams of one HTTP/2 connection.
    pub max_streams: u32,
    /// Bytes of a request's head.
    pub max_head: usize,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            timeouts: Timeouts::default(),
            workers: 1,
            max_connections: 20_000,
            max_streams: 100,
            // Twice the limit that is answered in words, so that a long target can be told from large headers.
            max_head: 32 * 1024,
        }
    }
}
