// Runs every journey against a running site: node journeys.mjs <base address> [<closed listing> <gone listing> <outbox folder> <port of the university>]
// CHROMIUM names the browser. Prints one line for each journey; fails when one fails.

import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { Site } from "./site.mjs";
import * as accounts from "./accounts.mjs";
import * as applications from "./applications.mjs";
import * as challenges from "./challenges.mjs";
import * as complaints from "./complaints.mjs";
import * as cooperation from "./cooperation.mjs";
import * as desk from "./desk.mjs";
import * as identities from "./identities.mjs";
import * as accessibility from "./accessibility.mjs";
import * as entry from "./entry.mjs";
import * as events from "./events.mjs";
import * as internships from "./internships.mjs";
import * as keyboard from "./keyboard.mjs";
import * as layout from "./layout.mjs";
import * as mentors from "./mentors.mjs";
import * as policies from "./policies.mjs";
import * as privacy from "./privacy.mjs";
import * as profiles from "./profiles.mjs";
import * as publishing from "./publishing.mjs";
import * as refresh from "./refresh.mjs";
import * as saved from "./saved.mjs";
import * as services from "./services.mjs";
import * as sheets from "./sheets.mjs";
import * as scriptsOff from "./scripts-off.mjs";
import * as talents from "./talents.mjs";
import * as weight from "./weight.mjs";
import * as wholeStory from "./whole-story.mjs";
import * as workbench from "./workbench.mjs";

const [base, closed, gone, outbox, university] = process.argv.slice(2);
if (!base) {
  console.error("node journeys.mjs <base address> [<closed listing> <gone listing> <outbox folder> <port of the university>]");
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

const site = new Site(browser, base, { closed, gone, outbox, university });
// People with roles, whom only the operator of the site can make.
site.staff = process.env.STAFF ? JSON.parse(process.env.STAFF) : undefined;
// Whoever keeps the data lets days pass for a connection: each question is a line that they read, and so is their answer.
if (process.env.KEEPER) {
  const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  site.letPass = async (connection, days) => {
    console.log(`let pass ${connection} ${days}`);
    assert.equal((await answers.next()).value, "done");
  };
}
let failures = 0;
try {
  await site.explore();
  const withLetters = outbox ? [accounts, profiles, saved, entry, privacy] : [];
  const withStaff = site.staff ? [publishing, complaints, sheets, events, policies, talents, applications, internships, challenges, services, desk, workbench, cooperation, mentors, wholeStory] : [];
  const withUniversity = university ? [identities] : [];
  const journeys = [accessibility, layout, keyboard, scriptsOff, refresh, weight, ...withLetters, ...withStaff, ...withUniversity];
  // Some of them alone, by a part of their names, for whoever works on these.
  const wanted = new RegExp(process.env.RONGQIAO_BROWSER_JOURNEYS ?? "", "i");
  for (const [name, walk] of journeys.flatMap(Object.entries).filter(([name]) => wanted.test(name))) {
    const words = name.replaceAll(/([A-Z]|[0-9]+)/g, " $1").toLowerCase();
    const begun = Date.now();
    try {
      const figures = await walk(site);
      console.log(`ok      ${words} (${((Date.now() - begun) / 1000).toFixed(1)} s)${figures ? `: ${figures}` : ""}`);
    } catch (error) {
      failures += 1;
      console.log(`FAILED  ${words}: ${error.message}`);
    }
  }
  if (site.complaints.length > 0) {
    failures += 1;
    console.log(`FAILED  the browser's console stays empty:\n${[...new Set(site.complaints)].join("\n")}`);
  } else {
    console.log("ok      the browser's console stays empty");
  }
} finally {
  await browser.close();
}
process.exit(failures === 0 ? 0 : 1);
