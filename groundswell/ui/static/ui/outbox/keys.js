// One key for each person on this device. What they typed is locked with it; signing out destroys it.
//
// The key of somebody who is not the one signed in now is put away: only a copy stays, locked with a secret that the server
// gives to that person alone. Words typed before anybody signed in have a key of their own, under the empty name.
import * as store from './store.js';

const AES = 'AES-GCM';

const fromHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const ready = (raw) => crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt']);

async function lockBytes(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, locked: await crypto.subtle.encrypt({ name: AES, iv }, key, bytes) };
}

const unlockBytes = (key, { iv, locked }) => crypto.subtle.decrypt({ name: AES, iv }, key, locked);

export const lock = (key, value) => lockBytes(key, new TextEncoder().encode(JSON.stringify(value)));

// What is locked in a row, by the key of its `who`; null where that key is put away or gone.
export async function opened(row) {
  const key = row && (await store.get('keys', row.who))?.key;
  return key ? unlockBytes(key, row).then((bytes) => JSON.parse(new TextDecoder().decode(bytes))).catch(() => null) : null;
}

// A request key: 128 random bits as 32 hexadecimal digits.
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, '0')).join('');

// The key of `who`; null while it is put away. Without one yet, it is made; `secret` allows it to be put away later.
export async function keyOf(who, secret) {
  const row = await store.get('keys', who);
  if (row?.key) return row.key;
  if (!row) return made(who, secret);
  if (!secret) return null;
  const key = await ready(await unlockBytes(await ready(fromHex(secret)), row.away));
  await store.put('keys', { ...row, key });
  return key;
}

async function made(who, secret) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const row = { who, key: await ready(raw) };
  if (secret) row.away = await lockBytes(await ready(fromHex(secret)), raw);
  try {
    await store.add('keys', row);
  } catch (error) {
    if (error?.name !== 'ConstraintError') throw error; // another window made it a moment before
  }
  return (await store.get('keys', who)).key;
}

// Somebody else is here now, or nobody: put the keys of all others away.
export async function putAway(but) {
  for (const row of await store.all('keys')) {
    if (row.who && row.who !== but && row.key && row.away) await store.put('keys', { who: row.who, away: row.away });
  }
}

export const destroy = (who) => store.remove('keys', who);
