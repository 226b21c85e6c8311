// Measures every frame and writes a line for each: name, title, language, scroll width, height, dark, complaints…
"use strict";

function complaints(doc, view, paper) {
  const all = (selector) => [...doc.querySelectorAll(selector)];
  const said = [];
  const count = (list, words) => { if (list.length) said.push(`${list.length} ${words}`); };
  count(all("script"), "scripts; a report needs none");
  count(all("img[src], link[href], iframe, object").filter((e) => !(e.getAttribute("src") || e.getAttribute("href") || "").startsWith("data:")), "things loaded from elsewhere");
  count(all("svg:not([aria-hidden='true'])").filter((e) => !(e.getAttribute("role") === "img" && (e.querySelector(":scope > title") || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")))), "charts without role and title");
  count(all("table").filter((e) => !e.querySelector("th")), "tables without heads");
  if (all("h1").length !== 1) said.push(`${all("h1").length} main headings`);
  const names = all("[id]").map((e) => e.id);
  count(names.filter((name, at) => names.indexOf(name) !== at), "ids used twice");
  count(all("a[href^='#']").filter((a) => !doc.getElementById(decodeURIComponent(a.getAttribute("href").slice(1)))), "links to nowhere on the page");
  const raw = doc.body.innerText.match(/\bNaN\b|\[object |\{ ?\$\w+|\bundefined-[a-z]+|\b(report|html|finding|exchange|survey|commands)-[a-z]+-[a-z]+/);
  if (raw) said.push(`not meant for a reader: ${raw[0]}`);
  if (doc.documentElement.scrollWidth > view.innerWidth) said.push(...sticksOut(doc, view));
  return [...said, ...faint(doc, view, paper)];
}

addEventListener("load", () => {
  const lines = [...document.querySelectorAll("iframe")].map((frame) => {
    const [doc, view] = [frame.contentDocument, frame.contentWindow];
    const wantsDark = view.matchMedia("(prefers-color-scheme: dark)").matches;
    const paper = wantsDark ? { r: 18, g: 18, b: 18, a: 1 } : { r: 255, g: 255, b: 255, a: 1 };
    const own = background(doc.body, paper);
    const page = doc.documentElement;
    const cells = [frame.name, doc.title, page.lang, page.scrollWidth, page.scrollHeight, luminance(own) < 0.2];
    return [...cells, ...complaints(doc, view, paper)].map((cell) => String(cell).replace(/\s+/g, " ")).join("\t");
  });
  document.getElementById("facts").textContent = lines.join("\n");
});
