// A citizen asks about a policy and is answered: found by its number, asked, accepted, answered in public, read below the
// document; in both languages, narrow and wide, with scripts and without.

import assert from "node:assert/strict";
import { findings as axeFindings } from "./axe.mjs";
import { deviceCode, signUp } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

// A document of the demonstration, with its number in other brackets than its own.
const TYPED = "临屿产教[2026]3号";

async function findings(page, path, options) {
  return options.javaScriptEnabled === false ? [] : axeFindings(page, path);
}

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), page.locator(button).first().click()]);
}

async function fits(page, path, options) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wider <= 0, `${path} is ${wider} px wider than ${options.viewport.width}`);
  assert.equal(await page.locator("h1").count(), 1, path);
  assert.deepEqual(await findings(page, path, options), []);
}

// The officer signs in once: a code of the device is good for one sign-in.
async function committeeSignsIn(site) {
  await site.use({}, async (page, context) => {
    await site.open(page, "/sign-in");
    await page.fill("#contact", site.staff.committee.contact);
    await page.fill("#password", site.staff.password);
    await press(page, "main button.primary");
    await page.fill("#factor", deviceCode(site.staff.committee.secret));
    await press(page, "main button.primary");
    await page.waitForURL(/\/account$/);
    site.committee = await context.cookies();
  });
}

async function answer(site, options, language, id, words) {
  await site.use(options, async (page, context) => {
    await context.addCookies(site.committee);
    await site.open(page, `${language}/desk/inquiries`);
    await fits(page, `${language}/desk/inquiries`, options);
    await press(page, `a[href$='/desk/inquiries/${id}']`);
    await press(page, "button[value=accept]");
    await fits(page, `${language}/desk/inquiries/${id}`, options);
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
      await fits(page, document, options);
      await press(page, "a[href$='/ask']");
      await fits(page, `${document}/ask`, options);
      site.expectsFailure = true;
      await press(page, "main button.primary");
      assert.equal(await page.locator("#question").getAttribute("aria-invalid"), "true");
      await page.fill("#question", question);
      await page.check("#question-public");
      await press(page, "main button.primary");
      const own = new URL(page.url()).pathname;
      await fits(page, own, options);
      await answer(site, options, language, own.split("/").at(-1), words);
      await site.open(page, own);
      assert.ok((await page.locator("main").innerText()).includes(words));
      await fits(page, own, options);
      await site.open(page, document);
      const below = await page.locator(".inquiries").innerText();
      assert.ok(below.includes(question) && below.includes(words), below);
      await fits(page, document, options);
      await site.open(page, `${language}/my/inquiries`);
      await fits(page, `${language}/my/inquiries`, options);
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
          await fits(page, language + path, options);
        }
        for (const shelf of ["/news?column=talent-demand", "/policies"]) {
          await site.open(page, language + shelf);
          for (const href of await page.locator(".card-title a").evaluateAll((links) => links.slice(0, 3).map((it) => it.getAttribute("href")))) {
            await site.open(page, href);
            await fits(page, href, options);
          }
        }
      }
    });
  }
}
