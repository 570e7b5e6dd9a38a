//! What a request may look like before anything else looks at it (RFC 9110, 9112).

use http::{HeaderMap, Uri, Version, header, uri::Authority};

/// Header lines and their total size that a request may carry.
#[derive(Debug, Clone, Copy)]
pub struct HeadLimits {
    /// Bytes of the request target.
    pub target: usize,
    /// Bytes of all header names and values.
    pub headers: usize,
    /// Header lines.
    pub lines: usize,
}

impl Default for HeadLimits {
    fn default() -> Self {
        Self { target: 8 * 1024, headers: 16 * 1024, lines: 100 }
    }
}

/// Why a request is refused unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unclean {
    /// Not exactly one valid `Host`.
    #[error("The request must name exactly one valid host.")]
    Host,
    /// `Host` names another host than the request target.
    #[error("The Host header and the request target name different hosts.")]
    HostMismatch,
    /// A transfer coding other than `chunked`, or more than one.
    #[error("The only transfer coding understood is chunked.")]
    TransferEncoding,
    /// A content length that is no single number.
    #[error("The content length is not one number.")]
    ContentLength,
    /// A path that two readers could read differently.
    #[error("The path carries an encoded slash, backslash, NUL or dot segment.")]
    Path,
    /// A control character in a header.
    #[error("A header carries a control character.")]
    HeaderValue,
    /// The target is longer than the limit.
    #[error("The address is longer than 8 KiB.")]
    TargetTooLong,
    /// More or larger headers than the limit.
    #[error("The headers are larger than 16 KiB or more than 100.")]
    HeadersTooLarge,
}

/// Checks everything but the path.
///
/// # Errors
/// The first fault found.
pub fn check_head(
    version: Version,
    uri: &Uri,
    headers: &HeaderMap,
    limits: &HeadLimits,
) -> Result<(), Unclean> {
    check_sizes(uri, headers, limits)?;
    check_host(version, uri, headers)?;
    check_framing(version, headers)
}

fn check_sizes(uri: &Uri, headers: &HeaderMap, limits: &HeadLimits) -> Result<(), Unclean> {
    let target = uri.path().len() + uri.query().map_or(0, |query| query.len() + 1);
    if target > limits.target {
        return Err(Unclean::TargetTooLong);
    }
    let mut bytes = 0;
    for (name, value) in headers {
        // `name: value\r\n`
        bytes += name.as_str().len() + value.len() + 4;
        if has_control(value.as_bytes()) {
            return Err(Unclean::HeaderValue);
        }
    }
    if bytes > limits.headers || headers.len() > limits.lines {
        return Err(Unclean::HeadersTooLarge);
    }
    Ok(())
}

/// Looks at every byte without leaving early: the compiler then looks at many at once.
fn has_control(value: &[u8]) -> bool {
    value.iter().fold(false, |found, &byte| found | (byte < 0x20) & (byte != b'\t') | (byte == 0x7f))
}

fn check_host(version: Version, uri: &Uri, headers: &HeaderMap) -> Result<(), Unclean> {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (uri.authority(), hosts.next(), hosts.next()) {
        (_, Some(_), Some(_)) => Err(Unclean::Host),
        (None, Some(host), None) => valid_host(host.as_bytes()).then_some(()).ok_or(Unclean::Host),
        (Some(target), Some(host), None) if same_host(target, host.as_bytes(), uri) => Ok(()),
        (Some(_), Some(_), None) => Err(Unclean::HostMismatch),
        // HTTP/2 names its host in `:authority` alone.
        (Some(target), None, _) if version == Version::HTTP_2 && valid_host(target.as_str().as_bytes()) => {
            Ok(())
        }
        (_, None, _) => Err(Unclean::Host),
    }
}

fn valid_host(host: &[u8]) -> bool {
    let plain = |&byte: &u8| byte.is_ascii_alphanumeric() || b"-._~:[]".contains(&byte);
    !host.is_empty() && host.iter().all(plain)
}

fn same_host(target: &Authority, host: &[u8], uri: &Uri) -> bool {
    let default_port = if uri.scheme_str() == Some("https") { ":443" } else { ":80" };
    let target = target.as_str();
    let target = target.strip_suffix(default_port).unwrap_or(target).as_bytes();
    let bare = host.strip_suffix(default_port.as_bytes()).unwrap_or(host);
    valid_host(host) && valid_host(target) && bare.eq_ignore_ascii_case(target)
}

fn check_framing(version: Version, headers: &HeaderMap) -> Result<(), Unclean> {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => {}
        (Some(coding), None)
            if version == Version::HTTP_11 && coding.as_bytes().eq_ignore_ascii_case(b"chunked") => {}
        _ => return Err(Unclean::TransferEncoding),
    }
    let mut lengths = headers.get_all(header::CONTENT_LENGTH).iter();
    match (lengths.next(), lengths.next()) {
        (None, _) => Ok(()),
        (Some(length), None) if !length.is_empty() && length.as_bytes().iter().all(u8::is_ascii_digit) => {
            Ok(())
        }
        _ => Err(Unclean::ContentLength),
    }
}

