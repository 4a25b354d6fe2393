//! What tests see of the log.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::Value;
use tracing_subscriber::{Registry, layer::SubscriberExt};

use crate::commands::log_as_json;

/// The lines that are logged on this thread meanwhile, as where the service is installed.
pub(crate) fn lines(act: impl FnOnce()) -> Vec<Value> {
    let written = Written::default();
    let writer = written.clone();
    let log = Registry::default().with(log_as_json().with_writer(move || writer.clone()));
    tracing::subscriber::with_default(log, act);
    let bytes = written.0.lock().unwrap();
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(|it| serde_json::from_slice(it).unwrap())
        .collect()
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
