//! Where a product's codes lead: links by variant, lot or serial number, kind, language, medium and context.

use std::{collections::HashSet, hash::Hash};

use serde::{Deserialize, Serialize};
use url::Url;

use super::{LinkType, Qualifier, StatementFault};

/// One link of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandLink)]
pub struct Link {
    /// Only for packs of this consumer product variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<Qualifier>,
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
    /// What kind of document is there, such as `text/html`, `application/pdf`; absent = any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// For whom it is, such as a country's code; readers choose by `context=`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// An `https` address.
    pub href: String,
    /// What is there, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

const MOST_LINKS: usize = 200;
const LONGEST_HREF: usize = 2_000;
const LONGEST_TITLE: usize = 200;
const LONGEST_MEDIA_TYPE: usize = 100;
const MOST_CONTEXTS: usize = 20;
const LONGEST_CONTEXT: usize = 40;

/// The links as they are kept: kinds as `gs1:…`, none twice.
///
/// # Errors
/// Every [`StatementFault`] that there is.
pub fn links(stated: Vec<Link>) -> Result<Vec<Link>, Vec<StatementFault>> {
    let kept: Vec<_> = stated.into_iter().map(Link::in_short).collect();
    let faults = faults(&kept);
    if faults.is_empty() { Ok(kept) } else { Err(faults) }
}

/// Of which packs links that come anew say that they are recalled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recalled {
    /// Of every pack.
    Product,
    /// Of some: a variant, a lot, a serial number.
    Packs,
}

/// What links say of a recall that those before did not say.
#[must_use]
pub fn recalled(links: &[Link], before: &[Link]) -> Option<Recalled> {
    let mut notices = links.iter().filter(|link| link.is_recall() && !before.contains(link)).peekable();
    notices.peek()?;
    let all = notices.any(Link::is_of_every_pack);
    Some(if all { Recalled::Product } else { Recalled::Packs })
}

fn faults(links: &[Link]) -> Vec<StatementFault> {
    let mut faults = Vec::new();
    let mut refuse =
        |pointer: String, detail: &str| faults.push(StatementFault { pointer, detail: detail.to_owned() });
    if links.len() > MOST_LINKS {
        refuse("/items".to_owned(), "has at most 200 entries");
    }
    let mut seen = HashSet::new();
    for (at, link) in links.iter().enumerate() {
        for (field, detail) in link.faults() {
            refuse(format!("/items/{at}{field}"), detail);
        }
        if !seen.insert(link.identity()) {
            refuse(format!("/items/{at}"), link.twice());
        }
    }
    faults
}

impl Link {
    /// A kind that is spelled out, as `gs1:…`.
    fn in_short(mut self) -> Self {
        if let Ok(kind) = self.link_type.parse::<LinkType>() {
            self.link_type = kind.to_string();
        }
        self
    }

    /// The kind, unless this link was never looked at.
    #[must_use]
    pub fn kind(&self) -> Option<LinkType> {
        self.link_type.parse().ok()
    }

    /// Whether it is a notice of a recall.
    fn is_recall(&self) -> bool {
        self.kind().is_some_and(|kind| kind == LinkType::recall_status())
    }

    /// Whether it holds for every pack of the product.
    const fn is_of_every_pack(&self) -> bool {
        self.variant.is_none() && self.lot.is_none() && self.serial.is_none()
    }

    /// What no two links have in common. Several documents may be of one kind, but only one is the default.
    fn identity(&self) -> impl Eq + Hash + use<'_> {
        let pack = (&self.variant, &self.lot, &self.serial);
        let href = (!self.is_default()).then_some(&self.href);
        (pack, &self.link_type, &self.language, &self.media_type, &self.context, href)
    }

    fn is_default(&self) -> bool {
        self.kind().is_some_and(|kind| kind == LinkType::default_link())
    }

    fn twice(&self) -> &'static str {
        if self.is_default() {
            "stands there twice: one default a variant, lot, serial number and language"
        } else {
            "stands there twice"
        }
    }

    fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let title =
            |title: &str| title.chars().count() <= LONGEST_TITLE && !title.chars().any(char::is_control);
        let checks = [
            (self.kind().is_some(), "/linkType", "is a GS1 link type such as gs1:pip"),
            (
                self.language.as_deref().is_none_or(is_language),
                "/language",
                "is a language such as it or de-AT",
            ),
            (
                self.media_type.as_deref().is_none_or(is_media_type),
                "/mediaType",
                "is a media type such as text/html",
            ),
            (is_context(&self.context), "/context", "is at most 20 words of letters, digits, - and _"),
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

fn is_media_type(text: &str) -> bool {
    let token = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-+._".contains(&byte);
        !part.is_empty() && part.bytes().all(fits)
    };
    text.len() <= LONGEST_MEDIA_TYPE
        && text.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}

fn is_context(words: &[String]) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let word = |word: &String| (1..=LONGEST_CONTEXT).contains(&word.len()) && word.bytes().all(fits);
    words.len() <= MOST_CONTEXTS && words.iter().all(word)
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
            variant: None,
            lot: None,
            serial: None,
            link_type: kind.to_owned(),
            language: Some("it".to_owned()),
            media_type: None,
            context: Vec::new(),
            href: href.to_owned(),
            title: None,
        }
    }

    #[test]
    fn a_kind_that_is_spelled_out_is_the_same_kind() {
        let both = vec![
            link("https://ref.gs1.org/voc/pip", "https://valdoro.example/a"),
            link("gs1:pip", "https://valdoro.example/a"),
        ];
        let faults = links(both).expect_err("twice");
        assert_eq!(faults[0].pointer, "/items/1");
    }

    #[test]
    fn several_documents_may_be_of_one_kind_but_one_is_the_default() {
        let two = |kind: &str| {
            links(vec![link(kind, "https://valdoro.example/a"), link(kind, "https://valdoro.example/b")])
        };
        assert!(two("gs1:certificationInfo").is_ok());
        assert_eq!(two("gs1:defaultLink").expect_err("two")[0].pointer, "/items/1");
    }

    #[test]
    fn a_medium_and_a_context_are_words_that_a_linkset_can_say() {
        for (media_type, context, pointer) in [
            ("text/html; charset=utf-8", "IT", "/items/0/mediaType"),
            ("html", "IT", "/items/0/mediaType"),
            ("text/html", "a b", "/items/0/context"),
            ("text/html", "", "/items/0/context"),
        ] {
            let mut wrong = link("gs1:pip", "https://valdoro.example/");
            (wrong.media_type, wrong.context) = (Some(media_type.to_owned()), vec![context.to_owned()]);
            assert_eq!(links(vec![wrong]).expect_err("refused")[0].pointer, pointer);
        }
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
