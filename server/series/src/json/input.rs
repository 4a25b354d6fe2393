//! The bytes of a document, a chunk at a time.

use std::io::{ErrorKind, Read};

use super::error::{Cause, Error, Stop};

/// How much is asked for at once.
const CHUNK_BYTES: usize = 64 * 1024;

/// Stands after the last byte of the chunk, so that looking at a byte needs no other check. A
/// document cannot have it: it is no JSON, and in texts it must be escaped.
pub(super) const END: u8 = 0;

/// A reader's bytes and how far they are used up.
pub(super) struct Input<'r> {
    reader: &'r mut dyn Read,
    /// `..end` has arrived, and [`END`] is at `end`.
    chunk: Box<[u8]>,
    position: usize,
    end: usize,
    /// How much lies before the chunk, in bytes.
    earlier_bytes: usize,
    /// The number of the current line, and where in the document it begins.
    line: usize,
    line_start: usize,
}

impl<'r> Input<'r> {
    pub(super) fn new(reader: &'r mut dyn Read) -> Self {
        Self {
            reader,
            chunk: vec![END; CHUNK_BYTES + 1].into_boxed_slice(),
            position: 0,
            end: 0,
            earlier_bytes: 0,
            line: 1,
            line_start: 0,
        }
    }

    /// What has arrived and is not used up, with [`END`] after it. Never empty.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.chunk[self.position..=self.end]
    }

    /// Uses up so many of the bytes [`ahead`](Self::ahead), and returns them.
    pub(super) fn take(&mut self, bytes: usize) -> &[u8] {
        let start = self.position;
        self.position = (start + bytes).min(self.end);
        &self.chunk[start..self.position]
    }

    /// The next byte; [`END`] if there is none.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<u8, Stop> {
        match self.chunk[self.position] {
            END => self.peek_beyond(),
            byte => Ok(byte),
        }
    }

    #[cold]
    fn peek_beyond(&mut self) -> Result<u8, Stop> {
        if self.position == self.end {
            self.refill()?;
        }
        Ok(self.chunk[self.position])
    }

    /// Reads the next chunk; `false` at the end of the document. The chunk must be used up.
    pub(super) fn refill(&mut self) -> Result<bool, Stop> {
        self.earlier_bytes += self.end;
        (self.position, self.end) = (0, 0);
        let read = loop {
            match self.reader.read(&mut self.chunk[..CHUNK_BYTES]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        // Only now: a reader may write into a buffer and fail all the same.
        self.end = *read.as_ref().unwrap_or(&0);
        self.chunk[self.end] = END;
        read.map(|bytes| bytes > 0).map_err(|error| Cause::Io(error).into())
    }

    /// The next byte that is no white space; [`END`] if there is none.
    #[inline]
    pub(super) fn token(&mut self) -> Result<u8, Stop> {
        loop {
            match self.peek()? {
                b' ' | b'\r' | b'\t' => self.advance(),
                b'\n' => {
                    self.advance();
                    // Line breaks inside texts are escaped, so that all others come by here.
                    self.line += 1;
                    self.line_start = self.earlier_bytes + self.position;
                }
                byte => return Ok(byte),
            }
        }
    }

    /// Uses up the byte that was [peeked](Self::peek), which must not be [`END`].
    #[inline]
    pub(super) fn advance(&mut self) {
        self.position += 1;
    }

    /// Uses up a word.
    #[inline]
    pub(super) fn word<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), Stop> {
        if self.ahead().first_chunk() == Some(word) {
            self.position += N;
            return Ok(());
        }
        self.word_byte_by_byte(word)
    }

    #[cold]
    fn word_byte_by_byte(&mut self, word: &[u8]) -> Result<(), Stop> {
        for expected in word {
            if self.peek()? != *expected {
                return Err(self.unexpected("this is no JSON value"));
            }
            self.advance();
        }
        Ok(())
    }

    /// The error for a byte that does not belong here, or for the end of the document.
    #[cold]
    pub(super) fn unexpected(&self, problem: &'static str) -> Stop {
        if self.is_used_up() { Cause::End.into() } else { Cause::Syntax(problem).into() }
    }

    /// Whether every byte that has arrived is used up.
    pub(super) fn is_used_up(&self) -> bool {
        self.position == self.end
    }

    /// Says where the input stands.
    pub(super) fn locate(&self, stop: Stop) -> Error {
        let line = self.line;
        let column = self.earlier_bytes + self.position - self.line_start;
        match *stop.0 {
            Cause::Io(error) => Error::Io(error),
            Cause::End => Error::CutShort { line, column: column.max(1) },
            Cause::Syntax(problem) => Error::Syntax { problem, line, column: column + 1 },
            Cause::Shape(problem) => Error::Shape { problem, line, column: column.max(1) },
        }
    }
}
