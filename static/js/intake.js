/* Dropped or chosen files become lines of their own, sent one after another with progress.
   Without this file the page is a plain form that sends them all at once. */

import { Queue } from "./intake/queue.js";
import "./intake/keys.js";

const form = document.querySelector("[data-uploads]");
const input = form?.querySelector("input[type=file]");
const rows = document.querySelector("[data-rows]");

function enhance() {
  const queue = new Queue(rows, document.getElementById("row"), Number(form.dataset.maxBytes));
  const send = (files) => queue.add(files, form.elements.source_name.value);
  form.classList.add("scripted");
  const label = form.querySelector("[data-scripted]");
  label.querySelector("span").textContent = label.dataset.scripted;
  for (const element of document.querySelectorAll(".when-scripted")) element.hidden = false;
  for (const element of document.querySelectorAll(".when-plain")) element.hidden = true;

  const take = () => {
    if (!input.files.length) return;
    send(input.files);
    input.value = "";
  };
  input.addEventListener("change", take);
  // Chosen while this file was on its way. What a browser remembers when one goes back is not sent again.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") take();
  form.addEventListener("submit", (event) => {
    // Enter in the source's field sends nothing: the files are on their way already.
    event.preventDefault();
  });

  let inside = 0;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (change) => {
    inside = Math.max(0, change === 0 ? 0 : inside + change);
    form.classList.toggle("over", inside > 0);
  };
  /* Anywhere on the page: a file dropped beside the field must not replace the page. */
  addEventListener("dragenter", (event) => carries(event) && mark(1));
  addEventListener("dragleave", (event) => carries(event) && mark(-1));
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(0);
    send(event.dataTransfer.files);
  });
  addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      send(event.clipboardData.files);
    }
  });

  addEventListener("beforeunload", (event) => {
    if (queue.isBusy) event.preventDefault();
  });
}

/* Lines that came with the page, or took the place of a file's own, can be taken away. */
rows?.addEventListener("click", (event) => {
  event.target.closest("[data-remove]")?.closest("li").remove();
});

if (form && input && rows) enhance();
