// What axe finds on a page.

import axe from "axe-core";

export async function findings(page, path) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => ({ path, what: `${id}: ${nodes[0].html.slice(0, 160)}` }));
}
