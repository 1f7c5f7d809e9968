"use strict";
// The pages work without this: it filters as you type, moves by keys, prints, and keeps an open page up to date.
(() => {
  let chosen = new URLSearchParams(location.search).get("need") || "";

  const rows = () => [...document.querySelectorAll(".row")];
  const search = () => document.getElementById("search");

  function filter() {
    const words = (search()?.value || "").trim().toLowerCase();
    let shown = 0;
    for (const row of rows()) {
      const named = row.dataset.name.toLowerCase().includes(words);
      const wanted = !chosen || row.dataset.sorts.split(" ").includes(chosen);
      row.hidden = !(named && wanted);
      shown += row.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector(".row:not([hidden])");
    }
    const nothing = document.getElementById("nothing");
    if (nothing) nothing.hidden = shown > 0;
  }

  document.addEventListener("input", event => { if (event.target.id === "search") filter(); });
  document.addEventListener("click", event => {
    const chip = event.target.closest(".chip");
    // Filtered by the server the others are not here.
    if (chip && !new URLSearchParams(location.search).has("need")) {
      event.preventDefault();
      chosen = chip.dataset.sort;
      document.querySelectorAll(".chip").forEach(one => one.removeAttribute("aria-current"));
      chip.setAttribute("aria-current", "true");
      filter();
    }
    if (event.target.id === "print") print();
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "/" && !typing && search()) { event.preventDefault(); search().focus(); return; }
    if (event.key === "Escape" && typing) { event.target.value = ""; filter(); event.target.blur(); return; }
    const step = event.key === "ArrowDown" || (event.key === "j" && !typing) ? 1
      : event.key === "ArrowUp" || (event.key === "k" && !typing) ? -1 : 0;
    const links = [...document.querySelectorAll(".row:not([hidden]) a")];
    if (step && links.length) {
      event.preventDefault();
      const at = links.indexOf(document.activeElement);
      links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + step))].focus();
    }
  });

  async function refresh() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    document.querySelector("main").replaceChildren(...fresh.childNodes);
    document.dispatchEvent(new Event("refreshed"));
  }

  const source = document.querySelector("[data-live]");
  if (source) {
    const live = document.querySelector(".live");
    let lost = false;
    const say = on => { live.hidden = false; live.classList.toggle("lost", !on); live.textContent = on ? live.dataset.on : live.dataset.off; };
    const events = new EventSource(source.dataset.live);
    events.onopen = () => { say(true); if (lost) refresh(); lost = false; };
    events.onerror = () => { say(false); lost = true; };
    events.addEventListener("entry-applied", refresh);
  }
  document.addEventListener("refreshed", filter);
  filter();
})();
