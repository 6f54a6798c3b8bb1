/* Notes in a margin: each as near to its passage as its neighbours allow. */

const GAP = 8;
/* Where far more is marked than cards fit, they lie over one another like a fanned hand. */
const FAN = 12;
const DRIFT = 640;

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
