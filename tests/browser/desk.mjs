// Officers read how their desks stand, from the overview to the table of all figures: in both languages, at both widths,
// with scripts off and with the keyboard, axe clean; nothing is wider than the screen.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertSound } from "./axe.mjs";
import { committeeSignsIn, officerSignsIn, press, send, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const TABLES = 4;

async function assertFits(page) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `the page is ${wide} wide where there is room for ${room}`);
}

// Opens every explanation and looks at the whole page.
async function readFigures(page, options) {
  assert.equal(await page.locator("main table").count(), TABLES);
  for (const summary of await page.locator("main summary").all()) await summary.click();
  assert.ok((await page.locator("main dd").count()) >= 4 * TABLES, "each figure has its definition");
  await assertFits(page);
  await assertSound(page, options);
}

async function download(page) {
  const waiting = page.waitForEvent("download");
  await page.locator("a[href*='/desk/figures.csv']").click();
  return readFile(await (await waiting).path(), "utf8");
}

export async function anOfficerReadsTheFiguresOfTheDeskWithTheirDefinitions(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const language of LANGUAGES) {
    for (const options of [{ viewport: DESK }, { viewport: PHONE, javaScriptEnabled: false }]) {
      await site.use(options, async (page, context) => {
        await context.addCookies(site.officer);
        await site.open(page, `${language}/desk`);
        assert.ok((await page.locator(".desk-load").count()) >= 4, "each queue tells how much waits");
        await assertFits(page);
        await assertSound(page, options);
        await press(page, "a[href$='/desk/figures']");
        await readFigures(page, options);
        assert.equal(await page.locator(".figures-scope").count(), 0, "a desk has no other side to choose");
        const table = await download(page);
        assert.match(table, language ? /^\ufeffTable,Row,Figure,Value\n/ : /^\ufeff表,行,指标,数值\n/);
      });
    }
  }
}

export async function theCommitteeChoosesWhoseFiguresItReadsWithTheKeyboard(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await committeeSignsIn(site);
  for (const [language, viewport] of [["", DESK], ["/en", PHONE]]) {
    const options = { viewport };
    await site.use(options, async (page, context) => {
      await context.addCookies(site.committee);
      await site.open(page, `${language}/desk/figures`);
      await readFigures(page, options);
      const all = await page.locator("#waiting + table tbody tr").count();
      await site.open(page, `${language}/desk/figures`);
      await tabTo(page, "a[href$='?desk=universities']");
      await send(page);
      assert.match(page.url(), /\?desk=universities$/);
      assert.ok((await page.locator("#waiting + table tbody tr").count()) < all, "appeals are not the desk's");
      await readFigures(page, options);
    });
  }
}
