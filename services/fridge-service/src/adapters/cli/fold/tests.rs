use std::{io::Cursor, process::ExitCode};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{FoldArgs, run};
use crate::domain::{freshness::LeadDays, ledger::Period};

const ACCOUNT: &str = "01980a3e-0e22-7f18-a4b5-2c3d4e5f6a7b";

fn event(version: u64, name: &str, members: &Value) -> Value {
    let mut data = json!({
        "itemId": "01980a3e-7c10-7b2c-b1d0-51a0f29c3e50", "accountId": ACCOUNT,
        "visitorId": "01980a3e-0d4f-7c06-8f3e-6b7de2f1c9aa", "gtin": "08001505005707",
        "at": format!("2026-11-20T10:{version:02}:00Z"),
    });
    for (member, value) in members.as_object().unwrap() {
        data[member] = value.clone();
    }
    json!({
        "specversion": "1.0", "id": format!("01980a3e-7c1b-7d52-9a44-3f1c5be0{version:04x}"),
        "type": format!("packytrace.{name}.v1"), "source": "fridge-service",
        "time": format!("2026-11-20T10:{version:02}:01Z"), "subject": ACCOUNT, "streamVersion": version,
        "dataSchema": format!("urn:packytrace:contract:{name}:v1"), "data": data,
    })
}

/// Added, a part used, a part thrown away.
fn stream() -> Vec<Value> {
    let added = json!({
        "quantity": { "amount": 400, "unit": "g" }, "place": "fridge", "lot": "L42",
        "expiry": "2026-11-24", "expiryKind": "use_by", "price": { "amount": 4, "currency": "EUR" },
    });
    vec![
        event(1, "item_added", &added),
        event(2, "item_used", &json!({ "quantity": { "amount": 150.5, "unit": "g" } })),
        event(
            3,
            "item_thrown_away",
            &json!({ "quantity": { "amount": 100.0, "unit": "g" }, "reason": "spoiled" }),
        ),
    ]
}

fn args() -> FoldArgs {
    FoldArgs {
        as_of: "2026-11-23T08:00:00Z".parse().ok(),
        zone: TimeZone::get("Europe/Rome").unwrap(),
        lead_days: LeadDays::default(),
        by: Period::Week,
        file: "-".into(),
    }
}

fn fold_text(args: &FoldArgs, input: String) -> (ExitCode, Value, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(args, Timestamp::UNIX_EPOCH, Cursor::new(input), &mut out, &mut err);
    let document = serde_json::from_slice(&out).unwrap_or(Value::Null);
    (code, document, String::from_utf8(err).unwrap())
}

fn fold(events: &[Value]) -> (ExitCode, Value, String) {
    fold_text(&args(), events.iter().map(|event| format!("{event}\n")).collect())
}

#[test]
fn a_stream_becomes_a_document_of_the_published_shapes() {
    let (code, document, errors) = fold(&stream());
    assert_eq!((code, errors.as_str()), (ExitCode::SUCCESS, ""));
    let expected = json!({
        "items": [{
            "itemId": "01980a3e-7c10-7b2c-b1d0-51a0f29c3e50", "gtin": "08001505005707", "name": null,
            "imageUrl": null, "lot": "L42", "quantity": { "amount": 400, "unit": "g" },
            "remaining": { "amount": 149.5, "unit": "g" }, "place": "fridge", "state": "opened",
            "expiry": "2026-11-24", "expiryKind": "use_by", "usableUntil": "2026-11-24", "freshness": "use_soon",
            "addedAt": "2026-11-20T10:01:00Z", "version": 3, "openedAt": "2026-11-20T10:02:00Z",
            "price": { "amount": 4, "currency": "EUR" },
        }],
        "alerts": [{
            "itemId": "01980a3e-7c10-7b2c-b1d0-51a0f29c3e50", "kind": "use_soon", "since": "2026-11-21T23:00:00Z",
        }],
        "waste": {
            "rows": [{
                "period": "2026-11-16", "unit": "g", "added": 400, "used": 150.5, "thrownAway": 100, "givenAway": 0,
                "remaining": 149.5, "unaccounted": 0,
                "reasons": { "expired": 0, "spoiled": 100, "too_much": 0, "disliked": 0, "other": 0 },
            }],
            "packs": [{
                "period": "2026-11-16", "added": 1, "used": 0, "thrownAway": 0, "givenAway": 0, "remaining": 1,
                "unaccounted": 0,
                "reasons": { "expired": 0, "spoiled": 0, "too_much": 0, "disliked": 0, "other": 0 },
            }],
            "money": { "thrownAway": [{ "amount": 1, "currency": "EUR" }], "pricedPacks": 1, "packs": 1 },
        },
    });
    assert_eq!(document, expected);
}

