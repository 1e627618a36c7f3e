'use client';
import type { Picker } from '../../../_ui/picker-model';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { Section } from '../../_components/section';
import { setStandard } from '../_actions/set-standard';

/** Which model answers where nobody picked another. */
export function StandardModel({ picker }: { picker: Picker }) {
  const [working, act] = useAction();
  return (
    <Section title={texts.settings.standard} text={texts.settings.standardText}>
      <select
        aria-label={texts.settings.standard}
        value={picker.standard}
        disabled={working}
        onChange={event => act(() => setStandard({ model: event.target.value }))}
        className="h-8 w-full max-w-sm rounded-md border border-line-strong bg-surface px-2"
      >
        {picker.models
          .filter(({ state }) => state === 'ready')
          .map(({ name, displayName, provider }) => (
            <option key={name} value={name}>
              {displayName} · {provider}
            </option>
          ))}
      </select>
    </Section>
  );
}
