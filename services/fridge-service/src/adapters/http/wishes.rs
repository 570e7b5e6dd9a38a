//! From what is asked to what it means, with every fault and its place.

use gs1::Gtin;
use jiff::tz::TimeZone;
use service_kit::{ids::ScanId, problem::Problem};

use super::{
    problems,
    shapes::{ActionRequest, ActionWord, AddRequest, RemindersRequest},
};
use crate::{
    application::{
        act_on_item::Acting,
        add_item::{Adding, What},
    },
    domain::{
        action::Action,
        event::Correction,
        food::FoodName,
        quantity::{AmountFault, Quantity, Stock},
        settings::{Settings, Zone},
    },
};

/// A name that somebody types is shorter than one of the catalog may be.
const LONGEST_NAME: usize = 200;

/// A pack that comes in.
pub(super) fn adding(request: AddRequest) -> Result<Adding, Problem> {
    let AddRequest { scan_id, gtin, name, expiry, expiry_kind, quantity, price, place } = request;
    let what = match (scan_id, gtin, name) {
        (Some(id), None, None) => What::Scan(ScanId::from_uuid(id)),
        (None, Some(gtin), None) => What::Product(product(&gtin)?),
        (None, None, Some(name)) => What::Typed(typed(&name)?),
        (None, None, None) => return Err(unnamed("Say what comes in: scanId, gtin or name.")),
        _ => return Err(unnamed("Say what comes in by one of scanId, gtin and name.")),
    };
    if expiry.is_none() && expiry_kind.is_some() && !matches!(what, What::Scan(_)) {
        return Err(invalid("/expiryKind", "means nothing without expiry"));
    }
    Ok(Adding { what, expiry, expiry_kind, quantity, price, place: place.unwrap_or_default() })
}

fn unnamed(detail: &str) -> Problem {
    Problem::bad_request(detail).error("", "exactly one of scanId, gtin and name is needed")
}

fn product(digits: &str) -> Result<Gtin, Problem> {
    digits.parse().map_err(|fault| problems::invalid_code(&fault, "/gtin"))
}

fn typed(name: &str) -> Result<FoodName, Problem> {
    let fits = name.trim().chars().count() <= LONGEST_NAME;
    let name = name.parse().ok().filter(|_| fits);
    name.ok_or_else(|| invalid("/name", "has 1 to 200 characters, none of them a control character"))
}

/// Something that is done.
pub(super) fn acting(request: &ActionRequest) -> Result<Acting, Problem> {
    refuse_strangers(request)?;
    let (expiry, expiry_kind, at) = (request.expiry, request.expiry_kind, request.at);
    Ok(Acting { action: action(request)?, expiry, expiry_kind, at })
}

fn action(request: &ActionRequest) -> Result<Action, Problem> {
    let said = request.quantity;
    let quantity = || said.map(Quantity::try_from).transpose().map_err(|fault| amount(&fault));
    Ok(match request.action {
        ActionWord::Open => Action::Open,
        ActionWord::Freeze => Action::Freeze,
        ActionWord::Thaw => Action::Thaw,
        ActionWord::Use => Action::Use { quantity: quantity()? },
        ActionWord::ThrowAway => {
            Action::ThrowAway { quantity: quantity()?, reason: request.reason.unwrap_or_default() }
        }
        ActionWord::GiveAway => Action::GiveAway { quantity: quantity()? },
        ActionWord::Recycle => Action::Recycle,
        ActionWord::Correct => Action::Correct(Box::new(correction(request)?)),
        ActionWord::Undo => Action::Undo,
    })
}

/// All but the printed date: what is not said of it is as it stands.
fn correction(request: &ActionRequest) -> Result<Correction, Problem> {
    let checked = |stock: Stock| Stock::new(stock.amount, stock.unit).map_err(|fault| amount(&fault));
    Ok(Correction {
        remaining: request.quantity.map(checked).transpose()?,
        printed: None,
        place: request.place,
        price: request.price,
        shelf_life: request.shelf_life,
    })
}

/// Fields that mean nothing with this action would be lost unseen.
fn refuse_strangers(request: &ActionRequest) -> Result<(), Problem> {
    use ActionWord::{Correct, GiveAway, ThrowAway, Use};
    let action = request.action;
    let corrects = action == Correct;
    let said = [
        ("/quantity", request.quantity.is_some(), corrects || matches!(action, Use | ThrowAway | GiveAway)),
        ("/reason", request.reason.is_some(), action == ThrowAway),
        ("/expiry", request.expiry.is_some(), corrects),
        ("/expiryKind", request.expiry_kind.is_some(), corrects),
        ("/place", request.place.is_some(), corrects),
        ("/price", request.price.is_some(), corrects),
        ("/shelfLife", request.shelf_life.is_some(), corrects),
    ];
    let strangers = said.into_iter().filter(|(_, said, fits)| *said && !fits);
    let faults: Vec<_> = strangers.map(|(pointer, ..)| pointer).collect();
    if faults.is_empty() {
        return Ok(());
    }
    let detail = format!("means nothing with `{}`", action.as_str());
    let problem = Problem::bad_request("The body does not fit.");
    Err(faults.into_iter().fold(problem, |problem, pointer| problem.error(pointer, detail.as_str())))
}

fn amount(fault: &AmountFault) -> Problem {
    invalid("/quantity/amount", &fault.to_string())
}

fn invalid(pointer: &str, detail: &str) -> Problem {
    Problem::bad_request("The body does not fit.").error(pointer, detail)
}

/// When and how the person wants to be told.
pub(super) fn reminders(request: RemindersRequest) -> Result<Settings, Problem> {
    let RemindersRequest { lead_days, hour, time_zone, email } = request;
    let zone = TimeZone::get(&time_zone).ok().and_then(Zone::of);
    let zone = zone.ok_or_else(|| invalid("/timeZone", "is no IANA time zone such as Europe/Rome"))?;
    Ok(Settings { lead_days, hour, zone, email })
}
