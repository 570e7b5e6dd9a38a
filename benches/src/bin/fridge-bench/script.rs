//! What `pgbench` does: the statements of one command, in the service's order and from the service's own files.

use anyhow::Context;
use fleet::Checkout;

/// Where the statements stand.
const FRIDGE: &str = "services/fridge-service/queries";
const MESSAGING: &str = "libs/messaging/queries";

/// The values that the service wrote last for this client's account; read once, when the client begins.
const VALUES: &str = r"SELECT i.account_id AS account, i.item_id AS item, e.event_type AS kind, e.data::text AS data, e.version AS version,
    s.version AS snapshot, s.state::text AS folded, o.topic AS topic, o.event_type AS told_kind, o.data_schema AS told_schema,
    o.data::text AS told, '{' || i.account_id || ',' || (e.data ->> 'visitorId') || '}' AS streams,
    ARRAY[i.item_id]::text AS ids, ARRAY[i.present]::text AS present, ARRAY[i.gtin]::text AS gtins,
    ARRAY[i.added_at]::text AS added_at, ARRAY[i.state::text]::text AS states, ARRAY[i.added]::text AS added,
    ARRAY[i.used]::text AS used, ARRAY[i.thrown_away]::text AS thrown_away, ARRAY[i.given_away]::text AS given_away,
    ARRAY[i.remaining]::text AS remaining, ARRAY[i.unaccounted]::text AS unaccounted,
    ARRAY[i.undo_action]::text AS undo_action, ARRAY[i.undo_until]::text AS undo_until
FROM items AS i
JOIN item_snapshots AS s USING (account_id, item_id)
JOIN LATERAL (
    SELECT * FROM fridge_events AS f WHERE f.account_id = i.account_id ORDER BY f.version DESC LIMIT 1
) AS e ON true
JOIN LATERAL (
    SELECT * FROM outbox AS p WHERE p.topic = 'packytrace.fridge.v1' AND p.stream = i.account_id::text
    ORDER BY p.stream_version DESC LIMIT 1
) AS o ON true
WHERE i.account_id = ('00000000-0000-7000-8000-' || lpad(:client_id::text, 12, '0'))::uuid
\gset
";

/// The script of one command.
pub(crate) fn of(checkout: &Checkout) -> anyhow::Result<String> {
    let fridge = |file: &str, values: &[&str]| statement(checkout, FRIDGE, file, values);
    let messaging = |file: &str, values: &[&str]| statement(checkout, MESSAGING, file, values);
    Ok([
        format!("\\if :ready = 0\n{VALUES}\\set ready 1\n\\endif\n"),
        "\\set key random(1, 9000000000000000000)\nBEGIN;\n".to_owned(),
        messaging("lock_streams", &[":streams"])?,
        messaging(
            "find_idempotency_key",
            &[":account", "'act_on_fridge_item'", ":key", "now() - interval '1 day'"],
        )?,
        fridge("find_head", &[":account", ":item"])?,
        "\\set version :version + 1\n".to_owned(),
        fridge("append_event", &[":account", ":version", "uuidv7()", ":item", ":kind", "now()", ":data"])?,
        messaging(
            "append",
            &[":topic", ":account", "uuidv7()", ":told_kind", ":told_schema", "now()", ":told", "NULL"],
        )?,
        format!(
            "\\if :version % 10 = 0\n{}\\set snapshot :version\n\\endif\n",
            fridge("put_snapshot", &[":account", ":item", ":version", "1", ":folded", "now()"])?
        ),
        fridge("put_items", &ITEM)?,
        messaging(
            "remember_idempotency_key",
            &[":account", "'act_on_fridge_item'", ":key", ":key", ":item", "now()"],
        )?,
        "COMMIT;\n".to_owned(),
    ]
    .concat())
}

const ITEM: [&str; 14] = [
    ":account",
    ":ids",
    ":present",
    ":gtins",
    ":added_at",
    ":states",
    ":added",
    ":used",
    ":thrown_away",
    ":given_away",
    ":remaining",
    ":unaccounted",
    ":undo_action",
    ":undo_until",
];

/// A statement with these values in place of its parameters.
fn statement(checkout: &Checkout, folder: &str, name: &str, values: &[&str]) -> anyhow::Result<String> {
    let path = checkout.path(&format!("{folder}/{name}.sql"));
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let lines: String =
        text.lines().filter(|line| !line.starts_with("--")).map(|line| format!("{line}\n")).collect();
    // From the last on: `$1` is the beginning of `$14`.
    let filled = values
        .iter()
        .enumerate()
        .rev()
        .fold(lines, |text, (at, value)| text.replace(&format!("${}", at + 1), value));
    Ok(format!("{};\n", filled.trim_end()))
}
