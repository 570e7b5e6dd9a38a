//! What one line is answered with.

use std::collections::BTreeMap;

use gs1::{Code, Options, ParseError, Warning};
use serde::Serialize;

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Read(Read<'a>),
    Refused { ok: bool, error: &'a Refusal },
}

#[derive(Serialize)]
struct Read<'a> {
    ok: bool,
    kind: &'static str,
    canonical: Option<String>,
    elements: Vec<(&'static str, &'a str)>,
    dates: BTreeMap<&'static str, String>,
    hri: Vec<String>,
    other: Vec<(&'a str, &'a str)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warnings: Option<Vec<&'static str>>,
}

/// Why a line was refused.
#[derive(Serialize)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) at: usize,
    pub(crate) detail: String,
}

impl From<ParseError> for Refusal {
    fn from(error: ParseError) -> Self {
        Self { code: error.code().as_str(), at: error.at(), detail: error.detail() }
    }
}

fn read(code: &Code, lenient: bool) -> Read<'_> {
    Read {
        ok: true,
        kind: code.kind().as_str(),
        canonical: code.canonical(),
        elements: code.elements().iter().map(|element| (element.ai().code(), element.value())).collect(),
        dates: code.dates().map(|(ai, date)| (ai, date.to_string())).collect(),
        hri: code.hri(),
        other: code
            .other()
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_deref().unwrap_or("")))
            .collect(),
        warnings: lenient.then(|| code.warnings().iter().map(Warning::as_str).collect()),
    }
}

/// A line that starts with a quote is a JSON string.
fn text(line: &str) -> Result<String, Refusal> {
    if !line.starts_with('"') {
        return Ok(line.to_owned());
    }
    serde_json::from_str(line).map_err(|error| Refusal {
        code: "not_a_gs1_code",
        at: error.column().saturating_sub(1),
        detail: "the line starts with a quote but is no JSON string".to_owned(),
    })
}

/// Writes the answer to one line; what was wrong with it, if anything was.
pub(crate) fn write(
    line: &str,
    lenient: bool,
    options: Options,
    out: &mut impl std::io::Write,
) -> anyhow::Result<Option<String>> {
    let found = text(line).and_then(|raw| gs1::parse(&raw, options).map_err(Refusal::from));
    let (answer, complaint) = match &found {
        Ok(code) => (Answer::Read(read(code, lenient)), None),
        Err(error) => {
            (Answer::Refused { ok: false, error }, Some(format!("{}: {}", error.code, error.detail)))
        }
    };
    serde_json::to_writer(&mut *out, &answer)?;
    out.write_all(b"\n")?;
    Ok(complaint)
}
