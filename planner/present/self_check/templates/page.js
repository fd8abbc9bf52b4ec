"use strict";
// Works out a range from what was entered. Nothing is stored, and there is no way to send anything.
// The sums are those of planner/risk/prediction.py and planner/risk/self_check; a test compares them.

const numbers = JSON.parse(document.getElementById("numbers").textContent);
const words = numbers.words;
const field = (id) => document.getElementById(id);
const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
const roundedHalfUp = (points) => Math.floor(points + 0.5 + numbers.noise);

// The share of a standard normal distribution below x: a series near 0, a continued fraction far from it.
function below(x) {
  const density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < 4) {
    let term = x, sum = x;
    for (let n = 3; Math.abs(term) > 1e-17; n += 2) { term *= x * x / n; sum += term; }
    return 0.5 + density * sum;
  }
  let tail = Math.abs(x);
  for (let n = 80; n > 0; n--) tail = Math.abs(x) + n / tail;
  return x < 0 ? density / tail : 1 - density / tail;
}

// The value below which a share of a normal distribution lies that is cut off at both ends, by halving.
function quantile(share, centre, spread, least, most) {
  if (least > centre) return 2 * centre - quantile(1 - share, centre, spread, 2 * centre - most, 2 * centre - least);
  const from = below((least - centre) / spread), to = below((most - centre) / spread);
  let low = least, high = most;
  for (let n = 0; n < 200; n++) {
    const half = (low + high) / 2;
    if (below((half - centre) / spread) - from < share * (to - from)) low = half; else high = half;
  }
  return (low + high) / 2;
}

function standardised(term, value) {
  const inside = Math.min(Math.max(value, term.observed[0]), term.observed[1]);
  const f = (v) => term.logarithm ? Math.log(1 + v) : v;
  const z = (f(inside) - f(term.centre)) / term.scale;
  return Math.min(Math.max(z, -numbers.largestZ), numbers.largestZ);
}

function predict(setting, answers) {
  const people = numbers.population[setting], given = numbers.terms.filter((t) => t.name in answers);
  const [least, most] = numbers.outcomeRange;
  let centre = people.mean, left = 1, unsure = 0;
  for (const term of given) {
    const z = standardised(term, answers[term.name]);
    centre += people.sd * term.estimate * z;
    left -= term.estimate ** 2 + term.priorSd ** 2;
    unsure += (term.priorSd * z) ** 2;
  }
  const spread = Math.sqrt(people.sd ** 2 * (Math.max(left, 0) + unsure) + people.priorSd ** 2);
  return {
    score: Math.min(Math.max(centre, least), most),
    low: quantile((1 - numbers.share) / 2, centre, spread, least, most),
    high: quantile((1 + numbers.share) / 2, centre, spread, least, most),
    given: given.length,
    averaged: numbers.terms.filter((t) => !(t.name in answers)).map((t) => t.label),
  };
}

const band = (scale, total) => scale.bands.filter((_, n) => scale.lowest[n] <= total).pop();
const stepAt = (scale, total) => ["usual", ...scale.steps.filter((s) => s.from <= total).map((s) => s.step)].pop();

function outcome(entered) {
  const found = predict(entered.setting, entered.answers), lowest = numbers.bands.lowest;
  const score = roundedHalfUp(found.score), low = roundedHalfUp(found.low), high = roundedHalfUp(found.high);
  const touched = lowest.filter((l) => l <= high).length - lowest.filter((l) => l <= low).length + 1;
  const scoreStep = stepAt(numbers.screeners.stss, score);
  const scale = numbers.screeners[entered.screener];
  const own = scale && { name: scale.name, total: entered.total, band: band(scale, entered.total), step: stepAt(scale, entered.total) };
  const steps = own ? [scoreStep, own.step] : [scoreStep];
  const step = steps.sort((a, b) => numbers.steps.indexOf(a) - numbers.steps.indexOf(b)).pop();
  return { score, low, high, touched: Math.max(1, touched), found, scoreStep, own, step };
}

function sentences(o, screener) {
  const [least, most] = numbers.outcomeRange, r = words.result, s = words.step;
  const result = [fill(r.range, { share: Math.round(numbers.share * 100), low: o.low, high: o.high, least, most, score: o.score })];
  if (!o.found.given) result.push(r.nothing_given);
  else if (o.found.averaged.length) result.push(fill(r.averaged, { labels: o.found.averaged.join(", ") }));
  if (o.own) {
    result.push(fill(r.total, { total: o.own.total, screener: o.own.name, band: o.own.band }));
    if (screener === "stss") result.push(fill(r.stss_error, { error: numbers.stssError }));
  }
  const begins = o.scoreStep === "rest" ? numbers.restFrom : numbers.lighterFrom;
  const bySco = { score: o.score, lighter_from: numbers.lighterFrom, rest_from: numbers.restFrom, band: band(numbers.screeners.stss, begins) };
  const step = [fill(s.proposed, { step: o.step })];
  step.push(o.own && o.step !== o.scoreStep ? fill(s.by_total, o.own) : fill(s[o.scoreStep + "_by_score"], bySco));
  if (o.own && o.own.step !== o.scoreStep) step.push(s.of_two);
  step.push(s.yours);
  const limits = { left: Math.round((1 - numbers.share) * 100), spanned: o.touched, bands: numbers.bands.names.length, sizes: numbers.sizes };
  return { result, step, cannot: words.cannot.map((line) => fill(line, limits)) };
}

