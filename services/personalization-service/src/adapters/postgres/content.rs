//! What is sealed, as bytes.

use messaging::failure::corrupt;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    application::ports::{Content, StoreError},
    domain::{profile::HealthProfile, verdict::Evaluation},
};

#[derive(Serialize)]
struct Writing<'a> {
    profile: Value,
    label: &'a Value,
    evaluation: &'a Evaluation,
}

#[derive(Deserialize)]
struct Reading {
    profile: Value,
    label: Value,
    evaluation: Evaluation,
}

/// A row that opens and makes no sense. What it says stays unsaid.
#[derive(Debug, thiserror::Error)]
#[error("what was sealed cannot be read")]
struct Unreadable;

pub(super) fn write_profile(profile: &HealthProfile) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(profile).map_err(|_| corrupt(Unreadable))
}

pub(super) fn read_profile(plain: &[u8]) -> Result<HealthProfile, StoreError> {
    profile(&serde_json::from_slice(plain).map_err(|_| corrupt(Unreadable))?)
}

pub(super) fn write(content: &Content) -> Result<Vec<u8>, StoreError> {
    let profile = serde_json::to_value(&content.profile).map_err(|_| corrupt(Unreadable))?;
    let writing = Writing { profile, label: &content.label, evaluation: &content.evaluation };
    serde_json::to_vec(&writing).map_err(|_| corrupt(Unreadable))
}

pub(super) fn read(plain: &[u8]) -> Result<Content, StoreError> {
    let Reading { profile: stated, label, evaluation } =
        serde_json::from_slice(plain).map_err(|_| corrupt(Unreadable))?;
    Ok(Content { profile: profile(&stated)?, label, evaluation })
}

fn profile(stated: &Value) -> Result<HealthProfile, StoreError> {
    HealthProfile::parse(stated).map_err(|_| corrupt(Unreadable))
}
