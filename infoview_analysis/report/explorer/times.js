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
