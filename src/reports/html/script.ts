/**
 * The report's own script: filters, deep links, theme and printing. It needs no network and no storage; what is
 * filtered stands in the address (`#outcome=fail,partial&service=entra`), so that a local file can be linked into.
 */
export const script = `(() => {
  const list = document.getElementById('findings');
  const entries = [...list.querySelectorAll('.fd')];
  const chips = [...document.querySelectorAll('[data-outcome-filter]')];
  const service = document.getElementById('service');
  const severity = document.getElementById('severity');
  const words = document.getElementById('words');
  const shown = document.getElementById('shown');
  const read = () => new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
  const plain = (hash) => { try { return decodeURIComponent(hash); } catch { return hash; } };
  const chosen = () => chips.filter((chip) => chip.getAttribute('aria-pressed') === 'true').map((chip) => chip.dataset.outcomeFilter);
  function apply() {
    const outcomes = chosen();
    const text = words.value.trim().toLowerCase();
    let count = 0;
    for (const entry of entries) {
      const fits = (outcomes.length === 0 || outcomes.includes(entry.dataset.outcome)) && (!service.value || entry.dataset.service === service.value) && (!severity.value || entry.dataset.severity === severity.value) && (!text || entry.dataset.words.includes(text));
      entry.hidden = !fits;
      if (fits) count += 1;
    }
    for (const group of list.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('.fd:not([hidden])');
    document.getElementById('nothing').hidden = count > 0;
    shown.textContent = count + ' of ' + entries.length + ' controls';
  }
  function save() {
    const state = new URLSearchParams();
    if (chosen().length > 0) state.set('outcome', chosen().join(','));
    if (service.value) state.set('service', service.value);
    if (severity.value) state.set('severity', severity.value);
    if (words.value.trim()) state.set('find', words.value.trim());
    history.replaceState(null, '', '#' + (state.toString() || 'findings'));
    apply();
  }
  function load() {
    const state = read();
    const target = location.hash && !location.hash.includes('=') ? document.getElementById(plain(location.hash.slice(1))) : null;
    const wanted = (state.get('outcome') || '').split(',');
    for (const chip of chips) chip.setAttribute('aria-pressed', String(wanted.includes(chip.dataset.outcomeFilter)));
    service.value = state.get('service') || '';
    severity.value = state.get('severity') || '';
    words.value = state.get('find') || '';
    apply();
    if (target && target.classList.contains('fd')) {
      target.querySelector('details').open = true;
      target.scrollIntoView();
      target.querySelector('summary').focus({ preventScroll: true });
    } else if (location.hash.includes('=')) list.scrollIntoView();
  }
  for (const chip of chips) chip.addEventListener('click', () => { chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true')); save(); });
  for (const field of [service, severity, words]) field.addEventListener('input', save);
  document.getElementById('clear').addEventListener('click', () => { for (const chip of chips) chip.setAttribute('aria-pressed', 'false'); service.value = severity.value = words.value = ''; save(); });
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });
  document.getElementById('print').addEventListener('click', () => print());
  let closed = [];
  addEventListener('beforeprint', () => { closed = [...document.querySelectorAll('details:not([open])')]; for (const part of closed) part.open = true; });
  addEventListener('afterprint', () => { for (const part of closed) part.open = false; });
  addEventListener('hashchange', load);
  load();
  // Going to the address's place takes the focus away again, so it is set once more after that.
  addEventListener('load', () => setTimeout(load));
})();`;
