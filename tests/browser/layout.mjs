// Nothing is wider than a phone, and each page has the bones that readers rely on.

import assert from "node:assert/strict";
import { LANGUAGES, PHONE } from "./site.mjs";

async function tooWide(site, size, viewport) {
  return site.use({ viewport }, async (page, context) => {
    await context.addCookies([{ name: "preferences", value: `system.${size}`, url: site.base }]);
    const wide = [];
    for (const language of LANGUAGES) {
      for (const path of site.pages) {
        await site.open(page, language + path);
        const { has, may } = await page.evaluate(() => {
          document.querySelectorAll("details").forEach((it) => it.setAttribute("open", ""));
          const root = document.documentElement;
          return { has: root.scrollWidth, may: root.clientWidth };
        });
        if (has > may) wide.push(`${size} ${viewport.width} ${language}${path}: ${has} px`);
      }
    }
    return wide;
  });
}

export async function nothingScrollsSidewaysOnAPhone(site) {
  const wide = await tooWide(site, "normal", PHONE);
  assert.ok(wide.length === 0, `\n${wide.join("\n")}`);
}

export async function nothingScrollsSidewaysInLargeType(site) {
  const wide = [...(await tooWide(site, "large", PHONE)), ...(await tooWide(site, "large", { width: 320, height: 640 }))];
  assert.ok(wide.length === 0, `\n${wide.join("\n")}`);
}

export async function everyTargetIsLargeEnoughForAFinger(site) {
  const small = await site.use({ viewport: PHONE }, async (page) => {
    const small = [];
    for (const path of site.pages) {
      await site.open(page, path);
      const found = await page.evaluate(() => {
        const targets = [...document.querySelectorAll("button, select, summary, input:not([type=hidden])")];
        const shown = targets.filter((it) => it.checkVisibility() && !it.closest("label"));
        return shown
          .map((it) => ({ name: it.id || it.textContent.trim() || it.name, box: it.getBoundingClientRect() }))
          .filter(({ box }) => box.height < 24 || box.width < 24)
          .map(({ name, box }) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`);
      });
      small.push(...found.map((it) => `${path}: ${it}`));
    }
    return small;
  });
  assert.ok(small.length === 0, `\n${small.join("\n")}`);
}
