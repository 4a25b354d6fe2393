//! Everything that people read comes from the catalogue in `src/texts`: no other code has words of its own. (That the
//! catalogue is complete in each language, and its texts take the same values, is checked by the compiler.)

#![expect(clippy::unwrap_used, reason = "sources that cannot be read are a failed test")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Words that are the same in each language, or that people do not read.
const EXCEPTIONS: [&str; 24] = [
    "Touchline",
    "{title} · Touchline",
    // What speakers of a language call it.
    "English",
    "Deutsch",
    // What Polar calls a type of session.
    "STRENGTH AND CONDITION",
    // Keys.
    "Escape",
    "Home",
    "End",
    // Classes, and what only a browser reads.
    "head player",
    "number {}",
    "number {}{five}",
    "tile {hue}",
    "light dark",
    "tile {}",
    "section pitch",
    "var({token})",
    "translate({:.1} {:.1}) rotate({:.2})",
    "translate({x:.2}%, {y:.2}%)",
    "translateX({}%)",
    "scaleX({from})",
    "scaleX({})",
    "{LABEL_SIZE}px {}",
    "{line}V{base}H{LEFT}Z",
    // For logs and for programs.
    "number of decimals",
];

/// Code for tests only, in files of its own, and what is made up.
const TESTS: [&str; 2] = ["tests.rs", "made_up.rs"];

#[test]
fn only_the_catalogue_has_words() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in rust_files(&sources) {
        let inside = path.strip_prefix(&sources).unwrap();
        if ["texts", "made_up"].iter().any(|folder| inside.starts_with(folder))
            || TESTS.iter().any(|name| inside.ends_with(name))
        {
            continue;
        }
        let tokens: TokenStream = fs::read_to_string(&path).unwrap().parse().unwrap();
        let mut texts = Vec::new();
        literals(tokens, &mut texts);
        texts.retain(|text| is_words(text) && !EXCEPTIONS.contains(&text.as_str()));
        found.extend(texts.into_iter().map(|text| format!("{}: {text}", inside.display())));
    }
    assert!(found.is_empty(), "these belong into the catalogue:\n{}", found.join("\n"));
}

#[test]
fn words_are_told_from_names() {
    for words in ["Sign out", "Loading", " of max", "zone {} of", "Zoom in: {0}", "about "] {
        assert!(is_words(words), "{words:?}");
    }
    for name in
        ["badge badge--match", "M4 7h9M19 7h1", "hr-max", "kmh", "{}: {}", "km/h", "m", "?a=b", ""]
    {
        assert!(!is_words(name), "{name:?}");
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .flat_map(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() { rust_files(&path) } else { vec![path] }
        })
        .collect()
}

/// The string literals of some code, without those in comments, attributes and tests.
fn literals(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_test = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                tokens.next_if(|next| next.to_string() == "!");
                let attribute = tokens.next_if(|next| {
                    matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
                });
                is_test |=
                    attribute.is_some_and(|a| a.to_string().replace(' ', "") == "[cfg(test)]");
            }
            TokenTree::Group(group) => {
                let skipped = is_test && group.delimiter() == Delimiter::Brace;
                if skipped {
                    is_test = false;
                } else {
                    literals(group.stream(), found);
                }
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if let Some(text) = text.trim_start_matches('r').trim_matches('#').strip_prefix('"')
                {
                    found.push(text.trim_end_matches('"').to_owned());
                }
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => is_test = false,
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
    }
}

/// Whether a text is words for people: it begins like a sentence, or has several words, or words around a value. Names
/// have signs inside.
fn is_words(text: &str) -> bool {
    let (mut plain, mut depth) = (String::new(), 0_u32);
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let pieces = || plain.split_whitespace().filter(|piece| piece.contains(char::is_alphanumeric));
    let begins_a_sentence = pieces().next().is_some_and(|first| {
        let mut letters = first.chars();
        is_word(first)
            && letters.next().is_some_and(char::is_uppercase)
            && letters.all(|letter| !letter.is_uppercase())
    });
    let several = pieces().count() > 1 || text.contains('{') || plain != plain.trim();
    begins_a_sentence || (several && pieces().count() > 0 && pieces().all(is_word))
}

fn is_word(piece: &str) -> bool {
    let inside = piece.trim_matches(|letter: char| ",.:;!?()“”’%".contains(letter));
    inside.chars().count() > 1
        && inside.chars().all(|letter| letter.is_alphabetic() || letter == '’')
}
