// Keys for what every page can do without them: j and k walk the rows, Enter opens one (it is a link), ? shows the keys.
"use strict";
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "?") {
    const keys = document.getElementById("keys");
    if (!keys) return;
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
  } else if (event.key === "j" || event.key === "k") {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (rows.length === 0) return;
    const at = rows.indexOf(document.activeElement);
    const to = at < 0 ? (event.key === "j" ? 0 : rows.length - 1) : at + (event.key === "j" ? 1 : -1);
    rows[Math.min(Math.max(to, 0), rows.length - 1)].focus();
  } else return;
  event.preventDefault();
});
// On a narrow screen what was asked for beside the page lies below it.
document.addEventListener("click", event => {
  const link = event.target.closest("a[target=beside]");
  const frame = document.querySelector("iframe[name=beside]");
  if (link && frame && matchMedia("(max-width: 1100px)").matches) frame.scrollIntoView({ block: "start" });
});
