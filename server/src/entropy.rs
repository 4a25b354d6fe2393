//! Randomness, handed to whoever needs it so that tests can repeat it.

use std::{
    fmt::Debug,
    sync::{Arc, Mutex},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::{SeedableRng, TryRngCore, rngs::OsRng, rngs::StdRng};

/// Random bytes.
pub trait Entropy: Debug + Send + Sync {
    /// Fills the buffer with random bytes.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The operating system gave no random bytes; nothing secret can be made without.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoEntropy;

/// The operating system's random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        OsRng.try_fill_bytes(bytes).map_err(|_| NoEntropy)
    }
}

/// Spreads repeated requests with the same randomness.
#[derive(Debug)]
pub struct EntropyJitter(pub Arc<dyn Entropy>);

impl polar::Jitter for EntropyJitter {
    fn fraction(&self) -> f64 {
        let mut bytes = [0; 4];
        // Without randomness requests are not spread, which is no reason to fail.
        let _ = self.0.fill(&mut bytes);
        f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
    }
}

/// The same bytes for the same seed: for tests.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<StdRng>);

impl SeededEntropy {
    /// A source that repeats itself for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        self.0.lock().map_err(|_| NoEntropy)?.try_fill_bytes(bytes).map_err(|_| NoEntropy)
    }
}

/// A fresh name that nobody can guess: 128 random bits, URL-safe.
pub fn random_name(entropy: &dyn Entropy) -> Result<String, NoEntropy> {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
