//! The primitives of Kafka's protocol, as far as its access lists need them (versions before the flexible ones).

/// A request being written.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn i8(mut self, value: i8) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    pub(super) fn i16(mut self, value: i16) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    pub(super) fn i32(mut self, value: i32) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    /// At most 32 kB, as are all names here.
    pub(super) fn text(mut self, text: &str) -> Self {
        self = self.i16(i16::try_from(text.len()).unwrap_or(i16::MAX));
        self.0.extend(text.bytes().take(usize::try_from(i16::MAX).unwrap_or_default()));
        self
    }

    pub(super) fn nothing(self) -> Self {
        self.i16(-1)
    }

    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self = self.count(bytes.len());
        self.0.extend(bytes);
        self
    }

    /// How many follow.
    pub(super) fn count(self, count: usize) -> Self {
        self.i32(i32::try_from(count).unwrap_or(i32::MAX))
    }

    pub(super) fn then(mut self, rest: Self) -> Self {
        self.0.extend(rest.0);
        self
    }

    /// With its length before it.
    pub(super) fn framed(self) -> Vec<u8> {
        let length = i32::try_from(self.0.len()).unwrap_or(i32::MAX);
        [length.to_be_bytes().to_vec(), self.0].concat()
    }
}

/// An answer being read.
#[derive(Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

/// The answer is shorter than it says, or no text where one belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the broker's answer cannot be read")]
pub struct Unreadable;

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Unreadable)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn i8(&mut self) -> Result<i8, Unreadable> {
        self.take().map(i8::from_be_bytes)
    }

    pub(super) fn i16(&mut self) -> Result<i16, Unreadable> {
        self.take().map(i16::from_be_bytes)
    }

    pub(super) fn i32(&mut self) -> Result<i32, Unreadable> {
        self.take().map(i32::from_be_bytes)
    }

    /// Empty where there is none.
    pub(super) fn text(&mut self) -> Result<&'a str, Unreadable> {
        let length = usize::try_from(self.i16()?).unwrap_or(0);
        let (text, rest) = self.0.split_at_checked(length).ok_or(Unreadable)?;
        self.0 = rest;
        str::from_utf8(text).map_err(|_| Unreadable)
    }

    pub(super) fn each<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Unreadable>,
    ) -> Result<Vec<T>, Unreadable> {
        (0..self.i32()?).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let frame = Writer::default().i8(-3).i16(7).text("scans").nothing().count(2).i32(1).i32(2).framed();
        let mut reader = Reader(&frame);
        assert_eq!(reader.i32().unwrap() as usize, frame.len() - 4);
        assert_eq!(
            (reader.i8(), reader.i16(), reader.text(), reader.text()),
            (Ok(-3), Ok(7), Ok("scans"), Ok(""))
        );
        assert_eq!(reader.each(Reader::i32), Ok(vec![1, 2]));
        assert_eq!(reader.i8(), Err(Unreadable));
    }

    #[test]
    fn an_answer_that_promises_more_than_it_has_is_refused() {
        assert_eq!(Reader(&[0, 9, b'x']).text(), Err(Unreadable));
        assert_eq!(Reader(&[0x7f, 0, 0, 0]).each(Reader::i8), Err(Unreadable));
    }
}
