"use strict";
// Shows how far a comparison is. Without this the same form shows the same answer, after a wait.
(() => {
  const form = () => document.getElementById("trial");

  // Another number has other bounds: offer its next one.
  document.addEventListener("change", event => {
    if (event.target.id !== "constant") return;
    const { next, hint } = event.target.selectedOptions[0].dataset;
    document.getElementById("value").value = next;
    document.getElementById("hint").textContent = hint;
  });

  function progress(done, of) {
    const bar = document.getElementById("progress"), words = document.getElementById("running");
    bar.hidden = words.hidden = false;
    bar.max = of; bar.value = done;
    words.textContent = words.dataset.words.replace("#", done).replace("@", of);
  }

  function show(html, address) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    document.querySelector("main").replaceChildren(...fresh.querySelector("main").childNodes);
    history.replaceState(null, "", address);
    document.querySelector("main").focus();
  }

  async function lines(body, each) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let kept = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (kept + value).split("\n");
      kept = parts.pop();
      parts.filter(Boolean).forEach(part => each(JSON.parse(part)));
    }
  }

  document.addEventListener("submit", async event => {
    if (event.target !== form()) return;
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form())).toString();
    const button = form().querySelector("button");
    button.disabled = true;
    let shown = false;
    try {
      const answer = await fetch("/backtest/run?" + query, { headers: { Accept: "application/x-ndjson" } });
      if (answer.ok) await lines(answer.body, line => {
        if (line.page) { show(line.page, "/backtest?" + query); shown = true; } else progress(line.done, line.of);
      });
    } catch { /* said below */ }
    if (shown) return;
    button.disabled = false;
    document.getElementById("progress").hidden = true;
    const words = document.getElementById("running");
    words.hidden = false;
    words.textContent = form().dataset.failed;
  });
})();
