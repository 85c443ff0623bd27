// Without scripts everything works.

import assert from "node:assert/strict";
import { PHONE } from "./site.mjs";

export async function searchFilterAndPagesWithScriptsOff(site) {
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await site.open(page, "/");
    await page.fill("#q", "工程师");
    await page.locator("form[role=search] button").click();
    await page.waitForURL(/\/search\?/);
    assert.ok((await page.locator(".card").count()) > 0);

    await page.locator("#filters > summary").click();
    await page.locator("label:has(#kind-job)").click();
    await page.locator("#filters button.primary").click();
    await page.waitForURL(/kind=job/);
    assert.ok(await page.locator("#kind-job").isChecked());
    assert.match(page.url(), /q=/, "the words stay");
  });
}

export async function turningPagesWithScriptsOff(site) {
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await site.open(page, "/search?kind=job");
    const first = await page.locator(".card-title a").first().getAttribute("href");
    await page.locator("a[rel=next]").last().click();
    await page.waitForURL(/cursor=/);
    const second = await page.locator(".card-title a").first().getAttribute("href");
    assert.notEqual(first, second);
    await page.locator(".card-title a").first().click();
    await page.waitForURL(/\/listings\//);
    assert.equal(await page.locator("h1").count(), 1);
  });
}

export async function languageAndPreferencesWithScriptsOff(site) {
  await site.use({ javaScriptEnabled: false }, async (page) => {
    await site.open(page, site.listing);
    await page.locator("a.language").click();
    await page.waitForURL(/\/en\/listings\//);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.selectOption("#theme", "dark");
    await page.selectOption("#size", "large");
    await page.locator(".preferences button").click();
    await page.waitForURL(`**/en${site.listing}`);
    const root = page.locator("html");
    assert.deepEqual([await root.getAttribute("data-theme"), await root.getAttribute("data-size")], ["dark", "large"]);
    await page.locator("a.brand").click();
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark", "the choice is kept");
  });
}
