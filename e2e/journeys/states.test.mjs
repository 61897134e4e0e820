// Pages in states that no demo comes to by itself (a witness, forked logs, a change of members, erasures, notes), made up
// and written to target/preview by `cargo test -p detente-web --test preview`: in every language, on a desk and on a phone.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gate, languages, openBrowser, shot } from "../lib.mjs";

const shots = process.env.DETENTE_SHOTS === "1";
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const folder = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "preview");
const site = "http://preview.invalid";

describe("states", () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^state-.*\.html$/.test(file)) : [];
  let browser;

  before(async () => {
    browser = await openBrowser();
    // The name leads nowhere: the browser is given the files. The stream of changes has none.
    await browser.context.route(`${site}/**`, (route) => {
      const file = path.join(folder, new URL(route.request().url()).pathname);
      return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 204 });
    });
  });
  after(async () => await browser?.close());

  test("there are some in every language", () => {
    for (const lang of languages) {
      const of = files.filter((file) => file.endsWith(`.${lang}.html`));
      assert.ok(of.length > 10, `${of.length} in ${lang} in ${folder}: run \`cargo test -p detente-web --test preview\``);
    }
  });

  for (const file of files) {
    const [name, lang] = file.split(".");
    test(`m119 ${name} in ${lang}`, async () => {
      const page = await browser.page();
      try {
        const seen = ({ width }) => (shots ? shot(page, `${name}-${lang}-${width}`) : undefined);
        const found = await gate(page, `${site}/${file}`, lang, { seen });
        // The names of the invented people are Latin in every language; that no message is missing, preview.rs looks.
        assert.deepEqual(found.filter((fault) => !fault.startsWith("not in ")), []);
      } finally {
        await page.close({ runBeforeUnload: false });
      }
    });
  }
});
