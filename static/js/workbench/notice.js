/* The place for what somebody has to know: it is read out, and leaves when something is done next. */

const place = document.getElementById("notice");

/** Say a sentence, with a button if there is something to do about it. */
export function notify(sentence, label = "", act = null) {
  const line = document.createElement("p");
  line.className = "notice warning";
  line.textContent = sentence;
  place.replaceChildren(line);
  if (act) offer(label, act);
}

/** Put a button behind what the notice says. */
export function offer(label, act) {
  if (!place.firstElementChild) place.append(Object.assign(document.createElement("p"), { className: "notice warning" }));
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "link", textContent: label });
  button.addEventListener("click", () => {
    place.replaceChildren();
    act();
  });
  place.firstElementChild.append(" ", button);
}

/** Nothing to say any more. */
export function hush() {
  place.replaceChildren();
}
