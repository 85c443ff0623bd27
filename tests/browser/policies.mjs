// A citizen asks about a policy and is answered: found by its number, asked, accepted, answered in public, read below the
// document; in both languages, narrow and wide, with scripts and without.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { committeeSignsIn, press, signUp } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

// A document of the demonstration, with its number in other brackets than its own.
const TYPED = "临屿产教[2026]3号";

async function answer(site, options, language, id, words) {
  await site.use(options, async (page, context) => {
    await context.addCookies(site.committee);
    await site.open(page, `${language}/desk/inquiries`);
    await assertSound(page, options);
    await press(page, `a[href$='/desk/inquiries/${id}']`);
    await press(page, "button[value=accept]");
    await assertSound(page, options);
    site.expectsFailure = true;
    await press(page, "button[value=answer]");
    assert.equal(await page.locator("#answer").getAttribute("aria-invalid"), "true", "an answer says something");
    await page.fill("#answer", words);
    await page.check("#public");
    await press(page, "button[value=answer]");
    assert.match(page.url(), /\/desk\/inquiries$/);
  });
}

export async function aCitizenAsksAboutAPolicyAndIsAnswered(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await committeeSignsIn(site);
  const ways = [
    ["", { viewport: DESK }],
    ["/en", { viewport: PHONE }],
    ["", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  for (const [language, options] of ways) {
    const question = `远程实习的津贴怎么算？（${Date.now()}）`;
    const words = `按实习协议按月计算。（${Date.now()}）`;
    await site.use(options, async (page) => {
      await signUp(site, page, language, `citizen${Date.now()}@example.com`);
      await site.open(page, `${language}/search?q=${encodeURIComponent(TYPED)}`);
      await press(page, ".card-title a");
      const document = new URL(page.url()).pathname;
      assert.match(await page.locator("main").innerText(), /临屿产教〔2026〕3号/);
      await assertSound(page, options);
      await press(page, "a[href$='/ask']");
      await assertSound(page, options);
      site.expectsFailure = true;
      await press(page, "main button.primary");
      assert.equal(await page.locator("#question").getAttribute("aria-invalid"), "true");
      await page.fill("#question", question);
      await page.check("#question-public");
      await press(page, "main button.primary");
      const own = new URL(page.url()).pathname;
      await assertSound(page, options);
      await answer(site, options, language, own.split("/").at(-1), words);
      await site.open(page, own);
      assert.ok((await page.locator("main").innerText()).includes(words));
      await assertSound(page, options);
      await site.open(page, document);
      const below = await page.locator(".inquiries").innerText();
      assert.ok(below.includes(question) && below.includes(words), below);
      await assertSound(page, options);
      await site.open(page, `${language}/my/inquiries`);
      await assertSound(page, options);
    });
  }
}

export async function newsAndPoliciesFitTheirWindowsInBothLanguages(site) {
  for (const viewport of [PHONE, DESK]) {
    const options = { viewport };
    await site.use(options, async (page) => {
      for (const language of LANGUAGES) {
        for (const path of ["/", "/news", "/news?column=talent-demand", "/policies"]) {
          await site.open(page, language + path);
          await assertSound(page, options);
        }
        for (const shelf of ["/news?column=talent-demand", "/policies"]) {
          await site.open(page, language + shelf);
          for (const href of await page.locator(".card-title a").evaluateAll((links) => links.slice(0, 3).map((it) => it.getAttribute("href")))) {
            await site.open(page, href);
            await assertSound(page, options);
          }
        }
      }
    });
  }
}
