//! Answers of ADEME's data service: `…/agribalyse-31-synthese/lines?Code_AGB_in=…`.

use serde::Deserialize;
use serde_json::{Map, Value};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::table::footprint;
use crate::domain::eco::LcaRow;

/// An answer that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BadAnswer {
    /// Not the JSON that the service answers with.
    #[error("the answer is no list of lines")]
    Json(#[from] serde_json::Error),
    /// A line without code or single score.
    #[error("a line has no usable “{0}”")]
    Field(&'static str),
}

/// In characters; the table's own names stay below 150.
const LONGEST_NAME: usize = 300;

#[derive(Deserialize)]
struct Answer {
    results: Vec<Map<String, Value>>,
}

/// The rows of an answer; none when the table has none for the codes asked.
///
/// # Errors
/// When it is no answer of the service, or a line makes no sense.
pub fn rows(body: &[u8]) -> Result<Vec<LcaRow>, BadAnswer> {
    let answer: Answer = serde_json::from_slice(body)?;
    answer.results.iter().map(row).collect()
}

fn row(line: &Map<String, Value>) -> Result<LcaRow, BadAnswer> {
    let code = field(line, "code_agb").ok_or(BadAnswer::Field("Code_AGB"))?;
    let score = field(line, "score_unique_ef").as_deref().and_then(footprint);
    let name = field(line, "lci_name").or_else(|| field(line, "nom_du_produit_en_francais"));
    Ok(LcaRow {
        name: name.map_or_else(|| code.clone(), |name| name.chars().take(LONGEST_NAME).collect()),
        code,
        footprint: score.ok_or(BadAnswer::Field("Score_unique_EF"))?,
        ..LcaRow::default()
    })
}

/// A field by its name without accents, case and punctuation, which the service has changed before.
fn field(line: &Map<String, Value>, name: &str) -> Option<String> {
    let (_, value) = line.iter().find(|(key, _)| plain(key) == name)?;
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn plain(key: &str) -> String {
    let letters = key.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::{BadAnswer, rows};

    #[test]
    fn a_line_becomes_a_row_whatever_its_keys_look_like() {
        let body = r#"{"total":2,"results":[
            {"Code_AGB":"11000","LCI_Name":"Garlic, fresh","Score_unique_EF":0.0646,"_score":null},
            {"code_agb":20009,"nom_du_produit_en_français":"Carotte, crue","score_unique_ef":"0.0559"}]}"#;
        let read = rows(body.as_bytes()).unwrap();
        assert_eq!((read[0].code.as_str(), read[0].name.as_str()), ("11000", "Garlic, fresh"));
        assert_eq!((read[1].code.as_str(), read[1].footprint), ("20009", 0.0559));
    }

    #[test]
    fn no_line_is_an_answer_and_nonsense_is_not() {
        assert!(rows(br#"{"total":0,"results":[]}"#).unwrap().is_empty());
        assert!(matches!(rows(b"<html>"), Err(BadAnswer::Json(_))));
        let negative = br#"{"results":[{"Code_AGB":"1","Score_unique_EF":-1}]}"#;
        assert!(matches!(rows(negative), Err(BadAnswer::Field("Score_unique_EF"))));
    }
}
