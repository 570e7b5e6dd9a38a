//! What the brand registered for who holds a pack, in plain HTML.

use super::{escape::html, facts::Page};
use crate::domain::from_brand::{Recall, RecallOf, ShopperLink};

/// The sign beside a recall, as the web app draws it.
const FLAG: &str = "<svg width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\
                    <path d=\"M6 21V4M6 5h12l-2.5 4L18 13H6\"/></svg>";

impl Page {
    /// Says that there is a notice, for which packs, and where: what it says is the brand's to say.
    pub(super) fn recalls(&mut self, recalls: &[Recall]) {
        let shown: Vec<_> = Recall::readable(recalls, self.language.tag()).collect();
        if shown.is_empty() {
            return;
        }
        self.raw("<div class=\"recall\">");
        self.raw(FLAG);
        self.raw("<div>");
        let mut said: Option<RecallOf> = None;
        for recall in shown {
            if said.replace(recall.of) != Some(recall.of) {
                self.paragraph((self.words.recall)(recall.of));
            }
            let title = recall.title.as_deref().unwrap_or(self.words.read_recall);
            self.raw(&anchor(&recall.href, recall.language.as_deref(), title));
        }
        self.raw("</div></div>");
    }

    pub(super) fn links(&mut self, links: &[ShopperLink]) {
        let shown: Vec<_> = ShopperLink::readable(links, self.language.tag()).collect();
        if shown.is_empty() {
            return;
        }
        self.heading(self.words.from_brand);
        self.raw("<ul>");
        for link in shown {
            let kind = (self.words.shopper_link)(link.kind);
            let title =
                link.title.as_deref().map_or_else(|| kind.to_owned(), |title| format!("{kind}: {title}"));
            let anchor = anchor(&link.href, link.language.as_deref(), &title);
            self.raw(&format!("<li>{anchor}</li>"));
        }
        self.raw("</ul>");
    }
}

fn anchor(href: &str, language: Option<&str>, title: &str) -> String {
    let language = language.map_or_else(String::new, |tag| format!(" hreflang=\"{}\"", html(tag)));
    format!("<a href=\"{}\" rel=\"noopener\"{language}>{}</a>", html(href), html(title))
}
