// The harness against a small server of its own: one page that is fine, and one fault per check.
// A check that cannot fail proves nothing, so each has to find what was planted for it, under a CSP as strict as ours.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { audit, consoleErrors, gate, inFirstScreen, languages, noOverflow, openBrowser, overflow, page_bytes_max, screens, shot, startDemo, untranslated, visit } from "./lib.mjs";

const titles = { en: "A page in order", "zh-Hans": "一个正常的页面", "zh-Hant": "一個正常的頁面" };

const frame = (body, { lang = "en", style = "" } = {}) => `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${titles[lang]}</title><link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/style.css?${encodeURIComponent(style)}"></head>
<body><main><h1>${titles[lang]}</h1>${body}</main></body></html>`;

const fine = (lang) => frame(`<p>${titles[lang]}</p><button type="button">${titles[lang]}</button>`, { lang });

// Each page has one fault, so that what is reported can only come from it.
const faults = {
  "/nameless-button": frame(`<button type="button"></button>`),
  "/pale": frame(`<p class="pale">Pale words</p>`, { style: ".pale { color: #999; background: #fff }" }),
  "/unlabelled": frame(`<form><input type="text" name="title"></form>`),
  "/small-targets": frame(`<p class="row"><button>a</button><button>b</button></p>`, {
    style: ".row { display: flex } button { width: 10px; height: 10px; padding: 0; border: 0; font-size: 8px; color: #000; background: #fff }",
  }),
  "/wide": frame(`<div class="wide">Wide</div>`, { style: ".wide { width: 699px }" }),
  "/scrolls-inside": frame(`<div class="room" tabindex="0"><div class="wide">Wide</div></div>`, {
    style: ".room { overflow-x: auto } .wide { width: 699px }",
  }),
  "/inline-script": frame(`<p>Quiet</p><script>document.title = "changed"</script>`),
  "/missing-picture": frame(`<img src="/nothing.png" alt="A picture">`),
  "/key-on-screen": frame(`<p>⟦framework-title⟧</p><p>Due { $date }</p>`),
  "/key-in-a-label": frame(`<button type="button" aria-label="⟦frame-close⟧">x</button>`),
  "/typed-in": frame(`<p>Last acts</p>`, { lang: "zh-Hant" }),
  "/typed-into-a-label": frame(`<button type="button" aria-label="Close">×</button>`, { lang: "zh-Hans" }),
  "/typed-in-chinese": frame(`<p>最近</p>`),
  "/in-its-own-language": frame(`<p lang="en">As published</p><p>Ed25519</p><p>據Zheng Tao, 2020</p>`, { lang: "zh-Hant" }),
  "/heavy": frame(`<!-- ${" ".repeat(page_bytes_max)} -->`),
  "/below-the-fold": frame(`<div class="tall"></div><button type="button">Acknowledge</button>`, { style: ".tall { height: 2000px }" }),
};

