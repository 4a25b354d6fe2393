//! What the card says that depends on numbers.

use crate::{
    format,
    model::{Field, FieldError, FieldOrigin},
    preferences::Locale,
};

/// How large the field is, and who says so.
pub(super) fn facts(locale: Locale, field: Field, origin: FieldOrigin) -> String {
    let texts = &locale.texts().pitch;
    let [length, width] =
        [field.length_m, field.width_m].map(|metres| format::number(locale, metres, 0));
    let size = format!("{length}\u{a0}×\u{a0}{width}\u{a0}m");
    match origin {
        FieldOrigin::Kept => (texts.kept_field)(&size),
        FieldOrigin::FittedPitch => (texts.fitted_ground)(&size),
        FieldOrigin::FittedArea => (texts.fitted_area)(&size),
    }
}

/// Why the field was not kept.
pub(super) fn not_saved(locale: Locale, error: &FieldError) -> &'static str {
    let texts = locale.texts();
    match error {
        FieldError::Implausible => texts.pitch.editor.implausible,
        FieldError::Other(error) => texts.problems.of(error).sentence,
    }
}