// What was entered, or null after each wrong field was marked.
function read() {
  const answers = {}, setting = field("setting").value, screener = field("screener").value;
  let total = null;
  mark("setting", setting ? "" : words.refused.no_setting);
  for (const term of numbers.terms) {
    const text = field(term.name).value.trim();
    mark(term.name, wrongWith(text, term.bounds[0], term.bounds[1]));
    if (text) answers[term.name] = number(text);
  }
  if (screener) {
    const text = field("total").value.trim(), scale = numbers.screeners[screener];
    total = number(text);
    const wrong = text ? wrongWith(text, scale.least, scale.most) : words.refused.no_total;
    mark("total", wrong || (Number.isInteger(total) ? "" : words.refused.not_whole));
  }
  const first = document.querySelector("[aria-invalid=true]");
  if (first) first.focus();
  return first ? null : { setting, answers, screener, total };
}

const number = (text) => /^\d{1,3}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(",", ".")) : NaN;

function wrongWith(text, least, most) {
  if (!text) return "";
  const value = number(text);
  if (Number.isNaN(value)) return words.refused.not_a_number;
  return value < least || value > most ? fill(words.refused.out_of_range, { least, most }) : "";
}

function mark(id, problem) {
  field(id + "-wrong").textContent = problem;
  if (problem) field(id).setAttribute("aria-invalid", "true"); else field(id).removeAttribute("aria-invalid");
}

function put(id, tag, lines) {
  field(id).replaceChildren(...lines.map((line) => Object.assign(document.createElement(tag), { textContent: line })));
}

function show() {
  hide("");
  const entered = read();
  if (!entered) return;
  const o = outcome(entered), said = sentences(o, entered.screener);
  put("result", "p", said.result);
  put("cannot", "li", said.cannot);
  put("step", "p", said.step);
  draw(o);
  offer();
  field("outcome").hidden = false;
  field("status").textContent = "Your range is shown below.";
  field("result-title").focus();
}

function draw(o) {
  const [least, most] = numbers.outcomeRange, at = (points) => (points - least) / (most - least) * 100 + "%";
  field("reach").style.left = at(o.low);
  field("reach").style.right = `calc(100% - ${at(o.high)})`;
  field("middle").style.left = at(o.score);
  put("bands", "span", numbers.bands.names.map((name, n) => `${numbers.bands.lowest[n]} ${name}`));
  [...field("bands").children].forEach((label, n) => { label.style.left = at(numbers.bands.lowest[n]); });
}

function offer() {
  const choices = [...numbers.steps.map((step) => [step, numbers.means[step]]), ["", words.share.nothing]];
  field("choices").replaceChildren(...choices.map(([step, means]) => {
    const label = document.createElement("label"), choice = document.createElement("input");
    choice.type = "radio";
    choice.name = "step";
    choice.value = step;
    choice.autocomplete = "off";
    choice.addEventListener("change", () => tell(step));
    label.append(choice, means);
    return label;
  }));
}

function tell(step) {
  put("told", "p", step ? [fill(words.share.word, { step }), words.share.how] : [words.share.keep]);
  field("told").firstChild.className = step ? "word" : "";
}

function hide(status) {
  field("outcome").hidden = true;
  for (const id of ["result", "cannot", "step", "choices", "told", "bands"]) field(id).replaceChildren();
  for (const id of ["reach", "middle"]) field(id).removeAttribute("style");
  field("status").textContent = status;
}

function askTotal() {
  const scale = numbers.screeners[field("screener").value];
  field("total-field").hidden = !scale;
  field("total").value = "";
  field("total-hint").textContent = scale ? fill(words.question.total.hint, scale) : "";
  mark("total", "");
}

function clear() {
  hide("");
  for (const each of document.querySelectorAll("input, select")) { each.value = ""; mark(each.id, ""); }
  askTotal();
}

field("scripts").remove();
field("show").addEventListener("click", show);
for (const button of document.querySelectorAll(".clear")) button.addEventListener("click", () => {
  clear();
  field("setting").focus();
  field("status").textContent = "Everything is empty again.";
});
for (const each of document.querySelectorAll("input, select")) {
  each.addEventListener("input", () => { if (!field("outcome").hidden) hide("You changed an answer. Press “Show my range” again."); });
  if (each.type === "text") each.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
}
field("screener").addEventListener("change", askTotal);
if (location.protocol !== "http:" && location.protocol !== "https:") field("keep").hidden = true;
window.addEventListener("pagehide", clear);
window.addEventListener("pageshow", clear);
