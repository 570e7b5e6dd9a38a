//! English.

use super::Words;

pub(super) const WORDS: Words = Words {
    expired: "Use-by date passed: do not eat",
    past_best_before: "Past best before: look, smell, taste",
    last_day: "Last day today",
    use_soon: "Use soon",
    unnamed: "A product without a name",
    intro: "What to look at in your fridge today:",
    open_fridge: "Open your fridge",
    why: "You get this mail, at most one a day, because you allowed reminders.",
    stop: "Change the hour, or stop these mails",
    calendar: "My fridge",
    subject_one: "Your fridge today: 1 item",
    subject_many: "Your fridge today: {n} items",
    use_by: "use by {day}",
    best_before: "best before {day}",
    good_until: "good until {day}",
    day: "{d} {m}",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};
