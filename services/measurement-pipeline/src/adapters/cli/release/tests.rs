use std::{
    fs,
    io::{Cursor, Write as _},
};

use clap::Parser;
use contracts::{EventData as _, events};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use super::*;

const BRAND: &str = "01980a3e-0a01-7a11-8b22-3c4d5e6f7a8b";
const GTIN: &str = "09521234500018";

#[derive(Debug, Parser)]
struct Command {
    #[command(flatten)]
    args: ReleaseArgs,
}

fn args(words: &[&str]) -> ReleaseArgs {
    let all = ["release", "--until", "2026-12-01T00:00:00Z"].iter().chain(words);
    Command::try_parse_from(all).unwrap().args
}

fn released(args: &ReleaseArgs, input: impl Into<Vec<u8>>) -> (ExitCode, Vec<Value>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(args, Cursor::new(input.into()), &mut out, &mut err);
    let lines = String::from_utf8(out).unwrap();
    let events = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (code, events, String::from_utf8(err).unwrap())
}

fn event(number: u32, name: &str, arrived: &str, data: &Value) -> String {
    let id = format!("01980a3e-7c1b-7d52-9a44-{number:012}");
    json!({ "specversion": "1.0", "id": id, "type": format!("packytrace.{name}.v1"), "source": "a-service",
        "time": arrived, "subject": "x", "streamVersion": 1, "data": data,
        "dataSchema": format!("urn:packytrace:contract:{name}:v1") })
    .to_string()
        + "\n"
}

fn catalogued(number: u32, arrived: &str, version: u32, brand: &str) -> String {
    let data = json!({ "gtin": GTIN, "brandId": brand, "version": version });
    event(number, "catalog_entry_changed", arrived, &data)
}

/// So many visitors scan the same product on the 22nd.
fn scans(visitors: u32) -> String {
    let scan = |visitor| {
        let who = format!("01980a3e-0d4f-7c06-8f3e-{visitor:012}");
        let data = json!({ "visitorId": who, "gtin": GTIN, "scannedAt": "2026-11-22T09:00:00Z" });
        event(visitor, "product_scanned", "2026-11-22T09:00:01Z", &data)
    };
    (0..visitors).map(scan).collect()
}

fn told(events: &[Value]) -> Vec<(&str, &str, u64)> {
    let insights = events.iter().filter(|event| event["type"] == events::InsightReleased::TYPE);
    let mut told: Vec<_> = insights
        .map(|event| {
            let text = |field: &str| event["data"][field].as_str().unwrap();
            (text("region"), text("metric"), event["data"]["visitors"].as_u64().unwrap())
        })
        .collect();
    told.sort_unstable();
    told
}

fn world(visitors: u32) -> String {
    catalogued(900, "2026-11-20T00:00:00Z", 1, BRAND) + &scans(visitors)
}

#[test]
fn five_visitors_are_told_and_four_are_nobody() {
    let (code, events, errors) = released(&args(&[]), world(5));
    assert_eq!((code, errors.as_str()), (ExitCode::SUCCESS, ""));
    let expected = [
        ("all", "new_visitors", 5),
        ("all", "scanning_visitors", 5),
        ("unknown", "new_visitors", 5),
        ("unknown", "scanning_visitors", 5),
    ];
    assert_eq!(told(&events), expected);
    assert_eq!(released(&args(&[]), world(4)).1, released(&args(&[]), world(0)).1);
    assert_eq!(told(&released(&args(&["--k", "6"]), world(5)).1), []);
}

#[test]
fn what_is_written_is_what_the_contracts_say() {
    let (_, events, _) = released(&args(&["--seed", "7"]), world(9));
    assert_eq!(events.len(), 5);
    for (event, version) in events.iter().zip(1..) {
        let schema = match event["type"].as_str().unwrap() {
            events::InsightReleased::TYPE => events::InsightReleased::SCHEMA,
            events::WindowClosed::TYPE => events::WindowClosed::SCHEMA,
            other => panic!("{other}"),
        };
        for (schema, value) in [(contracts::ENVELOPE_SCHEMA, event), (schema, &event["data"])] {
            let schema = serde_json::from_str(schema).unwrap();
            let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
            validator.validate(value).unwrap_or_else(|why| panic!("{value}: {why}"));
        }
        assert_eq!(
            (event["subject"].as_str(), event["streamVersion"].as_i64()),
            (Some(BRAND), Some(version))
        );
        assert_eq!(
            (event["time"].as_str(), event["data"]["day"].as_str()),
            (Some("2026-11-25T00:00:00Z"), Some("2026-11-22"))
        );
    }
    assert_eq!(events[4]["data"]["rows"], 4);
    assert_eq!(events[4]["data"]["previousHash"], "0".repeat(64));
}

