/* A file that is dropped anywhere on the page, or chosen, is sent at once. Without this file the
   page is a plain form with a button. */

const form = document.querySelector("[data-import]");
const input = form?.querySelector("input[type=file]");

function send() {
  if (!input.files.length) return;
  const status = form.querySelector("[data-sending]");
  status.textContent = status.dataset.sending;
  form.requestSubmit();
}

function enhance() {
  form.classList.add("scripted");
  const label = form.querySelector("[data-scripted]");
  label.querySelector("span").textContent = label.dataset.scripted;
  for (const element of form.querySelectorAll(".when-plain")) element.hidden = true;
  input.addEventListener("change", send);

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
    send();
  });
  // Chosen while this file was on its way. What a browser remembers when one goes back is not sent again.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") send();
}

if (form && input) enhance();
