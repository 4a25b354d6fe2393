//! Bodies that do not arrive as they should.

use std::{io, time::Duration};

use axum::body::{Body, Bytes};
use futures::stream::{self, StreamExt as _};

/// What arrives of a slow body at a time.
const SIP: usize = 16;
/// What an endless body sends at a time.
const BLANKS: Bytes = Bytes::from_static(&[b' '; 16 * 1024]);

type Piece = Result<Bytes, io::Error>;

/// A few bytes whenever `pause` has passed.
pub(super) fn slow(whole: Vec<u8>, pause: Duration) -> Body {
    let sips = stream::unfold(Bytes::from(whole), move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let sip = rest.split_to(SIP.min(rest.len()));
        Some((Piece::Ok(sip), rest))
    });
    Body::from_stream(sips)
}

/// The first half; then hyper is told of an error, which makes it close the connection.
pub(super) fn half(mut whole: Vec<u8>) -> Body {
    whole.truncate(whole.len() / 2);
    let lost = async {
        // Lets what was sent so far leave the house.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    };
    Body::from_stream(sent(whole).chain(stream::once(lost)))
}

/// All but the last byte, which never comes.
pub(super) fn endless(mut whole: Vec<u8>) -> Body {
    whole.pop();
    Body::from_stream(sent(whole).chain(stream::repeat_with(|| Ok(BLANKS))))
}

fn sent(bytes: Vec<u8>) -> impl futures::Stream<Item = Piece> {
    stream::iter([Ok(Bytes::from(bytes))])
}
