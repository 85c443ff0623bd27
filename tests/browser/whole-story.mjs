// The whole story as one, each of its people with pages and forms of their own: a firm posts a need, the desk accepts it and
// is shown a team, two colleges propose under seal, officers of two desks open what they sent, three experts score it, the
// best is nominated and noticed, an objection is decided, firm and college agree, a student interns under it, both sides confirm, and what the public
// is told changes. The days between are let pass by whoever keeps the data, as no page can do it.

import assert from "node:assert/strict";
import { assertSound } from "./axe.mjs";
import { PASSPHRASE, ask, giveOpinion, open, publish, putUp } from "./calls.mjs";
import { apply, nameSchool, offer, plan } from "./interns.mjs";
import { day, officerSignsIn, press, signIn } from "./people.mjs";
import { DESK, PHONE } from "./site.mjs";

const TITLE = "晶圆低温键合整体攻关";
const SCHOOL = "示例理工大学";
const TEAM = "微电子学院键合课题组，五人。";
const OTHER_TEAM = "机电学院封装组，三人。";

// Opens a window as somebody who signs in once in the whole story.
async function as(site, person, options, walk) {
  site.signedIn ??= new Map();
  return site.use(options, async (page, context) => {
    const cookies = person === site.staff.officer ? site.officer : site.signedIn.get(person.contact);
    if (cookies) await context.addCookies(cookies);
    else await signIn(site, page, "", person);
    if (!cookies) site.signedIn.set(person.contact, await context.cookies());
    return walk(page);
  });
}

// Opens a page, does what `step` says there, and looks at what it leads to.
async function act(site, person, path, step, options = { viewport: DESK }) {
  await as(site, person, options, async (page) => {
    await site.open(page, path);
    await step(page);
    await assertSound(page, options);
  });
}

// Opens the form of a step where it is folded.
async function unfold(page, step) {
  const folded = page.locator(`details:not([open]):has(button[value=${step}]) > summary`);
  if ((await folded.count()) > 0) await folded.first().click();
}

async function take(page, step) {
  await unfold(page, step);
  await press(page, `button[value=${step}]`);
}

async function stage(page, expected) {
  assert.equal(await page.locator(`.next .state-${expected}`).count(), 1, await page.locator("main").innerText());
}

const text = (page) => page.locator("main").innerText();

// What programs are told: each figure, and from where on changes are new.
async function told(site) {
  const get = async (path) => (await fetch(`${site.base}/api/v1/${path}`)).json();
  const { figures } = await get("figures");
  let changes = { next: "0", more: true };
  while (changes.more) changes = await get(`changes?since=${changes.next}`);
  return { figures: Object.fromEntries(figures.map(({ figure, count }) => [figure, count])), next: changes.next };
}

// The desk sees what universities offer for the challenge.
async function isShownATeam(page) {
  assert.ok((await page.locator("section.team .team-list a").count()) > 0, await text(page));
}

async function propose(site, id, person, team) {
  await as(site, person, { viewport: PHONE }, async (page) => {
    await site.open(page, `/listings/${id}/proposal`);
    await page.fill("#team", team);
    await page.fill("#approach-1", "等离子活化后低温键合。");
    await page.fill("#promised-1", "9.5");
    await page.fill("#plan", "先做工艺窗口，再做样机。");
    await page.fill("#milestones", "样机通过测试 | 2027-06-30");
    await page.fill("#price", "450000");
    await page.fill("#intellectual-property", "共同申请");
    await press(page, "main button.primary");
    assert.ok((await text(page)).includes(team));
  });
}

async function aNeedBecomesACall(site) {
  const { finder, tutor, teacher, officer } = site.staff;
  const id = await publish(site, "", TITLE, finder);
  await putUp(site, "", id, finder);
  const desk = await ask(site, "", TITLE);
  await giveOpinion(site, "", desk);
  await act(site, officer, desk, isShownATeam);
  await open(site, desk);
  await act(site, tutor, `/listings/${id}/call`, async (page) => {
    await unfold(page, "ask");
    await page.fill("#question", "样品尺寸是多少？");
    await press(page, "button[value=ask]");
  });
  await act(site, finder, `/my/challenges/${id}`, async (page) => {
    await unfold(page, "answer");
    await page.fill("#answer-1", "八英寸晶圆。");
    await press(page, "button[value=answer]");
    assert.match(await text(page), /八英寸晶圆。/);
  });
  await propose(site, id, tutor, TEAM);
  await propose(site, id, teacher, OTHER_TEAM);
  await act(site, officer, desk, async (page) => {
    assert.ok(!(await text(page)).includes(TEAM), "nobody reads it before the deadline");
    assert.equal(await page.locator("button[value=unseal]").count(), 0);
  });
  return { id, desk, mine: `/my/challenges/${id}`, call: desk.split("/").at(-1) };
}

