use gs1::{Date, DateValue, Gtin, Precision, ai::lookup, percent, percent::Part};
use serde_json::{Value, json};

use super::{differs, run, verdict};

#[test]
fn gtin() {
    run("gtin", |vector| {
        let input = vector["input"].as_str().unwrap();
        let found = Gtin::parse(input);
        let right = found.clone().err().and_then(|error| error.expected_check_digit());
        let expected = vector["error"]["expected_check_digit"].as_str().map(|text| text.parse().unwrap());
        verdict(vector, found, |(gtin, format), expected| {
            let found = json!({ "gtin14": gtin.to_string(), "input_format": format.as_str() });
            differs("GTIN", &found, expected)
        })
        .or_else(|| differs("right digit", right, expected))
    });
}

#[test]
fn check_digit() {
    run("check-digit", |vector| {
        let input = vector["input"].as_str().unwrap();
        let compute = vector["group"] == "check-digit-compute";
        let found = if compute {
            gs1::check_digit(input)
        } else {
            gs1::verify_check_digit(input).map(|()| input.chars().next_back().unwrap())
        };
        let right = found.clone().err().and_then(|error| error.expected_check_digit());
        let expected = vector["error"]["expected_check_digit"].as_str().map(|text| text.parse().unwrap());
        verdict(vector, found, |digit, expected| {
            differs("digit", json!(digit), expected["check_digit"].clone())
        })
        .or_else(|| differs("right digit", right, expected))
    });
}

fn date_json(found: DateValue, today: Date, expected: &Value) -> Value {
    let mut found = match found {
        DateValue::Day { date, day_specified } => {
            json!({ "date": date.to_string(), "day_specified": day_specified })
        }
        DateValue::Moment { date, time } => json!({
            "date": date.to_string(),
            "time": time.to_string(),
            "precision": match time.precision() {
                Precision::Hour => "hour",
                Precision::Minute => "minute",
                Precision::Second => "second",
            },
        }),
        DateValue::Span { start, end } => json!({ "start": start.to_string(), "end": end.to_string() }),
    };
    if expected.get("status").is_some() {
        let last = expected["date"].as_str().unwrap().parse::<Date>().unwrap();
        found["status"] = json!(if today > last { "expired" } else { "valid" });
    }
    found
}

#[test]
fn dates() {
    run("dates", |vector| {
        let input = |key: &str| vector["input"][key].as_str().unwrap();
        let today = input("today").parse::<Date>().unwrap();
        let ai = lookup(input("ai").as_bytes()).unwrap();
        let found = gs1::read_date(ai, input("value"), today);
        verdict(vector, found, |found, expected| {
            differs("date", &date_json(found, today, expected), expected)
        })
    });
}

#[test]
fn measures() {
    run("measures", |vector| {
        let input = |key: &str| vector["input"][key].as_str().unwrap();
        let found = gs1::read_measure(lookup(input("ai").as_bytes()).unwrap(), input("value"));
        verdict(vector, found, |found, expected| {
            differs("decimal", Some(found.decimal()), expected["decimal"].as_str())
                .or_else(|| differs("currency", found.currency(), expected["currency_numeric"].as_str()))
                .or_else(|| differs("unit", found.unit(), expected["unit"].as_str()))
        })
    });
}

#[test]
fn percent_encoding() {
    run("percent-encoding", |vector| {
        let input = vector["input"].as_str().unwrap();
        [(Part::Path, "path"), (Part::Query, "query")].into_iter().find_map(|(part, key)| {
            let expected = vector["expected"][key].as_str().unwrap();
            let found = if vector["group"] == "encode" {
                percent::encode(input, part)
            } else {
                String::from_utf8(percent::decode(input, part).unwrap()).unwrap()
            };
            differs(key, found.as_str(), expected)
        })
    });
}