#[test]
fn a_day_is_told_when_it_has_closed_and_not_before() {
    let until = |instant| ReleaseArgs { until: instant, ..args(&[]) };
    let close: Timestamp = "2026-11-25T00:00:00Z".parse().unwrap();
    assert_eq!(released(&until(close), world(5)).1.len(), 5);
    let before = close.checked_sub(jiff::SignedDuration::from_nanos(1)).unwrap();
    assert_eq!(released(&until(before), world(5)).1.len(), 0);
}

#[test]
fn a_bad_line_is_told_with_its_number_and_the_rest_goes_on() {
    let input = format!("nonsense\n\n{}{{}}\n", world(5));
    let (code, events, errors) = released(&args(&[]), input);
    assert_eq!((code, told(&events).len()), (ExitCode::from(1), 4));
    let numbers: Vec<_> = errors.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(numbers, ["line 1", "line 9"]);
}

#[test]
fn the_brand_is_whose_the_product_is_when_the_day_closes() {
    let other = "01980a3e-0a01-7a11-8b22-3c4d5e6f7a8c";
    let sold = |arrived| world(5) + &catalogued(901, arrived, 2, other);
    let brands = |input: String| {
        let (_, events, _) = released(&args(&[]), input);
        events
            .iter()
            .filter(|event| event["data"]["metric"].is_string())
            .map(|event| event["subject"].as_str().unwrap().to_owned())
            .next()
    };
    assert_eq!(brands(sold("2026-11-24T23:59:59Z")).as_deref(), Some(other));
    assert_eq!(brands(sold("2026-11-25T00:00:00Z")).as_deref(), Some(BRAND));
}

#[test]
fn a_catalogue_from_a_file_takes_the_place_of_the_events() {
    let file = std::env::temp_dir().join(format!("packytrace-catalogue-{}.jsonl", std::process::id()));
    let product = json!({ "brandId": BRAND, "gtin": GTIN });
    let taken = json!({ "brandId": "01980a3e-0a01-7a11-8b22-3c4d5e6f7a8c", "gtin": GTIN });
    fs::write(&file, format!("{product}\n{taken}\nnonsense\n")).unwrap();
    let (code, events, errors) = released(&args(&["--catalogue", file.to_str().unwrap()]), scans(5));
    fs::remove_file(&file).unwrap();
    assert_eq!((code, told(&events).len()), (ExitCode::from(1), 4));
    assert!(errors.contains("line 2: /gtin: the product is another brand's already"), "{errors}");
    assert!(errors.contains("line 3: not a product"), "{errors}");
}

#[test]
fn packed_facts_are_unpacked() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(world(5).as_bytes()).unwrap();
    assert_eq!(told(&released(&args(&[]), packed.finish().unwrap()).1).len(), 4);
}

#[test]
fn bad_usage_is_refused() {
    for bad in [["--k", "4"], ["--policy", "none"], ["--seed", "x"]] {
        let words = ["release", "--until", "2026-12-01T00:00:00Z"].into_iter().chain(bad);
        assert_eq!(Command::try_parse_from(words).unwrap_err().exit_code(), 2, "{bad:?}");
    }
    assert!(Command::try_parse_from(["release"]).is_err(), "until when must be said");
    for missing in [["--facts", "/nowhere"], ["--catalogue", "/nowhere"]] {
        let (code, events, errors) = released(&args(&missing), world(5));
        assert_eq!((code, events.len()), (ExitCode::from(2), 0));
        assert!(errors.starts_with("/nowhere: "), "{errors}");
    }
}
