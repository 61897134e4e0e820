// From words typed on one node to a text in effect on both, in a real browser: with script, without it, and by keyboard.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { audit, consoleErrors, inFirstScreen, openBrowser, press, screens, shot, signIn, spaceOf, startDemo, visit } from "../lib.mjs";

const nodes = ["asteria", "borealis"];
const next = (page) => page.locator("main form .actions button").first();
const sign = (page) => page.locator(".signing .actions button:not([formaction])");
const act = (page, slug) => page.locator(`.act form[action$="/${slug}"] button`).first();
const status = (page) => page.locator("#standing .tag");
const digest = async (page) => (await page.locator(".check dl.summary .digest").innerText()).replace(/\s+/g, "");

const words = (name, name_hans) => ({
  "title-en": name,
  "text-en": "The institutes train together once a year.\n\nEach hosts in turn.",
  "title-zh-Hans": name_hans,
  "text-zh-Hans": "两所研究机构每年共同演练一次。\n\n由双方轮流主办。",
});

/** Types a proposal on the list of what to do together, and stops on the check page. */
async function typed(page, address, form) {
  await visit(page, address, "en");
  for (const [name, value] of Object.entries(form)) await page.locator(`[name="${name}"]`).fill(value);
  for (const lang of ["en", "zh-Hans"]) await page.locator(`[name="authentic-${lang}"]`).check();
  await page.locator('[name="list"][value="cooperation"]').check();
  await page.locator('[name="how"][value="propose"]').check();
  const response = await press(page, next(page));
  assert.equal(response.status(), 200, await page.locator("main").innerText());
}

async function showsAll(page, form) {
  const text = await page.locator("main").innerText();
  for (const said of Object.values(form).flatMap((value) => value.split("\n\n"))) {
    assert.ok(text.includes(said), `“${said}” is not on the page:\n${text}`);
  }
}

describe("a text becomes agreed", () => {
  let demo;
  let browser;
  const base = {};

  before(async () => {
    demo = await startDemo({ nodes });
    browser = await openBrowser();
    const page = await browser.page();
    for (const node of nodes) {
      await signIn(browser, demo, node);
      base[node] = await spaceOf(page, demo, node);
    }
    await page.close();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const at = (node, path) => demo.at(node, `${base[node]}${path}`);

  test("m031 proposed in 中文 and English, it appears on the other side by itself, and agreed it is in effect on both", async () => {
    const name = "Joint search and rescue exercise";
    const form = words(name, "联合搜救演练");
    // Two nodes in one browser: the cookies of one leave the other's alone.
    const ours = await browser.page();
    const theirs = await browser.page();
    const errors = [consoleErrors(ours), consoleErrors(theirs)];
    await visit(theirs, at("borealis", "/framework/cooperation"), "zh-Hans");
    await theirs.evaluate(() => (window.never_reloaded = true));

    await typed(ours, at("asteria", "/propose?list=cooperation"), form);
    await showsAll(ours, form);
    const shown = await digest(ours);
    assert.match(shown, /^[0-9a-f]{64}$/);
    assert.deepEqual(await audit(ours), []);
    await press(ours, sign(ours));
    assert.match(await status(ours).getAttribute("class"), /tag-proposed/);

    const row = theirs.locator("#rows th a", { hasText: "联合搜救演练" });
    await row.waitFor({ timeout: 15_000 });
    assert.ok(await theirs.evaluate(() => window.never_reloaded), "the list appeared only with a reload");

    await press(theirs, row);
    assert.match(await status(theirs).getAttribute("class"), /tag-proposed/);
    await press(theirs, act(theirs, "agree"));
    await showsAll(theirs, form);
    assert.equal(await digest(theirs), shown, "both sides are shown the same digest");
    await press(theirs, sign(theirs));
    assert.match(await status(theirs).getAttribute("class"), /tag-in-effect/);
    assert.equal(await status(theirs).innerText(), "已商定");

    // Ours, left open all the while, says so by itself.
    await ours.locator("#standing .tag-in-effect").waitFor({ timeout: 15_000 });
    const item = (page) => new URL(page.url()).pathname.split("/").at(-1);
    assert.equal(item(ours), item(theirs), "both sides call the item by the same number");
    assert.deepEqual(errors.flat(), []);
    await ours.close();
    await theirs.close();
  });

  test("m031 two nodes in one browser: the session of one leaves the other's alone", async () => {
    const pages = await Promise.all(nodes.map(() => browser.page()));
    for (const round of [1, 2]) {
      for (const [n, node] of nodes.entries()) {
        const response = await visit(pages[n], at(node, round === 1 ? "" : "/waiting"), "en");
        assert.equal(response.status(), 200);
        const seat = await pages[n].locator(".seat-who").innerText();
        assert.match(seat, node === "asteria" ? /Asteria Institute/ : /Borealis Institute/);
      }
    }
    const cookies = await browser.context.cookies(demo.at("asteria", "/"));
    const sessions = new Set(cookies.map(({ name }) => name).filter((name) => /^detente_[0-9a-f]+$/.test(name)));
    assert.equal(sessions.size, 2, `one session per party: ${[...sessions].join(", ")}`);
    for (const page of pages) await page.close();
  });

  test("m031 texts that cross: accept theirs, withdraw ours, and one text is agreed on both", async () => {
    const ours = await browser.page();
    const theirs = await browser.page();
    await visit(ours, at("asteria", "/framework/dialogues?status=rivals"), "en");
    await press(ours, ours.locator("#rows th a").first());
    const item = new URL(ours.url()).pathname.split("/").at(-1);
    assert.equal(await ours.locator(".rival").count(), 2, "both texts stand side by side");
    await visit(theirs, at("borealis", `/item/${item}`), "en");

    await press(ours, act(ours, "accept-theirs"));
    await press(ours, sign(ours));
    for (const [page, name] of [[ours, "ours"], [theirs, "theirs"]]) {
      await page.locator("#standing .tag-in-effect").waitFor({ timeout: 20_000 }).catch(async () => {
        assert.fail(`${name} still says: ${await page.locator("#standing").innerText()}`);
      });
    }
    const agreed = async (page) => {
      const [text, ...more] = await page.locator("#texts > section.text:has(.stances) .said").allInnerTexts();
      return [text, ...more].join("\n");
    };
    assert.equal(await agreed(ours), await agreed(theirs));
    assert.match(await agreed(ours), /An annual seminar on technology/);
    assert.equal(await ours.locator(".rival").count(), 0, "no text is left beside the agreed one");
    await ours.close();
    await theirs.close();
  });

  test("the item's page says whose turn it is, and the way to the acts, on the first screen", async () => {
    const page = await browser.page();
    await visit(page, at("asteria", "/framework/cooperation?status=proposed"), "en");
    await press(page, page.locator("#rows th a").first());
    for (const screen of screens) {
      await page.setViewportSize(screen);
      await page.evaluate(() => window.scrollTo(0, 0));
      await inFirstScreen(page, page.locator("#standing .lead"));
      await inFirstScreen(page, page.locator("#standing .jump a"));
    }
    await page.close();
  });

  test("by keyboard alone: the skip link works, the acts are reached in order, and focus is seen", async () => {
    const page = await browser.page();
    await visit(page, at("asteria", "/framework/cooperation?status=proposed"), "en");
    await press(page, page.locator("#rows th a").first());
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: on } = document;
        const { width, height } = on.getBoundingClientRect();
        const { outlineStyle, boxShadow } = getComputedStyle(on);
        return {
          what: `${on.tagName}${on.id ? `#${on.id}` : ""}.${on.className}`,
          text: on.innerText?.trim(),
          act: Boolean(on.closest(".act-main")),
          seen: width > 10 && height > 10 && (outlineStyle !== "none" || boxShadow !== "none"),
        };
      });
    await page.keyboard.press("Tab");
    assert.match((await focused()).what, /^A\.skip/, "the skip link is first");
    assert.ok((await focused()).seen, "and it is seen when it has the focus");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash === "#main");
    assert.match((await focused()).what, /^MAIN#main/);

    const passed = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const on = await focused();
      passed.push(on.text);
      assert.ok(on.seen, `the focus is not seen on ${on.what} (${on.text})`);
      if (on.act) break;
    }
    assert.match(passed.at(-1), /^Agree to this text/, `from the content on: ${passed.join(" > ")}`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await sign(page).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash === "#main");
    await page.keyboard.press("Tab");
    assert.match((await focused()).text, /^Sign: /, "the first stop on the check page is its signature");
    await page.close();
  });

  test("printed, an item is its words and its history, without navigation and buttons", async () => {
    const page = await browser.page();
    await visit(page, at("asteria", "/framework/differences?status=in-effect"), "en");
    await press(page, page.locator("#rows th a").first());
    await page.emulateMedia({ media: "print" });
    for (const gone of [".nav-wide", ".nav-small", ".tools", "#acts"]) {
      assert.equal(await page.locator(gone).first().isVisible(), false, `${gone} is printed`);
    }
    for (const kept of ["h1", "#standing .lead", "#texts .said", "#positions", "#history"]) {
      assert.ok(await page.locator(kept).first().isVisible(), `${kept} is not printed`);
    }
    await shot(page, "print-item");
    await page.emulateMedia({ media: null });
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.ok(pdf.length > 10_000);
    await page.close();
  });
});

