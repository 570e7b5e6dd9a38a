//! A list of links as a page of its own, without the web app: whoever reads it has no product's page open.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Language, escape};

/// Why links are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::adapters::http) enum LinkList {
    /// All that there are.
    All,
    /// Several fit.
    ToChoose,
    /// None fits; these are there.
    NoSuchLink,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub(in crate::adapters::http) struct Listed<'a> {
    pub(in crate::adapters::http) href: &'a str,
    pub(in crate::adapters::http) title: &'a str,
}

/// The page, with the same as JSON-LD.
pub(in crate::adapters::http) fn of_links(
    language: Language,
    why: LinkList,
    name: &str,
    links: &[Listed<'_>],
    json_ld: &impl Serialize,
) -> String {
    let words = language.words();
    let said = match why {
        LinkList::All => words.links,
        LinkList::ToChoose => words.choose_link,
        LinkList::NoSuchLink => words.no_such_link,
    };
    let (tag, name, json) = (language.tag(), escape::html(name), escape::json(json_ld));
    let mut items = String::new();
    for Listed { href, title } in links {
        let _ = write!(items, "<li><a href=\"{}\">{}</a></li>", escape::html(href), escape::html(title));
    }
    format!(
        "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{name} · PackyTrace</title>\
         <script type=\"application/ld+json\">{json}</script></head>\
         <body><main><h1>{name}</h1><p>{said}</p><ul>{items}</ul></main></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_becomes_markup() {
        let links = [Listed { href: "https://b.example/?a=1&b=\"", title: "</a><script>" }];
        let page = of_links(Language::Italian, LinkList::ToChoose, "<b>", &links, &["</script>"]);
        assert!(page.contains("lang=\"it\"") && page.contains("&lt;/a&gt;&lt;script&gt;"), "{page}");
        assert!(page.contains("?a=1&amp;b=&quot;"), "{page}");
        assert_eq!(page.matches("</script>").count(), 1, "{page}");
    }
}
