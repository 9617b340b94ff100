// SPDX-License-Identifier: Apache-2.0
// What happens, told as it happens. A page says by data-stream where, in one part or in several; without this it is read anew by
// hand.
// Other parts of a page listen for `stream:NAME` on the document; its detail is what the event carries.
(() => {
  'use strict';
  const watched = document.querySelectorAll('[data-stream]');
  if (!watched.length || !window.EventSource) return;
  let timer;

  // Whoever is writing is not disturbed: the page says that there is something new, and waits to be asked.
  function readAnew(spread) {
    const isWriting = Array.from(document.querySelectorAll('textarea, input[type="text"], input[type="search"]'))
      .some((field) => field === document.activeElement || field.value !== field.defaultValue);
    if (isWriting) {
      document.querySelectorAll('[data-stream-note]').forEach((note) => { note.hidden = false; });
      return;
    }
    // Not all at the same moment.
    clearTimeout(timer);
    timer = setTimeout(() => location.reload(), Math.random() * spread);
  }

  function watch(part) {
    const names = (part.dataset.streamEvents || '').split(' ').filter(Boolean);
    const address = new URL(part.dataset.stream, location.href);
    const spread = Number(part.dataset.streamSpread || 0);
    let waits = 0;

    function heard(event) {
      // Comes back from here, should the browser forget where it was.
      if (event.lastEventId) address.searchParams.set('after', event.lastEventId);
      let detail = {};
      try { detail = JSON.parse(event.data); } catch { /* nothing to carry */ }
      if (event.type === 'changed' || event.type === 'reload') return readAnew(spread);
      document.dispatchEvent(new CustomEvent('stream:' + event.type, { detail }));
    }

    function listen() {
      const source = new EventSource(address);
      ['changed', 'reload', 'erased'].concat(names).forEach((name) => source.addEventListener(name, heard));
      source.addEventListener('open', () => { waits = 0; });
      source.addEventListener('error', () => {
        // A browser comes back by itself after a break, but not after a no; a server that begins anew says no for a while.
        if (source.readyState !== EventSource.CLOSED) return;
        waits = Math.min(waits + 1, 5);
        if (waits < 5) setTimeout(listen, (0.5 + Math.random()) * 1000 * 2 ** waits);
        else setTimeout(() => readAnew(spread), 30000 + Math.random() * 30000);
      });
      addEventListener('pagehide', () => source.close());
    }
    listen();
  }
  watched.forEach(watch);
  // A page out of the browser's memory is old.
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

  // A clock counts by itself between two readings.
  document.querySelectorAll('[data-clock]').forEach((clock) => {
    const end = Date.now() + Number(clock.dataset.clock) * 1000;
    const words = (seconds) => {
      const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
      return minutes === 0 ? `${rest}秒` : rest === 0 ? `${minutes}分钟` : `${minutes}分${rest}秒`;
    };
    setInterval(() => {
      const seconds = Math.round((end - Date.now()) / 1000);
      clock.textContent = seconds >= 0 ? `还剩${words(seconds)}` : `超了${words(-seconds)}`;
    }, 1000);
  });
})();
