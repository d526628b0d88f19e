"use strict";
(() => {
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text); // missing or refused where the page is a file, in some browsers
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      document.body.append(area);
      area.select();
      let done = false;
      try { done = document.execCommand("copy"); } catch { done = false; }
      area.remove();
      return done;
    }
  };
  const select = (node) => getSelection().selectAllChildren(node);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const code = button.parentElement.querySelector("code");
    const done = await copied(code.textContent);
    if (!done) select(code);
    button.textContent = done ? "copied" : "selected";
    setTimeout(() => { button.textContent = "copy"; }, 1500);
  });

  const form = document.getElementById("filters");
  if (!form) return;
  form.hidden = false;
  const rows = [...document.querySelectorAll(".statement")];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const fields = ["chapter", "kind", "outcome", "grade", "cause"];
  const count = document.getElementById("shown");

  const filter = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let seen = 0;
    for (const row of rows) {
      const fits = fields.every((name) => !form.elements[name].value || row.dataset[name] === form.elements[name].value)
        && words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      seen += fits;
    }
    for (const part of document.querySelectorAll(".chapter")) part.hidden = !part.querySelector(".statement:not([hidden])");
    count.textContent = `${seen} of ${rows.length} shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  const reveal = () => { // a link to a statement that a filter hides
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) { form.reset(); setTimeout(() => { filter(); target.scrollIntoView(); }); }
  };
  addEventListener("hashchange", reveal);
  filter(); // a browser may have kept what was chosen before the page was loaded again
})();
