//! A passport in plain HTML: what a person without script, and a search engine, reads.

use std::{collections::BTreeSet, fmt::Write as _};

use gs1::Gtin;

use super::{
    eco,
    escape::html,
    json_ld,
    words::{Language, Words},
};
use crate::domain::{
    code::InvalidCode,
    fact::{Fact, Source},
    journey::Journey,
    label::{Allergens, Ingredients, Nutrition, NutritionTable, Per},
    passport::Passport,
    product::Product,
    section::Section,
};

/// A page has to stay small: the rest of a long list stands in the data.
const LONGEST_TEXT: usize = 1_200;

/// A page being written, in one language.
pub(super) struct Page {
    html: String,
    pub(super) language: Language,
    pub(super) words: &'static Words,
}

pub(super) fn product(passport: &Passport, product: &Product, language: Language) -> String {
    let mut page = Page::new(language, &json_ld::title(product, language));
    page.recalls(&passport.recalls);
    if let Some(quantity) = &product.quantity {
        page.paragraph(quantity);
    }
    page.ingredients(&product.label.ingredients);
    page.allergens(&product.label.allergens);
    page.nutrition(&product.label.nutrition);
    page.section(page.words.journey, &passport.journey, Page::journey);
    page.section(page.words.eco, &passport.eco, eco::write);
    page.links(&passport.links);
    page.sources(&product.facts);
    page.paragraph(page.words.check_the_pack);
    page.paragraph(&format!("GTIN {}", passport.gtin));
    page.html
}

pub(super) fn unknown(gtin: &Gtin, language: Language) -> String {
    let mut page = Page::new(language, language.words().unknown_title);
    page.paragraph(&(page.words.unknown)(gtin.as_str()));
    let another = html(page.words.another);
    page.raw(&format!("<p><a href=\"/\">{another}</a></p>"));
    page.html
}

pub(super) fn invalid(raw: &str, code: &InvalidCode, language: Language) -> String {
    let mut page = Page::new(language, language.words().invalid_title);
    match (page.words.fault)(code.reason) {
        Some(words) => page.paragraph(words),
        None => page.raw(&format!("<p lang=\"en\">{}</p>", html(&code.detail))),
    }
    let raw = html(&raw.chars().take(200).collect::<String>());
    let (code, again) = (html(page.words.code), html(page.words.again));
    page.raw(&format!(
        "<p><code>{raw}</code></p><form action=\"/scan\"><label>{code} <input name=\"raw\" value=\"{raw}\"></label> \
         <button>{again}</button></form>"
    ));
    page.html
}

impl Page {
    fn new(language: Language, title: &str) -> Self {
        Self { html: format!("<h1>{}</h1>", html(title)), language, words: language.words() }
    }

    /// HTML as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.html.push_str(text);
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let _ = write!(self.html, "<p>{}</p>", html(text));
    }

    pub(super) fn heading(&mut self, text: &str) {
        let _ = write!(self.html, "<h2>{}</h2>", html(text));
    }

    fn ingredients(&mut self, ingredients: &Ingredients) {
        self.heading(self.words.ingredients);
        match ingredients {
            Ingredients::Unknown => self.paragraph(self.words.not_stated),
            Ingredients::Known { text, language, .. } => {
                let short: String = text.chars().take(LONGEST_TEXT).collect();
                let language =
                    language.as_deref().map_or_else(String::new, |l| format!(" lang=\"{}\"", html(l)));
                let more = if short.len() < text.len() { "…" } else { "" };
                let _ = write!(self.html, "<p{language}>{}{more}</p>", html(&short));
            }
        }
    }

    fn allergens(&mut self, allergens: &Allergens) {
        let words = self.words;
        self.heading(words.allergens);
        let Allergens::Known { contains, may_contain, free_from } = allergens else {
            return self.paragraph(words.not_stated);
        };
        if contains.is_empty() {
            self.paragraph(words.none_declared);
        }
        self.named(words.contains, contains, words.allergen);
        self.named(words.may_contain, may_contain, words.allergen);
        self.named(words.free_from, free_from, words.free);
    }

    fn named<T: Copy>(&mut self, what: &str, of: &BTreeSet<T>, name: fn(T) -> &'static str) {
        let names: Vec<_> = of.iter().copied().map(name).collect();
        if !names.is_empty() {
            self.paragraph(&format!("{what} {}.", names.join(", ")));
        }
    }

    fn nutrition(&mut self, nutrition: &Nutrition) {
        self.heading(self.words.nutrition);
        let Nutrition::Known(table) = nutrition else { return self.paragraph(self.words.not_stated) };
        let per = match table.per {
            Per::Grams => "100 g",
            Per::Millilitres => "100 ml",
        };
        let _ = write!(self.html, "<table><caption>{} {per}</caption>", html(self.words.per));
        for (name, amount, unit) in rows(table, self.words) {
            let Some(amount) = amount else { continue };
            let (name, amount) = (html(name), self.language.number(amount));
            let _ = write!(self.html, "<tr><th scope=\"row\">{name}</th><td>{amount} {unit}</td></tr>");
        }
        self.html.push_str("</table>");
    }

    fn section<T>(&mut self, name: &str, section: &Section<T>, write: fn(&mut Self, &T)) {
        self.heading(name);
        match section {
            Section::Loaded { data } => write(self, data),
            Section::Pending => self.paragraph(self.words.pending),
            Section::Failed { .. } => self.paragraph(self.words.unavailable),
            Section::NotAvailable => self.paragraph(self.words.not_stated),
        }
    }

    fn journey(&mut self, journey: &Journey) {
        self.html.push_str("<ol>");
        for step in &journey.steps {
            let date = step.date.map_or_else(|| self.words.undated.to_owned(), |date| date.to_string());
            let kind = (self.words.step)(step.kind);
            let _ = write!(self.html, "<li>{kind}: {} ({date})</li>", html(&step.place.name));
        }
        self.html.push_str("</ol>");
    }

    /// Each source once, with its newest date, and the licence under which its facts are shown.
    fn sources(&mut self, facts: &[Fact]) {
        let mut named: Vec<(Source, Option<jiff::civil::Date>)> = Vec::new();
        for fact in facts {
            match named.iter_mut().find(|(source, _)| *source == fact.source) {
                Some((_, date)) => *date = (*date).max(fact.as_of),
                None => named.push((fact.source, fact.as_of)),
            }
        }
        self.heading(self.words.sources);
        self.html.push_str("<ul>");
        for (source, date) in named {
            let date = date.map_or_else(String::new, |date| format!(", {date}"));
            let _ = write!(self.html, "<li>{}{date}</li>", (self.words.credit)(source));
        }
        self.html.push_str("</ul>");
    }
}

fn rows(table: &NutritionTable, words: &Words) -> [(&'static str, Option<f64>, &'static str); 9] {
    let [energy, fat, saturates, carbohydrate, sugars, fibre, protein, salt] = words.nutrients;
    [
        (energy, table.energy_kj, "kJ"),
        (energy, table.energy_kcal, "kcal"),
        (fat, table.fat, "g"),
        (saturates, table.saturated_fat, "g"),
        (carbohydrate, table.carbohydrates, "g"),
        (sugars, table.sugars, "g"),
        (fibre, table.fibre, "g"),
        (protein, table.protein, "g"),
        (salt, table.salt, "g"),
    ]
}
