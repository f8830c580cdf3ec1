// Words that belong at another door: who it is, shown as typing pauses. Nothing leaves the phone; the lists are static files.
import { rulesOf } from './safe-words.js';

const WAIT = 500;

export function start(element) {
  const field = document.getElementById(element.dataset.words);
  const said = element.nextElementSibling;
  if (!field) return;
  let timer;
  let doors;

  const look = async () => {
    doors ||= Promise.all([
      fetch(element.dataset.routes).then((answer) => answer.json()), import('../safetext/handover.js'), rulesOf(element.dataset.rules),
    ]).then(([lists, { handover, routesFrom }, { lookalikes }]) => {
      const routes = routesFrom(lists);
      return (text) => handover(text, routes, lookalikes);
    });
    const doorsFor = await doors.catch(() => { doors = undefined; });
    if (!doorsFor) return;
    const found = doorsFor(field.value);
    for (const door of element.querySelectorAll('[data-route]')) door.hidden = !found.includes(door.dataset.route);
    element.hidden = !found.length;
    const words = found.length ? said.dataset.doorSaid : '';
    if (said.textContent !== words) said.textContent = words;
  };

  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, WAIT); });
  element.querySelector('[data-discard]').addEventListener('click', () => {
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });
  if (field.value) look();
}
