// A photo is made smaller on the phone before it is sent, which also leaves its position and time behind, and looked at for
// faces. Without this module the file goes as it is, and the server does the same to it.
import { facesIn } from './photo-faces.js';

const LONGEST = 1600;
const LOOKED_AT = 320;

export function start(element) {
  const form = element.querySelector('form');
  const input = element.querySelector('input[type="file"]');
  const faceSeen = element.querySelector('input[name="face_seen"]');
  const words = element.dataset;
  const status = Object.assign(document.createElement('p'), { className: 'app-photos__status' });
  status.setAttribute('role', 'status');
  const cover = Object.assign(document.createElement('button'), {
    type: 'button', className: 'nhsuk-button nhsuk-button--secondary', textContent: words.cover, hidden: true,
  });
  const canvas = Object.assign(document.createElement('canvas'), { className: 'app-photos__preview', hidden: true });
  input.closest('.nhsuk-form-group').append(status, cover, canvas);
  const tick = element.querySelector('input[type="checkbox"]');
  const missing = Object.assign(document.createElement('p'), { className: 'nhsuk-error-message' });
  missing.setAttribute('role', 'alert');
  let faces = [];

  function say(text, warn = false) {
    status.textContent = text;
    status.classList.toggle('app-photos__status--warn', warn);
  }

  function clear() {
    faces = [];
    cover.hidden = true;
    canvas.hidden = true;
    faceSeen.value = '';
    say('');
  }

  async function give() {
    const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.85); });
    const files = new DataTransfer();
    files.items.add(new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
    input.files = files.files;
    return Math.ceil(blob.size / 1000);
  }

  async function look() {
    clear();
    const [file] = input.files;
    if (!file) return;
    say(words.smaller);
    try {
      await draw(file, canvas);
      const size = await give();
      canvas.hidden = false;
      faces = await found(canvas, words.faces);
      faceSeen.value = faces.length ? 'yes' : '';
      cover.hidden = !faces.length;
      if (faces.length) say(words.face, true);
      else say(`${words.ready} (${size} kB)`);
    } catch {
      clear(); // the file stays chosen and goes as it is; the server says what is wrong with it
    }
  }

  input.addEventListener('change', look);
  look(); // chosen before this module was there

  cover.addEventListener('click', async () => {
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#4c6272';
    for (const { x, y, side } of faces) pen.fillRect(x - side * 0.15, y - side * 0.25, side * 1.3, side * 1.6);
    await give();
    faceSeen.value = '';
    cover.hidden = true;
    say(words.covered);
    input.focus();
  });

  // Sent without its tick the page would come back without the photo: a chosen file cannot be filled in again.
  form.addEventListener('submit', (event) => {
    if (!input.files.length) return;
    if (tick.checked) {
      say(words.sending);
      return;
    }
    event.preventDefault();
    const group = tick.closest('.nhsuk-form-group');
    if (!group.contains(missing)) group.prepend(missing);
    missing.textContent = words.tick;
    tick.focus();
  });
}

async function draw(file, canvas) {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
}

// Faces in pixels of the canvas; none when the numbers cannot be had.
async function found(canvas, address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return [];
  const scale = Math.min(1, LOOKED_AT / Math.max(canvas.width, canvas.height));
  const small = document.createElement('canvas');
  small.width = Math.max(1, Math.round(canvas.width * scale));
  small.height = Math.max(1, Math.round(canvas.height * scale));
  const pen = small.getContext('2d');
  pen.drawImage(canvas, 0, 0, small.width, small.height);
  const seen = facesIn(pen.getImageData(0, 0, small.width, small.height), await answer.json());
  return seen.map(({ x, y, side }) => ({ x: x / scale, y: y / scale, side: side / scale }));
}
