//! Words that say how the words after them are meant.

use std::sync::LazyLock;

use super::phrases::Phrases;

/// How what follows is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// It may be in the product, to the end of the sentence.
    May,
    /// It is in the product after all.
    Is,
    /// It is not in the product, to the next separator.
    Not,
}

const MAY: &[&str] = &[
    "may contain",
    "may also contain",
    "may be present",
    "can contain",
    "could contain",
    "traces of",
    "trace of",
    "contains traces",
    "may have traces",
    "possible traces",
    "traces",
    "in a facility",
    "in a factory",
    "on equipment",
    "in the same facility",
    "shared equipment",
    "made on a line",
    "packed in a",
    "peut contenir",
    "peuvent contenir",
    "pourrait contenir",
    "peut également contenir",
    "peut aussi contenir",
    "susceptible de contenir",
    "traces éventuelles",
    "traces possibles",
    "trace",
    "contient des traces",
    "présence éventuelle",
    "éventuelle présence",
    "présence possible",
    "dans un atelier",
    "dans une usine",
    "dans un site",
    "dans un environnement",
    "può contenere",
    "può anche contenere",
    "possono contenere",
    "potrebbe contenere",
    "tracce",
    "in uno stabilimento",
    "eventuali tracce",
    "kann",
    "können",
    "spuren",
    "puede contener",
    "pueden contener",
    "trazas",
    "en una fábrica",
    "en una planta",
    "en una línea",
    "en instalaciones",
    "kan",
    "sporen",
    "saattaa sisältää",
    "pode conter",
    "vestígios",
    "kan indeholde",
    "kan innehålla",
    "spor",
    "spår",
    "może zawierać",
    "mogą zawierać",
    "śladowe ilości",
];

const IS: &[&str] = &[
    "contains",
    "contient",
    "contiene",
    "enthält",
    "bevat",
    "ingredients",
    "ingrédients",
    "zutaten",
    "ingrediënten",
    "ingredienti",
    "ingredientes",
];

const NOT: &[&str] = &[
    "sans",
    "without",
    "free from",
    "free of",
    "does not contain",
    "contains no",
    "no added",
    "ne contient pas",
    "sans trace",
    "ohne",
    "frei von",
    "enthält kein",
    "enthält keine",
    "senza",
    "non contiene",
    "privo di",
    "sin",
    "no contiene",
    "libre de",
    "zonder",
    "vrij van",
    "bevat geen",
    "non dairy",
    "contains 0",
    "no contains",
];

/// Words that deny the word before them: `gluten free`.
pub(crate) const DENIAL: [&str; 6] = ["free", "frei", "freie", "vrij", "fri", "fria"];

pub(crate) static SIGNALS: LazyLock<Phrases<Signal>> = LazyLock::new(|| {
    let mut signals = Phrases::default();
    for (phrases, signal) in [(MAY, Signal::May), (IS, Signal::Is), (NOT, Signal::Not)] {
        for phrase in phrases {
            if let Some(place) = signals.place(phrase) {
                *place = Some(signal);
            }
        }
    }
    signals
});
