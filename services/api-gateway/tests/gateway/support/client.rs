//! A client that says any bytes and hears answers in plain view.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::PATIENCE;

/// A head in short: `GET /path\nname: value`, with a host unless it names one.
pub(crate) fn request(short: &str) -> String {
    let mut lines = short.lines();
    let first = lines.next().expect("a request line");
    let mut head = format!("{first} HTTP/1.1\r\n");
    if !short.to_ascii_lowercase().contains("\nhost:") {
        head.push_str("Host: shop.example\r\n");
    }
    lines.for_each(|line| head.push_str(&format!("{line}\r\n")));
    head.push_str("\r\n");
    head
}

/// An answer in plain view.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every `Set-Cookie` line.
    pub(crate) fn cookies(&self) -> Vec<&str> {
        let lines = self.headers.iter().filter(|(known, _)| known == "set-cookie");
        lines.map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub(crate) fn slug(&self) -> String {
        let kind = self.json()["type"].as_str().expect("a problem").to_owned();
        kind.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// Says and hears bytes.
pub(crate) struct Client {
    pub(crate) stream: TcpStream,
    pub(super) rest: Vec<u8>,
}

impl Client {
    pub(crate) async fn say(&mut self, text: &str) {
        self.say_bytes(text.as_bytes()).await;
    }

    pub(crate) async fn say_bytes(&mut self, bytes: &[u8]) {
        // The gateway may have hung up on what came before: what it said first still counts.
        let _ = self.stream.write_all(bytes).await;
    }

    /// The next answer to anything but `HEAD`.
    pub(crate) async fn hear(&mut self) -> Answer {
        self.try_hear(true).await.expect("an answer")
    }

    pub(crate) async fn hear_head(&mut self) -> Answer {
        self.try_hear(false).await.expect("an answer")
    }

    pub(crate) async fn try_hear(&mut self, with_body: bool) -> Option<Answer> {
        timeout(PATIENCE, self.read_answer(with_body)).await.expect("an answer or the end in time")
    }

    async fn read_answer(&mut self, with_body: bool) -> Option<Answer> {
        let end = loop {
            match find(&self.rest, b"\r\n\r\n") {
                Some(at) => break at + 4,
                None => self.more().await?,
            }
        };
        let head = String::from_utf8(self.rest.drain(..end).collect()).expect("text");
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let split =
            |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        let headers: Vec<_> = lines.filter_map(split).collect();
        let mut answer = Answer { status, headers, body: Vec::new() };
        let length = answer.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if !with_body || status == 304 || status == 204 {
            return Some(answer);
        }
        answer.body = match length {
            Some(length) => self.exactly(length).await?,
            None if answer.header("transfer-encoding") == Some("chunked") => self.chunks().await?,
            None => {
                while self.more().await.is_some() {}
                std::mem::take(&mut self.rest)
            }
        };
        Some(answer)
    }

    async fn exactly(&mut self, length: usize) -> Option<Vec<u8>> {
        while self.rest.len() < length {
            self.more().await?;
        }
        Some(self.rest.drain(..length).collect())
    }

    async fn chunks(&mut self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                match find(&self.rest, b"\r\n") {
                    Some(at) => break at,
                    None => self.more().await?,
                }
            };
            let line: Vec<u8> = self.rest.drain(..end + 2).collect();
            let length = usize::from_str_radix(std::str::from_utf8(&line).ok()?.trim(), 16).ok()?;
            let chunk = self.exactly(length + 2).await?;
            if length == 0 {
                return Some(body);
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }

    async fn more(&mut self) -> Option<()> {
        let mut bytes = [0; 4096];
        match self.stream.read(&mut bytes).await {
            Ok(0) | Err(_) => None,
            Ok(read) => {
                self.rest.extend_from_slice(&bytes[..read]);
                Some(())
            }
        }
    }

    /// Waits for the gateway to close, and says how long that took.
    pub(crate) async fn closed(&mut self) -> Duration {
        let since = Instant::now();
        timeout(PATIENCE, async { while self.more().await.is_some() {} }).await.expect("closed in time");
        since.elapsed()
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
