//! The connections: how many at a time, and how slow a client may be.

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Extension, Router, extract::ConnectInfo, middleware::AddExtension, serve::Listener};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_io_timeout::TimeoutStream;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Layer;

/// How many files and sockets are left for everything but connections: the database, Polar, the site's files.
const OTHER_FILES: u64 = 100;

/// How many connections there are at most, however many files may be open: each takes some memory.
const MOST_CONNECTIONS: u64 = 4_096;

/// What is put up with from clients.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many connections at a time; whoever comes then waits until there is room.
    pub(crate) connections: usize,
    /// How long a client may take to say what it wants, from the beginning or after the last answer.
    pub(crate) asking: Duration,
    /// How long it may take nothing of an answer.
    pub(crate) taking: Duration,
}

impl Limits {
    /// As many connections as this process may open files for; it gets leave for as many files as it can.
    pub(crate) fn of_this_process() -> Self {
        let files = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(MOST_CONNECTIONS);
        let connections = files.saturating_sub(OTHER_FILES).clamp(16, MOST_CONNECTIONS);
        Self {
            connections: connections as usize,
            asking: Duration::from_secs(15),
            taking: Duration::from_secs(30),
        }
    }
}

/// Serves until told to stop, then lets requests under way finish.
pub(crate) async fn serve(
    mut listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: CancellationToken,
) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let tasks = TaskTracker::new();
    while let Some(Some(permit)) = stop.run_until_cancelled(place(&room)).await {
        let Some((stream, peer)) = stop.run_until_cancelled(Listener::accept(&mut listener)).await
        else {
            break;
        };
        // For whom it matters: who asks.
        let answering = Extension(ConnectInfo(peer)).layer(router.clone());
        let conversation = converse(stream, answering, limits, stop.clone());
        tasks.spawn(async move {
            conversation.await;
            drop(permit);
        });
    }
    drop(listener);
    tasks.close();
    tasks.wait().await;
}

/// Waits for room for one more connection.
async fn place(room: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
    if room.available_permits() == 0 {
        tracing::warn!("there are as many connections as there may be; whoever comes waits");
    }
    Arc::clone(room).acquire_owned().await.ok()
}

/// Answers what comes over one connection.
async fn converse(
    stream: TcpStream,
    answering: AddExtension<Router, ConnectInfo<SocketAddr>>,
    limits: Limits,
    stop: CancellationToken,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.taking));
    let stream = pin!(stream);
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.asking)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(answering))
    );
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        task::JoinHandle,
    };

    use super::*;

    /// Nobody's patience is tried.
    const PATIENT: Limits =
        Limits { connections: 2, asking: Duration::from_mins(10), taking: Duration::from_mins(10) };

    async fn server(limits: Limits) -> (SocketAddr, CancellationToken, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/", get(async || "here"))
            .route("/large", get(async || vec![b'.'; 64 << 20]));
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(listener, router, limits, stop.clone()));
        (address, stop, serving)
    }

    async fn say(address: SocketAddr, words: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(words.as_bytes()).await.unwrap();
        stream
    }

    /// Everything that the server says until it hangs up.
    async fn heard(mut stream: TcpStream) -> String {
        let mut all = Vec::new();
        // A connection that is cut off may be reset.
        let _ = stream.read_to_end(&mut all).await;
        String::from_utf8(all).unwrap()
    }

    const ASKED: &str = "GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n";

    #[tokio::test]
    async fn whoever_does_not_say_what_it_wants_makes_room_for_the_next() {
        let asking = Duration::from_millis(100);
        let (address, ..) = server(Limits { connections: 1, asking, ..PATIENT }).await;
        for words in ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nhost: here\r\n\r\n"] {
            let slow = say(address, words).await;
            let next = heard(say(address, ASKED).await).await;
            assert!(next.ends_with("here"), "{words:?}: {next}");
            let answered = heard(slow).await.ends_with("here");
            assert_eq!(answered, words.ends_with("\r\n\r\n"), "{words:?}");
        }
    }

    #[tokio::test]
    async fn whoever_does_not_take_its_answer_makes_room_for_the_next() {
        let taking = Duration::from_millis(100);
        let (address, ..) = server(Limits { connections: 1, taking, ..PATIENT }).await;
        let slow = say(address, "GET /large HTTP/1.1\r\nhost: here\r\n\r\n").await;
        assert!(heard(say(address, ASKED).await).await.ends_with("here"));
        assert!(heard(slow).await.len() < 64 << 20, "it does not get the rest");
    }

    #[tokio::test]
    async fn stopping_waits_for_an_answer_but_not_for_who_asks_nothing() {
        let (address, stop, serving) = server(PATIENT).await;
        let mut large = say(address, "GET /large HTTP/1.1\r\nhost: here\r\n\r\n").await;
        let _silent = say(address, "").await;
        let mut begun = [0; 64];
        large.read_exact(&mut begun).await.unwrap();
        stop.cancel();
        let rest = heard(large).await;
        assert!(rest.len() > 64 << 20, "{}", rest.len());
        serving.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err(), "nobody is let in any more");
    }
}
