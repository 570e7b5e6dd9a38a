//! Lists of links as answers: everything, what there is to choose from, or what there is instead.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::problem::Problem;
use tracing::error;

use super::{CHOSEN, JSON_LD_CONTEXT, linkset::Linkset, negotiate::Format};
use crate::{
    adapters::http::page::{self, LinkList, Listed},
    domain::resolver::Wishes,
};

const CONTEXT_LINK: HeaderValue = HeaderValue::from_static(
    "<https://ref.gs1.org/standards/resolver/linkset-context>; \
     rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"",
);

/// A list to be answered.
pub(super) struct List<'a> {
    pub(super) why: LinkList,
    pub(super) name: &'a str,
    pub(super) linkset: Linkset,
}

#[derive(Serialize)]
struct JsonLd<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    linkset: &'a Linkset,
}

impl List<'_> {
    /// In the format that the reader likes best.
    pub(super) fn answer(&self, headers: &HeaderMap, wishes: &Wishes) -> Response {
        let format = Format::of(wishes);
        let body = match (self.why, format) {
            (LinkList::NoSuchLink, Format::Linkset | Format::Json | Format::JsonLd) => {
                return (CHOSEN, no_such_link()).into_response();
            }
            (_, Format::Linkset | Format::Json) => serde_json::to_string(&self.linkset),
            (_, Format::JsonLd) => serde_json::to_string(&self.json_ld()),
            (_, Format::Page) => Ok(self.page(headers)),
        };
        let body = match body {
            Ok(body) => body,
            Err(failure) => {
                error!(cause = &failure as &dyn std::error::Error, "a linkset cannot be written");
                return Problem::internal().into_response();
            }
        };
        let content_type = HeaderValue::from_static(format.content_type());
        let headers = [(header::CONTENT_TYPE, content_type), (header::LINK, CONTEXT_LINK)];
        (self.status(), CHOSEN, headers, body).into_response()
    }

    const fn status(&self) -> StatusCode {
        match self.why {
            LinkList::All => StatusCode::OK,
            LinkList::ToChoose => StatusCode::MULTIPLE_CHOICES,
            LinkList::NoSuchLink => StatusCode::NOT_FOUND,
        }
    }

    fn json_ld(&self) -> JsonLd<'_> {
        JsonLd { context: JSON_LD_CONTEXT, linkset: &self.linkset }
    }

    fn page(&self, headers: &HeaderMap) -> String {
        let targets = self.linkset.linkset.iter().flat_map(|level| level.relations.values().flatten());
        let mut links: Vec<Listed<'_>> = Vec::new();
        for target in targets {
            let listed = Listed { href: &target.href, title: &target.title };
            if !links.iter().any(|known| known.href == listed.href) {
                links.push(listed);
            }
        }
        page::of_links(page::Language::of(headers), self.why, self.name, &links, &self.json_ld())
    }
}

fn no_such_link() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-link")
        .title("There is no such link")
        .detail("Nothing of this kind is registered for this product. linkType=linkset lists what is.")
}
