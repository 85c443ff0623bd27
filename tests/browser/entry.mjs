// An organisation is entered up to the desk, with scripts off and with the keyboard, and without a finding of axe.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findings } from "./axe.mjs";
import { signUp } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

async function fillIn(page) {
  await page.locator("a[href$='/edit']").first().click();
  await page.selectOption("#entry-recruiter-class", "employer");
  await page.selectOption("#entry-zone", "lg-ic");
  await page.fill("#entry-address", "东方芯港云水路1000号");
  await page.fill("#entry-summary", "设计汽车芯片。");
  await page.locator("main button.primary").click();
}

export async function anOrganisationIsEnteredUpToTheDeskWithScriptsOff(site) {
  const folder = await mkdtemp(join(tmpdir(), "evidence-"));
  const proof = join(folder, "证明.pdf");
  await writeFile(proof, "%PDF-1.7 evidence");
  await site.use({ javaScriptEnabled: false, viewport: PHONE }, async (page) => {
    await signUp(site, page, "/en", "entering@example.com");
    await site.open(page, "/en/organisations/new");
    await page.fill("#entry-name", "芯港测试有限公司");
    await page.fill("#entry-credit-code", "91310115MA154214X0");
    await page.selectOption("#entry-kind", "firm");
    await page.locator("main button.primary").click();
    await fillIn(page);
    for (const slot of ["licence", "mandate", "identity", "prospectus"]) {
      await page.locator(`a[href$='slot=${slot}']`).click();
      await page.setInputFiles("#evidence-file", proof);
      await page.locator("main button.primary").click();
    }
    await page.getByRole("button", { name: "Hand it in" }).click();
    assert.match(await page.locator("main").innerText(), /With the desk/);
    assert.match(await page.locator("main").innerText(), /which answers by/);
  });
}

export async function thePagesOfEnteringHaveNoFindingAndFitAPhone(site) {
  await site.use({ viewport: PHONE }, async (page) => {
    await signUp(site, page, "", "looking@example.com");
    await site.open(page, "/organisations/new");
    await page.fill("#entry-name", "滴水湖精密仪器有限公司");
    await page.fill("#entry-credit-code", "91310115MA1044327N");
    await page.selectOption("#entry-kind", "firm");
    await page.locator("main button.primary").click();
    const file = new URL(page.url()).pathname;
    const found = [];
    for (const language of ["", "/en"]) {
      for (const path of ["/organisations/new", "/my/organisations", file, `${file}/edit`, `${file}/evidence`]) {
        for (const viewport of [PHONE, DESK]) {
          await page.setViewportSize(viewport);
          await site.open(page, language + path);
          found.push(...(await findings(page, language + path)));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(wide <= 0, `${language}${path} is ${wide} px too wide at ${viewport.width}`);
        }
      }
    }
    assert.deepEqual(found, []);
  });
}

export async function aMistypedCodeIsToldWithWhatWasMeantAndTakesTheFocus(site) {
  await site.use({ viewport: DESK }, async (page) => {
    await signUp(site, page, "", "mistyped@example.com");
    await site.open(page, "/organisations/new");
    site.expectsFailure = true;
    await page.fill("#entry-credit-code", "9I310115MA1044327N");
    await page.keyboard.press("Enter");
    await page.locator("#mistakes").waitFor();
    assert.ok(await page.locator("#mistakes").evaluate((it) => it === document.activeElement));
    assert.match(await page.locator("#entry-credit-code-mistake").innerText(), /是不是 1/);
    assert.equal(await page.locator("#entry-credit-code").inputValue(), "9I310115MA1044327N");
    assert.deepEqual(await findings(page, "/organisations/new"), []);
  });
}
