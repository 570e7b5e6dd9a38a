//! What a connection costs that once asked and now only waits.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread::sleep,
    time::Duration,
};

use anyhow::Context;
use nix::sys::resource::{Resource, getrlimit, setrlimit};

use crate::{contender::Contender, measure::resident_kib};

/// Resident bytes that each of `connections` idle connections adds.
pub(crate) fn bytes_a_connection(gateway: &Contender, connections: u32) -> anyhow::Result<u64> {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE)?;
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard)?;
    let before = resident_kib(&gateway.pids)?;
    let open = (0..connections).map(|_| ask(gateway)).collect::<anyhow::Result<Vec<_>>>()?;
    // Longer than the gateway keeps an idle connection's buffers.
    sleep(Duration::from_secs(3));
    let after = resident_kib(&gateway.pids)?;
    drop(open);
    Ok(after.saturating_sub(before) * 1024 / u64::from(connections))
}

fn ask(gateway: &Contender) -> anyhow::Result<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", gateway.port)).context("opening a connection")?;
    stream.write_all(format!("GET {} HTTP/1.1\r\nHost: bench\r\n\r\n", gateway.path).as_bytes())?;
    let read = stream.read(&mut [0; 4096])?;
    anyhow::ensure!(read > 0, "the gateway closed a connection");
    Ok(stream)
}
