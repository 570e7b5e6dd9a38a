//! Writes what the TypeScript twin shares with this crate, and fails when what is checked in lags behind.
//! `UPDATE=1 cargo test -p gs1 --test typescript` writes it anew.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::{env, fmt::Write as _, fs, path::Path};

use gs1::{Date, ErrorCode, Options, parse};
use serde_json::{Value, json};

const TWIN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../client/web-app/src/lib/gs1");
const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");

fn keep(path: &Path, text: &str) {
    if env::var_os("UPDATE").is_some() {
        fs::write(path, text).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(found == text, "{} lags: UPDATE=1 cargo test -p gs1 --test typescript", path.display());
}

/// The dictionary's lines without titles and comments.
fn table(dictionary: &str) -> String {
    let lines = dictionary.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let squeeze = |line: &str| {
        let spec = line.split_once('#').map_or(line, |(spec, _)| spec);
        spec.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    lines.map(squeeze).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_table_of_application_identifiers_is_the_dictionary_s() {
    let source =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/gs1-syntax-dictionary.txt")).unwrap();
    let table = table(&source);
    let text = format!(
        "// Generated from libs/gs1/data/gs1-syntax-dictionary.txt (titles and comments left out) by\n\
         // libs/gs1/tests/typescript.rs. Copyright (c) 2020-2021 BWIPP project, 2020-2021 Zint Project,\n\
         // 2021-2026 GS1 AISBL; Apache License 2.0.\n\nexport const dictionary = `{table}`;\n"
    );
    keep(&Path::new(TWIN).join("table.ts"), &text);
}

#[test]
fn the_errors_have_the_same_codes_reasons_and_words() {
    let mut text = String::from(
        "// Generated from libs/gs1/src/error.rs by libs/gs1/tests/typescript.rs.\n\n\
         /** Each error's broad kind and plain words, by its code. */\nexport const errors = {\n",
    );
    for (index, code) in ErrorCode::ALL.iter().enumerate() {
        let end = if index + 1 == ErrorCode::ALL.len() { "" } else { "," };
        let quote = if code.words().contains('\'') { '"' } else { '\'' };
        let (reason, words) = (code.reason().as_str(), code.words());
        writeln!(text, "\t{}: ['{reason}', {quote}{words}{quote}]{end}", code.as_str()).unwrap();
    }
    keep(&Path::new(TWIN).join("errors.ts"), &(text + "} as const;\n"));
}

fn vectors(name: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("{VECTORS}/vectors-{name}.json")).unwrap();
    let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
    vectors.iter().filter_map(|vector| vector["input"].as_str().map(str::to_owned)).collect()
}

fn answer(raw: &str, options: Options) -> Value {
    match parse(raw, options) {
        Ok(code) => json!([
            code.kind().as_str(),
            code.canonical(),
            code.element_string(),
            code.other().len(),
            code.warnings().iter().map(gs1::Warning::as_str).collect::<Vec<_>>(),
            code.expiry().map(|expiry| format!("{} {}", expiry.kind.as_str(), expiry.date))
        ]),
        Err(error) => json!([error.code().as_str(), error.at()]),
    }
}

/// Values that reach every rule of the dictionary.
fn values() -> impl Iterator<Item = String> {
    let values = [
        "0",
        "1",
        "9",
        "00",
        "22",
        "99",
        "004",
        "999",
        "1/2",
        "2/1",
        "01/2",
        "1/10",
        "12345",
        "123456",
        "000000",
        "1A-_",
        "1AB=",
        "260229",
        "280229",
        "260200",
        "000229",
        "2602281260",
        "2602282359",
        "2602282400",
        "260228235960",
        "19000229",
        "20000229",
        "200002292359",
        "1800000001",
        "0900000000",
        "3600000001",
        "09000000003600000000",
        "09521234543213",
        "9521234543213",
        "095212345432130102",
        "095212345432130201",
        "095212345432130002",
        "095212345432130100",
        "106141412345678908",
        "12345678901234567",
        "1987654Ad4X4bL5ttr2310c2K",
        "1987654Ad4X4bL5ttr2310c2J",
        "22",
        "23",
        "A22",
        "0123",
        "DE89370400440532013000",
        "DE89370400440532013001",
        "FR1234",
        "XX12345678901",
        "DE89 ",
        "00412AB",
        "999AB",
        "998AB",
        "8261234",
        "82",
        "ABC%2F",
        "ABC%2",
        "%zz",
        "GB",
        "AA",
        "BG",
        "POP",
        "200",
        "9999",
        "-",
        "--",
        "000123-",
        "000123A",
        "ABC=",
        "AB==",
        "ABCD==",
        "A===",
        "ABCDEF",
        "abcdefghijklmnopqrstuvwxyz",
        "#-/AZ09",
        "a#",
        "é",
        "0012345600000012110010130001261231",
        "106141416543213150110120",
        "106141416543213150110120A",
        "0614141000012310126123142601019011",
        "00",
        "10614141012345012345678",
        "0061414101234500123456",
        "2061414101234500123456",
    ];
    let ais = gs1::ai::all().map(gs1::Ai::code).filter(|ai| !ai.starts_with('3') || ai.ends_with(['2', '9']));
    ais.flat_map(move |ai| values.map(|value| format!("({ai}){value}")))
}

/// What this crate says of many texts, so that the twin can be held against it.
#[test]
fn the_answers_for_the_twin_are_written_down() {
    let today = Date::new(2026, 11, 22).unwrap();
    let (strict, lenient) = (Options::strict(today), Options::lenient(today));
    let mut answers = serde_json::Map::new();
    let extra = [
        "",
        " ",
        "hello",
        "9506000134352",
        "950-6000-13435-2",
        "950–6000–13435–3",
        "95060001343",
        "950600013435O",
        "é(01)",
        "]E09506000134352",
        "]E09506000134352|]e010A1",
        "]E49506000134352",
        "]Q19506000134352",
        "]Q1hello",
        "]Q1]E0",
        "]z9",
        "010950600013435210A1\u{1d}17261231",
        "0109506000134352",
        "010950600013435217261231",
        "\u{1d}0109506000134352",
        "^0109506000134352",
        "(01) 09506000134352 (10) A1",
        "(01)09506000134352(10)é",
        "example.com/01/09506000134352",
        "http://example.com/01/09506000134352?17=261231;15=261130&a;b=c",
        "https://example.com/01/09506000134352?10=A",
        "https://example.com/01/09506000134352?=x&&y&",
        "https://example.com/01/09506000134352/10/%41%40",
        "https://example.com/01/%39506000134352/",
        "https://example.com/gtin/9506000134352/lot/A;B/",
        "𝟡506000134352",
        "９５０６０００１３４３５２",
        "𝄞",
        "0𝄞1",
        "https://example.com/01/09506000134352/10/😀",
        "(01)09506000134352(15)261101(17)261200(7003)2612312359",
    ];
    let texts = ["dl-parse", "dl-lenient", "gtin", "element-strings"].into_iter().flat_map(vectors);
    for raw in texts.chain(extra.map(str::to_owned)).filter(|raw| raw.len() < 1_000) {
        let both = json!([answer(&raw, strict), answer(&raw, lenient)]);
        answers.insert(raw, both);
    }
    let mut rules = String::new();
    for raw in values() {
        let found = parse(&raw, strict.without_requisites());
        let verdict =
            found.map_or_else(|error| format!("{} {}", error.code().as_str(), error.at()), |_| "ok".into());
        writeln!(rules, "{raw}\t{verdict}").unwrap();
    }
    let text =
        answers.iter().map(|(raw, both)| format!("{}: {both}", json!(raw))).collect::<Vec<_>>().join(",\n");
    keep(&Path::new(VECTORS).join("answers.json"), &format!("{{\n{text}\n}}\n"));
    let digest =
        rules.lines().map(str::to_owned).filter(|line| !line.contains("value_too_") || line.len() % 7 == 0);
    keep(&Path::new(VECTORS).join("answers-rules.tsv"), &(digest.collect::<Vec<_>>().join("\n") + "\n"));
}

#[test]
fn the_code_lists_for_the_twin_are_written_down() {
    let options = Options::strict(Date::new(2026, 11, 22).unwrap()).without_requisites();
    let accepts = |raw: &str| parse(raw, options).is_ok();
    let numbers: Vec<_> = (0..1_000).map(|number| format!("{number:03}")).collect();
    let letters: Vec<_> = (b'A'..=b'Z')
        .flat_map(|a| (b'A'..=b'Z').map(move |b| format!("{}{}", char::from(a), char::from(b))))
        .collect();
    let listed = |codes: &[String], before: &str, after: &str| -> String {
        let accepted = codes.iter().filter(|code| accepts(&format!("{before}{code}{after}")));
        accepted.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let lists = json!({
        "422": listed(&numbers, "(422)", ""),
        "3910": listed(&numbers, "(3910)", "1"),
        "4307": listed(&letters, "(4307)", ""),
        "7041": listed(&letters, "(7041)", ""),
        "7241": listed(&numbers.iter().map(|code| code[1..].to_owned()).collect::<Vec<_>>()[..100], "(7241)", ""),
    });
    keep(
        &Path::new(VECTORS).join("answers-lists.json"),
        &(serde_json::to_string_pretty(&lists).unwrap() + "\n"),
    );
}
