/* Notes in a margin: each as near to its passage as its neighbours allow; and where they do not allow it. */

const GAP = 8;
/* Where far more is marked than cards fit, they lie over one another like a fanned hand. */
const FAN = 12;
const DRIFT = 640;
/* Further from their passages than this, notes are too many to be read as notes. */
const FAR = 240;

/** Tops without overlap: each as near to what it wants as its neighbours allow, `pinned` exactly. */
export function spread(wanted, tall, pinned) {
  const tops = [];
  let free = -Infinity;
  wanted.forEach((want, n) => {
    tops[n] = n === pinned ? want : Math.max(want, free);
    free = tops[n] + (tops[n] - want > DRIFT ? FAN : tall[n] + GAP);
  });
  for (let n = pinned - 1; n >= 0; n -= 1) {
    const most = tops[n + 1] - tall[n] - GAP;
    if (tops[n] <= most) break;
    tops[n] = tops[n] - most > DRIFT ? tops[n + 1] - FAN : most;
  }
  return tops;
}

/** Which of the cards at `tops` stand in a row that pushes any of its cards too far: true or false each. */
export function crowded(wanted, tops, tall) {
  const found = wanted.map(() => false);
  let first = 0;
  wanted.forEach((_, n) => {
    const isLast = n + 1 === wanted.length || tops[n + 1] > tops[n] + tall[n] + GAP;
    if (!isLast) return;
    const row = wanted.slice(first, n + 1).map((want, m) => Math.abs(tops[first + m] - want));
    if (Math.max(...row) > FAR) found.fill(true, first, n + 1);
    first = n + 1;
  });
  return found;
}
