// The picture of referrals: what is pointed at is told, what is chosen is opened, what is sought is lit.
(() => {
  "use strict";

  const explorer = document.querySelector("[data-network]");
  const source = explorer?.querySelector(".network-data");
  if (!source) return;

  const { people, pairs, views } = JSON.parse(source.textContent);
  const find = (selector) => explorer.querySelector(selector);
  const [controls, tools, board, sheet, stage] = [".controls", ".tools", ".board", ".sheet", ".stage"].map(find);
  const [tip, card, found, time, until, play] = [".tip", ".card", ".found", ".time", ".until", ".play"].map(find);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const MOST_SAID = 3;
  const MOST_LISTED = 60;

  // --- Elements: words of a note become text, never markup -------------------------------------------------

  const make = (tag, kind, ...content) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    element.append(...content.filter((one) => one !== null && one !== ""));
    return element;
  };

  const name = (person) => make("bdi", "", people[person].name);
  const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const sayDate = (date) => {
    const [year, month, day] = date.split("-").map(Number);
    const parts = { year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}) };
    return new Date(year, month - 1, day || 1).toLocaleDateString("en-GB", parts);
  };

  const openButton = (person) => {
    const button = make("button", "inline", name(person));
    button.type = "button";
    button.dataset.open = person;
    return button;
  };

  const said = (pair, words) => {
    const who = pair.from === 0 ? ["found by you"] : [name(pair.from), words.day && `, ${words.day}`];
    const place = make("span", "place", make("bdi", "", words.place));
    const quote = pair.from === 0 ? words.how : words.quote;
    return make("li", "said", quote && make("blockquote", "", quote), make("p", "source", ...who, " ", place));
  };

  const quotes = (some, most) => {
    const all = some.flatMap((pair) => pair.said.map((words) => [pair, words]));
    const left = all.length > most ? make("li", "detail", `and ${all.length - most} more`) : null;
    return make("ul", "plain", ...all.slice(0, most).map(([pair, words]) => said(pair, words)), left);
  };

  const state = (person) => {
    const { stage: kind, status, day } = people[person];
    return make("p", "", make("span", `state ${kind}`, status), day && ` ${day}`);
  };

  const job = ({ role, organization }) => [role, organization].filter(Boolean).join(", ");
  const about = (person) => [
    make("p", "about", name(person)),
    job(people[person]) && make("p", "", job(people[person])),
    make("p", "detail", [people[person].field, people[person].steps].filter(Boolean).join(" · ")),
    state(person),
  ];

  // --- Who led to whom -------------------------------------------------------------------------------------

  const into = people.map(() => []);
  const outOf = people.map(() => []);
  for (const pair of pairs) {
    into[pair.to].push(pair);
    outOf[pair.from].push(pair);
  }

  const findPath = (person) => {
    const path = [person];
    while (path[0] !== 0) path.unshift(people[path[0]].parent);
    return path;
  };

  /** The path from the note-taker to a person, and everybody who was reached through them. */
  const findChain = (person) => {
    const path = findPath(person);
    const lit = new Set(path);
    const lines = new Set(path.slice(1).map((one) => into[one].find((pair) => pair.from === people[one].parent)));
    const reached = person === 0 ? [] : [person];
    for (const one of reached) {
      for (const pair of outOf[one].filter(({ led }) => led)) {
        lines.add(pair);
        if (!lit.has(pair.to)) reached.push(pair.to);
        lit.add(pair.to);
      }
    }
    return { lit, lines };
  };

  // --- When somebody became known --------------------------------------------------------------------------

  const earliest = (dates) => dates.filter(Boolean).sort()[0] ?? "";
  const datesOf = people.map((person, number) =>
    [person.met, person.seen, ...into[number].flatMap((pair) => pair.said.map(({ date }) => date))].filter(Boolean));
  const known = datesOf.map(earliest);
  const spoken = new Map(pairs.map((pair) => [pair, earliest(pair.said.map(({ date }) => date)) || known[pair.to]]));

  const listSteps = () => {
    const days = [...new Set([...known, ...people.map(({ met }) => met)])].filter(Boolean).sort();
    return days.length > 60 ? [...new Set(days.map((day) => day.slice(0, 7)))] : days;
  };
  const steps = listSteps();
  // Without a date it cannot be said when, so that it is there at the end only.
  const isBy = (date, limit) => !limit || (date !== "" && date.slice(0, limit.length) <= limit);

  // --- The pictures ----------------------------------------------------------------------------------------

  const sayPerson = (person) => {
    const { name: who, field, status, day, steps: where } = people[person];
    const by = into[person].filter(({ from }) => from !== 0).map(({ from }) => people[from].name);
    const led = by.length ? `pointed to by ${by.join(", ")}` : where;
    if (person === 0) return "You";
    return [who, job(people[person]), field, `${status} ${day}`.trim(), led].filter(Boolean).join("; ");
  };

  const sayPair = (pair) => {
    const [{ quote, how, day }] = pair.said;
    const verb = pair.from === 0 ? "found" : "pointed to";
    const words = (pair.from === 0 ? how : quote) || "";
    const names = `${people[pair.from].name} ${verb} ${people[pair.to].name}`;
    return `${names}${day && `, ${day}`}${words && `: “${words}”`}`;
  };

  const readView = (groups, number) => {
    const drawing = explorer.querySelectorAll(".drawing")[number];
    const view = { drawing, groups, of: groups?.of ?? people.map((_, person) => person), scale: 1 };
    const members = new Map();
    view.of.forEach((node, person) => members.set(node, [...(members.get(node) ?? []), person]));
    const between = new Map();
    for (const pair of pairs) {
      const key = `${view.of[pair.from]} ${view.of[pair.to]}`;
      between.set(key, [...(between.get(key) ?? []), pair]);
    }
    const items = [...drawing.querySelectorAll(".node, .link")].map((element) => {
      const { node, column, from, to } = element.dataset;
      return node === undefined
        ? { element, from: Number(from), to: Number(to), pairs: between.get(`${from} ${to}`) }
        : { element, node: Number(node), column, members: members.get(Number(node)) };
    });
    view.items = new Map(items.map((item) => [item.element, item]));
    view.nodes = items.filter(({ node }) => node !== undefined);
    view.links = items.filter(({ node }) => node === undefined);
    view.nodeOf = new Map(view.nodes.map((item) => [item.node, item]));
    return view;
  };

  const sizeOf = ({ members }) => {
    const met = members.filter((person) => people[person].stage === "interviewed").length;
    return `${count(members.length, "person", "people")}, ${met.toLocaleString("en")} interviewed`;
  };
  const titleOf = (view, item) => `${view.groups.names[item.node]}: ${sizeOf(item)}`;

  const titleBetween = (view, item) =>
    `${view.groups.names[item.from]} to ${view.groups.names[item.to]}: ` +
    count(item.pairs.length, "referral", "referrals");

  const sayItem = (view, item) => {
    if (item.node === 0) return "You";
    if (view.groups) return item.pairs ? titleBetween(view, item) : titleOf(view, item);
    return item.pairs ? sayPair(item.pairs[0]) : sayPerson(item.node);
  };

  const bringAlive = (view) => {
    const svg = view.drawing.querySelector("svg");
    svg.setAttribute("role", "group");
    svg.setAttribute("class", "alive");
    for (const item of view.items.values()) {
      item.element.setAttribute("role", "button");
      item.element.setAttribute("tabindex", "-1");
      item.element.setAttribute("aria-label", sayItem(view, item));
    }
    view.nodeOf.get(0).element.setAttribute("tabindex", "0");
  };

  const all = views.map(readView);
  all.forEach(bringAlive);
  let view = all[0];

  // --- What is sought, when, and who is chosen -------------------------------------------------------------

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = people.map((person) => fold([person.name, person.role, person.organization].filter(Boolean).join(" ")));
  const rows = new Map(
    [...explorer.querySelectorAll("tr[data-person]")].map((row) => [Number(row.dataset.person), row]));
  const chosen = { person: null, group: null, opener: null };

  const readControls = () => {
    const value = (key) => controls.elements[key]?.value ?? "";
    const [words, field, kind, from, to] = ["words", "field", "stage", "from", "to"].map(value);
    const parts = fold(words).split(/\s+/).filter(Boolean);
    // Only as much as both dates tell: 2024-05 is neither before nor after 2024-05-20.
    const isWithin = (date) =>
      (!from || date >= from.slice(0, date.length)) && (!to || date <= to.slice(0, date.length));
    const fits = (person) =>
      parts.every((part) => texts[person].includes(part)) &&
      (!field || people[person].field === (field === "-" ? "" : field)) &&
      (!kind || people[person].stage === kind) &&
      ((!from && !to) || datesOf[person].some(isWithin));
    return { fits, active: Boolean(parts.length || field || kind || from || to) };
  };

  const update = () => {
    const { fits, active } = readControls();
    const limit = steps[time.value] ?? "";
    const chain = chosen.person === null ? null : findChain(chosen.person);
    const isThere = people.map((_, person) => person === 0 || isBy(known[person], limit));
    const isSought = people.map((_, person) => person === 0 || (isThere[person] && fits(person)));
    const isMet = (person) => people[person].stage === "interviewed" && isBy(people[person].met, limit);

    const joined = new Set([0, chosen.group]);
    for (const { from, to } of view.links) {
      if (from === chosen.group) joined.add(to);
      if (to === chosen.group) joined.add(from);
    }
    for (const { element, node, members } of view.nodes) {
      const sought = members.some((person) => isSought[person] && (!chain || chain.lit.has(person)));
      element.classList.toggle("later", !members.some((person) => isThere[person]));
      element.classList.toggle("dim", !sought || (chosen.group !== null && !joined.has(node)));
      element.classList.toggle("unmet", node !== 0 && !members.some(isMet));
      element.classList.toggle("chosen", node === chosen.group || members.length === 1 && members[0] === chosen.person);
    }
    for (const { element, from, to, pairs: lines } of view.links) {
      const there = lines.some((pair) => isThere[pair.from] && isThere[pair.to] && isBy(spoken.get(pair), limit));
      const dark = [from, to].map((node) => view.nodeOf.get(node).element.classList.contains("dim"));
      const inChain = chain !== null && lines.some((pair) => chain.lines.has(pair));
      const joins = chosen.group !== null && [from, to].includes(chosen.group);
      // Between groups there are too many further lines to be seen, but for those of one group.
      const isExtra = view.groups !== null && element.classList.contains("also");
      element.classList.toggle("later", !there || (isExtra && !joins && !inChain));
      element.classList.toggle("dim", chain ? !inChain : chosen.group === null ? dark.some(Boolean) : !joins);
      element.classList.toggle("chain", inChain);
    }
    for (const [person, row] of rows) {
      row.classList.toggle("out", !isSought[person] || (chosen.group !== null && view.of[person] !== chosen.group));
      row.classList.toggle("chosen", person === chosen.person);
    }
    for (const body of explorer.querySelectorAll("tbody")) body.hidden = !body.querySelector("tr:not(.out)");
    // The note-taker is not counted.
    const [sought, there] = [isSought, isThere].map((which) => which.filter(Boolean).length - 1);
    tellFound(active, sought, there);
    tellTime(limit, there, people.filter((_, person) => isMet(person)).length);
  };

  const tellFound = (active, sought, there) => {
    const some = sought ? `${sought.toLocaleString("en")} of ${count(there, "person", "people")}` : "Nobody fits";
    found.textContent = active ? some : "";
  };

  const tellTime = (limit, there, met) => {
    const then = `${count(there, "person", "people")}, ${met.toLocaleString("en")} interviewed`;
    until.textContent = limit ? `${sayDate(limit)}: ${then}` : "everything";
    time.setAttribute("aria-valuetext", until.textContent);
  };

  // --- The tip: what is pointed at, or has the focus -------------------------------------------------------

  let leaving = 0;
  const hideTip = () => {
    clearTimeout(leaving);
    tip.hidden = true;
  };

  const tellItem = (item) => {
    if (item.node === 0) return [make("p", "about", "You")];
    if (view.groups && !item.pairs) return [make("p", "about", titleOf(view, item))];
    if (item.pairs) {
      const [{ from, to }] = item.pairs;
      const names = [name(from), from ? " pointed to " : " found ", name(to)];
      const title = view.groups ? [titleBetween(view, item)] : names;
      return [make("p", "about", ...title), quotes(item.pairs, MOST_SAID)];
    }
    return [...about(item.node), quotes(into[item.node], MOST_SAID)];
  };

  const showTip = (item, at) => {
    clearTimeout(leaving);
    tip.replaceChildren(...tellItem(item).filter(Boolean));
    tip.hidden = false;
    const frame = sheet.getBoundingClientRect();
    const left = Math.max(0, Math.min(at.left, frame.right - tip.offsetWidth) - frame.left);
    const isLow = at.bottom + tip.offsetHeight + 12 > innerHeight && at.top - frame.top > tip.offsetHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${(isLow ? at.top - tip.offsetHeight - 8 : at.bottom + 8) - frame.top}px`;
  };

  const dotOf = (item) => {
    const { element } = item.pairs ? view.nodeOf.get(item.to) : item;
    return element.querySelector(".dot").getBoundingClientRect();
  };
  const itemAt = (target) => view.items.get(target.closest?.(".node, .link"));

  stage.addEventListener("pointerover", (event) => {
    const item = event.pointerType === "touch" || dragged ? undefined : itemAt(event.target);
    if (!item) return;
    showTip(item, item.pairs ? { left: event.clientX + 8, top: event.clientY, bottom: event.clientY } : dotOf(item));
  });
  // Time to move into the tip, whose words may be wanted.
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hideTip, 250);
  };
  stage.addEventListener("pointerout", leave);
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  stage.addEventListener("scroll", hideTip);

  // --- The card: all about a person, or a group ------------------------------------------------------------

  const listNames = (some) => {
    const shown = some.slice(0, MOST_LISTED).map((person) =>
      make("li", "", openButton(person), " ", make("span", "detail", people[person].status)));
    const left = some.length - shown.length;
    return make("ul", "", ...shown, left ? make("li", "detail", `and ${left} more, all in the table`) : null);
  };

  const part = (title, ...content) => [make("h4", "", title), ...content];

  const tellPerson = (person) => {
    const { name: who, downstream = 0, status } = people[person];
    const steps = findPath(person).map((one) => (one === person || one === 0 ? name(one) : openButton(one)));
    const path = steps.flatMap((step) => [" → ", step]).slice(1);
    const saidTitle = into[person].every(({ from }) => from === 0) ? "How you found them" : "What was said";
    const led = outOf[person].map(({ to }) => to);
    const ledTitle = person ? `Pointed to ${count(led.length, "person", "people")}` : "Found by you";
    const reached = `Led on to ${count(downstream, "person", "people")}, directly or through others.`;
    return [
      make("h3", "", make("bdi", "", who)),
      ...(status ? [...about(person).slice(1), ...part("How you got there", make("p", "", ...path))] : []),
      ...(into[person].length ? part(saidTitle, quotes(into[person], Infinity)) : []),
      ...(led.length ? part(ledTitle, listNames(led)) : []),
      downstream > led.length ? make("p", "detail", reached) : null,
    ];
  };

  const tellGroup = (group) => {
    const item = view.nodeOf.get(group);
    const title = make("h3", "", make("bdi", "", view.groups.names[group]));
    return [title, make("p", "", sizeOf(item)), listNames(item.members)];
  };

  const openCard = (content, choice, opener) => {
    const close = make("button", "close", "Close");
    close.type = "button";
    card.replaceChildren(close, ...content.filter(Boolean));
    Object.assign(chosen, { person: null, group: null }, choice);
    chosen.opener = opener ?? chosen.opener;
    card.hidden = false;
    card.scrollTop = 0;
    board.classList.add("open");
    hideTip();
    update();
    const node = view.nodeOf.get(chosen.group ?? view.of[chosen.person]).element;
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  };

  const choosePerson = (person, opener) => openCard(tellPerson(person), { person }, opener);

  const openItem = (item) => {
    const node = item.node ?? item.to;
    if (view.groups && node !== 0) openCard(tellGroup(node), { group: node }, item.element);
    else choosePerson(node, item.element);
  };

  const closeCard = () => {
    if (card.hidden) return;
    card.hidden = true;
    board.classList.remove("open");
    Object.assign(chosen, { person: null, group: null });
    update();
    if (chosen.opener?.isConnected) chosen.opener.focus();
    chosen.opener = null;
    hideTip();
  };

  explorer.addEventListener("click", (event) => {
    const item = stage.contains(event.target) ? itemAt(event.target) : undefined;
    const button = event.target.closest("[data-open], tr[data-person] th button, .close");
    if (item) openItem(item);
    else if (button?.matches(".close")) closeCard();
    else if (button?.dataset.open) choosePerson(Number(button.dataset.open));
    else if (button) choosePerson(Number(button.closest("tr").dataset.person), button);
  });

  explorer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hideTip();
    closeCard();
  });

  // --- Keys in the picture: one stop for Tab, arrows from there --------------------------------------------

  const isShown = ({ element }) => !element.classList.contains("later");

  const beside = (some, item, step) => {
    const shown = some.filter(isShown);
    return shown[shown.indexOf(item) + step];
  };

  const goUpOrDown = (item, step) =>
    item.pairs
      ? beside(view.links.filter(({ from }) => from === item.from), item, step)
      : beside(view.nodes.filter(({ column }) => column === item.column), item, step);

  const leadsTo = (item) => {
    const lines = view.links.filter((link) => link.to === item.node && isShown(link));
    return lines.find(({ element }) => element.classList.contains("main")) ?? lines[0];
  };

  const leadsOn = (item) => view.links.find((link) => link.from === item.node && isShown(link));

  const MOVES = {
    ArrowUp: (item) => goUpOrDown(item, -1),
    ArrowDown: (item) => goUpOrDown(item, 1),
    ArrowRight: (item) => (item.pairs ? view.nodeOf.get(item.to) : leadsOn(item)),
    ArrowLeft: (item) => (item.pairs ? view.nodeOf.get(item.from) : leadsTo(item)),
    Home: () => view.nodeOf.get(0),
  };

  const goTo = ({ element }) => {
    view.drawing.querySelector("[tabindex='0']").setAttribute("tabindex", "-1");
    element.setAttribute("tabindex", "0");
    element.focus();
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  stage.addEventListener("keydown", (event) => {
    const item = itemAt(event.target);
    const isOpening = event.key === "Enter" || event.key === " ";
    if (!item || event.ctrlKey || event.altKey || event.metaKey || !(isOpening || event.key in MOVES)) return;
    event.preventDefault();
    const next = isOpening ? undefined : MOVES[event.key](item);
    if (isOpening) openItem(item);
    else if (next) goTo(next);
  });

  stage.addEventListener("focusin", (event) => {
    const item = itemAt(event.target);
    if (!item?.element.matches(":focus-visible")) return;
    // After the picture has moved to show it, which would hide the tip again.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.activeElement === item.element) showTip(item, dotOf(item));
    }));
  });
  stage.addEventListener("focusout", hideTip);

  // --- Size and place --------------------------------------------------------------------------------------

  const zoomTo = (scale, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
    const svg = view.drawing.querySelector("svg");
    const { width, height } = svg.viewBox.baseVal;
    const next = Math.max(0.05, Math.min(scale, 3));
    const grown = next / view.scale;
    const [left, top] = [(stage.scrollLeft + x) * grown - x, (stage.scrollTop + y) * grown - y];
    view.scale = next;
    svg.setAttribute("width", width * next);
    svg.setAttribute("height", height * next);
    stage.scrollTo(left, top);
  };

  const fitWidth = () => (stage.clientWidth - 2) / view.drawing.querySelector("svg").viewBox.baseVal.width;
  const ZOOMS = { in: () => view.scale * 1.25, out: () => view.scale / 1.25, fit: () => Math.min(fitWidth(), 1.5) };

  tools.addEventListener("click", (event) => {
    const kind = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (kind) zoomTo(ZOOMS[kind]());
  });

  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const frame = stage.getBoundingClientRect();
    zoomTo(view.scale * Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
  }, { passive: false });

  let held = null;
  let dragged = false;
  stage.addEventListener("pointerdown", (event) => {
    dragged = false;
    // Fingers scroll by themselves.
    if (event.pointerType === "touch" || event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const [right, down] = [event.clientX - held.x, event.clientY - held.y];
    dragged ||= Math.hypot(right, down) > 4;
    stage.classList.toggle("dragged", dragged);
    if (dragged) stage.scrollTo(held.left - right, held.top - down);
  });
  addEventListener("pointerup", () => {
    held = null;
    stage.classList.remove("dragged");
  });
  stage.addEventListener("click", (event) => {
    if (dragged) event.stopPropagation();
    dragged = false;
  }, true);

  // --- How the network grew --------------------------------------------------------------------------------

  let ticking = 0;
  const stop = () => {
    clearInterval(ticking);
    ticking = 0;
    play.textContent = still.matches ? "Next step" : "Play";
  };
  const tick = () => {
    time.value = Number(time.value) === steps.length ? 0 : Number(time.value) + 1;
    update();
    if (Number(time.value) === steps.length) stop();
  };

  play.addEventListener("click", () => {
    if (ticking) return stop();
    tick();
    if (still.matches) return undefined;
    play.textContent = "Pause";
    ticking = setInterval(tick, Math.max(150, Math.min(700, 20000 / steps.length)));
    return undefined;
  });
  time.addEventListener("input", () => {
    stop();
    update();
  });
  still.addEventListener("change", stop);

  // --- The controls ----------------------------------------------------------------------------------------

  controls.addEventListener("input", update);
  controls.addEventListener("reset", () => setTimeout(update));
  controls.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = view.nodes.find((item) => item.node !== 0 && item.element.matches(":not(.dim):not(.later)"));
    if (first) goTo(first);
  });

  find(".view")?.addEventListener("change", (event) => {
    closeCard();
    view = all.find(({ drawing }) => drawing.dataset.view === event.target.value);
    for (const { drawing } of all) drawing.hidden = drawing !== view.drawing;
    start();
  });

  // Small enough to be seen whole where that can be read.
  const start = () => {
    zoomTo(Math.max(0.85, Math.min(1, fitWidth())));
    stage.scrollTo(0, 0);
    update();
  };

  time.max = steps.length;
  time.value = steps.length;
  find(".replay").hidden = steps.length < 2;
  for (const element of [controls, tools, find(".help")]) element.hidden = false;
  // The way in is the picture itself now.
  stage.removeAttribute("tabindex");
  stop();
  start();
})();
