//! Which encoding a client takes best.

/// The encodings that files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// As `Content-Encoding` names it.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// How much a client wants an encoding, in thousandths; 0 means not at all.
pub(super) fn quality(accept_encoding: Option<&str>, encoding: Encoding) -> u16 {
    let wanted = encoding.name().unwrap_or("identity");
    let (mut named, mut any) = (None, None);
    for item in accept_encoding.unwrap_or_default().split(',') {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1_000, thousandths);
        if name.eq_ignore_ascii_case(wanted) || (wanted == "gzip" && name.eq_ignore_ascii_case("x-gzip")) {
            named = Some(weight);
        } else if name == "*" {
            any = Some(weight);
        }
    }
    let unsaid = if encoding == Encoding::Identity { Some(1) } else { None };
    named.or(any).or(unsaid).unwrap_or(0)
}

fn thousandths(text: &str) -> u16 {
    let weight = text.parse::<f32>().ok().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    let thousandths = (weight * 1_000.0) as u16;
    thousandths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_counts_and_zero_refuses() {
        let q = |accept, encoding| quality(Some(accept), encoding);
        assert_eq!(q("gzip, br", Encoding::Brotli), 1_000);
        assert_eq!(q("br;q=0, *;q=0.5", Encoding::Brotli), 0);
        assert_eq!(q("br;q=0, *;q=0.5", Encoding::Gzip), 500);
        assert_eq!(q("gzip;q=nonsense", Encoding::Gzip), 0);
        assert_eq!(quality(None, Encoding::Gzip), 0);
        assert_eq!(quality(None, Encoding::Identity), 1);
        assert_eq!(q("identity;q=0", Encoding::Identity), 0);
    }
}
