//! What a request to the resolver asks for.

use gs1::percent::{Part, decode};
use jiff::civil::Date;

use crate::domain::{
    code::{InvalidCode, read_link},
    scan::ScannedItem,
    workspace::LinkType,
};

/// A request to the resolver, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The pack.
    pub item: ScannedItem,
    /// Its consumer product variant.
    pub variant: Option<String>,
    /// Which link.
    pub wanted: Wanted,
    /// What readers say about themselves by `context=`.
    pub contexts: Vec<String>,
}

/// Which link is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Where the code leads.
    Default,
    /// The list of all links.
    Linkset,
    /// The link of this kind.
    Kind(LinkType),
    /// A kind that nobody can register.
    Unheard,
}

impl Wanted {
    fn of(text: &str) -> Self {
        match text {
            "" => Self::Default,
            // The second is the spelling of earlier standards.
            "linkset" | "all" => Self::Linkset,
            kind => kind.parse().map_or(Self::Unheard, Self::Kind),
        }
    }
}

impl Asked {
    /// Reads the path and query of a request.
    ///
    /// # Errors
    /// [`InvalidCode`] says what is wrong and where.
    pub fn read(target: &str, today: Date) -> Result<Self, InvalidCode> {
        let code = read_link(target, today)?;
        Ok(Self {
            item: ScannedItem::from_code(&code, target)?,
            variant: code.value("22").map(str::to_owned),
            wanted: parameters(&code, "linkType").next().map_or(Wanted::Default, |text| Wanted::of(&text)),
            contexts: parameters(&code, "context").collect(),
        })
    }
}

/// The values of a query parameter, decoded.
fn parameters<'c>(code: &'c gs1::Code, name: &'c str) -> impl Iterator<Item = String> + 'c {
    let named = code.other().iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name));
    named.filter_map(|(_, value)| {
        let value = value.as_deref().unwrap_or_default();
        String::from_utf8(decode(value, Part::Query).ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn wanted(query: &str) -> Wanted {
        let target = format!("/01/09521234543213?{query}");
        Asked::read(&target, date(2026, 11, 23)).expect("valid").wanted
    }

    #[test]
    fn a_kind_is_asked_for_in_any_spelling() {
        let kind = |text: &str| Wanted::Kind(text.parse().expect("a kind"));
        for query in ["linkType=gs1:pip", "x=1&linkType=gs1%3Apip", "linktype=https://gs1.org/voc/pip"] {
            assert_eq!(wanted(query), kind("gs1:pip"), "{query}");
        }
        for query in ["linkType=linkset", "linkType=all&x"] {
            assert_eq!(wanted(query), Wanted::Linkset, "{query}");
        }
        for query in ["", "x=linkType", "linkType=", "linkType"] {
            assert_eq!(wanted(query), Wanted::Default, "{query}");
        }
        for query in ["linkType=pip", "linkType=https://evil.example/", "linkType=%0D%0A"] {
            assert_eq!(wanted(query), Wanted::Unheard, "{query}");
        }
    }

    #[test]
    fn the_pack_is_named_by_variant_lot_and_serial_number() {
        let target = "/01/09521234543213/22/2A/10/L%2F7/21/S1?context=IT&context=DE";
        let asked = Asked::read(target, date(2026, 11, 23)).expect("valid");
        assert_eq!(asked.variant.as_deref(), Some("2A"));
        assert_eq!((asked.item.lot.as_deref(), asked.item.serial.as_deref()), (Some("L/7"), Some("S1")));
        assert_eq!(asked.contexts, ["IT", "DE"]);
    }
}
