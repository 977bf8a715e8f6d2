// The list of campaigns, and the page of one.

// Whoever has not ended is active.
const SCOPES = {
  ACTIVE: ['LIVE', 'PAUSED'],
  ALL: ['LIVE', 'PAUSED', 'SENT', 'STOPPED'],
  LIVE: ['LIVE'],
  PAUSED: ['PAUSED'],
  SENT: ['SENT'],
  STOPPED: ['STOPPED'],
};

function inScope(scope) {
  return lake.campaigns.filter((campaign) => SCOPES[scope].includes(campaign.status));
}

// A word of a fixed list where it is one; else as the definition has it.
function codeText(kind, code) {
  return hasWord(kind + '.' + code) ? word(kind + '.' + code) : code;
}

function campaignCell(campaign) {
  return element('div', { class: 'named' },
    foreign(campaign.name, { class: 'name' }),
    campaign.name === campaign.campaign_id ? null : foreign(campaign.campaign_id, { class: 'id' }));
}

function openCell(campaign) {
  const label = word('campaign.open', campaign.name.slice(0, 80));
  return iconButton('eye', label, () => go({ campaign: campaign.campaign_id }), { 'data-open': campaign.campaign_id });
}

function moreCell(campaign) {
  const label = word('campaign.more', campaign.name.slice(0, 80));
  return iconButton('more', label, () => openActions(campaign), { 'data-more': campaign.campaign_id });
}

function campaignList(campaigns) {
  const people = ['audience_size', 'submitted', 'sent', 'delivered', 'read', 'failed'];
  const columns = [
    [element('span', { class: 'unseen' }, word('column.open')), openCell, 'tight'],
    [word('column.name'), campaignCell, 'wide'],
    [word('column.status'), (campaign) => badge(campaign.status)],
    [word('column.type'), (campaign) => codeText('type', campaign.type)],
    [word('column.message_type'), (campaign) => codeText('message_type', campaign.message_type)],
    [word('column.created_at'), (campaign) => timeText(campaign.created_at), 'when'],
    ...people.map((name) => [word('people.' + name), (campaign) => countText(campaign[name]), 'number']),
  ];
  if (lake.live) {
    columns.push([element('span', { class: 'unseen' }, word('column.more')), moreCell, 'tight']);
  }
  const body = campaigns.length === 0
    ? element('p', { class: 'empty' }, word('empty.campaigns'))
    : table(columns, campaigns, { id: 'campaigns', label: word('campaigns') });
  return section(word('campaigns'), { class: 'panel list' },
    element('p', { class: 'hint' }, word('campaigns.note')), body);
}

function fact(label, ...value) {
  return element('div', {}, element('dt', {}, label), element('dd', {}, ...value));
}

function campaignHead(campaign) {
  const actions = !lake.live ? [] : [
    button(word('action.edit'), () => openEdit(campaign), { id: 'edit' }),
    campaign.steps.length === 0 ? null : button(word('action.status'), () => openActions(campaign), { id: 'set-status' }),
  ];
  return element('section', { class: 'panel head' },
    element('div', { class: 'title' },
      iconButton('back', word('campaign.back'), () => go({ campaign: null }), { id: 'back' }),
      element('h1', {}, foreign(campaign.name, { id: 'campaign-name' })),
      badge(campaign.status),
      element('div', { class: 'actions' }, actions)),
    element('dl', { class: 'facts' },
      fact(word('campaign'), foreign(campaign.campaign_id)),
      fact(word('column.type'), codeText('type', campaign.type)),
      fact(word('column.message_type'), codeText('message_type', campaign.message_type)),
      fact(word('column.language'), campaign.language === null ? '–' : foreign(campaign.language)),
      fact(word('column.template'), campaign.template_name === null ? '–' : foreign(campaign.template_name)),
      fact(word('column.created_at'), timeText(campaign.created_at))));
}

function peopleCards(campaign) {
  const names = ['audience_size', 'submitted', 'sent', 'delivered', 'read', 'failed', 'pending', 'charged_messages'];
  return section(word('people.title'), { class: 'people' },
    element('p', { class: 'hint' }, word('people.note')),
    element('div', { class: 'cards small' },
      names.map((name) => card('people-' + name, word('people.' + name), countText(campaign[name]), null))));
}

function changeText(change, value) {
  if (value === null) {
    return '–';
  }
  if (change.field === 'status') {
    return badge(value);
  }
  return hasWord(change.field + '.' + value) ? word(change.field + '.' + value) : foreign(value);
}

function changeHistory(campaign) {
  const columns = [
    [word('column.when'), (change) => timeText(change.changed_at), 'when'],
    [word('column.who'), (change) => foreign(change.changed_by)],
    [word('column.field'), (change) => codeText('field', change.field)],
    [word('column.before'), (change) => changeText(change, change.from_value)],
    [word('column.after'), (change) => changeText(change, change.to_value)],
    [word('column.reason'), (change) => (change.reason === null ? '–' : foreign(change.reason))],
  ];
  const changes = [...campaign.changes].reverse();
  return section(word('history'), { class: 'panel list' }, changes.length === 0
    ? element('p', { class: 'empty' }, word('history.none'))
    : table(columns, changes, { id: 'history', label: word('history') }));
}
