// A search is saved, a listing is published, and whoever saved the search is told: keyboard alone, scripts off, axe.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findings } from "./axe.mjs";
import { letters, send, signUp, signUpHere, tabTo } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

const PAGES = ["/saved", "/messages", "/account/letters", "/account"];

// Publishes a job with this title as another process does beside the server.
async function publish(site, title) {
  const folder = await mkdtemp(join(tmpdir(), "saved-"));
  const row = { id: title, source: "browser", kind: "job", title, organisation: `${title}有限公司`, description: `${title}的说明。`, city: "上海" };
  await writeFile(join(folder, "rows.jsonl"), `${JSON.stringify(row)}\n`);
  await promisify(execFile)(process.env.RONGQIAO, ["import", "--data", dirname(site.outbox), join(folder, "rows.jsonl")]);
  await rm(folder, { recursive: true });
}

// The letter to `contact` that holds `words`, as soon as it lies in the outbox.
async function letterTo(site, contact, words) {
  for (let waited = 0; waited < 60_000; waited += 250) {
    for (const letter of await letters(site)) {
      if (letter.includes(contact) && letter.includes(words)) return letter;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no letter to ${contact} about ${words}`);
}

async function assertNothingFound(site, page) {
  const found = [];
  for (const language of ["", "/en"]) {
    for (const path of PAGES) {
      await site.open(page, language + path);
      found.push(...(await findings(page, language + path)));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${language}${path} is ${wide} px too wide`);
    }
  }
  assert.deepEqual(found, []);
}

export async function aSavedSearchBringsAnAlertWithTheKeyboardAlone(site) {
  await site.use({ viewport: DESK }, async (page) => {
    await signUp(site, page, "", "saver@example.com");
    await site.open(page, "/search?q=%E6%B3%A2%E6%B5%AA%E5%8F%91%E7%94%B5%E6%B5%AE%E6%A0%87");
    await tabTo(page, ".keep form button");
    await send(page);
    assert.match(page.url(), /\/saved$/);
    assert.match(await page.locator("main").innerText(), /波浪发电浮标[\s\S]*每天早上 8 点/);
    await tabTo(page, ".ways a");
    await send(page);
    await tabTo(page, "#pace");
    await page.keyboard.press("ArrowUp");
    await tabTo(page, "main button.primary");
    await send(page);
    assert.match(await page.locator("main").innerText(), /尽快/);

    await publish(site, "波浪发电浮标工程师");
    await letterTo(site, "saver@example.com", "波浪发电浮标工程师");
    await site.open(page, "/saved");
    assert.match(await page.locator(".messages-link .unread").innerText(), /^1/);
    await assertNothingFound(site, page);
    await site.open(page, "/messages");
    await tabTo(page, ".messages button.primary");
    await send(page);
    assert.match(page.url(), /\/search\?q=.*sort=newest$/);
    assert.match(await page.locator("main").innerText(), /波浪发电浮标工程师/);
    assert.equal(await page.locator(".messages-link .unread").count(), 0);
  });
}

export async function aSavedSearchIsStoppedFromItsLetterWithScriptsOff(site) {
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await site.open(page, "/en/search?q=tidalturbineblade");
    await page.locator(".keep form button").click();
    assert.match(page.url(), /\/en\/sign-in\?back=/);
    await page.getByRole("link", { name: "Create an account" }).click();
    assert.match(page.url(), /back=/);
    await signUpHere(site, page, "stopper@example.com");
    assert.match(page.url(), /\/en\/saved\/searches\/new\?/);
    assert.equal(await page.inputValue("#search-name"), "tidalturbineblade");
    await page.selectOption("#pace", "at-once");
    await page.locator("main button.primary").click();

    await publish(site, "tidalturbineblade engineer");
    const letter = await letterTo(site, "stopper@example.com", "tidalturbineblade engineer");
    const [path] = /\/en\/leave\/[\w-]+/.exec(letter);
    await page.context().clearCookies();
    await site.open(page, path);
    assert.match(await page.locator("main").innerText(), /no longer be told what is new for “tidalturbineblade”/);
    await page.locator("main button.primary").click();
    assert.match(await page.locator("h1").innerText(), /Stopped/);
  });
  await site.use({ viewport: PHONE }, async (page) => {
    await signUp(site, page, "/en", "phone-saver@example.com");
    await site.open(page, site.listing);
    await page.locator(".keep form button").click();
    assert.match(await page.locator(".keep").innerText(), /已收藏/);
    await assertNothingFound(site, page);
  });
}
