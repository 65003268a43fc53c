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
// A draft saves itself while it is typed: after a pause, one sending at a time, and again after a lost connection. What comes back are the verdicts;
// the fields stay as they are. Without scripts the buttons of the form do the same.
const drafts = { timer: 0, busy: false, again: false, open: "", late: new Map() };
const keyOf = field => field.id || field.name + field.value;
const draftOf = element => element?.form?.matches("form[data-draft]") ? element.form : null;
const saveSoon = (form, after) => {
  clearTimeout(drafts.timer);
  drafts.timer = setTimeout(() => saveDraft(form), after);
};
const saveDraft = async form => {
  if (!form.isConnected) return;
  if (drafts.busy) { drafts.again = true; return; }
  drafts.busy = true;
  drafts.again = false;
  const data = new FormData(form);
  for (const field of form.querySelectorAll("input[type=file], [data-unsaved]")) data.delete(field.name);
  data.set("Entry.Command", "typing");
  data.set("Entry.Beat", Date.now());
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, signal: AbortSignal.timeout(60000) });
    if (answer.redirected) { tellDraft("draft-signed-out"); return; }
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!drafts.again && form.isConnected) showVerdicts(page);
    tellDraft(null);
  } catch {
    tellDraft("draft-lost");
    saveSoon(form, 5000);
  } finally {
    drafts.busy = false;
    if (drafts.again) saveSoon(form, 600);
  }
};
const tellDraft = shown => {
  for (const id of ["draft-lost", "draft-signed-out"]) document.getElementById(id)?.toggleAttribute("hidden", id !== shown);
};
const showVerdicts = page => {
  for (const fresh of page.querySelectorAll("[data-live]")) {
    const old = document.getElementById(fresh.id);
    if (!old || old.innerHTML === fresh.innerHTML && old.className === fresh.className) continue;
    old.className = fresh.className;
    old.replaceChildren(...fresh.childNodes);
    const field = document.querySelector(`[aria-describedby="${fresh.id}"]`);
    if (field && old.textContent.trim()) field.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
};
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, event => {
    const form = draftOf(event.target);
    if (!form || event.target.matches("input[type=file], [data-unsaved]")) return;
    if (form.hasAttribute("aria-busy")) drafts.late.set(keyOf(event.target), { name: event.target.name, checked: event.target.checked, value: event.target.value });
    else saveSoon(form, 1200);
  });
}
document.addEventListener("submit", event => {
  const form = event.target;
  if (!form.matches("form[data-draft]")) return;
  clearTimeout(drafts.timer);
  form.elements["Entry.Beat"].value = Date.now();
  form.setAttribute("aria-busy", "true");
  drafts.open = form.elements["Entry.Open"].value;
  drafts.late.clear();
}, true);
// What was typed while a button's sending was on its way would be overwritten by its answer: it is put back, and saved.
window.Blazor?.addEventListener("enhancedload", () => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  form.removeAttribute("aria-busy");
  for (const [key, was] of drafts.late) {
    const now = [...form.elements].find(field => keyOf(field) === key);
    if (!now || was.name.startsWith("Entry.Line.") && form.elements["Entry.Open"].value !== drafts.open) continue;
    if (now.type === "checkbox") now.checked = was.checked;
    else now.value = was.value;
  }
  if (drafts.late.size > 0) saveSoon(form, 600);
  drafts.late.clear();
});
window.addEventListener("unhandledrejection", () => {
  const form = document.querySelector("form[data-draft][aria-busy]");
  if (!form) return;
  form.removeAttribute("aria-busy");
  tellDraft("draft-lost");
  saveSoon(form, 5000);
});
