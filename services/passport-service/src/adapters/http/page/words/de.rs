//! German.

use super::Words;
use crate::domain::{
    eco::{EcoLimit, EcoPartName, FootprintSize, LifeCycleStep, PalmOil},
    fact::Source,
    from_brand::{RecallOf, ShopperLinkKind},
    journey::StepKind,
    label::{Allergen, FreeFrom},
};

pub(super) const WORDS: Words = Words {
    nameless: "Ein Produkt ohne Namen",
    product_of: |brand| format!("Ein Produkt von {brand}"),
    description: |name, allergens| {
        format!("{name}: Zutaten, {allergens}, Nährwerte, Weg und Öko-Wert, mit Quellen und Datum.")
    },
    allergens_unknown: "Allergene nicht angegeben",
    allergens_none: "keine deklarierten Allergene",
    allergens_some: "Allergene",
    ingredients: "Zutaten",
    allergens: "Allergene",
    nutrition: "Nährwerte",
    journey: "Weg",
    eco: "Öko-Wert",
    from_brand: "Von der Marke",
    read_recall: "Hinweis lesen",
    recall,
    shopper_link,
    sources: "Quellen",
    not_stated: "Nicht angegeben.",
    none_declared: "Keine deklariert.",
    contains: "Enthält",
    may_contain: "Kann enthalten",
    free_from: "Als frei davon deklariert:",
    per: "Pro",
    nutrients: [
        "Energie",
        "Fett",
        "davon gesättigte Fettsäuren",
        "Kohlenhydrate",
        "davon Zucker",
        "Ballaststoffe",
        "Eiweiß",
        "Salz",
    ],
    pending: "Wird noch geholt.",
    unavailable: "Vorübergehend nicht verfügbar.",
    undated: "Datum nicht angegeben",
    check_the_pack: "Prüfe immer die Packung.",
    unknown_title: "Unbekanntes Produkt",
    unknown: |gtin| format!("Noch keine Quelle kennt das Produkt mit der Nummer {gtin}."),
    another: "Anderen Code scannen oder eingeben",
    invalid_title: "Das ist nicht der Code eines Produkts",
    code: "Code",
    links: "Was es zu diesem Produkt gibt:",
    choose_link: "Mehrere Links passen. Bitte wähle einen:",
    no_such_link: "Diesen Link gibt es nicht. Diese gibt es:",
    again: "Noch einmal versuchen",
    score: |score, grade| format!("{score} von 100, Stufe {grade}."),
    no_labels: "Kein Siegel, das Punkte bringt",
    no_origin: "Herkunft nicht angegeben",
    no_packaging: "Verpackung nicht angegeben",
    similar: |footprint| format!("{footprint} eines ähnlichen Lebensmittels"),
    largest_part: "größter Teil:",
    sold_in: "verkauft in:",
    fault,
    allergen,
    free,
    step,
    credit,
    part,
    footprint,
    life_cycle,
    palm_oil,
    limit,
};

fn fault(reason: &str) -> Option<&'static str> {
    match reason {
        "check_digit" => Some(
            "Diese Nummer stimmt nicht: Die letzte Ziffer passt nicht zu den anderen. Prüfe sie auf der Packung.",
        ),
        "length" => {
            Some("Diese Nummer hat die falsche Länge. Auf der Packung hat sie 8, 12, 13 oder 14 Ziffern.")
        }
        "not_a_gs1_code" => Some("Das ist kein Produktcode. Gib die Nummer unter den Strichen ein."),
        "date" => Some("Das Datum in diesem Code ist nicht möglich. Sieh auf der Packung nach."),
        "characters" => Some("Hier steht ein Zeichen, das kein Produktcode hat."),
        "structure" => {
            Some("Die Teile dieses Codes passen nicht zusammen. Gib die Nummer unter den Strichen ein.")
        }
        "value" => Some("Ein Wert in diesem Code ist nicht möglich."),
        "no_product" => Some("Das ist ein GS1-Code, aber keiner eines Produkts: Er nennt keine GTIN."),
        _ => None,
    }
}

const fn recall(of: RecallOf) -> &'static str {
    match of {
        RecallOf::Pack => "Die Marke hat einen Rückrufhinweis für genau diese Packung veröffentlicht.",
        RecallOf::Lot => "Die Marke hat einen Rückrufhinweis für dieses Los veröffentlicht.",
        RecallOf::Variant => {
            "Die Marke hat einen Rückrufhinweis für diese Variante des Produkts veröffentlicht."
        }
        RecallOf::Product => "Die Marke hat einen Rückrufhinweis für dieses Produkt veröffentlicht.",
    }
}

