// An account is made, protected and left, with the keyboard alone, with scripts off, and without a finding of axe.

import assert from "node:assert/strict";
import { findings } from "./axe.mjs";
import { PASSWORD, codeFor, deviceCode, send, signUp, tabTo } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

export async function anAccountIsMadeWithTheKeyboardAlone(site) {
  await site.use({ viewport: DESK }, async (page) => {
    await signUp(site, page, "", "keyboard@example.com");
    assert.match(await page.locator("main").innerText(), /林汐，您好/);
    const found = [];
    for (const path of ["/account", "/account/details", "/account/password", "/account/contacts", "/account/second-factor"]) {
      for (const language of ["", "/en"]) {
        await site.open(page, language + path);
        found.push(...(await findings(page, language + path)));
      }
    }
    assert.deepEqual(found, []);
  });
}

export async function anAccountIsMadeProtectedAndEnteredAgainWithScriptsOff(site) {
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await site.open(page, "/en/sign-up");
    await page.fill("#name", "Lin Xi");
    await page.fill("#contact", "phone@example.com");
    await page.fill("#new-password", PASSWORD);
    await page.check("#agreed");
    await page.locator("main button.primary").click();
    await page.fill("#code", await codeFor(site, "phone@example.com"));
    await page.locator("main button.primary").click();
    assert.match(await page.locator("main").innerText(), /Hello, Lin Xi/);

    await page.getByRole("link", { name: "Turn the second step on" }).click();
    const secret = await page.locator("input[name=secret]").inputValue();
    await page.fill("#code", deviceCode(secret));
    await page.fill("#password", PASSWORD);
    await page.locator("main button.primary").click();
    const paper = await page.locator(".paper-codes li").first().innerText();
    await page.locator("main .onward a").click();
    await page.getByRole("button", { name: "Sign out", exact: true }).last().click();

    await page.locator(".account-link").click();
    await page.fill("#contact", "phone@example.com");
    await page.fill("#password", PASSWORD);
    await page.locator("main button.primary").click();
    assert.match(page.url(), /second-factor/);
    await page.fill("#factor", paper);
    await page.locator("main button.primary").click();
    assert.match(await page.locator("main").innerText(), /paper codes left: 9/);
  });
}

export async function whatIsWrongWithAFormTakesTheFocus(site) {
  await site.use({ viewport: PHONE }, async (page) => {
    await site.open(page, "/sign-up");
    site.expectsFailure = true;
    await page.fill("#contact", "linxi@");
    await page.locator("main button.primary").click();
    await page.locator("#mistakes").waitFor();
    assert.ok(await page.locator("#mistakes").evaluate((it) => it === document.activeElement));
    assert.equal(await page.locator("#contact").inputValue(), "linxi@");
    assert.equal(await page.locator("#contact").getAttribute("aria-invalid"), "true");
    assert.deepEqual(await findings(page, "/sign-up"), []);
  });
}
