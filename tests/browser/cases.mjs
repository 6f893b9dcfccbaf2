// Writes cases that nobody chose: node cases.mjs FOLDER COUNT
//
// The same count gives the same cases on any machine. They differ in profile,
// currency, size of the amounts, length of the names, and in what is known:
// band, market, other offers, claims, grants, tone, dates.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// mulberry32: small, and the same everywhere.
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CURRENCIES = [["USD", 150_000], ["EUR", 70_000], ["GBP", 58_000], ["JPY", 9_500_000], ["INR", 2_400_000]];
const SCALES = [0.02, 1, 1, 1, 60];
const NAMES = [
  "Ox",
  "Borealis",
  "Donaudampfschifffahrtsgesellschaftskapitänsmützenmanufaktur GmbH & Co. KG",
  "</script><img src=x onerror=alert(1)>",
  "株式会社サンプル",
  "International Consolidated Widgets and Allied Trades of the Northern Provinces, Limited",
];
const CLAIMS = [
  "Led the move of billing to one service",
  "Put activation before the new integrations, against the plan of the quarter and with two squads fewer than asked for",
  "=HYPERLINK(\"http://x\")",
  "</script><img src=x onerror=alert(1)>",
  "Hired and taught four analysts",
];

function writer(seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const maybe = (chance) => next() < chance;
  const text = (value) => JSON.stringify(value);
  return { next, pick, maybe, text };
}

function caseOf(number) {
  const { next, pick, maybe, text } = writer(number * 7919);
  const [currency, usual] = CURRENCIES[number % CURRENCIES.length];
  const profile = ["new-offer", "promotion", "raise"][number % 3];
  const whole = (x) => Math.max(1, Math.round(x));
  const base = whole(usual * pick(SCALES) * (0.7 + next()));
  const files = {};
  const lines = [`profile = ${text(profile)}`, `currency = ${text(currency)}`];
  if (maybe(0.8)) lines.push("as_of = 2026-05-04");
  lines.push("[role]", `level = "L5"`);
  if (maybe(0.8)) lines.push(`company = ${text(pick(NAMES))}`);
  if (maybe(0.8)) lines.push(`title = ${text(pick(["Nurse", "Senior Principal Product Marketing Manager, Emerging Markets"]))}`);
  if (maybe(0.7)) lines.push(`location = ${text(pick(["Köln", "San Francisco, CA"]))}`);
  const sources = [];
  if (maybe(0.7)) {
    files["bands.csv"] = `level,base_min,base_max,bonus_max\nL5,${whole(base * 0.8)},${whole(base * (1.05 + next() * 0.4))},${whole(base * 0.2)}\n`;
    sources.push(`bands = ["bands.csv"]`);
  }
  if (maybe(0.6)) {
    const p = [0.75, 0.9, 1.05, 1.2, 1.4].map((share) => whole(base * share));
    files["market.csv"] = `source,level,currency,component,p10,p25,p50,p75,p90,sample_size,as_of\nA long survey of pay in many trades,L5,${currency},base,${p.join(",")},${whole(next() * 900) + 5},2026-01-01\n`;
    sources.push(`market = ["market.csv"]`);
  }
  if (sources.length > 0) lines.push("[files]", ...sources);
  if (profile !== "new-offer" || maybe(0.6)) lines.push("[current]", `base = "${whole(base * (0.8 + next() * 0.15))} a year"`, `bonus = "5%"`);
  lines.push("[offer]", `base = "${base} a year"`);
  if (maybe(0.6)) lines.push(`bonus = "10%"`);
  const equity = pick(["none", "percent", "amount"]);
  if (equity === "percent") lines.push(`equity = "0.05%"`);
  if (equity === "amount") lines.push(`equity = ${whole(base * 0.3)}`);
  if (equity === "percent" && maybe(0.6)) lines.push("[equity]", `kind = "private"`, `company_value = ${whole(base * 3000)}`);
  for (let i = 0; i < Math.floor(next() * 4); i++) {
    lines.push("[[alternatives]]", `name = ${text(`${pick(NAMES)} ${i + 1}`)}`, `base = "${whole(base * (0.85 + next() * 0.3))} a year"`);
    lines.push(`firmness = ${text(pick(["written", "verbal", "hoped"]))}`);
  }
  lines.push("[context]", `tone = ${text(pick(["warm", "neutral", "firm"]))}`);
  if (maybe(0.5)) lines.push("meeting = 2026-05-12", `decides = ${text(pick(NAMES))}`);
  if (maybe(0.5)) lines.push("deadline = 2026-05-15");
  if (maybe(0.4)) lines.push("runner_up = true");
  for (let i = 0; i < Math.floor(next() * 4); i++) {
    lines.push("[[evidence]]", `claim = ${text(pick(CLAIMS))}`);
    if (maybe(0.7)) lines.push(`metric = "revenue"`, `change = ${pick([`"12%"`, `"-8%"`, whole(base * 9)])}`);
    if (maybe(0.3)) lines.push(`owner = "team"`);
    if (maybe(0.6)) lines.push(`proof = "report of April"`);
  }
  if (maybe(0.4)) lines.push("[preferences]", `horizon_years = ${pick([1, 2, 6])}`);
  files["case.toml"] = `${lines.join("\n")}\n`;
  return files;
}

const [folder, count] = [process.argv[2], Number(process.argv[3])];
if (!folder || !(count > 0)) {
  console.error("usage: node cases.mjs FOLDER COUNT");
  process.exit(2);
}
for (let number = 1; number <= count; number++) {
  const place = join(folder, `random-${number}`);
  mkdirSync(place, { recursive: true });
  for (const [name, content] of Object.entries(caseOf(number))) writeFileSync(join(place, name), content);
}
