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
    const chip = event.target.closest(".chip[data-sort]");
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

  // A place on the page that is there again after it was drawn anew.
  function place(element) {
    if (!element?.closest("main")) return null;
    if (element.id) return "#" + CSS.escape(element.id);
    const row = element.closest(".row");
    if (row) return `.row[data-name="${CSS.escape(row.dataset.name)}"] a`;
    return element.getAttribute("href") ? `main a[href="${CSS.escape(element.getAttribute("href"))}"]` : null;
  }

  // Nothing is drawn anew below what somebody is filling in.
  const filledIn = () => document.activeElement?.closest("main form")
    || [...document.querySelectorAll("main form :is(input, textarea):not([type=hidden])")].some(one =>
      one.value !== one.defaultValue || one.checked !== one.defaultChecked)
    || [...document.querySelectorAll("main form option")].some(one => one.selected !== one.defaultSelected && one.closest("select").selectedIndex > 0);

  function draw(fresh) {
    const focused = place(document.activeElement), box = search();
    const typed = box && { value: box.value, from: box.selectionStart, to: box.selectionEnd };
    const open = [...document.querySelectorAll("main details[open] > summary")].map(one => one.textContent);
    document.querySelector("main").replaceChildren(...fresh.childNodes);
    if (typed && search()) {
      search().value = typed.value;
      search().setSelectionRange(typed.from, typed.to);
    }
    for (const one of document.querySelectorAll("main details > summary")) {
      if (open.includes(one.textContent)) one.parentElement.open = true;
    }
    document.querySelectorAll(".chip").forEach(one => one.toggleAttribute("aria-current", false));
    document.querySelector(`.chip[data-sort="${CSS.escape(chosen)}"]`)?.setAttribute("aria-current", "true");
    if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
    document.dispatchEvent(new Event("refreshed"));
  }

  const address = document.querySelector("[data-live]")?.dataset.live;
  if (address) {
    const live = document.querySelector(".live");
    const APART = 10_000, PATIENCE = 6_000;
    let last = -APART, waiting, silence;
    const say = on => { live.hidden = false; live.classList.toggle("lost", !on); live.textContent = on ? live.dataset.on : live.dataset.off; };

    // At once, then not oftener than every ten seconds: each reading of a roster is noted for each athlete on it.
    function soon(least = 0) {
      waiting ??= setTimeout(refresh, Math.max(least, last + APART - performance.now()));
    }

    async function refresh() {
      waiting = undefined;
      if (document.hidden || filledIn()) { soon(1_000); return; }
      last = performance.now();
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
        if (!fresh) throw new Error();
        if (filledIn()) { soon(1_000); return; }
        draw(fresh);
        if (!silence) say(true);
      } catch { say(false); soon(APART); }
    }

    // A stream that ended by itself is open again within seconds; only what stays away is lost.
    function connect(again) {
      const events = new EventSource(address);
      events.onopen = () => { clearTimeout(silence); silence = undefined; say(true); if (again) soon(); again = true; };
      events.onerror = () => {
        silence ??= setTimeout(say, PATIENCE, false);
        if (events.readyState === EventSource.CLOSED) setTimeout(connect, 5_000, true);
      };
      events.addEventListener("entry-applied", () => soon());
      events.addEventListener("roster-changed", () => soon());
    }
    connect(false);
  }
  document.addEventListener("refreshed", filter);
  filter();
})();
