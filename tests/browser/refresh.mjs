// With scripts, results refresh in place: the address follows, the count is announced, the way back works.

import assert from "node:assert/strict";

export async function aFilterRefreshesTheResultsInPlace(site) {
  await site.use({}, async (page) => {
    await site.open(page, "/search");
    await page.evaluate(() => { globalThis.samePage = true; });
    const before = await page.textContent(".total");
    const filters = page.locator("#filters");
    if ((await filters.getAttribute("open")) === null && !(await page.locator("#kind-course").isVisible())) {
      await page.locator("#filters > summary").click();
    }
    await page.focus("#kind-course");
    await page.keyboard.press("Space");
    await page.waitForURL(/kind=course/);
    await page.waitForFunction((old) => document.querySelector(".total").textContent !== old, before);
    const total = await page.textContent(".total");
    assert.equal(await page.textContent("#announcer"), await page.getAttribute("#results", "data-count"));
    assert.match(total, /\d/);
    assert.ok(await page.evaluate(() => globalThis.samePage), "the page was not loaded anew");
    assert.equal(await page.evaluate(() => document.activeElement.id), "kind-course", "the focus stays");
    assert.ok(await page.isChecked("#kind-course"));

    await page.goBack();
    await page.waitForFunction((old) => document.querySelector(".total").textContent === old, before);
    assert.ok(!(await page.isChecked("#kind-course")), "the way back takes the filter off");
    assert.ok(await page.evaluate(() => globalThis.samePage));
  });
}

export async function theOrderRefreshesInPlaceAndTheLanguageKeepsTheSearch(site) {
  await site.use({}, async (page) => {
    await site.open(page, "/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F");
    await page.evaluate(() => { globalThis.samePage = true; });
    await page.locator(".sorts a[href*='sort=newest']").click();
    await page.waitForURL(/sort=newest/);
    await page.locator(".sorts a[href*='sort=newest'][aria-current]").waitFor();
    assert.ok(await page.evaluate(() => globalThis.samePage));
    await page.locator("a.language").click();
    await page.waitForURL(/\/en\/search/);
    const { searchParams } = new URL(page.url());
    assert.deepEqual([searchParams.get("q"), searchParams.get("sort")], ["嵌入式", "newest"]);
  });
}
