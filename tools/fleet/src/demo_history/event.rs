//! Events as services would have told them.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::calendar::instant;

/// Writes events, each under an id of its own.
pub(super) struct Events<W> {
    out: W,
    written: u64,
}

impl<W: Write> Events<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out, written: 0 }
    }

    /// Writes the event, heard at this second, so many times; answers its id.
    pub(super) fn tell(&mut self, name: &str, heard: i64, times: u64, data: &Value) -> io::Result<String> {
        self.written += 1;
        let id = id(Kind::Event, self.written);
        let event = json!({
            "specversion": "1.0", "id": id, "type": format!("packytrace.{name}.v1"), "source": "demo-history",
            "time": instant(heard), "subject": subject(data), "streamVersion": 1,
            "dataSchema": format!("urn:packytrace:contract:{name}:v1"), "data": data,
        });
        for _ in 0..times {
            serde_json::to_writer(&mut self.out, &event)?;
            self.out.write_all(b"\n")?;
        }
        Ok(id)
    }

    pub(super) fn finish(mut self) -> io::Result<u64> {
        self.out.flush()?;
        Ok(self.written)
    }
}

fn subject(data: &Value) -> &Value {
    ["visitorId", "gtin", "accountId"]
        .iter()
        .map(|name| &data[*name])
        .find(|id| id.is_string())
        .unwrap_or(data)
}

/// Whose id it is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Event = 1,
    Visitor = 2,
    Account = 3,
    Record = 4,
}

/// An id that nobody else has.
pub(super) fn id(kind: Kind, number: u64) -> String {
    format!("0197d000-{:04x}-7d00-8d00-{number:012x}", kind as u16)
}
