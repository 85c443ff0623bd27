// A student fills a profile from a résumé, with the keyboard alone or with scripts off, and axe finds nothing.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { send, signUp, tabTo } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

const RESUME = `林汐　手机 13912345678
2022.09-2026.06　上海海洋大学　机械设计制造及其自动化　本科
精通SolidWorks，熟悉Python，会西门子PLC，英语六级
2025.07-2025.09　临港重型装备有限公司　机械设计实习生
参与减速箱壳体的三维建模
希望从事机械设计工作`;

async function fillFromPaste(site, viewport, language, contact) {
  await site.use({ viewport }, async (page) => {
    await signUp(site, page, language, contact);
    await site.open(page, `${language}/profile`);
    await assertSound(page);
    await tabTo(page, `a[href="${language}/profile/reading"]`);
    await send(page);
    await assertSound(page);
    await tabTo(page, "#text");
    await page.keyboard.insertText(RESUME);
    await tabTo(page, "main button.primary");
    await send(page);
    assert.equal(await page.locator("mark").filter({ hasText: "SolidWorks" }).count(), 1);
    await assertSound(page);
    // What was read of the first entry is put right before it is kept.
    await tabTo(page, '[id="0-major"]');
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("机械工程");
    await tabTo(page, "main button.primary");
    await send(page);
    assert.match(page.url(), /\/profile$/);
    const main = await page.locator("main").innerText();
    for (const words of ["上海海洋大学", "机械工程", "SolidWorks", "临港重型装备有限公司"]) assert.ok(main.includes(words), main);
    assert.ok(!main.includes("13912345678"));
    for (const it of await page.locator("main details summary").all()) await it.press("Enter");
    await assertSound(page);

    await tabTo(page, `a[href="${language}/profile/visibility"]`);
    await send(page);
    await assertSound(page);
    await tabTo(page, "input[value=private]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, "main button.primary");
    await send(page);
    await page.locator("main details summary").last().press("Enter");
    const seen = await page.locator("main details").last().innerText();
    assert.ok(seen.includes("SolidWorks") && !seen.includes("上海海洋大学"), seen);

    await tabTo(page, 'a[href*="/fits?"]');
    await send(page);
    assert.ok((await page.locator(".fit").count()) > 0, "something fits");
    for (const part of ["education", "skills", "certificates", "experience", "wishes", "availability"]) {
      await site.open(page, `${language}/profile/${part}`);
      await assertSound(page);
    }
  });
}

export async function aStudentFillsAProfileFromAPastedResumeOnAPhone(site) {
  await fillFromPaste(site, PHONE, "", "linxi-390@example.com");
}

export async function aStudentFillsAProfileFromAPastedResumeAtADesk(site) {
  await fillFromPaste(site, DESK, "/en", "linxi-1280@example.com");
}

export async function aResumeThatChromiumPrintedIsReadWithScriptsOff(site) {
  const printed = await site.use({}, async (page) => {
    await page.setContent(`<html lang="zh-CN"><body>${RESUME.split("\n").map((line) => `<p>${line}</p>`).join("")}</body></html>`);
    return page.pdf({ format: "A4" });
  });
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await signUp(site, page, "", "linxi-file@example.com");
    await site.open(page, "/profile/reading");
    await page.setInputFiles("#file", { name: "resume.pdf", mimeType: "application/pdf", buffer: printed });
    await page.locator("main button.primary").click();
    assert.equal(await page.locator("mark").filter({ hasText: "SolidWorks" }).count(), 1);
    assert.match(await page.locator("main").innerText(), /手机号，已经去掉/);
    await page.locator("main form button.primary").click();
    assert.match(page.url(), /\/profile$/);
    assert.match(await page.locator("main").innerText(), /机械设计实习生/);
    await page.locator('main form button[aria-label*="SolidWorks"]').click();
    assert.doesNotMatch(await page.locator("main").innerText(), /SolidWorks/);
  });
}

export async function whatIsWrongWithAnEntryTakesTheFocus(site) {
  await site.use({ viewport: PHONE }, async (page) => {
    await signUp(site, page, "/en", "linxi-wrong@example.com");
    await site.open(page, "/en/profile/experience");
    site.expectsFailure = true;
    await page.fill("#organisation", "Harbour Works");
    await page.fill("#from", "last year");
    await page.fill("#done", "Call 13912345678");
    await page.locator("main button.primary").click();
    await page.locator("#mistakes").waitFor();
    assert.ok(await page.locator("#mistakes").evaluate((it) => it === document.activeElement));
    assert.equal(await page.locator("#organisation").inputValue(), "Harbour Works");
    assert.equal(await page.locator("#mistakes a").count(), 2);
    await assertSound(page);
  });
}
