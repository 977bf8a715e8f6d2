// The figures of chosen campaigns and send dates: sums of rows that the lake prepared.

// What the page shows; the console replaces it when a run has published.
let lake = null;

function acceptData(json) {
  lake = json;
  lake.place = Object.fromEntries(lake.days.measures.map((name, i) => [name, i + 3]));
  lake.byId = new Map(lake.campaigns.map((campaign) => [campaign.campaign_id, campaign]));
  lake.sightings = lake.people === null ? null : decoded(lake.people);
}

// The integers of all days, and where those of each day begin.
function decoded(people) {
  const text = atob(people.sightings);
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  const begins = [0];
  people.per_day.forEach((size) => begins.push(begins.at(-1) + size));
  return { numbers: new Uint32Array(bytes.buffer), begins };
}

// choice: from and to, null for an open side, and a set of campaign ids.
function isChosen(choice, campaignId, sendDate) {
  return (
    (choice.from === null || sendDate >= choice.from) &&
    (choice.to === null || sendDate <= choice.to) &&
    choice.campaigns.has(campaignId)
  );
}

function chosen(choice, rows) {
  return rows.filter((row) => isChosen(choice, row[0], row[1]));
}

async function figuresOf(choice) {
  const days = chosen(choice, lake.days.rows);
  const unique = lake.live ? await askConsole(choice) : countPeople(choice, days);
  const metrics = metricsOf(days, unique.counts);
  return {
    metrics,
    unique: unique.counts,
    isEstimate: unique.isEstimate,
    rates: ratesOf(metrics),
    values: valuesOf(chosen(choice, lake.values.rows)),
    failures: failuresOf(chosen(choice, lake.failures)),
    daily: dailyOf(choice, days),
    // All days are final when the last one is.
    isFinal: days.every((day) => day[2] < lake.today),
  };
}

function sum(days, measure) {
  return days.reduce((total, day) => total + day[lake.place[measure]], 0);
}

function metricsOf(days, unique) {
  const metrics = {};
  for (const name of lake.metrics) {
    if (name in unique) {
      metrics[name] = unique[name];
    } else if (name === 'audience_size') {
      metrics[name] = audienceOf(days);
    } else {
      metrics[name] = sum(days, name);
    }
  }
  return metrics;
}

// An audience is of a campaign, not of a day.
function audienceOf(days) {
  const reached = new Set(days.map((day) => day[0]));
  return [...reached].reduce((total, id) => total + (lake.byId.get(id)?.audience_size ?? 0), 0);
}

// In ten-thousandths, half up, like the reports.
function ratesOf(metrics) {
  const rates = {};
  for (const [name, [part, whole]] of Object.entries(lake.rates)) {
    const below = BigInt(metrics[whole]);
    const above = BigInt(metrics[part]) * 20000n + below;
    rates[name] = below === 0n ? null : Number(above / (2n * below));
  }
  return rates;
}

// Distinct people: someone who counts on one chosen day counts once.
function countPeople(choice, days) {
  const { measures, total, share } = lake.people;
  const flags = new Uint8Array(total);
  const bits = measures.length;
  lake.days.rows.forEach((day, i) => {
    if (isChosen(choice, day[0], day[1])) {
      const seen = lake.sightings.numbers.subarray(lake.sightings.begins[i], lake.sightings.begins[i + 1]);
      seen.forEach((number) => (flags[number >>> bits] |= number & ((1 << bits) - 1)));
    }
  });
  const counts = {};
  measures.forEach((measure, i) => {
    const seen = flags.reduce((count, flag) => count + ((flag >> i) & 1), 0);
    counts[measure] = share === 1 ? seen : estimated(seen / share, measure, days);
  });
  return { counts, isEstimate: share < 1 && days.length > 1 };
}

// No fewer people than on the fullest day, no more than all days together.
function estimated(estimate, measure, days) {
  const daily = days.map((day) => day[lake.place[measure]]);
  const least = Math.max(0, ...daily);
  return Math.min(sum(days, measure), Math.max(least, Math.round(estimate)));
}

// Currency → amount's name → cents, sorted by currency.
function valuesOf(rows) {
  const values = new Map();
  for (const [, , currency, ...cents] of rows) {
    const sums = values.get(currency) ?? Object.fromEntries(lake.values.amounts.map((name) => [name, 0n]));
    lake.values.amounts.forEach((name, i) => (sums[name] += BigInt(cents[i])));
    values.set(currency, sums);
  }
  return new Map([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

// [code, messages], the most frequent first.
function failuresOf(rows) {
  const codes = new Map();
  rows.forEach(([, , code, count]) => codes.set(code, (codes.get(code) ?? 0) + count));
  return [...codes].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
}

// Every day from the first to the last that has messages, the silent ones between them too.
function dailyOf(choice, days) {
  const byDate = new Map();
  days.forEach((day) => byDate.set(day[1], [...(byDate.get(day[1]) ?? []), day]));
  const dates = [...byDate.keys()].sort();
  const money = new Map();
  chosen(choice, lake.values.rows).forEach((row) => money.set(row[1], [...(money.get(row[1]) ?? []), row]));
  return datesBetween(dates[0], dates.at(-1)).map((date) => ({
    date,
    rows: byDate.get(date) ?? [],
    values: valuesOf(money.get(date) ?? []),
  }));
}

function datesBetween(first, last) {
  if (first === undefined) {
    return [];
  }
  const dates = [];
  for (let date = first; date <= last; date = plusDays(date, 1)) {
    dates.push(date);
  }
  return dates;
}

function plusDays(date, days) {
  const moved = new Date(date + 'T00:00:00Z');
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