async function proposalsAreOpenedAndScored(site, { desk }) {
  const { officer, schools, reviewers } = site.staff;
  for (const [person, passphrase, after] of [[officer, PASSPHRASE, "sealed"], [schools, schools.passphrase, "reviewing"]]) {
    await act(site, person, desk, async (page) => {
      await stage(page, "sealed");
      await page.fill("#unseal-passphrase", passphrase);
      await press(page, "button[value=unseal]");
      await stage(page, after);
      assert.equal((await text(page)).includes(TEAM), after === "reviewing", "one officer alone reads nothing");
    });
  }
  await act(site, officer, desk, async (page) => {
    for (const reviewer of reviewers) {
      await unfold(page, "invite-score");
      await page.fill("#invite-score-contact", reviewer.contact);
      await press(page, "button[value=invite-score]");
    }
  });
  for (const [number, reviewer] of reviewers.entries()) {
    await act(site, reviewer, `${desk.replace("/desk/challenges/", "/my/reviews/")}/score`, async (page) => {
      await page.check("input[name=declared][value=none]");
      await press(page, "button[value=declare]");
      await assertSound(page, { viewport: PHONE });
      for (const place of [0, 1]) {
        const points = String(place === 0 ? 86 + number : 60);
        for (const field of await page.locator(`input[name^=points-${place}-]`).all()) await field.fill(points);
      }
      assert.ok(!/位评审，匿名/.test(await text(page)), "nobody sees what the others gave");
      await press(page, "button[value=score]");
      assert.match(await text(page), /位评审，匿名/);
    }, { viewport: PHONE });
  }
}

async function theBestIsNoticed(site, { id, desk }) {
  await act(site, site.staff.officer, desk, async (page) => {
    assert.match(await text(page), /平均 87.00 分/);
    await press(page, `.call-entry:has(h3:has-text("${SCHOOL}")) button[value=nominate]`);
    await stage(page, "noticed");
  });
  await site.use({ viewport: PHONE }, async (page) => {
    await site.open(page, `/listings/${id}/call`);
    assert.match(await text(page), /拟中榜单位/);
    await assertSound(page, { viewport: PHONE });
  });
}

// Somebody who has no part in it objects in their own name, which the other desk sees and the sides do not.
async function anObjectionIsDecided(site, { id, desk, mine }) {
  const { finder, schools } = site.staff;
  const anybody = { contact: "customer0@example.com" };
  await act(site, anybody, `/listings/${id}/call`, async (page) => {
    await unfold(page, "object-in-public");
    await page.fill("#object-words", "方案单位与发榜单位有共同股东。");
    await press(page, "button[value=object-in-public]");
    assert.match(await text(page), /您的异议/);
  }, { viewport: PHONE });
  await act(site, finder, mine, async (page) => {
    await stage(page, "objected");
    assert.ok(!/林汐|共同股东/.test(await text(page)), "it waits for a decision");
  });
  await act(site, schools, desk, async (page) => {
    assert.match(await text(page), /社会公众：林汐/);
    await unfold(page, "settle");
    await page.fill("#settle-words", "经查不存在共同股东，维持公示结果。");
    await press(page, "button[value=settle]");
    await stage(page, "noticed");
  });
  await act(site, finder, mine, async (page) => assert.match(await text(page), /共同股东/));
}

async function bothAgree(site, { mine }) {
  const { finder, tutor } = site.staff;
  await act(site, finder, mine, async (page) => {
    await stage(page, "negotiating");
    await unfold(page, "contract");
    await page.fill("#contract-number", "LG-2026-018");
    await page.fill("#contract-amount", "450000");
    await page.fill("#contract-day", day(-1));
    await page.fill("#contract-digest", "a".repeat(64));
    await press(page, "button[value=contract]");
  });
  for (const [person, after] of [[tutor, "negotiating"], [finder, "running"]]) {
    await act(site, person, mine, async (page) => {
      assert.match(await text(page), /LG-2026-018/);
      await press(page, "button[value=agree]");
      await stage(page, after);
    });
  }
}

// The school writes the agreement of three under the one of the two.
async function planned(site, path, call, from) {
  const { finder, tutor } = site.staff;
  await act(site, tutor, path, async (page) => {
    await press(page, "button[value=approve]");
    await press(page, "a[href$='/plan']");
    for (const [field, value] of Object.entries(plan(from))) await page.fill(`#${field}`, value);
    await page.selectOption("#plan-level", "undergraduate");
    await page.selectOption("#plan-frame", call);
    await assertSound(page);
    // It began before anybody had confirmed it, for which the school says why.
    site.expectsFailure = true;
    await press(page, "main form.panel button.primary");
    await page.fill("#plan-reason-antedating", "纸质协议上周已经签署，本周补录到平台。");
    site.expectsFailure = false;
    await press(page, "main form.panel button.primary");
    assert.match(await text(page), new RegExp(`揭榜项目《${TITLE}》`));
  });
  for (const person of [{ contact: "intern2@example.com" }, finder, tutor]) {
    await act(site, person, path, (page) => press(page, "form[action$='/agree'] button"));
  }
  await act(site, tutor, path, (page) => press(page, "button[value=start]"));
}

