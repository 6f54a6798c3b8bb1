/* Tags of the article as a whole: each click is a write like all others. Boxes show what is on its way, too. */

import { bench } from "./desk.js";
import { enqueue } from "./queue.js";
import { giveWay } from "./rivals.js";

const KIND = "article";
const onTheirWay = new Map();
const holder = document.getElementById("article-tags");

/* What the server says, and on top of it what it has not heard yet. */
function show() {
  holder?.querySelector("form")?.reset();
  for (const { fields } of onTheirWay.values()) {
    // What is chosen comes last, as in the server.
    for (const wanted of ["instead_of", "tags"]) {
      for (const [name, tag] of fields) {
        const box = name === wanted && document.getElementById(`article-tag-${tag}`);
        if (box) box.checked = name === "tags";
      }
    }
  }
}

holder?.addEventListener("change", ({ target }) => {
  const rivals = giveWay(target).map((box) => ["instead_of", box.value]);
  const fields = target.checked ? [["tags", target.value], ...rivals] : [["instead_of", target.value]];
  enqueue({ url: target.form.getAttribute("action"), fields, what: { kind: KIND } });
});

bench.addEventListener("write:queued", ({ detail: { write } }) => {
  if (write.what.kind !== KIND) return;
  onTheirWay.set(write.key, write);
  show();
});
for (const name of ["write:saved", "write:turned-down"]) {
  bench.addEventListener(name, ({ detail: { write } }) => {
    onTheirWay.delete(write.key);
    show();
  });
}
