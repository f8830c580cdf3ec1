// Reading a text the way a person sees it, without losing where each letter stood. The twin of plain.py.

const MARK = '\uFFFD'; // stands for anything beyond the first plane, so that one code point is one unit

/** What a code point is read as: one plainer character, or null to look through it. */
export function lookalikesFrom(data) {
  const readAs = new Map();
  const each = (first, last, mark) => {
    for (let code = parseInt(first, 16); code <= parseInt(last, 16); code += 1) mark(code, code - parseInt(first, 16));
  };
  for (const [first, last, plain] of data.one_by_one) {
    each(first, last, (code, place) => readAs.set(code, String.fromCharCode(plain.charCodeAt(0) + place)));
  }
  for (const first of data.digits_from) {
    for (let digit = 0; digit < 10; digit += 1) readAs.set(parseInt(first, 16) + digit, String(digit));
  }
  for (const [first, last, plain] of data.all_alike) each(first, last, (code) => readAs.set(code, plain));
  for (const [first, last] of data.nothing) each(first, last, (code) => readAs.set(code, null));
  return readAs;
}

/**
 * `clean` keeps capitals, `folded` has A-Z lowered; both have one unit for each code point that is not looked through.
 * `points` and `units` give the place of each in the original, in code points and in UTF-16 units, and end with its length.
 */
export function madePlain(text, lookalikes) {
  let clean = '';
  const points = [];
  const units = [];
  let point = 0;
  let unit = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0);
    const plain = lookalikes.has(code) ? lookalikes.get(code) : letter.length > 1 ? MARK : letter;
    if (plain !== null) {
      clean += plain;
      points.push(point);
      units.push(unit);
    }
    point += 1;
    unit += letter.length;
  }
  points.push(point);
  units.push(unit);
  return { clean, folded: folded(clean), points, units };
}

/** A-Z in small letters and nothing else changed, so that no length changes. */
export function folded(text) {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
