// Runs in the page: what a reader cannot see at this width.

export function cutOff() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  }
  const told = (element) => `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 50)}”`;
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg") || element.matches(".skip")) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (box.right > root.clientWidth + 1 || box.left < -1) faults.push(`${told(element)} leaves the page`);
    const style = getComputedStyle(element);
    // A row that is wider than its box, whether it can be scrolled or not: on
    // a phone nobody looks for what is not there.
    if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`${told(element)} is ${element.scrollWidth} wide in ${element.clientWidth}`);
    }
    if (style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1) {
      faults.push(`${told(element)} is cut at its foot`);
    }
  }
  for (const svg of document.querySelectorAll("svg.chart")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const out = box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      if (out) faults.push(`the label “${text.textContent}” leaves its chart`);
    }
  }
  return faults;
}
