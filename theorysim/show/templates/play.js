// A picture on its page: step through its runs, zoom, choose axes. It needs no kernel; `me` is the element that starts it.
if (!me.isConnected) return;  // another picture stands there already
const root = me.closest('.theorysim'), host = root.parentNode, kept = (host.theorysim ??= {k: 0, views: {}});
me.remove();
const tracks = JSON.parse(root.querySelector('[data-tracks]').dataset.tracks), SVG = 'http://www.w3.org/2000/svg';
const panels = [...root.querySelectorAll('svg[data-panel]')].map(svg => ({svg, ...JSON.parse(svg.dataset.panel)}));
const element = (name, words = {}, text = '') => {
  const made = name[0] === ':' ? document.createElementNS(SVG, name.slice(1)) : document.createElement(name);
  for (const [key, value] of Object.entries(words)) key.startsWith('on') ? (made[key] = value) : made.setAttribute(key, value);
  made.textContent = text;
  return made;
};
const button = (text, says, onclick) => element('button', {type: 'button', 'aria-label': says, title: says, onclick}, text);

// places: an axis is {low, high, log, zero}

const scale = (axis, v) => axis.log ? (v > 0 ? Math.log10(v) : axis.zero && v === 0 ? Math.log10(axis.low) : NaN) : v;
const back = (axis, s) => axis.log ? 10 ** s : s;
const ends = axis => [scale(axis, axis.low), scale(axis, axis.high)];
const place = (axis, v) => {
  if (v === null) return NaN;
  const [low, high] = ends(axis);
  return Math.min(4, Math.max(-3, (scale(axis, v) - low) / (high - low)));
};
const at = (panel, x, y) => [panel.w * place(panel.x, x), panel.h * (1 - place(panel.y, y))];
const there = ([a, b]) => Number.isFinite(a) && Number.isFinite(b);
const written = ([a, b]) => a.toFixed(1) + ' ' + b.toFixed(1);

function ticks(axis) {
  const [low, high] = ends(axis), label = v => String(Number(v.toPrecision(6))), found = [];
  if (axis.log) {
    const first = Math.ceil(low - 1e-9), last = Math.floor(high + 1e-9), every = Math.max(1, Math.ceil((last - first + 1) / 6));
    for (let k = first; k <= last; k += every) found.push(10 ** k);
    if (found.length < 3) {
      found.length = 0;
      for (let k = first - 1; k <= last; k++) found.push(...[1, 2, 5].map(m => m * 10 ** k).filter(v => axis.low <= v && v <= axis.high));
    }
    if (found.length < 2) found.splice(0, 2, axis.low, axis.high);
  } else {
    let step = 10 ** Math.floor(Math.log10((high - low) / 4));
    step *= [1, 2, 5, 10].find(m => (high - low) / (m * step) <= 6);
    for (let k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) found.push(k * step);
  }
  return found.map(v => [v, label(v)]);
}

// one panel, drawn anew

const shapes = {
  line: (panel, [xs, ys]) => {
    let pen = 'M', path = '';
    xs.forEach((x, i) => { const p = at(panel, x, ys[i]); if (there(p)) { path += pen + written(p); pen = 'L'; } else pen = 'M'; });
    return path;
  },
  mark: (panel, [xs, ys], stamp) => xs.map((x, i) => at(panel, x, ys[i])).filter(there).map(p => 'M' + written(p) + stamp).join(''),
  area: (panel, [xs, low, high]) => {
    const edge = ys => xs.map((x, i) => at(panel, x, ys[i] !== null && ys[i] <= 0 && panel.y.log ? panel.y.low : ys[i]));
    const points = [...edge(low), ...edge(high).reverse()].filter(there);
    return points.length ? 'M' + points.map(written).join('L') + 'Z' : '';
  },
  rule: (panel, [x, y]) => x === null ? `M0 ${at(panel, panel.x.low, y)[1].toFixed(1)}h${panel.w}` : `M${at(panel, x, panel.y.low)[0].toFixed(1)} 0v${panel.h}`,
};

