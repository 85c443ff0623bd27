// Internships in the journeys: what student, host and school do until one is planned.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { day, press, send, signIn, tabTo } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

const STUDENT = { viewport: PHONE };
const STAFF = { viewport: DESK, javaScriptEnabled: false };

// What a school types for an undergraduate whose internship begins so many days from now.
export const plan = (from) => ({
  "plan-born-on": "2004-05-10",
  "plan-major": "机械设计制造及其自动化",
  "plan-year-of-study": "3",
  "plan-first-day": day(from),
  "plan-last-day": day(from + 90),
  "plan-tasks": "在装配车间学习减速器装配与检验。",
  "plan-host-place": "云汉路979号",
  "plan-host-tutor-name": "王磊",
  "plan-host-tutor-role": "车间主任",
  "plan-employees": "300",
  "plan-interns": "5",
  "plan-employees-at-post": "40",
  "plan-interns-at-post": "2",
  "plan-school-tutor-name": "陈静",
  "plan-school-tutor-role": "专业教师",
  "plan-site-visit-on": day(-30),
  "plan-insurer": "太平洋财产保险",
  "plan-policy-number": "SX2026-0099",
  "plan-insured-from": day(from),
  "plan-insured-until": day(from + 90),
  "plan-trained-on": day(from - 1),
  "plan-training-hours": "8",
  "plan-housing": "公司提供宿舍和工作餐。",
});

// Applies with what has to be given; returns the path of the student's own page.
export async function apply(site, page, language) {
  await site.open(page, `${language}/profile/skills`);
  await tabTo(page, "#skill", "SolidWorks");
  await send(page);
  await site.open(page, `${language}/listings/${site.staff.tutor.internship}/apply`);
  await page.check("#consent");
  await press(page, "main button.primary");
  assert.match(page.url(), /\/my\/applications\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

// The host looks at the application and offers a place.
export async function offer(site, language, id) {
  await site.use(STAFF, async (page) => {
    await signIn(site, page, language, site.staff.finder);
    await site.open(page, `${language}/my/listings/${site.staff.tutor.internship}/applications/${id}`);
    await press(page, "button[value=view]");
    await page.locator("details:has(button[value=offer]) > summary").click();
    await press(page, "button[value=offer]");
  });
}

// Names the school, after forgetting to.
export async function nameSchool(site, page) {
  await page.locator("a[href*='/my/internships/']").first().click();
  await assertSound(page, STUDENT);
  await press(page, "a[href$='/school']");
  await assertSound(page, STUDENT);
  site.expectsFailure = true;
  await press(page, "main button.primary");
  assert.equal(await page.locator("#internship-school").getAttribute("aria-invalid"), "true");
  await assertSound(page, STUDENT);
  site.expectsFailure = false;
  const school = await page.locator("#internship-school option", { hasText: "示例理工大学" }).getAttribute("value");
  await page.selectOption("#internship-school", school);
  await press(page, "main button.primary");
}
