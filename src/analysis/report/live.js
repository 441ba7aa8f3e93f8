"use strict";
// The draws of a report's answers, asked again in the browser: other growth, other plans, several plans at once.
const { answers, levers, words, lang: spoken } = JSON.parse(document.getElementById("live-data").textContent);
const numbers = (text) => new Float64Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
for (const one of answers) {
  one.year = numbers(one.year);
  for (const pull of Object.values(one.pulls)) {
    pull.all = numbers(pull.all);
    pull.low = { ...pull.low, now: numbers(pull.low.now), step: numbers(pull.low.step) };
  }
}
const state = { lang: spoken, moves: {}, plans: answers.map((one) => one.plan), joint: answers.map((one) => one.used), shown: 0 };
const find = (id) => document.getElementById(id);

// Halves go up, as people round what they read; what stands is what is written.
const rounded = (value, places) => {
  const size = Number(`${Math.round(Number(`${Math.abs(value)}e${places}`))}e-${places}`);
  return value < 0 ? -size : size;
};
const written = (value, places, signed = false) => {
  if (!Number.isFinite(value)) return "–";
  const size = rounded(value, places);
  const text = Math.abs(size).toLocaleString(state.lang === "vi" ? "de-DE" : "en-US",
    { minimumFractionDigits: places, maximumFractionDigits: places });
  return (size < 0 ? "−" : signed && size > 0 ? "+" : "") + text;
};
const estimate = (one, value) => written(value, Math.abs(value) >= 1000 ? 0 : 1, one.growth);
const share = (count, all) => {
  const chance = count / all;
  if (chance > 0 && chance < 0.01) return "< 1%";
  if (chance > 0.99 && chance < 1) return "> 99%";
  return `${written(100 * chance, 0)}%`;
};
// A number as people type it: 11.757,6 or 11,757.6; what stands before groups of three parts thousands.
const read = (text) => {
  const plain = text.replace(/[\s%+]/g, "").replace("−", "-"), [group, decimal] = state.lang === "vi" ? ".," : ",.";
  const thousands = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
  if (thousands.test(plain)) return Number(plain.replaceAll(group, "").replace(decimal, "."));
  return /^-?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : NaN;
};
const quantile = (sorted, at) => {
  const place = at * (sorted.length - 1), low = Math.floor(place);
  return sorted[low] + (place - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
};

function outcomes(one) {
  const year = Float64Array.from(one.year);
  for (const [lever, pull] of Object.entries(one.pulls)) {
    const by = state.moves[lever] || 0;
    if (!by) continue;
    for (let draw = 0; draw < year.length; draw++) year[draw] += by * pull.all[draw];
    pull.low.draws.forEach((draw, place) => { year[draw] += Math.max(0, -pull.low.now[place] - by * pull.low.step[place]); });
  }
  return year;
}
const reached = (value, plan, sign) => sign * value >= sign * plan - 1e-9 * Math.abs(plan);
const pace = (one, plan) => one.pace === null ? NaN : one.pace + one.slope * (plan - one.plan);

function asked() {
  const all = answers.map((one, place) => {
    const year = outcomes(one), plan = state.plans[place];
    const hits = Uint8Array.from(year, (value) => reached(value, plan, one.sign));
    const sorted = Float64Array.from(year).sort();
    return { one, plan, year, hits, count: hits.reduce((sum, hit) => sum + hit, 0), sorted };
  });
  const chosen = all.filter((_, place) => state.joint[place]);
  let together = 0;
  for (let draw = 0; draw < answers[0].year.length; draw++) together += chosen.every(({ hits }) => hits[draw]);
  return { all, together, chosen: chosen.length };
}

function bars({ one, plan, sorted, year }) {
  const low = Math.min(quantile(sorted, 0.005), plan), high = Math.max(quantile(sorted, 0.995), plan);
  const count = 40, width = (high - low) / count || 1, start = plan - Math.ceil((plan - low) / width) * width;
  const heights = new Array(count + 2).fill(0);
  for (const value of year) {
    const bar = Math.floor((value - start) / width + 1e-9);
    if (bar >= 0 && bar < heights.length) heights[bar] += 1;
  }
  const top = Math.max(...heights, 1), x = (value) => 10 + (580 * (value - start)) / (heights.length * width);
  const drawn = heights.map((height, bar) => {
    const good = one.sign * (start + (bar + 0.5) * width) >= one.sign * plan, tall = (150 * height) / top;
    return `<rect class="${good ? "reached" : "short"}" x="${x(start + bar * width).toFixed(1)}" y="${(190 - tall).toFixed(1)}" width="${(580 / heights.length - 1).toFixed(1)}" height="${tall.toFixed(1)}"/>`;
  });
  const mark = (value, name, words, y) => {
    const at = x(value), left = at > 300;
    return `<line class="halo" x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${y - 10}" y2="190"/><line class="${name}" x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${y - 10}" y2="190"/>` +
      `<text x="${(at + (left ? -5 : 5)).toFixed(1)}" y="${y}" text-anchor="${left ? "end" : "start"}" class="${name}">${words}</text>`;
  };
  const ends = `<text x="10" y="206">${estimate(one, low)}</text><text x="590" y="206" text-anchor="end">${estimate(one, high)}</text>`;
  const told = words[state.lang];
  return drawn.join("") + mark(plan, "plan", `${told.plan} ${written(plan, places(plan), one.growth)}`, 14) +
    mark(quantile(sorted, 0.5), "median", `${told.median} ${estimate(one, quantile(sorted, 0.5))}`, 34) + ends;
}
const places = (value) => Math.min((String(value).split(".")[1] || "").length, 3);

function show() {
  const told = words[state.lang], { all, together, chosen } = asked();
  find("live").lang = state.lang;
  all.forEach(({ one, plan, count, sorted, year }, place) => {
    const row = find("live-rows").rows[place];
    const needed = pace(one, plan), median = quantile(sorted, 0.5);
    const field = row.cells[2].firstChild;
    row.cells[1].textContent = one.names[state.lang];
    if (field !== document.activeElement) field.value = written(plan, places(plan));
    row.cells[3].textContent = `${estimate(one, median)} (${estimate(one, quantile(sorted, 0.1))} – ${estimate(one, quantile(sorted, 0.9))})`;
    row.cells[4].textContent = share(count, year.length);
    row.cells[5].textContent = needed <= -100 ? told.passed : Number.isFinite(needed) ? `${written(needed, 1, true)}%` : "–";
    row.className = place === state.shown ? "shown" : "";
  });
  find("live-together").textContent = chosen ? `${told.together}: ${share(together, answers[0].year.length)}` : "";
  find("live-chart").innerHTML = bars(all[state.shown]);
  find("live-chart").setAttribute("aria-label", `${all[state.shown].one.names[state.lang]}: ${share(all[state.shown].count, all[0].year.length)}`);
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = told[node.dataset.word];
  for (const node of document.querySelectorAll("[data-name]")) node.dataset.head = told[node.dataset.name];
  for (const node of document.querySelectorAll("[data-lever]")) node.textContent = levers[node.dataset.lever][state.lang];
}

for (const input of document.querySelectorAll("#live input[type=range]")) {
  input.addEventListener("input", () => {
    state.moves[input.name] = Number(input.value);
    input.nextElementSibling.textContent = written(Number(input.value), 0, true);
    show();
  });
}
[...find("live-rows").rows].forEach((row, place) => {
  const [together, , plan] = row.querySelectorAll("input, td:nth-child(2)");
  together.addEventListener("change", () => { state.joint[place] = together.checked; show(); });
  plan.addEventListener("input", () => {
    const typed = read(plan.value);
    plan.setAttribute("aria-invalid", !Number.isFinite(typed));
    if (Number.isFinite(typed)) { state.plans[place] = typed; show(); }
  });
  plan.addEventListener("blur", () => { plan.setAttribute("aria-invalid", false); show(); });
  row.cells[1].addEventListener("click", () => { state.shown = place; show(); });
});
for (const choice of document.querySelectorAll("input[name=language]")) {
  choice.addEventListener("change", () => { state.lang = choice.value; show(); });
}
show();
