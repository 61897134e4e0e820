// The same for everyone: both parties' pages show the same, each with its own side first, and every page speaks three scripts.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, press, signIn, spaceOf, startDemo, visit } from "../lib.mjs";

const nodes = ["asteria", "borealis"];
const name = { asteria: "Asteria Institute", borealis: "Borealis Institute" };

describe("the same for everyone", () => {
  let demo;
  let browser;
  let page;
  const base = {};

  before(async () => {
    demo = await startDemo({ nodes });
    browser = await openBrowser();
    page = await browser.page();
    for (const node of nodes) {
      await signIn(browser, demo, node);
      base[node] = await spaceOf(page, demo, node);
    }
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const open = (node, path, lang = "en") => visit(page, demo.at(node, `${base[node]}${path}`), lang);
  const texts = async (selector) => (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  /** What both seats show of `path`, by selector. */
  const both = async (path, selector) => {
    const found = {};
    for (const node of nodes) {
      await open(node, path);
      found[node] = await texts(selector);
      assert.ok(found[node].length > 0, `nothing fits ${selector} on ${path} at ${node}`);
    }
    return found;
  };
  const sorted = (list) => [...list].sort();
  const links = async (list, status) => {
    await open("asteria", `/framework/${list}?status=${status}`);
    const href = await page.locator("#rows th a").first().getAttribute("href");
    return href.slice(base.asteria.length);
  };

  test("m118 the lists of both parties hold the same, in the same order", async () => {
    for (const list of ["dialogues", "cooperation", "differences"]) {
      const rows = await both(`/framework/${list}`, "#rows tr");
      // Where a line names both parties, each sees itself first.
      const words = (row) => sorted(row.split(/[\s,]+/)).join(" ");
      assert.deepEqual(rows.asteria.map(words), rows.borealis.map(words), list);
    }
  });

  test("m118 each side's own column comes first, and both columns are of one size", async () => {
    const item = await links("differences", "in-effect");
    for (const node of nodes) {
      const [own, other] = node === "asteria" ? [name.asteria, name.borealis] : [name.borealis, name.asteria];
      for (const [path, selector] of [["", "#waiting > .column"], [item, "#positions .column"]]) {
        await open(node, path);
        const heads = await texts(`${selector} :is(h2, h3)`);
        assert.equal(heads.length, 2, heads.join(" | "));
        assert.ok(heads[0].includes(own) && heads[1].includes(other), `${node} ${path}: ${heads.join(" | ")}`);
        const widths = await page.locator(selector).evaluateAll((columns) => columns.map((column) => Math.round(column.offsetWidth)));
        assert.ok(Math.abs(widths[0] - widths[1]) <= 1, `${widths} px`);
        const looks = await page.locator(selector).evaluateAll((columns) =>
          columns.map((column) => {
            const { color, backgroundColor, fontSize, fontWeight, opacity } = getComputedStyle(column);
            const head = getComputedStyle(column.querySelector("h2, h3"));
            return JSON.stringify([color, backgroundColor, fontSize, fontWeight, opacity, head.color, head.fontSize, head.fontWeight]);
          }),
        );
        assert.equal(new Set(looks).size, 1, `${node} ${path}: ${looks.join("\n")}`);
      }
    }
  });

  test("m118 of two texts that exclude one another each side sees its own first, and the item takes neither's name", async () => {
    const item = await links("dialogues", "rivals");
    for (const node of nodes) {
      await open(node, item);
      const heads = await texts(".rival h3");
      assert.ok(heads[0].includes(name[node]), `${node}: ${heads.join(" | ")}`);
      const stances = await page.locator(".rival .stances").evaluateAll((lists) => lists.map((list) => list.firstElementChild.textContent));
      assert.equal(stances.length, 2);
      assert.ok(stances.every((first) => first.includes(name[node])), `${node} answers first: ${stances.join(" | ")}`);
      const heights = await page.locator(".rival h3").evaluateAll((all) => all.map((head) => Math.round(head.offsetHeight)));
      assert.equal(heights[0], heights[1], `a longer name makes no larger head: ${heights} px`);
      const titles = await texts(".rival .said-title");
      const h1 = (await texts("h1"))[0];
      assert.ok(!titles.includes(h1), `at ${node} the item is called “${h1}”, as one of its two texts is`);
    }
  });

  test("m118 an item reads the same on both nodes but for whose side stands first", async () => {
    const selectors = ["h1", "#standing .tag", ".version .said", ".stances > li", "#positions .column", ".hold"];
    const never = new Set(selectors);
    for (const [list, status] of [["dialogues", "rivals"], ["differences", "in-effect"], ["cooperation", "suspended"]]) {
      const item = await links(list, status);
      for (const selector of selectors) {
        await open("asteria", item);
        if ((await page.locator(selector).count()) === 0) continue;
        never.delete(selector);
        const found = await both(item, selector);
        assert.deepEqual(sorted(found.asteria), sorted(found.borealis), `${selector} of the item that is ${status}`);
      }
      // Each node says when an entry reached its own disk; to the minute they differ, if a minute ends between the two.
      const { asteria, borealis } = await both(item, "#history li");
      const timeless = (lines) => lines.map((line) => line.replace(/\d+ \p{L}+ \d{4}(, \d\d:\d\d UTC)?/gu, "at its time"));
      assert.ok(timeless(asteria).every((line) => line.includes("at its time")), asteria.join("\n"));
      assert.deepEqual(timeless(asteria), timeless(borealis), "what happened, in the order of the record");
    }
    assert.deepEqual([...never], [], "on none of these items, so that nothing was compared");
  });

  test("m118 no page shows a flag, a map or a picture, and both parties' marks look alike", async () => {
    const item = await links("dialogues", "rivals");
    for (const node of nodes) {
      for (const path of ["", "/framework", "/framework/differences", item, "/record", "/settings/party"]) {
        await open(node, path);
        assert.equal(await page.locator("img, svg, canvas, picture, video").count(), 0, `${node} ${path}`);
        const text = await page.locator("body").innerText();
        assert.doesNotMatch(text, /\p{Regional_Indicator}|\p{Emoji_Presentation}/u, `${node} ${path}`);
      }
      await open(node, item);
      const looks = await page.locator(".rival").evaluateAll((texts) =>
        texts.map((text) => {
          const { color, backgroundColor, borderTopColor, fontSize, width } = getComputedStyle(text);
          return JSON.stringify({ color, backgroundColor, borderTopColor, fontSize, width });
        }),
      );
      assert.equal(new Set(looks).size, 1, looks.join("\n"));
    }
  });

  // What has to say whose it is, in which of these selectors; the record's rows and the signatures name a person or a key.
  const owned = ["#table .items:not(.entries) td:nth-child(4)", ".principles > li", ".recent > li", ".hold > p:first-child", "#texts .text", ".rival h3",
    ".stance", ".past summary", ".position h3", ".history > li > div > p:first-child", ".log h3", ".entries td:nth-child(3)"];
  const signed = [".history > li .quiet", ".position .versions + .quiet", ".stance:has(a) .quiet", ".entries td:nth-child(3) .per"];

  test("m117 no page of the example shows words without whose they are and who signed them", async () => {
    await open("asteria", "");
    const parties = await page.locator(".members .party").evaluateAll((all) => all.map((one) => one.lastChild.textContent.trim()));
    await open("asteria", "/record");
    const people = [...new Set(await texts(".entries td .per"))];
    assert.ok(parties.length === 3 && people.length > 2 && people.every((name) => name !== ""), `${parties} | ${people}`);
    // Every list, and of every list one item of each status.
    const paths = ["", "/framework", "/framework/notes", "/record"];
    for (const list of ["dialogues", "cooperation", "differences"]) {
      await open("asteria", `/framework/${list}`);
      const items = await page.locator("#rows tr").evaluateAll((rows) => rows.map((row) => [row.querySelector(".tag").className, row.querySelector("th a").getAttribute("href")]));
      paths.push(`/framework/${list}`, ...[...new Map(items).values()].map((href) => href.slice(base.asteria.length)));
    }
    const wrong = [];
    const times = {};
    let sources = 0;
    for (const path of paths) {
      await open("asteria", path);
      const found = await page.evaluate((all) => all.map((selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.replace(/\s+/g, " "))), [...owned, ...signed]);
      [...owned, ...signed].forEach((selector, at) => {
        times[selector] = (times[selector] ?? 0) + found[at].length;
        const names = owned.includes(selector) ? parties : people;
        for (const text of found[at]) if (!names.some((name) => text.includes(name))) wrong.push(`${path} ${selector}: ${text.slice(0, 80)}`);
      });
      // What was brought in is its source's: of everything here but the institutes' own texts a source is named, with its author.
      for (const line of await texts(".principles .by, .items:not(.entries) th .per, .origin:first-of-type, #texts .text > h2 + .quiet")) {
        for (const [label] of line.matchAll(/(?<=\bper ).*?(?= · |$)/g)) {
          sources += 1;
          if (!/^\p{L}.*\p{L}.*, \d{4}$/u.test(label)) wrong.push(`${path}: a source without its author: ${label}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    const never = Object.keys(times).filter((selector) => times[selector] === 0);
    assert.deepEqual(never, [], "on no page, so that nothing was held to it");
    assert.ok(sources > 50, `${sources} sources`);
  });

  test("m117 an item says whose words it is on its own page as in its list", async () => {
    for (const [list, status] of [["dialogues", "for-discussion"], ["differences", "for-discussion"], ["cooperation", "in-effect"]]) {
      await open("asteria", `/framework/${list}?status=${status}`);
      const row = page.locator("#rows tr").first();
      const by = await row.locator("td .party").evaluate((party) => party.lastChild.textContent.trim());
      const per = (await row.locator("th .per").allInnerTexts()).join("");
      await press(page, row.locator("th a").first());
      const [origin] = await texts(".origin");
      assert.ok(by !== "" && origin.includes(by), `${by}: ${origin}`);
      assert.ok(per !== "" && origin.includes(per), `${per}: ${origin}`);
      // A source stands in full on the page, and beside the words that were brought in.
      const labels = per.split(" · ").map((label) => label.replace("per ", ""));
      assert.equal((await texts(".sources li")).length, labels.length);
      for (const head of await texts("#texts .text:has(a[href*='/record/']) > h2 + .quiet:has(a)")) {
        assert.ok(head.includes(by) && labels.every((label) => head.includes(label)), head);
      }
      if (status === "for-discussion") assert.equal((await texts("#texts .text > h2 + .quiet:has(a)")).length, 1);
    }
  });

  test("m119 each script has its own words, says which it is, and sets Chinese in Chinese type", async () => {
    const seen = {};
    const set = new Set();
    const developer = await page.context().newCDPSession(page);
    const typesOf = async (selector) => {
      await developer.send("DOM.enable");
      await developer.send("CSS.enable");
      const { root } = await developer.send("DOM.getDocument");
      const { nodeId } = await developer.send("DOM.querySelector", { nodeId: root.nodeId, selector });
      const { fonts } = await developer.send("CSS.getPlatformFontsForNode", { nodeId });
      return fonts.map(({ familyName }) => familyName);
    };
    for (const lang of languages) {
      await open("asteria", "/framework/cooperation", lang);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      seen[lang] = [...(await texts(".nav-wide a")), ...(await texts("thead th")), ...(await texts("#rows .tag"))];
      const current = await page.locator('.tools .languages [aria-current="true"]').getAttribute("lang");
      assert.equal(current, lang);
      // What is in another language than the page says so.
      const titles = await page.locator("#rows th > a").evaluateAll((links) => links.map(({ lang, innerText }) => ({ lang, innerText })));
      assert.ok(titles.every((title) => title.lang === lang), `titles in the reader's language: ${JSON.stringify(titles.slice(0, 3))}`);
      const others = await page.locator("#rows th .other").evaluateAll((spans) => spans.map(({ lang }) => lang));
      assert.deepEqual(sorted(new Set(others)), sorted(languages.filter((tag) => tag !== lang)));
      // A character has one code and two shapes: each script is set in a type made for it, beside the other as well.
      for (const selector of ["h1:lang(zh)", "thead th:lang(zh)", "#rows th > a:lang(zh)", "#rows .other:lang(zh-Hans)", "#rows .other:lang(zh-Hant)"]) {
        const element = page.locator(selector).first();
        if ((await element.count()) === 0) continue;
        const script = await element.evaluate((one) => one.closest("[lang]").lang);
        const types = await typesOf(selector);
        const fits = script === "zh-Hans" ? / SC$|YaHei|SimSun/ : / (TC|HK)$|JhengHei|MingLiU/;
        assert.ok(types.length > 0 && types.some((type) => fits.test(type)), `${selector} on the page in ${lang} is set in ${types}`);
        const of_the_other = script === "zh-Hans" ? / (TC|HK)$/ : / SC$/;
        assert.ok(types.every((type) => !of_the_other.test(type)), `${selector} on the page in ${lang} is set in ${types}`);
        set.add(`${lang}: ${script}`);
      }
    }
    for (const lang of languages.slice(1)) {
      for (const words of seen[lang]) assert.match(words, /\p{Script=Han}/u, `${lang}: “${words}” is not Chinese`);
    }
    assert.equal(set.size, 6, `each script on each page: ${[...set]}`);
    assert.notDeepEqual(seen["zh-Hans"], seen["zh-Hant"]);
    assert.ok(seen.en.every((words) => !/\p{Script=Han}/u.test(words)), seen.en.join(" | "));
  });

  test("m119 no line of Chinese begins with a mark that closes", async () => {
    for (const lang of languages.slice(1)) {
      const item = await links("differences", "in-effect");
      for (const width of [1280, 375, 320]) {
        await page.setViewportSize({ width, height: 720 });
        await open("asteria", item, lang);
        const wrong = await page.evaluate(() => {
          const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          const found = [];
          let marks = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (const { index } of node.data.matchAll(/[，。、；：！？）】》」』]/gu)) {
              if (index === 0) continue;
              const top = (at) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getClientRects()[0]?.top;
              };
              const [before, mark] = [top(index - 1), top(index)];
              if (mark !== undefined) marks += 1;
              if (before !== undefined && mark !== undefined && mark - before > 8) found.push(node.data.slice(index - 4, index + 3));
            }
          }
          return marks > 20 ? found : [`only ${marks} marks`];
        });
        assert.deepEqual(wrong, [], `${lang} at ${width} px`);
      }
    }
  });
});
