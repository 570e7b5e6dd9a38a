//! Which AIs go together: exclusive ones, required ones, repeated ones.

use crate::{
    ai::{Ai, AiId, Span},
    error::{ErrorCode, ParseError},
};

/// Of one AI in a code: what pairing has to know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Present<'a> {
    pub(crate) ai: &'static Ai,
    /// The decoded value's length.
    pub(crate) length: usize,
    /// Where an error is reported.
    pub(crate) at: usize,
    /// The value as written, to compare repeated ones.
    pub(crate) written: &'a str,
}

/// The rules in GS1's order; `requisites`: whether a missing companion is a fault.
///
/// `all` starts over each time; there are at most [`MAX_ELEMENTS`](crate::link::MAX_ELEMENTS).
pub(crate) fn check<'s, 'a: 's, I>(all: impl Fn() -> I, requisites: bool) -> Result<(), ParseError>
where
    I: Iterator<Item = &'s Present<'a>>,
{
    let holds =
        |span: Span, but: AiId| all().any(|one| (span.0..=span.1).contains(&one.ai.id) && one.ai.id != but);
    fault(all().find(|one| clashes(one.ai, holds)), ErrorCode::AiExclusive)?;
    if requisites {
        fault(all().find(|one| lacks(one.ai, holds)), ErrorCode::AiRequires)?;
    }
    // Labels read one after another repeat an AI, but never with another value.
    let differs =
        |one: &Present<'_>| all().any(|other| other.ai.id == one.ai.id && other.written != one.written);
    fault(all().find(|one| differs(one)), ErrorCode::AiRepeatConflict)?;
    let signed = all().any(|one| one.ai.code() == "8030");
    fault(all().find(|one| signed && is_unserialised(one)), ErrorCode::SerialComponentRequired)
}

fn clashes(ai: &Ai, holds: impl Fn(Span, AiId) -> bool) -> bool {
    ai.excludes.iter().any(|span| holds(*span, ai.id))
}

fn lacks(ai: &Ai, holds: impl Fn(Span, AiId) -> bool) -> bool {
    let whole = |group: &&[Span]| group.iter().all(|span| holds(*span, ai.id));
    !ai.requires.iter().all(|groups| groups.iter().any(|group| whole(group)))
}

/// A digital signature (8030) needs the serial component of a GDTI, GCN or GRAI.
fn is_unserialised(one: &Present<'_>) -> bool {
    matches!(one.ai.code(), "253" | "255" | "8003") && one.length == one.ai.min_length()
}

fn fault(found: Option<&Present<'_>>, code: ErrorCode) -> Result<(), ParseError> {
    found.map_or(Ok(()), |one| Err(ParseError::new(code, one.at).of(one.ai.code())))
}
