// What a pattern alone cannot say: check digits, real dates, lengths of telephone numbers. The twin of checks.py.

const NUMBERS = /[0-9]+/g;
const PIECES = /[a-z]+|[0-9]+/g;
const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NO_PATIENTS_RING_FROM = /^(?:03|080|084|087|09)/;
const TIMES = { double: 2, triple: 3, treble: 3 };
const DIGITS = { zero: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', oh: '0', nought: '0' };

const numbersOf = (words) => words.match(NUMBERS) || [];
const digitsOf = (words) => numbersOf(words).join('');

function isDay(year, month, day) {
  if (month < 1 || month > 12 || day < 1 || year < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function modulus11(words) {
  const digits = digitsOf(words);
  if (digits.length !== 10 || new Set(digits).size === 1) return false;
  let weighted = 0;
  for (let place = 0; place < 9; place += 1) weighted += Number(digits[place]) * (10 - place);
  const right = (11 - (weighted % 11)) % 11 === Number(digits[9]);
  return right && (digits[0] !== '0' || isDay(2000, Number(digits.slice(2, 4)), Number(digits.slice(0, 2))));
}

function yearMonthDay(words) {
  let numbers = numbersOf(words);
  const named = MONTH.exec(words);
  if (named && numbers.length === 2) return [Number(numbers[1]), MONTHS.indexOf(named[0]) + 1, Number(numbers[0])];
  if (numbers.length === 1 && (numbers[0].length === 6 || numbers[0].length === 8)) {
    const run = numbers[0];
    numbers = [run.slice(0, 2), run.slice(2, 4), run.slice(4)];
  }
  if (numbers.length !== 3) return null;
  const [first, month, last] = numbers.map(Number);
  return numbers[0].length === 4 ? [first, month, last] : [last, month, first];
}

function birthDate(words, [first, last, lowest]) {
  const parts = yearMonthDay(words);
  if (!parts) return false;
  const [year, month, day] = parts;
  if (year < 100) return !(lowest && year < lowest) && isDay(2000, month, day);
  return first <= year && year <= last && isDay(year, month, day);
}

function yearBetween(words, [first, last]) {
  const year = Number(digitsOf(words) || 0);
  return first <= year && year <= last;
}

function privatePhone(words) {
  let digits = digitsOf(words.split('(0)').join(''));
  for (const abroad of ['0044', '44']) {
    if (digits.startsWith(abroad)) {
      digits = digits.slice(abroad.length);
      digits = `0${digits.startsWith('0') ? digits.slice(1) : digits}`;
      break;
    }
  }
  const shape = digits.length === 11 || (digits.length === 10 && digits[1] === '1');
  return shape && '1237'.includes(digits[1]) && !NO_PATIENTS_RING_FROM.test(digits);
}

function digitCount(words, [fewest, most]) {
  const count = digitsOf(words).length;
  return fewest <= count && count <= most;
}

function spelled(words, [length]) {
  let digits = '';
  let told = 0;
  let times = 1;
  for (const word of words.match(PIECES) || []) {
    if (word in TIMES) {
      times = TIMES[word];
      continue;
    }
    if (word in DIGITS) told += times;
    digits += (DIGITS[word] || word).repeat(times);
    times = 1;
  }
  if (digits.length !== length || told * 2 < digits.length) return false;
  return digits.length === 10 ? modulus11(digits) : privatePhone(digits);
}

/** Each takes the matched words, in small letters, and the numbers its rule gives. */
export const CHECKS = {
  modulus_11: modulus11,
  birth_date: birthDate,
  year_between: yearBetween,
  private_phone: privatePhone,
  digit_count: digitCount,
  spelled,
};
