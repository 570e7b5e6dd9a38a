//! Four weeks of a few brands: the same facts every time.

use std::{
    fs::File,
    io::{self, BufWriter, Write as _},
    path::Path,
};

use jiff::Timestamp;
use serde_json::json;

/// All days have closed by then.
pub(crate) const UNTIL: &str = "2026-12-10T00:00:00Z";

/// 2026-11-01T00:00:00Z.
const BEGIN: i64 = 1_793_491_200;
const DAYS: u64 = 28;
const PRODUCTS: u64 = 14;
const BRANDS: u64 = 3;
const VISITORS: u64 = 150_000;
const REGIONS: [&str; 8] = ["IT-25", "IT-21", "IT-62", "DE-BE", "DE-BY", "FR-A", "AT", "CH"];

/// Sixty-four bits that depend on a number and nothing else (SplitMix64).
const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

pub(crate) fn write(facts: u64, file: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    for product in 0..PRODUCTS {
        let data = json!({ "gtin": gtin(product), "brandId": id(3, product % BRANDS), "version": 1, "labelVersion": 0,
            "changes": ["created"], "changedAt": instant(0), "retired": false });
        line(&mut out, "catalog_entry_changed", &id(4, product), 0, &data)?;
    }
    (0..facts).try_for_each(|number| fact(&mut out, number))?;
    out.flush()
}

/// Mostly scans; verdicts, packs at home and reports with them.
fn fact(out: &mut impl io::Write, number: u64) -> io::Result<()> {
    let dice = mixed(number);
    let visitor = (dice >> 8) % VISITORS;
    let second = (dice >> 32) % (DAYS * 86_400);
    let product = mixed(visitor) % PRODUCTS;
    let mut data = json!({ "visitorId": id(1, visitor), "accountId": id(5, visitor), "gtin": gtin(product) });
    let region = mixed(visitor.wrapping_add(7)) % (REGIONS.len() as u64 + 1);
    if let Some(region) = usize::try_from(region).ok().and_then(|region| REGIONS.get(region)) {
        data["region"] = json!(region);
    }
    let level = if dice & 64 == 0 { "good_for_you" } else { "be_careful" };
    let (name, more) = match dice % 20 {
        0..=12 => (
            "product_scanned",
            json!({ "scanId": id(6, number), "entry": "camera_app", "newVisitor": false,
            "scannedAt": instant(second) }),
        ),
        13..=15 => (
            "verdict_computed",
            json!({ "verdictId": id(6, number), "policyVersion": "2026-11",
            "verdict": level, "computedAt": instant(second) }),
        ),
        16..=17 => (
            "item_added",
            json!({ "itemId": id(6, number), "place": "fridge", "at": instant(second),
            "quantity": { "amount": 1.0, "unit": "piece" } }),
        ),
        18 => (
            "item_used",
            json!({ "itemId": id(6, number), "at": instant(second),
            "quantity": { "amount": 1.0, "unit": "piece" } }),
        ),
        _ => (
            "product_reported",
            json!({ "reportId": id(6, number), "reason": "other", "reportedAt": instant(second) }),
        ),
    };
    if let (Some(data), Some(more)) = (data.as_object_mut(), more.as_object()) {
        data.extend(more.clone());
    }
    line(out, name, &id(2, number), second + 1 + dice % 600, &data)
}

fn line(
    out: &mut impl io::Write,
    name: &str,
    id: &str,
    second: u64,
    data: &serde_json::Value,
) -> io::Result<()> {
    let subject = &data["visitorId"];
    let event = json!({ "specversion": "1.0", "id": id, "type": format!("packytrace.{name}.v1"), "source": "release-bench",
        "time": instant(second), "subject": subject, "streamVersion": 1,
        "dataSchema": format!("urn:packytrace:contract:{name}:v1"), "data": data });
    serde_json::to_writer(&mut *out, &event)?;
    out.write_all(b"\n")
}

fn id(kind: u64, number: u64) -> String {
    format!("01980a3e-{kind:04x}-7a11-8b22-{number:012x}")
}

fn gtin(product: u64) -> String {
    format!("095212345{product:05}")
}

fn instant(second: u64) -> String {
    let second = BEGIN.saturating_add_unsigned(second);
    Timestamp::from_second(second).unwrap_or_default().to_string()
}
