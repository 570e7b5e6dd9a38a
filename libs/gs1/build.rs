//! Turns `data/gs1-syntax-dictionary.txt` into the table that `src/ai.rs` includes.

#![expect(clippy::expect_used, clippy::panic, reason = "a broken dictionary stops the build here")]

#[path = "build/dictionary.rs"]
mod dictionary;

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use dictionary::{Component, Entry};

const SOURCE: &str = "data/gs1-syntax-dictionary.txt";

fn main() {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=build/dictionary.rs");
    let entries = dictionary::read(&fs::read_to_string(SOURCE).expect("the syntax dictionary"));
    let out = Path::new(&env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("ai_table.rs");
    fs::write(out, table(&entries) + &index(&entries)).expect("a writable OUT_DIR");
}

fn table(entries: &[Entry]) -> String {
    let mut text = format!("pub(crate) static TABLE: [Ai; {}] = [\n", entries.len());
    entries.iter().for_each(|entry| row(&mut text, entry));
    text + "];\n"
}

/// As GS1's own engine prints titles: in ASCII.
fn title(text: &str) -> String {
    text.replace('²', "^2").replace('³', "^3")
}

fn row(text: &mut String, entry: &Entry) {
    let min: u8 = entry.components.iter().filter(|part| !part.optional).map(|part| part.min).sum();
    let max: u8 = entry.components.iter().map(|part| part.max).sum();
    let components: String = entry.components.iter().map(component).collect();
    let requires = nested(&entry.requires, |group| nested(group, |all| spans(all)));
    let qualifiers = match &entry.qualifiers {
        None => "None".to_owned(),
        Some(ways) => format!("Some({})", nested(ways, |way| nested(way, |code| id(code).to_string()))),
    };
    writeln!(
        text,
        "Ai {{ id: {}, code: {:?}, title: {:?}, fixed: {}, attribute: {}, min: {min}, max: {max}, \
         components: &[{components}], requires: {requires}, excludes: {}, qualifiers: {qualifiers} }},",
        id(&entry.code),
        entry.code,
        title(&entry.title),
        entry.fixed,
        entry.attribute,
        spans(&entry.excludes),
    )
    .expect("writing to a string");
}

fn component(part: &Component) -> String {
    let rules: String = part.linters.iter().map(|name| format!("Rule::{},", variant(name))).collect();
    format!(
        "Component {{ set: CharSet::{}, min: {}, max: {}, optional: {}, rules: &[{rules}] }},",
        part.set, part.min, part.max, part.optional
    )
}

fn nested<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    format!("&[{}]", items.iter().map(write).collect::<Vec<_>>().join(","))
}

fn spans(patterns: &[String]) -> String {
    nested(patterns, |pattern| {
        let (low, high) = (pattern.replace('n', "0"), pattern.replace('n', "9"));
        format!("({},{})", id(&low), id(&high))
    })
}

/// AIs of two, three and four digits in one number space.
fn id(code: &str) -> u16 {
    let base = [0, 1_000, 10_000][code.len() - 2];
    base + code.parse::<u16>().expect("an AI is digits")
}

fn variant(linter: &str) -> String {
    let (first, rest) = linter.split_at(1);
    first.to_ascii_uppercase() + rest
}

/// By the first two digits: how long the AI is, and where its remaining digits are looked up.
fn index(entries: &[Entry]) -> String {
    let mut prefixes = vec![(0_usize, 0_usize); 100];
    let mut slots: Vec<u16> = Vec::new();
    for (row, entry) in entries.iter().enumerate() {
        let (prefix, rest) = entry.code.split_at(2);
        let (length, base) = &mut prefixes[prefix.parse::<usize>().expect("digits")];
        if *length == 0 {
            (*length, *base) = (entry.code.len(), slots.len());
            slots.resize(slots.len() + 10_usize.pow(rest.len() as u32), u16::MAX);
        }
        assert_eq!(*length, entry.code.len(), "AIs that share two digits are equally long");
        slots[*base + if rest.is_empty() { 0 } else { rest.parse::<usize>().expect("digits") }] = row as u16;
    }
    format!(
        "static PREFIXES: [(usize, usize); 100] = {prefixes:?};\nstatic SLOTS: [u16; {}] = {slots:?};\n",
        slots.len()
    )
}
