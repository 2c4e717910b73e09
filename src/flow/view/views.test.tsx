import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { forbidden, granted, itemOf, tokenRequest, visit } from '../samples.ts';
import { listLines } from '../model/runs.ts';
import { storyOf } from '../model/story.ts';
import { emptyWords } from '../words/empty.ts';
import { RawTab } from './raw-tab.tsx';
import { RequestHead } from './request-head.tsx';
import { RunList } from './run-list.tsx';
import { StoryText } from './story-text.tsx';
import { WhyTab } from './why-tab.tsx';

const show = (view: ReactNode): string =>
  renderToStaticMarkup(<FluentProvider theme={webLightTheme}>{view}</FluentProvider>);
const nothing = () => undefined;

describe('the list of requests', () => {
  it('marks the chosen one, nests what was caused and says each outcome in a word', () => {
    const log = [
      forbidden.item,
      tokenRequest.item,
      visit.item,
      itemOf(4, { kind: 'clock', url: undefined, summary: 'Clock moved' }),
    ];
    const markup = show(<RunList lines={listLines(log)} chosen={7} onChoose={nothing} />);
    expect(markup).toMatch(/aria-label="Requests that #5 caused".*#6.*#7/s);
    expect(markup.match(/aria-current="true"/g)).toHaveLength(1);
    expect(markup).toContain('403 ForbiddenByRbac');
    expect(markup).toContain('Clock moved');
  });

  it('says what would be here while nothing is', () => {
    expect(show(<RunList lines={[]} onChoose={nothing} />)).toContain(emptyWords.list.text);
  });

  it('says of an entry that an undo has taken it back', () => {
    const lines = listLines([itemOf(5, { inEffect: false })]);
    expect(show(<RunList lines={lines} onChoose={nothing} />)).toContain('taken back by an undo');
  });
});

describe('an opened request', () => {
  it('has Azure’s words first and ours under them', () => {
    const markup = show(<RequestHead item={forbidden.item} record={forbidden} onBack={nothing} />);
    expect(markup).toMatch(/Caller is not authorized.*nothing allows it to do secrets\/getSecret\/action/s);
  });

  it('hides what is secret until it is revealed', () => {
    const markup = show(<RawTab record={granted} />);
    expect(markup).not.toContain('S3cret!');
    expect(markup).not.toContain(granted.token!.jwt);
    expect(markup).toContain('Reveal secrets');
  });

  it('keeps the story as text in the document, shown or not', () => {
    const { steps } = storyOf([{ item: forbidden.item, record: forbidden }]);
    const markup = show(<StoryText steps={steps} shown={false} />);
    expect(markup).toContain('hidden=""');
    expect(markup.match(/<li>/g)).toHaveLength(steps.length);
  });

  it('shows the decision, and help only when somebody asks for it', () => {
    const markup = show(<WhyTab record={forbidden} />);
    expect(markup).toMatch(/Contributor.*Scope walk.*no role assignment in effect grants it/s);
    expect(markup).toContain('What is wrong (1 of 3)');
    expect(markup).not.toContain('manages the resource from outside');
  });
});
