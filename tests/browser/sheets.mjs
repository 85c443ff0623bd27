// A college publishes 200 courses by a sheet, 7 of which have to be mended, and attaches a file to one of them: in both
// languages, with scripts and without, and with the keyboard alone. The template is downloaded and filled as an office
// program would fill it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { assertSound } from "./axe.mjs";
import { press, signIn, tabTo } from "./people.mjs";
import { DESK, LANGUAGES, PHONE } from "./site.mjs";

const SHEETS = "/my/listings/sheets";
const BAD = [
  { title: "", hours: "很多", format: "讲座" },
  { mode: "" },
  { description: "限男性，学费另付。" },
  { starts_on: "开学后" },
  { valid_through: "2020-01-01" },
  { zone: "月球基地" },
  { seats: "0" },
];

const letters = (column) => (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// The names of columns, which stand in the hidden second row, by their letters.
function columnsOf(parts) {
  const shared = [...strFromU8(parts["xl/sharedStrings.xml"]).matchAll(/<si>(.*?)<\/si>/gs)];
  const texts = shared.map(([, text]) => text.replaceAll(/<[^>]*>/g, ""));
  const row = /<row r="2".*?<\/row>/s.exec(strFromU8(parts["xl/worksheets/sheet1.xml"]))[0];
  const cells = [...row.matchAll(/<c r="([A-Z]+)2"[^>]*t="s"[^>]*><v>(\d+)<\/v>/g)];
  return new Map(cells.map(([, column, text]) => [texts[Number(text)].split(".")[1], column]));
}

// The template with `rows` below its example.
function filled(template, rows) {
  const parts = unzipSync(template);
  const columns = columnsOf(parts);
  const order = [...columns.values()];
  const line = (row, number) => {
    const cells = Object.entries(row).filter(([, text]) => text !== "").map(([name, text]) => [columns.get(name), text]);
    cells.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    const written = cells.map(([column, text]) => `<c r="${column}${number}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`);
    return `<row r="${number}">${written.join("")}</row>`;
  };
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]);
  const lines = rows.map((row, at) => line(row, at + 4)).join("");
  parts["xl/worksheets/sheet1.xml"] = strToU8(sheet.replace("</sheetData>", `${lines}</sheetData>`));
  return Buffer.from(zipSync(parts));
}

function courses(language, mark) {
  const [format, mode] = language ? ["Course", "On site"] : ["课程", "线下"];
  const course = (number) => ({
    title: `${mark}第${number}期`,
    description: "面向装备制造企业的实训课程。",
    format,
    mode,
    hours: "４８",
    starts_on: "2026年12月14日",
    place: "上海市浦东新区",
  });
  const rows = Array.from({ length: 193 }, (_, at) => course(at + 1));
  BAD.forEach((changes, at) => rows.splice((at + 1) * 20, 0, { ...course(300 + at), ...changes }));
  return rows;
}

async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(link).first().click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

async function bring(page, name, buffer) {
  await page.selectOption("#kind", "course");
  await page.setInputFiles("#sheet-file", { name, mimeType: "application/octet-stream", buffer });
  await press(page, "main button.primary");
}

async function publish(site, options, language, mark) {
  return site.use({ ...options, acceptDownloads: true }, async (page) => {
    await signIn(site, page, language, site.staff.teacher);
    await site.open(page, language + SHEETS);
    await assertSound(page, options);
    const template = await download(page, "a[href$='/templates/course']");
    assert.match(template.name, /\.xlsx$/);
    const begun = Date.now();
    await bring(page, "courses.xlsx", filled(template.content, courses(language, mark)));
    const took = Date.now() - begun;
    assert.match(page.url(), /\/my\/listings\/sheets\/[0-9a-f-]{36}$/);
    const sheet = page.url();
    const told = await page.locator("main").innerText();
    assert.match(told, language ? /193 ready, 7 to mend/ : /可发布 193 行、需修改 7 行/);
    await assertSound(page, options);
    await press(page, "nav a[href*='which=bad']");
    assert.equal(await page.locator(".state-bad").count(), 7);
    assert.match(await page.locator("main").innerText(), /限男性/);
    const mend = await download(page, "a[href$='/mend']");
    await press(page, "button[value=submit]");
    assert.equal(page.url(), sheet);
    assert.match(await page.locator("main").innerText(), language ? /193 sent to review/ : /已提交审核 193 条/);
    // What was mended is brought again; here nothing was, so that the same seven are told.
    await site.open(page, language + SHEETS);
    site.expectsFailure = true;
    await bring(page, mend.name, mend.content);
    assert.match(await page.locator("main").innerText(), language ? /7 to mend/ : /需修改 7 行/);
    await press(page, "form[action$='/discard'] button");
    await site.open(page, sheet.slice(site.base.length));
    await press(page, "form[action$='/discard'] button");
    return took;
  });
}