const fn shopper_link(kind: ShopperLinkKind) -> &'static str {
    match kind {
        ShopperLinkKind::Instructions => "Anleitung",
        ShopperLinkKind::Storage => "Aufbewahrung",
        ShopperLinkKind::Recipes => "Rezepte",
        ShopperLinkKind::Allergens => "Allergene",
        ShopperLinkKind::Nutrition => "Nährwerte",
        ShopperLinkKind::Sustainability => "Nachhaltigkeit",
        ShopperLinkKind::Traceability => "Rückverfolgung",
        ShopperLinkKind::Certification => "Zertifikate",
        ShopperLinkKind::Promotion => "Aktion",
    }
}

const fn allergen(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Celery => "Sellerie",
        Allergen::Gluten => "Gluten",
        Allergen::Crustaceans => "Krebstiere",
        Allergen::Eggs => "Eier",
        Allergen::Fish => "Fisch",
        Allergen::Lupin => "Lupinen",
        Allergen::Milk => "Milch",
        Allergen::Molluscs => "Weichtiere",
        Allergen::Mustard => "Senf",
        Allergen::Nuts => "Schalenfrüchte",
        Allergen::Peanuts => "Erdnüsse",
        Allergen::Sesame => "Sesam",
        Allergen::Soybeans => "Soja",
        Allergen::Sulphites => "Sulfite",
    }
}

const fn free(free: FreeFrom) -> &'static str {
    match free {
        FreeFrom::Gluten => "Gluten",
        FreeFrom::Lactose => "Laktose",
        FreeFrom::Milk => "Milch",
        FreeFrom::Eggs => "Eier",
        FreeFrom::Nuts => "Schalenfrüchte",
        FreeFrom::Peanuts => "Erdnüsse",
        FreeFrom::Soybeans => "Soja",
    }
}

const fn step(step: StepKind) -> &'static str {
    match step {
        StepKind::Origin => "Herkunft",
        StepKind::Processing => "Verarbeitung",
        StepKind::Packing => "Verpackung",
        StepKind::Distribution => "Vertrieb",
        StepKind::Retail => "Verkauf",
    }
}

const fn credit(source: Source) -> &'static str {
    match source {
        Source::Brand => "Die Marke",
        Source::OpenFoodFacts => {
            "<a href=\"https://world.openfoodfacts.org\">Open Food Facts</a> – wer dort beiträgt (ODbL, Bilder CC BY-SA)"
        }
        Source::Agribalyse => {
            "<a href=\"https://agribalyse.ademe.fr\">Agribalyse</a>, ADEME (Licence Ouverte)"
        }
    }
}

const fn part(part: EcoPartName) -> &'static str {
    match part {
        EcoPartName::Production => "Herstellung",
        EcoPartName::Labels => "Siegel",
        EcoPartName::Origins => "Herkunft und Transport",
        EcoPartName::PalmOil => "Palmöl",
        EcoPartName::Packaging => "Verpackung",
        EcoPartName::Cap => "Grenze der Skala",
    }
}

const fn footprint(size: FootprintSize) -> &'static str {
    match size {
        FootprintSize::Small => "Kleiner Fußabdruck",
        FootprintSize::Medium => "Mittlerer Fußabdruck",
        FootprintSize::Large => "Großer Fußabdruck",
    }
}

const fn life_cycle(step: LifeCycleStep) -> &'static str {
    match step {
        LifeCycleStep::Farming => "Landwirtschaft",
        LifeCycleStep::Processing => "Verarbeitung",
        LifeCycleStep::Packaging => "Verpackung",
        LifeCycleStep::Transport => "Transport",
        LifeCycleStep::Distribution => "Laden",
        LifeCycleStep::Consumption => "Küche",
    }
}

const fn palm_oil(statement: PalmOil) -> &'static str {
    match statement {
        PalmOil::NotStated => "Zutaten nicht angegeben",
        PalmOil::Absent => "Nicht in den Zutaten",
        PalmOil::Certified => "Nachhaltig zertifiziert (RSPO)",
        PalmOil::Uncertified => "Palmöl ohne Zertifikat",
    }
}

const fn limit(limit: EcoLimit) -> &'static str {
    match limit {
        EcoLimit::Bonus => "Boni zählen zusammen höchstens 25 Punkte",
        EcoLimit::Scale => "Der Wert bleibt zwischen 0 und 100",
    }
}
