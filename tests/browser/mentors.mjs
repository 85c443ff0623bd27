// A school asks a firm for a mentor, the firm names one, who agrees and logs hours that the school confirms; the firm says
// what its people teach, and the school finds it and sends a teacher there, whose hours the firm confirms: in both languages,
// wide and narrow, with scripts and without, axe clean.

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

const WAYS = [
  ["", { viewport: DESK }],
  ["/en", { viewport: PHONE, javaScriptEnabled: false }],
];

async function logHours(page, what) {
  await open(page, "log-hours");
  await page.fill("#hours-day", day(0));
  await page.fill("#hours-number", "4");
  await page.fill("#hours-words", what);
  await press(page, "button[value=log-hours]");
}

export async function aTeacherPractisesInAFirmThatIsFoundByWhatItsPeopleTeach(site) {
  if (!site.staff) return "skipped: nobody has a role";
  const { finder, lecturer, mentor, tutor } = site.staff;
  for (const [language, options] of WAYS) {
    await as(site, options, language, finder, `${language}/my/mentoring`, async (page) => {
      await press(page, "a[href*='/mentoring/firms/']");
      await assertSound(page, options);
      site.expectsFailure = true;
      await page.fill("#mentor-subjects", "产线自动化，联系电话 13812345678");
      await press(page, "main button.primary");
      await assertSound(page, options);
      site.expectsFailure = false;
      await page.fill("#mentor-subjects", "产线自动化\n设备预测性维护");
      await press(page, "main button.primary");
      assert.match(await page.locator("main").innerText(), /设备预测性维护/);
    });
    let own;
    await as(site, options, language, tutor, `${language}/my/mentoring`, async (page) => {
      await press(page, "a[href$='/mentoring/firms']");
      await page.fill("#q", "预测性维护");
      await press(page, ".list-search button");
      assert.ok((await page.locator("main").innerText()).includes(mentor.firm));
      await assertSound(page, options);
      await site.open(page, `${language}/my/mentoring/practice`);
      await assertSound(page, options);
      await page.selectOption("#mentor-school", { label: tutor.school });
      await page.selectOption("#mentor-teacher", { index: 1 });
      await page.selectOption("#mentor-firm", { label: mentor.firm });
      await page.fill("#mentor-subject", "产线轮岗实践");
      await page.fill("#mentor-from", day(0));
      await page.fill("#mentor-until", day(60));
      await page.fill("#mentor-hours", "160");
      await press(page, "main button.primary");
      own = new URL(page.url()).pathname;
    });
    await as(site, options, language, lecturer, own, (page) => press(page, "button[value=accept]"));
    await as(site, options, language, finder, own, (page) => press(page, "button[value=accept]"));
    await as(site, options, language, lecturer, own, (page) => logHours(page, "随班组排查输送线故障"));
    await as(site, options, language, finder, own, (page) => press(page, "button[value=confirm-hours]"));
    await as(site, options, language, tutor, `${language}/my/mentoring`, async (page) => {
      assert.match(await page.locator(".figures-table").innerText(), /林汐/);
    });
  }
}

export async function aMentorIsAppointedAndHoursCountOnceBothSaidSo(site) {
  if (!site.staff) return "skipped: nobody has a role";
  for (const [language, options] of WAYS) {
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
      await logHours(page, "控制程序实操");
    });
    await as(site, options, language, site.staff.tutor, own, async (page) => {
      assert.match(await page.locator("main").innerText(), /控制程序实操/);
      await press(page, "button[value=confirm-hours]");
      assert.match(await page.locator("main").innerText(), language ? /4/ : /双方确认 4，待确认 0/);
    });
  }
}
