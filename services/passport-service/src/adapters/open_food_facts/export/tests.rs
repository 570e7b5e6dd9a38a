use std::io::{Cursor, Write};

use service_kit::stream::{Lines, TooLong};

use super::{documents, read};

const LINES: &str = concat!(
    "{\"code\":\"8001505005707\",\"product_name\":\"Pesto\"}\n\n",
    "{\"code\":\n",
    "{\"code\":\"8001505005708\"}\r\n",
    "{\"code\":\"3017620422003\"}",
);

fn numbers(source: Vec<u8>) -> Vec<(u64, Option<String>)> {
    let read = read(Cursor::new(source)).unwrap();
    read.map(|line| line.unwrap())
        .map(|(number, outcome)| (number, outcome.ok().map(|stated| stated.gtin)))
        .collect()
}

#[test]
fn broken_lines_cost_themselves_only_and_keep_their_number() {
    let expected = [
        (1, Some("08001505005707".to_owned())),
        (3, None),
        (4, None),
        (5, Some("03017620422003".to_owned())),
    ];
    assert_eq!(numbers(LINES.into()), expected);
}

#[test]
fn packed_streams_are_unpacked() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(LINES.as_bytes()).unwrap();
    let zstd = zstd::stream::encode_all(LINES.as_bytes(), 1).unwrap();
    assert_eq!(numbers(gzip.finish().unwrap()), numbers(LINES.into()));
    assert_eq!(numbers(zstd), numbers(LINES.into()));
}

#[test]
fn a_line_without_end_is_refused_and_forgotten() {
    let source = format!("{}\n{{}}\n", "x".repeat(100));
    let lines: Vec<_> = Lines::new(source.as_bytes(), 50).map(|line| line.unwrap()).collect();
    assert_eq!(lines[0], (1, Err(TooLong(50))));
    assert_eq!(lines[1], (2, Ok(b"{}".to_vec())));
}

#[test]
fn tables_with_tabs_and_with_commas_are_told_apart() {
    let tabs = "code\tproduct_name\tcreator\tfat_100g\n8001505005707\tPesto \"alla genovese\"\tjane\t1.5\n";
    let commas =
        "barcode,product_name,fat_100g\n8001505005707,\"Pesto \"\"alla genovese\"\"\",1.5\n1,short\n";
    for table in [tabs, commas] {
        let (number, stated) = read(Cursor::new(table)).unwrap().next().unwrap().unwrap();
        let stated = stated.unwrap();
        assert_eq!(number, 2);
        assert_eq!(stated.name.as_deref(), Some("Pesto \"alla genovese\""));
        assert_eq!(stated.nutrition.per_100.fat, Some(1.5));
    }
    assert_eq!(read(Cursor::new(commas)).unwrap().count(), 2);
}

#[test]
fn an_empty_stream_has_no_products() {
    assert_eq!(documents(&b""[..]).count(), 0);
    assert_eq!(read(Cursor::new(Vec::<u8>::new())).unwrap().count(), 0);
}
