// Words, numbers, money and dates in the language of the person.

const WORDS = JSON.parse(document.getElementById('words').textContent);

// What the browser remembers of a person's choices; a browser may refuse to.
const memory = {
  read(key) {
    try {
      return localStorage.getItem('campaign-lake.' + key);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem('campaign-lake.' + key, value);
    } catch {
      // It is asked again next time.
    }
  },
};

function preferredLanguage() {
  const asked = [memory.read('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return asked.find((tag) => tag in WORDS) ?? 'en';
}

let language = preferredLanguage();

// The word of a key; {0}, {1} … are filled in.
function word(key, ...values) {
  const text = WORDS[language][key] ?? key;
  return text.replace(/\{(\d)\}/g, (all, place) => values[place] ?? '');
}

function hasWord(key) {
  return key in WORDS[language];
}

function numberFormat(options) {
  return new Intl.NumberFormat(WORDS[language].locale, options);
}

function countText(count) {
  return numberFormat({ maximumFractionDigits: 0 }).format(count);
}

// A rate in ten-thousandths; null where nothing could have happened.
function rateText(rate) {
  return rate === null
    ? word('rate.none')
    : numberFormat({ style: 'percent', minimumFractionDigits: 2 }).format(rate / 10000);
}

// Cents as the decimal text that they are: no digit passes through a float.
function decimal(cents) {
  const sign = cents < 0n ? '-' : '';
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return sign + digits.slice(0, -2) + '.' + digits.slice(-2);
}

function moneyText(cents, currency) {
  const amount = numberFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return currency + ' ' + amount.format(decimal(cents));
}

// A local date is a date of the shop, whatever zone the browser is in.
function dayText(day, options = { year: 'numeric', month: 'short', day: 'numeric' }) {
  const format = new Intl.DateTimeFormat(WORDS[language].locale, { ...options, timeZone: 'UTC' });
  return format.format(new Date(day + 'T00:00:00Z'));
}

function timeText(instant) {
  if (instant === null) {
    return '–';
  }
  const format = new Intl.DateTimeFormat(WORDS[language].locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: lake.zone,
  });
  return format.format(new Date(instant));
}
