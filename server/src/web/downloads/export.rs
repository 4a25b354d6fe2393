//! Everything that is held about a player, as one archive: JSON as it is stored, and tables as CSV. It is written while it
//! is sent, a session at a time, since nobody knows how many there are.

use std::{
    io::{self, Write},
    sync::Arc,
};

use app::{
    files::{Asked, Content, FilePage, sample_heads, sample_row},
    model::PlayerPage,
};
use axum::{
    Extension,
    body::{Body, Bytes},
    response::Response,
};
use futures::stream;
use serde::Serialize;
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
};
use tracing::Instrument;
use zip::{
    CompressionMethod, ZipWriter,
    result::ZipError,
    write::{SimpleFileOptions, StreamWriter},
};

use super::{
    AskedFor,
    answer::{Kind, file, refused},
    csv::{self, Rows},
};
use crate::{
    club::{ClubDesk, Export, ExportedSession, Samples},
    store::StoreError,
    web::Addresses,
};

/// How many archives are packed at the same time: one keeps a processor busy.
const AT_ONCE: usize = 1;

/// How much of an archive is sent at once, and how many such pieces may wait for a slow network.
const PIECE_BYTES: usize = 64 * 1024;
const PIECES: usize = 4;

/// So many rows are turned into text at once.
const ROWS_AT_ONCE: usize = 500;

pub(super) fn router() -> Addresses {
    let turns = Turns(Arc::new(Semaphore::new(AT_ONCE)));
    Addresses::new()
        .get(&format!("{}/export.zip", PlayerPage::PATH), answer)
        .layer(Extension(turns))
}

/// Whose turn it is to pack. Those who wait come in the order in which they asked.
#[derive(Clone)]
struct Turns(Arc<Semaphore>);

async fn answer(
    AskedFor(asked): AskedFor,
    Extension(desk): Extension<ClubDesk>,
    Extension(turns): Extension<Turns>,
) -> Response {
    let export = match desk.export(&asked.id("team_id"), &asked.id("player_id")).await {
        Ok(export) => export,
        Err(error) => return refused(asked.locale(), &error),
    };
    let about = export.page.about(asked.locale());
    let (to, mut pieces) = mpsc::channel(PIECES);
    let writing = async move {
        let written = tokio::task::spawn_blocking(move || write(export, &asked, turns, &to)).await;
        match written.map_err(|error| ExportError::Sending(error.into())).flatten() {
            Ok(()) | Err(ExportError::Gone) => {}
            Err(error) => tracing::error!(%error, "a player's data could not be exported"),
        }
    };
    tokio::spawn(writing.in_current_span());
    let body = Body::from_stream(stream::poll_fn(move |context| pieces.poll_recv(context)));
    file(&about, "export", Kind::Zip, body)
}

/// Where the pieces of an archive go. An error among them breaks the download off, so that it is seen not to be whole.
type Pieces = mpsc::Sender<io::Result<Bytes>>;

/// Why an archive is not whole.
#[derive(Debug, thiserror::Error)]
enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Zip(#[from] ZipError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Sending(#[from] io::Error),
    #[error("nobody takes it any more")]
    Gone,
}

/// Writes all of it. It waits for its turn, the database and the network, so it needs a thread that nobody else does.
fn write(export: Export, asked: &Asked, turns: Turns, to: &Pieces) -> Result<(), ExportError> {
    let sending = Sending::new(to.clone(), turns);
    let mut archive = Archive(ZipWriter::new_stream(sending));
    if let Err(error) = archive.fill(export, asked, to) {
        // Before the archive is dropped, which completes it.
        let _ = to.blocking_send(Err(io::Error::other("the archive is not whole")));
        return Err(error);
    }
    archive.0.finish()?.into_inner().send();
    Ok(())
}

/// In the order of time, and by names that say nothing but the day: ids and titles are others' texts.
fn folder(number: u32, session: &ExportedSession) -> String {
    let day = session.session.zero().map(|zero| format!(" {}", zero.date())).unwrap_or_default();
    format!("sessions/{number:04}{day}")
}

struct Archive(ZipWriter<StreamWriter<Sending>>);

