// A firm publishes a job with a question; a student applies with the keyboard alone on a phone; the recruiter opens,
// invites and offers with scripts off; the student chooses a time and accepts; both confirm. In both languages.

import assert from "node:assert/strict";
import ICAL from "ical.js";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, send, signIn, signUp, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const STUDENT = { viewport: PHONE };
const RECRUITER = { viewport: DESK, javaScriptEnabled: false };
const QUESTION = "最早哪天可以到岗？";

// The day so many days from now in Shanghai, as a day is typed.
function day(days) {
  return new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10);
}

async function publish(site, language, title) {
  let id;
  await site.use(RECRUITER, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
    await site.open(page, `${language}/my/listings/new?kind=job`);
    await press(page, "main button.primary");
    id = page.url().replace(/.*\/my\/listings\/(.*)\/edit/, "$1");
    await page.fill("#title", title);
    await page.fill("#duties", "跟随工程师调试光刻设备。");
    await page.fill("#requirements", "熟悉Python。");
    await page.fill("#employer", "在临港制造光刻设备。");
    await page.selectOption("#employment_type", "full-time");
    await page.fill("#headcount", "2");
    await page.fill("#pay_min", "9000");
    await page.fill("#pay_max", "12000");
    await page.selectOption("#pay_period", "month");
    await page.fill("#questions", QUESTION);
    await page.fill("#place", "上海市浦东新区");
    await page.fill("#skills", "Python");
    await page.fill("#valid_through", day(60));
    await press(page, "button[value=submit]");
    assert.match(page.url(), new RegExp(`/my/listings/${id}$`));
  });
  await site.use(RECRUITER, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/listings/${id}`);
    // What a trusted organisation submits is public at once.
    if (await page.locator("button[value=approve]").count()) await press(page, "button[value=approve]");
  });
  return id;
}

// Applies with the keyboard alone; returns the path of the student's own page.
async function apply(site, page, language, id) {
  await site.open(page, `${language}/profile/skills`);
  await tabTo(page, "#skill", "Python");
  await send(page);
  await site.open(page, `${language}/listings/${id}`);
  await assertSound(page, STUDENT);
  await tabTo(page, ".apply-box a.primary");
  await send(page);
  await assertSound(page, STUDENT);
  assert.match(await page.locator("main").innerText(), /Python/);
  await tabTo(page, "#answer-1", "下周一");
  site.expectsFailure = true;
  await tabTo(page, "main button.primary");
  await send(page);
  assert.equal(await page.locator("#consent").getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue("#answer-1"), "下周一");
  await assertSound(page, STUDENT);
  site.expectsFailure = false;
  await tabTo(page, "#consent");
  await page.keyboard.press("Space");
  await tabTo(page, "main button.primary");
  await send(page);
  assert.match(page.url(), /\/my\/applications\/[0-9a-f-]{36}$/);
  await assertSound(page, STUDENT);
  return new URL(page.url()).pathname;
}

// Opens the application, says what suits, offers times.
async function invite(site, language, id) {
  await site.use(RECRUITER, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
    await site.open(page, `${language}/my/listings/${id}`);
    await press(page, "a[href$='/applications']");
    await assertSound(page, RECRUITER);
    await press(page, ".work-list button[value=view]");
    await assertSound(page, RECRUITER);
    assert.match(await page.locator("main").innerText(), /下周一/);
    await page.locator("summary", { hasText: /约时间面谈|Offer interview times/ }).click();
    await page.fill("#time-1", `${day(3)}T14:00`);
    await page.fill("#time-2", `${day(4)}T10:00`);
    await page.fill("#invite-words", "3 号会议室");
    await press(page, "button[value=invite]");
    await assertSound(page, RECRUITER);
    site.expectsFailure = true;
    await page.fill("#message", "我的微信号是abc12345");
    await press(page, "button[value=say]");
    assert.equal(await page.inputValue("#message"), "我的微信号是abc12345");
    await assertSound(page, RECRUITER);
    site.expectsFailure = false;
    await page.fill("#message", "请带一份作品。");
    await press(page, "button[value=say]");
  });
}

async function decide(site, language, id, path, step) {
  await site.use(RECRUITER, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
    await site.open(page, `${language}/my/listings/${id}/applications/${path.split("/").at(-1)}`);
    const summary = page.locator("details:has(button[value=" + step + "]) > summary");
    if (await summary.count()) await summary.click();
    await press(page, `button[value=${step}]`);
    await assertSound(page, RECRUITER);
  });
}

export async function aStudentAppliesOnAPhoneAndBothSidesConfirmInTheEnd(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const [way, language] of LANGUAGES.entries()) {
    const id = await publish(site, language, `工艺工程师第${way + 1}位`);
    await site.use(STUDENT, async (page) => {
      await signUp(site, page, language, `applicant${way}@example.com`);
      const path = await apply(site, page, language, id);
      await invite(site, language, id);
      await site.open(page, path);
      await assertSound(page, STUDENT);
      assert.match(await page.locator("main").innerText(), /请带一份作品。/);
      await tabTo(page, "input[name=time]");
      await page.keyboard.press("Space");
      await tabTo(page, "button[value=choose-time]");
      await send(page);
      await assertSound(page, STUDENT);
      const file = await page.evaluate(async (href) => (await fetch(href)).text(), `${path}/interview.ics`);
      const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent"));
      assert.equal(event.startDate.toJSDate().getTime(), Date.parse(`${day(3)}T14:00:00+08:00`));
      await decide(site, language, id, path, "offer");
      await site.open(page, path);
      await tabTo(page, "button[value=accept]");
      await send(page);
      await tabTo(page, "button[value=confirm]");
      await send(page);
      await assertSound(page, STUDENT);
      await decide(site, language, id, path, "confirm");
      await site.open(page, path);
      assert.equal(await page.locator(".next .state-confirmed").count(), 1);
      await assertSound(page, STUDENT);
      await site.open(page, `${language}/my/applications`);
      await assertSound(page, STUDENT);
    });
  }
}
