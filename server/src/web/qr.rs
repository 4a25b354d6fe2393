//! QR codes, for links that go from one screen to another device.

use app::answers::QrPicture;
use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// How many light modules are around the code: a camera needs them to find it.
const QUIET: usize = 4;

/// The picture of a text.
pub(super) fn picture(text: &str) -> Result<QrPicture, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = code.width();
    let colours = code.to_colors();
    let rows = colours.chunks(width).enumerate();
    let path = rows.flat_map(|(y, row)| runs(row).map(move |(x, length)| bar(x, y, length)));
    Ok(QrPicture { side: width + 2 * QUIET, path: path.collect() })
}

/// Where in a row dark modules stand together, and how many.
fn runs(row: &[Color]) -> impl Iterator<Item = (usize, usize)> {
    let mut x = 0;
    row.chunk_by(|one, next| one == next).filter_map(move |run| {
        let start = x;
        x += run.len();
        (run[0] == Color::Dark).then_some((start, run.len()))
    })
}

fn bar(x: usize, y: usize, length: usize) -> String {
    let (left, top) = (QUIET + x, QUIET + y);
    format!("M{left} {top}h{length}v1h-{length}z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_are_where_a_camera_looks_for_them() {
        let picture = picture("https://club.example/pass#014D2PF2DBSQQG28T5CY4TQKFF").unwrap();
        assert_eq!((picture.side - 2 * QUIET) % 4, 1, "versions are 4 modules apart");
        let far = picture.side - QUIET - 7;
        let top = format!("M{QUIET} {QUIET}h7v1h-7z");
        assert!(picture.path.starts_with(&top), "{}", picture.path);
        for corner in [format!("M{far} {QUIET}h7v1h-7z"), format!("M{QUIET} {far}h7v1h-7z")] {
            assert!(picture.path.contains(&corner), "{corner}");
        }
    }

    #[test]
    fn what_is_too_long_has_no_picture() {
        assert!(picture(&"a".repeat(10_000)).is_err());
    }
}
