use gs1::{Code, Options, ParseError, Scan, parse_bracketed, parse_fnc1, parse_scan};
use serde_json::{Value, json};

use super::{Complaint, differs, options, run, strings, verdict};

/// The elements of a code of any form, and the text of a symbol that holds none.
struct Read {
    code: Option<Code>,
    plain: Option<String>,
}

fn read(vector: &Value, options: Options) -> Result<Read, ParseError> {
    let input = vector["input"].as_str().unwrap();
    let whole = |code| Read { code: Some(code), plain: None };
    match vector["format"].as_str().unwrap() {
        "bracketed" => parse_bracketed(input, options).map(whole),
        "fnc1" => parse_fnc1(input, '^', options).map(whole),
        _ => match parse_scan(input, options)? {
            Scan::Plain(text) => Ok(Read { code: None, plain: Some(engine_notation(&text)) }),
            Scan::Item { digits, .. } => Ok(Read { code: None, plain: Some(digits) }),
            _ => gs1::parse(input, options).map(whole),
        },
    }
}

/// The vectors write plain data as GS1's engine does: it escapes a leading caret, its sign for FNC1.
fn engine_notation(text: &str) -> String {
    let escaped = text.trim_start_matches('\\').starts_with('^');
    if escaped { format!("\\{text}") } else { text.to_owned() }
}

fn compare(read: &Read, expected: &Value) -> Complaint {
    let Some(code) = &read.code else {
        return differs("plain data", read.plain.as_deref(), expected["plain_data"].as_str());
    };
    let pair = |element: &gs1::Element| json!({ "ai": element.ai().code(), "value": element.value() });
    let text = |key: &str| expected.get(key).map(|value| value.as_str().unwrap().to_owned());
    let found: Value = code.elements().iter().map(pair).collect();
    let lines = |key: &str| -> Option<Vec<String>> {
        Some(strings(expected.get(key)?).into_iter().map(str::to_owned).collect())
    };
    differs("elements", &found, &expected["elements"])
        .or_else(|| differs("element string", code.element_string(), text("element_string")?))
        .or_else(|| {
            differs("link", code.link(gs1::CANONICAL_STEM).unwrap_or_default(), text("digital_link")?)
        })
        .or_else(|| differs("HRI", code.hri(), lines("hri")?))
        .or_else(|| differs("HRI with titles", code.hri_with_titles(), lines("hri_with_titles")?))
}

/// Our own separators stand only where one is needed; an input may have more of them.
fn separators(vector: &Value, code: &Code) -> Complaint {
    let expected = vector["expected"]["fnc1"].as_str().filter(|_| vector["format"] == "bracketed")?;
    differs("FNC1", code.fnc1('^').as_str(), expected)
}

#[test]
fn element_strings() {
    run("element-strings", |vector| {
        let strict = read(vector, options(false));
        let relaxed = read(vector, options(false).without_requisites());
        verdict(vector, strict, |read, expected| {
            compare(&read, expected).or_else(|| read.code.and_then(|code| separators(vector, &code)))
        })
        .or_else(|| {
            let expected = vector.get("expected_if_requisites_off")?;
            relaxed.map_or_else(
                |error| Some(format!("without requisites: {error}")),
                |read| compare(&read, expected),
            )
        })
    });
}

#[test]
fn hri() {
    run("hri", |vector| {
        let input = &vector["input"];
        let code =
            parse_bracketed(input["element_string"].as_str().unwrap(), options(false).without_requisites());
        verdict(vector, code, |code, expected| {
            let lines = if input["titles"] == true { code.hri_with_titles() } else { code.hri() };
            differs("lines", lines, strings(&expected["lines"]).into_iter().map(str::to_owned).collect())
        })
    });
}
