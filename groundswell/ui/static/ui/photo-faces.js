// Where faces might be in a picture: a cascade of boosted rectangle features (Viola and Jones, 2001) over its grey values.
// The trained numbers come from vendor/faces.json: [width, height, stages...], a stage being its threshold, the number of its
// features, and for each: 0, number of rectangles, (x, y, width, height, weight)..., threshold, value below, value above.
const FIRST = 1; // how much smaller the first picture is that is looked at; the window stays as large as it was trained
const GROWTH = 1.15;
const AT_LEAST = 3; // windows that agree before it counts as a face

// Squares { x, y, side } in pixels of `image`, which is as getImageData gives it.
export function facesIn(image, numbers) {
  const [side] = numbers;
  const grey = greyOf(image);
  const stages = unpacked(numbers);
  const hits = [];
  for (let scale = FIRST; side * scale < Math.min(image.width, image.height); scale *= GROWTH) {
    const { sums, squares, width, height } = integrals(grey, image, scale);
    const fitted = stages.map(({ threshold, features }) => ({ threshold, features: features.map((one) => placed(one, width + 1)) }));
    const step = scale < 2 ? 2 : 1;
    for (let y = 0; y + side <= height; y += step) {
      for (let x = 0; x + side <= width; x += step) {
        if (isFace(fitted, sums, squares, y * (width + 1) + x, side - 2, width + 1)) {
          hits.push({ x: x * scale, y: y * scale, side: side * scale });
        }
      }
    }
  }
  return grouped(hits);
}

function greyOf({ width, height, data }) {
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = 0.299 * data[at * 4] + 0.587 * data[at * 4 + 1] + 0.114 * data[at * 4 + 2];
  }
  return grey;
}

// Running sums of the picture made `scale` times smaller, and of its squares.
function integrals(grey, image, scale) {
  const width = Math.floor(image.width / scale);
  const height = Math.floor(image.height / scale);
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  const squares = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    let square = 0;
    for (let x = 0; x < width; x += 1) {
      const value = mean(grey, image.width, Math.floor(x * scale), Math.floor(y * scale), Math.max(1, Math.round(scale)), image.height);
      sum += value;
      square += value * value;
      const here = (y + 1) * row + x + 1;
      sums[here] = sums[here - row] + sum;
      squares[here] = squares[here - row] + square;
    }
  }
  return { sums, squares, width, height };
}

function mean(grey, width, left, top, size, height) {
  let total = 0;
  let count = 0;
  for (let y = top; y < Math.min(top + size, height); y += 1) {
    for (let x = left; x < Math.min(left + size, width); x += 1, count += 1) total += grey[y * width + x];
  }
  return total / count;
}

function unpacked(numbers) {
  const stages = [];
  let at = 2;
  while (at < numbers.length) {
    const stage = { threshold: numbers[at], features: [] };
    let left = numbers[at + 1];
    at += 2;
    for (; left > 0; left -= 1) {
      const count = numbers[at + 1];
      at += 2;
      const rectangles = [];
      for (let one = 0; one < count; one += 1, at += 5) rectangles.push(numbers.slice(at, at + 5));
      stage.features.push({ rectangles, threshold: numbers[at], below: numbers[at + 1], above: numbers[at + 2] });
      at += 3;
    }
    stages.push(stage);
  }
  return stages;
}

// Corners of each rectangle as distances from the corner of the window.
function placed(feature, row) {
  const corners = feature.rectangles.map(([x, y, w, h, weight]) => {
    const top = y * row + x;
    return [top, top + w, top + h * row, top + h * row + w, weight];
  });
  return { ...feature, corners };
}

// The window without its rim says how light it is and how much it varies, as it did in training.
function isFace(stages, sums, squares, at, side, row) {
  const area = side * side;
  const a = at + row + 1;
  const [b, c, d] = [a + side, a + side * row, a + side * row + side];
  const average = (sums[a] - sums[b] - sums[c] + sums[d]) / area;
  const variance = (squares[a] - squares[b] - squares[c] + squares[d]) / area - average * average;
  const spread = variance > 0 ? Math.sqrt(variance) : 1;
  for (const { threshold, features } of stages) {
    let total = 0;
    for (const one of features) {
      let found = 0;
      for (const [p, q, r, s, weight] of one.corners) {
        found += (sums[at + p] - sums[at + q] - sums[at + r] + sums[at + s]) * weight;
      }
      total += found / area < one.threshold * spread ? one.below : one.above;
    }
    if (total < threshold) return false;
  }
  return true;
}

function grouped(hits) {
  const groups = [];
  for (const hit of hits) {
    const near = groups.find(({ x, y, side }) => Math.abs(x - hit.x) < side / 2 && Math.abs(y - hit.y) < side / 2);
    if (near) near.count += 1;
    else groups.push({ ...hit, count: 1 });
  }
  return groups.filter((group) => group.count >= AT_LEAST);
}
