//! What is wrong with a code, and where.

use alloc::{format, string::String};
use core::fmt;

/// The broad kind of an error: what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A digit was misread or mistyped.
    CheckDigit,
    /// Digits or characters are missing or left over.
    Length,
    /// This is no GS1 code at all.
    NotAGs1Code,
    /// A date or time that does not exist.
    Date,
    /// Characters that may not stand there.
    Characters,
    /// A GS1 code whose parts do not go together.
    Structure,
    /// A value outside its code list or range.
    Value,
}

impl Reason {
    /// As it stands in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CheckDigit => "check_digit",
            Self::Length => "length",
            Self::NotAGs1Code => "not_a_gs1_code",
            Self::Date => "date",
            Self::Characters => "characters",
            Self::Structure => "structure",
            Self::Value => "value",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $code:literal $reason:ident $words:literal,)*) => {
        /// The precise kind of an error; the names are those of the test vectors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $(#[doc = $words] $variant,)*
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// In snake case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The broad kind.
            #[must_use]
            pub const fn reason(self) -> Reason {
                match self { $(Self::$variant => Reason::$reason,)* }
            }

            /// In plain words.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

codes! {
    NotAGs1Code "not_a_gs1_code" NotAGs1Code "this is not a GS1 code",
    EmptyData "empty_data" NotAGs1Code "there is no code here",
    TooLong "too_long" Length "this is longer than any GS1 code",
    Length "length" Length "the number of digits is wrong",
    NonDigit "non_digit" Characters "only digits may stand here",
    CheckDigit "check_digit" CheckDigit "the check digit does not match the other digits",
    CheckPair "check_pair" CheckDigit "the two check characters do not match the others",
    UriScheme "uri_scheme" NotAGs1Code "a link starts with https:// or http://",
    UriDomain "uri_domain" NotAGs1Code "the link's host has a character that no host has",
    UriMissingDomainOrPath "uri_missing_domain_or_path" NotAGs1Code "the link has no host or no path",
    UriIllegalCharacter "uri_illegal_character" Characters "a link cannot contain this character",
    NoPrimaryKey "no_primary_key" NotAGs1Code "the link's path has no GS1 key such as /01/ and a GTIN",
    QualifierSequence "qualifier_sequence" Structure "these parts of the path do not follow each other",
    DuplicateAi "duplicate_ai" Structure "the same part stands in the link twice",
    UnknownAi "unknown_ai" Structure "there is no GS1 application identifier with this number",
    NotDataAttribute "not_data_attribute" Structure "this part may not stand in the query of a link",
    BelongsInPath "belongs_in_path" Structure "this part belongs in the path of the link, not in its query",
    TooManyAis "too_many_ais" Structure "there are more parts than any code has",
    EmptyValue "empty_value" Length "the value is missing",
    PercentEncoding "percent_encoding" Characters "two hexadecimal digits have to follow the percent sign",
    IllegalNull "illegal_null" Characters "a null character may not stand here",
    IllegalCaret "illegal_caret" Characters "a caret may not stand here",
    ValueTooShort "value_too_short" Length "the value is too short",
    ValueTooLong "value_too_long" Length "the value is too long",
    ValueLength "value_length" Length "the value's length is wrong",
    Cset82 "cset82" Characters "GS1 does not allow this character here",
    Cset39 "cset39" Characters "only digits, capital letters, #, - and / may stand here",
    Cset64 "lint_invalid_cset64_character" Characters "only letters, digits, - and _ may stand here",
    Cset64Padding "lint_invalid_cset64_padding" Characters "the = signs at the end do not fit the length",
    DateMonth "date_month" Date "there is no such month",
    DateDay "date_day" Date "there is no such day",
    TimeHour "time_hour" Date "there is no such hour",
    TimeMinute "time_minute" Date "there is no such minute",
    TimeSecond "time_second" Date "there is no such second",
    AiRequires "ai_requires" Structure "this part needs another part beside it",
    AiExclusive "ai_exclusive" Structure "this part may not stand beside another part of the code",
    AiRepeatConflict "ai_repeat_conflict" Structure "the same part stands there twice with different values",
    SerialComponentRequired "serial_component_required" Structure "a signed code needs its serial component",
    AiParse "ai_parse" Structure "an identifier in brackets and then its value have to follow",
    MissingFnc1 "missing_fnc1" NotAGs1Code "the separator at the start is missing",
    SymbologyIdentifierMissing "symbology_identifier_missing" NotAGs1Code "the scanner's symbology identifier is missing",
    SymbologyIdentifierUnsupported "symbology_identifier_unsupported" NotAGs1Code "this kind of symbol carries no GS1 code",
    NotADate "not_a_date" Structure "this application identifier holds no date",
    NotAMeasure "not_a_measure" Structure "this application identifier holds no measure or amount",
    TooShortForGcp "lint_too_short_for_gcp" Length "the value is too short to start with a company prefix",
    InvalidGcpPrefix "lint_invalid_gcp_prefix" Value "the value has to start with a company prefix",
    TooShortForCheckPair "lint_too_short_for_check_pair" Length "the value is too short for its two check characters",
    PiecesLength "lint_invalid_length_for_piece_of_total" Length "piece and total are equally long",
    ZeroPieceNumber "lint_zero_piece_number" Value "pieces are counted from one",
    ZeroTotalPieces "lint_zero_total_pieces" Value "the number of pieces cannot be zero",
    PieceExceedsTotal "lint_piece_number_exceeds_total" Value "the piece's number is greater than the number of pieces",
    NotIso3166 "lint_not_iso3166" Value "no country has this number",
    NotIso3166Or999 "lint_not_iso3166_or_999" Value "no country has this number",
    NotIso3166Alpha2 "lint_not_iso3166_alpha2" Value "no country has these letters",
    NotIso4217 "lint_not_iso4217" Value "no currency has this number",
    IbanTooShort "lint_iban_too_short" Length "the IBAN is too short",
    IbanTooLong "lint_iban_too_long" Length "the IBAN is too long",
    IbanCountry "lint_illegal_iban_country_code" Value "no country has the IBAN's first letters",
    IbanCharacter "lint_invalid_iban_character" Characters "only digits and capital letters stand in an IBAN",
    IbanChecksum "lint_incorrect_iban_checksum" CheckDigit "the IBAN's check digits do not match the rest",
    NotHyphen "lint_not_hyphen" Characters "only a hyphen may stand here",
    ImporterIndex "lint_invalid_import_idx_character" Characters "the importer index is a letter, a digit, - or _",
    Winding "lint_invalid_winding_direction" Value "the winding direction is 0, 1 or 9",
    YesNo "lint_not_zero_or_one" Value "this is 0 or 1",
    BiologicalSex "lint_invalid_biological_sex_code" Value "this is 0, 1, 2 or 9",
    MediaType "lint_invalid_media_type" Value "there is no such media type",
    PackageType "lint_invalid_package_type" Value "there is no such package type",
    Latitude "lint_invalid_latitude" Value "there is no such latitude",
    Longitude "lint_invalid_longitude" Value "there is no such longitude",
    NotZero "lint_not_zero" Value "this has to be zero",
    ZeroValue "lint_illegal_zero_value" Value "this cannot be zero",
    ZeroPrefix "lint_illegal_zero_prefix" Value "this cannot start with a zero",
    InvalidPercentSequence "lint_invalid_percent_sequence" Characters "two hexadecimal digits have to follow the percent sign",
    PositionMalformed "lint_position_in_sequence_malformed" Value "a position is written like 1/2",
    PositionExceedsEnd "lint_position_exceeds_end" Value "the position is greater than the end",
    RequiresNonDigit "lint_requires_non_digit_character" Characters "one character has to be no digit",
    Coupon "lint_coupon" Value "this is not a coupon's data",
}

/// Why a code was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    code: ErrorCode,
    at: usize,
    ai: Option<&'static str>,
    expected_check_digit: Option<char>,
}

