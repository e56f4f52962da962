/* Betters pages that work without it: no page waits for this file. */
"use strict";
{
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const text = (id) => at(id)?.value ?? at(id)?.textContent ?? "";
  root.classList.add("script");
  if (!navigator.share) for (const button of document.querySelectorAll(".needs-share")) button.hidden = true;

  // Leave page: blank first, so that nothing shows while the next page is fetched.
  const leave = () => {
    const link = document.querySelector("[data-leave-page]");
    if (!link) return;
    root.classList.add("blank");
    document.title = "\u200b";
    location.replace(link.href);
  };
  let shifts = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    shifts = [...shifts, event.timeStamp].filter((then) => event.timeStamp - then < 1500);
    if (shifts.length > 2) leave();
  });

  // Change it: back to the field, with a way on in place of the two answers to the hint.
  const change = (hit, field) => {
    hit.closest(".ways").hidden = true;
    hit.form.querySelector("[data-go-on]").hidden = false;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  };

  addEventListener("click", (event) => {
    const hit = event.target.closest("[data-leave-page], [data-focus], [data-copy], [data-share], [data-sms], [data-print]");
    if (!hit) return;
    const { focus, copy, share, sms, done } = hit.dataset;
    if (sms) { hit.href = "sms:?&body=" + encodeURIComponent(text(sms)); return; }
    event.preventDefault();
    if ("leavePage" in hit.dataset) leave();
    else if (focus) change(hit, at(focus));
    else if (share) navigator.share({ text: text(share) }).catch(() => {});
    else if ("print" in hit.dataset) print();
    else {
      at(copy).select?.();
      navigator.clipboard?.writeText(text(copy)).then(() => { hit.textContent = done || hit.textContent; }, () => {});
    }
  });

  // The reader's own zone, for times and days.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("input[name=zone]")) field.value ||= zone || "";

  // Whether a day fits, while it changes: only day and time are sent, never what is asked.
  for (const place of document.querySelectorAll("[data-fit]")) {
    const form = place.closest("form"), told = ["due_day", "due_time", "complete", "complete_on"];
    let asked = 0;
    form.addEventListener("change", async (event) => {
      if (!told.includes(event.target.name)) return;
      const mine = ++asked, said = new URLSearchParams([...new FormData(form)].filter(([name]) => told.includes(name)));
      const answer = await fetch(`${place.dataset.fit}?${said}`).catch(() => null);
      if (answer?.ok && mine === asked) place.innerHTML = await answer.text();
    });
  }

  // What a choice brings with it is shown at once.
  addEventListener("change", (event) => {
    const button = at(event.target.dataset?.shows);
    if (button) button.form.requestSubmit(button);
  });

  // Ruled fields grow as one writes, where the browser does not do so by itself.
  if (!CSS.supports("field-sizing", "content")) {
    const grow = (area) => { area.style.height = "auto"; area.style.height = area.scrollHeight + "px"; };
    for (const area of document.querySelectorAll("textarea.ruled")) { grow(area); area.addEventListener("input", () => grow(area)); }
  }

  // A page that answered a form: going Back to it asks for the page again, not for the form to be sent again.
  history.replaceState(history.state, "", location.href);

  // A form sent twice in one breath goes once; coming back with Back it is whole again.
  let sent = null;
  addEventListener("submit", (event) => { if (sent === event.target) event.preventDefault(); sent = event.target; });
  addEventListener("pageshow", () => { sent = null; });
}
