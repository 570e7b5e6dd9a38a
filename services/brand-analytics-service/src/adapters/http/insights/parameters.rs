//! What may be asked for: each parameter with its own fault.

use axum::extract::{Query, rejection::QueryRejection};
use jiff::civil::Date;
use serde::Deserialize;
use service_kit::problem::Problem;

use crate::{
    adapters::http::problems::parameter,
    application::read_insights::{Question, View},
    domain::{gtin::Gtin, period::Granularity},
};

/// The parameters as they came.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::adapters::http) struct Parameters {
    from: Option<String>,
    to: Option<String>,
    gtin: Option<String>,
    by: Option<String>,
    view: Option<String>,
}

/// A query string, readable or not.
pub(in crate::adapters::http) type Asked = Result<Query<Parameters>, QueryRejection>;

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Summary,
    Products,
    Regions,
    Series,
}

impl Table {
    const ALL: [Self; 4] = [Self::Summary, Self::Products, Self::Regions, Self::Series];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Products => "products",
            Self::Regions => "regions",
            Self::Series => "series",
        }
    }
}

/// What is asked of this table.
pub(super) fn read(table: Table, asked: Asked) -> Result<Question, Problem> {
    let parameters = readable(asked)?;
    if parameters.view.is_some() {
        return Err(parameter("view", "is for insights.csv only"));
    }
    question(table, &parameters)
}

/// What is asked, and of which table.
pub(super) fn read_with_view(asked: Asked) -> Result<(Table, Question), Problem> {
    let parameters = readable(asked)?;
    let table = parameters.view.as_deref().unwrap_or("series");
    let table = Table::ALL.into_iter().find(|it| it.as_str() == table);
    let table = table.ok_or_else(|| parameter("view", "is not summary, products, regions or series"))?;
    Ok((table, question(table, &parameters)?))
}

fn readable(asked: Asked) -> Result<Parameters, Problem> {
    let Query(parameters) = asked.map_err(|_| {
        Problem::bad_request(
            "There are the parameters from and to (days such as 2026-11-23), gtin and, of a series, by (day, week or month), each once.",
        )
    })?;
    Ok(parameters)
}

fn question(table: Table, parameters: &Parameters) -> Result<Question, Problem> {
    let Parameters { from, to, gtin, by, .. } = parameters;
    let by =
        by.as_deref().map(|by| by.parse::<Granularity>().map_err(|fault| parameter("by", fault.to_string())));
    let view = match (table, by.transpose()?) {
        (Table::Series, by) => View::Series(by.unwrap_or_default()),
        (_, Some(_)) => return Err(parameter("by", "is for series only")),
        (Table::Summary, None) => View::Summary,
        (Table::Products, None) => View::Products,
        (Table::Regions, None) => View::Regions,
    };
    let gtin = gtin.as_deref().map(product).transpose()?;
    Ok(Question { view, from: day("from", from.as_deref())?, to: day("to", to.as_deref())?, gtin })
}

/// Written as `2026-11-23` and in no other way.
fn day(name: &str, text: Option<&str>) -> Result<Option<Date>, Problem> {
    let read = |text: &str| text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    let fault = || parameter(name, "is no day such as 2026-11-23");
    text.map(|text| read(text).ok_or_else(fault)).transpose()
}

/// A GTIN of any length, as the 14 digits under which its numbers are released.
fn product(text: &str) -> Result<Gtin, Problem> {
    let gtin: gs1::Gtin = text.parse().map_err(|fault: gs1::ParseError| parameter("gtin", fault.detail()))?;
    gtin.as_str().parse().map_err(|_| parameter("gtin", "is no GTIN"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn parameters(query: &str) -> Asked {
        Query::try_from_uri(&format!("/?{query}").parse().expect("a URI"))
    }

    fn fault(table: Table, query: &str) -> String {
        let problem = read(table, parameters(query)).expect_err("refused");
        let body: serde_json::Value = serde_json::from_str(&problem.to_json()).expect("JSON");
        body["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
    }

    #[test]
    fn everything_may_be_said_or_not() {
        let nothing = read(Table::Summary, parameters("")).expect("a question");
        assert_eq!(nothing, Question { view: View::Summary, from: None, to: None, gtin: None });
        let all = "from=2026-11-01&to=2026-11-21&gtin=8001505005707&by=week&view=series";
        let (table, all) = read_with_view(parameters(all)).expect("a question");
        assert_eq!(table, Table::Series);
        assert_eq!(all.view, View::Series(Granularity::Week));
        assert_eq!((all.from, all.to), (Some(date(2026, 11, 1)), Some(date(2026, 11, 21))));
        assert_eq!(all.gtin.expect("a product").as_str(), "08001505005707");
    }

    #[test]
    fn a_fault_is_named_by_its_parameter() {
        for (query, pointer) in [
            ("from=yesterday", "/from"),
            ("to=2026-02-30", "/to"),
            ("to=20261123", "/to"),
            ("gtin=8001505005708", "/gtin"),
            ("by=hour", "/by"),
            ("view=series", "/view"),
            ("brand=mine", ""),
            ("from=2026-11-01&from=2026-11-02", ""),
        ] {
            assert_eq!(fault(Table::Series, query), pointer, "{query}");
        }
        assert_eq!(fault(Table::Summary, "by=week"), "/by");
    }
}
