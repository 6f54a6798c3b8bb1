/* Preferences: the time zone of the device is one click away. */

const form = document.querySelector("[data-preferences]");

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const select = form.elements.time_zone;
const offer = form.querySelector("[data-zone]");
const known = [...select.options].some((option) => option.value === zone);

if (known && select.value !== zone) {
  offer.querySelector("[data-zone-name]").textContent = zone;
  offer.hidden = false;
  offer.querySelector("[data-zone-use]").addEventListener("click", () => {
    select.value = zone;
    offer.hidden = true;
    select.focus();
  });
}
