// A firm puts up a call on its challenge; an officer makes a sealing key, asks an expert, opens the call; somebody of a
// college asks a question and hands in a sealed proposal with the keyboard alone on a phone, and cannot be shown it again.
// In both languages. The deadline is days away: what follows it is walked over HTTP, where the clock can be moved.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, send, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const WITHOUT_SCRIPTS = { viewport: DESK, javaScriptEnabled: false };
const COLLEGE = { viewport: PHONE };
const PASSPHRASE = "滴水湖边三只白鹭飞过2026";
const TEAM = "微电子学院键合课题组，五人，做过两项同类项目。";

function day(days) {
  return new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10);
}

async function publish(site, language, title) {
  let id;
  await site.use(WITHOUT_SCRIPTS, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
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

async function putUp(site, language, id) {
  await site.use(WITHOUT_SCRIPTS, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
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
async function ask(site, language, title) {
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

async function giveOpinion(site, language, path) {
  await site.use(COLLEGE, async (page) => {
    await signIn(site, page, language, site.staff.expert);
    await site.open(page, `${path.replace("/desk/challenges/", "/my/reviews/")}/opinion`);
    await assertSound(page, COLLEGE);
    await page.check("input[name=declared][value=none]");
    await press(page, "button[value=declare]");
    await page.fill("#opinion", "指标可以测量，建议张榜。");
    await press(page, "button[value=opinion]");
    await assertSound(page, COLLEGE);
  });
}

async function open(site, path) {
  await site.use({ viewport: DESK }, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, path);
    await press(page, "button[value=publish]");
    assert.equal(await page.locator(".next .state-open").count(), 1, await page.locator("main").innerText());
    await assertSound(page, { viewport: DESK });
  });
}

async function propose(site, language, id) {
  await site.use(COLLEGE, async (page) => {
    await signIn(site, page, language, site.staff.teacher);
    await site.open(page, `${language}/listings/${id}`);
    await tabTo(page, ".apply-box a.primary");
    await send(page);
    await assertSound(page, COLLEGE);
    await page.locator("details:has(button[value=ask]) > summary").click();
    await page.fill("#question", "样品尺寸是多少？");
    await press(page, "button[value=ask]");
    assert.match(await page.locator("main").innerText(), /样品尺寸是多少/);
    await site.open(page, `${language}/listings/${id}/proposal`);
    await assertSound(page, COLLEGE);
    await tabTo(page, "#team", TEAM);
    await tabTo(page, "#approach-1", "等离子活化后低温键合。");
    await tabTo(page, "#promised-1", "很高");
    await tabTo(page, "#plan", "先做工艺窗口，再做样机。");
    await tabTo(page, "#milestones", "样机通过测试 | 2027-06-30");
    await tabTo(page, "#price", "450000");
    await tabTo(page, "#intellectual-property", "共同申请");
    site.expectsFailure = true;
    await tabTo(page, "main button.primary");
    await send(page);
    assert.equal(await page.locator("#promised-1").getAttribute("aria-invalid"), "true");
    assert.equal(await page.inputValue("#team"), TEAM);
    await assertSound(page, COLLEGE);
    site.expectsFailure = false;
    await page.fill("#promised-1", "9.5");
    await press(page, "main button.primary");
    const receipt = await page.locator("main").innerText();
    assert.ok(receipt.includes(TEAM) && /[0-9a-f]{64}/.test(receipt), receipt);
    await assertSound(page, COLLEGE);
    await site.open(page, `${language}/my/challenges/${id}`);
    assert.ok(!(await page.locator("main").innerText()).includes(TEAM), "it cannot be shown again");
    await assertSound(page, COLLEGE);
    await site.open(page, `${language}/my/challenges`);
    await assertSound(page, COLLEGE);
  });
}

export async function aCallIsOpenedAndACollegeHandsInASealedProposal(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const [way, language] of LANGUAGES.entries()) {
    const title = `低温键合工艺第${way + 1}榜`;
    const id = await publish(site, language, title);
    await putUp(site, language, id);
    const path = await ask(site, language, title);
    await giveOpinion(site, language, path);
    await open(site, path);
    await propose(site, language, id);
    await site.use({ viewport: DESK }, async (page, context) => {
      await context.addCookies(site.officer);
      await site.open(page, path);
      assert.ok(!(await page.locator("main").innerText()).includes(TEAM), "nobody reads it before the deadline");
    });
  }
}
