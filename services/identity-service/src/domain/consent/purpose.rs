//! What somebody may agree to.

use std::str::FromStr;

use serde::Serialize;

/// A purpose of processing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Keeping allergies, intolerances, diets and goals, and judging products by them: explicit consent, GDPR Art. 9(2)(a).
    HealthProfile,
    /// Counting visits in groups of at least five for brands: legitimate interest, GDPR Art. 6(1)(f), on until
    /// somebody objects (Art. 21).
    Measurement,
    /// Mail about what is about to expire: consent, GDPR Art. 6(1)(a).
    Reminders,
}

/// Nobody asks for consent to this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is none of health_profile, measurement, reminders")]
pub struct UnknownPurpose;

impl Purpose {
    /// Every purpose, in the order in which people see them.
    pub const ALL: [Self; 3] = [Self::HealthProfile, Self::Measurement, Self::Reminders];

    /// As published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HealthProfile => "health_profile",
            Self::Measurement => "measurement",
            Self::Reminders => "reminders",
        }
    }

    /// What holds while nobody has decided.
    #[must_use]
    pub const fn granted_by_default(self) -> bool {
        match self {
            Self::Measurement => true,
            Self::HealthProfile | Self::Reminders => false,
        }
    }
}

impl FromStr for Purpose {
    type Err = UnknownPurpose;

    fn from_str(text: &str) -> Result<Self, UnknownPurpose> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text).ok_or(UnknownPurpose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_found_by_its_name_and_health_is_never_on_by_itself() {
        for purpose in Purpose::ALL {
            assert_eq!(purpose.as_str().parse(), Ok(purpose));
            assert_eq!(serde_json::to_value(purpose).expect("JSON"), purpose.as_str());
        }
        assert_eq!("marketing".parse::<Purpose>(), Err(UnknownPurpose));
        assert!(!Purpose::HealthProfile.granted_by_default());
    }
}
