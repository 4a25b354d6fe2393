//! Values, lists and objects in the order in which they come.

use std::io::Read;

use super::{
    error::{Cause, Error, Stop},
    input::Input,
    number::{self, Number},
    text,
};

/// How many lists and objects may lie in each other: as many as `serde_json` lets.
pub const MAX_DEPTH: u8 = 127;

/// A document that is being read: made by [`read`](super::read).
///
/// It is at one value at a time. That value is read as a list, as an object, or by serde: a
/// `&mut Json` is a [`serde::Deserializer`].
pub struct Json<'r> {
    pub(super) input: Input<'r>,
    /// Texts and numbers that cannot be used where they lie.
    scratch: Vec<u8>,
    depth: u8,
}

impl std::fmt::Debug for Json<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Json").field("depth", &self.depth).finish_non_exhaustive()
    }
}

impl<'r> Json<'r> {
    pub(super) fn new(reader: &'r mut dyn Read) -> Self {
        Self { input: Input::new(reader), scratch: Vec::new(), depth: 0 }
    }

    /// Checks that nothing but white space follows.
    pub(super) fn finish(&mut self) -> Result<(), Stop> {
        self.input.token()?;
        if self.input.is_used_up() {
            Ok(())
        } else {
            Err(self.input.unexpected("more after the document"))
        }
    }

    /// The error with its place in the document.
    pub(super) fn locate(&self, stop: Stop) -> Error {
        self.input.locate(stop)
    }

    /// Hands every item of a list to `item`, which must read it. Null is an empty list.
    pub fn list(
        &mut self,
        expected: &str,
        mut item: impl FnMut(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if let Some(mut items) = self.open(b'[', expected)? {
            while items.next()?.is_some() {
                item(items.json)?;
            }
        }
        Ok(())
    }

    /// The members of an object, none of null.
    pub fn members(&mut self, expected: &str) -> Result<Option<Items<'_, 'r>>, Stop> {
        self.open(b'{', expected)
    }

    fn open(&mut self, bracket: u8, expected: &str) -> Result<Option<Items<'_, 'r>>, Stop> {
        match self.input.token()? {
            byte if byte == bracket => self.items().map(Some),
            b'n' => self.input.word(b"null").map(|()| None),
            _ if self.input.is_used_up() => Err(Cause::End.into()),
            _ => Err(Cause::Shape(format!("this is not {expected}")).into()),
        }
    }

    /// Begins the list or the object whose bracket is next.
    pub(super) fn items(&mut self) -> Result<Items<'_, 'r>, Stop> {
        if self.depth == MAX_DEPTH {
            return Err(self.input.unexpected("too many lists and objects in each other"));
        }
        // The brackets of ASCII are two apart.
        let close = self.input.peek()? + 2;
        self.input.advance();
        self.depth += 1;
        Ok(Items { json: self, close, is_first: true, is_closed: false })
    }

    /// What follows of the current chunk, from the item of a list on: for whoever reads common
    /// items faster than value by value.
    pub(crate) fn ahead(&self) -> &[u8] {
        self.input.ahead()
    }

    /// Passes over a value that was read [`ahead`](Self::ahead).
    pub(crate) fn pass(&mut self, bytes: usize) {
        self.input.take(bytes);
    }

    /// Reads the text whose quotation mark is next.
    pub(super) fn text(&mut self) -> Result<&str, Stop> {
        self.input.advance();
        text::read(&mut self.input, &mut self.scratch)
    }

    pub(super) fn number(&mut self) -> Result<Number, Stop> {
        let ahead = self.input.ahead();
        let (length, number) = number::scan(ahead);
        if length + 1 == ahead.len() {
            return self.number_across_chunks();
        }
        self.input.take(length);
        number.ok_or_else(|| self.input.unexpected("this is no number"))
    }

    #[cold]
    fn number_across_chunks(&mut self) -> Result<Number, Stop> {
        self.scratch.clear();
        loop {
            let part = self.input.ahead().iter().take_while(|byte| number::is_part(**byte)).count();
            self.scratch.extend(self.input.take(part));
            if !self.input.is_used_up() || !self.input.refill()? {
                break;
            }
        }
        let (length, number) = number::scan(&self.scratch);
        number
            .filter(|_| length == self.scratch.len())
            .ok_or_else(|| self.input.unexpected("this is no number"))
    }
}

/// What stands between two brackets: the items of a list, or the members of an object.
#[derive(Debug)]
pub struct Items<'a, 'r> {
    pub(super) json: &'a mut Json<'r>,
    close: u8,
    is_first: bool,
    is_closed: bool,
}

impl<'r> Items<'_, 'r> {
    /// Goes on to the next item and returns its first byte; none at the closing bracket.
    pub(super) fn next(&mut self) -> Result<Option<u8>, Stop> {
        if self.is_closed {
            return Ok(None);
        }
        let input = &mut self.json.input;
        let mut byte = input.token()?;
        if byte == self.close {
            input.advance();
            self.json.depth -= 1;
            self.is_closed = true;
            return Ok(None);
        }
        if !self.is_first {
            if byte != b',' {
                return Err(input.unexpected("a comma or the end is missing"));
            }
            input.advance();
            byte = input.token()?;
        }
        self.is_first = false;
        Ok(Some(byte))
    }

    /// Checks that there is nothing more.
    pub(super) fn end(&mut self) -> Result<(), Stop> {
        match self.next()? {
            None => Ok(()),
            Some(_) => Err(Cause::Shape("more items than expected".to_owned()).into()),
        }
    }

    /// The name of the next member. Its [`value`](Self::value) must be read before the next one.
    pub fn name(&mut self) -> Result<Option<String>, Stop> {
        match self.next()? {
            Some(b'"') => self.json.text().map(|name| Some(name.to_owned())),
            Some(_) => Err(self.json.input.unexpected("this is no name")),
            None => Ok(None),
        }
    }

    /// The document at the value of the member whose name was read.
    pub fn value(&mut self) -> Result<&mut Json<'r>, Stop> {
        let input = &mut self.json.input;
        if input.token()? != b':' {
            return Err(input.unexpected("a colon is missing"));
        }
        input.advance();
        Ok(self.json)
    }
}
