// What the person looks at, kept in the address so that it can be gone back to and passed on.

const PRESETS = [7, 30, 90];
const LONGEST_AT_FIRST = 90;

const state = { from: null, to: null, scope: 'ACTIVE', campaign: null };

function lastDate() {
  return lake.days.rows.at(-1)?.[1] ?? null;
}

function lastDays(count) {
  const last = lastDate();
  return { from: last === null ? null : plusDays(last, 1 - count), to: last };
}

// The active campaigns; all of them where none is active.
function openingScope() {
  return inScope('ACTIVE').length > 0 ? 'ACTIVE' : 'ALL';
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const opening = lastDays(LONGEST_AT_FIRST);
  const date = (name) => {
    const given = asked.get(name);
    return given === null ? opening[name] : DATE.test(given) ? given : null;
  };
  state.from = date('from');
  state.to = date('to');
  state.scope = asked.get('scope') in SCOPES ? asked.get('scope') : openingScope();
  state.campaign = asked.get('campaign');
}

function address() {
  const parts = { from: state.from ?? '', to: state.to ?? '', scope: state.scope };
  if (state.campaign !== null) {
    parts.campaign = state.campaign;
  }
  return '#' + new URLSearchParams(parts);
}

// To another view; choosing dates there replaces the entry in the history.
async function go(change) {
  const opens = 'campaign' in change && change.campaign !== state.campaign;
  Object.assign(state, change);
  history[opens ? 'pushState' : 'replaceState'](null, '', address());
  await render();
  if (opens) {
    document.getElementById('main').focus();
    scrollTo(0, 0);
  }
}

function say(text, kind) {
  const notice = document.getElementById('notice');
  notice.replaceChildren(element('p', { class: kind }, text));
  setTimeout(() => notice.textContent === text && notice.replaceChildren(), 8000);
}

function themeNow() {
  const chosen = memory.read('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return chosen === 'dark' || chosen === 'light' ? chosen : dark;
}

function switchTheme() {
  memory.write('theme', themeNow() === 'dark' ? 'light' : 'dark');
  render();
}

function switchLanguage(event) {
  language = event.target.value;
  memory.write('language', language);
  render();
}

function header() {
  const languages = Object.keys(WORDS).map((tag) =>
    element('option', { value: tag, selected: tag === language, lang: tag }, WORDS[tag]['language.name']));
  const isDark = themeNow() === 'dark';
  return [
    element('div', { class: 'brand' }, element('span', { class: 'mark', 'aria-hidden': true }), 'Campaign Lake'),
    element('p', { id: 'as-of', 'data-as-of': lake.as_of },
      lake.as_of === null ? word('as_of.never') : word('as_of') + ' ' + timeText(lake.as_of)),
    element('div', { class: 'controls' },
      element('select', { id: 'language', 'aria-label': word('language.choose'), onchange: switchLanguage }, languages),
      iconButton(isDark ? 'sun' : 'moon', word(isDark ? 'theme.light' : 'theme.dark'), switchTheme, { id: 'theme' })),
  ];
}

function dateInput(name, label) {
  const value = state[name] ?? '';
  return element('label', { class: 'date' }, element('span', {}, label),
    element('input', { type: 'date', id: name, value, onchange: (event) => chooseDates({ [name]: event.target.value || null }) }));
}

// A range the wrong way round is refused; what is shown stays.
function chooseDates(change) {
  const { from, to } = { ...state, ...pending, ...change };
  const isReversed = from !== null && to !== null && from > to;
  const problem = document.getElementById('range-problem');
  problem.textContent = isReversed ? word('error.bad-range') : '';
  for (const name of ['from', 'to']) {
    document.getElementById(name).toggleAttribute('aria-invalid', isReversed);
  }
  if (isReversed) {
    Object.assign(pending, change);
  } else {
    go({ ...pending, ...change });
  }
}

function presets() {
  const made = PRESETS.map((count) => [word('range.last', count), lastDays(count), 'preset-' + count]);
  made.push([word('range.everything'), { from: null, to: null }, 'preset-all']);
  return element('div', { class: 'presets', role: 'group', 'aria-label': word('range') }, made.map(([label, range, id]) =>
    button(label, () => go(range), { id, 'aria-pressed': state.from === range.from && state.to === range.to })));
}

function scopeInput() {
  const options = Object.keys(SCOPES).map((scope) =>
    element('option', { value: scope, selected: scope === state.scope },
      word('scope.' + scope) + ' (' + countText(inScope(scope).length) + ')'));
  return element('label', { class: 'date' }, element('span', {}, word('campaigns')),
    element('select', { id: 'scope', onchange: (event) => go({ scope: event.target.value }) }, options));
}

function toolbar(campaign) {
  const reports = !lake.live ? null : element('div', { class: 'actions' },
    element('button', { type: 'button', id: 'download', onclick: openDownload }, icon('download'), word('action.download')),
    element('button', { type: 'button', id: 'send', class: 'primary', onclick: openSend }, icon('mail'), word('action.send')));
  return element('section', { class: 'toolbar', 'aria-label': word('range') },
    campaign === undefined ? scopeInput() : null,
    dateInput('from', word('range.from')),
    dateInput('to', word('range.to')),
    presets(),
    reports,
    element('p', { id: 'range-problem', class: 'problem', role: 'alert' }));
}

function view(campaign, figures) {
  if (campaign !== undefined) {
    return [
      campaignHead(campaign),
      peopleCards(campaign),
      toolbar(campaign),
      section(word('range.figures'), { class: 'range' }, ...figuresView(figures)),
      changeHistory(campaign),
    ];
  }
  return [
    element('h1', {}, word('title')),
    toolbar(),
    ...figuresView(figures, campaignList(inScope(state.scope))),
  ];
}

let renderings = 0;

async function render() {
  const number = ++renderings;
  const campaign = lake.byId.get(state.campaign ?? undefined);
  const campaigns = campaign === undefined ? inScope(state.scope) : [campaign];
  const ids = new Set(campaigns.map((each) => each.campaign_id));
  let figures;
  try {
    figures = await figuresOf({ from: state.from, to: state.to, campaigns: ids });
  } catch (refusal) {
    say(refusal.text ?? word('error.failed'), 'bad');
    return;
  }
  // The person has gone on meanwhile.
  if (number === renderings) {
    show(campaign, figures);
  }
}

function show(campaign, figures) {
  const focused = document.activeElement?.id;
  document.documentElement.lang = WORDS[language].locale;
  document.documentElement.dataset.theme = themeNow();
  document.title = campaign === undefined ? word('title') : campaign.name.slice(0, 80);
  document.getElementById('skip').textContent = word('skip');
  forgetCharts();
  const opened = [...document.querySelectorAll('details[open]')].map((each) => each.id);
  document.getElementById('header').replaceChildren(...header());
  document.getElementById('main').replaceChildren(...view(campaign, figures));
  opened.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
  if (focused) {
    document.getElementById(focused)?.focus();
  }
  for (const name of Object.keys(pending)) {
    delete pending[name];
  }
  document.documentElement.dataset.ready = String(renderings);
}

// Dates that were typed, but do not make a range yet.
const pending = {};

acceptData(JSON.parse(document.getElementById('data').textContent));
readAddress();
render();
addEventListener('popstate', () => {
  readAddress();
  render();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => render());
if (lake.live) {
  keepFresh();
}
