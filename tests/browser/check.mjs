// Checks sheets as their reader has them: node check.mjs FILE.html...
//
// Each file has to be valid HTML, free of faults that axe-core finds in light
// and in dark, at most three pages of A4 and of Letter on paper, and whole at
// the width of a phone and of a desktop. Prints every fault; ends with 1 when
// there is one.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import { chromium, open } from "./chromium.mjs";
import { cutOff } from "./cut_off.mjs";

const MOST_PAGES = 3;
const PAPERS = ["A4", "Letter"];
const SCREENS = [
  { name: "phone", width: 375, height: 812 },
  { name: "desktop", width: 1280, height: 900 },
];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
  rules: {
    // How a file is spelt is the template's business.
    "no-trailing-whitespace": "off",
    "no-inline-style": "off",
    "long-title": "off",
    // A way beside the page, to the sheet of a case.
    "allowed-links": "off",
  },
});

async function valid(file) {
  const report = await validator.validateFile(file);
  const messages = report.results.flatMap((result) => result.messages);
  return messages.map((m) => `line ${m.line}: ${m.message} (${m.ruleId})`);
}

async function accessible(page, scheme) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const found = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((v) => `${v.id}: ${v.help}; ${v.nodes.length} times, such as ${v.nodes[0].html.slice(0, 160)}`);
  });
  return found.map((fault) => `${scheme}: ${fault}`);
}

async function pagesOnPaper(page, format) {
  const pdf = Buffer.from(await page.pdf({ format, preferCSSPageSize: false })).toString("latin1");
  const count = (pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  if (count === 0) return [`${format}: the pages cannot be counted`];
  return count > MOST_PAGES ? [`${format}: ${count} pages, at most ${MOST_PAGES} are wanted`] : [];
}

async function whole(page, screen) {
  await page.setViewport({ width: screen.width, height: screen.height });
  return (await page.evaluate(cutOff)).map((fault) => `${screen.name}: ${fault}`);
}

async function check(browser, file) {
  const faults = await valid(file);
  const { page, refused } = await open(browser, file);
  faults.push(...refused.map((url) => `asks for ${url}`));
  await page.evaluate(axe);
  for (const screen of SCREENS) {
    faults.push(...(await whole(page, screen)));
  }
  for (const scheme of ["light", "dark"]) faults.push(...(await accessible(page, scheme)));
  for (const format of PAPERS) faults.push(...(await pagesOnPaper(page, format)));
  await page.close();
  return faults;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node check.mjs FILE.html...");
  process.exit(2);
}
const browser = await chromium();
let wrong = 0;
for (const file of files) {
  const faults = await check(browser, file);
  wrong += faults.length;
  for (const fault of faults) console.error(`${file}: ${fault}`);
}
await browser.close();
console.log(`${files.length} pages checked, ${wrong} faults`);
process.exit(wrong === 0 ? 0 : 1);
