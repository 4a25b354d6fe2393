//! JSON from a stream, fast and in little memory.
//!
//! A recording is tens of thousands of rows of short numbers. `serde_json` reads those from a
//! stream byte by byte; this reader looks at a chunk of 64 KB at once, so that most cells cost a
//! few machine instructions. It holds that chunk, and besides it only a text or a number that lies
//! across two chunks. It is as strict as `serde_json`, to which the tests compare it: malformed
//! text anywhere is an error that says where, decimals become the nearest `f64`, and values nest
//! at most [`MAX_DEPTH`] deep.
//!
//! What is large is read item by item, everything else by serde:
//!
//! ```
//! use serde::Deserialize;
//! use series::{Recording, json};
//!
//! let mut body = r#"{"name": "Drill", "samples": {"fields": ["hr"], "values": [[94], [95]]}}"#.as_bytes();
//! let (name, recording) = json::read(&mut body, |json| {
//!     let (mut name, mut recording) = (None, Recording::default());
//!     if let Some(mut session) = json.members("a session")? {
//!         while let Some(member) = session.name()? {
//!             match member.as_str() {
//!                 "samples" => recording = Recording::read(session.value()?)?,
//!                 _ => name = Option::<String>::deserialize(session.value()?)?,
//!             }
//!         }
//!     }
//!     Ok((name, recording))
//! })?;
//! assert_eq!((name.as_deref(), recording.columns().len()), (Some("Drill"), 1));
//! # Ok::<_, json::Error>(())
//! ```

mod deserializer;
mod error;
mod input;
mod number;
mod reader;
mod text;

use std::io::Read;

pub use error::{Error, Stop};
pub(crate) use number::{Number, scan as scan_number};
pub use reader::{Items, Json, MAX_DEPTH};

/// Reads one document, with nothing but white space after it.
///
/// The reader is asked for 64 KB at a time, so it needs no buffer of its own.
pub fn read<T>(
    reader: &mut dyn Read,
    value: impl FnOnce(&mut Json<'_>) -> Result<T, Stop>,
) -> Result<T, Error> {
    let mut json = Json::new(reader);
    value(&mut json)
        .and_then(|value| json.finish().map(|()| value))
        .map_err(|stop| json.locate(stop))
}

#[cfg(test)]
mod tests;
