//! The `gs1` command as a person or a script runs it.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

fn gs1(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gs1"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn answers(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const LINK: &str = "https://example.com/01/09506000134352?17=261231&linkType=gs1:pip&flag";

#[test]
fn each_kind_of_code_is_answered_in_the_order_of_the_input() {
    let lines =
        format!("{LINK}\n\"]d201095060001343521726123110A\\u001d21B\"\n(01)09506000134352\n9506000134352\n");
    let output = gs1(&["parse", "--today", "2026-11-22"], lines.as_bytes());
    let answers = answers(&output);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        answers[0],
        json!({ "ok": true, "kind": "digital_link",
            "canonical": "https://id.gs1.org/01/09506000134352?17=261231",
            "elements": [["01", "09506000134352"], ["17", "261231"]], "dates": { "17": "2026-12-31" },
            "hri": ["(01) 09506000134352", "(17) 261231"], "other": [["linkType", "gs1:pip"], ["flag", ""]] })
    );
    let kinds: Vec<_> = answers.iter().map(|answer| answer["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["digital_link", "element_string", "element_string", "gtin"]);
    assert_eq!(answers[1]["canonical"], "https://id.gs1.org/01/09506000134352/10/A/21/B?17=261231");
    assert_eq!(answers[3]["elements"], json!([["01", "09506000134352"]]));
}

#[test]
fn a_bad_line_is_reported_and_the_rest_goes_on() {
    let output = gs1(&["parse"], b"9506000134353\n\n\"broken\n\xff\n9506000134352");
    let answers = answers(&output);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[0]["error"]["code"], "check_digit");
    assert_eq!(answers[0]["error"]["at"], 12);
    assert_eq!(answers[1]["error"]["code"], "empty_data");
    assert!(answers[2]["error"]["detail"].as_str().unwrap().contains("JSON"));
    assert_eq!(answers[4]["ok"], true);
    let complaints = String::from_utf8(output.stderr).unwrap();
    assert_eq!(complaints.lines().count(), 4);
    assert!(complaints.starts_with("line 1: check_digit: "), "{complaints}");
}

#[test]
fn lenient_reading_warns() {
    let output = gs1(&["parse", "--lenient"], b"950-6000-13435-2\n9506000134352\n");
    assert_eq!(output.status.code(), Some(0));
    let warnings: Vec<_> = answers(&output).iter().map(|answer| answer["warnings"].clone()).collect();
    assert_eq!(warnings, [json!(["separators"]), json!([])]);
}

#[test]
fn compressed_input_is_understood_from_a_file_and_from_a_pipe() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"9506000134352\n").unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = zstd::encode_all(b"9506000134352\n".as_slice(), 1).unwrap();
    for packed in [gzip, zstd] {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &packed).unwrap();
        for output in [gs1(&["parse", "-"], &packed), gs1(&["parse", file.path().to_str().unwrap()], b"")] {
            assert_eq!(answers(&output)[0]["canonical"], "https://id.gs1.org/01/09506000134352");
        }
    }
}

#[test]
fn a_line_longer_than_any_code_is_refused_alone() {
    let mut lines = vec![b'1'; 300_000];
    lines.extend(b"\n9506000134352\n");
    let output = gs1(&["parse"], &lines);
    let codes: Vec<_> = answers(&output).iter().map(|answer| answer["error"]["code"].clone()).collect();
    assert_eq!(codes, [json!("too_long"), Value::Null]);
}

#[test]
fn wrong_arguments_end_with_2_and_one_line() {
    for arguments in [&["parse", "no-such-file"][..], &["link", "--elements", "(01)09506000134353"]] {
        let output = gs1(arguments, b"");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
    }
    assert_eq!(gs1(&["parse", "--today", "2026-02-30"], b"").status.code(), Some(2));
}

#[test]
fn a_link_is_written_from_an_element_string() {
    let output =
        gs1(&["link", "--elements", "(01)09506000134352(10)A/B", "--stem", "https://example.com/p"], b"");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "https://example.com/p/01/09506000134352/10/A%2FB\n"
    );
}
