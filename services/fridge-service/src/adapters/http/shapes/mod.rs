//! The published shapes that are no domain type themselves.

mod fridge;
mod history;
mod item;
mod reminders;
mod requests;
mod waste;
mod words;

pub(super) use fridge::FridgeBody;
pub(super) use history::HistoryBody;
pub(super) use item::ItemBody;
pub(super) use reminders::{CalendarBody, RemindersBody};
pub(super) use requests::{ActionRequest, AddRequest, RemindersRequest};
pub(super) use waste::WasteBody;
pub(super) use words::ActionWord;