/// Checks a raw path; from segment `opaque_from` on, which the router does not read, `%2F` stands for itself.
///
/// # Errors
/// [`Unclean::Path`] when two readers could disagree about what the path names.
pub fn check_path(path: &str, opaque_from: Option<usize>) -> Result<(), Unclean> {
    // Almost every path: nothing to decode, no dot segment, no backslash.
    if memchr::memchr2(b'%', b'\\', path.as_bytes()).is_none() && !path.contains("/.") {
        return Ok(());
    }
    let clean = |(at, segment)| segment_is_clean(segment, opaque_from.is_some_and(|from| at >= from));
    path.split('/').skip(1).enumerate().all(clean).then_some(()).ok_or(Unclean::Path)
}

fn segment_is_clean(segment: &str, opaque: bool) -> bool {
    let Some(decoded) = decode(segment.as_bytes()) else {
        // Half an escape: only the owner of an opaque segment can say what is wrong with it.
        return opaque && !segment.contains('\\');
    };
    let slash = !opaque && decoded.contains(&b'/');
    !slash && !decoded.contains(&0) && !decoded.contains(&b'\\') && decoded != b"." && decoded != b".."
}

fn decode(segment: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.iter();
    while let Some(&byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hex(*bytes.next()?)? << 4 | hex(*bytes.next()?)?,
            byte => byte,
        });
    }
    Some(decoded)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn head(uri: &str, lines: &[(&str, &str)]) -> Result<(), Unclean> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let name: http::HeaderName = name.parse().expect("name");
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("value"));
        }
        let uri = uri.parse().expect("uri");
        check_head(Version::HTTP_11, &uri, &headers, &HeadLimits::default())
    }

    #[test]
    fn exactly_one_host_that_agrees_with_the_target() {
        assert_eq!(head("/", &[("host", "a.example:8080")]), Ok(()));
        assert_eq!(head("/", &[]), Err(Unclean::Host));
        assert_eq!(head("/", &[("host", "a"), ("host", "a")]), Err(Unclean::Host));
        for host in ["", "a b", "a,b", "u@a", "a/b", "a?"] {
            assert_eq!(head("/", &[("host", host)]), Err(Unclean::Host), "{host}");
        }
        assert_eq!(head("http://A.example/", &[("host", "a.example:80")]), Ok(()));
        assert_eq!(head("http://a.example/", &[("host", "b.example")]), Err(Unclean::HostMismatch));
        assert_eq!(head("http://a.example/", &[("host", "a.example:81")]), Err(Unclean::HostMismatch));
    }

    #[test]
    fn the_framing_says_one_thing() {
        let with = |lines: &[(&str, &str)]| head("/", &[&[("host", "a")], lines].concat());
        assert_eq!(with(&[("transfer-encoding", "Chunked")]), Ok(()));
        for coding in ["gzip, chunked", "chunked, chunked", "identity", "xchunked", ""] {
            assert_eq!(with(&[("transfer-encoding", coding)]), Err(Unclean::TransferEncoding), "{coding}");
        }
        let twice = [("transfer-encoding", "chunked"), ("transfer-encoding", "chunked")];
        assert_eq!(with(&twice), Err(Unclean::TransferEncoding));
        for length in ["+1", "1, 1", "0x1", "-1", ""] {
            assert_eq!(with(&[("content-length", length)]), Err(Unclean::ContentLength), "{length}");
        }
    }

    #[test]
    fn sizes_are_limited() {
        let long = "a".repeat(8 * 1024);
        assert_eq!(head(&format!("/{long}"), &[("host", "a")]), Err(Unclean::TargetTooLong));
        let big = "a".repeat(16 * 1024);
        assert_eq!(head("/", &[("host", "a"), ("x", &big)]), Err(Unclean::HeadersTooLarge));
        let many = [("x", "1"); 101];
        assert_eq!(head("/", &many), Err(Unclean::HeadersTooLarge));
    }

    #[test]
    fn a_path_that_the_router_reads_has_one_reading() {
        for path in
            ["/a/../b", "/a/%2e%2E/b", "/a/.", "/a%2Fb", "/a%5cb", "/a\\b", "/a%00", "/a%zz", "/a%2", "/%2e"]
        {
            assert_eq!(check_path(path, None), Err(Unclean::Path), "{path}");
        }
        for path in ["/", "/a", "/a.b/..c", "/.well-known/gs1resolver", "/caf%C3%A9"] {
            assert_eq!(check_path(path, None), Ok(()), "{path}");
        }
    }

    #[test]
    fn a_lot_may_carry_an_encoded_slash_and_nothing_else() {
        assert_eq!(check_path("/01/1/10/A%2FB", Some(2)), Ok(()));
        assert_eq!(check_path("/01/1%2F2/10/A", Some(2)), Err(Unclean::Path));
        for lot in ["%00", "%5C", "..", "%2e."] {
            assert_eq!(check_path(&format!("/01/1/10/{lot}"), Some(2)), Err(Unclean::Path), "{lot}");
        }
    }

    proptest! {
        #[test]
        fn a_clean_path_decodes_to_as_many_segments_as_it_shows(path in "/([a.%/2efEF5cC0]{0,12})") {
            if check_path(&path, None).is_ok() {
                let decoded = decode(path.as_bytes()).expect("no half escapes");
                let slashes = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'/').count();
                prop_assert_eq!(slashes(path.as_bytes()), slashes(&decoded));
                prop_assert!(!decoded.contains(&0) && !decoded.contains(&b'\\'));
            }
        }
    }
}