function redraw(panel) {
  for (const one of panel.svg.querySelectorAll('[data-xy]')) {
    const xy = JSON.parse(one.dataset.xy);
    if (one.tagName === 'text') {
      const [a, b] = at(panel, xy[0], xy[1]);
      one.setAttribute('x', a.toFixed(1)); one.setAttribute('y', b.toFixed(1));
    } else one.setAttribute('d', shapes[one.dataset.kind](panel, xy, one.dataset.stamp));
  }
  for (const one of panel.svg.querySelectorAll('.affine')) {
    const [x, y] = ['x', 'y'].map(n => [(panel.first[n].high - panel.first[n].low) / (panel[n].high - panel[n].low),
      (panel.first[n].low - panel[n].low) / (panel[n].high - panel[n].low)]);
    one.setAttribute('transform', `matrix(${x[0]} 0 0 ${y[0]} ${panel.w * x[1]} ${panel.h * (1 - y[1] - y[0])})`);
  }
  const axes = panel.svg.querySelector('.ticks');
  axes.replaceChildren();
  const add = (d, words, label) => axes.append(element(':path', {d, class: 'grid'}), element(':text', words, label));
  for (const [v, label] of ticks(panel.x)) {
    const x = panel.left + panel.w * place(panel.x, v);
    add(`M${x} ${panel.top}v${panel.h}`, {x, y: panel.top + panel.h + 15, 'text-anchor': 'middle', 'font-size': 11}, label);
  }
  for (const [v, label] of ticks(panel.y)) {
    const y = panel.top + panel.h * (1 - place(panel.y, v));
    add(`M${panel.left} ${y}h${panel.w}`, {x: panel.left - 6, y: y + 4, 'text-anchor': 'end', 'font-size': 11}, label);
  }
}

// zoom and axes

function zoom(panel, factor, x = 0.5, y = 0.5) {
  for (const [name, c] of [['x', x], ['y', 1 - y]]) {
    const axis = panel[name], [low, high] = ends(axis), width = (high - low) * factor, middle = low + c * (high - low);
    if (!(width > 1e-12 * Math.max(Math.abs(low), Math.abs(high)) && width < 1e12 && (!axis.log || width < 250))) return;
    panel[name] = {...axis, low: back(axis, middle - c * width), high: back(axis, middle + (1 - c) * width)};
  }
  seen(panel);
}
function toggle(panel, name) {
  const log = !panel[name].log, values = panel.steps.flatMap(s => s.at ? s.at.map(p => p[+(name === 'y')]) : []);
  const fit = values.filter(v => v !== null && (!log || v > 0));
  if (log === panel.first[name].log) panel[name] = panel.first[name];
  else if (fit.length) {
    const low = Math.min(...fit), high = Math.max(...fit), more = 0.06 * (high - low) || 0.1 * Math.abs(high) || 0.1;
    const zero = name === 'x' && values.includes(0);
    panel[name] = log ? {low: low / 1.8, high: high * 1.8, log, zero} : {low: low - more, high: high + more, log, zero};
  }
  seen(panel);
}
function seen(panel) {
  const {x, y} = panel;
  kept.views[panel.key] = x === panel.first.x && y === panel.first.y ? undefined : {x, y};
  redraw(panel);
  overlay(panel, kept.k);
  panel.label();
}
const inside = (panel, event) => {
  const box = panel.svg.getBoundingClientRect(), unit = panel.width / box.width;
  return [((event.clientX - box.left) * unit - panel.left) / panel.w, ((event.clientY - box.top) * unit - panel.top) / panel.h];
};

// steps

const steps = [...new Set(tracks.flatMap(t => t.k))].sort((a, b) => a - b);
const last = (ks, k) => { let i = ks.length - 1; while (i > 0 && ks[i] > k) i--; return i; };
const says = (track, i) => (tracks.length > 1 ? track.label + ', ' : '') + track.says[i];
function arrow(panel, from, to, words) {
  const [a, b] = [at(panel, ...from), at(panel, ...to)], long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (!there(a) || !there(b) || long < 0.5) return [];
  const most = 0.42 * panel.w, cut = words.cut && long > most, end = cut ? a.map((v, i) => v + (b[i] - v) * most / long) : b;
  const turn = Math.atan2(b[1] - a[1], b[0] - a[0]), head = s => `L${(end[0] - 8 * Math.cos(turn + s)).toFixed(1)} ${(end[1] - 8 * Math.sin(turn + s)).toFixed(1)}`;
  const look = {class: words.class, stroke: words.stroke};
  return [element(':path', {...look, d: `M${written(a)}L${written(end)}`, 'stroke-dasharray': cut ? '4 3' : 'none'}),
    element(':path', {...look, d: `M${written(end)}${head(0.45)}M${written(end)}${head(-0.45)}`})];
}
function overlay(panel, k, only = null) {
  const now = panel.svg.querySelector('.now');
  now.replaceChildren();
  for (const step of panel.steps) {
    const track = tracks[step.track], i = only ? only[1] : last(track.k, k);
    if (only && step.track !== only[0]) continue;
    const stroke = `var(--c${track.colour})`;
    if (step.profile) {
      let j = i;
      while (j > 0 && !step.profile[j]) j--;
      const d = shapes.line(panel, [step.profile[j].map((_, n) => n + 1), step.profile[j]]);
      now.append(element(':path', {d, stroke, fill: 'none', 'stroke-width': 3}));
      continue;
    }
    const from = step.at[i], p = at(panel, ...from);
    if (!there(p)) continue;
    if (step.ask && step.ask[i]) now.append(...arrow(panel, from, step.ask[i], {class: 'ask', stroke: 'currentColor', cut: true}));
    if (step.move && step.move[i]) now.append(...arrow(panel, from, step.move[i], {class: 'move', stroke}));
    now.append(element(':circle', {cx: p[0], cy: p[1], r: 6.5, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8}));
  }
}
let timer = null;
function show(i) {
  i = Math.min(Math.max(i, 0), steps.length - 1);
  kept.k = steps[i];
  slider.value = i;
  slider.setAttribute('aria-valuetext', `step ${steps[i]} of ${steps[steps.length - 1]}`);
  for (const panel of panels) overlay(panel, steps[i]);
  readout.textContent = tracks.map(t => says(t, last(t.k, steps[i]))).join('\n');
}
function play(on) {
  clearInterval(timer);
  timer = null;
  if (on) {
    if (+slider.value >= steps.length - 1) show(0);
    timer = setInterval(() => root.isConnected && +slider.value < steps.length - 1 ? show(+slider.value + 1) : play(false),
      Math.min(500, Math.max(40, 8000 / steps.length)));
  }
  for (const name of ['aria-label', 'title']) player.setAttribute(name, on ? 'pause' : 'play');
  player.textContent = on ? 'pause' : 'play';
}
const go = i => { play(false); show(i()); };
const slider = element('input', {type: 'range', min: 0, max: Math.max(steps.length - 1, 0), step: 1, 'aria-label': 'step', oninput: () => go(() => +slider.value)});
const readout = element('output', {class: 'theorysim-readout', 'aria-live': 'off'});
const player = button('play', 'play', () => play(timer === null));
const bar = element('div', {class: 'theorysim-play', role: 'group', 'aria-label': 'step by step'});
bar.append(button('|\u2039', 'first', () => go(() => 0)), button('\u2039', 'back', () => go(() => +slider.value - 1)), player,
  button('\u203a', 'forward', () => go(() => +slider.value + 1)), button('\u203a|', 'last', () => go(() => steps.length - 1)), slider);

