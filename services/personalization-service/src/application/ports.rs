//! What the use cases need from outside.

mod consents;
mod labels;
mod store;

pub use consents::{ConsentRegister, ConsentUnknown, Grant};
pub use labels::{KeptLabel, LabelDocument, LabelFault, LabelSource, LabelStore, Readable};
pub use service_kit::{idempotency::Done, store::StoreError};
pub use store::{
    Asker, AuditEntry, BatchId, CommandError, Content, Expected, HealthProfiles, KeyRotation, NewVerdict,
    PersonalRecords, ProfileTag, Purpose, PutCommand, PutError, Rotated, StoredProfile, StoredVerdict,
    VerdictHead, VerdictId, Verdicts,
};
