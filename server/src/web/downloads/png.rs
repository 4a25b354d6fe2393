//! Pictures as PNG: the SVG, painted with a font that is part of the program, since servers have none.

use std::{
    fmt::Display,
    sync::{Arc, LazyLock},
};

use app::error::AppError;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Two pixels for each of CSS, as sharp screens and paper want it.
const PIXELS_PER_PX: f32 = 2.0;

/// `DejaVu` Sans with the letters of Europe; its licence is beside it.
static FONT: &[u8] = include_bytes!("font/DejaVuSans.ttf");

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    Arc::new(fonts)
});

/// Draws and paints besides what the server does for pages. A picture takes some tenths of a second of a processor and
/// some ten megabytes, so that only a few are made at a time.
#[derive(Clone, Debug)]
pub(super) struct Painter(Arc<Semaphore>);

impl Painter {
    const AT_A_TIME: usize = 2;

    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(Self::AT_A_TIME)))
    }

    /// Does it when it is its turn, on a thread of its own. Work goes on to its end when nobody waits any more, and keeps
    /// its turn until then.
    pub(super) async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = self.0.acquire_owned().await.map_err(failed)?;
        let done = spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(failed)
    }
}

/// A picture in pixels.
pub(super) fn painted(svg: &str) -> Result<Vec<u8>, AppError> {
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(failed)?;
    let [width, height] =
        [tree.size().width(), tree.size().height()].map(|px| (px * PIXELS_PER_PX).round() as u32);
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| failed("it has no size"))?;
    let scale = Transform::from_scale(PIXELS_PER_PX, PIXELS_PER_PX);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(failed)
}

fn failed(error: impl Display) -> AppError {
    tracing::error!(%error, "a picture could not be painted");
    AppError::Internal
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn the_font_has_the_letters_of_europe() {
        let painted_letter = |letter: char| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\">\
                 <text x=\"8\" y=\"30\" font-family=\"DejaVu Sans\" font-size=\"24\">{letter}</text></svg>"
            );
            painted(&svg).unwrap()
        };
        let [space, unknown] = [' ', '\u{e000}'].map(painted_letter);
        for letter in "AÅÆßñœşğčŁΩЖйії–−▲▼✕±²·€’…".chars() {
            let painted = painted_letter(letter);
            assert!(painted != space && painted != unknown, "{letter}");
        }
    }

    #[tokio::test]
    async fn only_a_few_are_at_work() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        let painter = Painter::new();
        let works = (0..8).map(|_| {
            painter.clone().work(|| {
                let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
                std::thread::yield_now();
                NOW.fetch_sub(1, Ordering::SeqCst);
                now
            })
        });
        let most = futures::future::join_all(works).await.into_iter().map(Result::unwrap).max();
        assert!(most.unwrap() <= Painter::AT_A_TIME);
    }
}
