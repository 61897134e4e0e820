// Every page of pages.mjs, in every language, on a desk and on a phone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gate, languages, openBrowser, press, shot, signIn, spaceOf, startDemo, visit } from "../lib.mjs";
import { pages } from "../pages.mjs";

// Pictures of all pages take as long as all checks; DETENTE_SHOTS=1 asks for them.
const shots = process.env.DETENTE_SHOTS === "1";

describe("pages", () => {
  const nodes = [...new Set(pages.map(({ node }) => node))];
  let demo;

  before(async () => (demo = await startDemo({ nodes })));
  after(async () => await demo?.stop());

  for (const lang of languages) {
    describe(lang, () => {
      let browser;
      let page;
      const bases = {};

      before(async () => {
        browser = await openBrowser();
        page = await browser.page();
        for (const node of nodes) {
          await signIn(browser, demo, node);
          bases[node] = await spaceOf(page, demo, node);
        }
        await page.close();
      });
      after(async () => await browser?.close());

      for (const { name, node, path, stranger, open, status } of pages) {
        test(`m119 ${name} in ${lang}`, async () => {
          page = await browser.page();
          try {
            // Cookies belong to the host as it is written: under its other name the node does not know this browser.
            const address = (where) => {
              if (!stranger) return demo.at(node, `${bases[node]}${where}`);
              const url = new URL(demo.at(node, where));
              url.hostname = "localhost";
              return url.href;
            };
            const go = (where) => visit(page, address(where), lang);
            const item = async (list, status) => {
              await go(`/framework/${list}?status=${status}`);
              return press(page, page.locator("#rows th a").first());
            };
            const tools = { page, go, item, press: (locator) => press(page, locator) };
            const seen = ({ width }) => (shots ? shot(page, `${name}-${lang}-${width}`) : undefined);
            const found = await gate(page, () => (open ? open(tools) : go(path)), lang, { status, seen });
            assert.deepEqual(found, []);
          } finally {
            await page.close({ runBeforeUnload: false });
          }
        });
      }
    });
  }
});
