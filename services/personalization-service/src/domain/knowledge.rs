//! What is known of ingredients.

/// The shipped taxonomies, made ready for verdicts: built once, shared by all.
#[derive(Debug, Default)]
pub struct Knowledge;

impl Knowledge {
    /// What is shipped inside the binary, as in passport-service: no folder has to be there.
    #[must_use]
    pub fn shipped() -> Self {
        Self
    }
}
