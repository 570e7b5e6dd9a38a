//! The route table: every way in, found by method and path. No row, no route.

use http::Method;

use super::pattern::{Pattern, Segment};
pub use super::route::{Errand, Kind, Own, RateClass, Route, Target, UpstreamIndex, Who};

/// Which of the table's routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RouteIndex(pub usize);

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Two routes answer the same method of the same path.
    #[error("routes `{0}` and `{1}` both answer {2} {3}")]
    Conflict(Box<str>, Box<str>, Method, String),
    /// A path that must never be reachable from outside.
    #[error("route `{0}`: {1} must not be reachable from outside")]
    Internal(Box<str>, String),
    /// A route without a path or a method.
    #[error("route `{0}` names no {1}")]
    Empty(Box<str>, &'static str),
}

/// All routes, ready to be asked.
#[derive(Debug, Default)]
pub struct RouteTable {
    routes: Vec<Route>,
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    literals: Vec<(Box<str>, Node)>,
    parameter: Option<Box<Node>>,
    opaque: Endpoint,
    end: Endpoint,
}

#[derive(Debug, Default, Clone)]
struct Endpoint {
    methods: Vec<(Method, RouteIndex)>,
    opaque_from: Option<usize>,
}

/// What a path and method lead to.
#[derive(Debug)]
pub enum Found<'a> {
    /// This route; from `opaque_from` on, path segments are its owner's business.
    Route {
        /// The route.
        route: &'a Route,
        /// Its place in the table.
        index: RouteIndex,
        /// Where the router stopped reading.
        opaque_from: Option<usize>,
    },
    /// The path exists, with other methods.
    WrongMethod {
        /// These.
        allowed: Vec<Method>,
        /// One of its routes.
        index: RouteIndex,
    },
    /// No such path.
    Nothing,
}

impl RouteTable {
    /// Checks the routes and builds the table.
    ///
    /// # Errors
    /// [`TableError`] names the first route that cannot stand.
    pub fn new(routes: Vec<Route>) -> Result<Self, TableError> {
        let mut table = Self { routes: Vec::with_capacity(routes.len()), root: Node::default() };
        for route in routes {
            table.add(route)?;
        }
        Ok(table)
    }

    /// The routes in the order of the file.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Which route answers.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str) -> Found<'_> {
        let Some(endpoint) = self.root.walk(path.strip_prefix('/').unwrap_or(path)) else {
            return Found::Nothing;
        };
        match endpoint.route(method) {
            Some(index) => {
                Found::Route { route: &self.routes[index.0], index, opaque_from: endpoint.opaque_from }
            }
            None => Found::WrongMethod {
                allowed: endpoint.allowed(),
                index: endpoint.methods.first().map_or(RouteIndex(0), |(_, index)| *index),
            },
        }
    }

    fn add(&mut self, route: Route) -> Result<(), TableError> {
        for (list, what) in [(route.paths.is_empty(), "path"), (route.methods.is_empty(), "method")] {
            if list {
                return Err(TableError::Empty(route.name, what));
            }
        }
        let index = RouteIndex(self.routes.len());
        for pattern in &route.paths {
            if is_internal(pattern) {
                return Err(TableError::Internal(route.name, pattern.to_string()));
            }
            let endpoint = self.root.endpoint(pattern.segments());
            endpoint.opaque_from = pattern.opaque_from();
            for method in &route.methods {
                if let Some((_, other)) = endpoint.methods.iter().find(|(taken, _)| taken == method) {
                    let other =
                        self.routes.get(other.0).map_or(route.name.clone(), |other| other.name.clone());
                    return Err(TableError::Conflict(other, route.name, method.clone(), pattern.to_string()));
                }
                endpoint.methods.push((method.clone(), index));
            }
        }
        self.routes.push(route);
        Ok(())
    }
}

fn is_internal(pattern: &Pattern) -> bool {
    match pattern.segments().first() {
        Some(Segment::Literal(first)) => ["internal", "metrics", "health"].contains(&&**first),
        Some(Segment::Parameter | Segment::Opaque) => true,
        None => false,
    }
}

impl Node {
    fn endpoint(&mut self, segments: &[Segment]) -> &mut Endpoint {
        match segments {
            [] => &mut self.end,
            [Segment::Opaque, ..] => &mut self.opaque,
            [Segment::Parameter, rest @ ..] => self.parameter.get_or_insert_default().endpoint(rest),
            [Segment::Literal(text), rest @ ..] => self.literal(text).endpoint(rest),
        }
    }

    fn literal(&mut self, text: &str) -> &mut Self {
        let at = self.literals.iter().position(|(known, _)| &**known == text).unwrap_or_else(|| {
            self.literals.push((text.into(), Self::default()));
            self.literals.len() - 1
        });
        &mut self.literals[at].1
    }

