// What it takes to read a page: contrast of text, and whether anything sticks out. Used on reports and on live pages.
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
