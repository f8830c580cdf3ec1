// Where faces might be in a picture: a cascade of boosted rectangle features (Viola and Jones, 2001) over its grey values.
// The trained numbers come from vendor/faces.json: [width, height, stages...], a stage being its threshold, the number of its
// features, and for each: 0, number of rectangles, (x, y, width, height, weight)..., threshold, value below, value above.
const FIRST = 1.25; // size of the smallest window, in windows of 20 pixels
const GROWTH = 1.2;
const AT_LEAST = 3; // windows that agree before it counts as a face

export function facesIn(image, numbers) {
  const { width, height, data } = image;
  const { sums, squares } = integrals(data, width, height);
  const stages = unpacked(numbers);
  const hits = [];
  for (let scale = FIRST; numbers[0] * scale < Math.min(width, height); scale *= GROWTH) {
    const side = Math.floor(numbers[0] * scale);
    const scaled = stages.map((stage) => ({ ...stage, features: stage.features.map((one) => fitted(one, scale, width + 1)) }));
    const step = Math.max(1, Math.round(scale * 1.5));
    for (let y = 0; y + side < height; y += step) {
      for (let x = 0; x + side < width; x += step) {
        if (isFace(scaled, sums, squares, y * (width + 1) + x, side, width + 1)) hits.push({ x, y, side });
      }
    }
  }
  return grouped(hits);
}

function integrals(data, width, height) {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  const squares = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    let square = 0;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const grey = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
      sum += grey;
      square += grey * grey;
      const here = (y + 1) * row + x + 1;
      sums[here] = sums[here - row] + sum;
      squares[here] = squares[here - row] + square;
    }
  }
  return { sums, squares };
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

// Corners of each rectangle as distances from the corner of the window, at one scale.
function fitted(feature, scale, row) {
  const corners = feature.rectangles.map(([x, y, w, h, weight]) => {
    const top = Math.round(y * scale) * row + Math.round(x * scale);
    const across = Math.round(w * scale);
    const down = Math.round(h * scale) * row;
    return [top, top + across, top + down, top + down + across, weight];
  });
  return { ...feature, corners };
}

function isFace(stages, sums, squares, at, side, row) {
  const area = side * side;
  const [b, c, d] = [at + side, at + side * row, at + side * row + side];
  const mean = (sums[at] - sums[b] - sums[c] + sums[d]) / area;
  const variance = (squares[at] - squares[b] - squares[c] + squares[d]) / area - mean * mean;
  const spread = variance > 0 ? Math.sqrt(variance) : 1;
  return stages.every(({ threshold, features }) => {
    let total = 0;
    for (const one of features) {
      let found = 0;
      for (const [p, q, r, s, weight] of one.corners) {
        found += (sums[at + p] - sums[at + q] - sums[at + r] + sums[at + s]) * weight;
      }
      total += found / area < one.threshold * spread ? one.below : one.above;
    }
    return total >= threshold;
  });
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
