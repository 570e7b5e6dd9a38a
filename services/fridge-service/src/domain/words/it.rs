//! Italian.

use super::Words;

pub(super) const WORDS: Words = Words {
    expired: "Scadenza superata: non consumare",
    past_best_before: "Termine minimo di conservazione superato: guarda, annusa, assaggia",
    last_day: "Oggi è l'ultimo giorno",
    use_soon: "Da usare presto",
    unnamed: "Un prodotto senza nome",
    intro: "Che cosa guardare oggi nel tuo frigo:",
    open_fridge: "Apri il tuo frigo",
    why: "Ricevi questa e-mail, al massimo una al giorno, perché hai consentito i promemoria.",
    stop: "Cambia l'ora, o non ricevere più queste e-mail",
    calendar: "Il mio frigo",
    subject_one: "Il tuo frigo oggi: 1 alimento",
    subject_many: "Il tuo frigo oggi: {n} alimenti",
    use_by: "da consumare entro il {day}",
    best_before: "preferibilmente entro il {day}",
    good_until: "buono fino al {day}",
    day: "{d} {m}",
    months: [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
};
