// Where Chromium is, and a page of it: nothing is loaded from the network.

import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import puppeteer from "puppeteer-core";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function chromium() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) {
    throw new Error("there is no Chromium: install Debian's `chromium`, or name yours in the variable CHROMIUM");
  }
  const args = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none", "--hide-scrollbars"];
  return puppeteer.launch({ executablePath, args, headless: true });
}

// A page that shows a file and refuses every other address.
export async function open(browser, file) {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  const refused = [];
  page.on("request", (request) => {
    if (request.url().startsWith("file:")) return request.continue();
    refused.push(request.url());
    return request.abort();
  });
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load" });
  return { page, refused };
}
