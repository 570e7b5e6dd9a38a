//! Symbols to print: drawn, then read back from the very file that is handed out.

mod matrix;
mod png;
mod read_back;
mod svg;

use crate::application::workspace::codes::{CodeWish, DrawFault, Drawing, Message, Symbols};

use self::matrix::Matrix;

/// Draws symbols, and hands out none that does not say what it should.
#[derive(Debug, Clone, Copy)]
pub struct Printer;

impl Symbols for Printer {
    fn draw(&self, wish: &CodeWish, message: &Message) -> Result<Vec<u8>, DrawFault> {
        let matrix = Matrix::of(wish.symbology, &message.content)?;
        let (file, seen) = match wish.drawing {
            Drawing::Svg => {
                let file = svg::draw(&matrix, wish.x_dimension, message).into_bytes();
                let seen = svg::modules(&file);
                (file, seen)
            }
            Drawing::Png => {
                let file = png::draw(&matrix, wish.x_dimension).map_err(|fault| unread(&fault))?;
                let seen = png::modules(&file, matrix.quiet_zone());
                (file, seen)
            }
        };
        let seen = seen.ok_or_else(|| unread(&"the file holds no modules"))?;
        read_back::check(wish.symbology, &seen, &message.content)?;
        Ok(file)
    }
}

fn unread(why: &impl ToString) -> DrawFault {
    DrawFault::NotReadBack(why.to_string())
}

#[cfg(test)]
mod tests;
