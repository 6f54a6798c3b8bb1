/* Files in line: one is sent at a time, the others wait; one that fails stays and can be sent again. */

import { fill } from "./words.js";

export class Queue {
  /** `rows` is the list, `template` the line of one file with its words as data. */
  constructor(rows, template, maxBytes) {
    this.rows = rows;
    this.template = template;
    this.words = template.dataset;
    this.maxBytes = maxBytes;
    this.waiting = [];
    this.current = null;
    this.done = 0;
    this.all = 0;
    this.overall = document.getElementById("overall");
    rows.addEventListener("htmx:xhr:progress", (event) => this.#progress(event));
    rows.addEventListener("htmx:beforeOnLoad", (event) => this.#arrive(event));
    rows.addEventListener("htmx:afterRequest", (event) => this.#finish(event));
    rows.addEventListener("htmx:configRequest", (event) => this.#again(event));
    rows.addEventListener("click", (event) => this.#forget(event));
  }

  get isBusy() {
    return Boolean(this.current) || this.waiting.length > 0;
  }

  add(files, sourceName) {
    for (const file of files) {
      const row = this.#row(file, sourceName);
      const trouble = this.#troubleOf(file);
      if (trouble) this.#refuse(row, trouble);
      else this.waiting.push(row);
      this.all += trouble ? 0 : 1;
    }
    this.#tell();
    this.#next();
  }

  #troubleOf(file) {
    if (file.size > this.maxBytes) return this.words.tooLarge;
    return file.size === 0 ? this.words.empty : "";
  }

  #row(file, sourceName) {
    const row = this.template.content.cloneNode(true).firstElementChild;
    row.querySelector(".name").textContent = file.name;
    row.querySelector("[data-state]").textContent = this.words.waiting;
    const carrier = new DataTransfer();
    carrier.items.add(file);
    row.querySelector("input[type=file]").files = carrier.files;
    row.querySelector("input[name=source_name]").value = sourceName;
    this.rows.append(row);
    window.htmx.process(row);
    return row;
  }

  #refuse(row, sentence) {
    row.classList.replace("sending", "refused");
    row.querySelector("[data-state]").textContent = sentence;
    row.querySelector("progress").remove();
  }

  #next() {
    while (!this.current && this.waiting.length) {
      const row = this.waiting.shift();
      if (!row.isConnected) continue;
      row.querySelector("form").requestSubmit();
    }
  }

  /* Sending begins here, whether the queue asked for it or somebody pressed "try again". */
  #again({ target }) {
    const row = target.closest("li");
    this.current = row;
    row.querySelector("[data-again]").hidden = true;
    row.classList.remove("failed");
    row.querySelector("[data-state]").textContent = this.words.sending;
  }

  #progress({ target, detail }) {
    const row = target.closest("li");
    if (!detail.lengthComputable || !row) return;
    row.querySelector("progress").value = (100 * detail.loaded) / detail.total;
    if (detail.loaded === detail.total) {
      row.querySelector("[data-state]").textContent = this.words.reading;
      row.querySelector("progress").removeAttribute("value");
    }
  }

  #arrive({ target, detail }) {
    if (detail.xhr.status < 400 || detail.xhr.status === 422) target.closest("li").dataset.arrived = "";
  }

  #finish({ target, detail }) {
    const row = target.closest?.("li") ?? this.current;
    if (!detail.successful && row?.isConnected && !("arrived" in row.dataset)) {
      row.classList.add("failed");
      row.querySelector("[data-state]").textContent = this.words.failed;
      row.querySelector("[data-again]").hidden = false;
      row.querySelector("progress").value = 0;
    } else {
      this.done += 1;
    }
    this.current = null;
    this.#tell();
    this.#next();
  }

  #forget({ target }) {
    const row = target.closest("[data-remove]")?.closest("li");
    const at = this.waiting.indexOf(row);
    if (at >= 0) {
      this.waiting.splice(at, 1);
      this.all -= 1;
    } else if (row && row === this.current) {
      window.htmx.trigger(row.querySelector("form"), "htmx:abort");
    }
    this.#tell();
  }

  #tell() {
    const box = this.overall.parentElement;
    box.hidden = this.all < 2;
    this.overall.max = Math.max(1, this.all);
    this.overall.value = this.done;
    box.querySelector("[data-overall]").textContent = fill(this.words.overall, {
      done: this.done,
      all: this.all,
    });
  }
}