    /// Literals before parameters before opaque tails.
    fn walk(&self, path: &str) -> Option<&Endpoint> {
        if path.is_empty() {
            return self.end.used();
        }
        let (segment, rest) = match memchr::memchr(b'/', path.as_bytes()) {
            Some(at) => (&path[..at], Some(&path[at + 1..])),
            None => (path, None),
        };
        let literal = self.literals.iter().find(|(text, _)| &**text == segment).map(|(_, node)| node);
        let parameter = self.parameter.as_deref().filter(|_| !segment.is_empty());
        let deeper = [literal, parameter].into_iter().flatten().find_map(|node| match rest {
            // A trailing slash is a segment that only an opaque tail may have.
            Some("") => node.opaque.used(),
            Some(rest) => node.walk(rest),
            None => node.end.used(),
        });
        deeper.or_else(|| self.opaque.used())
    }
}

impl Endpoint {
    fn used(&self) -> Option<&Self> {
        (!self.methods.is_empty()).then_some(self)
    }

    fn route(&self, method: &Method) -> Option<RouteIndex> {
        let of = |wanted: &Method| {
            self.methods.iter().find(|(method, _)| method == wanted).map(|(_, index)| *index)
        };
        of(method).or_else(|| (method == Method::HEAD).then(|| of(&Method::GET)).flatten())
    }

    fn allowed(&self) -> Vec<Method> {
        let mut methods: Vec<_> = self.methods.iter().map(|(method, _)| method.clone()).collect();
        if methods.contains(&Method::GET) && !methods.contains(&Method::HEAD) {
            methods.push(Method::HEAD);
        }
        methods
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn route(name: &str, paths: &[&str], methods: &[Method]) -> Route {
        Route {
            name: name.into(),
            paths: paths.iter().map(|path| path.parse().expect("pattern")).collect(),
            methods: methods.to_vec(),
            target: Target::Own(Own::Docs),
            kind: Kind::Api,
            who: Who::Anyone,
            timeout: Duration::from_secs(1),
            retry: false,
            body_limit: 0,
            rate: None,
            scan: false,
            waits: false,
            identity: true,
            cors: false,
            sensitive: false,
            form: false,
        }
    }

    fn name(table: &RouteTable, method: &Method, path: &str) -> String {
        match table.find(method, path) {
            Found::Route { route, .. } => route.name.to_string(),
            Found::WrongMethod { allowed, .. } => format!("{allowed:?}"),
            Found::Nothing => "-".into(),
        }
    }

    fn table() -> RouteTable {
        RouteTable::new(vec![
            route("root", &["/"], &[Method::GET]),
            route("scans", &["/api/v1/scans"], &[Method::POST]),
            route("scan", &["/api/v1/scans/{id}"], &[Method::GET, Method::DELETE]),
            route("mine", &["/api/v1/scans/mine"], &[Method::GET]),
            route("link", &["/01/{gtin}", "/01/{gtin}/{+rest}"], &[Method::GET]),
        ])
        .expect("valid")
    }

    #[test]
    fn the_most_literal_path_wins() {
        let table = table();
        for (method, path, expected) in [
            (Method::GET, "/", "root"),
            (Method::HEAD, "/", "root"),
            (Method::POST, "/api/v1/scans", "scans"),
            (Method::GET, "/api/v1/scans/7", "scan"),
            (Method::GET, "/api/v1/scans/mine", "mine"),
            (Method::DELETE, "/api/v1/scans/mine", "[GET, HEAD]"),
            (Method::GET, "/01/1", "link"),
            (Method::GET, "/01/1/", "link"),
            (Method::GET, "/01/1/10/A%2FB/21/1", "link"),
            (Method::GET, "/api/v1/scans", "[POST]"),
            (Method::GET, "/api/v1/scans/", "-"),
            (Method::GET, "/api/v1", "-"),
            (Method::GET, "/api//v1/scans", "-"),
            (Method::GET, "//", "-"),
            (Method::GET, "/01/", "-"),
            (Method::GET, "*", "-"),
        ] {
            assert_eq!(name(&table, &method, path), expected, "{method} {path}");
        }
    }

    #[test]
    fn a_table_with_two_answers_to_one_request_is_refused() {
        let again = vec![route("a", &["/x/{y}"], &[Method::GET]), route("b", &["/x/{z}"], &[Method::GET])];
        let error = RouteTable::new(again).expect_err("conflict");
        assert_eq!(error.to_string(), "routes `a` and `b` both answer GET /x/{z}");
    }

    #[test]
    fn nothing_internal_can_be_routed() {
        for path in ["/internal/labels/{gtin}", "/metrics", "/health/live", "/{+everything}", "/{anything}"] {
            let error = RouteTable::new(vec![route("a", &[path], &[Method::GET])]).expect_err(path);
            assert!(matches!(error, TableError::Internal(..)), "{path}");
        }
    }
}
