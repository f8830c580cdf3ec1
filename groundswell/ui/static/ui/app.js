// Improves pages that already work: NHS components, then our own small modules.
import { initAll } from '../vendor/nhsuk-frontend.min.js';

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');
initAll();

for (const [selector, load] of Object.entries({
  '[data-place-finder]': () => import('./place-finder.js'),
})) {
  const found = document.querySelectorAll(selector);
  if (found.length) load().then((module) => found.forEach((element) => module.start(element)));
}
