// Signing out takes everything of this person off this device, with the key that could open it. What waits is sent first.
import * as outbox from './outbox.js';
import { here } from './page.js';

export function start(form) {
  if (!outbox.supported) return;
  const warning = form.querySelector('[data-outbox-warning]');
  form.addEventListener('submit', async (event) => {
    const who = here();
    if (!who || form.dataset.wiped) return;
    event.preventDefault();
    await outbox.send().catch(() => {});
    const left = (await outbox.items()).filter((item) => item.who === who).length;
    if (left && warning.hidden) {
      warning.hidden = false;
      warning.querySelector('[data-n]').textContent = left;
      warning.focus();
      form.querySelectorAll('button').forEach((button) => { button.disabled = false; });
      return;
    }
    await outbox.wipe(who).catch(() => {});
    form.dataset.wiped = 'yes';
    form.submit();
  });
}
