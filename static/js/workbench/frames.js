/* Once a frame everybody reads where things are, and only then everybody writes: whoever asks after somebody
   else wrote makes the browser lay out the page once more. */

const waiting = new Set();
let scheduled = 0;

function run() {
  scheduled = 0;
  const tasks = [...waiting];
  waiting.clear();
  for (const write of tasks.map((read) => read())) write?.();
}

/** Before the next painting call `read`, once; what it gives back is called to write. */
export function inFrame(read) {
  waiting.add(read);
  scheduled ||= requestAnimationFrame(run);
}

/** Call `task` soon after the next painting, which need not wait for it. */
export function afterPainting(task) {
  requestAnimationFrame(() => setTimeout(task));
}
