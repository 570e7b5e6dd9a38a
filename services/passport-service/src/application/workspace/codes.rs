//! Codes that a brand prints: each is read back before it is handed out.

use std::sync::Arc;

use gs1::{Gtin, Options};
use jiff::{civil::Date, tz::TimeZone};
use service_kit::{clock::Clock, ids::BrandId};

use super::ports::WorkProducts;
use crate::{application::ports::StoreError, domain::workspace::Qualifier};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Symbology {
    /// QR code with a Digital Link.
    Qr,
    /// GS1 DataMatrix with an element string.
    DataMatrix,
}

/// As which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Drawing {
    /// Any size, with the words under it.
    Svg,
    /// Pixels, without words.
    Png,
}

/// The side of one module, as GS1 states it for codes on retail packs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum XDimension {
    /// 0.396 mm, the smallest.
    Smallest,
    /// 0.495 mm, the target.
    #[default]
    Target,
    /// 0.990 mm, the largest.
    Largest,
}

impl XDimension {
    /// In millimetres.
    #[must_use]
    pub const fn millimetres(self) -> f64 {
        match self {
            Self::Smallest => 0.396,
            Self::Target => 0.495,
            Self::Largest => 0.990,
        }
    }

    /// The one that is written so.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        match text {
            "0.396" => Some(Self::Smallest),
            "0.495" => Some(Self::Target),
            "0.990" | "0.99" => Some(Self::Largest),
            _ => None,
        }
    }
}

/// A code that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeWish {
    /// Of which product.
    pub gtin: Gtin,
    /// Of which lot.
    pub lot: Option<Qualifier>,
    /// Of which pack.
    pub serial: Option<Qualifier>,
    /// The last day.
    pub expiry: Option<Date>,
    /// What that day means: best before, else use by.
    pub best_before: bool,
    /// What is drawn.
    pub symbology: Symbology,
    /// As which file.
    pub drawing: Drawing,
    /// How large.
    pub x_dimension: XDimension,
}

/// What a symbol says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The link, or the element string with its separators.
    pub content: String,
    /// The words under it.
    pub words: Vec<String>,
}

/// A symbol as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnCode {
    /// The file.
    pub body: Vec<u8>,
    /// What it says.
    pub message: Message,
}

/// A symbol that cannot be handed out.
#[derive(Debug, thiserror::Error)]
pub enum DrawFault {
    /// No symbol holds it.
    #[error("no symbol holds the code")]
    TooLong,
    /// What was drawn does not say what it should.
    #[error("the symbol was not read back: {0}")]
    NotReadBack(String),
}

/// Draws symbols.
pub trait Symbols: Send + Sync {
    /// The file, read back.
    ///
    /// # Errors
    /// It cannot be drawn, or was not read back.
    fn draw(&self, wish: &CodeWish, message: &Message) -> Result<Vec<u8>, DrawFault>;
}

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// The brand has no such product.
    #[error("the brand has no such product")]
    Unknown,
    /// The code cannot carry that.
    #[error(transparent)]
    Elements(#[from] gs1::ParseError),
    /// It cannot be drawn.
    #[error(transparent)]
    Draw(#[from] DrawFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes codes.
#[derive(Clone)]
pub struct BrandCodes {
    products: Arc<dyn WorkProducts>,
    symbols: Arc<dyn Symbols>,
    clock: Arc<dyn Clock>,
    stem: Arc<str>,
}

/// What separates an element of variable length from the next.
const SEPARATOR: char = '\u{1d}';

impl BrandCodes {
    /// Codes of these products, whose links begin with `stem`.
    pub fn new(
        products: Arc<dyn WorkProducts>,
        symbols: Arc<dyn Symbols>,
        clock: Arc<dyn Clock>,
        stem: impl Into<Arc<str>>,
    ) -> Self {
        Self { products, symbols, clock, stem: stem.into() }
    }

    /// Draws the code of a product of the brand.
    ///
    /// # Errors
    /// [`CodeError`] says why not.
    #[tracing::instrument(name = "workspace.code", skip_all)]
    pub async fn draw(&self, brand: BrandId, wish: CodeWish) -> Result<DrawnCode, CodeError> {
        self.products.find(brand, &wish.gtin).await?.ok_or(CodeError::Unknown)?;
        let message = self.message(&wish)?;
        let symbols = self.symbols.clone();
        let work = move || symbols.draw(&wish, &message).map(|body| DrawnCode { body, message });
        let drawn = tokio::task::spawn_blocking(work).await;
        Ok(drawn.map_err(|fault| StoreError::Failed(Box::new(fault)))??)
    }

    fn message(&self, wish: &CodeWish) -> Result<Message, gs1::ParseError> {
        let today = self.clock.now().to_zoned(TimeZone::UTC).date();
        let code = gs1::parse_fnc1(&elements(wish), SEPARATOR, Options::strict(today.into()))?;
        let content = match wish.symbology {
            Symbology::Qr => code.link(&self.stem)?,
            // The symbol's own first codeword says that it is GS1's.
            Symbology::DataMatrix => code.fnc1(SEPARATOR).trim_start_matches(SEPARATOR).to_owned(),
        };
        Ok(Message { content, words: code.hri() })
    }
}

/// The elements in the order in which they are printed: those of fixed length first.
fn elements(wish: &CodeWish) -> String {
    let mut text = format!("{SEPARATOR}01{}", wish.gtin);
    if let Some(day) = wish.expiry {
        let ai = if wish.best_before { "15" } else { "17" };
        text.push_str(&format!("{ai}{}", day.strftime("%y%m%d")));
    }
    for (ai, value) in [("10", &wish.lot), ("21", &wish.serial)] {
        if let Some(value) = value {
            text.push_str(&format!("{ai}{value}{SEPARATOR}"));
        }
    }
    text.trim_end_matches(SEPARATOR).to_owned()
}
