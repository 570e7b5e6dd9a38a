//! Lists of wishes with weights, such as `text/html, text/*;q=0.5` (RFC 9110, 12.4.2).

use std::str::FromStr;

use http::{HeaderMap, HeaderName};

/// More wishes than any reader has, and more than anybody else is listened to.
pub const MOST_WISHES: usize = 50;

/// How much a wish weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u16);

/// A text that is no weight: not 0 to 1 with at most three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not 0 to 1 with at most three decimals")]
pub struct NoWeight;

impl Weight {
    /// What is wished for without a word about its weight.
    pub const FULL: Self = Self(1_000);
    /// What is by no means wished for.
    pub const NONE: Self = Self(0);

    /// 0 to 1000.
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

impl FromStr for Weight {
    type Err = NoWeight;

    fn from_str(text: &str) -> Result<Self, NoWeight> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoWeight);
        }
        let decimals = format!("{decimals:0<3}").parse().map_err(|_| NoWeight)?;
        match (whole, decimals) {
            ("0", decimals) => Ok(Self(decimals)),
            ("1", 0) => Ok(Self::FULL),
            _ => Err(NoWeight),
        }
    }
}

/// The wishes of a header in their order, without their parameters. What has no weight that can be read is no wish.
pub fn weighted(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = (&str, Weight)> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| parts(value, ',')).take(MOST_WISHES).filter_map(wish)
}

fn wish(text: &str) -> Option<(&str, Weight)> {
    let mut parts = parts(text, ';');
    let wished = parts.next().filter(|wished| !wished.is_empty())?;
    let mut named = parts.filter_map(|part| part.split_once('='));
    let weight = named.find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    Some((wished, weight.map_or(Ok(Weight::FULL), |(_, weight)| weight.parse()).ok()?))
}

/// The parts between separators, trimmed; one inside quotes separates nothing.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let separates = move |letter: char| {
        let literal = escaped;
        escaped = quoted && !literal && letter == '\\';
        quoted ^= letter == '"' && !literal;
        letter == separator && !quoted
    };
    text.split(separates).map(str::trim)
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header};
    use proptest::prelude::*;

    use super::*;

    fn read(values: &[&str]) -> Vec<(String, u16)> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::ACCEPT, HeaderValue::from_str(value).expect("a value"));
        }
        let wishes = weighted(&headers, header::ACCEPT);
        wishes.map(|(wish, weight)| (wish.to_owned(), weight.thousandths())).collect()
    }

    fn one(value: &str) -> Option<u16> {
        read(&[value]).first().map(|(_, weight)| *weight)
    }

    #[test]
    fn a_weight_is_0_to_1_with_three_decimals() {
        for (text, thousandths) in [
            ("1", 1_000),
            ("1.", 1_000),
            ("1.000", 1_000),
            ("0", 0),
            ("0.", 0),
            ("0.7", 700),
            ("0.05", 50),
            ("0.999", 999),
        ] {
            assert_eq!(text.parse::<Weight>().map(Weight::thousandths), Ok(thousandths), "{text}");
        }
        for text in [
            "", ".5", "1.001", "2", "-0", "+1", "00", "0.1234", "0,5", "inf", "NaN", "1e0", "0.5 ", "0.-1",
            "0.٣",
        ] {
            assert_eq!(text.parse::<Weight>(), Err(NoWeight), "{text}");
        }
    }

    #[test]
    fn q_is_written_in_either_case_and_with_spaces_before_it() {
        for value in
            ["a;q=0.5", "a;Q=0.5", "a; q=0.5", "a \t;\t Q=0.5", "a;level=1;q=0.5;ext=1", "a;q=0.5;q=1"]
        {
            assert_eq!(read(&[value]), [("a".to_owned(), 500)], "{value}");
        }
        assert_eq!(one("a;quality=0.5"), Some(1_000));
    }

    #[test]
    fn what_has_no_readable_weight_is_no_wish() {
        for value in
            ["a;q=inf", "a;q=NaN", "a;q=-1", "a;q=", "a;q= 0.5", "a;q=\"0.5\"", "", " ", ",,", ";q=1"]
        {
            assert_eq!(read(&[value]), [], "{value}");
        }
        assert_eq!(read(&["a;q=x, b"]), [("b".to_owned(), 1_000)], "the others stand");
    }

    #[test]
    fn wishes_keep_their_order_over_several_lines() {
        let wishes = [("a".to_owned(), 100), ("b".to_owned(), 0), ("c".to_owned(), 1_000)];
        assert_eq!(read(&["a;q=0.1, b;q=0", "c"]), wishes);
    }

    #[test]
    fn what_is_quoted_separates_nothing() {
        assert_eq!(read(&[r#"a;t="x,y;q=0";q=0.3, b"#]), [("a".to_owned(), 300), ("b".to_owned(), 1_000)]);
        assert_eq!(read(&[r#"a;t="\",b;q=0";q=0.3"#]), [("a".to_owned(), 300)]);
    }

    #[test]
    fn nobody_is_listened_to_for_ever() {
        let many = vec!["x"; 80].join(",");
        assert_eq!(read(&[&many, "y"]).len(), MOST_WISHES);
    }

    proptest! {
        #[test]
        fn whatever_is_sent_is_read_as_at_most_fifty_wishes_that_stand_in_it(value in "[ -~\t]{0,300}") {
            let wishes = read(&[&value]);
            prop_assert!(wishes.len() <= MOST_WISHES);
            for (wish, weight) in wishes {
                prop_assert!(weight <= 1_000);
                prop_assert!(!wish.is_empty() && wish == wish.trim() && value.contains(&wish));
            }
        }

        #[test]
        fn what_is_written_by_the_rules_is_read_as_it_was_meant(
            meant in prop::collection::vec(("[a-z]{1,8}(/[a-z]{1,8})?", 0_u16..=1_000), 0..=MOST_WISHES),
            q in prop::sample::select(&["q", "Q"][..]),
        ) {
            let written: Vec<_> = meant
                .iter()
                .map(|(wish, weight)| format!("{wish};{q}={}.{:03}", weight / 1_000, weight % 1_000))
                .collect();
            prop_assert_eq!(read(&[&written.join(", ")]), meant);
        }
    }
}
