import { ToggleButton } from '@fluentui/react-components';
import { TextBulletListSquareRegular } from '@fluentui/react-icons';
import { useState, type KeyboardEvent } from 'react';
import type { Story } from '../model/story.ts';
import { Picture } from './picture.tsx';
import { PlayerBar } from './player-bar.tsx';
import { OutcomeIcon } from './outcome-mark.tsx';
import { StoryText } from './story-text.tsx';
import type { Player } from './use-player.ts';

const moves: Record<string, (cursor: number, last: number) => number> = {
  ArrowRight: (cursor) => cursor + 1,
  ArrowDown: (cursor) => cursor + 1,
  ArrowLeft: (cursor) => cursor - 1,
  ArrowUp: (cursor) => cursor - 1,
  Home: () => 0,
  End: (_cursor, last) => last,
};

/** The run drawn step by step, with the words for the step where it stands. */
export function FlowTab({ story, player }: { story: Story; player: Player }) {
  const [asText, setAsText] = useState(false);
  const { steps } = story;
  const step = steps[player.cursor];
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    const typing = (event.target as HTMLElement).closest('select, input, textarea');
    if (!move || typing || event.ctrlKey || event.altKey || event.metaKey || asText) return;
    event.preventDefault();
    player.go(move(player.cursor, steps.length - 1));
  };
  return (
    // The keys are a shortcut for the buttons and steps inside, which take the focus themselves.
    <div className="tf-flow" onKeyDown={onKeyDown} role="presentation">
      <div className="tf-bar">
        <PlayerBar player={player} count={steps.length} />
        <ToggleButton
          size="small"
          appearance="subtle"
          icon={<TextBulletListSquareRegular />}
          checked={asText}
          onClick={() => setAsText(!asText)}
        >
          As text
        </ToggleButton>
      </div>
      {!asText && (
        <>
          <p className="tf-now" aria-live="polite">
            {step && <OutcomeIcon outcome={step.outcome} />}
            <span>{step?.sentence}</span>
          </p>
          <Picture story={story} cursor={player.cursor} onGo={player.go} />
        </>
      )}
      <StoryText steps={steps} shown={asText} />
    </div>
  );
}
