// Every page that has to pass the gate: in each language, on a desk and on a phone. A new page is one line.
//
// `node` is whose page it is. `path` is an address, or for a page that must first be found a function
// `async ({ page, demo }) => path` that gets a logged-in page.

export const pages = [
  { name: "relationship", node: "asteria", path: "/" },
];
