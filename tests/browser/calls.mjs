// Calls for proposals in the journeys: what a firm, an expert and an officer do until a call is open.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { day, press, signIn } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

const WITHOUT_SCRIPTS = { viewport: DESK, javaScriptEnabled: false };
const EXPERT = { viewport: PHONE };
export const PASSPHRASE = "滴水湖边三只白鹭飞过2026";

// Publishes the challenge of whoever `recruiter` recruits for; returns its identity.
export async function publish(site, language, title, recruiter) {
  let id;
  await site.use(WITHOUT_SCRIPTS, async (page) => {
    await signIn(site, page, language, recruiter);
    await site.open(page, `${language}/my/listings/new?kind=challenge`);
    await press(page, "main button.primary");
    id = page.url().replace(/.*\/my\/listings\/(.*)\/edit/, "$1");
    await page.fill("#title", title);
    for (const field of await page.locator("main textarea[required]").all()) await field.fill("低温键合的良率需要提高。");
    await page.fill("#description", "现有键合工艺温度过高，需要在150度以下完成。");
    await page.fill("#targets", "键合强度 | 不低于8 | g | 拉力测试");
    await page.fill("#intellectual_property", "共同申请");
    await page.fill("#place", "上海市浦东新区");
    await page.fill("#skills", "Python");
    await page.fill("#valid_through", day(60));
    await press(page, "button[value=submit]");
    assert.match(page.url(), new RegExp(`/my/listings/${id}$`), await page.locator("main").innerText());
  });
  await site.use(WITHOUT_SCRIPTS, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/listings/${id}`);
    if (await page.locator("button[value=approve]").count()) await press(page, "button[value=approve]");
  });
  return id;
}

export async function putUp(site, language, id, recruiter) {
  await site.use(WITHOUT_SCRIPTS, async (page) => {
    await signIn(site, page, language, recruiter);
    await site.open(page, `${language}/my/listings/${id}`);
    await press(page, "a[href$='/my/challenges/" + id + "']");
    await assertSound(page, WITHOUT_SCRIPTS);
    site.expectsFailure = true;
    await press(page, "button[value=put-up]");
    assert.equal(await page.locator("#deadline").getAttribute("aria-invalid"), "true");
    await assertSound(page, WITHOUT_SCRIPTS);
    site.expectsFailure = false;
    await page.fill("#deadline", `${day(20)}T18:00`);
    await press(page, "button[value=put-up]");
    assert.equal(await page.locator(".next .state-checking").count(), 1);
    await assertSound(page, WITHOUT_SCRIPTS);
  });
}

// Makes the officer's key once, asks the expert, and returns the path of the call at the desk.
export async function ask(site, language, title) {
  return site.use({ viewport: DESK }, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/sealing-key`);
    await assertSound(page, { viewport: DESK });
    await page.fill("#new-password", PASSPHRASE);
    await page.fill("#passphrase-again", PASSPHRASE);
    await press(page, "main button.primary");
    await site.open(page, `${language}/desk/challenges`);
    await assertSound(page, { viewport: DESK });
    await Promise.all([page.waitForNavigation(), page.locator("main a", { hasText: title }).click()]);
    await assertSound(page, { viewport: DESK });
    await page.locator("details:has(button[value=invite-opinion]) > summary").click();
    await page.fill("#invite-opinion-contact", site.staff.expert.contact);
    await press(page, "button[value=invite-opinion]");
    assert.match(await page.locator("main").innerText(), /已邀请|Asked/);
    return new URL(page.url()).pathname;
  });
}

export async function giveOpinion(site, language, path) {
  await site.use(EXPERT, async (page) => {
    await signIn(site, page, language, site.staff.expert);
    await site.open(page, `${path.replace("/desk/challenges/", "/my/reviews/")}/opinion`);
    await assertSound(page, EXPERT);
    await page.check("input[name=declared][value=none]");
    await press(page, "button[value=declare]");
    await page.fill("#opinion", "指标可以测量，建议张榜。");
    await press(page, "button[value=opinion]");
    await assertSound(page, EXPERT);
  });
}

export async function open(site, path) {
  await site.use({ viewport: DESK }, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, path);
    await press(page, "button[value=publish]");
    assert.equal(await page.locator(".next .state-open").count(), 1, await page.locator("main").innerText());
    await assertSound(page, { viewport: DESK });
  });
}
