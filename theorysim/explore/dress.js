// What widgets leave out of a page: sliders that say their number to a listener, and menus in groups. Without it the page works all the same.
(image) => {
  const page = image.closest(".theorysim-page");
  if (!page || page.dataset.dressed) return;
  page.dataset.dressed = "yes";
  const set = (node, name, value) => { if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value); };

  function slider(row) {
    const word = row.querySelector(".theorysim-word"), handle = row.querySelector(".noUi-handle");
    const target = row.querySelector(".noUi-target"), field = row.querySelector("input");
    if (!word || !handle || !target || !target.noUiSlider || !field) return;
    const rungs = word.dataset.rungs.split(" "), place = Math.round(Number(target.noUiSlider.get()));
    const typed = Number(field.value), below = Number(rungs[place - 1] ?? -Infinity), above = Number(rungs[place + 1] ?? Infinity);
    const value = below < typed && typed < above ? field.value : rungs[place];  // a number that was typed lies between rungs
    set(handle, "aria-label", word.dataset.heard);
    set(handle, "aria-valuemin", rungs[0]);
    set(handle, "aria-valuemax", rungs[rungs.length - 1]);
    set(handle, "aria-valuenow", value);
    set(handle, "aria-valuetext", value);
    set(field, "aria-label", word.dataset.heard);
  }

  function menu(select) {
    const flat = [...select.children].filter((o) => o.tagName === "OPTION" && o.textContent.replace(/\u00a0/g, " ").includes(" · "));
    for (const option of flat) {
      const [group, name] = option.textContent.replace(/\u00a0/g, " ").split(" · ");
      let there = [...select.children].find((o) => o.tagName === "OPTGROUP" && o.label === group);
      if (!there) { there = document.createElement("optgroup"); there.label = group; select.append(there); }
      const chosen = option.selected;
      there.append(option);
      option.textContent = name;
      option.selected = chosen;
    }
  }

  function dress() {
    page.querySelectorAll(".theorysim-knob").forEach(slider);
    page.querySelectorAll("select").forEach(menu);
  }
  dress();
  new MutationObserver(dress).observe(page, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-valuetext"] });
}
