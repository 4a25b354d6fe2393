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
    sync::{Semaphore, mpsc},
};
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

/// How many archives are made at the same time: one keeps a processor busy.
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
    tokio::spawn(async move {
        // The turns are never closed.
        let Ok(_turn) = turns.0.acquire_owned().await else { return };
        let written = tokio::task::spawn_blocking(move || write(export, &asked, &to)).await;
        match written.map_err(|error| ExportError::Sending(error.into())).flatten() {
            Ok(()) | Err(ExportError::Gone) => {}
            Err(error) => tracing::error!(%error, "a player's data could not be exported"),
        }
    });
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

/// Writes all of it. It waits for the database and for the network, so it needs a thread that nobody else does.
fn write(export: Export, asked: &Asked, to: &Pieces) -> Result<(), ExportError> {
    let sending = Sending { to: to.clone(), piece: Vec::new() };
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
}

impl Sending {
    fn send(&mut self) {
        let _ = self.to.blocking_send(Ok(Bytes::from(std::mem::take(&mut self.piece))));
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
