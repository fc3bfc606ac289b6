import { useState } from 'react';
import type { z } from 'zod';
import { configBookHtml, configBookMarkdown, showConfigBook } from '../../../api/evidence.ts';
import { addressOf } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { SectionSheet } from './section-sheet.tsx';

const text = words.book;
type SectionShown = z.output<(typeof showConfigBook)['answer']>['services'][number]['sections'][number];

/** The whole configuration by service and section, each opened to its settings; whole as a file to keep. */
export function ConfigBookPage() {
  const { id: tenant } = useTenant();
  const mayExport = useMay('evidence.export');
  const book = useCall(showConfigBook, { path: { tenant } });
  const [typed, type] = useState('');
  const [open, setOpen] = useState<string>();
  const wanted = typed.trim().toLowerCase();
  const path = { tenant };
  if (book.error?.status === 404)
    return (
      <Page title={text.title}>
        <Card>
          <Empty fact={text.never.fact} next={text.never.next} />
        </Card>
      </Page>
    );
  return (
    <Page
      title={text.title}
      provenance={book.data && text.provenance(exactMoment(book.data.takenAt))}
      actions={
        mayExport && (
          <>
            <a className="btn" href={addressOf(configBookHtml, { path })} download>
              <Icon name="download" />
              {text.html}
            </a>
            <a className="btn" href={addressOf(configBookMarkdown, { path })} download>
              <Icon name="download" />
              {text.markdown}
            </a>
          </>
        )
      }
    >
      {book.data && <BookTiles services={book.data.services} />}
      <div className="chips">
        <input
          className="in narrow"
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      <Loaded of={book} rows={12}>
        {({ services }) => {
          const shown = services
            .map((service) => ({
              ...service,
              sections: service.sections.filter(({ title, section, controls }) =>
                [title, section, ...controls].some((one) => one.toLowerCase().includes(wanted)),
              ),
            }))
            .filter(({ sections }) => sections.length > 0);
          if (shown.length === 0) return <Empty fact={text.none.fact} next={text.none.next} />;
          return shown.map(({ service, title, sections }) => (
            <Card key={service} flush title={title}>
              <table className="stack">
                <thead>
                  <tr>
                    <th scope="col">{text.columns.section}</th>
                    {[text.columns.objects, text.columns.settings, text.columns.decided, text.columns.differs].map(
                      (head) => (
                        <th key={head} scope="col" className="r">
                          {head}
                        </th>
                      ),
                    )}
                  </tr>
                </thead>
                <tbody>
                  {sections.map((section) => (
                    <tr key={section.section}>
                      <td>
                        <button type="button" className="link b" onClick={() => setOpen(section.section)}>
                          {section.title}
                        </button>
                        <span className="c s code under wrap">{section.call}</span>
                      </td>
                      <td data-h={text.columns.objects} className="r">
                        {section.unavailable ? (
                          <OutcomeBadge outcome="unknown" words={text.notRead} />
                        ) : (
                          section.objects
                        )}
                      </td>
                      <td data-h={text.columns.settings} className="r">
                        <span className={section.settings === 0 ? 's' : undefined}>{section.settings}</span>
                      </td>
                      <td data-h={text.columns.decided} className="r">
                        <span className={section.decided === 0 ? 's' : undefined}>{section.decided}</span>
                      </td>
                      <td data-h={text.columns.differs} className="r">
                        <span className={section.differs > 0 ? 'b o-fail' : 's'}>{section.differs}</span>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          ));
        }}
      </Loaded>
      {open && <SectionSheet section={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

/** How much of the configuration is known, and how much of it somebody has decided. */
function BookTiles({ services }: { services: readonly { sections: readonly SectionShown[] }[] }) {
  const sections = services.flatMap((service) => service.sections);
  const sum = (of: (section: SectionShown) => number) => sections.reduce((all, section) => all + of(section), 0);
  const unread = sections.filter(({ unavailable }) => unavailable).length;
  const differs = sum((section) => section.differs);
  return (
    <Tiles
      tiles={[
        { title: text.tiles.sections, value: sections.length - unread, note: text.tiles.of(sections.length) },
        { title: text.tiles.settings, value: sum((section) => section.settings).toLocaleString() },
        { title: text.tiles.decided, value: sum((section) => section.decided), note: text.tiles.decidedNote },
        {
          ...{ title: text.tiles.differs, value: differs },
          ...(differs > 0 && { look: 'fail' as const }),
        },
        {
          ...{ title: text.tiles.unread, value: unread, note: text.tiles.unreadNote },
          ...(unread > 0 && { look: 'unk' as const }),
        },
      ]}
    />
  );
}
