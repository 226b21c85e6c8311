// Measures every frame and writes a line for each: name, title, language, scroll width, height, dark, complaints…
"use strict";

// Any colour the browser can write, as red, green, blue and alpha.
const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
  .getContext("2d", { willReadFrequently: true });

function colour(text) {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = text;
  brush.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
  return { r, g, b, a: a / 255 };
}

// Relative luminance and contrast as in WCAG 2.
function luminance({ r, g, b }) {
  const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function over(top, below) {
  const mix = (t, b) => t * top.a + b * (1 - top.a);
  return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
}

function background(element, paper) {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    layers.push(colour(e.ownerDocument.defaultView.getComputedStyle(e).backgroundColor));
  }
  return layers.reverse().reduce((below, top) => over(top, below), paper);
}

// Texts of HTML whose contrast is too small to read; texts within charts lie on shapes and are left to the eye.
function faint(doc, view, paper) {
  const found = new Set();
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest("svg, style, script, title")) continue;
    const style = view.getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.visibility === "hidden" || box.width < 2 || box.height < 2) continue;
    const below = background(element, paper);
    const ratio = contrast(over(colour(style.color), below), below);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.add(`contrast ${ratio.toFixed(1)}: ${node.textContent.trim().slice(0, 40)}`);
  }
  return [...found].slice(0, 5);
}

// The element that sticks out farthest, unless something around it scrolls by itself.
function sticksOut(doc, view) {
  const scrolls = (e) => e && e !== doc.body && (view.getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
  const out = [...doc.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > view.innerWidth + 1);
  const first = out.find((e) => !scrolls(e.parentElement));
  return first ? [`sticks out: <${first.tagName.toLowerCase()} class="${first.getAttribute("class") || ""}">`] : [];
}

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
