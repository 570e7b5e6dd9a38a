//! What a component's content has to be, beyond its character set: the linters of GS1's syntax dictionary.

mod coupon;
mod lists;
mod shape;
mod time;

use crate::{check, error::Checked};

/// A linter of the dictionary, by its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Couponcode,
    Couponposoffer,
    Csum,
    Csumalpha,
    Gcppos1,
    Gcppos2,
    Hasnondigit,
    Hh,
    Hhmi,
    Hyphen,
    Iban,
    Importeridx,
    Iso3166,
    Iso3166999,
    Iso3166alpha2,
    Iso4217,
    Iso5218,
    Latitude,
    Longitude,
    Mediatype,
    Mi,
    Nonzero,
    Nozeroprefix,
    Packagetype,
    Pcenc,
    Pieceoftotal,
    Posinseqslash,
    Ss,
    Winding,
    Yesno,
    Yymmd0,
    Yymmdd,
    Yyyymmdd,
    Zero,
}

impl Rule {
    /// `data` is of the component's character set; `year` is today's, for two-digit years.
    pub(crate) fn check(self, data: &[u8], year: u16) -> Checked {
        match self {
            Self::Couponcode => coupon::code(data),
            Self::Couponposoffer => coupon::offer(data),
            Self::Csum => check::modulo_10(data),
            Self::Csumalpha => check::pair(data),
            Self::Gcppos1 => shape::company_prefix(data, 0),
            Self::Gcppos2 => shape::company_prefix(data, 1),
            Self::Hasnondigit => shape::has_non_digit(data),
            Self::Hh => time::hour(data, 0),
            Self::Hhmi => time::hour(data, 0).and_then(|()| time::minute(data, 2)),
            Self::Hyphen => shape::hyphen(data),
            Self::Iban => lists::iban(data),
            Self::Importeridx => shape::importer_index(data),
            Self::Iso3166 => lists::country(data),
            Self::Iso3166999 => lists::country_or_999(data),
            Self::Iso3166alpha2 => lists::country_letters(data),
            Self::Iso4217 => lists::currency(data),
            Self::Iso5218 => lists::biological_sex(data),
            Self::Latitude => shape::latitude(data),
            Self::Longitude => shape::longitude(data),
            Self::Mediatype => lists::media_type(data),
            Self::Mi => time::minute(data, 0),
            Self::Nonzero => shape::non_zero(data),
            Self::Nozeroprefix => shape::no_zero_prefix(data),
            Self::Packagetype => lists::package_type(data),
            Self::Pcenc => shape::percent_sequences(data),
            Self::Pieceoftotal => shape::piece_of_total(data),
            Self::Posinseqslash => shape::position_in_sequence(data),
            Self::Ss => time::second(data),
            Self::Winding => lists::winding(data),
            Self::Yesno => lists::yes_no(data),
            Self::Yymmd0 => time::short_date(data, year, true),
            Self::Yymmdd => time::short_date(data, year, false),
            Self::Yyyymmdd => time::long_date(data),
            Self::Zero => shape::zero(data),
        }
    }
}
