use gs1::{Code, Warning, parse};
use serde_json::{Value, json};

use super::{Complaint, differs, options, run, strings, verdict};

fn elements(code: &Code) -> Value {
    code.elements()
        .iter()
        .map(|element| {
            let part = if element.part() == Some(gs1::percent::Part::Query) { "query" } else { "path" };
            json!({ "ai": element.ai().code(), "value": element.value(), "in": part })
        })
        .collect()
}

fn ignored(code: &Code) -> Vec<String> {
    let written = |(key, value): &(String, Option<String>)| match value {
        Some(value) => format!("{key}={value}"),
        None => key.clone(),
    };
    code.other().iter().map(written).collect()
}

/// Where the vector says so, each form of the code.
pub(super) fn compare(code: &Code, expected: &Value) -> Complaint {
    let text = |key: &str| expected.get(key).map(|value| value.as_str().unwrap().to_owned());
    differs("elements", &elements(code), &expected["elements"])
        .or_else(|| differs("element string", code.element_string(), text("element_string")?))
        .or_else(|| differs("canonical", code.canonical().unwrap_or_default(), text("canonical")?))
        .or_else(|| differs("stem", code.stem().unwrap_or_default().to_owned(), text("stem")?))
        .or_else(|| {
            let hri = expected.get("hri")?;
            differs("HRI", code.hri(), strings(hri).into_iter().map(str::to_owned).collect())
        })
        .or_else(|| {
            let expected = expected.get("ignored_query")?;
            differs("ignored", ignored(code), strings(expected).into_iter().map(str::to_owned).collect())
        })
}

#[test]
fn dl_parse() {
    run("dl-parse", |vector| {
        let input = vector["input"].as_str().unwrap();
        let strict = gs1::DigitalLinkRef::parse(input, options(false)).map(|_| ());
        if let (Ok(()), Ok(code)) = (&strict, &parse(input, options(true))) {
            assert!(code.warnings().is_empty(), "lenient warns about {input}");
        }
        let whole = strict.and_then(|()| parse(input, options(false)));
        let relaxed = parse(input, options(false).without_requisites());
        let expected = vector["ok"] == true || vector["ok_if_requisites_off"] == true;
        verdict(vector, whole, |code, expected| compare(&code, expected))
            .or_else(|| differs("verdict without requisites", relaxed.is_ok(), expected))
    });
}

#[test]
fn dl_lenient() {
    run("dl-lenient", |vector| {
        let input = vector["input"].as_str().unwrap();
        let strict = parse(input, options(false)).is_ok();
        verdict(vector, parse(input, options(true)), |code, expected| {
            let warnings: Vec<_> = code.warnings().iter().map(Warning::as_str).collect();
            compare(&code, expected).or_else(|| differs("warnings", warnings, strings(&expected["warnings"])))
        })
        .or_else(|| differs("strict verdict", strict, vector["strict_ok"] == true))
    });
}

#[test]
fn dl_build() {
    run("dl-build", |vector| {
        let input = &vector["input"];
        let stem = input["stem"].as_str().unwrap_or(gs1::CANONICAL_STEM);
        let options =
            if vector["requisites"] == "on" { options(false) } else { options(false).without_requisites() };
        let built = gs1::parse_bracketed(input["element_string"].as_str().unwrap(), options)
            .and_then(|code| code.link(stem));
        verdict(vector, built, |link, expected| {
            differs("link", link.as_str(), expected["uri"].as_str().unwrap())
        })
    });
}
