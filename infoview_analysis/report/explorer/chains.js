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
