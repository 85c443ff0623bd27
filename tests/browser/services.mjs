// A facility gets its calendar, somebody books a slot with the keyboard alone and is approved; a service is asked for,
// priced, ordered, delivered, accepted and rated: in both languages, on a phone, with scripts off.

import assert from "node:assert/strict";
import ICAL from "ical.js";
import { assertSound } from "./axe.mjs";
import { officerSignsIn, press, send, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const WAYS = [
  ["", { viewport: DESK }],
  ["/en", { viewport: PHONE }],
  ["/en", { viewport: PHONE, javaScriptEnabled: false }],
];

// The day so many days from today in Shanghai, as it is typed.
function day(days) {
  return new Date(Date.now() + (days * 24 + 8) * 3600_000).toISOString().slice(0, 10);
}

// Publishes something of `kind` for the recruiter's firm; returns its identity.
async function publish(site, options, language, kind, fill) {
  let id;
  await site.use(options, async (page) => {
    await signIn(site, page, language, site.staff.recruiter);
    await site.open(page, `${language}/my/listings/new?kind=${kind}`);
    await press(page, "main button.primary");
    id = page.url().replace(/.*\/my\/listings\/(.*)\/edit/, "$1");
    await assertSound(page, options);
    await page.fill("#description", "六轴工业机器人，适合做装夹和轨迹练习，也做可靠性试验。");
    await page.fill("#place", "创新中心 201");
    await page.fill("#skills", "工业机器人");
    await page.fill("#valid_through", day(60));
    await fill(page);
    await press(page, "button[value=submit]");
    assert.match(page.url(), new RegExp(`/my/listings/${id}$`), await page.locator("main").innerText());
  });
  await site.use(options, async (page, context) => {
    await context.addCookies(site.officer);
    await site.open(page, `${language}/desk/listings/${id}`);
    // What a trusted organisation submits is public at once.
    if (await page.locator("button[value=approve]").count()) await press(page, "button[value=approve]");
  });
  return id;
}

// Sets the calendar up: open all day, to be approved, with a briefing.
async function keepCalendar(site, page, options, language, id) {
  await site.open(page, `${language}/listings/${id}`);
  await press(page, `a[href$='/my/listings/${id}/calendar']`);
  await assertSound(page, options);
  for (let number = 1; number <= 7; number += 1) await page.fill(`#calendar-day-${number}`, "0:00-24:00");
  await page.fill("#calendar-units", "many");
  site.expectsFailure = true;
  await press(page, "main button.primary");
  assert.equal(await page.locator("#calendar-units").getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue("#calendar-day-7"), "0:00-24:00");
  await assertSound(page, options);
  site.expectsFailure = false;
  await page.fill("#calendar-units", "2");
  await page.fill("#calendar-people", "3");
  await page.fill("#calendar-lead", "1");
  await page.check("input[name=calendar-holidays][value=as-usual]");
  await page.check("input[name=calendar-approval][value=by-keeper]");
  await page.fill("#calendar-briefing", "穿工作服，不戴手套。");
  await press(page, "main button.primary");
  assert.match(page.url(), /\/slots$/);
  await assertSound(page, options);
}

// Books the first free slot with the keyboard alone; returns the address of the booking.
async function book(site, page, options, language, id) {
  await site.open(page, `${language}/listings/${id}/slots`);
  await tabTo(page, "a.slot");
  await send(page);
  await assertSound(page, options);
  await tabTo(page, "#book-people");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2");
  await tabTo(page, "#book-roster", "张三");
  await tabTo(page, "#book-note", "做轨迹练习");
  site.expectsFailure = true;
  await tabTo(page, "main button.primary");
  await send(page);
  // Two come, and one is named; nobody said that they know what there is to know about safety.
  for (const field of ["#book-roster", "#book-briefing"]) {
    assert.equal(await page.locator(field).getAttribute("aria-invalid"), "true", field);
  }
  assert.equal(await page.inputValue("#book-note"), "做轨迹练习");
  await assertSound(page, options);
  site.expectsFailure = false;
  await page.fill("#book-roster", "张三\n李四");
  for (const tick of ["#book-briefing", "#book-consent"]) {
    await tabTo(page, tick);
    await page.keyboard.press("Space");
  }
  await tabTo(page, "main button.primary");
  await send(page);
  assert.match(page.url(), /\/my\/bookings\//);
  await assertSound(page, options);
  return page.url();
}

export async function aFacilityIsBookedApprovedAndGivenBack(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const [way, [language, options]] of WAYS.entries()) {
    const title = `机器人工作站${way + 1}号`;
    const id = await publish(site, options, language, "facility", async (page) => {
      await page.fill("#title", title);
      await page.selectOption("#facility_type", "equipment");
    });
    await site.use(options, async (page) => {
      await signIn(site, page, language, site.staff.recruiter);
      await keepCalendar(site, page, options, language, id);
    });
    await site.use(options, async (booker) => {
      await signIn(site, booker, language, { contact: `booker${way}@example.com` });
      const own = await book(site, booker, options, language, id);
      await site.use(options, async (keeper) => {
        await signIn(site, keeper, language, site.staff.recruiter);
        await site.open(keeper, `${language}/my/listings/${id}/bookings`);
        await assertSound(keeper, options);
        await press(keeper, ".work-list a");
        assert.match(await keeper.locator("main").innerText(), /做轨迹练习[\s\S]*张三/);
        await assertSound(keeper, options);
        await press(keeper, "button[value=approve]");
        await assertSound(keeper, options);
      });
      await booker.goto(own);
      assert.equal(await booker.locator(".state-ahead").count(), 1);
      const file = await booker.request.get(`${own}/booking.ics`);
      const event = new ICAL.Event(new ICAL.Component(ICAL.parse(await file.text())).getFirstSubcomponent("vevent"));
      assert.equal(event.summary, title);
      assert.equal(event.duration.toSeconds(), 3600);
      await press(booker, "button[value=cancel]");
      assert.equal(await booker.locator(".state-ahead").count(), 0);
      await site.open(booker, `${language}/my/bookings`);
      await assertSound(booker, options);
    });
  }
}

export async function aServiceGoesFromTheInquiryToTheRating(site) {
  if (!site.staff) return "skipped: nobody has a role";
  await officerSignsIn(site);
  for (const [way, [language, options]] of WAYS.entries()) {
    const id = await publish(site, options, language, "service", async (page) => {
      await page.fill("#title", `可靠性试验${way + 1}号`);
      await page.fill("#prices", "温度循环：3200元/炉");
      await page.fill("#cma_number", "2026-0001");
      await page.fill("#cma_until", day(300));
    });
    await site.use(options, async (customer) => {
      await signIn(site, customer, language, { contact: `customer${way}@example.com` });
      await site.open(customer, `${language}/listings/${id}`);
      await assertSound(customer, options);
      assert.match(await customer.locator("main").innerText(), /2026-0001/);
      await tabTo(customer, ".event-box a.primary");
      await send(customer);
      await assertSound(customer, options);
      await tabTo(customer, "#order-needs", "三炉温度循环");
      site.expectsFailure = true;
      await tabTo(customer, "main button.primary");
      await send(customer);
      assert.equal(await customer.inputValue("#order-needs"), "三炉温度循环");
      await assertSound(customer, options);
      site.expectsFailure = false;
      await tabTo(customer, "#order-consent");
      await customer.keyboard.press("Space");
      await tabTo(customer, "main button.primary");
      await send(customer);
      const order = customer.url();
      assert.match(order, /\/my\/orders\//);
      await assertSound(customer, options);
      await site.use(options, async (provider) => {
        await signIn(site, provider, language, site.staff.recruiter);
        await site.open(provider, `${language}/my/orders`);
        await assertSound(provider, options);
        await provider.goto(order);
        await assertSound(provider, options);
        await provider.fill("#quote-price", "9600.50");
        await provider.fill("#quote-work", "三炉，含报告");
        await press(provider, "button[value=quote]");
        await assertSound(provider, options);
        await customer.goto(order);
        assert.match(await customer.locator("main").innerText(), /9,600\.50/);
        await press(customer, "button[value=order]");
        await assertSound(customer, options);
        await provider.goto(order);
        await provider.locator("details:has(button[value=deliver]) > summary").click();
        await press(provider, "button[value=deliver]");
        await press(provider, "a[href$='/paper']");
        await assertSound(provider, options);
        const buffer = await provider.pdf();
        await provider.setInputFiles("#paper", { name: "试验报告.pdf", mimeType: "application/pdf", buffer });
        await provider.fill("#paper-words", "试验报告，请核对第二页");
        await press(provider, "main button.primary");
        await assertSound(provider, options);
      });
      await customer.goto(order);
      await assertSound(customer, options);
      const paper = await customer.request.get(site.base + (await customer.locator(".said-paper a").getAttribute("href")));
      assert.equal((await paper.body()).subarray(0, 5).toString(), "%PDF-");
      await press(customer, "button[value=confirm]");
      await assertSound(customer, options);
      await customer.check("input[name=rating-stars][value='5']");
      await press(customer, "button[value=rate]");
      await assertSound(customer, options);
      assert.match(await customer.locator("main").innerText(), /5 分|5 of 5/);
    });
  }
}

export async function thePagesOfDemonstratedCalendarsFitTheirWindows(site) {
  for (const viewport of [PHONE, DESK]) {
    await site.use({ viewport }, async (page) => {
      for (const language of LANGUAGES) {
        await site.open(page, `${language}/search?kind=facility&q=${encodeURIComponent("共享质量控制实验室")}`);
        await press(page, ".card a >> nth=0");
        await assertSound(page, {});
        await press(page, ".event-box a.primary");
        await assertSound(page, {});
        assert.ok((await page.locator("a.slot").count()) > 5, page.url());
      }
    });
  }
}
