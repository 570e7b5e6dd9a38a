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

/// Not a URI's character, or one that ends the path or the query.
pub(crate) const STOP: u8 = 16;
pub(crate) const NOT_IN_HOST: u8 = 32;
const UNRESERVED: u8 = 64;
/// Says in some part of a URI that the text is encoded.
const ESCAPE: u8 = 128;

const CSET82: &[u8] = b"!\"%&'()*+,-./:;<=>?_";
const CSET39: &[u8] = b"#-/";
const URI_MARKS: &[u8] = b"-._~:/[]@!$&'()*+,;=%";
const HOST_MARKS: &[u8] = b"_~?#@!$&'()*+,;=%";

const LETTERS_AND_DIGITS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [STOP; 256];
    table = mark(table, CSET82, CharSet::X.flag());
    table = mark(table, CSET39, CharSet::Y.flag());
    table = mark(table, b"-_", CharSet::Z.flag());
    table = unmark(table, URI_MARKS, STOP);
    table = mark(table, HOST_MARKS, NOT_IN_HOST);
    table = mark(table, b"-._~", UNRESERVED);
    table = mark(table, b"%+", ESCAPE);
    let all = CharSet::X.flag() | CharSet::Z.flag() | UNRESERVED;
    table = unmark(table, LETTERS_AND_DIGITS, STOP);
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

const fn unmark(mut table: [u8; 256], bytes: &[u8], flag: u8) -> [u8; 256] {
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] &= !flag;
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

    /// The first byte outside the set. The common answer, none, takes no branches.
    #[inline]
    pub(crate) fn stray(self, data: &[u8]) -> Option<usize> {
        if data.iter().fold(self.flag(), |all, byte| all & CLASSES[*byte as usize]) != 0 {
            return None;
        }
        data.iter().position(|byte| !self.has(*byte))
    }
}

/// Whether the byte is of the class.
#[inline]
pub(crate) fn is(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// The first byte of the class, looked for eight bytes at a time.
#[inline]
pub(crate) fn first(bytes: &[u8], class: u8) -> Option<usize> {
    let chunks = bytes.chunks_exact(8);
    let clear = |chunk: &&[u8]| chunk.iter().fold(0, |any, byte| any | CLASSES[*byte as usize]) & class == 0;
    let skipped = chunks.take_while(clear).count() * 8;
    bytes[skipped..].iter().position(|byte| is(*byte, class)).map(|at| skipped + at)
}

/// Whether a `%` or a `+` is in the text.
#[inline]
pub(crate) fn may_be_encoded(bytes: &[u8]) -> bool {
    bytes.iter().fold(0, |any, byte| any | CLASSES[*byte as usize]) & ESCAPE != 0
}

/// Stands in a URI as it is.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    is(byte, UNRESERVED)
}

/// White space that a scanner or a hand adds. The same set in TypeScript: not what Unicode calls white space.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}
