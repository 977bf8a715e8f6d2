// The figures of a choice: cards, charts, and every number in words.

function card(id, title, value, note, attributes = {}) {
  return element(
    'article',
    { class: 'card', id: 'card-' + id, ...attributes },
    element('h3', {}, title),
    element('p', { class: 'value' }, value),
    note === null ? null : element('p', { class: 'note' }, note),
  );
}

function countCard(figures, name, note) {
  const isEstimate = figures.isEstimate && name in figures.unique;
  const text = (isEstimate ? '≈ ' : '') + countText(figures.metrics[name]);
  return card(name, word(name), text, note, { title: hasWord('about.' + name) ? word('about.' + name) : null });
}

function rateNote(figures, rate) {
  const isEstimate = figures.isEstimate && lake.rates[rate].some((name) => name in figures.unique);
  return word(rate) + ' ' + (isEstimate && figures.rates[rate] !== null ? '≈ ' : '') + rateText(figures.rates[rate]);
}

function moneyCard(figures, amount) {
  const lines = [...figures.values].map(([currency, sums]) =>
    element('span', { class: 'money' }, moneyText(sums[amount], currency)));
  return card(amount, word(amount), lines.length === 0 ? '–' : lines, null, { title: word('about.' + amount) });
}

function conversionsNote(figures) {
  return ['assisted_conversions', 'click_through_conversions']
    .map((name) => word('short.' + name) + ' ' + countText(figures.metrics[name]))
    .concat(rateNote(figures, 'conversion_rate'))
    .join(' · ');
}

function metricCards(figures) {
  return element(
    'div',
    { class: 'cards' },
    countCard(figures, 'messages_delivered', rateNote(figures, 'delivery_rate')),
    countCard(figures, 'messages_read', rateNote(figures, 'read_rate')),
    countCard(figures, 'unique_clicks', rateNote(figures, 'click_rate')),
    countCard(figures, 'total_clicks', word('bot_clicks') + ' ' + countText(figures.metrics.bot_clicks)),
    countCard(figures, 'total_conversions', conversionsNote(figures)),
    moneyCard(figures, 'total_conversion_value'),
    moneyCard(figures, 'click_through_conversion_value'),
  );
}

function charts(figures) {
  return element(
    'div',
    { class: 'charts' },
    messagesChart(figures.daily),
    conversionsChart(figures.daily),
    [...figures.values].map(([currency, sums]) => valueChart(figures.daily, currency, sums)),
    funnelChart(figures),
    failuresChart(figures.failures),
  );
}

function figureRow(name, label, text, exact) {
  return element('div', {}, element('dt', {}, label),
    element('dd', { 'data-figure': name, 'data-value': exact }, text));
}

// Every number of the report, under the report's own names.
function allFigures(figures) {
  const mark = (name) => (figures.isEstimate && name in figures.unique ? '≈ ' : '');
  const counts = Object.entries(figures.metrics).map(([name, count]) =>
    figureRow(name, word(name), mark(name) + countText(count), count));
  const money = [...figures.values].flatMap(([currency, sums]) =>
    Object.entries(sums).map(([name, cents]) =>
      figureRow(name + '.' + currency, word(name), moneyText(cents, currency), decimal(cents))));
  const rates = Object.entries(figures.rates).map(([name, rate]) =>
    figureRow(name, word(name), rateText(rate), rate === null ? 'null' : decimalRate(rate)));
  return element('details', { class: 'panel', id: 'all-figures' }, element('summary', {}, word('figures.all')),
    element('dl', { class: 'figures' }, counts, money, rates));
}

function decimalRate(rate) {
  const digits = String(rate).padStart(5, '0');
  return digits.slice(0, -4) + '.' + digits.slice(-4);
}

const DAILY_MEASURES = [
  'messages_attempted',
  'messages_delivered',
  'messages_read',
  'messages_failed',
  'total_clicks',
  'assisted_conversions',
  'click_through_conversions',
];

// What the charts show, for those who do not see them.
function dailyTable(figures) {
  const withMessages = figures.daily.filter((day) => day.rows.length > 0);
  const columns = [
    [word('column.send_date'), (day) => dayText(day.date)],
    ...DAILY_MEASURES.map((name) => [word(name), (day) => countText(sum(day.rows, name)), 'number']),
    ...[...figures.values.keys()].map((currency) => [
      word('total_conversion_value') + ' ' + currency,
      (day) => moneyText(day.values.get(currency)?.total_conversion_value ?? 0n, currency),
      'number',
    ]),
  ];
  return element('details', { class: 'panel', id: 'daily' }, element('summary', {}, word('figures.daily')),
    table(columns, withMessages, { label: word('figures.daily') }));
}

function estimateNote(figures) {
  return figures.isEstimate ? element('p', { class: 'hint' }, word('estimate.note')) : null;
}

function stateNote(figures) {
  const state = figures.isFinal ? 'state.final' : 'state.open';
  return element('p', { class: 'hint', id: 'state', 'data-final': String(figures.isFinal) },
    word('state') + ': ' + word(state));
}

// list: the campaigns, right below the cards; null on the page of one.
function figuresView(figures, list) {
  return [
    metricCards(figures),
    stateNote(figures),
    estimateNote(figures),
    list,
    charts(figures),
    allFigures(figures),
    dailyTable(figures),
  ].filter((part) => part !== null);
}
