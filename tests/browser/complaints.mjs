// Somebody without an account reports a listing and follows it; an officer takes it up and decides; whoever reported it
// reads the answer and appeals: in both languages, at both widths, with scripts off, with the keyboard, axe clean.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, send, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

// Reports the listing without an account; returns the address by which it is followed.
async function report(site, options, language, listing) {
  return site.use(options, async (page) => {
    await site.open(page, `${language}${listing}`);
    await press(page, "a[href$='/complain']");
    await assertSound(page, options);
    site.expectsFailure = true;
    await press(page, "main button.primary");
    assert.equal(await page.locator("#mistakes a").count(), 2, "all that is wrong at once");
    await assertSound(page, options);
    await page.check("input[value=money]");
    await page.fill("#complaint-text", "面试时被要求先交三百元押金。");
    await press(page, "main button.primary");
    assert.match(page.url(), /\/complaints\/\w{64}\?told=received$/);
    await assertSound(page, options);
    return new URL(page.url()).pathname;
  });
}

// Takes the case about `title` up and finds it not right.
async function dismiss(site, options, language, title) {
  await site.use(options, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/complaints`);
    await assertSound(page, options);
    await press(page, `.work-list a:text-is("${title}")`);
    await press(page, "form[action$='/examine'] button");
    await assertSound(page, options);
    await page.check("input[value=not-upheld]");
    site.expectsFailure = true;
    await press(page, "form[action$='/decide'] button");
    assert.equal(await page.locator("#complaint-answer").getAttribute("aria-invalid"), "true");
    await assertSound(page, options);
    await page.fill("#complaint-answer", "经核实，对方没有收取押金。");
    await press(page, "form[action$='/decide'] button");
    assert.match(page.url(), /\/desk\/complaints$/);
  });
}

async function appeal(site, options, language, followed) {
  await site.use(options, async (page) => {
    await site.open(page, followed);
    assert.match(await page.locator("main").innerText(), /经核实，对方没有收取押金/);
    await press(page, "a[href$='/appeal']");
    await assertSound(page, options);
    await page.fill("#complaint-appeal", "我有转账记录。");
    await press(page, "main button.primary");
    assert.match(page.url(), /\?told=appealed$/);
    await assertSound(page, options);
  });
}

export async function aListingIsReportedExaminedAnsweredAndAppealedAgainst(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  const search = `${site.base}/api/v1/search?kind=job&organisation_kind=firm&limit=4`;
  const { hits } = await (await fetch(search)).json();
  const ways = [
    ["", { viewport: DESK }],
    ["", { viewport: PHONE }],
    ["/en", { viewport: DESK }],
    ["/en", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  assert.equal(hits.length, ways.length, "the demonstration has jobs of firms");
  for (const [index, [language, options]] of ways.entries()) {
    const { id, title } = hits[index];
    const followed = await report(site, options, language, `/listings/${id}`);
    await dismiss(site, options, language, title);
    await appeal(site, options, language, followed);
  }
}

export async function anOrganisationIsReportedWithTheKeyboardAlone(site) {
  const job = await (await fetch(`${site.base}/api/v1/search?kind=job&limit=1`)).json();
  return site.use({ viewport: DESK }, async (page) => {
    await site.open(page, `/organisations/${job.hits[0].organisation_id}`);
    await tabTo(page, "a[href$='/complain']");
    await send(page);
    await tabTo(page, "input[name=complaint-category]");
    await page.keyboard.press("Space");
    await tabTo(page, "#complaint-text", "地址是虚构的。");
    await tabTo(page, "main button.primary");
    await send(page);
    assert.match(page.url(), /\?told=received$/);
  });
}

export async function thePagesOfComplaintsFitTheirWindowsInBothLanguages(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const viewport of [PHONE, DESK]) {
    await site.use({ viewport }, async (page, context) => {
      await context.addCookies(site.officer);
      for (const language of LANGUAGES) {
        for (const path of ["/desk", "/desk/complaints", "/my/complaints"]) {
          await site.open(page, language + path);
          await assertSound(page);
        }
      }
    });
  }
}
