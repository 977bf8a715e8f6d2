// What only the console can do: change campaigns, send and download reports, count people exactly.

class Refusal extends Error {
  constructor(code, values) {
    super(code);
    this.code = code;
    this.values = values;
  }

  // In the person's language.
  get text() {
    const values = this.values.map((value) => (hasWord('status.' + value) ? word('status.' + value) : value));
    return hasWord('error.' + this.code) ? word('error.' + this.code, ...values) : word('error.failed');
  }
}

async function call(path, body) {
  // The header says that a page of this console asks: others cannot set it.
  const request = { headers: { 'X-Campaign-Lake': 'console' }, cache: 'no-store' };
  if (body !== undefined) {
    request.method = 'POST';
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Refusal('unreachable', []);
  }
  if (response.status === 401) {
    location.reload();
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(answer.code ?? 'failed', answer.values ?? []);
  }
  return answer;
}

async function askConsole(choice) {
  return call('api/people', { from: choice.from, to: choice.to, campaigns: [...choice.campaigns] });
}

async function refreshData() {
  acceptData(await call('api/data'));
}

const REFRESH_MILLIS = 30000;

// A run may have published, and others change campaigns too.
function keepFresh() {
  setInterval(async () => {
    if (document.hidden || document.querySelector('dialog[open]') !== null) {
      return;
    }
    const before = lake.as_of + JSON.stringify(lake.campaigns);
    try {
      await refreshData();
      if (before !== lake.as_of + JSON.stringify(lake.campaigns)) {
        await render();
      }
    } catch (refusal) {
      say(refusal.text ?? word('error.failed'), 'bad');
    }
  }, REFRESH_MILLIS);
}

