//! Which phrase names which allergens, in which language.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use taxonomy::{
    Taxonomies,
    text::{MAIN, Phrases},
};

use super::super::allergen_set::{AllergenSet, of_entry, of_ingredient};

/// What a phrase means in each language that knows it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Meaning([Option<AllergenSet>; MAIN.len()]);

/// Phrases with meanings in up to six languages.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) phrases: Phrases<Meaning>,
}

impl Meaning {
    pub(super) fn in_language(&self, language: usize) -> Option<AllergenSet> {
        self.0.get(language).copied().flatten()
    }

    pub(super) fn in_any(&self) -> AllergenSet {
        self.0.iter().flatten().copied().collect()
    }

    pub(super) fn languages(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, meaning)| meaning.is_some()).map(|(language, _)| language)
    }
}

/// Phrases that sound like an allergen and are none, or another one than the taxonomies say.
const CORRECTIONS: &[(&str, &str, &str)] = &[
    ("en", "cream of tartar", ""),
    ("en", "coconut milk", ""),
    ("en", "coconut cream", ""),
    ("en", "cocoa butter", ""),
    ("en", "shea butter", ""),
    ("en", "peanut butter", "en:peanuts"),
    ("en", "almond milk", "en:nuts"),
    ("en", "almond butter", "en:nuts"),
    ("en", "soy milk", "en:soybeans"),
    ("en", "soya milk", "en:soybeans"),
    ("en", "rice milk", ""),
    ("en", "oat milk", "en:gluten"),
    ("en", "milk thistle", ""),
    ("en", "butter bean", ""),
    ("en", "buckwheat", ""),
    ("en", "nutmeg", ""),
    ("en", "water chestnut", ""),
    ("en", "chestnut", ""),
    ("en", "lactic acid", ""),
    ("en", "brassica", ""),
    ("en", "oyster mushroom", ""),
    ("en", "tree nut", "en:nuts"),
    ("en", "nut", "en:nuts"),
    ("en", "pecan", "en:nuts"),
    ("en", "walnut", "en:nuts"),
    ("fr", "crème de tartre", ""),
    ("fr", "lait de coco", ""),
    ("fr", "crème de coco", ""),
    ("fr", "beurre de cacao", ""),
    ("fr", "beurre de karité", ""),
    ("fr", "beurre de cacahuète", "en:peanuts"),
    ("fr", "lait d'amande", "en:nuts"),
    ("fr", "lait de riz", ""),
    ("fr", "lait de soja", "en:soybeans"),
    ("fr", "lait d'avoine", "en:gluten"),
    ("fr", "noix de coco", ""),
    ("fr", "lait de noix de coco", ""),
    ("fr", "noix de muscade", ""),
    ("fr", "noix muscade", ""),
    ("fr", "blé noir", ""),
    ("fr", "farine de blé noir", ""),
    ("fr", "sarrasin", ""),
    ("fr", "acide lactique", ""),
    ("fr", "bleu", ""),
    ("fr", "bleu brillant", ""),
    ("fr", "bleu patenté", ""),
    ("fr", "comte", ""),
    ("fr", "loup", ""),
    ("fr", "lieu", ""),
    ("fr", "noix de veau", ""),
    ("fr", "avoine", "en:gluten"),
    ("fr", "fruits à coque", "en:nuts"),
    ("fr", "fromage", "en:milk"),
    ("fr", "œuf", "en:eggs"),
    ("de", "kokosmilch", ""),
    ("de", "kakaobutter", ""),
    ("de", "sheabutter", ""),
    ("de", "muskatnuss", ""),
    ("de", "milchsäure", ""),
    ("de", "buchweizen", ""),
    ("de", "erdnussöl", "en:peanuts"),
    ("de", "mandelmilch", "en:nuts"),
    ("de", "kokosnuss", ""),
    ("de", "erdnussbutter", "en:peanuts"),
    ("de", "reismilch", ""),
    ("de", "nüsse", "en:nuts"),
    ("de", "nuss", "en:nuts"),
    ("de", "ei", "en:eggs"),
    ("it", "latte di cocco", ""),
    ("it", "burro di cacao", ""),
    ("it", "noce moscata", ""),
    ("it", "grano saraceno", ""),
    ("it", "acido lattico", ""),
    ("it", "burro di arachidi", "en:peanuts"),
    ("it", "latte di mandorla", "en:nuts"),
    ("it", "latte di riso", ""),
    ("it", "avena", "en:gluten"),
    ("it", "burro", "en:milk"),
    ("it", "panna", "en:milk"),
    ("it", "formaggio", "en:milk"),
    ("it", "formaggi", "en:milk"),
    ("it", "siero di latte", "en:milk"),
    ("it", "yogurt", "en:milk"),
    ("it", "tonno", "en:fish"),
    ("it", "salmone", "en:fish"),
    ("it", "acciughe", "en:fish"),
    ("it", "acciuga", "en:fish"),
    ("it", "merluzzo", "en:fish"),
    ("it", "gamberi", "en:crustaceans"),
    ("it", "gambero", "en:crustaceans"),
    ("it", "cozze", "en:molluscs"),
    ("it", "vongole", "en:molluscs"),
    ("it", "calamari", "en:molluscs"),
    ("it", "seppia", "en:molluscs"),
    ("it", "mandorla", "en:nuts"),
    ("it", "nocciola", "en:nuts"),
    ("it", "noce", "en:nuts"),
    ("it", "pistacchio", "en:nuts"),
    ("it", "anacardi", "en:nuts"),
    ("it", "arachide", "en:peanuts"),
    ("it", "lupino", "en:lupin"),
    ("it", "solfito", "en:sulphites"),
    ("it", "metabisolfito", "en:sulphites"),
    ("it", "tuorlo", "en:eggs"),
    ("it", "albume", "en:eggs"),
    ("it", "mascarpone", "en:milk"),
    ("es", "leche de coco", ""),
    ("es", "manteca de cacao", ""),
    ("es", "nuez moscada", ""),
    ("es", "trigo sarraceno", ""),
    ("es", "ácido láctico", ""),
    ("es", "avena", "en:gluten"),
    ("es", "mantequilla", "en:milk"),
    ("es", "nata", "en:milk"),
    ("es", "suero", "en:milk"),
    ("es", "yogur", "en:milk"),
    ("es", "atún", "en:fish"),
    ("es", "merluza", "en:fish"),
    ("es", "bacalao", "en:fish"),
    ("es", "salmón", "en:fish"),
    ("es", "anchoa", "en:fish"),
    ("es", "almendra", "en:nuts"),
    ("es", "avellana", "en:nuts"),
    ("es", "anacardo", "en:nuts"),
    ("es", "leche de almendra", "en:nuts"),
    ("es", "leche de soja", "en:soybeans"),
    ("es", "castaña", ""),
    ("es", "harina", ""),
    ("es", "sulfito", "en:sulphites"),
    ("es", "metabisulfito", "en:sulphites"),
    ("es", "mantequilla de cacahuete", "en:peanuts"),
    ("es", "leche de arroz", ""),
    ("es", "cacahuete", "en:peanuts"),
    ("nl", "kokosmelk", ""),
    ("nl", "cacaoboter", ""),
    ("nl", "nootmuskaat", ""),
    ("nl", "boekweit", ""),
    ("nl", "melkzuur", ""),
    ("nl", "pindakaas", "en:peanuts"),
    ("nl", "kokosnoot", ""),
    ("nl", "amandelmelk", "en:nuts"),
    ("nl", "sheaboter", ""),
    ("nl", "roomijs", "en:milk"),
    ("nl", "noten", "en:nuts"),
    ("nl", "melk", "en:milk"),
    ("nl", "zalm", "en:fish"),
    ("nl", "tonijn", "en:fish"),
    ("en", "metabisulfite", "en:sulphites"),
    ("en", "metabisulphite", "en:sulphites"),
    ("en", "bisulfite", "en:sulphites"),
    ("en", "sulphite", "en:sulphites"),
    ("en", "sulfite", "en:sulphites"),
    ("en", "barley", "en:gluten"),
    ("en", "oat", "en:gluten"),
    ("en", "anchovy", "en:fish"),
    ("en", "anchovies", "en:fish"),
    ("en", "crab", "en:crustaceans"),
    ("en", "casein", "en:milk"),
    ("en", "caseinate", "en:milk"),
    ("en", "ghee", "en:milk"),
    ("en", "custard", "en:milk"),
    ("en", "milkfat", "en:milk"),
    ("en", "butterfat", "en:milk"),
    ("en", "half and half", "en:milk"),
    ("en", "semolina", "en:gluten"),
    ("en", "edamame", "en:soybeans"),
    ("en", "tofu", "en:soybeans"),
    ("en", "tahini", "en:sesame"),
    ("en", "mayonnaise", "en:eggs"),
    ("en", "albumen", "en:eggs"),
    ("en", "malt", "en:gluten"),
    ("en", "shellfish", "en:crustaceans,en:molluscs"),
];

