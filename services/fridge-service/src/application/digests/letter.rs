//! What a digest says.

use jiff::civil::Date;
use service_kit::ids::AccountId;
use sha2::{Digest as _, Sha256};

use crate::{
    application::ports::{KeptItem, Mail},
    domain::{
        alerts::AlertKind,
        freshness::{Today, freshness, order},
        language::Language,
        words::{LastDayKind, Words, last_day},
    },
};

/// Where a mail leads.
#[derive(Debug, Clone)]
pub struct Links {
    /// The fridge.
    pub fridge: String,
    /// Where the mails are stopped.
    pub stop: String,
}

/// What cannot wait stands first.
const ORDER: [AlertKind; 4] =
    [AlertKind::Expired, AlertKind::LastDay, AlertKind::UseSoon, AlertKind::PastBestBefore];

/// What there is to tell.
pub(super) struct Letter<'a> {
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    kind: AlertKind,
    name: Option<&'a str>,
    last: LastDayKind,
    until: Date,
}

impl<'a> Letter<'a> {
    pub(super) fn of(items: &'a [KeptItem], today: &Today) -> Self {
        let mut items: Vec<_> = items.iter().collect();
        items.sort_by_cached_key(|kept| order(&kept.item, &today.zone));
        Self { lines: items.into_iter().filter_map(|kept| Line::of(kept, today)).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn write(
        &self,
        to: String,
        account: AccountId,
        day: Date,
        language: Language,
        links: &Links,
    ) -> Mail {
        let words = Words::of(language);
        Mail {
            to,
            message_id: message_id(account, day),
            language: language.code(),
            stop: links.stop.clone(),
            subject: words.subject(self.lines.len()),
            text: self.text(words, links),
            html: self.html(words, language, links),
        }
    }

    /// Each heading with its lines, those that have any.
    fn groups<'w>(
        &'w self,
        words: &'static Words,
    ) -> impl Iterator<Item = (&'static str, Vec<&'w Line<'a>>)> {
        ORDER.into_iter().filter_map(move |kind| {
            let lines: Vec<_> = self.lines.iter().filter(|line| line.kind == kind).collect();
            let heading = words.heading(kind)?;
            (!lines.is_empty()).then_some((heading, lines))
        })
    }

    fn text(&self, words: &'static Words, links: &Links) -> String {
        let groups = self.groups(words).map(|(heading, lines)| {
            let lines: String = lines.iter().map(|line| format!("- {}\n", line.text(words))).collect();
            format!("{heading}\n{lines}\n")
        });
        let groups: String = groups.collect();
        format!(
            "{}\n\n{groups}{}: {}\n\n{}\n{}: {}\n",
            words.intro, words.open_fridge, links.fridge, words.why, words.stop, links.stop
        )
    }

    fn html(&self, words: &'static Words, language: Language, links: &Links) -> String {
        let groups = self.groups(words).map(|(heading, lines)| {
            let lines: String =
                lines.iter().map(|line| format!("<li>{}</li>", escaped(&line.text(words)))).collect();
            format!("<h2>{heading}</h2><ul>{lines}</ul>")
        });
        let groups: String = groups.collect();
        format!(
            "<!doctype html><html lang=\"{}\"><body><p>{}</p>{groups}<p><a href=\"{}\">{}</a></p>\
             <p><small>{}<br><a href=\"{}\">{}</a></small></p></body></html>",
            language.code(),
            words.intro,
            escaped(&links.fridge),
            words.open_fridge,
            words.why,
            escaped(&links.stop),
            words.stop,
        )
    }
}

impl<'a> Line<'a> {
    fn of(kept: &'a KeptItem, today: &Today) -> Option<Self> {
        let kind = AlertKind::of(freshness(&kept.item, today))?;
        let (until, last) = last_day(&kept.item, &today.zone)?;
        Some(Self { kind, name: kept.called(), last, until })
    }

    fn text(&self, words: &Words) -> String {
        format!("{}, {}", self.name.unwrap_or(words.unnamed), words.until(self.last, self.until))
    }
}

/// The same for every try, and nothing that leads back to the person.
fn message_id(account: AccountId, day: Date) -> String {
    let digest = Sha256::digest(format!("digest/{account}/{day}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
