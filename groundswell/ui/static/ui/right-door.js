// Words that belong at another door: who it is, shown as typing pauses. Nothing leaves the phone; the lists are static files.
import { handover, routesFrom } from '../safetext/handover.js';
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
      fetch(element.dataset.routes).then((answer) => answer.json()).then(routesFrom), rulesOf(element.dataset.rules),
    ]);
    const [routes, patterns] = await doors.catch(() => { doors = undefined; return []; });
    if (!routes) return;
    const found = handover(field.value, routes, patterns.lookalikes);
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
