// Elements of the page. Text is only ever text: names that strangers gave cannot become markup.

// Attributes are set as given; on… is a listener, true an attribute without a value, false none. What
// is said to screen readers is a word of its own, also when it is true or false.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    const isSpoken = name.startsWith('aria-');
    if (value === null || value === undefined || (value === false && !isSpoken)) {
      continue;
    }
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else {
      made.setAttribute(name, value === true && !isSpoken ? '' : String(value));
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

const LONGEST_TEXT = 300;

// What a stranger wrote: in its own direction of writing, and not longer than anyone reads.
function foreign(text, attributes = {}) {
  const shown = [...text.slice(0, LONGEST_TEXT * 2)];
  const cut = shown.length > LONGEST_TEXT || text.length > LONGEST_TEXT * 2;
  const visible = cut ? shown.slice(0, LONGEST_TEXT).join('') + '…' : text;
  return element('bdi', attributes, visible);
}

const DRAWINGS = {
  eye: 'M1.5 12S5.5 5 12 5s10.5 7 10.5 7-4 7-10.5 7S1.5 12 1.5 12Z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  more: 'M12 5v.01 M12 12v.01 M12 19v.01',
  back: 'M15 5l-7 7 7 7',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.4 1.4 M17.6 17.6 19 19 M5 19l1.4-1.4 M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  mail: 'M3 6h18v12H3Z M3 7l9 6 9-6',
  download: 'M12 4v11 M7 11l5 5 5-5 M5 20h14',
};

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', name);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', DRAWINGS[name]);
  svg.append(path);
  return svg;
}

function button(label, onclick, attributes = {}) {
  return element('button', { type: 'button', onclick, ...attributes }, label);
}

function iconButton(name, label, onclick, attributes = {}) {
  return element(
    'button',
    { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick, ...attributes },
    icon(name),
  );
}

function badge(status) {
  return element('span', { class: 'badge ' + status.toLowerCase() }, word('status.' + status));
}

// A table with a header row. A column is [title, cell of a row, class]; a title alone names it.
function table(columns, rows, attributes = {}) {
  const head = columns.map(([title, , kind]) =>
    element('th', { scope: 'col', class: kind }, title));
  const body = rows.map((row) =>
    element('tr', {}, columns.map(([title, cell, kind]) =>
      element('td', { class: kind, 'data-title': typeof title === 'string' ? title : null }, cell(row)))));
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': attributes.label },
    element('table', { id: attributes.id }, element('thead', {}, element('tr', {}, head)), element('tbody', {}, body)),
  );
}

function section(title, attributes, ...content) {
  return element('section', attributes, element('h2', {}, title), ...content);
}