describe("without script", () => {
  let demo;
  let browser;
  const base = {};

  before(async () => {
    demo = await startDemo({ nodes });
    browser = await openBrowser({ javaScriptEnabled: false });
    const page = await browser.page();
    for (const node of nodes) {
      await signIn(browser, demo, node);
      base[node] = await spaceOf(page, demo, node);
    }
    await page.close();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  test("m031 without script: proposed, read, checked, agreed, in effect on both", async () => {
    const form = words("Joint library", "联合图书馆");
    const ours = await browser.page();
    const theirs = await browser.page();
    const at = (node, path) => demo.at(node, `${base[node]}${path}`);
    await typed(ours, at("asteria", "/propose"), form);
    await showsAll(ours, form);
    const shown = await digest(ours);
    await press(ours, sign(ours));

    // Nothing comes by itself here: one looks again.
    const row = theirs.locator("a", { hasText: "Joint library" }).first();
    for (let look = 0; look < 30; look += 1) {
      await visit(theirs, at("borealis", "/waiting"), "en");
      if (await row.count()) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await press(theirs, row);
    await press(theirs, act(theirs, "agree"));
    await showsAll(theirs, form);
    assert.equal(await digest(theirs), shown);
    await press(theirs, sign(theirs));
    assert.match(await status(theirs).getAttribute("class"), /tag-in-effect/);
    for (let look = 0; look < 30; look += 1) {
      await ours.reload();
      if (await ours.locator("#standing .tag-in-effect").count()) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.equal(await status(ours).innerText(), "In effect");

    // Finding and filtering are the node's work then.
    await visit(ours, at("asteria", "/framework/cooperation"), "en");
    await ours.locator("#q").fill("图书馆");
    await press(ours, ours.locator(".filter button"));
    assert.equal(await ours.locator("#rows tr").count(), 1);
    await ours.close();
    await theirs.close();
  });
});
