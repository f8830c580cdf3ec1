// One key for each person on this device. What they typed is locked with it; signing out destroys it.
//
// The key of somebody who is not the one signed in now is put away: only a copy stays, locked with a secret that the server
// gives to that person alone. Words typed before anybody signed in have a key of their own, under the empty name.
import * as store from './store.js';

const AES = 'AES-GCM';

const fromHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const ready = (raw) => crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt']);

export async function lock(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(value));
  return { iv, locked: await crypto.subtle.encrypt({ name: AES, iv }, key, words) };
}

export async function unlock(key, { iv, locked }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: AES, iv }, key, locked)));
}

// The key of `who`; null while it is put away. Without one yet, it is made; `secret` allows it to be put away later.
export async function keyOf(who, secret) {
  const row = await store.get('keys', who);
  if (row?.key) return row.key;
  if (!row) return made(who, secret);
  if (!secret) return null;
  const raw = await crypto.subtle.decrypt({ name: AES, iv: row.away.iv }, await ready(fromHex(secret)), row.away.locked);
  const key = await ready(raw);
  await store.put('keys', { ...row, key });
  return key;
}

async function made(who, secret) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const row = { who, key: await ready(raw) };
  if (secret) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    row.away = { iv, locked: await crypto.subtle.encrypt({ name: AES, iv }, await ready(fromHex(secret)), raw) };
  }
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
