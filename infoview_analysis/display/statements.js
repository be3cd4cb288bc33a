// Filters over the statements of show_statements; without this script they all stand there.
(() => {
  "use strict";
  const choices = { field: "field of work", person: "person", kinds: "kind", from: "from", to: "to" };

  function start(root) {
    root.dataset.ready = "yes";
    const talks = [...root.querySelectorAll(".iv-talk")];
    const passages = [...root.querySelectorAll(".iv-passage")];
    const count = root.querySelector(".iv-count");
    const controls = document.createElement("div");
    controls.className = "iv-controls";
    root.insertBefore(controls, count);
    const months = values(talks, "month");
    const kinds = [...new Set(passages.flatMap((passage) => split(passage)))];
    const offered = { field: values(talks, "field"), person: values(talks, "person"), kinds, from: months, to: months };
    const fields = {};
    for (const [name, label] of Object.entries(choices)) {
      if (offered[name].length > 1) fields[name] = addSelect(controls, label, offered[name], update);
    }
    const words = document.createElement("input");
    words.type = "search";
    words.addEventListener("input", update);
    addLabel(controls, "words", words);
    for (const talk of talks) addWhole(talk, update);

    function chosen(name) {
      return fields[name] ? fields[name].value : "";
    }

    function update() {
      const sought = words.value.trim().toLowerCase();
      let shown = 0;
      let met = 0;
      for (const talk of talks) {
        const { field, person, month } = talk.dataset;
        const fits =
          (!chosen("field") || field === chosen("field")) &&
          (!chosen("person") || person === chosen("person")) &&
          (!chosen("from") || month >= chosen("from")) &&
          (!chosen("to") || (month && month <= chosen("to")));
        let here = 0;
        for (const passage of talk.querySelectorAll(".iv-passage")) {
          const of = split(passage);
          const said = of.length && (!chosen("kinds") || of.includes(chosen("kinds")));
          const hit = fits && said && (!sought || passage.textContent.toLowerCase().includes(sought));
          passage.hidden = !(hit || (fits && talk.dataset.whole));
          here += hit ? 1 : 0;
        }
        talk.hidden = !(here || (fits && talk.dataset.whole));
        shown += here;
        met += here ? 1 : 0;
      }
      count.textContent = `${say(shown, "passage")} of ${say(met, "talk")}`;
    }
    update();
  }

  function say(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
  }

  function split(passage) {
    return (passage.dataset.kinds || "").split(" ").filter(Boolean);
  }

  function values(talks, name) {
    return [...new Set(talks.map((talk) => talk.dataset[name]))].filter(Boolean).sort();
  }

  function addLabel(controls, text, control) {
    const label = document.createElement("label");
    label.append(text, control);
    controls.append(label);
  }

  function addSelect(controls, text, names, update) {
    const select = document.createElement("select");
    select.append(new Option("all", ""), ...names.map((name) => new Option(name.replace("_", "-"), name)));
    select.addEventListener("change", update);
    addLabel(controls, text, select);
    return select;
  }

  function addWhole(talk, update) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "whole note";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const first = talk.querySelector(".iv-passage:not([hidden])");
      talk.dataset.whole = talk.dataset.whole ? "" : "yes";
      button.setAttribute("aria-pressed", talk.dataset.whole ? "true" : "false");
      update();
      if (first) first.scrollIntoView({ block: "nearest" });
    });
    talk.querySelector("p").append(" ", button);
  }

  for (const root of document.querySelectorAll(".iv-statements:not([data-ready])")) start(root);
})();
