//! The quantity that stands on a pack, when it can be read exactly: `400 g`, `1,5 kg`, `2 x 125 g`.

use super::quantity::{Amount, Quantity, Unit};

/// Reads it; `None` when there is any doubt, such as a second number, a unit that is not metric or more than three decimals.
#[must_use]
pub fn read(text: &str) -> Option<Quantity> {
    let text = text.trim().to_lowercase().replace('\u{a0}', " ");
    let text = text.strip_suffix(['e', '℮']).map_or(text.as_str(), str::trim_end);
    match text.split_once(['x', '×', '*']) {
        Some((times, each)) => {
            let times: u64 = times.trim().parse().ok()?;
            quantity(measure(each)?, times)
        }
        None => quantity(measure(text)?, 1),
    }
}

/// A number of thousandths of a base unit.
type Measure = (u64, Unit);

fn quantity((thousandths, unit): Measure, times: u64) -> Option<Quantity> {
    let amount = Amount::from_thousandths(thousandths.checked_mul(times)?);
    Quantity::new(amount, unit).ok()
}

fn measure(text: &str) -> Option<Measure> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))?;
    let (number, unit) = text.split_at(end);
    let (unit, factor) = match unit.trim().trim_end_matches('.') {
        "g" | "gr" | "grams" => (Unit::G, 1),
        "kg" => (Unit::G, 1000),
        "ml" => (Unit::Ml, 1),
        "cl" => (Unit::Ml, 10),
        "dl" => (Unit::Ml, 100),
        "l" | "lt" | "litre" | "liter" => (Unit::Ml, 1000),
        _ => return None,
    };
    Some((thousandths(number, factor)?, unit))
}

/// A decimal number with one comma or point, times a factor, in thousandths.
fn thousandths(number: &str, factor: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let is_thousands = factor == 1 && fraction.len() == 3;
    if whole.is_empty() || fraction.contains(['.', ',']) || is_thousands || fraction.len() > 6 {
        return None;
    }
    let millionths = format!("{whole}{fraction:0<6}").parse::<u64>().ok()?.checked_mul(factor)?;
    millionths.is_multiple_of(1000).then_some(millionths / 1000)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_plainly_printed_is_read_exactly() {
        for (text, thousandths, unit) in [
            ("400 g", 400_000, "g"),
            ("400g", 400_000, "g"),
            ("400 g e", 400_000, "g"),
            ("400 g ℮", 400_000, "g"),
            ("1 l", 1_000_000, "ml"),
            ("1L", 1_000_000, "ml"),
            ("1,5 kg", 1_500_000, "g"),
            ("0.75 l", 750_000, "ml"),
            ("75 cl", 750_000, "ml"),
            ("2 x 125 g", 250_000, "g"),
            ("4×100g", 400_000, "g"),
            ("12,5\u{a0}g", 12_500, "g"),
        ] {
            let read = read(text).map(|read| (read.amount().thousandths(), read.unit().as_str()));
            assert_eq!(read, Some((thousandths, unit)), "{text}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_not_read() {
        for text in [
            "",
            "400",
            "g",
            "1.000 g",
            "1,000 g",
            "about 400 g",
            "400 g + 50 g",
            "400 g (14 oz)",
            "14 oz",
            "6 eggs",
            "0 g",
            "1.0000001 kg",
            "2 x 3 x 4 g",
            "-4 g",
            "9999999 kg",
            ".5 l",
            "1.5.2 g",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