export async function aCollegePublishes200CoursesByASheetWith7RowsToMend(site) {
  if (!site.staff) return "skipped: nobody has a role";
  const took = [];
  const ways = [
    ["", { viewport: DESK }],
    ["/en", { viewport: PHONE }],
    ["", { viewport: PHONE, javaScriptEnabled: false }],
  ];
  for (const [language, options] of ways) {
    took.push(await publish(site, options, language, `焊接实训${Date.now() % 100000}`));
  }
  return `200 rows read and shown after ${took.join(", ")} ms`;
}

export async function aSheetIsBroughtAndAFileAttachedWithTheKeyboardAlone(site) {
  if (!site.staff) return "skipped: nobody has a role";
  return site.use({ viewport: DESK, acceptDownloads: true }, async (page) => {
    await signIn(site, page, "", site.staff.teacher);
    await site.open(page, SHEETS);
    const template = await download(page, "a[href$='/templates/course']");
    const [course] = courses("", `键盘课程${Date.now() % 100000}`);
    const buffer = filled(template.content, [course]);
    await tabTo(page, "#kind");
    for (const _ of ["job", "course"]) await page.keyboard.press("ArrowDown");
    await tabTo(page, "#sheet-file");
    await page.setInputFiles("#sheet-file", { name: "课程.xlsx", mimeType: "application/octet-stream", buffer });
    await tabTo(page, "main button.primary");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await tabTo(page, "button[value=draft]");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await tabTo(page, ".sheet-rows td a");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await tabTo(page, "a[href$='/attachments']");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const file = { name: "大纲.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 a syllabus") };
    site.expectsFailure = true;
    await page.setInputFiles("#attachment-file", { ...file, name: "大纲.exe", buffer: Buffer.from("MZ") });
    await tabTo(page, "main button.primary");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(await page.locator("#attachment-file").getAttribute("aria-invalid"), "true");
    await assertSound(page);
    await page.setInputFiles("#attachment-file", file);
    await tabTo(page, "main button.primary");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(await page.locator("main").innerText(), /大纲\.pdf/);
    const got = await download(page, "ul.attachments a");
    assert.equal(got.content.toString(), "%PDF-1.7 a syllabus");
    assert.equal(got.name, "大纲.pdf");
  });
}

export async function thePagesOfSheetsAndFilesFitTheirWindowsInBothLanguages(site) {
  if (!site.staff) return "skipped: nobody has a role";
  for (const viewport of [PHONE, DESK]) {
    await site.use({ viewport, acceptDownloads: true }, async (page) => {
      await signIn(site, page, "", site.staff.teacher);
      await site.open(page, SHEETS);
      const template = await download(page, "a[href$='/templates/course']");
      const rows = courses("", `宽度${Date.now() % 100000}`).slice(15, 45);
      await bring(page, "一份名字很长很长很长很长很长很长很长很长很长很长的课程表格.xlsx", filled(template.content, rows));
      const sheet = page.url().slice(site.base.length);
      await page.locator("input[name=row]").first().check();
      await page.locator("input[value=ticked]").check();
      await press(page, "button[value=draft]");
      const draft = await page.locator(".sheet-rows td a").first().getAttribute("href");
      for (const language of LANGUAGES) {
        for (const path of [SHEETS, sheet, draft, `${draft}/attachments`]) {
          await site.open(page, language + path);
          await assertSound(page);
        }
      }
      await site.open(page, sheet);
      await press(page, "form[action$='/discard'] button");
    });
  }
}
