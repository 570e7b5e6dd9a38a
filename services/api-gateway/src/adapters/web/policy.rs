//! The content security policy of a page: our own files, and the inline scripts that the build put into it.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderValue;
use sha2::{Digest, Sha256};

/// Allows exactly the inline scripts of this page, by their hash.
pub(super) fn of_page(html: &str) -> HeaderValue {
    let hashes: String = inline_scripts(html).map(|script| format!(" '{}'", hash(script))).collect();
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
         object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}

/// Of a service worker: it asks this site for what it keeps, and loads nothing.
pub(super) fn of_worker() -> HeaderValue {
    HeaderValue::from_static("default-src 'none'; connect-src 'self'; frame-ancestors 'none'")
}

fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

/// The text of every script element that runs: no `src`, and no data in another language.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let tag = &rest[rest.find("<script")? + "<script".len()..];
            let (attributes, body) = tag.split_once('>')?;
            let (script, after) = body.split_once("</script>")?;
            rest = after;
            if runs(attributes) && !script.is_empty() {
                return Some(script);
            }
        }
    })
}

fn runs(attributes: &str) -> bool {
    let mut kinds = attributes.split_whitespace().filter_map(|attribute| attribute.strip_prefix("type="));
    let language = kinds.next().map(|kind| kind.trim_matches(['"', '\'']));
    !attributes.split_whitespace().any(|attribute| attribute.starts_with("src="))
        && matches!(language, None | Some("" | "module" | "text/javascript"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builds_own_script_is_allowed_by_its_hash_and_no_other() {
        let policy = of_page("<head><script>alert(1)</script><script src=\"/a.js\"></script></head>");
        let policy = policy.to_str().expect("text");
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assert!(policy.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 1);
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn data_blocks_run_nothing() {
        let html = "<script type=\"application/ld+json\">{}</script><script type='module'>x</script>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["x"]);
    }
}
