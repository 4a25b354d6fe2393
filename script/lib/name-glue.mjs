// Gives the script that starts the browser's module a name that says what is in it. cargo-leptos chooses the names before
// it writes those of the other files into it: of two builds it may give both scripts the same name, and whoever has kept
// the one of the first (browsers do, for good) cannot start the second.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const [pkg, hashFile] = process.argv.slice(2);
const hashes = readFileSync(hashFile, 'utf8');
const given = /^js: (\S+)$/m.exec(hashes)?.[1];
const glue = readdirSync(pkg).find((name) => name.endsWith(`.${given}.js`));
const loader = readdirSync(pkg).find((name) => /^__wasm_split\..*\.js$/.test(name));
if (!glue || !loader) throw new Error(`${pkg} has no script of the name in ${hashFile}, or no loader`);

const hash = createHash('sha256').update(readFileSync(`${pkg}/${glue}`)).digest('base64url').slice(0, given.length);
const named = glue.replace(given, hash);
for (const encoding of ['', '.br', '.gz']) renameSync(`${pkg}/${glue}${encoding}`, `${pkg}/${named}${encoding}`);
const text = readFileSync(`${pkg}/${loader}`, 'utf8').replaceAll(glue, named);
writeFileSync(`${pkg}/${loader}`, text);
writeFileSync(`${pkg}/${loader}.br`, brotliCompressSync(text));
writeFileSync(`${pkg}/${loader}.gz`, gzipSync(text));
writeFileSync(hashFile, hashes.replace(given, hash));
