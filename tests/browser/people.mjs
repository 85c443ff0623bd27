// People in the journeys: what they type, the letters that they read, the keyboard that they use.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createHmac } from "node:crypto";

export const PASSWORD = "quay lantern orbit heron";

// The letters that lie in the outbox; one that is being written is none yet.
export async function letters(site) {
  const names = await readdir(site.outbox).catch(() => []);
  return Promise.all(names.filter((name) => !name.startsWith(".")).map((name) => readFile(`${site.outbox}/${name}`, "utf8")));
}

// The code in the letter to `contact`, as soon as the letter lies in the outbox.
export async function codeFor(site, contact) {
  for (let waited = 0; waited < 20_000; waited += 100) {
    for (const letter of await letters(site)) {
      const code = /\b\d{6}\b/.exec(letter.split(/\r?\n\r?\n/).slice(1).join(" "));
      if (letter.includes(contact) && code) return code[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${contact}`);
}

// What an authenticator shows for a Base32 secret (RFC 6238).
export function deviceCode(secret) {
  const bits = [...secret].map((it) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(it).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((it) => Number.parseInt(it, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(step).digest();
  return String((digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// The day so many days from now in Shanghai, as a day is typed.
export function day(days) {
  return new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10);
}

// Goes to the field or button by tabs and types.
export async function tabTo(page, selector, text = "") {
  for (let tabs = 0; tabs < 250; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await page.locator(selector).first().evaluate((it) => it === document.activeElement)) {
      await page.keyboard.type(text);
      return;
    }
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}

export async function send(page) {
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

// Clicks what leads to another page.
export async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

// Makes an account on the page that is open, with the keyboard alone.
export async function signUpHere(site, page, contact) {
  await tabTo(page, "#name", "林汐");
  await tabTo(page, "#contact", contact);
  await tabTo(page, "#new-password", PASSWORD);
  await tabTo(page, "#agreed");
  await page.keyboard.press("Space");
  await send(page);
  assert.match(page.url(), /\/codes\//);
  await tabTo(page, "#code", await codeFor(site, contact));
  await send(page);
}

export async function signUp(site, page, language, contact) {
  await site.open(page, `${language}/sign-up`);
  await signUpHere(site, page, contact);
  assert.match(page.url(), /\/account$/);
}

// Signs somebody in whom only the operator of the site can make.
export async function signIn(site, page, language, person) {
  await site.open(page, `${language}/sign-in`);
  await page.fill("#contact", person.contact);
  await page.fill("#password", site.staff.password);
  await page.locator("main button.primary").click();
  if (person.secret) {
    await page.fill("#factor", deviceCode(person.secret));
    await page.locator("main button.primary").click();
  }
  await page.waitForURL(/\/account$/);
}

// The officer signs in once: a code of the device is good for one sign-in.
export async function officerSignsIn(site) {
  if (site.officer) return;
  await site.use({}, async (page, context) => {
    await signIn(site, page, "", site.staff.officer);
    site.officer = await context.cookies();
  });
}

// So does the officer of the committee.
export async function committeeSignsIn(site) {
  if (site.committee) return;
  await site.use({}, async (page, context) => {
    await signIn(site, page, "", site.staff.committee);
    site.committee = await context.cookies();
  });
}
