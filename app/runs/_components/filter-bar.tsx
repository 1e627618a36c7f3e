'use client';
import { useRouter } from 'next/navigation';
import { texts } from '../../_ui/texts';
import { type RunQuery, toAddress } from './run-filter';

const words = texts.run.filter;

interface Props {
  query: RunQuery;
  workflows: readonly { id: string; name: string }[];
}

/** Which runs are shown. The filter stands in the address, so that it can be kept and sent on. */
export function FilterBar({ query, workflows }: Props) {
  const router = useRouter();
  const choose = (name: keyof RunQuery, value: string) =>
    router.replace(toAddress({ ...query, before: undefined, [name]: value || undefined } as RunQuery));
  return (
    <search className="flex flex-wrap gap-2 border-line border-b px-4 py-2">
      <Choice
        label={words.workflow}
        value={query.workflow}
        options={workflows.map(({ id, name }) => [id, name])}
        onChoose={value => choose('workflow', value)}
      />
      <Choice
        label={words.status}
        value={query.status}
        options={Object.entries(words.statuses)}
        onChoose={value => choose('status', value)}
      />
      <Choice
        label={words.mode}
        value={query.mode}
        options={Object.entries(texts.run.modes)}
        onChoose={value => choose('mode', value)}
      />
      <Choice
        label={words.since}
        value={query.since}
        options={Object.entries(words.spans)}
        onChoose={value => choose('since', value)}
      />
    </search>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: readonly (readonly [string, string])[];
  onChoose(value: string): void;
}

const Choice = ({ label, value, options, onChoose }: ChoiceProps) => (
  <select
    aria-label={label}
    value={value ?? ''}
    onChange={event => onChoose(event.target.value)}
    className="h-8 min-w-0 max-w-full flex-1 basis-32 rounded-md border border-line-strong bg-surface px-2 text-text sm:max-w-56"
  >
    <option value="">{label}</option>
    {options.map(([id, name]) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </select>
);
