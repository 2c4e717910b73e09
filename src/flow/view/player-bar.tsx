import { Button, Select } from '@fluentui/react-components';
import { NextRegular, PauseRegular, PlayRegular, PreviousRegular } from '@fluentui/react-icons';
import { speeds, type Player, type Speed } from './use-player.ts';

/** Back, play, forward and how fast; arrow keys do the same anywhere in the flow. */
export function PlayerBar({ player, count }: { player: Player; count: number }) {
  const { cursor, playing, speed } = player;
  return (
    <div className="tf-player" role="group" aria-label="Walk through the steps">
      <Button
        size="small"
        icon={<PreviousRegular />}
        aria-label="Step back"
        disabledFocusable={cursor === 0}
        onClick={() => player.go(cursor - 1)}
      />
      <Button
        size="small"
        icon={playing ? <PauseRegular /> : <PlayRegular />}
        onClick={playing ? player.pause : player.play}
      >
        {playing ? 'Pause' : 'Play'}
      </Button>
      <Button
        size="small"
        icon={<NextRegular />}
        aria-label="Step forward"
        disabledFocusable={cursor >= count - 1}
        onClick={() => player.go(cursor + 1)}
      />
      <span className="tf-quiet">
        step {Math.min(cursor + 1, count)} of {count}
      </span>
      <Select
        size="small"
        aria-label="Speed"
        value={String(speed)}
        onChange={(_event, { value }) => player.setSpeed(Number(value) as Speed)}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each}× speed
          </option>
        ))}
      </Select>
    </div>
  );
}
