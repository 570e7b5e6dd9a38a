//! The eco score on a page: the sum, and each part with its reason in the page's language.

use super::{
    escape::html,
    facts::Page,
    words::{Language, Words},
};
use crate::domain::eco::{Eco, EcoGrade, EcoPackagingPart, EcoPart, EcoPlace, EcoReason, EcoTerm};

/// A place with nearly all of the share is named without it.
const ALL: f64 = 99.0;

pub(super) fn write(page: &mut Page, eco: &Eco) {
    let grade = match eco.grade {
        EcoGrade::APlus => "A+".to_owned(),
        grade => format!("{grade:?}"),
    };
    page.paragraph(&(page.words.score)(eco.score, &grade));
    page.raw("<ul>");
    for part in &eco.parts {
        let item = item(part, page);
        page.raw(&item);
    }
    page.raw("</ul>");
    page.paragraph(&eco.source);
}

fn item(part: &EcoPart, page: &Page) -> String {
    let name = html((page.words.part)(part.name));
    let points = part.points.to_string().replace('-', "−");
    let why = match (&part.reason, &part.detail) {
        (Some(reason), _) => format!(" ({})", html(&in_words(reason, page.words, page.language))),
        // Stored before reasons had codes.
        (None, Some(detail)) => format!(" (<span lang=\"en\">{}</span>)", html(detail)),
        (None, None) => String::new(),
    };
    format!("<li>{name}: {points}{why}</li>")
}

fn in_words(reason: &EcoReason, words: &Words, language: Language) -> String {
    match reason {
        EcoReason::Food { footprint, heaviest, stand_in } => {
            let own = (words.footprint)(*footprint);
            let food = if *stand_in { (words.similar)(own) } else { own.to_owned() };
            let part = |step| format!("; {} {}", words.largest_part, (words.life_cycle)(step));
            heaviest.map_or(food.clone(), |heavy| format!("{food}{}, {} %", part(heavy.step), heavy.percent))
        }
        EcoReason::Labels { names } => listed(names, words.no_labels),
        EcoReason::Origins { places, sold_in } => {
            let from: Vec<_> = places.iter().map(|place| share(place, language)).collect();
            let from = listed(&from, words.no_origin);
            sold_in.as_ref().map_or(from.clone(), |country| format!("{from}; {} {country}", words.sold_in))
        }
        EcoReason::PalmOil { statement } => (words.palm_oil)(*statement).to_owned(),
        EcoReason::Packaging { parts } => {
            let packs: Vec<_> = parts.iter().filter_map(|part| pack(part, language)).collect();
            listed(&packs, words.no_packaging)
        }
        EcoReason::Cap { limit } => (words.limit)(*limit).to_owned(),
    }
}

fn listed(items: &[String], none: &str) -> String {
    if items.is_empty() { none.to_owned() } else { items.join(", ") }
}

fn share(EcoPlace { place, percent }: &EcoPlace, language: Language) -> String {
    let name = term(place, language);
    if *percent > ALL { name } else { format!("{name} {percent:.0} %") }
}

/// What it is, and in brackets what it is made of: so it needs no grammar.
fn pack(part: &EcoPackagingPart, language: Language) -> Option<String> {
    match (&part.shape, &part.material) {
        (Some(shape), Some(material)) => {
            Some(format!("{} ({})", term(shape, language), term(material, language)))
        }
        (Some(one), None) | (None, Some(one)) => Some(term(one, language)),
        (None, None) => None,
    }
}

/// Its name in this language, else in English, else its id without the language.
fn term(term: &EcoTerm, language: Language) -> String {
    let name = term.names.get(language.tag()).or_else(|| term.names.get("en"));
    let of_id = || term.id.split_once(':').map_or(term.id.as_str(), |(_, name)| name).replace('-', " ");
    name.cloned().unwrap_or_else(of_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::eco::{FootprintSize, HeaviestStep, LifeCycleStep};

    #[test]
    fn reasons_are_said_in_the_pages_language() {
        let heaviest = Some(HeaviestStep { step: LifeCycleStep::Farming, percent: 62 });
        let food = EcoReason::Food { footprint: FootprintSize::Large, heaviest, stand_in: true };
        let said = |language: Language| in_words(&food, language.words(), language);
        assert_eq!(
            said(Language::German),
            "Großer Fußabdruck eines ähnlichen Lebensmittels; größter Teil: Landwirtschaft, 62 %"
        );
        assert_eq!(
            said(Language::Italian),
            "Impronta grande di un alimento simile; parte maggiore: agricoltura, 62 %"
        );
        let name = |name: &str| [("en".to_owned(), name.to_owned())].into();
        let place = EcoTerm { id: "en:italy".into(), names: name("Italy") };
        let places = vec![EcoPlace { place, percent: 60.0 }];
        let origins = EcoReason::Origins { places, sold_in: Some("DE".into()) };
        let said = in_words(&origins, Language::Italian.words(), Language::Italian);
        assert_eq!(said, "Italy 60 %; in vendita in: DE");
        let nothing = EcoReason::Packaging { parts: vec![EcoPackagingPart::default()] };
        let said = in_words(&nothing, Language::German.words(), Language::German);
        assert_eq!(said, "Verpackung nicht angegeben");
        let glass = EcoTerm { id: "en:clear-glass".into(), ..EcoTerm::default() };
        let parts = vec![EcoPackagingPart { material: Some(glass), shape: None }];
        let said = in_words(&EcoReason::Packaging { parts }, Language::English.words(), Language::English);
        assert_eq!(said, "clear glass");
    }
}
