// Passkeys: shows the forms that need the browser's help, and hands its answer to the server.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const unpack = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

function forCreating(options) {
  const key = options.publicKey;
  const selection = { ...key.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required' };
  return { publicKey: { ...key, challenge: bytes(key.challenge), user: { ...key.user, id: bytes(key.user.id) },
    excludeCredentials: unpack(key.excludeCredentials), authenticatorSelection: selection } };
}

function forGetting(options) {
  const key = options.publicKey;
  return { publicKey: { ...key, challenge: bytes(key.challenge), allowCredentials: unpack(key.allowCredentials) } };
}

function packed(credential) {
  const response = {};
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults() });
}

async function optionsOf(form) {
  const kept = form.querySelector('script[type="application/json"]');
  if (kept) return JSON.parse(kept.textContent);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } });
  if (!answer.ok) throw new Error('no options');
  return (await answer.json()).request_options;
}

async function ask(form) {
  const options = await optionsOf(form);
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create(forCreating(options))
    : await navigator.credentials.get(forGetting(options));
  form.querySelector('[name="credential"]').value = packed(credential);
  form.submit();
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask(form).catch(() => {
        form.querySelector('[role="alert"]').textContent = form.dataset.trouble;
      });
    });
  }
}
