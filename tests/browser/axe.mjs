// Whether a page is sound: what axe finds, its one heading, its width.

import assert from "node:assert/strict";
import axe from "axe-core";

export async function findings(page, path) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => ({ path, what: `${id}: ${nodes[0].html.slice(0, 160)}` }));
}

// Asserts that nothing is found on the page that is open, and that it fits its window. Without scripts axe, a script
// itself, is left out.
export async function assertSound(page, options = {}) {
  const path = page.url();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wider <= 0, `${path} is ${wider} px wider than its window`);
  assert.equal(await page.locator("h1").count(), 1, path);
  if (options.javaScriptEnabled !== false) assert.deepEqual(await findings(page, path), []);
}
