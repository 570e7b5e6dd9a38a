//! How a code is read.

use crate::date::Date;

/// How a code is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub(crate) today: Date,
    pub(crate) lenient: bool,
    pub(crate) requisites: bool,
}

impl Options {
    /// Exactly what the standards allow. `today` says which century a two-digit year belongs to.
    #[must_use]
    pub const fn strict(today: Date) -> Self {
        Self { today, lenient: false, requisites: true }
    }

    /// Also what readers tolerate: each such thing becomes a [`Warning`]. What strict reading accepts is read
    /// the same.
    #[must_use]
    pub const fn lenient(today: Date) -> Self {
        Self { today, lenient: true, requisites: true }
    }

    /// Accepts an AI without the companions it needs: they may be on another label of the same item.
    #[must_use]
    pub const fn without_requisites(self) -> Self {
        Self { requisites: false, ..self }
    }
}

macro_rules! warnings {
    ($($variant:ident $code:literal $words:literal,)*) => {
        /// What lenient reading tolerated.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Warning {
            $(#[doc = $words] $variant,)*
        }

        impl Warning {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// In snake case, as the test vectors have it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

warnings! {
    SurroundingWhitespace "surrounding_whitespace" "White space before or after the code.",
    SchemeCase "scheme_case" "A link's scheme in mixed case.",
    ConvenienceAlpha "convenience_alpha" "A word such as `gtin` or `lot` for an AI.",
    GtinNot14Digits "gtin_not_14_digits" "A GTIN that is not padded to 14 digits.",
    TrailingSlash "trailing_slash" "A slash at the end of the path.",
    SemicolonDelimiter "semicolon_delimiter" "A semicolon between the query's parts.",
    Separators "separators" "Spaces or dashes between digits, or spaces around brackets.",
    MissingFnc1 "missing_fnc1" "An element string that nothing marks as one.",
}

/// The set of warnings of one code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warnings(u16);

impl Warnings {
    pub(crate) fn add(&mut self, warning: Warning) {
        self.0 |= 1 << warning as u16;
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each one once.
    pub fn iter(self) -> impl Iterator<Item = Warning> {
        Warning::ALL.iter().copied().filter(move |warning| self.0 & (1 << *warning as u16) != 0)
    }
}
