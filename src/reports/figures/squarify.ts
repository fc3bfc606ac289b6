export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Boxes whose areas are as the sizes, in their order, as near to squares as they get (Bruls, Huizing, van Wijk:
 * Squarified Treemaps, 2000). Sizes are positive and come largest first.
 */
export function squarify(sizes: readonly number[], { x, y, width, height }: Box): Box[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= 0) return [];
  const areas = sizes.map((size) => (size / total) * width * height);
  const boxes: Box[] = [];
  let free: Box = { x, y, width, height };
  let row: number[] = [];
  for (const area of areas) {
    const side = Math.min(free.width, free.height);
    if (row.length > 0 && worst([...row, area], side) > worst(row, side)) {
      free = place(row, free, boxes);
      row = [];
    }
    row.push(area);
  }
  if (row.length > 0) place(row, free, boxes);
  return boxes;
}

/** The worst ratio of sides in a row along `side`. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((all, area) => all + area, 0);
  return Math.max(
    (side * side * Math.max(...row)) / (sum * sum),
    (sum * sum) / (side * side * Math.max(Math.min(...row), Number.EPSILON)),
  );
}

/** Lays a row along the shorter side, and gives what is left. */
function place(row: readonly number[], free: Box, boxes: Box[]): Box {
  const sum = row.reduce((all, area) => all + area, 0);
  const upright = free.width >= free.height;
  const depth = sum / (upright ? free.height : free.width);
  let at = 0;
  for (const area of row) {
    const length = area / depth;
    boxes.push(
      upright
        ? { x: free.x, y: free.y + at, width: depth, height: length }
        : { x: free.x + at, y: free.y, width: length, height: depth },
    );
    at += length;
  }
  return upright
    ? { ...free, x: free.x + depth, width: free.width - depth }
    : { ...free, y: free.y + depth, height: free.height - depth };
}