for (const panel of panels) {
  panel.first = {x: panel.x, y: panel.y};
  const tools = element('div', {class: 'theorysim-zoom', role: 'group', 'aria-label': `axes of ${panel.key}`}), logs = [];
  tools.append(button('+', 'zoom in', () => zoom(panel, 0.5)), button('\u2212', 'zoom out', () => zoom(panel, 2)));
  const reset = button('reset', 'show all again', () => { panel.x = panel.first.x; panel.y = panel.first.y; seen(panel); });
  tools.append(reset);
  for (const name of panel.logs) {
    const one = button(`log ${name}`, `logarithmic ${name} axis`, () => toggle(panel, name));
    logs.push(() => one.setAttribute('aria-pressed', !!panel[name].log));
    tools.append(one);
  }
  panel.label = () => { reset.disabled = !kept.views[panel.key]; logs.forEach(l => l()); };
  panel.svg.after(tools);
  const wheel = event => {
    if (!event.ctrlKey && document.activeElement !== panel.svg) return;  // else the page scrolls
    event.preventDefault();
    zoom(panel, event.deltaY < 0 ? 0.8 : 1.25, ...inside(panel, event));
  };
  panel.svg.addEventListener('wheel', wheel, {passive: false});
  panel.svg.onkeydown = event => {
    const act = {'+': () => zoom(panel, 0.5), '=': () => zoom(panel, 0.5), '-': () => zoom(panel, 2), 0: () => reset.click(),
      ArrowRight: () => go(() => +slider.value + 1), ArrowLeft: () => go(() => +slider.value - 1)}[event.key];
    if (act) { event.preventDefault(); event.stopPropagation(); act(); }
  };
  const nearest = event => {
    const [x, y] = inside(panel, event);
    let best = null;
    for (const step of panel.steps) (step.at || []).forEach((p, i) => {
      const [a, b] = at(panel, ...p), far = Math.hypot(a - x * panel.w, b - y * panel.h);
      if (far < (best ? best[2] : 24)) best = [step.track, i, far];
    });
    return best;
  };
  panel.svg.onpointermove = event => {
    const best = timer === null ? nearest(event) : null;
    if (!best) return;
    for (const other of panels) overlay(other, null, best);
    readout.textContent = says(tracks[best[0]], best[1]);
  };
  panel.svg.onpointerleave = () => timer === null && show(+slider.value);
  panel.svg.onclick = event => { const best = nearest(event); if (best) go(() => steps.indexOf(tracks[best[0]].k[best[1]])); };
  const view = kept.views[panel.key];
  if (view) { Object.assign(panel, view); redraw(panel); }
  panel.label();
}
if (steps.length) {
  root.append(bar, readout);
  root.querySelectorAll('.theorysim-legend [hidden]').forEach(entry => { entry.hidden = false; });
  show(last(steps, kept.k));
}
