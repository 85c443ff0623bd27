// An organiser publishes an event, somebody registers with the keyboard alone and shows their code, the door opens once,
// and a second reader of calendars understands the files: in both languages, on a phone, with scripts off.

import assert from "node:assert/strict";
import ICAL from "ical.js";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, send, signIn, signUp, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const WAYS = [
  ["", { viewport: DESK }],
  ["/en", { viewport: PHONE }],
  ["/en", { viewport: PHONE, javaScriptEnabled: false }],
];

// Midnight so many days from today in Shanghai, at `time`, as it is typed.
function moment(days, time) {
  return `${new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10)}T${time}`;
}

// An event of today and tomorrow, for which one can register until it is over.
async function publish(site, options, language, title) {
  let id;
  await site.use(options, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
    await site.open(page, `${language}/my/listings/new?kind=event`);
    await press(page, "main button.primary");
    id = page.url().replace(/.*\/my\/listings\/(.*)\/edit/, "$1");
    await assertSound(page, options);
    await page.fill("#title", title);
    await page.fill("#description", "两位工程师讲自己的头一年；有逗号, 分号; 和反斜线\\。");
    await page.selectOption("#event_type", "talk");
    await page.fill("#starts_at", moment(0, "00:00"));
    await page.fill("#ends_at", moment(1, "20:00"));
    await page.fill("#register_until", moment(1, "20:00"));
    await page.fill("#seats", "20");
    await page.fill("#place", "创新中心 201");
    await page.fill("#skills", "光刻工艺");
    await press(page, "button[value=submit]");
    assert.match(page.url(), new RegExp(`/my/listings/${id}$`));
  });
  await site.use(options, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/listings/${id}`);
    // What a trusted organisation submits is public at once.
    if (await page.locator("button[value=approve]").count()) {
      await press(page, "button[value=approve]");
      assert.match(page.url(), /\/desk\/listings$/);
    }
  });
  return id;
}

// Registers with the keyboard alone; returns the code and the path of the person's own page.
async function register(site, page, options, language, id, contact) {
  await signUp(site, page, language, contact);
  await site.open(page, `${language}/listings/${id}`);
  await assertSound(page, options);
  await tabTo(page, ".event-box a.primary");
  await send(page);
  await assertSound(page, options);
  await tabTo(page, "#note-to-organiser", "坐轮椅");
  site.expectsFailure = true;
  await tabTo(page, "main button.primary");
  await send(page);
  assert.equal(await page.locator("#consent").getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue("#note-to-organiser"), "坐轮椅");
  await assertSound(page, options);
  site.expectsFailure = false;
  await tabTo(page, "#consent");
  await page.keyboard.press("Space");
  await tabTo(page, "main button.primary");
  await send(page);
  assert.match(page.url(), new RegExp(`/my/registrations/${id}$`));
  await assertSound(page, options);
  return page.locator(".entry-code").innerText();
}

// A second reader of calendars finds what the page says.
async function readCalendar(site, id, title) {
  const file = await (await fetch(`${site.base}/listings/${id}.ics`)).text();
  const calendar = new ICAL.Component(ICAL.parse(file));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  assert.equal(event.summary, title);
  assert.equal(event.uid, `${id}@rongqiao`);
  assert.match(event.description, /有逗号, 分号; 和反斜线\\。/);
  assert.equal(event.startDate.toJSDate().getTime(), Date.parse(`${moment(0, "00:00")}:00+08:00`));
  assert.equal(calendar.getFirstSubcomponent("vevent").getFirstPropertyValue("status"), "CONFIRMED");
}

export async function anEventIsPublishedRegisteredForAndItsDoorOpensOnce(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const [way, [language, options]] of WAYS.entries()) {
    const title = `工程师的头一年第${way + 1}场`;
    const id = await publish(site, options, language, title);
    await readCalendar(site, id, title);
    let code;
    await site.use(options, async (page) => {
      code = await register(site, page, options, language, id, `guest${way}@example.com`);
    });
    await site.use(options, async (page) => {
      await signIn(site, page, language, site.staff.recruiter);
      await site.open(page, `${language}/my/listings/${id}`);
      await press(page, "a[href$='/registrations']");
      await assertSound(page, options);
      assert.match(await page.locator("table").innerText(), /坐轮椅/);
      await press(page, ".steps a.primary");
      await assertSound(page, options);
      // The field waits for the keyboard.
      assert.equal(await page.evaluate(() => document.activeElement.id), "check-in-code");
      await page.keyboard.type(code.toLowerCase());
      await send(page);
      assert.match(await page.locator("main").innerText(), /已签到：林汐|Checked in: 林汐/);
      site.expectsFailure = true;
      await page.keyboard.type(code);
      await send(page);
      assert.match(await page.locator("#mistakes").innerText(), /已经用过|used before/);
      await assertSound(page, options);
      site.expectsFailure = false;
    });
  }
}

export async function theCalendarOfAllEventsIsReadByASecondReader(site) {
  const file = await (await fetch(`${site.base}/en/events.ics`)).text();
  const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent").map((it) => new ICAL.Event(it));
  assert.ok(events.length >= 16, `${events.length} events`);
  for (const event of events) {
    assert.ok(event.summary && event.location && event.endDate.compare(event.startDate) > 0, event.uid);
  }
  assert.equal(new Set(events.map((event) => event.uid)).size, events.length);
  return `${events.length} events`;
}

export async function thePagesOfEventsFitTheirWindowsInBothLanguages(site) {
  for (const viewport of [PHONE, DESK]) {
    await site.use({ viewport }, async (page) => {
      for (const language of LANGUAGES) {
        for (const path of ["/events", "/events?over"]) {
          await site.open(page, language + path);
          await assertSound(page, {});
        }
        await site.open(page, `${language}/events`);
        await press(page, ".event-list a >> nth=0");
        await assertSound(page, {});
        assert.equal(await page.locator(".event-box").count(), 1);
      }
    });
  }
}
