//! What the use cases need from outside.

mod calendars;
mod digests;
mod failure;
mod mailer;
mod neighbours;
mod personal;
mod products;
mod projections;
mod reminders;
mod streams;

pub use calendars::{Calendars, TokenHash};
pub use digests::{Digests, Due, Next, Settled};
pub use failure::CommandError;
pub use mailer::{Mail, Mailer, NotSent};
pub use neighbours::{
    AddressOf, ConsentOf, PackOfScan, People, ProductSource, ScanFault, ScanSource, SourceFault, Unanswered,
};
pub use personal::{PastDigest, PastEvent, PersonalRecords};
pub use products::{ProductCard, ProductStore};
pub use projections::{KeptItem, Projections};
pub use reminders::{PutCommand, PutError, ReminderStore, StoredReminders};
pub use service_kit::{store::StoreError, version::Expected};
pub use streams::{Actor, Carried, Command, Decide, StreamError, Streams, Wish};
