// Every page of pages.mjs, in every language, on a desk and on a phone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gate, languages, openBrowser, screens, shot, signIn, startDemo } from "../lib.mjs";
import { pages } from "../pages.mjs";

describe("pages", () => {
  const nodes = [...new Set(pages.map(({ node }) => node))];
  let demo;
  let browser;

  before(async () => {
    demo = await startDemo({ nodes });
    browser = await openBrowser();
    for (const node of nodes) await signIn(browser, demo, node);
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  for (const { name, node, path } of pages) {
    for (const lang of languages) {
      for (const viewport of screens) {
        test(`${name} in ${lang} at ${viewport.width} px`, async () => {
          const page = await browser.page();
          try {
            await page.setViewportSize(viewport);
            const where = typeof path === "function" ? await path({ page, demo }) : path;
            const found = await gate(page, demo.at(node, where), lang);
            await shot(page, `${name}-${lang}-${viewport.width}`);
            assert.deepEqual(found, []);
          } finally {
            await page.close();
          }
        });
      }
    }
  }
});
