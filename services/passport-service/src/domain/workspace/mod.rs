//! A brand's workspace: what it states about its own products, how complete and how sound that is.

mod checks;
mod completeness;
mod earlier;
mod fault;
mod journey;
mod label;
mod link;
mod link_type;
mod qualifier;
mod statement;
mod submission;
mod tenant;

pub use checks::faults;
pub use completeness::{ITEMS, percent};
pub use earlier::{EarlierFact, earlier_facts};
pub use fault::{Fault, FaultCode, Severity};
pub use journey::{StatedPlace, StatedStep, steps};
pub use label::{StatedAllergens, StatedIngredients, StatedLabel, StatedNutrition};
pub use link::{Link, Recalled, links, recalled};
pub use link_type::{LinkType, NoLinkType};
pub use qualifier::{NoQualifier, Qualifier};
pub use statement::{StatedEco, StatedOrigin, StatedPart, Statement, StatementFault, picture_of};
pub use submission::Submission;
pub use tenant::{Prefix, Tenant};

use serde::{Deserialize, Serialize};

/// Whether what stands in the workspace is what shoppers read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Publication {
    /// The brand alone sees it; what was published before stays published.
    #[default]
    Draft,
    /// Everyone sees it.
    Published,
}
