/* Who says that they are done is asked about what they would leave open, if there is anything. */

import { bench, cardOf, nameOf } from "./desk.js";
import { activate } from "./marks.js";

const dialog = document.getElementById("finishing");
const links = () => [...dialog.querySelectorAll("li a")];

bench.addEventListener("write:saved", ({ detail: { write } }) => {
  if (write.what.kind === "finish" && !dialog.open && links().length) dialog.showModal();
});

/* A digit goes where the line with it leads. */
dialog?.addEventListener("keydown", ({ key, code, ctrlKey, metaKey, altKey }) => {
  const digit = /^Digit(\d)$/.exec(code)?.[1] ?? key;
  if (!ctrlKey && !metaKey && !altKey) links()[Number(digit) - 1]?.click();
});

dialog?.addEventListener("click", (event) => {
  const { go } = event.target.closest("[data-go]")?.dataset ?? {};
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (event.target === dialog) dialog.close();
  if (go === undefined || elsewhere) return;
  event.preventDefault();
  dialog.close();
  const place = cardOf(nameOf(go)) ?? (event.target.closest("li") && document.querySelector("#article-flag button"));
  if (go) activate(nameOf(go), { show: true });
  place?.focus({ preventScroll: Boolean(go) });
});
