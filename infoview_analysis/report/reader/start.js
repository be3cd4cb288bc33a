const find = (selector) => document.querySelector(selector);
const findAll = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const source = find("#page-data");
const { talks, senses } = source ? JSON.parse(source.textContent) : { talks: [], senses: [] };
// Of several senses in one talk the strongest counts.
const STRENGTH = ["declining", "needed", "optional", "mentioned"];
