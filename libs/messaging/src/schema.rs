//! The tables this crate works on, for services to copy into their migrations.

use std::path::{Path, PathBuf};

/// The outbox: `sql/outbox.sql`.
pub const OUTBOX: &str = include_str!("../sql/outbox.sql");
/// The inbox: `sql/inbox.sql`.
pub const INBOX: &str = include_str!("../sql/inbox.sql");
/// The results of commands under their idempotency keys: `sql/idempotency.sql`.
pub const IDEMPOTENCY: &str = include_str!("../sql/idempotency.sql");
/// What a holder of personal data keeps about erasures, and how it forgets streams: `sql/rights.sql`.
pub const RIGHTS: &str = include_str!("../sql/rights.sql");

/// No migration holds the tables word for word.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// No file has the text.
    #[error("no file in {0} holds libs/messaging/sql's text as it stands")]
    Missing(PathBuf),
    /// The folder could not be read.
    #[error("the migrations could not be read")]
    Unreadable(#[from] std::io::Error),
}

/// For a service's tests: one of its migrations holds `sql` ([`OUTBOX`], [`INBOX`], [`IDEMPOTENCY`] or [`RIGHTS`]) as it stands.
///
/// # Errors
/// When none does.
pub fn migrations_contain(migrations: &Path, sql: &str) -> Result<(), NotCopied> {
    for file in std::fs::read_dir(migrations)? {
        let path = file?.path();
        if path.is_file() && std::fs::read_to_string(path)?.contains(sql.trim()) {
            return Ok(());
        }
    }
    Err(NotCopied::Missing(migrations.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_with_one_letter_changed_is_none() {
        let migrations = tempfile::tempdir().unwrap();
        std::fs::write(migrations.path().join("1.sql"), format!("-- ours\n{OUTBOX}")).unwrap();
        migrations_contain(migrations.path(), OUTBOX).unwrap();
        std::fs::write(migrations.path().join("1.sql"), OUTBOX.replace("xid8", "bigint")).unwrap();
        assert!(matches!(migrations_contain(migrations.path(), OUTBOX), Err(NotCopied::Missing(_))));
    }
}
