//! German.

use super::Words;

pub(super) const WORDS: Words = Words {
    expired: "Verbrauchsdatum überschritten: nicht mehr essen",
    past_best_before: "Mindesthaltbarkeit überschritten: ansehen, riechen, probieren",
    last_day: "Heute ist der letzte Tag",
    use_soon: "Bald aufbrauchen",
    unnamed: "Ein Produkt ohne Namen",
    intro: "Was Sie heute in Ihrem Kühlschrank ansehen sollten:",
    open_fridge: "Kühlschrank öffnen",
    why: "Sie bekommen diese E-Mail, höchstens eine am Tag, weil Sie Erinnerungen erlaubt haben.",
    stop: "Uhrzeit ändern, oder diese E-Mails abbestellen",
    calendar: "Mein Kühlschrank",
    subject_one: "Ihr Kühlschrank heute: 1 Lebensmittel",
    subject_many: "Ihr Kühlschrank heute: {n} Lebensmittel",
    use_by: "zu verbrauchen bis {day}",
    best_before: "mindestens haltbar bis {day}",
    good_until: "gut bis {day}",
    day: "{d}. {m}",
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
};
