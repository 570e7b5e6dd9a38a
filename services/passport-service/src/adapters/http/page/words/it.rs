//! Italian.

use super::Words;
use crate::domain::{
    eco::{EcoLimit, EcoPartName, FootprintSize, LifeCycleStep, PalmOil},
    fact::Source,
    from_brand::{RecallOf, ShopperLinkKind},
    journey::StepKind,
    label::{Allergen, FreeFrom},
};

pub(super) const WORDS: Words = Words {
    nameless: "Un prodotto senza nome",
    product_of: |brand| format!("Un prodotto di {brand}"),
    description: |name, allergens| {
        format!(
            "{name}: ingredienti, {allergens}, valori nutrizionali, percorso e punteggio eco, con fonti e date."
        )
    },
    allergens_unknown: "allergeni non indicati",
    allergens_none: "nessun allergene dichiarato",
    allergens_some: "allergeni",
    ingredients: "Ingredienti",
    allergens: "Allergeni",
    nutrition: "Valori nutrizionali",
    journey: "Percorso",
    eco: "Punteggio eco",
    from_brand: "Dalla marca",
    read_recall: "Leggi l’avviso",
    recall,
    shopper_link,
    sources: "Fonti",
    not_stated: "Non indicato.",
    none_declared: "Nessuno dichiarato.",
    contains: "Contiene",
    may_contain: "Può contenere",
    free_from: "Dichiarato senza",
    per: "Per",
    nutrients: [
        "Energia",
        "Grassi",
        "di cui acidi grassi saturi",
        "Carboidrati",
        "di cui zuccheri",
        "Fibre",
        "Proteine",
        "Sale",
    ],
    pending: "In arrivo.",
    unavailable: "Temporaneamente non disponibile.",
    undated: "data non indicata",
    check_the_pack: "Controlla sempre la confezione.",
    unknown_title: "Prodotto sconosciuto",
    unknown: |gtin| format!("Nessuna fonte conosce ancora il prodotto con il numero {gtin}."),
    another: "Scansiona o digita un altro codice",
    invalid_title: "Questo non è il codice di un prodotto",
    code: "Codice",
    links: "Che cosa c’è su questo prodotto:",
    choose_link: "Più di un link corrisponde. Scegline uno:",
    no_such_link: "Questo link non c’è. Ci sono questi:",
    again: "Riprova",
    score: |score, grade| format!("{score} su 100, classe {grade}."),
    no_labels: "Nessun marchio che dia punti",
    no_origin: "Origine non indicata",
    no_packaging: "Imballaggio non indicato",
    similar: |footprint| format!("{footprint} di un alimento simile"),
    largest_part: "parte maggiore:",
    sold_in: "in vendita in:",
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
            "Questo numero non è corretto: l’ultima cifra non corrisponde alle altre. Controllalo sulla confezione.",
        ),
        "length" => {
            Some("Questo numero ha la lunghezza sbagliata. Sulla confezione ha 8, 12, 13 o 14 cifre.")
        }
        "not_a_gs1_code" => Some("Questo non è un codice prodotto. Digita il numero sotto le barre."),
        "date" => Some("La data in questo codice non è possibile. Guarda la confezione."),
        "characters" => Some("Qui c’è un carattere che nessun codice prodotto ha."),
        "structure" => Some("Le parti di questo codice non stanno insieme. Digita il numero sotto le barre."),
        "value" => Some("Un valore in questo codice non è possibile."),
        "no_product" => Some("Questo è un codice GS1, ma non di un prodotto: non contiene un GTIN."),
        _ => None,
    }
}

const fn recall(of: RecallOf) -> &'static str {
    match of {
        RecallOf::Pack => "La marca ha pubblicato un avviso di richiamo per questa singola confezione.",
        RecallOf::Lot => "La marca ha pubblicato un avviso di richiamo per questo lotto.",
        RecallOf::Variant => "La marca ha pubblicato un avviso di richiamo per questa variante del prodotto.",
        RecallOf::Product => "La marca ha pubblicato un avviso di richiamo per questo prodotto.",
    }
}

