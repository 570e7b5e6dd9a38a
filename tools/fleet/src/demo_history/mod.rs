//! Ninety days that never were: what 20,000 invented people did with the demo brand's products, so that its insights show something
//! on the first day. The same on every machine, but for the date on which it ends.

mod calendar;
mod dice;
mod event;
mod import;
mod life;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::demo::BRANDS;
use crate::error::{Doing, Result};
use calendar::{begin, end, instant};
use event::Events;
use life::World;

pub use import::demo_history;
pub(crate) use import::{import, instant_of, is_told};

/// A moment of the history at which the brand itself did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// It stated its products.
    FirstDay,
    /// It changed a recipe.
    NewRecipe,
}

/// Writes the history that ends now; answers the instant at which its last day has closed.
fn write(products: &Path, now: Timestamp, file: &Path) -> Result<String> {
    let text = fs::read_to_string(products).doing(format!("reading {}", products.display()))?;
    let begin = begin(now);
    let out = File::create(file).map(BufWriter::new);
    out.and_then(|out| tell(&gtins(&text), begin, out)).doing(format!("writing {}", file.display()))?;
    Ok(instant(end(begin)))
}

fn gtins(text: &str) -> Vec<String> {
    let products = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    products.filter_map(|product| product["gtin"].as_str().map(str::to_owned)).collect()
}

fn tell(gtins: &[String], begin: i64, out: impl Write) -> io::Result<u64> {
    let mut events = Events::new(out);
    for gtin in gtins {
        let data = json!({ "gtin": gtin, "brandId": BRANDS[0].id, "version": 1, "labelVersion": 1,
            "changes": ["created"], "changedAt": instant(begin), "retired": false });
        events.tell("catalog_entry_changed", begin, 1, &data)?;
    }
    World { begin, gtins, events: &mut events }.live()?;
    events.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let text = include_str!("../../../../data/demo-brand/brand.jsonl");
        let mut out = Vec::new();
        tell(&gtins(text), begin("2026-11-23T06:00:00Z".parse().unwrap()), &mut out).unwrap();
        out
    }

    #[test]
    fn the_history_is_the_same_whenever_it_is_written_and_tells_of_every_product() {
        let history = written();
        assert!(history == written());
        let text = String::from_utf8(history).unwrap();
        assert!(text.lines().count() > 90_000, "{}", text.lines().count());
        let products = gtins(include_str!("../../../../data/demo-brand/brand.jsonl"));
        assert_eq!(products.len(), 14);
        assert!(products.iter().all(|gtin| text.matches(gtin.as_str()).count() > 500));
        let heard_twice = text.lines().count() - text.lines().collect::<std::collections::HashSet<_>>().len();
        assert!(heard_twice > 1000, "{heard_twice}");
    }
}
