//! Code lists: countries, currencies, packages and the short ones.

use crate::error::{Checked, ErrorCode, flaw};

/// ISO 3166 numeric codes, one bit each from 000 on.
const COUNTRIES: [u64; 16] = [
    0x08a8_8889_8888_b888,
    0x8aa8_0a28_8888_8888,
    0x0888_888a_2223_2889,
    0x8818_8a22_21e3_22a2,
    0x2a2a_1800_8888_8888,
    0x888a_8888_8888_8888,
    0x8882_88a2_622a_22a2,
    0x2222_2222_8808_b888,
    0x8888_9708_0822_2222,
    0x2de1_0288_8888_a222,
    0x320a_1b22_2222_a203,
    0xe208_08c8_0888_88a8,
    0x8888_889a_8900_2021,
    0xe080_222a_0008_2102,
    0x0000_0000_0000_0000,
    0x0000_0000_0000_0000,
];

/// ISO 3166 two-letter codes, one bit each from AA on.
const COUNTRY_LETTERS: [u64; 11] = [
    0x1e9a_fb77_f7bd_bb7b,
    0xe4fc_21a8_012b_0070,
    0x003a_900d_f9df_a800,
    0xb160_181e_f002_02c0,
    0x00b8_d42f_8281_f2bf,
    0x3fff_eba4_d210_0080,
    0x023c_f1ca_8000_0002,
    0x008a_8fbf_e75c_ddf9,
    0x5982_0820_eaa1_0200,
    0x4002_0000_0000_0800,
    0x1020_0200_8000_0000,
];

/// ISO 4217 numeric codes.
const CURRENCIES: [u64; 16] = [
    0x0088_0000_8808_b808,
    0x8880_0820_8088_0808,
    0x0880_8088_0022_0008,
    0x8010_8202_0282_2000,
    0x0202_0000_0800_0000,
    0x8888_0888_8888_8080,
    0x088a_88a2_6222_2002,
    0x0222_0000_8800_a080,
    0x8808_0c00_0822_0200,
    0x2022_0288_8000_0020,
    0x1202_0000_0020_2002,
    0xa200_0080_0008_8888,
    0x0088_8800_8100_2020,
    0x2080_0028_0000_2200,
    0x0400_000f_e6ad_bfdf,
    0xfdfd_fce2_2500_0000,
];

/// GS1's package type codes, in order.
const PACKAGES: &str = include_str!("package-types.txt");

/// The longest and the shortest IBAN that could be one.
const IBAN_LENGTHS: (usize, usize) = (11, 34);

fn listed(bits: &[u64], index: usize) -> bool {
    bits.get(index / 64).is_some_and(|word| word << (index % 64) >> 63 == 1)
}

fn three_digits(data: &[u8]) -> Option<usize> {
    match data {
        [a, b, c] if data.iter().all(u8::is_ascii_digit) => {
            Some([a, b, c].iter().fold(0, |sum, digit| sum * 10 + usize::from(*digit - b'0')))
        }
        _ => None,
    }
}

fn ensure(holds: bool, code: ErrorCode) -> Checked {
    if holds { Ok(()) } else { flaw(code, 0) }
}

fn is_country(data: &[u8]) -> bool {
    three_digits(data).is_some_and(|index| listed(&COUNTRIES, index))
}

fn has_country_letters(data: &[u8]) -> bool {
    match data {
        [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => {
            listed(&COUNTRY_LETTERS, usize::from(a - b'A') * 26 + usize::from(b - b'A'))
        }
        _ => false,
    }
}

pub(super) fn country(data: &[u8]) -> Checked {
    ensure(is_country(data), ErrorCode::NotIso3166)
}

pub(super) fn country_or_999(data: &[u8]) -> Checked {
    ensure(data == b"999" || is_country(data), ErrorCode::NotIso3166Or999)
}

pub(super) fn country_letters(data: &[u8]) -> Checked {
    ensure(has_country_letters(data), ErrorCode::NotIso3166Alpha2)
}

/// Three digits that stand for a currency.
pub(super) fn currency(data: &[u8]) -> Checked {
    ensure(three_digits(data).is_some_and(|index| listed(&CURRENCIES, index)), ErrorCode::NotIso4217)
}

pub(super) fn package_type(data: &[u8]) -> Checked {
    let known = PACKAGES.split_ascii_whitespace().any(|code| code.as_bytes() == data);
    ensure(known, ErrorCode::PackageType)
}

/// ICCBBA's media types: 01 to 10, and 80 to 99 for local use.
pub(super) fn media_type(data: &[u8]) -> Checked {
    let known = (b"01".as_slice()..=b"10").contains(&data) || (b"80".as_slice()..=b"99").contains(&data);
    ensure(known, ErrorCode::MediaType)
}

pub(super) fn biological_sex(data: &[u8]) -> Checked {
    ensure(matches!(data, b"0" | b"1" | b"2" | b"9"), ErrorCode::BiologicalSex)
}

pub(super) fn winding(data: &[u8]) -> Checked {
    ensure(matches!(data, b"0" | b"1" | b"9"), ErrorCode::Winding)
}

pub(super) fn yes_no(data: &[u8]) -> Checked {
    ensure(matches!(data, b"0" | b"1"), ErrorCode::YesNo)
}

/// The country, then modulo 97 over the rest, then country and check digits.
pub(super) fn iban(data: &[u8]) -> Checked {
    let Some((head, rest)) = data.split_first_chunk::<4>() else {
        return flaw(ErrorCode::IbanTooShort, 0);
    };
    ensure(has_country_letters(&head[..2]), ErrorCode::IbanCountry)?;
    ensure(data.len() <= IBAN_LENGTHS.1, ErrorCode::IbanTooLong)?;
    ensure(data.len() >= IBAN_LENGTHS.0, ErrorCode::IbanTooShort)?;
    let sum = rest.iter().chain(head).try_fold(0, |sum, byte| match byte {
        b'0'..=b'9' => Some((sum * 10 + u32::from(byte - b'0')) % 97),
        b'A'..=b'Z' => Some((sum * 100 + u32::from(byte - b'A') + 10) % 97),
        _ => None,
    });
    match sum {
        Some(1) => Ok(()),
        Some(_) => flaw(ErrorCode::IbanChecksum, 2),
        None => flaw(ErrorCode::IbanCharacter, data.iter().position(is_foreign_to_iban).unwrap_or(0)),
    }
}

fn is_foreign_to_iban(byte: &u8) -> bool {
    !byte.is_ascii_digit() && !byte.is_ascii_uppercase()
}
