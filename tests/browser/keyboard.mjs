// Everything can be done with the keyboard alone.

import assert from "node:assert/strict";

// Presses Tab until the focus is on what `selector` names.
async function tabTo(page, selector, limit = 120) {
  for (let presses = 1; presses <= limit; presses += 1) {
    await page.keyboard.press("Tab");
    const arrived = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (arrived) return presses;
  }
  throw new Error(`Tab never reaches ${selector}`);
}

function focusShows(page) {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  });
}

export async function fromHomeToAListingWithTheKeyboardAlone(site) {
  return site.use({}, async (page) => {
    await site.open(page, "/");
    await tabTo(page, "a.skip", 1);
    assert.ok(await focusShows(page), "the skip link shows that it has the focus");
    await page.keyboard.press("Enter");
    const presses = await tabTo(page, "#q");
    assert.ok(await focusShows(page), "the search field shows that it has the focus");
    await page.keyboard.type("嵌入式");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=/);
    await page.locator(".card-title a").first().waitFor();
    const title = (await page.locator(".card-title a").first().textContent()).trim();
    const more = await tabTo(page, ".card-title a");
    assert.ok(await focusShows(page), "a result shows that it has the focus");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/listings\//);
    assert.equal((await page.locator("h1").textContent()).trim(), title);
    return `${presses} and ${more} presses of Tab`;
  });
}

export async function suggestionsAreChosenWithTheKeyboard(site) {
  await site.use({}, async (page) => {
    await site.open(page, "/");
    await page.focus("#q");
    await page.keyboard.type("qrs");
    const options = page.locator("[role=listbox] [role=option]");
    await options.first().waitFor();
    assert.equal(await page.getAttribute("#q", "aria-expanded"), "true");
    assert.match(await page.textContent("#announcer"), /\d/, "the number of suggestions is announced");
    await page.keyboard.press("ArrowDown");
    const active = await page.getAttribute("#q", "aria-activedescendant");
    assert.ok(active, "an option is active");
    assert.equal(await page.getAttribute(`[id="${active}"]`, "aria-selected"), "true");
    const chosen = await page.inputValue("#q");
    assert.match(chosen, /嵌入式/, "initials lead to the words");
    await page.keyboard.press("Escape");
    assert.equal(await page.inputValue("#q"), "qrs", "what was typed comes back");
    assert.equal(await page.getAttribute("#q", "aria-expanded"), "false");
    await page.keyboard.type("j");
    await options.first().waitFor();
    await page.keyboard.press("ArrowDown");
    const wanted = await page.inputValue("#q");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?/);
    assert.equal(new URL(page.url()).searchParams.get("q"), wanted);
    assert.ok((await page.locator(".card").count()) > 0, "what was suggested is found");
  });
}
