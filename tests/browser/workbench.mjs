// An officer notes a visit, makes a need of it with one click, is told what is missing, and reads the weekly report: in both
// languages, narrow and wide, with scripts and without, axe clean.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

async function assertFits(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `the page is ${wide} wide where there is room for ${room}`);
}

async function look(page, options) {
  await assertFits(page);
  await assertSound(page, options);
}

export async function anOfficerMakesANeedOfAVisitAndReadsTheWeek(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  const ways = [
    ["", { viewport: DESK }],
    ["/en", { viewport: PHONE }],
    ["", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  for (const [language, options] of ways) {
    await site.use(options, async (page, context) => {
      await context.addCookies(site.officer);
      await site.open(page, `${language}/desk`);
      await press(page, "a[href$='/desk/workbench']");
      await look(page, options);
      await press(page, "a[href$='/desk/workbench/visits/new']");
      await look(page, options);
      site.expectsFailure = true;
      await press(page, "main button.primary");
      assert.equal(await page.locator("#visit-notes").getAttribute("aria-invalid"), "true", "a note says something");
      await look(page, options);
      const name = `芯港新材料 ${Date.now()}`;
      await page.fill("#visit-name", name);
      await page.fill("#visit-day", new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
      await page.selectOption("#visit-purpose", "survey");
      await page.fill("#visit-notes", "看了中试车间。");
      await page.fill("#visit-wants", "想与学院共建检测课程。");
      await page.selectOption("#visit-kind", "cooperation-need");
      await press(page, "main button.primary");
      await look(page, options);
      await press(page, "main button.primary");
      assert.match(page.url(), /\/desk\/workbench\/cases\//);
      await look(page, options);
      await page.locator("details:has(button[value=fail]) summary").click();
      site.expectsFailure = true;
      await press(page, "button[value=fail]");
      assert.equal(await page.locator("#case-reason").getAttribute("aria-invalid"), "true", "a failure says why");
      await look(page, options);
      await page.fill("#case-reason", "企业暂缓。");
      await press(page, "button[value=fail]");
      assert.equal(await page.locator("#steps").count(), 0, "nothing is done to what is closed");
      await site.open(page, `${language}/desk/workbench/weekly`);
      await page.locator("main summary").click();
      assert.ok((await page.locator("main dd").count()) >= 10, "each number has its definition");
      await look(page, options);
      const waiting = page.waitForEvent("download");
      await page.locator("a[href*='/weekly.csv']").click();
      const table = await readFile(await (await waiting).path(), "utf8");
      assert.match(table, language ? /^\ufeffWeek,Figure,Desk/ : /^\ufeff周,指标,服务台/);
    });
  }
}
