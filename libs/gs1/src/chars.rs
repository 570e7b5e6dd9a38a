//! Which characters may stand where, one table look-up each.

/// What a component of a value consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharSet {
    /// Digits.
    N,
    /// GS1's character set 82.
    X,
    /// GS1's character set 39.
    Y,
    /// URI-safe base64.
    Z,
}

pub(crate) const URI: u8 = 16;
pub(crate) const NOT_IN_HOST: u8 = 32;
const UNRESERVED: u8 = 64;

const CSET82: &[u8] = b"!\"%&'()*+,-./:;<=>?_";
const CSET39: &[u8] = b"#-/";
const URI_MARKS: &[u8] = b"-._~:/?#[]@!$&'()*+,;=%";
const HOST_MARKS: &[u8] = b"_~?#@!$&'()*+,;=%";

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    table = mark(table, CSET82, CharSet::X.flag());
    table = mark(table, CSET39, CharSet::Y.flag());
    table = mark(table, b"-_", CharSet::Z.flag());
    table = mark(table, URI_MARKS, URI);
    table = mark(table, HOST_MARKS, NOT_IN_HOST);
    table = mark(table, b"-._~", UNRESERVED);
    let all = CharSet::X.flag() | CharSet::Z.flag() | URI | UNRESERVED;
    table = mark(table, b"abcdefghijklmnopqrstuvwxyz", all);
    table = mark(table, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", all | CharSet::Y.flag());
    mark(table, b"0123456789", all | CharSet::Y.flag() | CharSet::N.flag())
}

const fn mark(mut table: [u8; 256], bytes: &[u8], flag: u8) -> [u8; 256] {
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] |= flag;
        index += 1;
    }
    table
}

impl CharSet {
    const fn flag(self) -> u8 {
        match self {
            Self::N => 1,
            Self::X => 2,
            Self::Y => 4,
            Self::Z => 8,
        }
    }

    pub(crate) fn has(self, byte: u8) -> bool {
        is(byte, self.flag())
    }
}

/// Whether the byte is of the class.
#[inline]
pub(crate) fn is(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// Stands in a URI as it is.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    is(byte, UNRESERVED)
}

/// White space that a scanner or a hand adds. The same set in TypeScript: not what Unicode calls white space.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}
