// A school asks a firm for a mentor, the firm names one, who agrees and logs hours that the school confirms: in both
// languages, wide and narrow, with scripts and without, axe clean.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { day, press, signIn } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

async function as(site, options, language, person, path, walk) {
  await site.use(options, async (page) => {
    await signIn(site, page, language, person);
    await site.open(page, path);
    await assertSound(page, options);
    await walk(page);
    await assertSound(page, options);
  });
}

async function open(page, step) {
  await page.locator(`details:has(button[value=${step}]) > summary`).click();
}

export async function aMentorIsAppointedAndHoursCountOnceBothSaidSo(site) {
  if (!site.staff) return "skipped: nobody has a role";
  const ways = [
    ["", { viewport: DESK }],
    ["/en", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  for (const [language, options] of ways) {
    let own;
    await as(site, options, language, site.staff.tutor, `${language}/my/mentoring`, async (page) => {
      await press(page, "a[href$='/mentoring/new']");
      await assertSound(page, options);
      site.expectsFailure = true;
      await press(page, "main button.primary");
      assert.equal(await page.locator("#mentor-subject").getAttribute("aria-invalid"), "true");
      await assertSound(page, options);
      site.expectsFailure = false;
      await page.selectOption("#mentor-school", { label: site.staff.tutor.school });
      await page.selectOption("#mentor-firm", { label: site.staff.mentor.firm });
      await page.fill("#mentor-subject", "产线自动化");
      await page.fill("#mentor-from", day(0));
      await page.fill("#mentor-until", day(120));
      await page.fill("#mentor-hours", "16");
      await press(page, "main button.primary");
      own = new URL(page.url()).pathname;
    });
    await as(site, options, language, site.staff.finder, own, async (page) => {
      await open(page, "name");
      await page.selectOption("#mentor-person", { index: 1 });
      await press(page, "button[value=name]");
    });
    await as(site, options, language, site.staff.mentor, own, async (page) => {
      await press(page, "button[value=accept]");
      await assertSound(page, options);
      await open(page, "log-hours");
      await page.fill("#hours-day", day(0));
      await page.fill("#hours-number", "4");
      await page.fill("#hours-words", "控制程序实操");
      await press(page, "button[value=log-hours]");
    });
    await as(site, options, language, site.staff.tutor, own, async (page) => {
      assert.match(await page.locator("main").innerText(), /控制程序实操/);
      await press(page, "button[value=confirm-hours]");
      assert.match(await page.locator("main").innerText(), language ? /4/ : /双方确认 4，待确认 0/);
    });
  }
}
