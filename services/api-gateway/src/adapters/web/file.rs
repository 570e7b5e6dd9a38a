//! One file in every form that it is served in.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

use super::{
    encoding::{Encoding, quality},
    policy,
};

/// What opens the web app without a connection.
const WORKER: &str = "/service-worker.js";

/// A file with its forms, best first.
#[derive(Debug)]
pub struct File {
    forms: Vec<Form>,
    content_type: HeaderValue,
    cache: HeaderValue,
    policy: Option<HeaderValue>,
    worker: Option<HeaderValue>,
}

#[derive(Debug)]
struct Form {
    encoding: Encoding,
    bytes: Bytes,
    tag: HeaderValue,
}

/// What one client gets.
pub struct Chosen {
    /// The content.
    pub bytes: Bytes,
    /// What it is.
    pub headers: HeaderMap,
    /// Whether the client has it already.
    pub unchanged: bool,
}

impl File {
    /// A file with its precompressed forms.
    #[must_use]
    pub fn new(path: &str, plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let content_type = content_type(path);
        let policy =
            content_type.starts_with("text/html").then(|| policy::of_page(&String::from_utf8_lossy(&plain)));
        // One tag for the content, told apart by form: caches compare them byte for byte.
        let digest = Sha256::digest(&plain);
        let form = |encoding: Encoding, bytes| Form { encoding, bytes, tag: tag(&digest, encoding) };
        let forms = [
            brotli.map(|bytes| form(Encoding::Brotli, bytes)),
            gzip.map(|bytes| form(Encoding::Gzip, bytes)),
            Some(form(Encoding::Identity, plain)),
        ];
        Self {
            forms: forms.into_iter().flatten().collect(),
            content_type: HeaderValue::from_static(content_type),
            cache: HeaderValue::from_static(cache(path)),
            policy,
            worker: (path == WORKER).then(policy::of_worker),
        }
    }

    /// A page's content security policy.
    #[must_use]
    pub fn policy(&self) -> Option<HeaderValue> {
        self.policy.clone()
    }

    /// The form that fits a client best.
    #[must_use]
    pub fn choose(&self, request: &HeaderMap) -> Chosen {
        let accept = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let best = self.forms.iter().rev().max_by_key(|form| quality(accept, form.encoding));
        let Some(form) = best else {
            return Chosen { bytes: Bytes::new(), headers: HeaderMap::new(), unchanged: false };
        };
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        headers.insert(header::CACHE_CONTROL, self.cache.clone());
        headers.insert(header::ETAG, form.tag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(policy) = &self.worker {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        }
        if let Some(name) = form.encoding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        Chosen { bytes: form.bytes.clone(), headers, unchanged: has(request, &form.tag) }
    }
}

fn tag(digest: &[u8], encoding: Encoding) -> HeaderValue {
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let text = match encoding.name() {
        Some(name) => format!("\"{hex}-{name}\""),
        None => format!("\"{hex}\""),
    };
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

fn has(request: &HeaderMap, tag: &HeaderValue) -> bool {
    let wanted = tag.to_str().unwrap_or_default();
    let mut known = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.any(|list| {
        let mut tags = list.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
        tags.any(|tag| tag == wanted || tag == "*")
    })
}

fn cache(path: &str) -> &'static str {
    if path.starts_with("/_app/immutable/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> File {
        let form = |text: &'static str| Some(Bytes::from_static(text.as_bytes()));
        File::new("/_app/immutable/a.js", Bytes::from_static(b"plain"), form("br"), form("gz"))
    }

    fn chosen(file: &File, lines: &[(header::HeaderName, &'static str)]) -> Chosen {
        let request = lines.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
        file.choose(&request.collect())
    }

    #[test]
    fn the_smallest_form_that_the_client_takes_is_served() {
        for (accept, body) in [
            ("gzip, deflate, br", "br"),
            ("gzip", "gz"),
            ("br;q=0.1, gzip;q=0.9", "gz"),
            ("br;q=0, gzip;q=0", "plain"),
            ("zstd", "plain"),
            ("*", "br"),
        ] {
            assert_eq!(chosen(&script(), &[(header::ACCEPT_ENCODING, accept)]).bytes, body, "{accept}");
        }
        assert_eq!(chosen(&script(), &[]).bytes, "plain");
    }

    #[test]
    fn hashed_names_are_kept_for_ever_and_pages_are_asked_for() {
        let cache = |path| {
            let file = File::new(path, Bytes::new(), None, None);
            file.choose(&HeaderMap::new()).headers[header::CACHE_CONTROL].to_str().expect("text").to_owned()
        };
        assert_eq!(cache("/_app/immutable/a.js"), "public, max-age=31536000, immutable");
        assert_eq!(cache("/index.html"), "no-cache");
        assert_eq!(cache("/service-worker.js"), "no-cache");
    }

    #[test]
    fn the_service_worker_asks_this_site_and_no_script_else_may() {
        let policy = |path| {
            let file = File::new(path, Bytes::new(), None, None);
            file.choose(&HeaderMap::new()).headers.get(header::CONTENT_SECURITY_POLICY).cloned()
        };
        let worker = policy("/service-worker.js").expect("a policy");
        assert_eq!(worker, "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
        assert_eq!(policy("/_app/immutable/a.js"), None);
    }

    #[test]
    fn what_the_client_has_is_unchanged_in_the_same_form_only() {
        let tag = chosen(&script(), &[]).headers[header::ETAG].to_str().expect("text").to_owned();
        let with = |accept: &'static str, tag: &str| {
            let mut request = HeaderMap::new();
            request.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
            request.insert(header::IF_NONE_MATCH, HeaderValue::try_from(tag).expect("value"));
            script().choose(&request).unchanged
        };
        assert!(with("identity", &tag) && with("identity", &format!("\"x\", W/{tag}")) && with("br", "*"));
        assert!(!with("br", &tag) && !with("identity", "\"x\""));
    }
}
