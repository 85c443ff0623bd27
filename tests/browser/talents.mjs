// Somebody lets themselves be found; a verified firm finds them by their fit, with the keyboard alone, and invites them
// without learning who they are; they see why, answer, and see who looked: in both languages, on a phone, with scripts off.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { press, send, signIn, signUp, tabTo } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

const WAYS = [
  ["", { viewport: DESK }],
  ["/en", { viewport: PHONE }],
  ["/en", { viewport: PHONE, javaScriptEnabled: false }],
];

// Makes an account with a profile that may be found; goes on in the same window.
async function letThemselvesBeFound(site, page, options, language, contact, wish) {
  await signUp(site, page, language, contact);
  await site.open(page, `${language}/profile/skills`);
  await page.fill("#skill", "PLC编程");
  await press(page, "main form button.primary");
  await site.open(page, `${language}/profile/education`);
  await page.fill("#school", "示例大学");
  await page.fill("#major", "自动化");
  await press(page, "main form button.primary");
  await site.open(page, `${language}/profile/wishes`);
  await page.fill("#titles", wish);
  await press(page, "main form button.primary");
  await site.open(page, `${language}/profile/visibility`);
  await assertSound(page, options);
  await page.check("input[value=findable]");
  await press(page, "main form button.primary");
  await site.open(page, `${language}/my/invitations`);
  await assertSound(page, options);
}

// Finds whoever has this wish with the keyboard alone, and invites them.
async function findAndInvite(site, page, options, language, wish) {
  await signIn(site, page, language, site.staff.finder);
  await site.open(page, `${language}/my/listings/${site.staff.finder.listing}/people`);
  await assertSound(page, options);
  await tabTo(page, `h3 a:has-text("${wish}")`);
  await send(page);
  await assertSound(page, options);
  const shown = await page.locator("main").innerText();
  assert.match(shown, /自动化/);
  assert.doesNotMatch(shown, /示例大学|林汐/);
  site.expectsFailure = true;
  await tabTo(page, "#invitation-words", "请打13912345678");
  await tabTo(page, "main form button.primary");
  await send(page);
  assert.equal(await page.locator("#invitation-words").getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue("#invitation-words"), "请打13912345678");
  await assertSound(page, options);
  site.expectsFailure = false;
  await page.fill("#invitation-words", "您的技能很合适，欢迎看看这个岗位。");
  await press(page, "main form button.primary");
  assert.match(page.url(), /\/people#invited$/);
  await assertSound(page, options);
}

export async function somebodyIsFoundByTheirFitInvitedAndAnswersWithoutBeingNamed(site) {
  if (!site.staff) return "skipped: nobody has a role";
  for (const [way, [language, options]] of WAYS.entries()) {
    const wish = `产线调试第${way + 1}人`;
    await site.use(options, async (own) => {
      await letThemselvesBeFound(site, own, options, language, `found${way}@example.com`, wish);
      await site.use(options, (page) => findAndInvite(site, page, options, language, wish));
      await site.open(own, `${language}/messages`);
      await press(own, "main button.primary");
      assert.match(own.url(), /\/my\/invitations\/[0-9a-f-]{36}$/);
      await assertSound(own, options);
      assert.match(await own.locator("main").innerText(), /您的技能很合适/);
      await tabTo(own, "button[value=interested]");
      await send(own);
      assert.match(own.url(), new RegExp(`/listings/${site.staff.finder.listing}$`));
      await site.open(own, `${language}/account/privacy`);
      assert.match(await own.locator("#finders ~ ul").innerText(), /示例装备有限公司/);
      await assertSound(own, options);
    });
    await site.use(options, async (page) => {
      await signIn(site, page, language, site.staff.finder);
      await site.open(page, `${language}/my/listings/${site.staff.finder.listing}/people`);
      assert.equal(await page.locator(".work-list .state-interested").count(), way + 1);
      await assertSound(page, options);
    });
  }
}
