// Keeps the shell, and what was opened in the last day, so that both can be read where the wifi does not reach.
// What belongs to whoever is signed in has caches of its own, which go with the sign-in.
"use strict";

const SHELL = "touchline-shell-1";
// How many answers each holds at most. A gesture in a chart asks for dozens of windows: they push out one another, and not
// the pages of the day.
const PAGES = { name: "touchline-opened-pages-1", most: 100 };
const DATA = { name: "touchline-opened-data-1", most: 200 };
const WINDOWS = { name: "touchline-opened-windows-1", most: 50 };
const OPENED = [PAGES, DATA, WINDOWS];

const OFFLINE = "/offline";
const OPENED_AT = "x-touchline-opened-at";
const FILES = "x-touchline-files";
const DAY_MS = 24 * 60 * 60 * 1000;
const IDLE_MS = 1000;
// What a proxy answers in the place of a server that is down.
const IN_ITS_PLACE = [502, 504];

// Goes up when somebody signs in or out: what was asked for before is not kept after.
let signIns = 0;
// Whether the server is; unknown until something was asked for.
let outOfReach;
// Pages to keep, and keeping them.
const wanted = new Set();
let keeping = null;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

async function keepShell() {
  // Without credentials, or the page would name who is signed in.
  const answer = await fetch(OFFLINE, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${OFFLINE}: ${answer.status}`);
  const { copy, files } = await stamped(answer);
  const shell = await caches.open(SHELL);
  await shell.put(OFFLINE, copy);
  await shell.add("/favicon.svg");
  await keepFiles(files);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const used = [SHELL, ...OPENED.map(({ name }) => name)];
      const names = await caches.keys();
      await Promise.all(names.filter((name) => !used.includes(name)).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (changesWho(request.method, url)) {
    event.waitUntil(forget());
    return;
  }
  if (request.method !== "GET" || isFile(url)) return;
  if (url.pathname.startsWith("/pkg/") || url.pathname === "/favicon.svg") {
    event.respondWith(fromShell(request));
  } else if (request.mode === "navigate") {
    event.respondWith(fromNetwork(event, () => standIn(url)));
  } else if (isData(request, url)) {
    event.respondWith(fromNetwork(event, () => Response.error()));
  }
});

// A page says its address when its program, and not the browser, has opened it, or has opened it before this script was
// there: nobody has asked for its document then. Every message asks for word when the server is out of reach, too.
self.addEventListener("message", (event) => {
  if (outOfReach) event.source.postMessage(true);
  if (typeof event.data === "string") event.waitUntil(keepSoon(new URL(event.data, self.location.origin)));
});

// Whoever signs in or out, or opens a pass, must find nothing of the one before.
function changesWho(method, url) {
  const opensPass = method === "POST" && url.pathname === "/pass";
  return opensPass || ["/login", "/auth/callback", "/logout"].includes(url.pathname);
}

function forget() {
  signIns += 1;
  wanted.clear();
  return Promise.all(OPENED.map(({ name }) => caches.delete(name)));
}

// What is saved of pages goes to the disk, and is not kept here as well.
function isFile(url) {
  return /^\/(sessions|teams|compare)\/.*\.(csv|svg|png|zip)$/.test(url.pathname);
}

// What pages ask for; streams never end and cannot be kept.
function isData(request, url) {
  const isStream = (request.headers.get("accept") ?? "").includes("text/event-stream");
  return url.pathname.startsWith("/api/") && !isStream;
}

// Pages have `from`, what they ask for has `window[from_ms]` or `from_ms`.
function hasWindow(url) {
  return [...url.searchParams.keys()].some((key) => /(^|\[)from(_ms)?\]?$/.test(key));
}

function cacheFor(url) {
  if (hasWindow(url)) return WINDOWS;
  return url.pathname.startsWith("/api/") ? DATA : PAGES;
}

// The address of a page without the window that it shows.
function wholeOf(url) {
  const whole = new URL(url);
  whole.hash = "";
  if (hasWindow(url)) ["from", "to"].forEach((key) => whole.searchParams.delete(key));
  return whole;
}

// Names in /pkg carry a hash of what is in them: what is there is right for good.
async function fromShell(request) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await shell.put(request, answer.clone());
  return answer;
}

// The network first: what is kept is only for when it is out of reach.
async function fromNetwork(event, otherwise) {
  const { request } = event;
  const askedIn = signIns;
  const answer = await ask(request);
  if (!answer) return (await ofToday(request)) ?? otherwise();
  event.waitUntil(keep(request, answer.clone(), askedIn));
  return answer;
}

// What the server answers; nothing when it is out of reach, and pages hear of that.
async function ask(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    // A page that does not want the answer any more says nothing about the server.
    if (request.signal.aborted) return undefined;
  }
  const isOut = !answer || IN_ITS_PLACE.includes(answer.status);
  // That it is out of reach is told each time: a page may have thought better of it.
  if (isOut || outOfReach !== false) {
    outOfReach = isOut;
    for (const client of await self.clients.matchAll()) client.postMessage(isOut);
  }
  return isOut ? undefined : answer;
}

// In the place of a page that cannot be had: the whole of it for a window, or else the page that says so, under its own
// address, for the page's program looks at that.
async function standIn(url) {
  if (url.pathname === OFFLINE) return (await caches.open(SHELL)).match(OFFLINE);
  const whole = wholeOf(url);
  return Response.redirect(hasWindow(url) && (await ofToday(new Request(whole))) ? whole : OFFLINE);
}

async function ofToday(request) {
  const cache = await caches.open(cacheFor(new URL(request.url)).name);
  const kept = await cache.match(request);
  return kept && isOfToday(kept) ? kept : undefined;
}

function isOfToday(kept) {
  return Date.now() - Number(kept.headers.get(OPENED_AT)) < DAY_MS;
}

async function keep(request, answer, askedIn) {
  if (answer.status === 401) await forget();
  if (!answer.ok || answer.redirected) return;
  const { copy, files } = await stamped(answer);
  const { name, most } = cacheFor(new URL(request.url));
  const cache = await caches.open(name);
  if (askedIn !== signIns) return;
  await cache.put(request, copy);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((old) => cache.delete(old)));
  await keepFiles(files);
  await followRelease(files);
}

// A copy that says when it was made and, if it is a document, which files of the program it needs.
async function stamped(answer) {
  const { status, statusText } = answer;
  const body = await answer.blob();
  const isDocument = (answer.headers.get("content-type") ?? "").startsWith("text/html");
  const named = isDocument ? (await body.text()).match(/\/pkg\/[\w.-]+\.(css|js|wasm)/g) : [];
  const files = [...new Set(named)];
  const headers = new Headers(answer.headers);
  headers.set(OPENED_AT, String(Date.now()));
  headers.set(FILES, files.join(" "));
  return { copy: new Response(body, { status, statusText, headers }), files };
}

function filesOf(kept) {
  return (kept?.headers.get(FILES) ?? "").split(" ").filter((file) => file !== "");
}

// A page that was opened before this script was there has loaded them past it.
async function keepFiles(files) {
  const shell = await caches.open(SHELL);
  const add = async (file) => (await shell.match(file)) ?? shell.add(file);
  // One that cannot be had now is asked for again when it is needed.
  await Promise.allSettled(files.map(add));
}

// All pages of a release share the files of the offline page. With the first page of another release that page is kept
// anew, and the files go that no page names any more.
async function followRelease(files) {
  const shell = await caches.open(SHELL);
  const shared = filesOf(await shell.match(OFFLINE));
  // A page without scripts names hardly any file.
  const isSame = shared.every((file) => files.includes(file)) || !files.some((file) => file.endsWith(".js"));
  if (isSame) return;
  await keepShell();
  const opened = await Promise.all([PAGES, WINDOWS].map(async ({ name }) => (await caches.open(name)).matchAll()));
  const pages = [await shell.match(OFFLINE), ...opened.flat().filter(isOfToday)];
  const named = new Set(pages.flatMap(filesOf));
  for (const request of await shell.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/pkg/") && !named.has(pathname)) await shell.delete(request);
  }
}

// Keeps a page, and whatever other pages are wanted, one at a time and not while they themselves still load.
function keepSoon(url) {
  if (url.origin === self.location.origin) wanted.add(url.href);
  keeping ??= keepWanted().finally(() => {
    keeping = null;
  });
  return keeping;
}

async function keepWanted() {
  while (wanted.size > 0) {
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const [href] = wanted;
    wanted.delete(href);
    if (href) await keepPage(new URL(href));
  }
}

// Of a page that shows a window the whole, once a day: zooming is no reason to ask for it again.
async function keepPage(url) {
  const askedIn = signIns;
  const request = new Request(wholeOf(url), { headers: { accept: "text/html" } });
  if (!self.navigator.onLine || (hasWindow(url) && (await ofToday(request)))) return;
  const answer = await ask(request);
  if (answer) await keep(request, answer, askedIn);
}
