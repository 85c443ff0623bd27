// Signing in by the account of a university: a certified OpenID provider runs beside the site.

import assert from "node:assert/strict";
import Provider from "oidc-provider";
import { findings } from "./axe.mjs";
import { codeFor, PASSWORD } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

// The university, which knows everybody by the number that they type. It leads back to the site alone.
async function openUniversity(site) {
  const back = LANGUAGES.map((language) => `${site.base}${language}/sign-in/with/university`);
  const quiet = console.warn;
  console.warn = console.info = () => {};
  const provider = new Provider(`http://127.0.0.1:${site.university}`, {
    clients: [{ client_id: "rongqiao", client_secret: "a secret between the two", redirect_uris: back, application_type: "web" }],
    claims: { openid: ["sub"], profile: ["name"] },
    pkce: { required: () => true },
    cookies: { keys: ["not a secret, for the journey only"] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, name: "林汐" }) }),
  });
  const server = await new Promise((resolve) => {
    const listening = provider.listen(Number(site.university), "127.0.0.1", () => resolve(listening));
  });
  console.warn = quiet;
  return server;
}

// Shows the university who one is, and agrees that the site learns it.
async function proveAt(page, number) {
  await page.locator("input[name=login]").fill(number);
  await page.locator("input[name=password]").fill("any");
  await Promise.all([page.waitForURL(/\/interaction\/|\/sign-in|\/account/), page.locator("button[type=submit]").click()]);
  if (page.url().includes("/interaction/")) {
    await Promise.all([page.waitForURL(/\/sign-in|\/account/), page.locator("button[type=submit]").click()]);
  }
}

// Where scripts are off, the page on the way back has a button.
async function goOn(page) {
  const button = page.locator("form[action$='/proof'] button");
  if (await button.count()) await Promise.all([page.waitForNavigation(), button.click()]);
}

async function throughUniversity(site, page, language, number) {
  await site.open(page, `${language}/sign-in`);
  await Promise.all([page.waitForURL(/\/interaction\//), page.locator("form.way button").first().click()]);
  await proveAt(page, number);
}

export async function theAccountOfAUniversityIsLinkedOnceAndThenOpensTheAccountHere(site) {
  const university = await openUniversity(site);
  try {
    await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
      await throughUniversity(site, page, "", "2026110001");
      await goOn(page);
      assert.match(page.url(), /\/sign-in\/new$/);
      assert.match(await page.locator("main").innerText(), /演示大学（林汐）/);
      await page.getByText("去注册").click();
      await page.locator("#name").fill("林汐");
      await page.locator("#contact").fill("university@example.com");
      await page.locator("#new-password").fill(PASSWORD);
      await page.locator("#agreed").check();
      await Promise.all([page.waitForNavigation(), page.locator("main form button.primary").click()]);
      await page.locator("#code").fill(await codeFor(site, "university@example.com"));
      await Promise.all([page.waitForNavigation(), page.locator("main form button.primary").click()]);
      assert.match(page.url(), /\/account\/identities$/);
      await Promise.all([page.waitForNavigation(), page.getByText("关联到我的账号").click()]);
      assert.match(await page.locator("main").innerText(), /演示大学（林汐）[\s\S]*起可用它登录/);
    });
    await site.use({ viewport: DESK }, async (page) => {
      await throughUniversity(site, page, "/en", "2026110001");
      await page.waitForURL(/\/en\/account$/);
      const found = [];
      for (const path of ["/account/identities", "/en/account/identities", "/sign-in"]) {
        await site.open(page, path);
        found.push(...(await findings(page, path)));
      }
      assert.deepEqual(found, []);
    });
  } finally {
    university.close();
    university.closeAllConnections();
  }
}

export async function whoeverComesBackWithSomebodyElsesProofIsTurnedAway(site) {
  const university = await openUniversity(site);
  try {
    const stolen = await site.use({ javaScriptEnabled: false, viewport: DESK }, async (page) => {
      await throughUniversity(site, page, "", "2026110002");
      return page.url();
    });
    assert.match(stolen, /code=.+state=/s);
    await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
      site.expectsFailure = true;
      await page.goto(stolen);
      await goOn(page);
      assert.match(await page.locator("main").innerText(), /没有确认您的身份/);
      await page.goto(`${site.base}/sign-in/with/university?error=access_denied`);
      assert.match(await page.locator("main").innerText(), /没有确认您的身份/);
      await page.goto(`${site.base}/account`);
      assert.match(page.url(), /\/sign-in\?back=/);
    });
  } finally {
    university.close();
    university.closeAllConnections();
  }
}
