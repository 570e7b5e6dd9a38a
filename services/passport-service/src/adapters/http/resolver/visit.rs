//! One request to the resolver.

use axum::{
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use service_kit::{identity::Principal, ids::ScanId, problem::Problem};
use tracing::warn;

use super::{
    is_navigation,
    linkset::{Linkset, Product},
    list::List,
    negotiate::{asks_for_linkset, wishes},
    objects, redirect,
};
use crate::{
    adapters::http::{
        App,
        page::{self, LinkList},
        problems, slo,
    },
    application::{
        record_scan::today,
        resolver::{Found, Known},
    },
    domain::{
        code::{InvalidCode, NO_PRODUCT},
        resolver::{Asked, Choice, Level, Wanted, Wishes, choose, follow, levels},
        scan::{Entry, Owner, Scan},
        workspace::Link,
    },
};

/// One request to the resolver.
pub(super) struct Visit<'a> {
    pub(super) app: &'a App,
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) headers: &'a HeaderMap,
    pub(super) caller: &'a Principal,
    pub(super) now: Timestamp,
}

impl Visit<'_> {
    pub(super) async fn answer(&self) -> Result<Response, Problem> {
        let target = self.uri.path_and_query().map_or("", |target| target.as_str());
        let asked = match Asked::read(target, today(self.now)) {
            Ok(asked) => asked,
            Err(code) => return Ok(self.refused(target, &code)),
        };
        let found = self.app.resolver.find(&asked.item.gtin, &self.app.drain).await;
        match found.map_err(|failure| problems::store(&failure))? {
            Found::Known(known) => self.lead(&asked, &known),
            Found::Unknown { settled } => Ok(self.unknown(&asked, settled)),
        }
    }

    fn lead(&self, asked: &Asked, known: &Known) -> Result<Response, Problem> {
        let (levels, wishes) = (levels(&known.links, asked), wishes(self.headers, &asked.contexts));
        let gtin = asked.item.gtin.as_str();
        let name = known.name.as_deref().unwrap_or(gtin);
        let product = Product { stem: self.app.resolver.stem(), gtin, name };
        let list = |why, linkset: Linkset| Ok(List { why, name, linkset }.answer(self.headers, &wishes));
        match chosen(asked, &levels, &wishes) {
            None => list(LinkList::All, product.linkset(&levels)),
            Some(Choice::OurPage) => self.to_our_page(asked, known),
            Some(Choice::One(link)) => self.to_link(asked, known, link),
            Some(Choice::Several(path, links)) => list(LinkList::ToChoose, product.candidates(path, &links)),
            Some(Choice::None) => list(LinkList::NoSuchLink, product.linkset(&levels)),
        }
    }

    /// The page reads the scan, and completes it.
    fn to_our_page(&self, asked: &Asked, known: &Known) -> Result<Response, Problem> {
        let scan = self.scan(asked, known.cached, false).map(|scan| scan.id);
        redirect::to(&redirect::our_page(&asked.item.gtin, scan, self.uri.query()), &self.linkset(asked))
    }

    /// The scan is ours to know, and complete with this answer.
    fn to_link(&self, asked: &Asked, known: &Known, link: &Link) -> Result<Response, Problem> {
        let location = follow(&link.href, self.uri.query().unwrap_or_default());
        let mut response = redirect::to(&location, &self.linkset(asked))?;
        if let Some(scan) = self.scan(asked, known.cached, true) {
            slo::complete(response.headers_mut(), &scan, "complete");
        }
        Ok(response)
    }

    fn linkset(&self, asked: &Asked) -> String {
        format!("{}{}?linkType=linkset", self.app.resolver.stem(), asked.path())
    }

    /// A person's scan, on its way to be stored: nothing here waits for that.
    fn scan(&self, asked: &Asked, cached: bool, told: bool) -> Option<Scan> {
        let owner = Owner::of(self.caller);
        let counts = is_navigation(self.method, self.headers) && !self.app.arrivals.refuse(&owner);
        let scan = counts.then(|| Scan {
            id: ScanId::new_v7(self.now),
            owner,
            region: self.caller.region.clone(),
            objected: objects(self.headers),
            item: asked.item.clone(),
            entry: Entry::CameraApp,
            scanned_at: self.now,
            started_at: slo::started_at(self.headers),
            cached,
            told,
        })?;
        let taken = self.app.arrivals.offer(scan.clone());
        if !taken {
            warn!("a scan was not recorded: too many wait to be stored");
        }
        taken.then_some(scan)
    }

    fn unknown(&self, asked: &Asked, settled: bool) -> Response {
        let scan = match asked.wanted {
            Wanted::Linkset => None,
            Wanted::Default | Wanted::Kind(_) | Wanted::Unheard => self.scan(asked, false, settled),
        };
        let gtin = &asked.item.gtin;
        let mut response = if page::wants_page(self.headers) {
            let id = scan.as_ref().map(|scan| scan.id);
            page::of_unknown(self.app, page::Language::of(self.headers), gtin, id)
        } else {
            problems::unknown_product().with("gtin", gtin.as_str()).into_response()
        };
        if let Some(scan) = scan.filter(|scan| scan.told) {
            slo::complete(response.headers_mut(), &scan, "complete");
        }
        response
    }

    /// Malformed, or a valid key of something that we know nothing about.
    fn refused(&self, target: &str, code: &InvalidCode) -> Response {
        let status = if code.reason == NO_PRODUCT { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
        match (page::wants_page(self.headers), status) {
            (true, status) => {
                page::of_invalid(self.app, page::Language::of(self.headers), status, target, code)
            }
            (false, StatusCode::NOT_FOUND) => {
                Problem::new(status, "nothing-known").detail(code.detail.clone()).into_response()
            }
            (false, _) => problems::invalid_code(code, None).into_response(),
        }
    }
}

/// What answers; nothing when all links are asked for.
fn chosen<'l>(asked: &Asked, levels: &'l [Level<'l>], wishes: &Wishes) -> Option<Choice<'l>> {
    match &asked.wanted {
        Wanted::Linkset => None,
        _ if asks_for_linkset(wishes) => None,
        Wanted::Default => Some(choose(levels, None, wishes)),
        Wanted::Kind(kind) => Some(choose(levels, Some(kind), wishes)),
        Wanted::Unheard => Some(Choice::None),
    }
}
