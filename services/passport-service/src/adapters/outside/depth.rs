//! How deep a JSON document nests, before anyone parses it.

/// Whether `json` nests at most `deepest` arrays and objects. Linear, allocates nothing, ignores strings' insides.
#[must_use]
pub fn within_depth(json: &[u8], deepest: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                if depth > deepest {
                    return false;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::within_depth;

    #[test]
    fn depth_counts_nesting_only() {
        assert!(within_depth(br#"{"a":[{"b":1}]}"#, 3));
        assert!(!within_depth(br#"{"a":[{"b":1}]}"#, 2));
        assert!(within_depth(br#"["[[[[", "\"[[", {}]"#, 2));
        assert!(!within_depth("[".repeat(65).as_bytes(), 64));
    }
}
