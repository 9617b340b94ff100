// SPDX-License-Identifier: Apache-2.0
// A media consultation as it is told: who speaks, the question at hand, its answer, what everybody may read. The parts of the
// page that it fills are marked by data-live; without it a reload shows the same.
(() => {
  'use strict';
  const parts = (name) => Array.from(document.querySelectorAll(`[data-live="${name}"]`));
  const say = (name, words) => parts(name).forEach((part) => {
    part.textContent = words || '';
    part.hidden = !words;
  });
  const on = (name, act) => document.addEventListener('stream:' + name, (event) => act(event.detail));

  // Whoever speaks has so long; the clock counts by itself.
  let end = null;
  const words = (seconds) => {
    const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
    return minutes === 0 ? `${rest}秒` : rest === 0 ? `${minutes}分钟` : `${minutes}分${rest}秒`;
  };
  const tick = () => {
    if (end === null) return say('clock', '');
    const seconds = Math.round((end - Date.now()) / 1000);
    say('clock', seconds >= 0 ? `还剩${words(seconds)}` : `超了${words(-seconds)}`);
  };
  const setClock = (seconds) => {
    end = seconds === null || seconds === undefined ? null : Date.now() + Number(seconds) * 1000;
    tick();
  };
  if (parts('clock').length) {
    setClock(parts('clock')[0].dataset.seconds);
    setInterval(tick, 1000);
  }

  on('speaking', ({ speaker, seconds }) => {
    say('speaker', speaker && `${speaker}正在发言`);
    setClock(seconds);
  });

  on('at_hand', ({ comment }) => {
    parts('question').forEach((part) => { part.hidden = !comment; });
    parts('rest').forEach((part) => { part.hidden = Boolean(comment); });
    if (!comment) return;
    const unit = comment.unitName || '单位';
    const answer = comment.answer ? `${unit}：${comment.answer}` : `${unit}正在回应`;
    say('name', `场外留言 · ${comment.name}`);
    say('words', `“${comment.words}”`);
    say('answer', answer);
    // Whoever wrote it sees the same on the own card; what the room has seen is not taken back any more.
    document.querySelectorAll(`[data-own="${CSS.escape(comment.id)}"]`).forEach((card) => {
      card.querySelector('[data-own-words]').textContent = answer;
      card.querySelectorAll('.chip, form').forEach((part) => part.remove());
    });
  });

  // A busy hour brings hundreds; the newest stay, the others are on the next pages.
  const most = 60;
  on('comment', (comment) => parts('comments').forEach((list) => {
    if (list.querySelector(`[data-comment="${CSS.escape(comment.id)}"]`)) return;
    const [entry, words, name] = ['li', 'p', 'p'].map((element) => document.createElement(element));
    entry.dataset.comment = comment.id;
    words.className = 'said';
    words.textContent = comment.words;
    name.className = 'small mute';
    name.textContent = comment.name;
    entry.append(words, name);
    list.prepend(entry);
    while (list.children.length > most) list.lastElementChild.remove();
  }));

  on('taken_back', ({ id }) => document.querySelectorAll(`[data-comment="${CSS.escape(id || '')}"]`)
    .forEach((entry) => entry.remove()));

  // Counters: the latest alone matters.
  on('figures', (figures) => {
    Object.keys(figures).forEach((name) => say('figure-' + name, String(figures[name])));
    // Moderators are not disturbed: their page says that there is something new, and waits to be asked.
    const answered = figures.answeredOnSpot + figures.answeredLater;
    document.querySelectorAll('[data-live-known]').forEach((note) => {
      note.hidden = note.dataset.liveKnown === `${figures.comments} ${figures.undecided} ${answered}`;
    });
  });
})();
