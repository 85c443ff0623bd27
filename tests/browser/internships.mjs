// A student on a phone takes an offer and names the school; the school writes the agreement with scripts off and is told at
// once what is missing; the three confirm, the student with the keyboard alone; the diary begins. In both languages.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { press, send, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const STUDENT = { viewport: PHONE };
const STAFF = { viewport: DESK, javaScriptEnabled: false };

// The day so many days from now in Shanghai, as a day is typed.
function day(days) {
  return new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10);
}

const PLAN = {
  "plan-born-on": "2004-05-10",
  "plan-major": "机械设计制造及其自动化",
  "plan-year-of-study": "3",
  "plan-first-day": day(0),
  "plan-last-day": day(90),
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
  "plan-insured-from": day(0),
  "plan-insured-until": day(90),
  "plan-trained-on": day(-1),
  "plan-training-hours": "8",
  "plan-housing": "公司提供宿舍和工作餐。",
};

// Applies with what has to be given; returns the path of the student's own page.
async function apply(site, page, language) {
  await site.open(page, `${language}/profile/skills`);
  await tabTo(page, "#skill", "SolidWorks");
  await send(page);
  await site.open(page, `${language}/listings/${site.staff.tutor.internship}/apply`);
  await page.check("#consent");
  await press(page, "main button.primary");
  assert.match(page.url(), /\/my\/applications\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function offer(site, language, id) {
  await site.use(STAFF, async (page) => {
    await signIn(site, page, language, site.staff.finder);
    await site.open(page, `${language}/my/listings/${site.staff.tutor.internship}/applications/${id}`);
    await press(page, "button[value=view]");
    await page.locator("details:has(button[value=offer]) > summary").click();
    await press(page, "button[value=offer]");
  });
}

async function nameSchool(site, page) {
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

// Agrees, is told what is missing in the plan, and writes it.
async function write(site, language, path) {
  await site.use(STAFF, async (page) => {
    await signIn(site, page, language, site.staff.tutor);
    await site.open(page, `${language}/my/internships`);
    await assertSound(page, STAFF);
    await site.open(page, path);
    await press(page, "button[value=approve]");
    await press(page, "a[href$='/plan']");
    await assertSound(page, STAFF);
    site.expectsFailure = true;
    await press(page, "main form.panel button.primary");
    assert.ok((await page.locator("[aria-invalid=true]").count()) > 10);
    await assertSound(page, STAFF);
    for (const [field, value] of Object.entries(PLAN)) await page.fill(`#${field}`, value);
    await page.selectOption("#plan-level", "undergraduate");
    await page.check("input[name=plan-weekdays][value=saturday]");
    await press(page, "main form.panel button.primary");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 1);
    await assertSound(page, STAFF);
    site.expectsFailure = false;
    await page.fill("#plan-reason-rest-days", "展会只在周末举行。");
    await press(page, "main form.panel button.primary");
    assert.match(await page.locator("main").innerText(), /展会只在周末举行。/);
    await assertSound(page, STAFF);
  });
}

async function act(site, language, person, path, selector) {
  await site.use(STAFF, async (page) => {
    await signIn(site, page, language, person);
    await site.open(page, path);
    await press(page, selector);
    await assertSound(page, STAFF);
  });
}

export async function anInternshipBeginsOnceStudentHostAndSchoolHaveConfirmedTheAgreement(site) {
  if (!site.staff) return "skipped: nobody has a role";
  for (const [way, language] of LANGUAGES.entries()) {
    await site.use(STUDENT, async (page) => {
      await signIn(site, page, language, { contact: `intern${way}@example.com` });
      const application = await apply(site, page, language);
      const id = application.split("/").at(-1);
      const path = `${language}/my/internships/${id}`;
      await offer(site, language, id);
      await site.open(page, application);
      await press(page, "button[value=accept]");
      await nameSchool(site, page);
      await write(site, language, path);
      await site.open(page, path);
      await tabTo(page, "form[action$='/agree'] button");
      await send(page);
      await assertSound(page, STUDENT);
      for (const person of [site.staff.finder, site.staff.tutor]) {
        await act(site, language, person, path, "form[action$='/agree'] button");
      }
      await act(site, language, site.staff.tutor, path, "button[value=start]");
      await site.open(page, `${path}/diary`);
      await assertSound(page, STUDENT);
      await tabTo(page, "#diary-hours", "7.5");
      await tabTo(page, "#diary-text", "入厂培训，认识装配线。");
      await tabTo(page, "main button.primary");
      await send(page);
      assert.match(await page.locator("main").textContent(), /认识装配线/);
      await assertSound(page, STUDENT);
    });
  }
}
