//! Request ids and trace context: passed on when well formed, else made here.

use std::cell::Cell;

use http::{HeaderMap, HeaderValue};

use super::headers::{REQUEST_ID, TRACEPARENT, only};

/// What joins the traces of one request.
pub(super) struct TracingIds {
    /// `X-Request-Id`.
    pub(super) request: HeaderValue,
    /// `traceparent`.
    pub(super) parent: HeaderValue,
}

impl TracingIds {
    /// The client's own, or new ones.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let passed = |name, fits: fn(&str) -> bool| {
            only(headers, name).filter(|value| fits(value)).and_then(|_| headers.get(name).cloned())
        };
        Self {
            request: passed(&REQUEST_ID, is_request_id).unwrap_or_else(new_request_id),
            parent: passed(&TRACEPARENT, is_trace_parent).unwrap_or_else(new_trace_parent),
        }
    }
}

fn is_request_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (8..=128).contains(&text.len()) && text.bytes().all(plain)
}

/// `00-<32 hex>-<16 hex>-<2 hex>`, ids not all zero.
fn is_trace_parent(text: &str) -> bool {
    let hex = |part: &str, length| {
        part.len() == length && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let id = |part: &str, length| hex(part, length) && part.bytes().any(|byte| byte != b'0');
    let mut parts = text.split('-');
    parts.next() == Some("00")
        && parts.next().is_some_and(|part| id(part, 32))
        && parts.next().is_some_and(|part| id(part, 16))
        && parts.next().is_some_and(|part| hex(part, 2))
        && parts.next().is_none()
}

fn new_request_id() -> HeaderValue {
    let mut id = [0; 32];
    write_hex(&mut id[..16], next());
    write_hex(&mut id[16..], next());
    ascii(&id)
}

fn new_trace_parent() -> HeaderValue {
    let mut parent = *b"00-00000000000000000000000000000000-0000000000000000-00";
    write_hex(&mut parent[3..19], next());
    write_hex(&mut parent[19..35], next());
    write_hex(&mut parent[36..52], next());
    ascii(&parent)
}

fn ascii(bytes: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(bytes).unwrap_or_else(|_| HeaderValue::from_static("none"))
}

fn write_hex(to: &mut [u8], number: u64) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for (places, byte) in to.chunks_exact_mut(2).zip(number.to_be_bytes()) {
        places[0] = DIGITS[usize::from(byte >> 4)];
        places[1] = DIGITS[usize::from(byte & 0xf)];
    }
}

thread_local! {
    static STATE: Cell<u64> = Cell::new(getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id())));
}

/// SplitMix64: ids need to be different, not secret.
fn next() -> u64 {
    let state = STATE.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
    STATE.set(state);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_ids_are_passed_on() {
        let mut headers = HeaderMap::new();
        let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        headers.insert(REQUEST_ID, HeaderValue::from_static("abc-12345"));
        headers.insert(TRACEPARENT, HeaderValue::from_static(parent));
        let ids = TracingIds::of(&headers);
        assert_eq!((ids.request.as_bytes(), ids.parent.as_bytes()), (&b"abc-12345"[..], parent.as_bytes()));
    }

    #[test]
    fn anything_else_is_made_anew() {
        for bad in ["", "short", "sara@example.org", "a\u{1f}bcdefgh"] {
            assert!(!is_request_id(bad), "{bad}");
        }
        for bad in ["00-0-0-0", "00-00000000000000000000000000000000-b7ad6b7169203331-01"] {
            assert!(!is_trace_parent(bad), "{bad}");
        }
        let (one, two) = (TracingIds::of(&HeaderMap::new()), TracingIds::of(&HeaderMap::new()));
        assert_ne!(one.request, two.request);
        assert!(is_request_id(one.request.to_str().expect("text")));
        assert!(is_trace_parent(one.parent.to_str().expect("text")));
    }
}
