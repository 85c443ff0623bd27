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

// From a paragraph about oneself to fits with reasons, to a gap, to a course, to what fits after it.
async function fromAParagraphToACourse(site, language, words) {
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await site.open(page, `${language}/fits`);
    await page.fill("#about", "自动化专业大三，熟练掌握西门子PLC编程，熟悉Python，会用SolidWorks画图，做过工业机器人示教。");
    await page.locator(".fits-read button").click();
    await page.waitForURL(/skill=siemens-plc%3Aworking/);
    assert.ok((await page.locator(".fit").count()) > 3);
    const first = page.locator(".fit").first();
    await first.locator("details.why > summary").click();
    assert.ok((await first.locator(".why li").count()) > 1, "the reasons are there");
    assert.match(await first.locator(".fit-line").last().innerText(), /\+\d/);

    // The first fit for which courses are there.
    for (const href of await page.locator(".fit .onward a").evaluateAll((links) => links.map((it) => it.href))) {
      await page.goto(href);
      if ((await page.locator(".plan").count()) > 0) break;
    }
    const sum = async () => {
      const points = await page.locator(".sum tbody .points").allInnerTexts();
      return points.reduce((all, it) => all + Number(it), 0);
    };
    const shown = Number(await page.locator(".sum tfoot .points").innerText());
    assert.ok(Math.abs((await sum()) - shown) < 0.05, "the points add up to the fit");
    assert.match(await page.locator(".plan").innerText(), words);
    await page.locator(".plan .onward a").click();
    await page.waitForURL(/\/fits\?/);
    assert.ok((await page.locator(".fit").count()) > 3);
    assert.equal(await page.locator("h1").count(), 1);
  });
}

export async function fromAParagraphToACourseWithScriptsOff(site) {
  await fromAParagraphToACourse(site, "", /学完/);
  await fromAParagraphToACourse(site, "/en", /After/);
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
