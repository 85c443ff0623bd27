// A firm puts up a call on its challenge; an officer makes a sealing key, asks an expert, opens the call; somebody of a
// college asks a question and hands in a sealed proposal with the keyboard alone on a phone, and cannot be shown it again.
// In both languages. What follows the deadline stands in whole-story.mjs.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { ask, giveOpinion, open, publish, putUp } from "./calls.mjs";
import { officerSignsIn, press, send, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const COLLEGE = { viewport: PHONE };
const TEAM = "微电子学院键合课题组，五人，做过两项同类项目。";

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
    const id = await publish(site, language, title, site.staff.recruiter);
    await putUp(site, language, id, site.staff.recruiter);
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