const fn shopper_link(kind: ShopperLinkKind) -> &'static str {
    match kind {
        ShopperLinkKind::Instructions => "Istruzioni",
        ShopperLinkKind::Storage => "Conservazione e uso",
        ShopperLinkKind::Recipes => "Ricette",
        ShopperLinkKind::Allergens => "Allergeni",
        ShopperLinkKind::Nutrition => "Valori nutrizionali",
        ShopperLinkKind::Sustainability => "Sostenibilità",
        ShopperLinkKind::Traceability => "Tracciabilità",
        ShopperLinkKind::Certification => "Certificazioni",
        ShopperLinkKind::Promotion => "Promozione",
    }
}

const fn allergen(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Celery => "sedano",
        Allergen::Gluten => "glutine",
        Allergen::Crustaceans => "crostacei",
        Allergen::Eggs => "uova",
        Allergen::Fish => "pesce",
        Allergen::Lupin => "lupini",
        Allergen::Milk => "latte",
        Allergen::Molluscs => "molluschi",
        Allergen::Mustard => "senape",
        Allergen::Nuts => "frutta a guscio",
        Allergen::Peanuts => "arachidi",
        Allergen::Sesame => "sesamo",
        Allergen::Soybeans => "soia",
        Allergen::Sulphites => "solfiti",
    }
}

const fn free(free: FreeFrom) -> &'static str {
    match free {
        FreeFrom::Gluten => "glutine",
        FreeFrom::Lactose => "lattosio",
        FreeFrom::Milk => "latte",
        FreeFrom::Eggs => "uova",
        FreeFrom::Nuts => "frutta a guscio",
        FreeFrom::Peanuts => "arachidi",
        FreeFrom::Soybeans => "soia",
    }
}

const fn step(step: StepKind) -> &'static str {
    match step {
        StepKind::Origin => "Origine",
        StepKind::Processing => "Lavorazione",
        StepKind::Packing => "Confezionamento",
        StepKind::Distribution => "Distribuzione",
        StepKind::Retail => "Vendita",
    }
}

const fn credit(source: Source) -> &'static str {
    match source {
        Source::Brand => "Il marchio",
        Source::OpenFoodFacts => {
            "<a href=\"https://world.openfoodfacts.org\">Open Food Facts</a> – chi vi contribuisce (ODbL, immagini CC BY-SA)"
        }
        Source::Agribalyse => {
            "<a href=\"https://agribalyse.ademe.fr\">Agribalyse</a>, ADEME (Licence Ouverte)"
        }
    }
}

const fn part(part: EcoPartName) -> &'static str {
    match part {
        EcoPartName::Production => "Produzione",
        EcoPartName::Labels => "Marchi",
        EcoPartName::Origins => "Origine e trasporto",
        EcoPartName::PalmOil => "Olio di palma",
        EcoPartName::Packaging => "Imballaggio",
        EcoPartName::Cap => "Limite della scala",
    }
}

const fn footprint(size: FootprintSize) -> &'static str {
    match size {
        FootprintSize::Small => "Impronta piccola",
        FootprintSize::Medium => "Impronta media",
        FootprintSize::Large => "Impronta grande",
    }
}

const fn life_cycle(step: LifeCycleStep) -> &'static str {
    match step {
        LifeCycleStep::Farming => "agricoltura",
        LifeCycleStep::Processing => "lavorazione",
        LifeCycleStep::Packaging => "confezionamento",
        LifeCycleStep::Transport => "trasporto",
        LifeCycleStep::Distribution => "il negozio",
        LifeCycleStep::Consumption => "la cucina",
    }
}

const fn palm_oil(statement: PalmOil) -> &'static str {
    match statement {
        PalmOil::NotStated => "Ingredienti non indicati",
        PalmOil::Absent => "Assente negli ingredienti",
        PalmOil::Certified => "Certificato sostenibile (RSPO)",
        PalmOil::Uncertified => "Olio di palma senza certificato",
    }
}

const fn limit(limit: EcoLimit) -> &'static str {
    match limit {
        EcoLimit::Bonus => "I bonus contano al massimo 25 punti in tutto",
        EcoLimit::Scale => "Il punteggio resta tra 0 e 100",
    }
}
