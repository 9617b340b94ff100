// SPDX-License-Identifier: Apache-2.0
// The opinion map answers whoever points at it: a group tells what its people said, a statement colours the groups. It knows
// what the tables of the page say and no more; without it the page shows the same in lists. On a wall the map is drawn anew when the
// stream says that there is another.
(() => {
  'use strict';
  const statementsShown = 8;
  const share = (part, count) => part * 100 / (count[0] + count[1] + count[2]);
  const people = (count) => count[0] + count[1] + count[2];

  // A map by which one asks. Groups are chosen by buttons as well, so that a keyboard reaches what a finger does.
  document.querySelectorAll('figure[data-opinion]').forEach((figure) => {
    let told;
    try { told = JSON.parse(figure.dataset.opinion); } catch { return; }
    const [controls, panel, choice] = ['controls', 'told', 'choice']
      .map((name) => figure.querySelector(`[data-opinion-${name}]`));
    const buttons = Array.from(figure.querySelectorAll('[data-opinion-group]'));
    if (!controls || !panel || !choice || !buttons.length) return;
    const marks = Array.from(figure.querySelectorAll('svg [data-group]'));
    const names = new Map(marks.filter((mark) => mark.localName === 'text').map((mark) => [mark, mark.textContent]));
    const looks = ['says-yes', 'says-no', 'says-both', 'says-nothing'];
    let held = null;
    let shown = null;

    const said = (count) => `赞同${count[0]}，说不好${count[1]}，不赞同${count[2]}`;
    const brief = (count) => (count ? `赞同${count[0]}/${people(count)}` : '不显示');
    const look = (count) => {
      if (!count) return 'says-nothing';
      if (share(count[0], count) >= 60) return 'says-yes';
      return share(count[2], count) >= 60 ? 'says-no' : 'says-both';
    };
    const line = (text, words) => {
      const [entry, sentence, answer] = ['li', 'p', 'p'].map((name) => document.createElement(name));
      sentence.textContent = text;
      answer.className = 'small mute num';
      answer.textContent = words;
      entry.append(sentence, answer);
      return entry;
    };
    const fill = (title, lines, rest) => {
      const [head, list, more] = ['p', 'ul', 'p'].map((name) => document.createElement(name));
      head.className = 'over';
      head.textContent = title;
      list.append(...lines);
      more.className = 'small mute';
      more.textContent = rest;
      panel.replaceChildren(...[head, lines.length && list, rest && more].filter(Boolean));
    };

    // What tells a group from the others comes first, then what it is most of one mind on.
    function tellGroup(place) {
      const group = told.groups[place];
      const known = told.statements.filter((statement) => statement.by[place]);
      const weight = ({ by, standing }) => {
        const clear = Math.max(share(by[place][0], by[place]), share(by[place][2], by[place]));
        return (standing === 'differs' ? 1000 : 0) + clear;
      };
      const first = known.slice().sort((a, b) => weight(b) - weight(a)).slice(0, statementsShown);
      const rest = told.statements.length - first.length;
      fill(`${group.name}，${group.people}人`, first.map(({ text, by }) => line(text, said(by[place]))),
        rest > 0 ? `另外${rest}句在下面的数据表里；会露出少数人的不显示。` : '');
    }

    function tellStatement(statement) {
      fill(statement.text, told.groups.map((group, place) => {
        const count = statement.by[place];
        return line(group.name, count ? said(count) : '会露出少数人，不显示');
      }), '');
    }

    function draw() {
      const statement = choice.value === '' ? null : told.statements[Number(choice.value)];
      marks.forEach((mark) => {
        const place = Number(mark.dataset.group);
        mark.classList.toggle('is-far', shown !== null && shown !== place);
        mark.classList.remove(...looks);
        if (names.has(mark)) {
          const name = told.groups[place].name;
          mark.textContent = statement ? `${name} ${brief(statement.by[place])}` : names.get(mark);
        } else if (statement) mark.classList.add(look(statement.by[place]));
      });
      buttons.forEach((button) => {
        button.setAttribute('aria-pressed', String(Number(button.dataset.opinionGroup) === held));
      });
      if (shown !== null) tellGroup(shown);
      else if (statement) tellStatement(statement);
      else panel.replaceChildren();
    }
    const show = (place) => {
      if (place === shown) return;
      shown = place;
      draw();
    };
    const hold = (place) => {
      held = held === place ? null : place;
      shown = held;
      draw();
    };

    marks.forEach((mark) => {
      const place = Number(mark.dataset.group);
      mark.addEventListener('pointerenter', (event) => { if (event.pointerType === 'mouse') show(place); });
      mark.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') show(held); });
      mark.addEventListener('click', () => hold(place));
    });
    buttons.forEach((button) => {
      const place = Number(button.dataset.opinionGroup);
      button.addEventListener('focus', () => show(place));
      button.addEventListener('blur', () => show(held));
      button.addEventListener('click', () => hold(place));
    });
    choice.addEventListener('change', () => {
      // What is asked last is answered.
      [held, shown] = [null, null];
      draw();
    });
    figure.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || (held === null && shown === null && choice.value === '')) return;
      choice.value = '';
      [held, shown] = [null, null];
      draw();
    });
    controls.hidden = false;
    figure.classList.add('is-asked');
    draw();
  });

  // A wall: what of the page shows opinions is read anew, and nothing else of it moves.
  const wall = document.querySelector('[data-opinion-drawn]');
  if (!wall) return;
  let drawn = wall.dataset.opinionDrawn;
  document.addEventListener('stream:opinions', async ({ detail }) => {
    if (String(detail.drawn) === drawn) return;
    const before = drawn;
    drawn = String(detail.drawn);
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.querySelectorAll('[data-opinion-part]').forEach((part) => {
        const fresh = page.querySelector(`[data-opinion-part="${CSS.escape(part.dataset.opinionPart)}"]`);
        if (fresh) part.replaceWith(document.importNode(fresh, true));
      });
    } catch {
      // The next word of the stream tries again.
      drawn = before;
    }
  });
})();
