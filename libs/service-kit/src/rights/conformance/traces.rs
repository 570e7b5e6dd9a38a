//! Looks into every column of every table of a schema.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgPool};

use super::Planted;

/// How many rows of which table name the person.
pub(super) type Traces = BTreeMap<String, i64>;

/// Every table of the schema, partitions by themselves, whole rows as text: no kind of column is forgotten. Bytes print as
/// hexadecimal digits, so each needle is sought in that form, too.
pub(super) async fn traces(pool: &PgPool, schema: &str, person: &Planted) -> Traces {
    let patterns: Vec<_> = person.needles().iter().flat_map(|needle| patterns(needle)).collect();
    let mut found = Traces::new();
    for table in tables(pool, schema).await {
        let count = format!(r#"SELECT count(*) FROM "{schema}"."{table}" AS r WHERE r::text ILIKE ANY ($1)"#);
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(count))
            .bind(&patterns)
            .fetch_one(pool)
            .await
            .unwrap_or_else(|error| panicking(&table, &error));
        if rows > 0 {
            found.insert(table, rows);
        }
    }
    found
}

async fn tables(pool: &PgPool, schema: &str) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'm') ORDER BY relname",
    )
    .bind(schema)
    .fetch_all(pool)
    .await
    .unwrap_or_else(|error| panicking("pg_class", &error));
    assert!(!tables.is_empty(), "the schema {schema} has tables");
    tables
}

fn patterns(needle: &str) -> [String; 3] {
    let hex: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
    [needle.to_owned(), needle.replace('-', ""), hex].map(|needle| format!("%{needle}%"))
}

#[expect(clippy::panic, reason = "runs in tests only")]
fn panicking<T>(table: &str, error: &sqlx::Error) -> T {
    panic!("{table} cannot be searched: {error}")
}