// A dialog with a form; submit does the work and may refuse, which is told in the dialog.
function openDialog(id, title, content, confirm, submit) {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const done = () => dialog.close();
  const accept = confirm === null ? null
    : element('button', { type: 'submit', class: confirm.danger ? 'danger' : 'primary', id: 'confirm' }, confirm.label);
  const form = element('form', { method: 'dialog', novalidate: true },
    element('h2', { id: id + '-title' }, title),
    content,
    problem,
    element('div', { class: 'buttons' }, button(word('action.cancel'), done, { id: 'cancel' }), accept));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    problem.textContent = '';
    const invalid = form.querySelector(':invalid');
    if (invalid !== null) {
      problem.textContent = word(invalid.type === 'email' ? 'error.bad-address' : 'error.bad-input');
      invalid.focus();
      return;
    }
    accept.disabled = true;
    try {
      await submit(form);
      done();
    } catch (refusal) {
      problem.textContent = refusal.text ?? word('error.failed');
      accept.disabled = false;
    }
  });
  const dialog = element('dialog', { id, 'aria-labelledby': id + '-title' }, form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function field(label, input) {
  return element('label', { class: 'field' }, element('span', {}, label), input);
}

function textInput(name, value, more = {}) {
  return element('input', { type: 'text', name, value: value ?? '', autocomplete: 'off', ...more });
}

function choiceInput(name, options, selected) {
  return element('select', { name }, options.map(([value, label]) =>
    element('option', { value, selected: value === selected }, label)));
}

function authorFields() {
  return [
    field(word('field.by'), textInput('by', memory.read('by'), { maxlength: 200 })),
    field(word('field.reason'), textInput('reason', '', { maxlength: 1000 })),
  ];
}

function authorOf(form) {
  const by = form.elements.by.value.trim();
  memory.write('by', by);
  return { by: by || null, reason: form.elements.reason.value.trim() || null };
}

// Sends a change; the data is read again whether it was taken or not, for a refusal means that
// what the page shows is old.
async function change(step, campaign, more) {
  try {
    await call('api/campaigns/' + step, { campaign_id: campaign.campaign_id, ...more });
  } finally {
    await refreshData();
    await render();
  }
  say(word('done.' + step, campaign.name.slice(0, 80)), 'good');
}

function openActions(campaign) {
  const step = (name) => button(word('action.' + name), () => {
    dialog.close();
    openStep(name, campaign);
  }, { id: 'action-' + name, class: name === 'stop' ? 'danger' : null });
  const edit = button(word('action.edit'), () => {
    dialog.close();
    openEdit(campaign);
  }, { id: 'action-edit' });
  const content = [
    element('p', { class: 'subject' }, foreign(campaign.name), badge(campaign.status)),
    element('div', { class: 'choices' }, edit, campaign.steps.map(step)),
    campaign.steps.length === 0 ? element('p', { class: 'hint' }, word('action.final')) : null,
  ];
  const dialog = openDialog('actions', word('action.title'), content.filter((part) => part !== null), null, null);
}

function openStep(step, campaign) {
  const content = [
    element('p', { class: 'subject' }, foreign(campaign.name), badge(campaign.status)),
    element('p', { class: step === 'stop' ? 'warning' : null }, word('ask.' + step)),
    ...authorFields(),
  ];
  openDialog('step', word('action.' + step), content, { label: word('action.confirm'), danger: step === 'stop' },
    (form) => change(step, campaign, authorOf(form)));
}

function openEdit(campaign) {
  const types = ['TEMPLATE', 'REGULAR'].map((code) => [code, word('message_type.' + code)]);
  const content = [
    field(word('column.name'), textInput('name', campaign.name, { required: true, maxlength: 100000 })),
    field(word('column.language'), textInput('language', campaign.language, { maxlength: 100 })),
    field(word('column.message_type'), choiceInput('message_type', types, campaign.message_type)),
    field(word('column.template'), textInput('template', campaign.template_name, { maxlength: 1000 })),
    ...authorFields(),
  ];
  openDialog('edit-campaign', word('action.edit'), content, { label: word('action.confirm') }, (form) => {
    const given = (name) => form.elements[name].value.trim() || null;
    const fields = { name: given('name'), language: given('language'), message_type: given('message_type'), template: given('template') };
    return change('edit', campaign, { ...fields, ...authorOf(form) });
  });
}

function reportFields(kinds) {
  const campaigns = [['all', word('report.all')], ...lake.campaigns.map((each) => [each.campaign_id, each.name.slice(0, 80)])];
  return [
    field(word('report.kind'), choiceInput('kind', kinds.map((kind) => [kind, word('report.' + kind)]), 'conversions')),
    field(word('campaign'), choiceInput('campaign', campaigns, state.campaign ?? 'all')),
    element('div', { class: 'pair' },
      field(word('range.from'), element('input', { type: 'date', name: 'from', value: state.from })),
      field(word('range.to'), element('input', { type: 'date', name: 'to', value: state.to }))),
  ];
}

const KINDS = ['conversions', 'record-status', 'overview'];

function reportOf(form) {
  const value = (name) => form.elements[name].value || null;
  const report = { kind: value('kind'), campaign: value('campaign'), from: value('from'), to: value('to'), language };
  if (report.from !== null && report.to !== null && report.from > report.to) {
    throw new Refusal('bad-range', []);
  }
  return report;
}

function openSend() {
  const email = element('input', { type: 'email', name: 'email', required: true, multiple: true, value: memory.read('email') ?? '', autocomplete: 'email' });
  // One for the dialog: a second click after a lost answer sends no second mail.
  const deliveryId = 'console-' + Date.now() + '-' + Math.random().toString(36).slice(2);
  const content = [field(word('report.email'), email), ...reportFields(KINDS)];
  openDialog('send-report', word('action.send'), content, { label: word('action.send') }, async (form) => {
    const addresses = form.elements.email.value.split(',').map((each) => each.trim()).filter((each) => each !== '');
    const report = reportOf(form);
    await call('api/reports/send', { ...report, email: addresses, delivery_id: deliveryId });
    memory.write('email', addresses.join(', '));
    say(word('done.send', addresses.join(', ')), 'good');
  });
}

function openDownload() {
  openDialog('download-report', word('action.download'), reportFields(KINDS), { label: word('action.download') }, async (form) => {
    const { kind, ...asked } = reportOf(form);
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== null));
    element('a', { href: 'api/reports/' + kind + '.csv?' + query, download: kind + '.csv' }).click();
  });
}
