//! Watches HTTP/2 frames go by, without understanding more than floods and dawdling need.

/// Frames of one kind that a client may send within a second before it is taken for a flood.
const CHEAP_FRAMES_A_SECOND: u32 = 200;
/// CONTINUATION frames of one header block.
const CONTINUATIONS: u32 = 8;
const PREFACE: usize = 24;
const HEAD: usize = 9;

const HEADERS: u8 = 1;
const PRIORITY: u8 = 2;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const CONTINUATION: u8 = 9;
const END_HEADERS: u8 = 4;

/// The state between two reads.
#[derive(Debug)]
pub(super) struct Frames {
    /// Payload bytes (or preface) still to be skipped.
    skip: usize,
    head: [u8; HEAD],
    filled: usize,
    in_block: bool,
    continuations: u32,
    cheap: u32,
    second: u64,
}

/// What the bytes showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing is half sent.
    Whole,
    /// A frame head or a header block has begun and not ended.
    Partial,
    /// A flood.
    Flood,
}

impl Default for Frames {
    fn default() -> Self {
        Self {
            skip: PREFACE,
            head: [0; HEAD],
            filled: 0,
            in_block: false,
            continuations: 0,
            cheap: 0,
            second: 0,
        }
    }
}

impl Frames {
    /// Looks at bytes that came at `now` (milliseconds).
    pub(super) fn see(&mut self, mut bytes: &[u8], now: u64) -> Seen {
        while !bytes.is_empty() {
            if self.skip > 0 {
                let skipped = self.skip.min(bytes.len());
                self.skip -= skipped;
                bytes = &bytes[skipped..];
                continue;
            }
            let taken = (HEAD - self.filled).min(bytes.len());
            self.head[self.filled..self.filled + taken].copy_from_slice(&bytes[..taken]);
            self.filled += taken;
            bytes = &bytes[taken..];
            if self.filled == HEAD {
                self.filled = 0;
                if self.frame(now) {
                    return Seen::Flood;
                }
            }
        }
        if self.in_block || self.filled > 0 { Seen::Partial } else { Seen::Whole }
    }

    /// A frame's head is complete; whether it is one too many.
    fn frame(&mut self, now: u64) -> bool {
        let [high, middle, low, kind, flags, ..] = self.head;
        self.skip = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
        match kind {
            HEADERS => {
                self.in_block = flags & END_HEADERS == 0;
                self.continuations = 0;
                false
            }
            CONTINUATION => {
                self.in_block = flags & END_HEADERS == 0;
                self.continuations += 1;
                self.continuations > CONTINUATIONS
            }
            PRIORITY | RST_STREAM | SETTINGS | PING => self.cheap(now),
            // An empty frame of any other kind costs its sender nothing either.
            _ => self.skip == 0 && flags == 0 && self.cheap(now),
        }
    }

    fn cheap(&mut self, now: u64) -> bool {
        let second = now / 1_000;
        if self.second != second {
            (self.second, self.cheap) = (second, 0);
        }
        self.cheap += 1;
        self.cheap > CHEAP_FRAMES_A_SECOND
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frame(kind: u8, flags: u8, payload: usize) -> Vec<u8> {
        let length = u8::try_from(payload).expect("short");
        let mut bytes = vec![0, 0, length, kind, flags, 0, 0, 0, 1];
        bytes.extend(vec![0xff; payload]);
        bytes
    }

    fn after_preface() -> Frames {
        let mut frames = Frames::default();
        assert_eq!(frames.see(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 1), Seen::Whole);
        frames
    }

    #[test]
    fn a_block_without_its_end_is_partial() {
        let mut frames = after_preface();
        assert_eq!(frames.see(&frame(HEADERS, 0, 5), 1), Seen::Partial);
        assert_eq!(frames.see(&frame(CONTINUATION, 0, 5), 1), Seen::Partial);
        assert_eq!(frames.see(&frame(CONTINUATION, END_HEADERS, 5), 1), Seen::Whole);
    }

    #[test]
    fn endless_continuations_are_a_flood() {
        let mut frames = after_preface();
        frames.see(&frame(HEADERS, 0, 5), 1);
        let floods =
            (0..20).map(|_| frames.see(&frame(CONTINUATION, 0, 0), 1)).any(|seen| seen == Seen::Flood);
        assert!(floods);
    }

    #[test]
    fn resets_are_a_flood_only_when_many_come_at_once() {
        let mut frames = after_preface();
        for second in 0..10 {
            for _ in 0..CHEAP_FRAMES_A_SECOND {
                assert_ne!(frames.see(&frame(RST_STREAM, 0, 4), second * 1_000), Seen::Flood);
            }
        }
        assert_eq!(frames.see(&frame(RST_STREAM, 0, 4), 9_999), Seen::Flood);
    }

    proptest! {
        #[test]
        fn where_reads_are_cut_makes_no_difference(
            kinds in prop::collection::vec((0_u8..11, 0_u8..8, 0_usize..20), 0..20), cut in 1_usize..30,
        ) {
            let bytes: Vec<u8> = kinds.iter().flat_map(|&(kind, flags, len)| frame(kind, flags, len)).collect();
            let (mut whole, mut cuts) = (after_preface(), after_preface());
            let once = whole.see(&bytes, 1);
            let mut last = Seen::Whole;
            for part in bytes.chunks(cut) {
                last = cuts.see(part, 1);
                if last == Seen::Flood { break; }
            }
            prop_assert_eq!(once, last);
        }
    }
}