impl Archive {
    fn fill(&mut self, mut export: Export, asked: &Asked, to: &Pieces) -> Result<(), ExportError> {
        let runtime = Handle::current();
        self.json("player.json", &export.who)?;
        for of_page in PlayerPage::FILES {
            if let Content::Table(table) = &of_page.content
                && let Some(table) = table(&export.page, asked)
            {
                self.begin(&format!("{}.csv", of_page.name))?;
                self.0.write_all(&csv::written(asked.locale().language, &table))?;
            }
        }
        let mut number = 0;
        while let Some(session) = runtime.block_on(export.next())? {
            if to.is_closed() {
                return Err(ExportError::Gone);
            }
            number += 1;
            let folder = folder(number, &session);
            self.json(&format!("{folder}/session.json"), &session)?;
            if let Some(samples) = runtime.block_on(export.samples(&session))? {
                self.samples(&format!("{folder}/samples.csv"), asked, &session, samples)?;
            }
        }
        Ok(())
    }

    fn begin(&mut self, name: &str) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        Ok(self.0.start_file(name, options)?)
    }

    fn json(&mut self, name: &str, value: &impl Serialize) -> Result<(), ExportError> {
        self.begin(name)?;
        Ok(serde_json::to_writer_pretty(&mut self.0, value)?)
    }

    fn samples(
        &mut self,
        name: &str,
        asked: &Asked,
        of: &ExportedSession,
        mut samples: Samples,
    ) -> Result<(), ExportError> {
        let (locale, recorded_from) = (asked.locale(), of.session.zero());
        self.begin(name)?;
        let heads = sample_heads(locale, &samples.channels());
        let mut rows = Rows::beginning_with(locale.language, &heads);
        loop {
            for (at_ms, values) in samples.by_ref().take(ROWS_AT_ONCE) {
                rows.push(&sample_row(locale, recorded_from, at_ms, values));
            }
            let piece = rows.take();
            if piece.is_empty() {
                return Ok(());
            }
            self.0.write_all(&piece)?;
        }
    }
}

/// Sends what is written on to whoever downloads it, and waits while that is slow. That somebody has gone away is no error
/// here: the archive would tell it to standard error when it is dropped.
struct Sending {
    to: Pieces,
    piece: Vec<u8>,
    turns: Turns,
    /// Held while a piece is packed. With each that is sent it goes to the next one who waits, so that nobody waits for
    /// a whole archive, or for the network of somebody else.
    turn: Option<OwnedSemaphorePermit>,
}

impl Sending {
    /// Waits for the first turn.
    fn new(to: Pieces, turns: Turns) -> Self {
        let mut sending = Self { to, piece: Vec::new(), turns, turn: None };
        sending.take_turn();
        sending
    }

    fn take_turn(&mut self) {
        // The turns are never closed.
        self.turn = Handle::current().block_on(Arc::clone(&self.turns.0).acquire_owned()).ok();
    }

    fn send(&mut self) {
        self.turn = None;
        let _ = self.to.blocking_send(Ok(Bytes::from(std::mem::take(&mut self.piece))));
        self.take_turn();
    }
}

impl Write for Sending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE_BYTES {
            self.send();
        }
        Ok(bytes.len())
    }

    /// There is nothing to hurry: [`write`] ends with the last piece.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::{task::spawn_blocking, time::timeout};

    use super::*;

    #[tokio::test]
    async fn a_slow_network_keeps_nobody_elses_archive_waiting() {
        let turns = Turns(Arc::new(Semaphore::new(AT_ONCE)));
        let (slow, mut pieces_of_slow) = mpsc::channel(PIECES);
        let (quick, mut pieces_of_quick) = mpsc::channel(PIECES);
        let archive = |to: Pieces| {
            let turns = turns.clone();
            spawn_blocking(move || {
                let mut sending = Sending::new(to, turns);
                for _ in 0..=2 * PIECES {
                    sending.write_all(&vec![0; PIECE_BYTES]).unwrap();
                }
            })
        };
        let slow = archive(slow);
        assert!(pieces_of_slow.recv().await.is_some(), "it has begun");
        let quick = archive(quick);
        let all_of_quick = async { while pieces_of_quick.recv().await.is_some() {} };
        timeout(Duration::from_secs(10), all_of_quick).await.expect("it waits for the slow one");
        quick.await.unwrap();
        assert!(!slow.is_finished(), "nobody takes it");
        drop(pieces_of_slow);
        slow.await.unwrap();
    }
}
