// A person downloads their data, deletes a part of it and closes the account: keyboard alone, scripts off, axe finds nothing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertSound } from "./axe.mjs";
import { PASSWORD, send, signUp, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const WORDS = {
  "": { restricted: /起暂停使用/, deleted: /已删除/, closed: "账号已注销", record: "邮箱与手机号" },
  "/en": { restricted: /Use stopped since/, deleted: /Deleted/, closed: "Your account is closed", record: "E-mail addresses and mobile numbers" },
};

// Asks for the file with whatever `press` does; returns what it holds.
async function download(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  return JSON.parse(await readFile(await file.path(), "utf8"));
}

async function copyDeleteAndLeave(site, viewport, language, contact) {
  const words = WORDS[language];
  await site.use({ viewport, acceptDownloads: true }, async (page) => {
    await site.open(page, `${language}/privacy`);
    assert.ok((await page.locator("main table").innerText()).includes(words.record));
    await assertSound(page);
    await site.open(page, `${language}/sign-up/school`);
    await assertSound(page);
    await signUp(site, page, language, contact);
    await tabTo(page, `a[href="${language}/account/privacy"]`);
    await send(page);
    await assertSound(page);

    await tabTo(page, `a[href="${language}/account/privacy/copy"]`);
    await send(page);
    await assertSound(page);
    await tabTo(page, "#password", PASSWORD);
    const copy = await download(page, () => page.keyboard.press("Enter"));
    assert.equal(copy.format, "rongqiao-personal-data");
    assert.equal(copy.data.contacts[0].value, contact);
    assert.equal(copy.about.contacts.what, words.record);

    await site.open(page, `${language}/account/privacy`);
    await tabTo(page, 'form[action$="/restrict"] button');
    await send(page);
    assert.match(await page.locator("main").innerText(), words.restricted);
    await assertSound(page);
    await tabTo(page, 'a[href$="delete?part=profile"]');
    await send(page);
    await assertSound(page);
    await tabTo(page, "main button.primary");
    await send(page);
    assert.match(await page.locator("main").innerText(), words.deleted);
    await site.open(page, `${language}/account/privacy/requests/new`);
    await assertSound(page);

    await site.open(page, `${language}/account/privacy/close`);
    await assertSound(page);
    await tabTo(page, "#understood");
    await page.keyboard.press("Space");
    await tabTo(page, "#password", PASSWORD);
    await send(page);
    assert.equal(await page.locator("h1").innerText(), words.closed);
    await assertSound(page);
    await site.open(page, `${language}/account`);
    assert.match(page.url(), /sign-in/);
  });
}

export async function aPersonDownloadsAndDeletesTheirDataInBothLanguagesOnAPhoneAndAtADesk(site) {
  for (const viewport of [PHONE, DESK]) {
    for (const language of LANGUAGES) {
      await copyDeleteAndLeave(site, viewport, language, `leaves-${viewport.width}${language.slice(1)}@example.com`);
    }
  }
}

export async function aPersonDownloadsAndDeletesTheirDataWithScriptsOff(site) {
  await site.use({ javaScriptEnabled: false, viewport: PHONE, acceptDownloads: true }, async (page) => {
    await signUp(site, page, "/en", "leaves-off@example.com");
    await site.open(page, "/en/account/privacy/copy");
    await page.fill("#password", PASSWORD);
    const copy = await download(page, () => page.locator("main button.primary").click());
    assert.equal(copy.data.account.length, 1);
    await site.open(page, "/en/account/privacy/close");
    await page.check("#understood");
    await page.fill("#password", PASSWORD);
    await page.locator("main button.primary").click();
    assert.match(page.url(), /\/en\/account-closed$/);
  });
}

export async function whatIsWrongWithClosingTakesTheFocus(site) {
  await site.use({ viewport: PHONE }, async (page) => {
    await signUp(site, page, "", "stays@example.com");
    await site.open(page, "/account/privacy/close");
    site.expectsFailure = true;
    await page.locator("main button.primary").click();
    await page.locator("#mistakes").waitFor();
    assert.ok(await page.locator("#mistakes").evaluate((it) => it === document.activeElement));
    await assertSound(page);
  });
}
