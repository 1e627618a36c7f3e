import type { Integration } from '@/database/credentials';
import { Label } from '../../../_ui/field';
import { texts } from '../../../_ui/texts';

interface Props {
  integrations: readonly Integration[];
  chosen: string;
  onChoose(name: string): void;
}

/** What a key is for. */
export function IntegrationChoice({ integrations, chosen, onChoose }: Props) {
  return (
    <Label text={texts.credential.choose}>
      <select
        value={chosen}
        onChange={event => onChoose(event.target.value)}
        className="h-8 w-full rounded-md border border-line-strong bg-surface px-2 text-text"
      >
        {integrations.map(({ name, displayName }) => (
          <option key={name} value={name}>
            {displayName}
          </option>
        ))}
      </select>
    </Label>
  );
}
