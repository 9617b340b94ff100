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
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (sent.has(form)) return event.preventDefault();
    const offline = form.querySelector('[data-offline]');
    if (offline && navigator.onLine === false) {
      show(offline);
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
        return draft && Date.now() - draft.at < week ? draft.words : {};
      } catch { return {}; }
    },
    // Private windows and full disks refuse; then there is no draft, and no harm.
    write(key, words) {
      try { localStorage.setItem('draft:' + key, JSON.stringify({ at: Date.now(), words })); } catch { /* see above */ }
    },
    clear(key) {
      try { localStorage.removeItem('draft:' + key); } catch { /* see above */ }
    },
  };
  // The done page speaks first, so that a form on the same page starts empty.
  all('[data-draft-done]').forEach((mark) => store.clear(mark.dataset.draftDone));
  all('form[data-draft]').forEach((form) => {
    const key = form.dataset.draft;
    const fields = all('textarea[name], input[type="text"][name]', form);
    const note = form.querySelector('[data-draft-note]');
    const kept = store.read(key);
    const restored = fields.filter((field) => field.value === '' && kept[field.name]);
    restored.forEach((field) => { field.value = kept[field.name]; });
    show(note, restored.length > 0);
    form.addEventListener('input', () => {
      const words = store.read(key);
      fields.forEach((field) => { words[field.name] = field.value; });
      store.write(key, words);
    });
    all('[data-draft-clear]', form).forEach((button) => button.addEventListener('click', () => {
      store.clear(key);
      restored.forEach((field) => {
        field.value = '';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      show(note, false);
      restored[0].focus();
    }));
  });
  all('form [data-offline]').forEach((note) => {
    const tell = () => show(note, navigator.onLine === false);
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
        picture.alt = '查询码的图片';
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
    const pressed = all('[data-key]').find((button) => button.dataset.key === event.key);
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
    if (rows[next]) rows[next].focus();
  });

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
  all('svg[data-shares]').forEach((meter) => {
    const parts = ['situation', 'analysis', 'advice'].map((name) => document.getElementById('field-' + name));
    if (parts.some((part) => !part)) return;
    const tell = () => {
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
    };
    parts.forEach((part) => part.addEventListener('input', tell));
    tell();
  });

  all('button[data-print]').forEach((button) => {
    show(button);
    button.addEventListener('click', () => window.print());
  });
  // What has to be mended is where reading starts.
  const errors = document.querySelector('.errors');
  if (errors) errors.focus();
})();
