//! German.

use super::{Definition, Words};
use crate::domain::metric::Metric;

pub(super) const WORDS: Words = Words {
    unit: "Besucher",
    unit_of_sums: "Besuchertage",
    window: "Ein UTC-Tag. Einmal freigegeben, 48 Stunden nach seinem Ende, und danach nie berichtigt.",
    suppressed: "noch nicht genug Daten",
    fewer_than: |k| format!("noch nicht genug Daten (weniger als {k})"),
    awaited: "noch nicht freigegeben",
    definition,
};

const fn definition(metric: Metric) -> Definition {
    let (name, definition) = match metric {
        Metric::ScanningVisitors => (
            "Scannende Besucher",
            "Besucher, die das Produkt an dem Tag gescannt haben; Tage zusammengezählt.",
        ),
        Metric::NewVisitors => (
            "Neue Besucher",
            "Von den scannenden Besuchern die, die an keinem früheren Tag ein Produkt von dir gescannt hatten.",
        ),
        Metric::ReturningVisitors => (
            "Wiederkehrende Besucher",
            "Von den scannenden Besuchern die, die an einem früheren Tag ein Produkt von dir gescannt hatten.",
        ),
        Metric::AccountsCreatedAfterScan => (
            "Konten nach einem Scan",
            "Von den scannenden Besuchern die, die später am Tag ein Konto angelegt haben.",
        ),
        Metric::VerdictGood => (
            "Urteil „Gut für dich“",
            "Von den scannenden Besuchern die, die zuletzt an dem Tag „Gut für dich“ gelesen haben.",
        ),
        Metric::VerdictCareful => (
            "Urteil „Vorsicht“",
            "Von den scannenden Besuchern die, die zuletzt an dem Tag „Vorsicht“ gelesen haben.",
        ),
        Metric::VerdictAvoid => (
            "Urteil „Meiden“",
            "Von den scannenden Besuchern die, die zuletzt an dem Tag „Meiden“ gelesen haben.",
        ),
        Metric::SavedToFridge => (
            "In den Kühlschrank gelegt",
            "Besucher, die an dem Tag eine Packung in ihren Kühlschrank gelegt haben.",
        ),
        Metric::UsedUp => (
            "Verbraucht",
            "Besucher, die an dem Tag gesagt haben, dass sie etwas aus einer Packung verbraucht haben.",
        ),
        Metric::ThrownAway => (
            "Weggeworfen",
            "Besucher, die an dem Tag gesagt haben, dass sie etwas aus einer Packung weggeworfen haben.",
        ),
        Metric::Recycled => ("Recycelt", "Besucher, die an dem Tag die Verpackung recycelt haben."),
        Metric::Reports => ("Gemeldet", "Besucher, die an dem Tag etwas zum Produkt gemeldet haben."),
    };
    Definition { name, definition }
}
