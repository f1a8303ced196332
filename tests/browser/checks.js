// Runs in a page, given its source and the width of the screen; returns what is wrong, in words.
const [source, width] = arguments;
const faults = [];
const named = element => `<${element.localName}> "${element.textContent.trim().slice(0, 40)}"`;

// The browser reads the same elements as a strict parser: nothing was mended.
const strict = new DOMParser().parseFromString(source, "application/xhtml+xml");
const names = tree => [...tree.querySelectorAll("*")].map(element => element.localName).join(" ");
if (strict.querySelector("parsererror") || names(strict) !== names(document)) faults.push("the browser had to mend the page");

// No script ran, nothing was loaded, nothing can be.
if (document.querySelector("script, iframe, object, embed, img, link, form")) faults.push("an element that loads or runs something");
if (performance.getEntriesByType("resource").length) faults.push("something was loaded");
for (const element of document.querySelectorAll("*"))
  for (const attribute of element.attributes)
    if (attribute.name.startsWith("on")) faults.push(`${attribute.name} at ${named(element)}`);
for (const link of document.querySelectorAll("a"))
  if (!link.href.startsWith("https://")) faults.push(`a link to ${link.href}`);

// Nothing sticks out.
if (document.documentElement.scrollWidth > width) faults.push(`${document.documentElement.scrollWidth} pixels wide`);
for (const element of document.querySelectorAll("body *")) {
  const box = element.getBoundingClientRect();
  if (box.width && (box.right > width + 0.5 || box.left < -0.5)) faults.push(`${named(element)} sticks out`);
}

// In a picture no words are cut off, and none lie on others.
for (const picture of document.querySelectorAll("svg")) {
  const edge = picture.getBoundingClientRect();
  const boxes = [...picture.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
  boxes.forEach(([text, box], number) => {
    if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1) faults.push(`${named(text)} leaves its picture`);
    for (const [other, next] of boxes.slice(number + 1))
      if (box.left < next.right && next.left < box.right && box.top + 3 < next.bottom - 3 && next.top + 3 < box.bottom - 3)
        faults.push(`${named(text)} lies on ${named(other)}`);
  });
}

// Every text stands out from its ground: 4.5 to 1, as WCAG AA asks.
const channels = colour => colour.match(/[\d.]+/g).map(Number);
const luminance = colour => {
  const [red, green, blue] = channels(colour).map(c => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ground = element => {
  const colour = getComputedStyle(element).backgroundColor;
  return channels(colour)[3] === 0 && element.parentElement ? ground(element.parentElement) : colour;
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || element.closest("title, desc")) continue;
  const style = getComputedStyle(element);
  const [one, other] = [luminance(element.closest("svg") ? style.fill : style.color), luminance(ground(element))];
  const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(1)} at ${named(element)}`);
}

return [...new Set(faults)].slice(0, 20);
