// Charts by Chart.js, in the colours of the page.

let drawn = [];

function forgetCharts() {
  drawn.forEach((chart) => chart.destroy());
  drawn = [];
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

// A titled figure with a canvas; the description is what a screen reader says of it.
function chartBox(id, title, description, config, size = '') {
  const canvas = element('canvas', { id, role: 'img', 'aria-label': title + '. ' + description });
  const box = element('section', { class: 'panel chart ' + size }, element('h3', {}, title),
    element('div', { class: 'canvas' }, canvas));
  // The canvas has a size only once it stands in the page.
  queueMicrotask(() => {
    if (canvas.isConnected) {
      drawn.push(new Chart(canvas, config));
    }
  });
  return box;
}

function emptyBox(title, size = '') {
  return element('section', { class: 'panel chart ' + size }, element('h3', {}, title),
    element('p', { class: 'empty' }, word('empty.chart')));
}

function baseOptions(more = {}) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    locale: WORDS[language].locale,
    interaction: { mode: 'index', intersect: false },
    plugins: {
      legend: {
        position: 'bottom',
        labels: { color: colour('text-soft'), boxWidth: 10, boxHeight: 10, usePointStyle: true, padding: 16 },
      },
      tooltip: { padding: 10, cornerRadius: 8, boxPadding: 4, usePointStyle: true },
    },
    ...more,
  };
}

function axis(more = {}) {
  return {
    grid: { color: colour('line'), drawTicks: false },
    border: { display: false },
    ticks: { color: colour('text-soft'), maxRotation: 0, autoSkipPadding: 16, padding: 6 },
    ...more,
  };
}

function countAxis(more = {}) {
  const made = axis(more);
  made.beginAtZero = true;
  made.ticks = { ...made.ticks, precision: 0 };
  return made;
}

function dateLabels(daily) {
  return daily.map((day) => dayText(day.date, { month: 'short', day: 'numeric' }));
}

function series(label, data, hue, more = {}) {
  return { label, data, backgroundColor: colour(hue), borderColor: colour(hue), ...more };
}

const LINE = { type: 'line', borderWidth: 2, pointHoverRadius: 5, cubicInterpolationMode: 'monotone' };
const BAR = { borderRadius: 3, maxBarThickness: 28 };

function sumText(daily, measure) {
  return word(measure) + ': ' + countText(daily.reduce((all, day) => all + sum(day.rows, measure), 0));
}

function dailyCounts(daily, measure) {
  return daily.map((day) => sum(day.rows, measure));
}

function messagesChart(daily) {
  const title = word('chart.messages');
  const measures = ['messages_delivered', 'messages_read', 'total_clicks'];
  if (daily.length === 0) {
    return emptyBox(title, 'wide');
  }
  // A line through many days needs no points; one day is nothing but a point.
  const line = { ...LINE, pointRadius: daily.length > 10 ? 0 : 3 };
  const config = {
    type: 'bar',
    data: {
      labels: dateLabels(daily),
      datasets: [
        series(word(measures[1]), dailyCounts(daily, measures[1]), 'read', line),
        series(word(measures[2]), dailyCounts(daily, measures[2]), 'clicks', line),
        series(word(measures[0]), dailyCounts(daily, measures[0]), 'delivered', BAR),
      ],
    },
    options: baseOptions({ scales: { x: axis({ grid: { display: false } }), y: countAxis() } }),
  };
  return chartBox('chart-messages', title, measures.map((name) => sumText(daily, name)).join('; '), config, 'wide');
}

function stacked(yAxis) {
  return { x: axis({ stacked: true, grid: { display: false } }), y: { ...yAxis, stacked: true } };
}

