//! What mails and calendars say. Use by is safety, best before is quality: their words are never mixed.

mod de;
mod en;
mod it;

use jiff::{civil::Date, tz::TimeZone};

use super::{alerts::AlertKind, date::ExpiryKind, freshness::usable_until, item::Item, language::Language};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// Above what must not be eaten any more.
    pub expired: &'static str,
    /// Above what is past its best.
    pub past_best_before: &'static str,
    /// Above what has its last day.
    pub last_day: &'static str,
    /// Above what is to be used soon.
    pub use_soon: &'static str,
    /// A product that nobody has named.
    pub unnamed: &'static str,
    /// The first line of the mail.
    pub intro: &'static str,
    /// The link to the fridge.
    pub open_fridge: &'static str,
    /// Why the mail comes.
    pub why: &'static str,
    /// The link to where that is changed.
    pub stop: &'static str,
    /// The calendar's name.
    pub calendar: &'static str,
    subject_one: &'static str,
    subject_many: &'static str,
    use_by: &'static str,
    best_before: &'static str,
    good_until: &'static str,
    day: &'static str,
    months: [&'static str; 12],
}

/// What the last day of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastDayKind {
    /// The printed one.
    Printed(ExpiryKind),
    /// One that opening, freezing or thawing has made.
    Made,
}

/// The last day on which an item can be used, and what it is, if anybody can say.
#[must_use]
pub fn last_day(item: &Item, zone: &TimeZone) -> Option<(Date, LastDayKind)> {
    let until = usable_until(item, zone)?;
    let printed = item.condition().printed().filter(|printed| printed.day == until);
    Some((until, printed.map_or(LastDayKind::Made, |printed| LastDayKind::Printed(printed.kind))))
}

impl Words {
    /// Those of a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &en::WORDS,
            Language::It => &it::WORDS,
            Language::De => &de::WORDS,
        }
    }

    /// The subject of a mail about so many items.
    #[must_use]
    pub fn subject(&self, items: usize) -> String {
        match items {
            1 => self.subject_one.to_owned(),
            many => self.subject_many.replace("{n}", &many.to_string()),
        }
    }

    /// The heading above items of this kind; none for what no mail tells.
    #[must_use]
    pub const fn heading(&self, kind: AlertKind) -> Option<&'static str> {
        match kind {
            AlertKind::Expired => Some(self.expired),
            AlertKind::PastBestBefore => Some(self.past_best_before),
            AlertKind::LastDay => Some(self.last_day),
            AlertKind::UseSoon => Some(self.use_soon),
            AlertKind::Recalled | AlertKind::LabelChanged => None,
        }
    }

    /// `use by 25 November`
    #[must_use]
    pub fn until(&self, kind: LastDayKind, day: Date) -> String {
        let words = match kind {
            LastDayKind::Printed(ExpiryKind::UseBy) => self.use_by,
            LastDayKind::Printed(ExpiryKind::BestBefore) => self.best_before,
            LastDayKind::Made => self.good_until,
        };
        words.replace("{day}", &self.day_of_month(day))
    }

    fn day_of_month(&self, day: Date) -> String {
        let month = usize::try_from(day.month() - 1).ok().and_then(|index| self.months.get(index));
        self.day.replace("{d}", &day.day().to_string()).replace("{m}", month.unwrap_or(&""))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const KINDS: [LastDayKind; 3] = [
        LastDayKind::Printed(ExpiryKind::UseBy),
        LastDayKind::Printed(ExpiryKind::BestBefore),
        LastDayKind::Made,
    ];

    #[test]
    fn a_day_reads_as_people_write_it() {
        let day = date(2026, 11, 5);
        let told = Language::ALL.map(|language| Words::of(language).until(KINDS[0], day));
        assert_eq!(
            told,
            ["use by 5 November", "da consumare entro il 5 novembre", "zu verbrauchen bis 5. November"]
        );
    }

    #[test]
    fn use_by_and_best_before_share_no_words_in_any_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            let [use_by, best_before, made] = KINDS.map(|kind| words.until(kind, date(2026, 1, 31)));
            assert!(use_by != best_before && best_before != made && use_by != made, "{language:?}");
            assert_ne!(words.expired, words.past_best_before);
        }
    }

    #[test]
    fn one_item_is_told_in_the_singular() {
        for language in Language::ALL {
            let words = Words::of(language);
            assert!(words.subject(3).contains('3') && !words.subject(1).contains("{n}"));
        }
    }
}
