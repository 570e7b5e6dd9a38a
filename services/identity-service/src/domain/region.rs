//! A region that a person may choose: ISO 3166-2, in a country that ISO 3166-1 knows.

use service_kit::identity::Region;

/// ISO 3166-1 alpha-2, officially assigned.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM \
FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO \
JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA \
SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US \
UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Nobody lives there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no ISO 3166-2 code such as IT-25")]
pub struct NoRegion;

/// The region of this code.
///
/// # Errors
/// The code has another shape, or no country has it.
pub fn region(code: &str) -> Result<Region, NoRegion> {
    let region: Region = code.parse().map_err(|_| NoRegion)?;
    let country = code.get(..2).unwrap_or_default();
    if COUNTRIES.split(' ').any(|known| known == country) { Ok(region) } else { Err(NoRegion) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_249_countries_are_there_each_once() {
        let mut all: Vec<_> = COUNTRIES.split(' ').collect();
        assert_eq!(all.len(), 249);
        all.dedup();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted());
    }

    #[test]
    fn a_region_lies_in_a_country() {
        for code in ["IT-25", "DE-BY", "FR-IDF", "AT"] {
            assert_eq!(region(code).map(String::from), Ok(code.to_owned()));
        }
        for code in ["XX-25", "it-25", "IT-25-1", "", "IT_25", "EU"] {
            assert_eq!(region(code), Err(NoRegion), "{code}");
        }
    }
}