impl ParseError {
    pub(crate) const fn new(code: ErrorCode, at: usize) -> Self {
        Self { code, at, ai: None, expected_check_digit: None }
    }

    pub(crate) fn of(self, ai: &'static str) -> Self {
        Self { ai: Some(ai), ..self }
    }

    pub(crate) fn expecting(self, digit: Option<char>) -> Self {
        Self { expected_check_digit: digit, ..self }
    }

    /// The same error, found in a part that starts at byte `offset`.
    pub(crate) fn shifted(self, offset: usize) -> Self {
        Self { at: self.at + offset, ..self }
    }

    /// The same error at another place.
    pub(crate) fn moved(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// From a position in bytes to one in characters.
    #[cold]
    pub(crate) fn located(self, raw: &str) -> Self {
        let at = raw.char_indices().take_while(|(index, _)| *index < self.at).count();
        Self { at, ..self }
    }

    /// The precise kind.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// The broad kind, as the API names it.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        self.code.reason()
    }

    /// Where, in characters (Unicode scalar values) from the start of what was given.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The application identifier whose value is wrong.
    #[must_use]
    pub const fn ai(&self) -> Option<&'static str> {
        self.ai
    }

    /// The check digit that would match the other digits.
    #[must_use]
    pub const fn expected_check_digit(&self) -> Option<char> {
        self.expected_check_digit
    }

    /// A sentence in plain English.
    #[must_use]
    pub fn detail(&self) -> String {
        format!("{self}")
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(ai) = self.ai {
            let title = crate::ai::lookup(ai.as_bytes()).map_or("", |entry| entry.title());
            write!(f, "{title}{}({ai}): ", if title.is_empty() { "" } else { " " })?;
        }
        f.write_str(self.code.words())?;
        match self.expected_check_digit {
            Some(digit) => write!(f, "; {digit} would"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for ParseError {}

/// A flaw inside one value: its kind, and the offset in the decoded value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) code: ErrorCode,
    pub(crate) at: usize,
}

pub(crate) type Checked = Result<(), Flaw>;

pub(crate) const fn flaw(code: ErrorCode, at: usize) -> Checked {
    Err(Flaw { code, at })
}
