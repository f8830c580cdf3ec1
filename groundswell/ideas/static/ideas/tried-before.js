// While typing pauses: what looks the same, two lines under Send. Without this module it is shown after Send.
import { newKey } from '../ui/outbox/keys.js';
import { rulesOf } from '../ui/safe-words.js';

const PAUSE = 700;
const FEWEST = 12;

// Whether these words may leave the phone for a look: enough of them, and nothing in them that may point to a patient.
export async function maySend(text, box) {
  if (text.length < FEWEST) return false;
  const rules = await rulesOf(box.dataset.safeRules).catch(() => null);
  return Boolean(rules) && rules.findings(text).length === 0;
}

export function start(place) {
  const form = place.closest('form');
  const box = form?.querySelector('textarea');
  if (!box) return;
  let timer;
  let asking;
  let asked = '';

  async function look() {
    const text = box.value.trim();
    if (!(await maySend(text, box))) {
      asked = '';
      place.replaceChildren();
      return;
    }
    if (text === asked) return;
    asked = text;
    asking?.abort();
    asking = new AbortController();
    try {
      const body = new URLSearchParams({
        words: text,
        request_key: newKey(),
        csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      });
      const answer = await fetch(place.dataset.triedBefore, {
        method: 'POST', body, credentials: 'same-origin', redirect: 'error', signal: asking.signal,
      });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // No signal, signed out meanwhile, or newer words took over: sending works all the same.
    }
  }

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    asking?.abort();
  });
  if (box.value) timer = setTimeout(look, PAUSE);
}

document.querySelectorAll('[data-tried-before]').forEach(start);
