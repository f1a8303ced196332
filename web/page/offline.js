// Keeps the page, so that it opens without a network. A new version is fetched beside the old one, and shown the next time.
"use strict";
const kept = "certwise-VERSION";
addEventListener("install", event => event.waitUntil(caches.open(kept).then(cache => cache.addAll(["./", ...FILES]))));
addEventListener("activate", event =>
  event.waitUntil(
    caches
      .keys()
      .then(names => Promise.all(names.filter(name => name.startsWith("certwise-") && name !== kept).map(name => caches.delete(name))))
      .then(() => clients.claim()),
  ),
);
addEventListener("fetch", event => event.respondWith(caches.match(event.request, { ignoreSearch: true }).then(hit => hit ?? fetch(event.request))));
