// A student on a phone takes an offer and names the school; the school writes the agreement with scripts off and is told at
// once what is missing; the three confirm, the student with the keyboard alone; the diary begins; an incident is reported
// and taken up, and everything taken along. In both languages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { assertSound } from "./axe.mjs";
import { apply, nameSchool, offer, plan } from "./interns.mjs";
import { day, press, send, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const STUDENT = { viewport: PHONE };
const STAFF = { viewport: DESK, javaScriptEnabled: false };

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
    for (const [field, value] of Object.entries(plan(0))) await page.fill(`#${field}`, value);
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

// The student reports what happened, after forgetting most of it; the school says what it does about it.
async function report(site, page, language, path) {
  await site.open(page, path);
  await press(page, "a[href$='/incidents']");
  await assertSound(page, STUDENT);
  site.expectsFailure = true;
  await press(page, "main button.primary");
  assert.equal(await page.locator("[aria-invalid=true]").count(), 2);
  await assertSound(page, STUDENT);
  site.expectsFailure = false;
  await page.check("input[value=injury]");
  await page.fill("#incident-moment", `${day(0)}T00:00`);
  await page.fill("#incident-words", "搬运工件时左手食指划伤，已到厂医室包扎。");
  await press(page, "main button.primary");
  assert.match(await page.locator("main").innerText(), /左手食指划伤/);
  await assertSound(page, STUDENT);
  await site.use(STAFF, async (page) => {
    await signIn(site, page, language, site.staff.tutor);
    await site.open(page, path);
    await press(page, "a[href*='/incidents/']");
    await assertSound(page, STAFF);
    await page.fill("#incident-answer", "已联系学生和带教师傅，当天到厂了解情况。");
    await press(page, "main button.primary");
    assert.match(await page.locator("main").innerText(), /当天到厂了解情况/);
    await assertSound(page, STAFF);
  });
}

// All that is known of it is there to take along.
async function takeAlong(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("a[href$='/archive']")]);
  assert.match(file.suggestedFilename(), /^internship-.*\.zip$/);
  const names = Object.keys(unzipSync(await readFile(await file.path())));
  assert.ok(["internship.json", "agreement-1/zh-CN.pdf", "SHA256SUMS"].every((name) => names.includes(name)), names.join());
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
      await report(site, page, language, path);
      await takeAlong(page);
    });
  }
}
