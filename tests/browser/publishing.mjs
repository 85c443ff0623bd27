// A recruiter posts an internship, is told about "限男性", mends it, is returned by the desk with a remark, mends, is
// published, and is found by search: with the keyboard alone and with scripts off, in both languages.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const SECONDS = 1000;

// The day so many days from now, as a day is typed.
function day(days) {
  return new Date(Date.now() + (days * 24 + 8) * 3600 * SECONDS).toISOString().slice(0, 10);
}

async function fillInternship(page, title) {
  await page.fill("#title", title);
  await page.fill("#duties", "跟随工程师调试光刻设备。");
  await page.fill("#requirements", "熟悉Python，限男性。");
  await page.fill("#employer", "在临港制造光刻设备。");
  await page.selectOption("#employment_type", "internship");
  await page.fill("#headcount", "2");
  await page.fill("#pay_min", "200");
  await page.fill("#pay_max", "260");
  await page.selectOption("#pay_period", "day");
  await page.fill("#place", "上海市浦东新区");
  await page.fill("#skills", "Python");
  await page.fill("#valid_through", day(60));
}

async function begin(site, page, language) {
  await site.open(page, `${language}/my/listings/new?kind=job`);
  await press(page, "main button.primary");
  assert.match(page.url(), /\/edit$/);
  return page.url().replace(/.*\/my\/listings\/(.*)\/edit/, "$1");
}

// Whether a search for `title` finds a listing of that name, asked until a second is over.
async function found(site, title) {
  for (const asked = Date.now(); Date.now() - asked < SECONDS; ) {
    const answer = await (await fetch(`${site.base}/api/v1/search?q=${encodeURIComponent(title)}`)).json();
    if (answer.hits[0]?.title === title) return Date.now() - asked;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

async function publishWith(site, options, language, title) {
  let id;
  await site.use(options, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
    id = await begin(site, page, language);
    await fillInternship(page, title);
    site.expectsFailure = true;
    await press(page, "button[value=submit]");
    const told = await page.locator("#mistakes").innerText();
    assert.match(told, /限男性/);
    assert.equal(await page.locator("#requirements").getAttribute("aria-invalid"), "true");
    await assertSound(page, options);
    await page.fill("#requirements", "熟悉Python和MATLAB。");
    await press(page, "button[value=submit]");
    assert.match(page.url(), new RegExp(`/my/listings/${id}$`));
    await assertSound(page, options);
  });
  return id;
}

async function review(site, options, language, id, act) {
  await site.use(options, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/listings`);
    await assertSound(page, options);
    await press(page, `a[href$='/desk/listings/${id}']`);
    await assertSound(page, options);
    await act(page);
    assert.match(page.url(), /\/desk\/listings$/);
  });
}

export async function anInternshipIsBlockedMendedReturnedMendedPublishedAndFound(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  const took = [];
  const ways = [
    ["", { viewport: DESK }],
    ["/en", { viewport: PHONE }],
    ["/en", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  for (const [language, options] of ways) {
    const title = `光刻实习生第${Date.now() % 100000}批`;
    const id = await publishWith(site, options, language, title);
    await review(site, options, language, id, async (page) => {
      await page.locator("details:has(#remark-duties) summary").click();
      await page.fill("#remark-duties", "请写明谁带教。");
      await page.fill("#reason", "还差一点。");
      await press(page, "button[value=return]");
    });
    await site.use(options, async (page) => {
      await signIn(site, page, language, site.staff.recruiter);
      await site.open(page, `${language}/my/listings/${id}`);
      assert.match(await page.locator("main").innerText(), /请写明谁带教/);
      await press(page, "a.primary");
      assert.match(await page.locator("#duties-remark").innerText(), /请写明谁带教/);
      await page.fill("#duties", "由两位工程师带教，调试光刻设备。");
      await press(page, "button[value=submit]");
    });
    await review(site, options, language, id, (page) => press(page, "button[value=approve]"));
    const milliseconds = await found(site, title);
    assert.notEqual(milliseconds, undefined, `${title} is found within a second`);
    took.push(milliseconds);
  }
  return `found after ${took.join(" and ")} ms`;
}

export async function aDraftIsWrittenAndKeptWithTheKeyboardAlone(site) {
  if (!site.staff) return "skipped: nobody has a role";
  return site.use({ viewport: DESK }, async (page) => {
    await signIn(site, page, "", site.staff.recruiter);
    await site.open(page, "/my/listings");
    await tabTo(page, "a[href$='/my/listings/new']");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await tabTo(page, "#kind");
    for (const _ of ["job", "course"]) await page.keyboard.press("ArrowDown");
    await tabTo(page, "main button.primary");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await tabTo(page, "#title", "键盘写下的课程");
    await page.locator("[data-autosaved]").filter({ hasText: /草稿已于/ }).waitFor();
    await page.reload();
    assert.equal(await page.locator("#title").inputValue(), "键盘写下的课程");
    // What a button sends after the draft was kept by itself is not refused.
    await tabTo(page, "#title", "二");
    await page.locator("[data-autosaved]").filter({ hasText: /草稿已于/ }).waitFor();
    await press(page, "button[value=save]");
    assert.match(page.url(), /\?saved$/);
    assert.match(await page.locator("#title").inputValue(), /二/);
  });
}

export async function thePagesOfPublishingFitTheirWindowsInBothLanguages(site) {
  if (!site.staff) return "skipped: nobody has a role";
  for (const viewport of [PHONE, DESK]) {
    await site.use({ viewport }, async (page) => {
      await signIn(site, page, "", site.staff.recruiter);
      const id = await begin(site, page, "");
      await fillInternship(page, "宽度");
      await press(page, "button[value=save]");
      for (const language of LANGUAGES) {
        for (const path of ["/my/listings", "/my/listings/new", `/my/listings/${id}`, `/my/listings/${id}/edit`, `/my/listings/${id}/preview`]) {
          await site.open(page, language + path);
          await assertSound(page);
        }
      }
    });
  }
}
