//! English.

use super::Words;
use crate::domain::{
    eco::{EcoLimit, EcoPartName, FootprintSize, LifeCycleStep, PalmOil},
    fact::Source,
    from_brand::{RecallOf, ShopperLinkKind},
    journey::StepKind,
    label::{Allergen, FreeFrom},
};

pub(super) const WORDS: Words = Words {
    nameless: "A product without a name",
    product_of: |brand| format!("A product of {brand}"),
    description: |name, allergens| {
        format!("{name}: ingredients, {allergens}, nutrition, journey and eco score, with sources and dates.")
    },
    allergens_unknown: "allergens not stated",
    allergens_none: "no declared allergens",
    allergens_some: "allergens",
    ingredients: "Ingredients",
    allergens: "Allergens",
    nutrition: "Nutrition",
    journey: "Journey",
    eco: "Eco score",
    from_brand: "From the brand",
    read_recall: "Read the notice",
    recall,
    shopper_link,
    sources: "Sources",
    not_stated: "Not stated.",
    none_declared: "None declared.",
    contains: "Contains",
    may_contain: "May contain",
    free_from: "Declared free from",
    per: "Per",
    nutrients: [
        "Energy",
        "Fat",
        "of which saturates",
        "Carbohydrate",
        "of which sugars",
        "Fibre",
        "Protein",
        "Salt",
    ],
    pending: "Still being gathered.",
    unavailable: "Temporarily unavailable.",
    undated: "date not stated",
    check_the_pack: "Always check the pack.",
    unknown_title: "Unknown product",
    unknown: |gtin| format!("No source knows the product with the number {gtin} yet."),
    another: "Scan or type another code",
    invalid_title: "This is not the code of a product",
    code: "Code",
    links: "What there is about this product:",
    choose_link: "Several links fit. Please choose one:",
    no_such_link: "There is no such link. These are there:",
    again: "Try again",
    score: |score, grade| format!("{score} of 100, grade {grade}."),
    no_labels: "No label that earns points",
    no_origin: "Origin not stated",
    no_packaging: "Packaging not stated",
    similar: |footprint| format!("{footprint} of a similar food"),
    largest_part: "largest part:",
    sold_in: "sold in:",
    fault: |_| None,
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

const fn recall(of: RecallOf) -> &'static str {
    match of {
        RecallOf::Pack => "The brand has published a recall notice for this very pack.",
        RecallOf::Lot => "The brand has published a recall notice for this lot.",
        RecallOf::Variant => "The brand has published a recall notice for this variant of the product.",
        RecallOf::Product => "The brand has published a recall notice for this product.",
    }
}

const fn shopper_link(kind: ShopperLinkKind) -> &'static str {
    match kind {
        ShopperLinkKind::Instructions => "Instructions",
        ShopperLinkKind::Storage => "Storage and handling",
        ShopperLinkKind::Recipes => "Recipes",
        ShopperLinkKind::Allergens => "Allergens",
        ShopperLinkKind::Nutrition => "Nutrition",
        ShopperLinkKind::Sustainability => "Sustainability",
        ShopperLinkKind::Traceability => "Traceability",
        ShopperLinkKind::Certification => "Certificates",
        ShopperLinkKind::Promotion => "Promotion",
    }
}

const fn allergen(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Celery => "celery",
        Allergen::Gluten => "gluten",
        Allergen::Crustaceans => "crustaceans",
        Allergen::Eggs => "eggs",
        Allergen::Fish => "fish",
        Allergen::Lupin => "lupin",
        Allergen::Milk => "milk",
        Allergen::Molluscs => "molluscs",
        Allergen::Mustard => "mustard",
        Allergen::Nuts => "nuts",
        Allergen::Peanuts => "peanuts",
        Allergen::Sesame => "sesame",
        Allergen::Soybeans => "soybeans",
        Allergen::Sulphites => "sulphites",
    }
}

const fn free(free: FreeFrom) -> &'static str {
    match free {
        FreeFrom::Gluten => "gluten",
        FreeFrom::Lactose => "lactose",
        FreeFrom::Milk => "milk",
        FreeFrom::Eggs => "eggs",
        FreeFrom::Nuts => "nuts",
        FreeFrom::Peanuts => "peanuts",
        FreeFrom::Soybeans => "soybeans",
    }
}

const fn step(step: StepKind) -> &'static str {
    match step {
        StepKind::Origin => "Origin",
        StepKind::Processing => "Processing",
        StepKind::Packing => "Packing",
        StepKind::Distribution => "Distribution",
        StepKind::Retail => "Retail",
    }
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

const fn part(part: EcoPartName) -> &'static str {
    match part {
        EcoPartName::Production => "Production",
        EcoPartName::Labels => "Labels",
        EcoPartName::Origins => "Origin and transport",
        EcoPartName::PalmOil => "Palm oil",
        EcoPartName::Packaging => "Packaging",
        EcoPartName::Cap => "Limit of the scale",
    }
}

const fn footprint(size: FootprintSize) -> &'static str {
    match size {
        FootprintSize::Small => "Small footprint",
        FootprintSize::Medium => "Medium footprint",
        FootprintSize::Large => "Large footprint",
    }
}

const fn life_cycle(step: LifeCycleStep) -> &'static str {
    match step {
        LifeCycleStep::Farming => "farming",
        LifeCycleStep::Processing => "processing",
        LifeCycleStep::Packaging => "packing",
        LifeCycleStep::Transport => "transport",
        LifeCycleStep::Distribution => "the shop",
        LifeCycleStep::Consumption => "the kitchen",
    }
}

const fn palm_oil(statement: PalmOil) -> &'static str {
    match statement {
        PalmOil::NotStated => "Ingredients not stated",
        PalmOil::Absent => "None in the ingredients",
        PalmOil::Certified => "Certified sustainable (RSPO)",
        PalmOil::Uncertified => "Palm oil without certificate",
    }
}

const fn limit(limit: EcoLimit) -> &'static str {
    match limit {
        EcoLimit::Bonus => "Bonuses count up to 25 points together",
        EcoLimit::Scale => "The score stays between 0 and 100",
    }
}
