// The same for everyone: both parties' pages show the same, each with its own side first, and every page speaks three scripts.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { languages, openBrowser, signIn, spaceOf, startDemo, visit } from "../lib.mjs";

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
      }
    }
  });

  test("m118 of two texts that exclude one another each side sees its own first, and the item takes neither's name", async () => {
    const item = await links("dialogues", "rivals");
    for (const node of nodes) {
      await open(node, item);
      const heads = await texts(".rival h3");
      assert.ok(heads[0].includes(name[node]), `${node}: ${heads.join(" | ")}`);
      const heights = await page.locator(".rival h3").evaluateAll((all) => all.map((head) => Math.round(head.offsetHeight)));
      assert.equal(heights[0], heights[1], `a longer name makes no larger head: ${heights} px`);
      const titles = await texts(".rival .said-title");
      const h1 = (await texts("h1"))[0];
      assert.ok(!titles.includes(h1), `at ${node} the item is called “${h1}”, as one of its two texts is`);
    }
  });

  test("m118 an item reads the same on both nodes but for whose side stands first", async () => {
    for (const [list, status] of [["dialogues", "rivals"], ["differences", "in-effect"], ["cooperation", "suspended"]]) {
      const item = await links(list, status);
      for (const selector of ["h1", "#standing .tag", ".version .said", ".stances > li", "#positions .column", ".hold"]) {
        await open("asteria", item);
        if ((await page.locator(selector).count()) === 0) continue;
        const found = await both(item, selector);
        assert.deepEqual(sorted(found.asteria), sorted(found.borealis), `${selector} of the item that is ${status}`);
      }
      const { asteria, borealis } = await both(item, "#history li");
      assert.deepEqual(asteria, borealis, "what happened, in the order of the record");
    }
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

  test("m119 each script has its own words, says which it is, and sets Chinese in Chinese type", async () => {
    const seen = {};
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
    }
    for (const lang of languages.slice(1)) {
      for (const words of seen[lang]) assert.match(words, /\p{Script=Han}/u, `${lang}: “${words}” is not Chinese`);
    }
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
              if (before !== undefined && mark !== undefined && mark - before > 8) found.push(node.data.slice(index - 4, index + 3));
            }
          }
          return found;
        });
        assert.deepEqual(wrong, [], `${lang} at ${width} px`);
      }
    }
  });
});
