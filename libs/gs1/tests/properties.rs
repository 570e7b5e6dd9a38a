//! What holds for any text.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use gs1::{Code, Date, Gtin, Options, parse};
use proptest::prelude::*;

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn both() -> [Options; 2] {
    [Options::strict(today()), Options::lenient(today())]
}

/// Pieces that codes are made of, so that chance comes near to real ones.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "https://",
        "HTTP://",
        "example.com",
        "/",
        "01",
        "09506000134352",
        "9506000134352",
        "10",
        "21",
        "22",
        "235",
        "LOT7",
        "%2F",
        "%",
        "+",
        "?",
        "&",
        ";",
        "=",
        "#",
        "17",
        "261231",
        "260200",
        "(",
        ")",
        "(01)",
        "(10)",
        "\\(",
        "]d2",
        "]C1",
        "]E0",
        "]Q1",
        "\u{1d}",
        "^",
        "8006",
        "3103",
        "000195",
        "gtin",
        "lot",
        " ",
        "-",
        "é",
        "€",
        "\0",
        "8030",
        "99",
        "x",
        "|]e0",
        "..",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn gtins() -> impl Strategy<Value = String> {
    (prop::sample::select(vec![7_usize, 11, 12, 13]), "[0-9]{13}").prop_map(|(length, digits)| {
        let data = &digits[..length];
        format!("{data}{}", gs1::check_digit(data).unwrap())
    })
}

fn position_is_in_the_text(raw: &str) {
    for options in both() {
        if let Err(error) = parse(raw, options) {
            assert!(error.at() <= raw.chars().count(), "{raw:?} at {}", error.at());
            assert!(!error.detail().is_empty());
        }
    }
}

fn values(code: &Code) -> Vec<(&str, &str)> {
    code.elements().iter().map(|element| (element.ai().code(), element.value())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_makes_it_panic(raw in ".{0,200}") {
        position_is_in_the_text(&raw);
    }

    #[test]
    fn nothing_that_resembles_a_code_makes_it_panic(raw in pieces()) {
        position_is_in_the_text(&raw);
        position_is_in_the_text(&format!("https://example.com/01/09506000134352/{raw}"));
        position_is_in_the_text(&format!("https://example.com/01/09506000134352?{raw}"));
        position_is_in_the_text(&format!("]d20109506000134352{raw}"));
        position_is_in_the_text(&format!("(01)09506000134352{raw}"));
    }

    #[test]
    fn lenient_reads_what_strict_reads_the_same_way(tail in pieces()) {
        let [strict, lenient] = both();
        for raw in [format!("https://example.com/01/09506000134352{tail}"), format!("(01)09506000134352{tail}")] {
            if let Ok(code) = parse(&raw, strict) {
                let again = parse(&raw, lenient).unwrap();
                prop_assert_eq!(values(&code), values(&again));
                prop_assert!(again.warnings().is_empty());
            }
        }
    }

    #[test]
    fn the_canonical_form_is_a_fixed_point(
        gtin in gtins(), lot in "[!-\\[\\]-~]{1,20}", serial in "[!-\\[\\]-~]{1,20}", order in any::<bool>(),
    ) {
        let gtin = gtin.parse::<Gtin>().unwrap();
        let parts = [format!("(10){}", lot.replace('(', "\\(")), format!("(21){}", serial.replace('(', "\\("))];
        let [first, second] = if order { [&parts[0], &parts[1]] } else { [&parts[1], &parts[0]] };
        if let Ok(code) = parse(&format!("(01){gtin}{first}{second}(17)261231"), Options::strict(today())) {
            let canonical = code.canonical().unwrap();
            let again = parse(&canonical, Options::strict(today())).unwrap();
            prop_assert_eq!(again.canonical().unwrap(), canonical);
            prop_assert_eq!(again.lot(), Some(lot.as_str()));
            prop_assert_eq!(again.serial(), Some(serial.as_str()));
        }
    }

    #[test]
    fn a_gtin_survives_printing(digits in gtins()) {
        let gtin = digits.parse::<Gtin>().unwrap();
        let printed = gtin.to_string();
        prop_assert_eq!(printed.len(), Gtin::LENGTH);
        prop_assert!(printed.ends_with(&digits));
        prop_assert_eq!(printed.parse::<Gtin>().unwrap(), gtin);
    }

    #[test]
    fn one_wrong_digit_is_always_found(digits in gtins(), at in 0_usize..8, by in 1_u8..10) {
        let mut wrong = digits.into_bytes();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        let error = String::from_utf8(wrong).unwrap().parse::<Gtin>().unwrap_err();
        prop_assert_eq!(error.code(), gs1::ErrorCode::CheckDigit);
    }
}
