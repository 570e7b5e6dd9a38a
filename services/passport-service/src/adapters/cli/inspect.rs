//! `inspect`: what we make of a product document, without database or Kafka.

use std::{
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde::Serialize;
use service_kit::stream;

use crate::{
    adapters::{
        agribalyse::table,
        open_food_facts::export::{self, Line},
    },
    domain::{
        assembly,
        eco::{CountryCode, Eco},
        label::Warning,
        nutri_score::NutriScore,
        product::Product,
        section::Section,
        stated_product::StatedProduct,
    },
};

/// Shows what becomes of product documents of Open Food Facts.
///
/// Reads JSON Lines (API v2/v3, full documents, export rows) or an export table, `.gz` and `.zst` too, and writes
/// one JSON line for each product. Example: `passport-service inspect --country it products.jsonl.gz`
#[derive(Debug, Clone, Default, Args)]
pub struct InspectArgs {
    /// Country of sale for the eco score, two letters; without it the first one that a document states.
    #[arg(long, value_name = "CODE")]
    pub country: Option<CountryCode>,
    /// What to read; `-` or nothing is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
}

/// What we make of one document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Inspected {
    gtin: String,
    product: Product,
    eco: Section<Eco>,
    nutri_score: NutriScore,
    warnings: Vec<Warning>,
}

/// Runs the command. Exit 1 when a line was refused, 2 when nothing could be read.
pub fn run(
    args: &InspectArgs,
    stdin: impl Read + Send + 'static,
    stdout: impl Write,
    stderr: impl Write,
) -> ExitCode {
    let mut stderr = stderr;
    let outcome = open(&args.file, stdin).and_then(|lines| inspect(args, lines, stdout, &mut stderr));
    stream::exit(outcome, &args.file, stderr)
}

type Lines = Box<dyn Iterator<Item = io::Result<Line>> + Send>;

fn open(file: &Path, stdin: impl Read + Send + 'static) -> io::Result<Lines> {
    if file == Path::new("-") { export::read(stdin) } else { export::open(file) }
}

/// Writes one line for each product; answers how many lines were refused.
fn inspect(args: &InspectArgs, lines: Lines, stdout: impl Write, stderr: &mut impl Write) -> io::Result<u64> {
    let mut out = BufWriter::new(stdout);
    let progress = stream::progress("products");
    let mut refused = 0;
    for line in lines {
        let (number, outcome) = line?;
        progress.inc(1);
        match outcome {
            Ok(stated) => {
                serde_json::to_writer(&mut out, &inspected(&stated, args.country))?;
                out.write_all(b"\n")?;
            }
            Err(refusal) => {
                refused += 1;
                out.flush()?;
                progress.suspend(|| writeln!(stderr, "line {number}: {refusal}"))?;
            }
        }
    }
    out.flush()?;
    progress.finish_and_clear();
    Ok(refused)
}

fn inspected(stated: &StatedProduct, country: Option<CountryCode>) -> Inspected {
    let record = assembly::source_record(stated, country, table::shipped());
    Inspected {
        gtin: record.gtin,
        eco: record.eco,
        nutri_score: record.product.nutri_score.clone(),
        warnings: record.product.label.warnings.clone(),
        product: record.product,
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Cursor, process::ExitCode};

    use super::{InspectArgs, run};

    fn inspect(input: &str) -> (ExitCode, Vec<serde_json::Value>, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = InspectArgs { file: "-".into(), ..InspectArgs::default() };
        let code = run(&args, Cursor::new(input.to_owned()), &mut out, &mut err);
        let lines = String::from_utf8(out).unwrap();
        let answers = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (code, answers, String::from_utf8(err).unwrap())
    }

    #[test]
    fn every_document_gets_its_answer_in_order() {
        let (code, answers, errors) = inspect(concat!(
            "{\"code\":\"3017620422003\",\"lc\":\"fr\",\"ingredients_text\":\"Sucre, _lait_\",\"nutriments\":{\"fat_100g\":3}}\n",
            "nonsense\n",
            "{\"code\":\"8001505005707\",\"product\":{\"product_name\":\"Pesto\"},\"status\":1}\n",
        ));
        assert_eq!(code, ExitCode::from(1));
        assert!(errors.starts_with("line 2: "), "{errors}");
        assert_eq!(answers.len(), 2);
        assert_eq!(answers[0]["gtin"], "03017620422003");
        assert_eq!(answers[0]["product"]["label"]["allergens"]["contains"], serde_json::json!(["milk"]));
        assert_eq!(answers[0]["nutriScore"]["status"], "unknown");
        assert_eq!(answers[1]["product"]["name"], "Pesto");
        assert_eq!(answers[1]["product"]["label"]["allergens"]["status"], "unknown");
        assert_eq!(answers[1]["eco"]["status"], "not_available");
    }

    #[test]
    fn a_file_that_is_not_there_is_said_so() {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = InspectArgs { file: "/nowhere".into(), ..InspectArgs::default() };
        assert_eq!(run(&args, Cursor::new(""), &mut out, &mut err), ExitCode::from(2));
        assert!(String::from_utf8(err).unwrap().starts_with("/nowhere: "));
    }
}
