// Remakes the pictures of the README: the first page of both examples' sheets,
// and one as a phone shows it. Run it through npm, which brings what it needs:
//
//   npm --prefix tests/browser run pictures
//
// The variable COUNTEROFFER may name a program that is built already.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, open } from "./chromium.mjs";

const project = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PICTURES = [
  { example: "alloy-pm2", width: 1200, to: "sheet.png" },
  { example: "new-offer", width: 1200, to: "sheet-new-offer.png" },
  { example: "new-offer", width: 390, to: "sheet-phone.png", scheme: "dark", height: 1400 },
];

function sheet(example, folder) {
  const args = ["sheet", `data/${example}/case.toml`, "--quiet", "-o", join(folder, example)];
  const built = process.env.COUNTEROFFER;
  const [program, before] = built ? [built, []] : ["cargo", ["run", "--quiet", "--release", "--"]];
  execFileSync(program, [...before, ...args], { cwd: project, stdio: "inherit" });
  return join(folder, example, "sheet.html");
}

async function picture(browser, file, { width, to, scheme = "light", height }) {
  const { page } = await open(browser, file);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 900, deviceScaleFactor: 1 });
  const end = await page.evaluate(() => document.getElementById("card").getBoundingClientRect().bottom + 12);
  const clip = { x: 0, y: 0, width, height: Math.min(height ?? end, end) };
  await page.screenshot({ path: join(project, "docs", to), captureBeyondViewport: true, clip });
  await page.close();
  console.log(`docs/${to}`);
}

const folder = mkdtempSync(join(tmpdir(), "pictures-"));
const browser = await chromium();
const made = new Map();
for (const one of PICTURES) {
  if (!made.has(one.example)) made.set(one.example, sheet(one.example, folder));
  await picture(browser, made.get(one.example), one);
}
await browser.close();
rmSync(folder, { recursive: true });
