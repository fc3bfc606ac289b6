import { useState } from 'react';
import { configBookHtml, configBookMarkdown, showConfigBook } from '../../../api/evidence.ts';
import { addressOf } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { SectionSheet } from './section-sheet.tsx';

const text = words.book;

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
                        <span className="c s" style={{ display: 'block' }}>
                          {section.call}
                        </span>
                      </td>
                      <td data-h={text.columns.objects} className="r">
                        {section.unavailable ? (
                          <OutcomeBadge outcome="unknown" words={text.notRead} />
                        ) : (
                          section.objects
                        )}
                      </td>
                      <td data-h={text.columns.settings} className="r">
                        {section.settings}
                      </td>
                      <td data-h={text.columns.decided} className="r">
                        {section.decided}
                      </td>
                      <td data-h={text.columns.differs} className="r">
                        <span className={section.differs > 0 ? 'b o-fail' : undefined}>{section.differs}</span>
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