function conversionsChart(daily) {
  const title = word('chart.conversions');
  const measures = ['assisted_conversions', 'click_through_conversions'];
  if (daily.length === 0) {
    return emptyBox(title);
  }
  const config = {
    type: 'bar',
    data: {
      labels: dateLabels(daily),
      datasets: [
        series(word(measures[0]), dailyCounts(daily, measures[0]), 'assisted', BAR),
        series(word(measures[1]), dailyCounts(daily, measures[1]), 'through', BAR),
      ],
    },
    options: baseOptions({ scales: stacked(countAxis()) }),
  };
  return chartBox('chart-conversions', title, measures.map((name) => sumText(daily, name)).join('; '), config);
}

// Currencies are never added together: each has a chart of its own.
function valueChart(daily, currency, sums) {
  const title = word('chart.value', currency);
  const amounts = ['assisted_conversion_value', 'click_through_conversion_value'];
  const cents = (day, amount) => day.values.get(currency)?.[amount] ?? 0n;
  const options = baseOptions({ scales: stacked(countAxis()) });
  options.plugins.tooltip.callbacks = {
    label: (item) =>
      item.dataset.label + ': ' + moneyText(cents(daily[item.dataIndex], amounts[item.datasetIndex]), currency),
  };
  const config = {
    type: 'bar',
    data: {
      labels: dateLabels(daily),
      datasets: amounts.map((amount, i) =>
        series(word(amount), daily.map((day) => Number(cents(day, amount)) / 100), ['assisted', 'through'][i], BAR)),
    },
    options,
  };
  const description = amounts.map((amount) => word(amount) + ': ' + moneyText(sums[amount], currency)).join('; ');
  return chartBox('chart-value-' + currency, title, description, config);
}

function barsAcross(id, title, labels, counts, texts, hue) {
  const options = baseOptions({ indexAxis: 'y' });
  options.plugins.legend.display = false;
  options.plugins.tooltip.callbacks = { title: (items) => labels[items[0].dataIndex], label: (item) => texts[item.dataIndex] };
  options.scales = { x: countAxis(), y: axis({ grid: { display: false } }) };
  options.scales.y.ticks.autoSkip = false;
  const config = {
    type: 'bar',
    data: { labels: labels.map((label, i) => [label, texts[i]]), datasets: [series(title, counts, hue, { borderRadius: 4, maxBarThickness: 26 })] },
    options,
  };
  return chartBox(id, title, labels.map((label, i) => label + ': ' + texts[i]).join('; '), config, 'across');
}

function shareText(count, all) {
  return numberFormat({ style: 'percent', maximumFractionDigits: 1 }).format(count / all);
}

const FUNNEL = [
  'recipients_attempted',
  'recipients_sent',
  'recipients_delivered',
  'recipients_read',
  'unique_clicks',
  'converting_recipients',
];

function funnelChart(figures) {
  const title = word('chart.funnel');
  const counts = FUNNEL.map((measure) => figures.unique[measure]);
  if (counts[0] === 0) {
    return emptyBox(title);
  }
  const mark = figures.isEstimate ? '≈ ' : '';
  const texts = counts.map((count) =>
    mark + countText(count) + ' (' + shareText(count, counts[0]) + ')');
  return barsAcross('chart-funnel', title, FUNNEL.map((name) => word('funnel.' + name)), counts, texts, 'delivered');
}

const MOST_CODES = 8;

function failuresChart(failures) {
  const title = word('chart.failures');
  if (failures.length === 0) {
    return element('section', { class: 'panel chart' }, element('h3', {}, title),
      element('p', { class: 'empty' }, word('empty.failures')));
  }
  const all = failures.reduce((total, [, count]) => total + count, 0);
  const shown = failures.slice(0, MOST_CODES);
  const rest = failures.slice(MOST_CODES).reduce((total, [, count]) => total + count, 0);
  if (rest > 0) {
    shown.push([word('failures.others'), rest]);
  }
  const labels = shown.map(([code]) => failureText(code));
  const counts = shown.map(([, count]) => count);
  const texts = counts.map((count) => countText(count) + ' (' + shareText(count, all) + ')');
  return barsAcross('chart-failures', title, labels, counts, texts, 'failed');
}

function failureText(code) {
  return code === 'UNKNOWN' ? word('failures.unknown') : code.slice(0, 24);
}
