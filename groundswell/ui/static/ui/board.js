// Cards of the huddle board, moved by mouse and by keys. Without this module each card has a link that leads to the same choices.
//
// To those who hear the page it is a grid whose rows are the columns on the screen: one stop of the Tab key, arrows from card to
// card, Enter or Space to pick one up, arrows to choose a column, Enter to put it there, Escape to put it back. The links of the
// card that has the focus come next with Tab. What may be moved where is asked of the server, which does it or says why not.
import { newKey } from './outbox/keys.js';

const AHEAD = { ArrowRight: 1, ArrowLeft: -1 };
const ALONG = { ArrowDown: 1, ArrowUp: -1 };

export function start(board) {
  const said = document.querySelector('[data-board-said]');
  let held = null; // {card, over}
  let busy = false;

  const say = (what, facts = {}) => {
    const words = said.dataset[what] ?? what;
    said.textContent = words.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? '');
    said.classList.toggle('app-board__said--no', ['cannot', 'lost'].includes(what));
  };
  const rows = () => [...board.querySelectorAll('.app-board__column')];
  const cellsOf = (row) => [...row.querySelectorAll('[data-cell]')];
  const cellOf = (element) => element.closest?.('[data-cell]');
  const columnOf = (element) => element.closest('[data-column]');
  const title = (card) => card.querySelector('.app-board__words').textContent;
  const targets = () => [...board.querySelectorAll('[data-column]')];

  // One card is the stop of the Tab key; its own links follow it.
  const mark = (cell) => {
    board.querySelectorAll('[data-cell]').forEach((one) => {
      one.tabIndex = one === cell ? 0 : -1;
      one.querySelectorAll('a').forEach((link) => { link.tabIndex = one === cell ? 0 : -1; });
    });
  };
  const go = (cell) => { if (cell) { mark(cell); cell.focus(); } };

  const prepare = () => {
    board.setAttribute('role', 'grid');
    board.setAttribute('aria-label', board.dataset.label);
    rows().forEach((row) => {
      row.setAttribute('role', 'row');
      row.querySelector('[data-board-head]').setAttribute('role', 'rowheader');
      row.querySelector('ul')?.setAttribute('role', 'none');
      row.querySelector('.app-board__goal')?.setAttribute('role', 'gridcell');
      cellsOf(row).forEach((cell) => cell.setAttribute('role', 'gridcell'));
    });
    board.querySelectorAll('[data-card]').forEach((card) => {
      card.draggable = true;
      card.setAttribute('aria-describedby', 'board-keys');
      card.querySelectorAll('a').forEach((link) => { link.draggable = false; });
    });
    mark(board.querySelector('[data-cell]'));
  };

  const over = (column) => {
    targets().forEach((one) => one.classList.toggle('app-board__column--over', one === column));
    if (held) held.over = column;
  };
  const pick = (card) => {
    held = { card, over: columnOf(card) };
    board.classList.add('app-board--moving');
    card.classList.add('app-board__card--held');
  };
  const letGo = () => {
    const card = held?.card;
    over(null);
    held = null;
    board.classList.remove('app-board--moving');
    card?.classList.remove('app-board__card--held');
    return card;
  };
  const putBack = () => {
    const card = letGo();
    say('stays', { card: title(card), column: columnOf(card).dataset.title });
  };

  async function drop(column) {
    const from = columnOf(held.card);
    const card = letGo();
    const facts = { card: title(card), column: from.dataset.title };
    if (!column || column === from) return say('stays', facts);
    busy = true;
    say('moving', facts);
    const back = document.createComment('');
    const list = column.querySelector(':scope > ul');
    card.before(back);
    list?.prepend(card); // where it was put, until the server has said whether it stays there
    const answer = await ask(card, column.dataset.column);
    back.replaceWith(card);
    busy = false;
    go(card);
    if (answer.to && answer.to.split(/[?#]/)[0] === location.pathname) return look(card.id, from.dataset.column);
    if (answer.to) {
      say('asks', facts);
      return location.assign(answer.to);
    }
    return answer.why ? say('cannot', { ...facts, why: answer.why }) : say('lost');
  }

  async function ask(card, to) {
    try {
      const answer = await fetch(card.dataset.move, {
        method: 'POST', body: new URLSearchParams({ to }), credentials: 'same-origin',
        headers: { 'Groundswell-Outbox': '1', 'Idempotency-Key': newKey(), 'X-CSRFToken': board.dataset.csrf },
      });
      return answer.status === 401 ? { to: `/sign-in/?next=${location.pathname}` } : await answer.json();
    } catch {
      return {};
    }
  }

  // The board as it is now, without touching the numbers that are typed below it.
  async function look(id, column) {
    const answer = await fetch(location.href, { credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    board.replaceChildren(...page.querySelector('[data-board]').childNodes);
    prepare();
    go(document.getElementById(id) || board.querySelector(`[data-column="${column}"] [data-cell]`));
    return say(page.querySelector('.app-said')?.textContent.trim() || '');
  }

  board.addEventListener('focusin', (event) => { if (!held && cellOf(event.target)) mark(cellOf(event.target)); });
  board.addEventListener('focusout', (event) => { if (held && !busy && !board.contains(event.relatedTarget)) putBack(); });

  board.addEventListener('keydown', (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || busy) return;
    const taken = held ? keysInHand(event) : keysAround(event, cell);
    if (taken) event.preventDefault();
  });

  function keysInHand(event) {
    if (event.key === 'Escape') putBack();
    else if (event.key === 'Enter' || event.key === ' ') drop(held.over);
    else if (event.key in AHEAD || event.key in ALONG) {
      const all = targets();
      const step = AHEAD[event.key] ?? ALONG[event.key];
      const next = all[Math.min(Math.max(all.indexOf(held.over) + step, 0), all.length - 1)];
      over(next);
      say('over', { card: title(held.card), column: next.dataset.title });
    } else return event.key !== 'Tab';
    return true;
  }

  function keysAround(event, cell) {
    const row = cell.closest('.app-board__column');
    const cells = cellsOf(row);
    const at = cells.indexOf(cell);
    if (event.key in ALONG) go(cells[at + ALONG[event.key]]);
    else if (event.key in AHEAD) {
      const next = rows()[rows().indexOf(row) + AHEAD[event.key]];
      if (next) go(cellsOf(next)[Math.min(at, cellsOf(next).length - 1)]);
    } else if (event.key === 'Home') go(cells[0]);
    else if (event.key === 'End') go(cells.at(-1));
    else if ((event.key === 'Enter' || event.key === ' ') && event.target === cell && cell.matches('[data-card]')) {
      pick(cell);
      say('picked', { card: title(cell) });
    } else return false;
    return true;
  }

  board.addEventListener('dragstart', (event) => {
    const card = cellOf(event.target);
    if (!card?.matches('[data-card]') || busy) return;
    if (held) putBack();
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', title(card));
    setTimeout(() => { pick(card); say('picked', { card: title(card) }); }); // a page that changes at once ends the drag
  });
  board.addEventListener('dragover', (event) => {
    if (!held) return;
    event.preventDefault();
    const column = columnOf(event.target);
    if (column !== held.over) over(column);
  });
  board.addEventListener('drop', (event) => {
    if (!held) return;
    event.preventDefault();
    drop(columnOf(event.target));
  });
  board.addEventListener('dragend', () => { if (held) putBack(); });

  said.insertAdjacentHTML('afterend', '<span id="board-keys" hidden></span>');
  document.getElementById('board-keys').textContent = said.dataset.keys;
  if (matchMedia('(pointer: fine)').matches) say('keys');
  prepare();
}
