"use strict";
// Draws what the page carries in data-chart; every number of it stands in the table below the chart too.
(() => {
  let chart;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const SPANS = { rest: "rest", stop: "stop", return: "ask" };

  const shades = data => ({
    id: "shades",
    beforeDatasetsDraw({ ctx, chartArea: area, scales: { x } }) {
      const within = value => Math.max(area.left, Math.min(area.right, x.getPixelForValue(value)));
      for (const span of data.spans) {
        const left = within(span.from - 0.5), right = within(span.to + 0.5);
        if (right - left < 1) continue;
        ctx.fillStyle = colour(SPANS[span.sort] + "-bg");
        ctx.fillRect(left, area.top, right - left, area.bottom - area.top);
        ctx.fillStyle = colour(SPANS[span.sort]);
        ctx.fillRect(left, area.top, right - left, 3);
        ctx.font = "12px system-ui, sans-serif";
        if (ctx.measureText(span.label).width + 8 < right - left) ctx.fillText(span.label, left + 4, area.top + 16);
      }
    },
    afterDatasetsDraw({ ctx, chartArea: area, scales: { x } }) {
      for (const mark of data.marks) {
        const at = x.getPixelForValue(mark.day);
        if (at < area.left || at > area.right) continue;
        ctx.fillStyle = colour(mark.tone);
        ctx.beginPath();
        ctx.moveTo(at, area.bottom - 13); ctx.lineTo(at + 6, area.bottom - 7); ctx.lineTo(at, area.bottom - 1); ctx.lineTo(at - 6, area.bottom - 7);
        ctx.fill();
      }
    },
  });

  function draw(series) {
    const canvas = document.getElementById("chart");
    if (!canvas) return;
    const data = JSON.parse(canvas.dataset.chart);
    const points = values => data.days.map((day, i) => ({ x: day, y: values[i], name: data.names[i] })).filter(p => p.y !== null);
    const line = (label, values, style) => ({ label, data: points(values), borderWidth: 2.5, pointRadius: 3, pointHoverRadius: 6, tension: 0, spanGaps: true, ...style });
    const done = { borderColor: colour("accent"), backgroundColor: colour("accent") };
    const told = { borderColor: colour("soft"), backgroundColor: colour("card"), borderDash: [5, 4], borderWidth: 1.5, pointRadius: 0, stepped: "before" };
    const datasets = series === "sides"
      ? [line(data.words.left, data.done.left, done), line(data.words.right, data.done.right, { borderColor: colour("look"), backgroundColor: colour("look"), pointStyle: "rectRot", borderDash: [2, 3] })]
      : series === "volume" ? [line(data.words.done, data.done.volume, done)]
      : [line(data.words.done, data.done[series], done), line(data.words.advised, data.advised[series], told)];
    const month = new Intl.DateTimeFormat(data.words.locale, { day: "numeric", month: "short", timeZone: "UTC" });
    const first = Math.min(...data.days), last = Math.max(...data.days, ...data.spans.map(s => s.to));
    const weight = data.unit && (series === "load" || (series === "volume" && data.done.volume.some((v, i) => data.done.load[i] > 0)));
    const values = datasets.flatMap(one => one.data.map(point => Number(point.y)));
    const low = Math.min(...values), high = Math.max(...values), room = (high - low || 1) * 0.15, step = weight ? 2.5 : 1;
    const floor = series === "volume" ? 0 : Math.floor((low - room) / step) * step;
    chart?.destroy();
    chart = new Chart(canvas, {
      type: "line",
      data: { datasets },
      plugins: [shades(data)],
      options: {
        animation: false, maintainAspectRatio: false, interaction: { mode: "nearest", axis: "x", intersect: false },
        scales: {
          x: { type: "linear", min: first - 2, max: last + 2, grid: { display: false }, border: { color: colour("line") },
            ticks: { color: colour("soft"), maxTicksLimit: 7, maxRotation: 0, precision: 0, callback: day => month.format(new Date(day * 864e5)) } },
          // Nothing was lifted below nothing, but for who is assisted.
          y: { min: low >= 0 ? Math.max(0, floor) : floor, suggestedMax: high + room, grid: { color: colour("line") }, border: { display: false },
            ticks: { color: colour("soft"), maxTicksLimit: 6, callback: value => weight ? `${value} ${data.unit}` : series === "hold" ? `${value} s` : value } },
        },
        plugins: {
          legend: { display: series === "sides", labels: { color: colour("ink"), usePointStyle: true } },
          tooltip: { displayColors: false, callbacks: { title: () => "", label: item => [item.raw.name, ...data.marks.filter(m => m.day === item.raw.x).map(m => m.label)] } },
        },
      },
    });
  }

  const chosen = () => document.querySelector("[data-series][aria-pressed=true]")?.dataset.series;
  const start = () => draw(chosen());
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-series]");
    if (button) {
      document.querySelectorAll("[data-series]").forEach(one => one.setAttribute("aria-pressed", String(one === button)));
      start();
    }
    if (event.target.id === "png") {
      const canvas = document.getElementById("chart"), copy = document.createElement("canvas");
      copy.width = canvas.width; copy.height = canvas.height;
      const ctx = copy.getContext("2d");
      ctx.fillStyle = colour("card"); ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(canvas, 0, 0);
      const link = document.createElement("a");
      link.href = copy.toDataURL("image/png"); link.download = event.target.dataset.name + ".png"; link.click();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", start);
  document.addEventListener("refreshed", start);
  start();
})();
