import * as contract from '../../api/evidence.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { controls } from '../../controls/index.ts';
import type { BookObject, ConfigurationBook } from '../../core/configuration.ts';
import { configurationBook } from '../../engine/configuration.ts';
import { configurationMarkdown } from '../../reports/configuration-markdown.ts';
import { decisionWords, setAndUnset, valueWords } from '../../reports/configuration-value.ts';
import { configurationHtml } from '../../reports/html/configuration.ts';
import { listDecisions } from '../../store/decisions.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../../store/snapshots.ts';
import { tenantFolder } from '../ask.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement, implementFile } from '../route.ts';

export const configBookRoutes = [
  implement(contract.showConfigBook, async (call) => {
    const { takenAt, services, exceptions } = await bookOf(call);
    return {
      takenAt,
      services: services.map(({ service, title, sections }) => ({
        service,
        title,
        sections: sections.map((section) => {
          const settings = section.objects.flatMap((object) => object.settings);
          const { section: name, title: words, call: request, readAt, unavailable } = section;
          return {
            ...{
              section: name,
              title: words,
              call: request,
              ...(readAt && { readAt }),
              ...(unavailable && { unavailable }),
            },
            objects: section.count ?? section.objects.length,
            settings: settings.length,
            decided: settings.filter(({ decisions }) => decisions.length > 0).length,
            differs: settings.filter(({ differs }) => differs).length,
            controls: section.controls.map(({ id }) => id),
          };
        }),
      })),
      exceptions: exceptions.length,
    };
  }),

  implement(contract.showConfigSection, async (call) => {
    const { services } = await bookOf(call);
    const section = services
      .flatMap(({ sections }) => sections)
      .find((one) => one.section === call.parameters['section']);
    if (!section) throw new RequestFault('not-found');
    const { title, call: request, unavailable, count, objects } = section;
    return {
      ...{ title, call: request, ...(unavailable && { unavailable }), ...(count !== undefined && { count }) },
      objects: objects.map(objectOf),
    };
  }),

  implementFile(contract.configBookHtml, async (call) => {
    call.about('config-book', { form: 'html' });
    return { name: `config-book-${call.at.slice(0, 10)}.html`, body: configurationHtml(await bookOf(call)) };
  }),

  implementFile(contract.configBookMarkdown, async (call) => {
    call.about('config-book', { form: 'md' });
    return { name: `config-book-${call.at.slice(0, 10)}.md`, body: configurationMarkdown(await bookOf(call)) };
  }),
];

/** The book of the newest whole reading, with the decisions of the log. */
async function bookOf({ server, tenant }: Call): Promise<ConfigurationBook> {
  const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
  return withTenant(server.store, tenant, async (scope) => {
    const last = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
    if (!last) throw new RequestFault('not-found', 'This tenant was not read yet.');
    const snapshot = await loadSnapshot(scope, last.id);
    const decisions = await listDecisions(scope, { limit: 100_000 });
    return configurationBook(snapshot, {
      ...{ controls, organization, at: snapshot.takenAt },
      decisions: decisions.map(({ setting, from, to, reason, author, at, source, control }) => ({
        ...{ setting, from, to, reason, author, at, source, control },
      })),
    });
  });
}

function objectOf({ name, decisions, settings }: BookObject) {
  const { set, unset } = setAndUnset(settings);
  return {
    name,
    decisions: decisions.map(decisionWords),
    unset,
    settings: set.map((one) => ({
      ...{ setting: one.setting, words: one.words, value: valueWords(one.value), controls: one.controls },
      why: one.decisions.map(decisionWords),
      differs: one.differs === true,
    })),
  };
}
