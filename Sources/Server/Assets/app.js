// SPDX-License-Identifier: Apache-2.0
// What makes a page quicker; nothing here makes it possible. Every part looks for its data-… mark and
// leaves the page alone where the mark, or the browser's means, are missing.
(() => {
  'use strict';
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  const show = (element, isShown = true) => { if (element) element.hidden = !isShown; };

  // A submit answers at once. The button stays enabled for the browser (its name must travel with the form)
  // and says it is busy; a second tap is dropped. The server's form token makes a tap that slips through harmless.
  const sent = new Map();
  function busy(form, button) {
    const word = button && button.querySelector('span');
    const before = word && word.textContent;
    if (button) {
      ['aria-busy', 'aria-disabled'].forEach((name) => button.setAttribute(name, 'true'));
      if (word && button.dataset.busy) word.textContent = button.dataset.busy;
    }
    const undo = () => {
      if (!sent.delete(form) || !button) return;
      ['aria-busy', 'aria-disabled'].forEach((name) => button.removeAttribute(name));
      if (word) word.textContent = before;
    };
    sent.set(form, undo);
    // Whoever stops the loading must be able to try again.
    setTimeout(undo, 20000);
  }
  // That there is no network is said at the button: the top of a long form is out of sight where one presses.
  function tellOffline(note, pressed) {
    const form = note.closest('form');
    const isTold = !note.hidden;
    const isOffline = navigator.onLine === false;
    const button = pressed || form.querySelector('button:not([type="button"])');
    const bar = button && button.closest('.thumb');
    if (!isOffline && document.activeElement === note && button) button.focus();
    if (!isOffline || !button) form.prepend(note);
    else if (bar) bar.prepend(note);
    else (button.closest('.actions, p') || button).before(note);
    show(note, isOffline);
    if (isTold || !isOffline) return;
    // A screen reader says what changes in a note of this kind, not that one has appeared.
    setTimeout(() => note.lastElementChild.replaceWith(note.lastElementChild.cloneNode(true)), 100);
  }
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (sent.has(form)) return event.preventDefault();
    const offline = form.querySelector('[data-offline]');
    if (offline && navigator.onLine === false) {
      tellOffline(offline, event.submitter);
      // Whoever pressed looks, or listens, there.
      offline.focus();
      return event.preventDefault();
    }
    busy(form, event.submitter || form.querySelector('button:not([type="button"])'));
  });
  // Coming back with the browser's own button shows the page as it was left.
  addEventListener('pageshow', () => sent.forEach((undo) => undo()));

  // A draft is kept in this browser only, a week at most, and only words: no telephone number, no password.
  const week = 7 * 24 * 3600 * 1000;
  const store = {
    read(key) {
      try {
        const draft = JSON.parse(localStorage.getItem('draft:' + key));
        return draft && draft.words && Date.now() - draft.at < week ? draft : { words: {} };
      } catch { return { words: {} }; }
    },
    // Private windows and full disks refuse; then there is no draft, and no harm.
    write(key, draft) {
      try { localStorage.setItem('draft:' + key, JSON.stringify({ ...draft, at: Date.now() })); } catch { /* see above */ }
    },
    clear(key) {
      try { localStorage.removeItem('draft:' + key); } catch { /* see above */ }
    },
  };
  // A draft has a name of its own, by which the server knows it again when the answer was lost and the person comes back
  // with the same words. The server does without where the browser cannot make one.
  const draftName = () => (window.crypto
    ? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
    : '');
  // The done page speaks first, so that a form on the same page starts empty. Whoever goes back to such a page later loses
  // nothing of what was begun since and not sent.
  all('[data-draft-done]').forEach(({ dataset: { draftDone: key } }) => { if (store.read(key).isSent) store.clear(key); });
  // A form that begins with words says which they are, by its base: the version of the record. What was written over just these
  // is put back. What was written before something newer was saved is told and offered, and covers nothing by itself.
  all('form[data-draft]').forEach((form) => {
    const { draft: key, draftBase: base } = form.dataset;
    const fields = all('textarea[name], input[type="text"][name]', form);
    const [note, earlierNote] = ['note', 'earlier'].map((part) => form.querySelector(`[data-draft-${part}]`));
    const name = form.querySelector('input[name="_draft"]');
    const kept = store.read(key);
    const isCurrent = base === undefined || kept.base === base;
    const isNew = (words, field) => field.name in words
      && ![field.value, field.defaultValue].some((here) => here.trim() === words[field.name].trim());
    const tell = (part, told) => {
      const what = part && part.querySelector('[data-draft-what]');
      const labels = told.map((field) => field.labels[0] && field.labels[0].firstChild.textContent.trim()).filter(Boolean);
      if (what) what.textContent = labels.length ? `（${labels.join('、')}）` : '';
      show(part, told.length > 0);
    };
    const put = (field, words) => {
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };

    const restored = base === undefined
      ? fields.filter((field) => field.value === '' && kept.words[field.name])
      : fields.filter((field) => isCurrent && field.value === field.defaultValue && isNew(kept.words, field));
    restored.forEach((field) => { field.value = kept.words[field.name]; });
    if (name) name.value = kept.words[name.name] || name.value || draftName();
    tell(note, restored);

    let earlier = base === undefined ? {} : isCurrent ? kept.earlier || {} : kept.words;
    const offered = fields.filter((field) => isNew(earlier, field));
    if (!offered.length) earlier = {};
    // What stands in the record has arrived. What came back with a mistake has not.
    if (!isCurrent && !offered.length && !document.querySelector('.errors')) store.clear(key);
    tell(earlierNote, offered);

    let isSent = false;
    form.addEventListener('input', () => {
      const words = isCurrent ? store.read(key).words : {};
      fields.concat(name || []).forEach((field) => { words[field.name] = field.value; });
      store.write(key, { words, base, earlier, isSent });
    });
    form.addEventListener('submit', () => {
      if (navigator.onLine === false) return;
      isSent = true;
      const draft = store.read(key);
      if (Object.keys(draft.words).length) store.write(key, { ...draft, isSent: true });
    });
    all('[data-draft-clear]', form).forEach((button) => button.addEventListener('click', () => {
      store.clear(key);
      if (name) name.value = draftName();
      restored.forEach((field) => put(field, field.defaultValue));
      tell(note, []);
      restored[0].focus();
    }));
    all('[data-draft-swap]', form).forEach((button) => button.addEventListener('click', () => {
      const before = earlier;
      earlier = Object.fromEntries(offered.map((field) => [field.name, field.value]));
      offered.forEach((field) => put(field, before[field.name]));
      offered[0].focus();
    }));
    all('[data-draft-drop]', form).forEach((button) => button.addEventListener('click', () => {
      earlier = {};
      const draft = store.read(key);
      if (draft.base === base) store.write(key, { ...draft, earlier });
      else store.clear(key);
      tell(earlierNote, []);
      offered[0].focus();
    }));
  });
  all('form [data-offline]').forEach((note) => {
    const tell = () => tellOffline(note);
    addEventListener('online', tell);
    addEventListener('offline', tell);
    tell();
  });

  // Photos are made smaller before they travel: one of a new phone takes minutes over a village's network. What cannot
  // be made smaller here is sent as it is.
  async function smaller(file, side) {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      const bytes = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
      return bytes && bytes.size < file.size ? new File([bytes], file.name, { type: 'image/jpeg' }) : file;
    } catch { return file; }
  }
  if (window.createImageBitmap && window.DataTransfer) {
    all('input[type="file"][data-shrink]').forEach((field) => field.addEventListener('change', async () => {
      const chosen = Array.from(field.files);
      const made = await Promise.all(chosen.map((file) => smaller(file, Number(field.dataset.shrink))));
      // Something else may have been chosen meanwhile.
      if (chosen.some((file, place) => field.files[place] !== file)) return;
      const files = new DataTransfer();
      made.forEach((file) => files.items.add(file));
      field.files = files.files;
    }));
  }

  // The server counts user-perceived characters; code points come close enough for a hint. The server decides.
  all('textarea[data-limit]').forEach((field) => {
    const count = document.getElementById(field.id + '-count');
    if (!count) return;
    const limit = Number(field.dataset.limit);
    const tell = () => {
      const length = Array.from(field.value).length;
      count.textContent = `已写${length}字，` + (length > limit ? `多了${length - limit}字` : `最多${limit}字`);
      count.classList.toggle('much', length > limit);
    };
    field.addEventListener('input', tell);
    tell();
  });

  // Copying a code. WeChat's older browser has no clipboard object, so a text field does it there.
  function copyByField(text) {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'vh';
    field.readOnly = true;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand('copy');
    field.remove();
    return isDone ? Promise.resolve() : Promise.reject();
  }
  all('button[data-copy]').forEach((button) => {
    show(button);
    button.addEventListener('click', () => {
      const said = document.getElementById(button.dataset.said);
      const text = button.dataset.copy;
      const clipboard = navigator.clipboard;
      const copied = clipboard ? clipboard.writeText(text).catch(() => copyByField(text)) : copyByField(text);
      copied.then(() => '已复制', () => '没能复制，请长按查询码抄下来').then((word) => {
        if (said) said.textContent = word;
        button.focus();
      });
    });
  });

  // The ticket as a picture. A browser that saves no file, as WeChat's, shows it to be held down.
  all('button[data-picture]').forEach((button) => {
    const link = document.querySelector('[data-picture-link]');
    if (!document.createElement('canvas').getContext) return;
    show(button);
    show(link, false);
    button.addEventListener('click', async () => {
      const said = document.getElementById(button.dataset.said);
      try {
        const drawing = new Image();
        await new Promise((done, failed) => {
          drawing.onload = done;
          drawing.onerror = failed;
          drawing.src = button.dataset.picture;
        });
        const canvas = document.createElement('canvas');
        canvas.width = drawing.width * 2;
        canvas.height = drawing.height * 2;
        canvas.getContext('2d').drawImage(drawing, 0, 0, canvas.width, canvas.height);
        const picture = new Image();
        picture.src = canvas.toDataURL('image/png');
        picture.alt = button.dataset.alt || '查询码的图片';
        picture.className = 'ticket-picture';
        const file = document.createElement('a');
        file.href = picture.src;
        file.download = button.dataset.name;
        file.click();
        said.textContent = '存好了。没有存的，按住下面的图片，选“保存图片”。';
        all('.ticket-picture').forEach((old) => old.remove());
        said.after(picture);
      } catch {
        said.textContent = '没能存成图片，请打开图片，或者截屏。';
        show(link);
      }
    });
  });

  // J and K move through the queue, a number goes to the button that bears it and, once more, presses it; Enter on a link is the browser's own. Never
  // while someone is typing, nor twice for one press.
  const rows = all('[data-keys] a');
  if (rows.length) all('[data-keys-hint]').forEach((hint) => show(hint));
  document.addEventListener('keydown', (event) => {
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!rows.length || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) return;
    // Where cards stand side by side, each has its own.
    const near = event.target.closest('[data-card]') || document;
    const pressed = all('[data-key]', near).find((button) => button.dataset.key === event.key);
    if (pressed) {
      // What is done at once is chosen first, and done by the second press: a key is hit by mistake more easily than a button.
      const asks = pressed.localName === 'button' && document.activeElement !== pressed;
      if (!event.repeat) asks ? pressed.focus() : pressed.click();
      return;
    }
    if (!step) return;
    const here = rows.indexOf(document.activeElement);
    const open = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
    const next = here >= 0 ? here + step : open >= 0 ? open + step : 0;
    // After the last comes the first: what was just dealt with may have moved to the end.
    rows[(next + rows.length) % rows.length].focus();
  });

  // What the navigation of a phone has behind 更多 goes away by Escape, and by a tap beside it.
  const rest = document.querySelector('.nav details');
  if (rest) {
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !rest.open) return;
      rest.open = false;
      rest.querySelector('summary').focus();
    });
    document.addEventListener('click', (event) => { if (!rest.contains(event.target)) rest.open = false; });
  }

  // The part of a list that somebody works through goes along with every act, so that the same part is beside the record afterwards.
  const part = new URLSearchParams(location.search).get('part');
  if (part && location.pathname.startsWith('/desk/')) {
    const record = location.pathname.split('/').slice(0, 4).join('/') + '/';
    const along = (element, name) => {
      const address = new URL(element.getAttribute(name), location.href);
      if (address.origin !== location.origin || !address.pathname.startsWith(record)) return;
      address.searchParams.set('part', part);
      element.setAttribute(name, address.pathname + address.search);
    };
    all('a[data-key]').forEach((link) => along(link, 'href'));
    all('form[method="post"][action]').forEach((form) => along(form, 'action'));
  }

  // Ctrl+Enter (⌘+Enter) sends the form that is being written in, by its first button, as Enter does in a line.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return;
    const form = event.target.closest('form[method="post"]');
    const button = form && form.querySelector('button:not([type="button"])');
    if (!button || !form.requestSubmit) return;
    event.preventDefault();
    form.requestSubmit(button);
  });

  // How a proposal falls into its three parts while it is written; the server says the same of what was saved.
  const parts = ['situation', 'analysis', 'advice'].map((name) => document.getElementById('field-' + name));
  const tellShares = () => all('svg[data-shares]').forEach((meter) => {
    if (parts.some((part) => !part)) return;
    const lengths = parts.map((part) => Array.from(part.value.replace(/\s/g, '')).length);
    const sum = lengths[0] + lengths[1] + lengths[2];
    const exact = lengths.map((length) => (sum ? length * 100 / sum : 0));
    const shares = exact.map(Math.floor);
    const missing = sum ? 100 - shares[0] - shares[1] - shares[2] : 0;
    [0, 1, 2].sort((a, b) => (exact[b] - shares[b]) - (exact[a] - shares[a]) || a - b).slice(0, missing)
      .forEach((part) => { shares[part] += 1; });
    let left = 0;
    all('rect', meter).forEach((bar, part) => {
      bar.setAttribute('x', left);
      bar.setAttribute('width', shares[part]);
      left += shares[part];
    });
    ['k1', 'k2', 'k3'].forEach((key, part) => {
      all(`[data-share="${key}"]`).forEach((figure) => { figure.textContent = shares[part]; });
    });
    meter.setAttribute('aria-label', `情况${shares[0]}%，分析${shares[1]}%，建议${shares[2]}%`);
  });
  parts.forEach((part) => { if (part) part.addEventListener('input', tellShares); });
  tellShares();

  // What stands beside a form, such as what is missing and what is alike, is asked for anew when writing pauses: of the form's
  // own address, which does nothing for it. It is not changed under somebody who reads in it.
  all('aside[data-refreshed]').forEach((aside) => {
    const form = document.querySelector('.split form[method="post"]');
    if (!form || !window.fetch || !window.URLSearchParams) return;
    const fields = all('textarea[name], input[type="text"][name]', form);
    const token = form.querySelector('input[name="_token"]');
    const words = () => new URLSearchParams([[token.name, token.value], [aside.dataset.refreshed, '1']]
      .concat(fields.map((field) => [field.name, field.value])));
    let [timer, told, isAsking] = [0, words().toString(), false];
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 1500);
    };
    async function ask() {
      const now = words();
      if (now.toString() === told || sent.has(form) || navigator.onLine === false) return;
      if (isAsking || aside.contains(document.activeElement)) return wait();
      isAsking = true;
      try {
        const signal = AbortSignal.timeout?.(15000);
        const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: now, cache: 'no-store', signal });
        const text = await answer.text();
        told = now.toString();
        // Whoever was signed out is led elsewhere; what is written stays where it is, and so does what somebody reads just now.
        if (answer.ok && !answer.redirected && !aside.contains(document.activeElement)) {
          const page = new DOMParser().parseFromString(text, 'text/html');
          aside.replaceChildren(...Array.from(document.importNode(page.body, true).childNodes));
          tellShares();
        }
      } catch { /* The next pause asks again. */ }
      isAsking = false;
    }
    form.addEventListener('input', wait);
    // A draft that this browser kept was put back before.
    if (fields.some((field) => field.value !== field.defaultValue)) {
      told = '';
      wait();
    }
  });

  all('button[data-print]').forEach((button) => {
    show(button);
    button.addEventListener('click', () => window.print());
  });
  // What has to be mended is where reading starts.
  const errors = document.querySelector('.errors') ?? document.querySelector('[aria-invalid="true"]');
  if (errors) errors.focus();
})();
