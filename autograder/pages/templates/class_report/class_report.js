"use strict";
// Sorting and searching. Without it the page reads the same, by name and whole.
for (const table of document.querySelectorAll("table.sorts")) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    const isNumber = head.dataset.sort === "number";
    const of = (row) => {
      const cell = row.cells[column];
      return isNumber ? parseFloat(cell.dataset.value ?? cell.textContent) || 0 : cell.textContent.trim();
    };
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].sort((a, b) => (isNumber ? of(a) - of(b) : of(a).localeCompare(of(b))));
      body.append(...(up ? rows : rows.reverse()));
    });
  });
}
const list = document.getElementById("list");
const students = [...list.children].map((it, place) => ({ it, place, text: it.textContent.toLowerCase() }));
const words = document.getElementById("words");
const order = document.getElementById("order");
const seen = document.getElementById("seen");
function search() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { it, text } of students) {
    it.hidden = !wanted.every((word) => text.includes(word));
    count += !it.hidden;
  }
  const all = `${students.length} student${students.length === 1 ? "" : "s"}`;
  seen.textContent = wanted.length ? `${count} of ${all}` : all;
}
function sort() {
  const name = order.value.replace("-", "");
  const sign = order.value.startsWith("-") ? -1 : 1;
  const of = (one) => (name === "graded" ? Date.parse(one.it.dataset.graded) : parseFloat(one.it.dataset[name])) || 0;
  students.sort((a, b) => (name === "name" ? 0 : sign * (of(a) - of(b))) || a.place - b.place);
  list.append(...students.map((one) => one.it));
}
function open() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const student = target && target.closest("details.student");
  if (student) {
    student.hidden = false;
    student.open = true;
    target.scrollIntoView();
  }
}
words.addEventListener("input", search);
order.addEventListener("change", sort);
addEventListener("hashchange", open);
document.querySelector("form.find").addEventListener("submit", (event) => event.preventDefault());
document.querySelector("form.find").hidden = false;
search();
open();
