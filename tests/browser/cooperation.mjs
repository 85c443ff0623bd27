// A college offers a firm to cooperate, a desk brings the two together, and the college writes down the agreement: in both
// languages, narrow and wide, with scripts and without, axe clean.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, signIn } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

async function mediate(site, options, language, id) {
  await site.use(options, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/cooperations`);
    await assertSound(page, options);
    await press(page, `a[href$='/desk/cooperations/${id}']`);
    await assertSound(page, options);
    await press(page, "button[value=mediate]");
    await press(page, "button[value=negotiate]");
    await assertSound(page, options);
  });
}

export async function aCollegeAndAFirmComeToAnAgreement(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  const found = await (await fetch(`${site.base}/api/v1/search?kind=cooperation-need&limit=10`)).json();
  const ways = [
    ["", { viewport: DESK }],
    ["/en", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  for (const [at, [language, options]] of ways.entries()) {
    await site.use(options, async (page) => {
      await signIn(site, page, language, site.staff.teacher);
      await site.open(page, `${language}/listings/${found.hits[at].id}`);
      await press(page, "a[href$='/cooperate']");
      await assertSound(page, options);
      site.expectsFailure = true;
      await press(page, "main button.primary");
      assert.equal(await page.locator("#cooperate-words").getAttribute("aria-invalid"), "true");
      await assertSound(page, options);
      await page.fill("#cooperate-words", "我院可提供两间教室和师资。");
      await press(page, "main button.primary");
      const own = new URL(page.url()).pathname;
      await assertSound(page, options);
      await mediate(site, options, language, own.split("/").at(-1));
      await site.open(page, own);
      await press(page, "a[href$='/agreement']");
      await assertSound(page, options);
      await page.selectOption("#agreement-form", "industry-college");
      await page.fill("#agreement-number", "CX-2026-7");
      await page.fill("#agreement-signed", "2026-01-20");
      await page.fill("#agreement-from", "2026-02-01");
      await page.fill("#agreement-until", "2025-02-01");
      await page.check("input[name=agreement-confidentiality][value=ordinary]");
      await page.fill("#agreement-milestones", "2027-06-30 首批课程开课");
      site.expectsFailure = true;
      await press(page, "main button.primary");
      assert.equal(await page.locator("#agreement-until").getAttribute("aria-invalid"), "true", "it ends after it begins");
      await assertSound(page, options);
      await page.fill("#agreement-until", "2029-01-31");
      await press(page, "main button.primary");
      await press(page, "button[value=agree]");
      assert.match(await page.locator("main").innerText(), /首批课程开课/);
      await assertSound(page, options);
      await site.open(page, `${language}/my/cooperations`);
      await assertSound(page, options);
    });
  }
}