function answer(request, response) {
  const url = new URL(request.url, "http://localhost");
  const lang = languages.includes(url.searchParams.get("lang")) ? url.searchParams.get("lang") : "en";
  const send = (status, type, body) => {
    response.writeHead(status, {
      "content-type": type,
      "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'",
    });
    response.end(body);
  };
  if (url.pathname === "/icon.svg") return send(200, "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`);
  if (url.pathname === "/style.css") return send(200, "text/css", decodeURIComponent(url.search.slice(1)));
  if (url.pathname === "/fine") return send(200, "text/html; charset=utf-8", fine(lang));
  if (url.pathname === "/refused") return send(403, "text/html; charset=utf-8", fine(lang));
  const fault = faults[url.pathname];
  return fault ? send(200, "text/html; charset=utf-8", fault) : send(404, "text/plain", "not found");
}

describe("the checks see what they look for", () => {
  let server;
  let browser;
  let page;
  const at = (where) => `http://127.0.0.1:${server.address().port}${where}`;

  before(async () => {
    server = createServer(answer);
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await openBrowser();
    page = await browser.page();
  });
  after(async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test("a page in order passes in every language on every screen", async () => {
    for (const lang of languages) {
      for (const viewport of screens) {
        const own = await browser.page();
        await own.setViewportSize(viewport);
        assert.deepEqual(await gate(own, at("/fine"), lang), []);
        await own.close();
      }
    }
  });

  for (const [where, rule] of [
    ["/nameless-button", "button-name"],
    ["/pale", "color-contrast"],
    ["/unlabelled", "label"],
    ["/small-targets", "target-size"],
  ]) {
    test(`axe finds ${rule}`, async () => {
      await visit(page, at(where));
      const found = await audit(page);
      assert.ok(found.length > 0, "nothing was found");
      assert.deepEqual(found.filter((line) => !line.startsWith(`${rule} (`)), []);
    });
  }

  test("a wide element is found and named, and the window keeps its size", async () => {
    await visit(page, at("/wide"));
    const before = page.viewportSize();
    const [found] = await overflow(page);
    assert.match(found, /in a window of 320 px: .*class="wide".* reaches 7\d\d px/);
    assert.deepEqual(page.viewportSize(), before);
    await assert.rejects(noOverflow(page), /class=\\?"wide/);
  });

  test("what scrolls inside its own box does not overflow the page", async () => {
    await visit(page, at("/scrolls-inside"));
    await noOverflow(page);
  });

  for (const [where, pattern] of [
    ["/inline-script", /Content Security Policy/],
    ["/missing-picture", /404.*nothing\.png/],
  ]) {
    test(`the console is heard: ${where}`, async () => {
      const own = await browser.page();
      const errors = consoleErrors(own);
      await visit(own, at(where));
      assert.equal(errors.length, 1);
      assert.match(errors[0], pattern);
      await own.close();
    });
  }

  for (const [where, pattern] of [
    ["/key-on-screen", /not translated: .*framework-title/],
    ["/key-on-screen", /\{ \$date \}/],
    ["/key-in-a-label", /not translated: .*frame-close/],
    ["/typed-in", /not in zh-Hant: p: Last acts/],
    ["/typed-into-a-label", /not in zh-Hans: button: Close/],
    ["/typed-in-chinese", /not in en: p: 最近/],
    ["/heavy", /bytes, at most/],
    ["/wide", /in a window of 320 px/],
    ["/pale", /color-contrast/],
    ["/inline-script", /Content Security Policy/],
    ["/refused", /status 403/],
  ]) {
    test(`the gate of a page closes on ${where}: ${pattern}`, async () => {
      const own = await browser.page();
      const found = await gate(own, at(where), "en");
      assert.ok(found.some((line) => pattern.test(line)), `found only: ${found.join("\n")}`);
      await own.close();
    });
  }

  test("what says that it is in another language is taken for translated", async () => {
    await visit(page, at("/in-its-own-language"));
    assert.deepEqual(await untranslated(page, "zh-Hant"), []);
  });

  test("a page in another language than asked for is noticed", async () => {
    const own = await browser.page();
    assert.match((await gate(own, at("/scrolls-inside"), "zh-Hant")).join("\n"), /lang="en", asked for was zh-Hant/);
    await own.close();
  });

  test("a button below the fold is not in the first screen", async () => {
    const button = page.getByRole("button", { name: "Acknowledge" });
    await visit(page, at("/below-the-fold"));
    await assert.rejects(inFirstScreen(page, button), /not in the first screen/);
    await visit(page, at("/fine"), "zh-Hans");
    await inFirstScreen(page, page.getByRole("button", { name: titles["zh-Hans"] }));
  });

  test("a page can be looked at, also without script and in forced colours", async () => {
    const plain = await openBrowser({ javaScriptEnabled: false, forcedColors: "active" });
    try {
      const own = await plain.page();
      await visit(own, at("/fine"), "zh-Hant");
      assert.ok(await own.getByRole("heading", { name: titles["zh-Hant"] }).isVisible());
      assert.ok(await own.evaluate(() => matchMedia("(forced-colors: active)").matches));
      assert.ok(existsSync(await shot(own, "selftest")));
    } finally {
      await plain.close();
    }
  });

  test("two browsers share no cookie", async () => {
    const other = await openBrowser();
    try {
      await browser.context.addCookies([{ name: "asteria", value: "1", url: at("/") }]);
      assert.equal((await browser.context.cookies(at("/"))).length, 1);
      assert.deepEqual(await other.context.cookies(at("/")), []);
    } finally {
      await other.close();
    }
  });
});

describe("the demo is started and stopped", () => {
  let dir;
  before(async () => (dir = await mkdtemp(path.join(tmpdir(), "detente-e2e-self-"))));
  after(async () => rm(dir, { recursive: true, force: true }));

  /** A stand-in for the binary: prints what it was told to, then runs `then`. */
  const standIn = async (name, source) => {
    const file = path.join(dir, name);
    await writeFile(file, `#!${process.execPath}\n${source}\n`);
    await chmod(file, 0o755);
    return file;
  };

  test("it answers when every node has printed its link, and cleans up after itself", async () => {
    const binary = await standIn(
      "willing",
      `const lines = [
        "Starting", JSON.stringify({ node: "asteria", link: "http://127.0.0.1:1/in/a" }), "{not json",
        JSON.stringify({ node: "borealis", link: "http://127.0.0.1:2/in/b" }), "args " + process.argv.slice(2).join(" ")];
      setInterval(() => lines.length && console.log(lines.shift()), 20);`,
    );
    const demo = await startDemo({ binary });
    assert.equal(demo.link("asteria"), "http://127.0.0.1:1/in/a");
    assert.equal(demo.at("borealis", "/framework?x=1"), "http://127.0.0.1:2/framework?x=1");
    assert.throws(() => demo.link("nowhere"), /the demo has asteria, borealis/);
    assert.ok(existsSync(demo.dir));
    await demo.stop();
    assert.ok(!existsSync(demo.dir));
    await demo.stop();
  });

  test("a missing binary is said in a sentence", async () => {
    await assert.rejects(startDemo({ binary: path.join(dir, "missing") }), /there is no binary at .*cargo build --release/);
  });

  test("a demo that ends early is quoted", async () => {
    const binary = await standIn("failing", `console.error("the folder is in use"); process.exit(3);`);
    await assert.rejects(startDemo({ binary }), /ended early \(3\); it printed:\nthe folder is in use/);
  });

  test("a demo that ignores the request to stop is ended all the same", async () => {
    const binary = await standIn(
      "stubborn",
      `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);
      console.log(JSON.stringify({ node: "asteria", link: "http://127.0.0.1:1/" }));`,
    );
    const demo = await startDemo({ binary, nodes: ["asteria"], stop_ms_max: 200 });
    await demo.stop();
    assert.ok(!existsSync(demo.dir));
  });
});
