//! Labels of production systems that the method rewards.

use std::collections::BTreeSet;

use taxonomy::Taxonomies;

/// A label with points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "proper names")]
pub enum Scheme {
    NatureEtProgres,
    BioCoherence,
    Demeter,
    AgricultureBiologique,
    EuOrganic,
    SustainableFishing,
    HauteValeurEnvironnementale,
    Utz,
    RainforestAlliance,
    Fairtrade,
    BleuBlancCoeur,
    /// For beef, veal and lamb only.
    LabelRouge,
    Msc,
    Asc,
}

/// Labels earn no more than this together.
const CAP: i32 = 20;

impl Scheme {
    /// Every label, in the method's order.
    pub const ALL: [Self; 14] = [
        Self::NatureEtProgres,
        Self::BioCoherence,
        Self::Demeter,
        Self::AgricultureBiologique,
        Self::EuOrganic,
        Self::SustainableFishing,
        Self::HauteValeurEnvironnementale,
        Self::Utz,
        Self::RainforestAlliance,
        Self::Fairtrade,
        Self::BleuBlancCoeur,
        Self::LabelRouge,
        Self::Msc,
        Self::Asc,
    ];

    /// Its id in the labels taxonomy.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::NatureEtProgres => "fr:nature-et-progres",
            Self::BioCoherence => "fr:bio-coherence",
            Self::Demeter => "en:demeter",
            Self::AgricultureBiologique => "fr:ab-agriculture-biologique",
            Self::EuOrganic => "en:eu-organic",
            Self::SustainableFishing => "en:sustainable-fishing-method",
            Self::HauteValeurEnvironnementale => "fr:haute-valeur-environnementale",
            Self::Utz => "en:utz-certified",
            Self::RainforestAlliance => "en:rainforest-alliance",
            Self::Fairtrade => "en:fairtrade-international",
            Self::BleuBlancCoeur => "fr:bleu-blanc-coeur",
            Self::LabelRouge => "fr:label-rouge",
            Self::Msc => "en:sustainable-seafood-msc",
            Self::Asc => "en:responsible-aquaculture-asc",
        }
    }

    /// Its name on the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NatureEtProgres => "Nature & Progrès",
            Self::BioCoherence => "Bio Cohérence",
            Self::Demeter => "Demeter",
            Self::AgricultureBiologique => "AB",
            Self::EuOrganic => "EU organic",
            Self::SustainableFishing => "Sustainable fishing",
            Self::HauteValeurEnvironnementale => "HVE",
            Self::Utz => "UTZ",
            Self::RainforestAlliance => "Rainforest Alliance",
            Self::Fairtrade => "Fairtrade",
            Self::BleuBlancCoeur => "Bleu-Blanc-Cœur",
            Self::LabelRouge => "Label Rouge",
            Self::Msc => "MSC",
            Self::Asc => "ASC",
        }
    }

    fn points(self) -> i32 {
        match self {
            Self::NatureEtProgres | Self::BioCoherence | Self::Demeter => 20,
            Self::AgricultureBiologique | Self::EuOrganic | Self::SustainableFishing => 15,
            Self::HauteValeurEnvironnementale
            | Self::Utz
            | Self::RainforestAlliance
            | Self::Fairtrade
            | Self::BleuBlancCoeur
            | Self::LabelRouge
            | Self::Msc
            | Self::Asc => 10,
        }
    }

    /// Labels beside which this one says nothing new.
    fn included_in(self) -> &'static [Self] {
        match self {
            Self::EuOrganic => &[Self::AgricultureBiologique],
            Self::Msc => &[Self::SustainableFishing],
            Self::Asc => &[Self::Msc, Self::SustainableFishing],
            _ => &[],
        }
    }

    /// The labels with points among a product's labels.
    #[must_use]
    pub fn among<T: AsRef<str>>(labels: &[T]) -> BTreeSet<Self> {
        let taxonomy = Taxonomies::labels();
        let stated = |scheme: &Self| {
            let tag = scheme.tag();
            labels.iter().any(|label| label.as_ref() == tag || taxonomy.is_a(label.as_ref(), tag))
        };
        Self::ALL.into_iter().filter(stated).collect()
    }

    /// Points of all labels together; Label Rouge earns them for red meat only.
    pub(super) fn points_of(schemes: &BTreeSet<Self>, red_meat: bool) -> i32 {
        schemes
            .iter()
            .filter(|scheme| red_meat || **scheme != Self::LabelRouge)
            .filter(|scheme| !scheme.included_in().iter().any(|other| schemes.contains(other)))
            .map(|scheme| scheme.points())
            .sum::<i32>()
            .min(CAP)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Scheme;
    use taxonomy::Taxonomies;

    fn points(schemes: &[Scheme]) -> i32 {
        Scheme::points_of(&schemes.iter().copied().collect::<BTreeSet<_>>(), false)
    }

    #[test]
    fn every_label_with_points_is_in_the_taxonomy() {
        for scheme in Scheme::ALL {
            let found = Taxonomies::labels().canonical(scheme.tag()).map(ToString::to_string);
            assert_eq!(found.as_deref(), Some(scheme.tag()));
        }
    }

    #[test]
    fn a_national_organic_label_counts_as_the_unions() {
        assert_eq!(Scheme::among(&["en:es-eco-016-cl"]), BTreeSet::from([Scheme::EuOrganic]));
        assert_eq!(Scheme::among(&["en:organic", "en:green-dot"]), BTreeSet::new());
    }

    #[test]
    fn a_label_beside_one_that_includes_it_adds_nothing() {
        assert_eq!(points(&[Scheme::AgricultureBiologique, Scheme::EuOrganic]), 15);
        assert_eq!(points(&[Scheme::EuOrganic]), 15);
        assert_eq!(points(&[Scheme::SustainableFishing, Scheme::Msc, Scheme::Asc]), 15);
        assert_eq!(points(&[Scheme::Msc, Scheme::Asc]), 10);
        assert_eq!(points(&[Scheme::Fairtrade, Scheme::EuOrganic]), 20, "cut at 20");
    }

    #[test]
    fn label_rouge_earns_points_for_red_meat_only() {
        let schemes = BTreeSet::from([Scheme::LabelRouge]);
        assert_eq!(Scheme::points_of(&schemes, false), 0);
        assert_eq!(Scheme::points_of(&schemes, true), 10);
    }
}
