//! The service's API on real PostgreSQL, as the role that serves: each test has a database of its own, and neighbours that answer
//! over HTTP and SMTP in the places of identity-service, passport-service and a mail server.
#![cfg(test)]

mod acting;
mod adding;
mod calendar;
mod catalog;
mod concurrency;
mod digests;
mod events;
mod listing;
mod neighbours;
mod post_office;
mod reminders;
mod rights;
mod service;
mod streams;
mod waste;
mod world;
