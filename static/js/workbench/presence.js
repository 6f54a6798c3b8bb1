/* That somebody is here, told while the page is seen, and who else is. Not at once: whoever only passes
   by is not here. */

const FIRST = 8000;
const EVERY = 40000;

const tell = () => {
  const form = document.getElementById("present");
  if (form && !document.hidden && navigator.onLine) htmx.trigger(form, "beat");
};

setTimeout(tell, FIRST);
setInterval(tell, EVERY);
