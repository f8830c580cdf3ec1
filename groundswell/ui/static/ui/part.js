// Fetches a named part of a page when it comes into view. Without this module the link inside the part leads to it.
export function start(element) {
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    fetch(element.dataset.fetch, { credentials: 'same-origin' })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer)))
      .then((html) => { element.innerHTML = html; })
      .catch(() => {}); // the link stays
  });
  watch.observe(element);
}
