// Where the keyboard is, and whether that can be seen.
const e = document.activeElement;
if (!e || e === document.body) return null;
const style = getComputedStyle(e);
const label = e.closest("label") || (e.labels && e.labels[0]);
const ring = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none";
const seen = ring(style) || (label && ring(getComputedStyle(label))) || (e.nextElementSibling && ring(getComputedStyle(e.nextElementSibling)));
const order = [...document.querySelectorAll("*")].indexOf(e);
return { what: `<${e.tagName.toLowerCase()} id="${e.id}" class="${e.getAttribute("class") || ""}">`, seen: Boolean(seen), order };