async function aStudentInternsUnderIt(site, { call, mine }) {
  const { finder, tutor } = site.staff;
  const student = { contact: "intern2@example.com" };
  const phone = { viewport: PHONE };
  // The Monday of last week, whose diary can be confirmed.
  const from = -7 - ((new Date(Date.now() + 8 * 3600_000).getUTCDay() + 6) % 7);
  const path = await as(site, student, phone, async (page) => {
    const application = await apply(site, page, "");
    const id = application.split("/").at(-1);
    await offer(site, "", id);
    await site.open(page, application);
    await press(page, "button[value=accept]");
    await nameSchool(site, page);
    return `/my/internships/${id}`;
  });
  await planned(site, path, call, from);
  await act(site, student, path, async (page) => {
    for (const at of [from, from + 1]) {
      await site.open(page, `${path}/diary`);
      await page.fill("#diary-day", day(at));
      await page.fill("#diary-hours", "7.5");
      await page.fill("#diary-text", "认识键合机台，调试压力曲线。");
      await press(page, "main button.primary");
    }
  }, phone);
  await act(site, tutor, `${path}/visits`, async (page) => {
    await page.fill("#school-visit-day", day(from + 2));
    await page.fill("#visit-words", "到实验线看望，岗位与协议一致。");
    await press(page, "main button.primary");
  });
  for (const person of [finder, tutor]) {
    await act(site, person, path, (page) => press(page, "form[action$='/weeks'] button[value=confirm]"));
  }
  await act(site, student, path, (page) => take(page, "deliver"), phone);
  for (const person of [finder, tutor]) {
    await act(site, person, `${path}/assessment`, async (page) => {
      await page.check("input[name=grade][value=good]");
      await page.fill("#assessment-words", "踏实肯学。");
      await page.fill("#signed-by", "王磊");
      await press(page, "main button.primary");
    });
  }
  for (const person of [finder, tutor]) await act(site, person, path, (page) => take(page, "confirm"));
  for (const person of [finder, tutor]) {
    await act(site, person, mine, async (page) => {
      const interns = await page.locator("section:has(#interns)").innerText();
      assert.ok(/已确认\s*1 人/.test(interns) && /15 小时/.test(interns), interns);
    }, phone);
  }
}

async function bothConfirm(site, { mine }) {
  const { finder, tutor } = site.staff;
  await act(site, tutor, mine, (page) => take(page, "milestone-report"));
  await act(site, finder, mine, (page) => take(page, "milestone-confirm"));
  await act(site, tutor, mine, async (page) => {
    await unfold(page, "evidence");
    await page.fill("#measured-1", "9.2");
    await page.fill("#evidence-1", "第三方检测，报告编号 J-77。");
    await press(page, "button[value=evidence]");
    await take(page, "deliver");
  });
  for (const [person, after] of [[finder, "delivered"], [tutor, "confirmed"]]) {
    await act(site, person, mine, async (page) => {
      await take(page, "confirm");
      await stage(page, after);
    });
  }
}

async function thePublicIsTold(site, { id }, before) {
  const { figures } = await told(site);
  for (const figure of ["challenges", "internships"]) assert.equal(figures[figure], before.figures[figure] + 1, figure);
  await site.use({ viewport: PHONE }, async (page) => {
    await site.open(page, "/figures");
    assert.match(await page.locator("li:has(a[href$='/figures/challenges']) h2").innerText(), new RegExp(` ${figures.challenges}$`));
    await assertSound(page, { viewport: PHONE });
  });
  const { changes } = await (await fetch(`${site.base}/api/v1/changes?since=${before.next}`)).json();
  const counts = changes.filter((it) => it.figure?.figure === "challenges").map((it) => it.figure.count);
  assert.equal(counts.at(-1), figures.challenges, "the figure is told");
  assert.ok(changes.some((it) => it.id === id && it.listing?.title === TITLE), "so is the need");
}

export async function aNeedOfAFirmBecomesAResultThatBothSidesConfirmAndThePublicIsToldOf(site) {
  if (!site.letPass) return "skipped: nobody lets days pass";
  await officerSignsIn(site);
  const before = await told(site);
  const story = await aNeedBecomesACall(site);
  await site.letPass(story.call, 21);
  await proposalsAreOpenedAndScored(site, story);
  await theBestIsNoticed(site, story);
  await anObjectionIsDecided(site, story);
  await site.letPass(story.call, 20);
  await bothAgree(site, story);
  await aStudentInternsUnderIt(site, story);
  await bothConfirm(site, story);
  await thePublicIsTold(site, story, before);
}
