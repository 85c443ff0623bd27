// Whether a page is sound: what axe finds, its one heading, its width.

import assert from "node:assert/strict";
import { join } from "node:path";
import axe from "axe-core";

let pictures = 0;

// Keeps a picture of the page where whoever runs the journeys wants to look at it.
async function keepPicture(page) {
  const folder = process.env.RONGQIAO_BROWSER_PICTURES;
  if (!folder) return;
  pictures += 1;
  const named = new URL(page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID").replaceAll("/", "_");
  const number = String(pictures).padStart(3, "0");
  const path = join(folder, `${number}${named}_${page.viewportSize().width}.png`);
  await page.screenshot({ path, fullPage: true });
}

export async function findings(page, path) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => ({ path, what: `${id}: ${nodes[0].html.slice(0, 160)}` }));
}

// Asserts that nothing is found on the page that is open, and that it fits its window. Without scripts axe, a script
// itself, is left out.
export async function assertSound(page, options = {}) {
  const path = page.url();
  await keepPicture(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wider <= 0, `${path} is ${wider} px wider than its window`);
  assert.equal(await page.locator("h1").count(), 1, path);
  if (options.javaScriptEnabled !== false) assert.deepEqual(await findings(page, path), []);
}
