//! Which AIs go together: exclusive ones, required ones, repeated ones.

use crate::{
    ai::{Ai, AiId, Span},
    error::{ErrorCode, ParseError},
};

/// Of one AI in a code: what pairing has to know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Present {
    pub(crate) ai: &'static Ai,
    /// The decoded value's length.
    pub(crate) length: u32,
    /// Where an error is reported.
    pub(crate) at: u32,
}

/// Digital signatures.
const DIGSIG: AiId = 18_030;

/// The rules in GS1's order; `requisites`: whether a missing companion is a fault.
/// There are at most [`MAX_ELEMENTS`](crate::link::MAX_ELEMENTS).
pub(crate) fn check(all: &[Present], requisites: bool) -> Result<(), ParseError> {
    let holds = |span: &Span, but: AiId| {
        all.iter().any(|one| one.ai.id >= span.0 && one.ai.id <= span.1 && one.ai.id != but)
    };
    for one in all {
        if one.ai.excludes.iter().any(|span| holds(span, one.ai.id)) {
            return fault(one, ErrorCode::AiExclusive);
        }
    }
    let whole = |group: &[Span], but: AiId| group.iter().all(|span| holds(span, but));
    let met = |one: &Present, groups: &[&[Span]]| groups.iter().any(|group| whole(group, one.ai.id));
    for one in all.iter().filter(|_| requisites) {
        if !one.ai.requires.iter().all(|groups| met(one, groups)) {
            return fault(one, ErrorCode::AiRequires);
        }
    }
    signed(all)
}

/// A digital signature needs the serial component of a GDTI, GCN or GRAI.
fn signed(all: &[Present]) -> Result<(), ParseError> {
    if !all.iter().any(|one| one.ai.id == DIGSIG) {
        return Ok(());
    }
    let lacks = |one: &&Present| {
        matches!(one.ai.code(), "253" | "255" | "8003") && one.length as usize == one.ai.min_length()
    };
    all.iter().find(lacks).map_or(Ok(()), |one| fault(one, ErrorCode::SerialComponentRequired))
}

#[cold]
fn fault(one: &Present, code: ErrorCode) -> Result<(), ParseError> {
    Err(ParseError::new(code, one.at as usize).of(one.ai.code()))
}
