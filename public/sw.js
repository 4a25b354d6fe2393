// Keeps the shell, and what was opened in the last day, so that both can be read where the wifi does not reach.
// What belongs to whoever is signed in has a cache of its own, which goes with the sign-in.
"use strict";

const SHELL = "touchline-shell-1";
const OPENED = "touchline-opened-1";
const OFFLINE = "/offline";
const OPENED_AT = "x-touchline-opened-at";
const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_OPENED = 300;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

async function keepShell() {
  const cache = await caches.open(SHELL);
  // Without credentials, or the page would name who is signed in.
  await cache.put(OFFLINE, await fetch(OFFLINE, { credentials: "omit" }));
  await cache.add("/favicon.svg");
}

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(
        names.filter((name) => name !== SHELL && name !== OPENED).map((name) => caches.delete(name)),
      );
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  // Whoever signs in or out next must find nothing of the one before.
  if (["/login", "/auth/callback", "/logout"].includes(url.pathname)) {
    event.waitUntil(caches.delete(OPENED));
    return;
  }
  if (request.method !== "GET" || isFile(url)) return;
  if (url.pathname.startsWith("/pkg/") || url.pathname === "/favicon.svg") {
    event.respondWith(fromShell(request));
  } else if (request.mode === "navigate") {
    // Under its own address: the page's program looks at that.
    const offline = () => (url.pathname === OFFLINE ? caches.match(OFFLINE) : Response.redirect(OFFLINE));
    event.respondWith(fromNetwork(event, offline));
  } else if (isData(request, url)) {
    event.respondWith(fromNetwork(event, () => Response.error()));
  }
});

// What is saved of pages goes to the disk, and is not kept here as well.
function isFile(url) {
  return /^\/(sessions|teams)\/.*\.(csv|svg|png|zip)$/.test(url.pathname);
}

// What pages ask for; streams never end and cannot be kept.
function isData(request, url) {
  const isStream = (request.headers.get("accept") ?? "").includes("text/event-stream");
  return url.pathname.startsWith("/api/") && !isStream;
}

// Names in /pkg carry a hash of what is in them: what is there is right for good.
async function fromShell(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

// The network first: what is kept is only for when it is out of reach.
async function fromNetwork(event, otherwise) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.status === 401) event.waitUntil(caches.delete(OPENED));
    if (answer.ok && !answer.redirected) event.waitUntil(keep(request, answer.clone()));
    return answer;
  } catch {
    const cache = await caches.open(OPENED);
    const kept = await cache.match(request);
    return kept && isOfToday(kept) ? kept : otherwise();
  }
}

async function keep(request, answer) {
  const headers = new Headers(answer.headers);
  headers.set(OPENED_AT, String(Date.now()));
  const { status, statusText } = answer;
  const cache = await caches.open(OPENED);
  await cache.put(request, new Response(await answer.blob(), { status, statusText, headers }));
  const kept = await cache.keys();
  const spare = kept.slice(0, Math.max(0, kept.length - MOST_OPENED));
  await Promise.all(spare.map((old) => cache.delete(old)));
}

function isOfToday(kept) {
  return Date.now() - Number(kept.headers.get(OPENED_AT)) < DAY_MS;
}
