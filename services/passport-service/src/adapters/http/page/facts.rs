//! A passport in plain HTML: what a person without script, and a search engine, reads.

use std::fmt::Write as _;

use gs1::Gtin;

use super::{escape::html, json_ld};
use crate::domain::{
    code::InvalidCode,
    eco::{Eco, EcoGrade},
    fact::{Fact, Source},
    journey::Journey,
    label::{Allergens, Ingredients, Nutrition, NutritionTable, Per},
    passport::Passport,
    product::Product,
    section::Section,
};

/// A page has to stay small: the rest of a long list stands in the data.
const LONGEST_TEXT: usize = 1_200;

pub(super) fn product(passport: &Passport, product: &Product) -> String {
    let mut page = format!("<h1>{}</h1>", html(&json_ld::title(product)));
    if let Some(quantity) = &product.quantity {
        paragraph(&mut page, quantity);
    }
    ingredients(&mut page, &product.label.ingredients);
    allergens(&mut page, &product.label.allergens);
    nutrition(&mut page, &product.label.nutrition);
    section(&mut page, "Journey", &passport.journey, journey);
    section(&mut page, "Eco score", &passport.eco, eco);
    sources(&mut page, &product.facts);
    paragraph(&mut page, "Always check the pack.");
    let _ = write!(page, "<p>GTIN {}</p>", html(&passport.gtin));
    page
}

pub(super) fn unknown(gtin: &Gtin) -> String {
    format!(
        "<h1>Unknown product</h1><p>No source knows the product with the number {gtin} yet.</p>\
         <p><a href=\"/\">Scan or type another code</a></p>"
    )
}

pub(super) fn invalid(raw: &str, code: &InvalidCode) -> String {
    let raw: String = raw.chars().take(200).collect();
    format!(
        "<h1>This is not the code of a product</h1><p>{}</p><p><code>{}</code></p>\
         <form action=\"/scan\"><label>Code <input name=\"raw\" value=\"{}\"></label> <button>Try again</button></form>",
        html(&code.detail),
        html(&raw),
        html(&raw),
    )
}

fn paragraph(page: &mut String, text: &str) {
    let _ = write!(page, "<p>{}</p>", html(text));
}

fn heading(page: &mut String, text: &str) {
    let _ = write!(page, "<h2>{text}</h2>");
}

fn ingredients(page: &mut String, ingredients: &Ingredients) {
    heading(page, "Ingredients");
    match ingredients {
        Ingredients::Unknown => paragraph(page, "Not stated."),
        Ingredients::Known { text, language, .. } => {
            let short: String = text.chars().take(LONGEST_TEXT).collect();
            let language = language.as_deref().map_or_else(String::new, |l| format!(" lang=\"{}\"", html(l)));
            let more = if short.len() < text.len() { "…" } else { "" };
            let _ = write!(page, "<p{language}>{}{more}</p>", html(&short));
        }
    }
}

fn allergens(page: &mut String, allergens: &Allergens) {
    heading(page, "Allergens");
    let Allergens::Known { contains, may_contain, free_from } = allergens else {
        return paragraph(page, "Not stated.");
    };
    match words(contains) {
        None => paragraph(page, "None declared."),
        Some(names) => paragraph(page, &format!("Contains {names}.")),
    }
    if let Some(names) = words(may_contain) {
        paragraph(page, &format!("May contain {names}."));
    }
    if let Some(names) = words(free_from) {
        paragraph(page, &format!("Declared free from {names}."));
    }
}

fn words<T: std::fmt::Debug>(names: &std::collections::BTreeSet<T>) -> Option<String> {
    let names: Vec<_> = names.iter().map(|name| format!("{name:?}").to_lowercase()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn nutrition(page: &mut String, nutrition: &Nutrition) {
    heading(page, "Nutrition");
    let Nutrition::Known(table) = nutrition else { return paragraph(page, "Not stated.") };
    let per = match table.per {
        Per::Grams => "100 g",
        Per::Millilitres => "100 ml",
    };
    let _ = write!(page, "<table><caption>Per {per}</caption>");
    for (name, amount, unit) in rows(table) {
        let Some(amount) = amount else { continue };
        let _ = write!(page, "<tr><th scope=\"row\">{name}</th><td>{amount} {unit}</td></tr>");
    }
    page.push_str("</table>");
}

fn rows(table: &NutritionTable) -> [(&'static str, Option<f64>, &'static str); 9] {
    [
        ("Energy", table.energy_kj, "kJ"),
        ("Energy", table.energy_kcal, "kcal"),
        ("Fat", table.fat, "g"),
        ("of which saturates", table.saturated_fat, "g"),
        ("Carbohydrate", table.carbohydrates, "g"),
        ("of which sugars", table.sugars, "g"),
        ("Fibre", table.fibre, "g"),
        ("Protein", table.protein, "g"),
        ("Salt", table.salt, "g"),
    ]
}

fn section<T>(page: &mut String, name: &str, section: &Section<T>, write: fn(&mut String, &T)) {
    heading(page, name);
    match section {
        Section::Loaded { data } => write(page, data),
        Section::Pending => paragraph(page, "Still being gathered."),
        Section::Failed { .. } => paragraph(page, "Temporarily unavailable."),
        Section::NotAvailable => paragraph(page, "Not stated."),
    }
}

fn journey(page: &mut String, journey: &Journey) {
    page.push_str("<ol>");
    for step in &journey.steps {
        let date = step.date.map_or_else(|| "date not stated".to_owned(), |date| date.to_string());
        let kind = format!("{:?}", step.kind);
        let _ = write!(page, "<li>{kind}: {} ({date})</li>", html(&step.place.name));
    }
    page.push_str("</ol>");
}

fn eco(page: &mut String, eco: &Eco) {
    let grade = match eco.grade {
        EcoGrade::APlus => "A+".to_owned(),
        grade => format!("{grade:?}"),
    };
    let _ = write!(page, "<p>{} of 100, grade {grade}. {}</p>", eco.score, html(&eco.explanation));
    paragraph(page, &eco.source);
}

/// Each source once, with its newest date, and the licence under which its facts are shown.
fn sources(page: &mut String, facts: &[Fact]) {
    let mut named: Vec<(Source, Option<jiff::civil::Date>)> = Vec::new();
    for fact in facts {
        match named.iter_mut().find(|(source, _)| *source == fact.source) {
            Some((_, date)) => *date = (*date).max(fact.as_of),
            None => named.push((fact.source, fact.as_of)),
        }
    }
    heading(page, "Sources");
    page.push_str("<ul>");
    for (source, date) in named {
        let date = date.map_or_else(String::new, |date| format!(", {date}"));
        let _ = write!(page, "<li>{}{date}</li>", credit(source));
    }
    page.push_str("</ul>");
}

const fn credit(source: Source) -> &'static str {
    match source {
        Source::Brand => "The brand",
        Source::OpenFoodFacts => {
            "<a href=\"https://world.openfoodfacts.org\">Open Food Facts</a> contributors (ODbL, pictures CC BY-SA)"
        }
        Source::Agribalyse => {
            "<a href=\"https://agribalyse.ademe.fr\">Agribalyse</a>, ADEME (Licence Ouverte)"
        }
    }
}
