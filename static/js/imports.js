/* A file that is dropped anywhere on the page, or chosen, is sent at once; where a form asks for more
   than that (data-import="waits"), its name is shown. Without this file the page is a plain form
   with a button. */

const form = document.querySelector("[data-import]");
const input = form?.querySelector("input[type=file]");
const waits = form?.dataset.import === "waits";

function send() {
  if (!input.files.length) return;
  const status = form.querySelector("[data-sending]");
  status.textContent = status.dataset.sending;
  form.requestSubmit();
}

function tell() {
  const label = form.querySelector("[data-scripted]");
  const names = Array.from(input.files, (file) => file.name);
  const listed = new Intl.ListFormat(document.documentElement.lang, { type: "unit" }).format(names);
  label.querySelector("span").textContent = listed || label.dataset.scripted;
}

function take() {
  if (waits) tell();
  else send();
}

function enhance() {
  form.classList.add("scripted");
  for (const element of form.querySelectorAll(".when-plain")) element.hidden = true;
  tell();
  input.addEventListener("change", take);

  const carries = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    form.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
    take();
  });
  // Chosen while this file was on its way. What a browser remembers when one goes back is not sent again.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") take();
}

if (form && input) enhance();
