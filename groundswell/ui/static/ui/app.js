// Improves pages that already work: NHS components, then our own small modules.
import {
  Button, Checkboxes, ErrorSummary, Radios, SkipLink, createAll,
} from '../vendor/nhsuk-frontend.min.js';

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');
// The file upload of the design system is left plain: its button is named by other words than it shows (WCAG 2.5.3).
for (const component of [Button, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component);

for (const [selector, load] of Object.entries({
  '[data-part]': () => import('./part.js'),
  '[data-safe-words]': () => import('./safe-words.js'),
  '[data-right-door]': () => import('./right-door.js'),
  '[data-place-finder]': () => import('./place-finder.js'),
})) {
  const found = document.querySelectorAll(selector);
  // With no signal a module may not come: the page works without it, and the server asks.
  if (found.length) load().then((module) => found.forEach((element) => module.start(element)), () => {});
}

// Work that goes on elsewhere: look again by itself while somebody watches.
if (document.querySelector('[data-look-again]')) {
  setTimeout(() => { if (!document.hidden) location.reload(); }, 2500);
}
