//! The program that the browser runs: in which files it is, and when it begins.

use std::{collections::HashMap, fs, path::Path, sync::OnceLock};

use http::request::Parts;
use leptos::{nonce::use_nonce, prelude::*};

use crate::routes::Part;

/// Begins the program once the page is painted, with the files of the page's part. Nothing where there is no program: in a
/// build that cargo-leptos did not make.
///
/// Leptos has a component for this, too, which has the browser load the program together with what is to be read first.
#[component]
pub(crate) fn Program(options: LeptosOptions) -> impl IntoView {
    /// The files stay the same as long as the server runs.
    static FILES: OnceLock<Option<Files>> = OnceLock::new();

    let files = FILES.get_or_init(|| Files::find(&options)).as_ref()?;
    let part = use_context::<Parts>().and_then(|request| Part::at(request.uri.path()));
    let arguments = files.arguments(part)?;
    let begin = include_str!("program.js").trim_end();
    Some(
        view! { <script type="module" nonce=use_nonce()>{format!("{begin}({arguments});")}</script> },
    )
}

/// The addresses of the files.
#[derive(Debug, PartialEq, Eq)]
struct Files {
    /// The script that starts the program.
    script: String,
    /// What all pages share.
    wasm: String,
    /// The script that loads parts.
    loader: String,
    /// The files of each part.
    parts: HashMap<String, Vec<String>>,
}

impl Files {
    /// What cargo-leptos built, by the hashes that it put beside the server.
    fn find(options: &LeptosOptions) -> Option<Self> {
        if !options.hash_files {
            return None;
        }
        let program = std::env::current_exe().ok()?;
        let hashes = fs::read_to_string(program.with_file_name(options.hash_file.as_ref())).ok()?;
        let pkg = Path::new(options.site_root.as_ref()).join(options.site_pkg_dir.as_ref());
        let manifest = |name: &str| fs::read_to_string(pkg.join(name)).ok();
        Self::named(&hashes, &options.output_name, &format!("/{}", options.site_pkg_dir), manifest)
    }

    /// `hashes` has a line `js: HASH` for each kind of file; `manifest` reads the file that names those of each part.
    fn named(
        hashes: &str,
        output: &str,
        folder: &str,
        manifest: impl FnOnce(&str) -> Option<String>,
    ) -> Option<Self> {
        let hash = |kind: &str| {
            let mut lines = hashes.lines().filter_map(|line| line.split_once(':'));
            lines.find_map(|(of, hash)| (of.trim() == kind).then(|| hash.trim()))
        };
        let manifest = manifest(&format!("__wasm_split_manifest.{}.json", hash("manifest")?))?;
        let parts: HashMap<String, Vec<String>> = serde_json::from_str(&manifest).ok()?;
        let parts = parts.into_iter().filter_map(|(name, files)| {
            // The splitter puts a hash behind the name.
            let (name, _) = name.rsplit_once('_')?;
            let files = files.into_iter().map(|file| format!("{folder}/{file}.wasm")).collect();
            Some((name.to_owned(), files))
        });
        Some(Self {
            script: format!("{folder}/{output}.{}.js", hash("js")?),
            wasm: format!("{folder}/{output}.{}.wasm", hash("wasm")?),
            loader: format!("{folder}/__wasm_split.{}.js", hash("split")?),
            parts: parts.collect(),
        })
    }

    /// What `program.js` is called with.
    fn arguments(&self, part: Option<Part>) -> Option<String> {
        let part = part.and_then(|part| self.parts.get(part.name())).map_or(&[][..], Vec::as_slice);
        let [script, wasm, loader] =
            [&self.script, &self.wasm, &self.loader].map(serde_json::to_string);
        let part = serde_json::to_string(part);
        Some([script.ok()?, wasm.ok()?, loader.ok()?, part.ok()?].join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASHES: &str = "js: J-1\nwasm: W_2\ncss: C\nmanifest: M\nsplit: S\n";

    fn files(hashes: &str) -> Option<Files> {
        Files::named(hashes, "touchline", "/pkg", |name| {
            assert_eq!(name, "__wasm_split_manifest.M.json");
            Some(r#"{"session_123": ["chunk_0.A", "split_session_123.B"]}"#.to_owned())
        })
    }

    #[test]
    fn the_program_is_called_with_its_files_and_those_of_the_part() {
        let files = files(HASHES).unwrap();
        assert_eq!(
            files.arguments(Some(Part::Session)).unwrap(),
            r#""/pkg/touchline.J-1.js", "/pkg/touchline.W_2.wasm", "/pkg/__wasm_split.S.js", ["/pkg/chunk_0.A.wasm","/pkg/split_session_123.B.wasm"]"#
        );
        assert!(files.arguments(None).unwrap().ends_with(", []"));
    }

    #[test]
    fn without_hashes_there_is_no_program() {
        assert_eq!(files("js: J\nmanifest: M\n"), None);
        assert_eq!(files(""), None);
    }
}
