//! Italian.

use super::{Definition, Words};
use crate::domain::metric::Metric;

pub(super) const WORDS: Words = Words {
    unit: "visitatori",
    unit_of_sums: "giorni-visitatore",
    window: "Un giorno UTC. Pubblicato una volta sola, 48 ore dopo la fine del giorno, e mai corretto in seguito.",
    suppressed: "dati non ancora sufficienti",
    fewer_than: |k| format!("dati non ancora sufficienti (meno di {k})"),
    awaited: "non ancora pubblicati",
    definition,
};

const fn definition(metric: Metric) -> Definition {
    let (name, definition) = match metric {
        Metric::ScanningVisitors => (
            "Visitatori che scansionano",
            "Visitatori che hanno scansionato il prodotto quel giorno; i giorni si sommano.",
        ),
        Metric::NewVisitors => (
            "Nuovi visitatori",
            "Tra i visitatori che scansionano, chi non aveva scansionato un tuo prodotto in un giorno precedente.",
        ),
        Metric::ReturningVisitors => (
            "Visitatori di ritorno",
            "Tra i visitatori che scansionano, chi aveva scansionato un tuo prodotto in un giorno precedente.",
        ),
        Metric::AccountsCreatedAfterScan => (
            "Account dopo una scansione",
            "Tra i visitatori che scansionano, chi ha creato un account più tardi quel giorno.",
        ),
        Metric::VerdictGood => (
            "Giudizio «Va bene per te»",
            "Tra i visitatori che scansionano, chi ha letto per ultimo «Va bene per te» quel giorno.",
        ),
        Metric::VerdictCareful => (
            "Giudizio «Fai attenzione»",
            "Tra i visitatori che scansionano, chi ha letto per ultimo «Fai attenzione» quel giorno.",
        ),
        Metric::VerdictAvoid => (
            "Giudizio «Da evitare»",
            "Tra i visitatori che scansionano, chi ha letto per ultimo «Da evitare» quel giorno.",
        ),
        Metric::SavedToFridge => {
            ("Messi in frigo", "Visitatori che hanno messo una confezione in frigo quel giorno.")
        }
        Metric::UsedUp => {
            ("Usati", "Visitatori che hanno detto di aver usato parte di una confezione quel giorno.")
        }
        Metric::ThrownAway => {
            ("Buttati", "Visitatori che hanno detto di aver buttato parte di una confezione quel giorno.")
        }
        Metric::Recycled => ("Riciclati", "Visitatori che hanno riciclato l’imballaggio quel giorno."),
        Metric::Reports => {
            ("Segnalazioni", "Visitatori che hanno segnalato qualcosa sul prodotto quel giorno.")
        }
    };
    Definition { name, definition }
}