impl Lexicon {
    /// The six languages together.
    pub(super) fn main() -> &'static Self {
        static MAIN_LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&MAIN));
        &MAIN_LEXICON
    }

    /// Another language alone, read when it is first met.
    pub(super) fn of(language: &str) -> Arc<Self> {
        static OTHERS: LazyLock<RwLock<HashMap<String, Arc<Lexicon>>>> = LazyLock::new(RwLock::default);
        if let Some(known) = OTHERS.read().unwrap_or_else(PoisonError::into_inner).get(language) {
            return Arc::clone(known);
        }
        let read = Arc::new(Self::read(&[language]));
        let mut others = OTHERS.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(others.entry(language.to_owned()).or_insert(read))
    }

    fn read(languages: &[&str]) -> Self {
        let mut lexicon = Self::default();
        for (language, phrase, tag) in CORRECTIONS {
            let tags = tag.split(',').filter_map(|tag| Taxonomies::allergens().canonical(tag));
            let meaning = tags.map(of_entry).collect();
            lexicon.add(languages, language, phrase, meaning);
        }
        for (id, language, name) in Taxonomies::allergens().names() {
            let meaning = of_entry(id);
            if !meaning.is_empty() {
                lexicon.add(languages, language, name, meaning);
            }
        }
        let mut brought = HashMap::new();
        for (id, language, name) in Taxonomies::ingredients().names() {
            if languages.contains(&language) {
                let meaning = *brought.entry(id).or_insert_with(|| of_ingredient(id));
                lexicon.add(languages, language, name, meaning);
            }
        }
        lexicon
    }

    /// The first to give a phrase a meaning in a language is right.
    fn add(&mut self, languages: &[&str], language: &str, phrase: &str, meaning: AllergenSet) {
        let Some(at) = languages.iter().position(|known| *known == language) else { return };
        if let Some(place) = self.phrases.place(phrase) {
            place.get_or_insert_default().0[at].get_or_insert(meaning);
        }
    }
}
