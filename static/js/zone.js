/* The time zone of this device, in a cookie: times are shown in it to whoever has chosen none. */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const said = `zone=${zone}`;
const isSaid = () => document.cookie.split("; ").includes(said);

if (zone && !isSaid()) {
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${said};path=/;max-age=31536000;samesite=lax${secure}`;
  // A page that tells which zone is used, and why, has told something else.
  if (isSaid() && document.querySelector("[data-tells-zone]")) location.reload();
}
