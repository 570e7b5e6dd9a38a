use gs1::Gtin;

use super::{Printer, matrix::Matrix, read_back, svg};
use crate::application::workspace::codes::{CodeWish, Drawing, Message, Symbology, Symbols as _, XDimension};

const LINK: &str = "https://id.example/01/09521234500018/10/L2611A?17=261129";
const ELEMENTS: &str = "01095212345000181726112910L2611A\u{1d}21S7";

fn wish(symbology: Symbology, drawing: Drawing) -> CodeWish {
    let gtin: Gtin = "09521234500018".parse().expect("a GTIN");
    let x_dimension = XDimension::default();
    CodeWish {
        gtin,
        lot: None,
        serial: None,
        expiry: None,
        best_before: false,
        symbology,
        drawing,
        x_dimension,
    }
}

fn message(content: &str) -> Message {
    Message {
        content: content.to_owned(),
        words: vec!["(01)09521234500018".to_owned(), "(10)L<1>".to_owned()],
    }
}

#[test]
fn every_symbol_is_read_back_from_every_file() {
    for (symbology, content) in [(Symbology::Qr, LINK), (Symbology::DataMatrix, ELEMENTS)] {
        for drawing in [Drawing::Svg, Drawing::Png] {
            let file = Printer.draw(&wish(symbology, drawing), &message(content));
            assert!(file.is_ok_and(|file| file.len() > 200), "{symbology:?} {drawing:?}");
        }
    }
}

#[test]
fn a_symbol_that_says_something_else_is_not_handed_out() {
    for (symbology, content) in [(Symbology::Qr, LINK), (Symbology::DataMatrix, ELEMENTS)] {
        let matrix = Matrix::of(symbology, content).expect("a symbol");
        assert!(read_back::check(symbology, &matrix, content).is_ok());
        assert!(read_back::check(symbology, &matrix, "something else").is_err());
        let mut spoilt = matrix.clone();
        spoilt.dark.iter_mut().step_by(3).for_each(|module| *module = !*module);
        assert!(read_back::check(symbology, &spoilt, content).is_err(), "{symbology:?}");
    }
}

#[test]
fn the_picture_has_its_quiet_zone_its_size_and_the_words_under_it() {
    let matrix = Matrix::of(Symbology::Qr, LINK).expect("a symbol");
    assert_eq!(matrix.quiet_zone(), 4);
    let text = svg::draw(&matrix, XDimension::Target, &message(LINK));
    assert!(text.contains("data-quiet-zone=\"4\"") && text.contains("data-x-dimension=\"0.495\""), "{text}");
    assert!(text.contains(">(01)09521234500018</text>") && text.contains("(10)L&lt;1&gt;"), "{text}");
    assert_eq!(svg::modules(text.as_bytes()), Some(matrix));
}

#[test]
fn capital_letters_save_a_version_where_they_do() {
    let short = "https://id.packytrace.example/01/09521234500018/10/L2611A";
    let capital = super::matrix::with_capital_host(short);
    assert_eq!(capital, "HTTPS://ID.PACKYTRACE.EXAMPLE/01/09521234500018/10/L2611A");
    let drawn = Matrix::of(Symbology::Qr, short).expect("a symbol");
    let plain = qrcode2::QrCode::with_error_correction_level(short, qrcode2::EcLevel::M).expect("a symbol");
    assert!(drawn.width < plain.width(), "{} {}", drawn.width, plain.width());
}

#[test]
fn nothing_longer_than_a_symbol_is_drawn() {
    assert!(Matrix::of(Symbology::Qr, &"x".repeat(5_000)).is_err());
    assert!(Matrix::of(Symbology::DataMatrix, &"x".repeat(5_000)).is_err());
}
