'use client';
import { Menu as Base } from '@base-ui/react/menu';
import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import KeyRound from 'lucide-react/icons/key-round';
import { useRouter } from 'next/navigation';
import { cx } from '../../_ui/cx';
import type { PickerModel } from '../../_ui/picker-model';
import { texts } from '../../_ui/texts';

interface Props {
  models: readonly PickerModel[];
  current: PickerModel | undefined;
  onPick(name: string): void;
}

const item = 'flex cursor-pointer items-center gap-2 rounded px-2 py-1.5 outline-none data-highlighted:bg-hover';

/** Which model answers in this conversation. One without a key leads to where it gets one. */
export function ModelPicker({ models, current, onPick }: Props) {
  const router = useRouter();
  const name = current?.displayName ?? '';
  const ready = models.filter(({ state }) => state === 'ready');
  const others = models.filter(({ state }) => state !== 'ready');
  return (
    <Base.Root>
      <Base.Trigger
        aria-label={texts.models.picker(name)}
        className="flex h-8 min-w-0 items-center gap-1 rounded-md px-2 text-[13px] text-muted hover:bg-hover hover:text-text"
      >
        <span className="truncate">{name}</span>
        <ChevronDown size={14} aria-hidden className="shrink-0" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner side="top" sideOffset={6} align="start" className="z-50">
          <Base.Popup className="max-h-[min(26rem,60vh)] w-[min(20rem,calc(100vw-2rem))] overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float outline-none">
            {ready.map(model => (
              <Base.Item key={model.name} className={item} onClick={() => onPick(model.name)}>
                <Row model={model} />
                {model.name === current?.name && (
                  <Check size={14} aria-label={texts.models.usual} className="shrink-0" />
                )}
              </Base.Item>
            ))}
            {others.length > 0 && <hr className="my-1 border-line" />}
            {others.map(model => (
              <Base.Item
                key={model.name}
                className={cx(item, 'text-muted')}
                onClick={() => router.push('/settings/models')}
              >
                <Row model={model} note={texts.models[model.state === 'needs-key' ? 'needsKey' : 'needsAddress']} />
              </Base.Item>
            ))}
            <hr className="my-1 border-line" />
            <Base.Item className={cx(item, 'text-muted')} onClick={() => router.push('/settings/models')}>
              <KeyRound size={14} aria-hidden className="shrink-0" />
              {texts.models.setUp}
            </Base.Item>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Row({ model, note }: { model: PickerModel; note?: string }) {
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2" title={texts.models.price(model.price)}>
      <span className="truncate">{model.displayName}</span>
      <span className="ml-auto shrink-0 text-faint text-xs">{note ?? model.provider}</span>
    </span>
  );
}
