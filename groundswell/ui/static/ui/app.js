// Improves pages that already work: NHS components, then our own small modules. Each is fetched only where it is needed.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');

// The file upload of the design system is left plain: its button is named by other words than it shows (WCAG 2.5.3).
const COMPONENTS = { Button: 'a[data-module="nhsuk-button"]', Checkboxes: 'checkboxes', ErrorSummary: 'error-summary', Radios: 'radios' };
const wanted = Object.entries(COMPONENTS).filter(([, where]) => (
  document.querySelector(where.includes('[') ? where : `[data-module="nhsuk-${where}"]`)));
if (wanted.length) {
  import('../vendor/nhsuk-frontend.min.js').then((nhsuk) => wanted.forEach(([name]) => nhsuk.createAll(nhsuk[name])));
}

// A second press within a second of one that went through is a slip of the thumb. The server would do it once all the same.
let sent = { form: null, at: 0 };
document.addEventListener('submit', (event) => {
  if (sent.form === event.target && event.timeStamp - sent.at < 1000) event.preventDefault();
}, true);
self.addEventListener('submit', (event) => {
  if (!event.defaultPrevented) sent = { form: event.target, at: event.timeStamp };
});

for (const [selector, load] of Object.entries({
  '[data-photo]': () => import('./photo.js'),
  '[data-fetch]': () => import('./part.js'),
  'form[data-outbox]:not([data-outbox-later])': () => import('./outbox/form.js'),
  '[data-outbox-list]': () => import('./outbox/waiting.js'),
  '[data-without-signal]': () => import('./outbox/without-signal.js'),
  'form[data-signs-out]': () => import('./outbox/sign-out.js'),
  '[data-safe-words]': () => import('./safe-words.js'),
  '[data-right-door]': () => import('./right-door.js'),
  '[data-board]': () => import('./board.js'),
  '[data-entries]': () => import('./entries.js'),
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

// Without signal a form stays as it is, with all that was typed, instead of ending on an error page.
document.addEventListener('submit', (event) => {
  if (navigator.onLine || event.defaultPrevented || event.target.method !== 'post') return;
  event.preventDefault();
  event.target.querySelector('.app-outbox__note--error')?.remove();
  event.target.append(document.getElementById('no-signal').content.cloneNode(true));
});

// Somebody else is here than on the page before, or nobody any more: keys of others are put away.
const { person } = document.body.dataset;
if (person !== undefined && person !== localStorage.getItem('person')) {
  localStorage.setItem('person', person);
  import('./outbox/page.js').then((module) => module.arrive(person));
}
// The outbox wakes where something can be typed into it, and everywhere while something waits.
if (document.querySelector('[data-outbox], [data-outbox-list]') || localStorage.getItem('outbox')) {
  import('./outbox/page.js').then((module) => module.start());
  navigator.serviceWorker?.register('/sw.js', { type: 'module' }).catch(() => {}); // an old browser goes without
}
