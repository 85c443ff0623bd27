// The site under test: its pages, and browser windows that note every complaint of the console.

import assert from "node:assert/strict";

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };
// Somebody who studies automation.
export const FITS = "/fits?skill=siemens-plc:working&skill=python:familiar&skill=solidworks&education=bachelor";
export const LANGUAGES = ["", "/en"];

export class Site {
  constructor(browser, base, { closed, gone, outbox, university }) {
    this.browser = browser;
    this.base = base;
    this.closed = closed;
    this.gone = gone;
    this.outbox = outbox;
    this.university = university;
    this.complaints = [];
  }

  // Opens a window of its own; use() closes it however the journey ends.
  async use(options, walk) {
    const context = await this.browser.newContext({ viewport: DESK, locale: "zh-CN", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => {
      // A page that is meant to answer 404 or 410 is told to the console as well.
      const meant = this.expectsFailure && message.text().includes("the server responded with a status of");
      if (["error", "warning"].includes(message.type()) && !meant) this.complain(page, message.text());
    });
    page.on("pageerror", (error) => this.complain(page, error.message));
    try {
      return await walk(page, context);
    } finally {
      await context.close();
    }
  }

  complain(page, text) {
    // What pages of others say on the way is theirs.
    if (!page.url().startsWith(this.base)) return;
    this.complaints.push(`${page.url()}: ${text}`);
  }

  async open(page, path) {
    this.expectsFailure = this.failing.has(path.replace(/^\/en/, ""));
    const response = await page.goto(this.base + path, { waitUntil: "load" });
    if (!this.expectsFailure) assert.equal(response.status(), 200, path);
    return response;
  }

  // Finds one page of each template.
  async explore() {
    const found = await (await fetch(`${this.base}/api/v1/search?kind=job&limit=1`)).json();
    const course = await (await fetch(`${this.base}/api/v1/search?kind=course&limit=1`)).json();
    const challenge = await (await fetch(`${this.base}/api/v1/search?kind=challenge&limit=1`)).json();
    const event = await (await fetch(`${this.base}/api/v1/search?kind=event&limit=1`)).json();
    const [job] = found.hits;
    this.listing = `/listings/${job.id}`;
    this.failing = new Set(["/nothing"]);
    this.pages = [
      "/",
      "/search",
      "/search?q=%E5%B5%8C%E5%85%A5%E5%BC%8F&kind=job&zone=lg-ic",
      "/search?q=kubrnetes+xyzzy&kind=facility",
      this.listing,
      `/listings/${course.hits[0].id}`,
      `/listings/${challenge.hits[0].id}`,
      `/organisations/${job.organisation_id}`,
      "/fits",
      FITS,
      `/fits/${job.id}${FITS.slice("/fits".length)}`,
      "/ranking",
      "/organisations",
      "/kinds",
      "/events",
      `/listings/${event.hits[0].id}`,
      "/zones",
      "/industries",
      "/mirror",
      "/mirror?zone=lg-ic&major=%E8%BD%AF%E4%BB%B6%E5%B7%A5%E7%A8%8B",
      "/mirror/listings?skill=python",
      "/help",
      "/about",
      "/privacy",
      "/sign-up",
      "/sign-in",
      "/sign-in/code",
      "/recovery",
      "/imprint",
      "/api",
      "/nothing",
    ];
    if (this.closed) this.pages.push(`/listings/${this.closed}`);
    if (this.gone) {
      this.pages.push(`/listings/${this.gone}`);
      this.failing.add(`/listings/${this.gone}`);
    }
  }
}
