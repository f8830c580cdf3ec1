// Looks again once a minute. A lost connection leaves the board as it is and says since when. Without this module the page reloads.
const EVERY = 60_000;
let since = null;

function tell(words) {
  const said = document.querySelector('[data-lost]');
  if (said.textContent !== words) said.textContent = words;
}

async function look() {
  const answer = await fetch(location.href, { cache: 'no-store', credentials: 'omit', redirect: 'error' }).catch(() => null);
  if (answer?.status === 404) return tell(document.querySelector('[data-ended]').dataset.ended);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main') : null;
  if (page?.querySelector('[data-when]')) {
    since = null;
    return document.querySelector('main').replaceWith(page);
  }
  since ??= new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return tell(document.querySelector('[data-lost]').dataset.lost.replace('{time}', since));
}

setInterval(look, EVERY);
self.addEventListener('online', look);
self.addEventListener('offline', look);
