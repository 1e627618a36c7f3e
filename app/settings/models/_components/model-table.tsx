import type { Picker } from '../../../_ui/picker-model';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';

/** All models there are, which of them can be used, and what they cost. */
export function ModelTable({ picker }: { picker: Picker }) {
  return (
    <Section title={texts.settings.list} text={texts.settings.listText}>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
        {picker.models.map(({ name, displayName, provider, state, price }) => (
          <li
            key={name}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_16rem_7rem]"
          >
            <span className="min-w-0 truncate" title={name}>
              {displayName} <span className="text-[13px] text-faint">{provider}</span>
            </span>
            <span className="text-[13px] text-muted max-sm:order-last max-sm:col-span-2">
              {provider === 'Parley' ? texts.settings.free : texts.models.price(price)}
            </span>
            <span className="text-right text-[13px] text-muted">{texts.settings.states[state]}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
