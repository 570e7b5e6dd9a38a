//! Which of several translations a reader gets.

/// Everything but what the reader has in their own language as well: what is written in none that they read stays, when it is
/// all that there is.
pub(super) fn readable<'a, T>(
    all: &'a [T],
    reader: &'a str,
    language: fn(&T) -> Option<&str>,
    alike: fn(&T, &T) -> bool,
) -> impl Iterator<Item = &'a T> {
    let theirs = move |one: &T| language(one).is_some_and(|tag| speaks(tag, reader));
    all.iter().filter(move |one| {
        language(one).is_none() || theirs(one) || !all.iter().any(|other| alike(one, other) && theirs(other))
    })
}

/// Whether `de-AT` is `de`.
fn speaks(tag: &str, reader: &str) -> bool {
    tag.split('-').next().is_some_and(|first| first.eq_ignore_ascii_case(reader))
}
