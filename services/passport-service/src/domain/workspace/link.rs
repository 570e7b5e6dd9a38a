//! Where a product's codes lead: links by lot or serial number, kind and language.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Qualifier, StatementFault};

/// One link of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandLink)]
pub struct Link {
    /// Only for packs of this lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<Qualifier>,
    /// Only for this pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<Qualifier>,
    /// GS1's kind of link, such as `gs1:pip`, `gs1:recallStatus`.
    pub link_type: String,
    /// The language of what is there, such as `it`, `de-AT`; absent = any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// An `https` address.
    pub href: String,
    /// What is there, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

const MOST_LINKS: usize = 200;
const LONGEST_HREF: usize = 2_000;
const LONGEST_TITLE: usize = 200;
const VOCABULARIES: [&str; 2] = ["https://ref.gs1.org/voc/", "https://gs1.org/voc/"];

/// The links as they are kept: kinds as `gs1:…`, none twice.
///
/// # Errors
/// Every [`StatementFault`] that there is.
pub fn links(stated: Vec<Link>) -> Result<Vec<Link>, Vec<StatementFault>> {
    let mut faults = Vec::new();
    let mut refuse =
        |pointer: String, detail: &str| faults.push(StatementFault { pointer, detail: detail.to_owned() });
    if stated.len() > MOST_LINKS {
        refuse("/items".to_owned(), "has at most 200 entries");
    }
    let kept: Vec<_> = stated.into_iter().map(Link::in_short).collect();
    let mut seen = HashSet::new();
    for (at, link) in kept.iter().enumerate() {
        for (field, detail) in link.faults() {
            refuse(format!("/items/{at}{field}"), detail);
        }
        if !seen.insert((&link.lot, &link.serial, &link.link_type, &link.language)) {
            refuse(
                format!("/items/{at}"),
                "stands there twice: one link a lot, serial number, kind and language",
            );
        }
    }
    if faults.is_empty() { Ok(kept) } else { Err(faults) }
}

impl Link {
    /// A kind that is spelled out, as `gs1:…`.
    fn in_short(mut self) -> Self {
        if let Some(name) = VOCABULARIES.iter().find_map(|vocabulary| self.link_type.strip_prefix(vocabulary))
        {
            self.link_type = format!("gs1:{name}");
        }
        self
    }

    fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let is_name = |name: &str| {
            (1..=60).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let title =
            |title: &str| title.chars().count() <= LONGEST_TITLE && !title.chars().any(char::is_control);
        let checks = [
            (
                self.link_type.strip_prefix("gs1:").is_some_and(is_name),
                "/linkType",
                "is a GS1 link type such as gs1:pip",
            ),
            (
                self.language.as_deref().is_none_or(is_language),
                "/language",
                "is a language such as it or de-AT",
            ),
            (is_address(&self.href), "/href", "is an https address of at most 2,000 characters"),
            (self.title.as_deref().is_none_or(title), "/title", "is one line of at most 200 characters"),
        ];
        checks.into_iter().filter(|(fits, ..)| !fits).map(|(_, field, detail)| (field, detail)).collect()
    }
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    first
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Written as it will be sent: nothing in it needs escaping, nobody's name or password stands in it.
fn is_address(text: &str) -> bool {
    let plain = text.len() <= LONGEST_HREF && text.bytes().all(|byte| byte.is_ascii_graphic());
    plain
        && Url::parse(text).is_ok_and(|url| {
            url.scheme() == "https"
                && url.host().is_some()
                && url.username().is_empty()
                && url.password().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(kind: &str, href: &str) -> Link {
        Link {
            lot: None,
            serial: None,
            link_type: kind.to_owned(),
            language: Some("it".to_owned()),
            href: href.to_owned(),
            title: None,
        }
    }

    #[test]
    fn a_kind_that_is_spelled_out_is_the_same_kind() {
        let both = vec![
            link("https://ref.gs1.org/voc/pip", "https://valdoro.example/a"),
            link("gs1:pip", "https://valdoro.example/b"),
        ];
        let faults = links(both).expect_err("twice");
        assert_eq!(faults[0].pointer, "/items/1");
    }

    #[test]
    fn only_plain_https_addresses_are_led_to() {
        for bad in [
            "http://valdoro.example/",
            "javascript:alert(1)",
            "https://a:b@valdoro.example/",
            "/product",
            "https://x/\r\nSet-Cookie: a",
            "https:// x",
            "https://valdoro.example/è",
        ] {
            assert_eq!(
                links(vec![link("gs1:pip", bad)]).expect_err("refused")[0].pointer,
                "/items/0/href",
                "{bad}"
            );
        }
        assert!(links(vec![link("gs1:pip", "https://valdoro.example/p?x=1")]).is_ok());
        assert_eq!(
            links(vec![link("pip", "https://valdoro.example/")]).expect_err("refused")[0].pointer,
            "/items/0/linkType"
        );
    }
}
