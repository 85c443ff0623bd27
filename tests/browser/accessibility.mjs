// axe finds nothing on any template, in either language, light or dark, on a phone or at a desk.

import assert from "node:assert/strict";
import { findings } from "./axe.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

// Fails with each finding once, and where it was found first and how often.
function assertNone(found) {
  const grouped = new Map();
  for (const { what, path } of found) grouped.set(what, [...(grouped.get(what) ?? []), path]);
  const lines = [...grouped].map(([what, paths]) => `${what} (${paths[0]}; on ${paths.length} pages)`);
  assert.ok(found.length === 0, `\n${lines.join("\n")}`);
}

async function lookAtEveryPage(site, options, setting) {
  return site.use(options, async (page) => {
    const found = [];
    for (const language of LANGUAGES) {
      for (const path of site.pages) {
        await site.open(page, language + path);
        found.push(...(await findings(page, `${setting} ${language}${path}`)));
      }
    }
    return found;
  });
}

export async function axeFindsNothingOnAnyTemplate(site) {
  const found = [];
  let looks = 0;
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [PHONE, DESK]) {
      found.push(...(await lookAtEveryPage(site, { colorScheme, viewport }, `${colorScheme} ${viewport.width}`)));
      looks += site.pages.length * 2;
    }
  }
  assertNone(found);
  return `${looks} pages`;
}

export async function axeFindsNothingWithSuggestionsAndFiltersOpen(site) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await site.use({ colorScheme }, async (page) => {
      await site.open(page, "/search");
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => it.setAttribute("open", "")));
      found.push(...(await findings(page, `${colorScheme} open filters`)));
      await page.fill("#q", "");
      await page.locator("#q").pressSequentially("qrs");
      await page.locator("[role=listbox] [role=option]").first().waitFor();
      await page.keyboard.press("ArrowDown");
      found.push(...(await findings(page, `${colorScheme} suggestions`)));
    });
  }
  assertNone(found);
}

export async function axeFindsNothingInLargeType(site) {
  const found = await site.use({ viewport: PHONE }, async (page, context) => {
    await context.addCookies([{ name: "preferences", value: "dark.large", url: site.base }]);
    const found = [];
    for (const path of site.pages) {
      await site.open(page, path);
      found.push(...(await findings(page, path)));
    }
    return found;
  });
  assertNone(found);
}
