//! Environmental policy of the countries of origin, and the way to the country of sale.

use std::{collections::HashMap, sync::LazyLock};

use super::country::CountryCode;
use taxonomy::Taxonomies;

/// A place of origin that the method's table knows, or not.
#[derive(Debug, Clone, Copy)]
pub struct Origin(Option<&'static Row>);

/// How much of the product comes from there.
#[derive(Debug, Clone, Copy)]
pub struct OriginShare {
    /// Where from.
    pub origin: Origin,
    /// 0–100.
    pub percent: f64,
}

/// A line of the table.
#[derive(Debug)]
struct Row {
    /// Environmental performance index, 0–100.
    policy: f64,
    /// Of the taxonomy.
    id: String,
    name: String,
    /// 0 (far) to 100 (the same country).
    nearness: Vec<f64>,
}

#[derive(Debug, Default)]
struct Table {
    destinations: Vec<CountryCode>,
    rows: HashMap<String, Row>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::read(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/green-score/origins.csv")))
});

impl Table {
    /// Reads the shipped table; a test holds that no line is passed over.
    fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let header = lines.next().unwrap_or_default();
        let destinations = header.split(',').skip(2).filter_map(|code| code.parse().ok()).collect();
        Self { destinations, rows: lines.filter_map(Row::read).collect() }
    }
}

impl Row {
    fn read(line: &str) -> Option<(String, Self)> {
        let mut fields = line.split(',');
        let id = fields.next()?;
        let policy = fields.next()?.parse().ok()?;
        let nearness = fields.map(str::parse).collect::<Result<_, _>>().ok()?;
        let name = Taxonomies::origins().name(id, "en").unwrap_or(id).to_owned();
        Some((id.to_owned(), Self { policy, id: id.to_owned(), name, nearness }))
    }
}

impl Origin {
    /// Nobody says where from.
    pub const UNKNOWN: Self = Self(None);

    /// The place that a tag names: itself, or the country it lies in.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let taxonomy = Taxonomies::origins();
        let row = |id: &str| TABLE.rows.get(id);
        let country = || {
            let code = taxonomy.inherited(tag, "country_code_2:en")?;
            row(taxonomy.find("en", code)?.as_str())
        };
        Self(row(tag).or_else(|| row(taxonomy.canonical(tag)?.as_str())).or_else(country))
    }

    /// Whether the table knows the place.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.0.is_some()
    }

    /// Its id in the taxonomy.
    pub(super) fn id(self) -> Option<&'static str> {
        self.0.map(|row| row.id.as_str())
    }

    /// Its English name.
    pub(super) fn name(self) -> Option<&'static str> {
        self.0.map(|row| row.name.as_str())
    }

    fn policy(self) -> f64 {
        self.0.map_or(0.0, |row| row.policy)
    }

    fn nearness(self, sold_in: Option<CountryCode>) -> f64 {
        let value = || {
            let at = TABLE.destinations.iter().position(|country| Some(*country) == sold_in)?;
            self.0?.nearness.get(at).copied()
        };
        value().unwrap_or(0.0)
    }
}

/// Points for environmental policy; none beside points for labels, which stand for better than policy.
pub(super) fn policy_points(origins: &[OriginShare], labelled: bool) -> i32 {
    if labelled {
        return 0;
    }
    (weighted(origins, Origin::policy) / 10.0 - 5.0).round() as i32
}

/// Points for a short way.
pub(super) fn transport_points(origins: &[OriginShare], sold_in: Option<CountryCode>) -> i32 {
    (weighted(origins, |origin| origin.nearness(sold_in)) / 6.66).round() as i32
}

/// Shares that add up to more than the whole are scaled down to it.
fn weighted(origins: &[OriginShare], value: impl Fn(Origin) -> f64) -> f64 {
    let share = |origin: &OriginShare| origin.percent.clamp(0.0, 100.0);
    let whole = origins.iter().map(share).sum::<f64>().max(100.0);
    origins.iter().map(|origin| value(origin.origin) * share(origin) / whole).sum()
}

#[cfg(test)]
mod tests {
    use super::{Origin, OriginShare, TABLE, policy_points, transport_points};

    fn all_from(tag: &str) -> [OriginShare; 1] {
        [OriginShare { origin: Origin::of(tag), percent: 100.0 }]
    }

    #[test]
    fn every_line_of_the_shipped_table_is_read() {
        assert_eq!(TABLE.rows.len(), 249);
        assert_eq!(TABLE.destinations.len(), 62);
        assert!(TABLE.rows.values().all(|row| row.nearness.len() == 62));
    }

    #[test]
    fn a_country_brings_its_policy_and_its_distance() {
        let germany = all_from("en:germany");
        assert_eq!(policy_points(&germany, false), 4);
        assert_eq!(policy_points(&germany, true), 0);
        let to = |code: &str| transport_points(&germany, code.parse().ok());
        assert_eq!((to("fr"), to("it"), to("de"), to("uk"), to("world")), (9, 8, 15, 8, 0));
    }

    #[test]
    fn shares_beyond_the_whole_bring_nothing() {
        let twice = [all_from("en:germany"), all_from("en:germany")].concat();
        assert_eq!(policy_points(&twice, false), policy_points(&all_from("en:germany"), false));
        let absurd = [OriginShare { origin: Origin::of("en:germany"), percent: 1e300 }];
        assert_eq!(transport_points(&absurd, "de".parse().ok()), 15);
    }

    #[test]
    fn a_region_counts_as_its_country_and_an_unknown_place_as_nothing() {
        assert_eq!(Origin::of("en:italy").name(), Some("Italy"));
        assert_eq!(Origin::of("it:Sicilia").name(), Origin::of("en:sicily").name());
        assert!(!Origin::of("en:unknown").is_known());
        assert_eq!(policy_points(&all_from("en:unknown"), false), -5);
        assert_eq!(policy_points(&[], false), -5);
    }
}