#[test]
fn neither_order_nor_repetition_of_lines_changes_the_document() {
    let (_, expected, _) = fold(&stream());
    let mut mixed: Vec<_> = stream().into_iter().rev().collect();
    mixed.extend(stream());
    let (code, document, errors) = fold(&mixed);
    assert_eq!((code, errors.as_str()), (ExitCode::SUCCESS, ""));
    assert_eq!(document, expected);
}

#[test]
fn a_gap_is_refused_with_one_line_and_without_a_document() {
    for (without, told) in [
        (0, "-: the stream begins with streamVersion 2: what came before it is missing\n"),
        (1, "-: streamVersion 1 is followed by 3: what came between them is missing\n"),
    ] {
        let mut events = stream();
        events.remove(without);
        assert_eq!(fold(&events), (ExitCode::from(2), Value::Null, told.to_owned()));
    }
}

#[test]
fn two_events_of_one_version_and_two_streams_in_one_are_refused() {
    let mut events = stream();
    events[2]["streamVersion"] = json!(2);
    let told = "-: lines 2 and 3 are different events with the same streamVersion\n";
    assert_eq!(fold(&events), (ExitCode::from(2), Value::Null, told.to_owned()));
    let mut events = stream();
    events[2]["subject"] = json!("01980a3e-0e22-7f18-a4b5-2c3d4e5f6a7c");
    let told = "-: lines 1 and 3 belong to different streams: fold one at a time\n";
    assert_eq!(fold(&events), (ExitCode::from(2), Value::Null, told.to_owned()));
}

#[test]
fn a_bad_line_is_told_with_its_number_and_the_rest_goes_on() {
    let good: Vec<_> = stream().iter().map(ToString::to_string).collect();
    let too_much = event(4, "item_used", &json!({ "quantity": { "amount": 500, "unit": "g" } }));
    let unknown = event(5, "item_eaten_by_dog", &json!({}));
    let given = event(6, "item_given_away", &json!({ "quantity": { "amount": 149.5, "unit": "g" } }));
    let input = format!("nonsense\n{}\n\n{too_much}\n{unknown}\n{given}\n", good.join("\n"));
    let (code, document, errors) = fold_text(&args(), input);
    assert_eq!(code, ExitCode::from(1));
    let told: Vec<_> = errors.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(told, ["line 1", "line 6", "line 7"], "{errors}");
    assert_eq!(document["items"], json!([]));
    assert_eq!(document["waste"]["rows"][0]["givenAway"], json!(149.5));
    assert_eq!(document["waste"]["packs"][0]["used"], 1);
}

#[test]
fn what_was_recorded_after_the_instant_does_not_count() {
    let args = FoldArgs { as_of: "2026-11-20T10:02:30Z".parse().ok(), ..args() };
    let input = stream().iter().map(|event| format!("{event}\n")).collect();
    let (_, document, _) = fold_text(&args, input);
    assert_eq!(document["items"][0]["remaining"]["amount"], json!(249.5));
    assert_eq!(document["items"][0]["freshness"], "fresh");
}

#[test]
fn days_are_those_of_the_zone() {
    let at_home = |zone| {
        let args = FoldArgs {
            as_of: "2026-11-24T23:30:00Z".parse().ok(),
            zone: TimeZone::get(zone).unwrap(),
            ..args()
        };
        let input = stream().iter().map(|event| format!("{event}\n")).collect();
        fold_text(&args, input).1["items"][0]["freshness"].clone()
    };
    assert_eq!([at_home("UTC"), at_home("Europe/Rome")], ["last_day", "expired"]);
}

#[test]
fn nothing_is_an_empty_fridge() {
    let (code, document, errors) = fold(&[]);
    assert_eq!((code, errors.as_str()), (ExitCode::SUCCESS, ""));
    assert_eq!(document["items"], json!([]));
    assert_eq!(document["waste"]["rows"], json!([]));
}

#[test]
fn a_file_that_is_not_there_is_said_so() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = FoldArgs { file: "/nowhere".into(), ..args() };
    let code = run(&args, Timestamp::UNIX_EPOCH, Cursor::new(""), &mut out, &mut err);
    assert_eq!(code, ExitCode::from(2));
    assert!(String::from_utf8(err).unwrap().starts_with("/nowhere: "));
}
