//! What the use cases need from outside.

mod consents;
mod labels;
mod store;

pub use consents::{ConsentRegister, ConsentUnknown, Grant};
pub use labels::{KeptLabel, LabelDocument, LabelFault, LabelSource, LabelStore, Readable};
pub use store::{
    Asker, AuditEntry, BatchId, CommandError, Content, Done, Expected, HealthProfiles, KeyRotation,
    NewVerdict, PersonalRecords, ProfileTag, Purpose, PutCommand, PutError, Rotated, StoreError,
    StoredProfile, StoredVerdict, VerdictHead, VerdictId, Verdicts,
};
